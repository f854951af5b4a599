import { EXPORTED_ON, type Day } from './calendar.ts';
import type { Case, Stay } from './cases.ts';
import { noteLag, writeDown, type Entry } from './entries.ts';
import type { Random } from './random.ts';
import { INTAKE } from './roster.ts';

/** What all records are drawn from: the cases, whose they are on a day, and who is away or late with notes then. */
export type Office = {
	/** False where nothing differs but by chance (sample.ts). */
	planted: boolean;
	cases: readonly Case[];
	workerOn: (found: Case, day: Day) => string | null;
	isAway: (worker: string, day: Day) => boolean;
	isLate: (worker: string, day: Day) => boolean;
};

/** The worker of a case on a day; intake where it has none. */
export function workerOf({ workerOn }: Office, found: Case, day: Day): string {
	return workerOn(found, day) ?? INTAKE;
}

/** An entry about a day by the worker of the case, after the usual time, or after the late team's. */
export function enter(own: Random, office: Office, found: Case, day: Day, late = false): Entry {
	return writeDown(own, day, noteLag(own, late), workerOf(office, found, day), office.isAway);
}

/** The stay of the head of household. */
export function headOf(found: Case): Stay {
	const head = found.stays.find((stay) => stay.isHead);
	if (!head) throw new RangeError(`The case ${found.id} has no head of household.`);
	return head;
}

/** The rows that had been written down when the data was exported, in the order of their days, with ids. */
export function finish<Row extends { id: string; entry: Entry | null }>(
	rows: readonly Row[],
	letter: string,
	day: (row: Row) => Day
): Row[] {
	return rows
		.filter(({ entry }) => entry === null || entry.on <= EXPORTED_ON)
		.sort((one, other) => day(one) - day(other))
		.map((row, index) => ({ ...row, id: `${letter}${String(index + 1).padStart(6, '0')}` }));
}
