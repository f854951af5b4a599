// An agency made up of people of whom each is in one program once: what is asked of it can be counted beside the program.

/** Somebody's stay. Days are ISO dates. */
export type Stay = {
	id: number;
	program: string;
	race: string;
	sex: string;
	from: string;
	/** With where to: `housed` is a home of one's own. */
	to: string | null;
	housed: boolean;
};

export const PROGRAMS = ['North', 'South', 'East'] as const;

/** The files of a full export of stays that is known until a day, each by its name. */
export function filesOfStays(
	stays: readonly Stay[],
	until: string,
	exported = `${until} 20:00:00`
): Record<string, string> {
	const lines = (head: string, rows: string[]) => `${[head, ...rows].join('\r\n')}\r\n`;
	return {
		about: lines('source_name,exported_at,period_from,period_to,kind', [
			`Made agency,${exported},2024-01-01,${until},full`
		]),
		program: lines(
			'program_id,name,program_type',
			PROGRAMS.map((name) => `${name},${name},rapid re-housing`)
		),
		client: lines(
			'client_id,birth_date,sex_or_gender,race_ethnicity',
			stays.map(({ id, sex, race }) => `C${String(id)},1980-01-01,${sex},${race}`)
		),
		enrollment: lines(
			'enrollment_id,client_id,program_id,started_on,exited_on,exit_destination',
			stays.map(({ id, program, from, to, housed }) =>
				[
					...[`E${String(id)}`, `C${String(id)}`, program, from, to ?? ''],
					to === null ? '' : housed ? 'public housing unit' : 'emergency shelter'
				].join()
			)
		)
	};
}

/** So many stays alike, with ids from a first. */
export function alike(count: number, first: number, stay: Omit<Stay, 'id'>): Stay[] {
	return Array.from({ length: count }, (_, at) => ({ id: first + at, ...stay }));
}
