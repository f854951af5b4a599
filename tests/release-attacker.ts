// Somebody who has all forms of all releases to one funder, on agencies of `made-agency.ts`: what they say of the finest
// groups of people, which he takes for the same in two releases where nobody came or went, of nobody too.
import { END } from '#lib/metrics/disclose/policy.ts';
import type { Published } from './attacker.ts';
import type { Stay } from './made-agency.ts';
import { NOBODY, type Reading, type Said } from './read-forms.ts';

const QUARTERS = ['2024-01-01', '2024-04-01'];
const PROGRAMS = ['North', 'South'];
const EXITS = 'exits-to-permanent-housing';

type Slice = { own: Pick<Stay, 'race' | 'sex'>; in: string[]; side: string; ids: number[] };
export type Told = { readings: Reading[]; stays: Stay[] };

/** All sets of some of these but the empty one. */
const someOf = (all: string[]): string[][] =>
	all.reduce<string[][]>((sets, each) => [...sets, ...sets.map((set) => [...set, each])], [[]]).slice(1);

const quartersIn = ({ from, to }: Pick<Reading, 'from' | 'to'>) =>
	QUARTERS.filter((start) => from <= start && start < to);

/**
 * The finest slices, by metric: of people alike, those who count in the same programs and quarters, on the same side. One who
 * is served can be in both programs, for all that a reader knows.
 */
function slices(metric: string, stays: Stay[]): Map<string, Slice> {
	const isServed = metric === 'people-served';
	const places = PROGRAMS.flatMap((program) => QUARTERS.map((each) => `${program} ${each}`));
	const sides = metric === EXITS ? ['yes', 'no'] : [''];
	const keyOf = ({ race, sex }: Slice['own'], within: string[], side: string) =>
		[race, sex, ...within, side].join();
	const cells = new Map<string, Slice>();
	for (const own of groupsIn(stays))
		for (const within of isServed ? someOf(places) : places.map((each) => [each]))
			for (const side of sides) cells.set(keyOf(own, within, side), { own, in: within, side, ids: [] });
	const quarterOf = (day: string) => QUARTERS.findLast((start) => start <= day)!;
	for (const own of stays) {
		const day = metric === EXITS ? own.to : own.from;
		if (day === null) continue;
		const last = quarterOf(own.to ?? QUARTERS.at(-1)!);
		const quarters = isServed
			? QUARTERS.filter((each) => quarterOf(own.from) <= each && each <= last)
			: [quarterOf(day)];
		const side = sides.length === 1 ? '' : own.housed ? 'yes' : 'no';
		cells
			.get(
				keyOf(
					own,
					quarters.map((each) => `${own.program} ${each}`),
					side
				)
			)!
			.ids.push(own.id);
	}
	return cells;
}

function groupsIn(stays: Stay[]): Slice['own'][] {
	const all = (part: 'race' | 'sex') => [...new Set(stays.map((stay) => stay[part]))];
	return all('race').flatMap((race) => all('sex').map((sex) => ({ race, sex })));
}

const isOf = (one: string, value: string | undefined) =>
	value === undefined || value.toLowerCase() === one.toLowerCase();

function isWithin({ own, in: places }: Slice, { group, ...period }: Pick<Reading, 'from' | 'to' | 'group'>) {
	const { program, race_ethnicity: race, sex_or_gender: sex } = group;
	return (
		isOf(own.race, race) &&
		isOf(own.sex, sex) &&
		places.some((each) => {
			const [name, quarter] = each.split(' ') as [string, string];
			return isOf(name, program) && quartersIn(period).includes(quarter);
		})
	);
}

/** What a figure is of: its numbers are named by release, this and their part. */
export const subjectOf = ({ metric, from, to, group }: Pick<Reading, 'metric' | 'from' | 'to' | 'group'>) =>
	JSON.stringify([
		metric,
		from,
		to,
		Object.entries(group)
			.map(([id, value]) => [id, value.toLowerCase()])
			.sort()
	]);

/** A workbook has fifteen digits of a number. */
const asShown = (value: number | null) => (value === null ? null : Number(value.toPrecision(15)));

/** A figure of one release, from all forms: of each part what they say, null where they hide it. */
type Joined = {
	first: Reading;
	parts: Partial<Record<keyof Said | 'no', number | null>>;
	carried: boolean;
	band: Reading['band'];
};

const PARTS = ['n', 'clients', 'numerator', 'value'] as const satisfies (keyof Said)[];

/** @param tear hears of a part that one form hides, or says otherwise than another */
function join(readings: Reading[], tear: (part: string, values: unknown[]) => void): Joined {
	const parts: Joined['parts'] = {};
	for (const part of PARTS) {
		const said = readings.flatMap(({ said: { [part]: each } }) =>
			each === undefined ? [] : [asShown(each)]
		);
		const values = [...new Set(said)];
		if (values.length > 1) tear(part, values);
		if (values.length > 0) parts[part] = values.find((each) => each !== null) ?? null;
	}
	const { n = null } = parts;
	if (n === 0) parts.numerator = 0;
	const { numerator = null } = parts;
	parts.no = n === null || numerator === null ? null : n - numerator;
	return {
		...{ first: readings[0]!, parts },
		carried: readings.some(({ carried }) => carried),
		band: readings.find(({ band }) => band !== null)?.band ?? null
	};
}

/**
 * All numbers that releases, the oldest first, tell or hide, for the attacker's program; and those of which one form says
 * what another does not. Of a number that is carried he knows that it is less than `k` away, where it is: of one of its figure's numbers.
 *
 * What holds the same people in two releases is one unknown: so a reader will think. That it holds nobody still he may think of
 * those who are in several programs, if nobody was, and of what is part of a number that is told and the same as before. Of who
 * came he cannot know more: into which group a late import puts people is what is hidden.
 */
export function publish(
	releases: readonly Told[],
	k: number
): { published: Record<string, Published>; torn: string[] } {
	const published: Record<string, Published> = {};
	const torn: string[] = [];
	/** Of cells of nobody: since which release it is known that nothing changed. */
	const since = new Map<string, number>();
	let last = new Map<string, Joined>();
	for (const [release, { readings, stays }] of releases.entries()) {
		const now = [...readings.filter(({ before }) => !before), ...nobodys(readings, stays)];
		const next = releases[release + 1]?.readings.filter(({ before }) => before) ?? [];
		const figures = new Map(
			[...Map.groupBy([...now, ...next], subjectOf)].map(([subject, own]) => {
				const tear = (part: string, values: unknown[]) =>
					torn.push(`${String(release)} ${subject} ${part}: ${values.join(' and ')}`);
				return [subject, join(own, tear)];
			})
		);
		const cells = new Map(
			[...new Set(now.map(({ metric }) => metric))].map((metric) => [metric, [...slices(metric, stays)]])
		);
		const within = ({ first }: Joined) =>
			cells.get(first.metric)!.filter(([, cell]) => isWithin(cell, first));
		const same = new Set<string>();
		for (const [subject, figure] of figures) {
			const old = last.get(subject);
			const { n = null } = figure.parts;
			if (n === null || figure.carried || old?.carried !== false || old.parts.n !== n) continue;
			for (const [key] of within(figure)) same.add(`${figure.first.metric} ${key}`);
		}
		const unknown = (metric: string, [key, { ids, in: places }]: [string, Slice]) => {
			const name = `${metric} ${key}`;
			if (ids.length > 0) return `${name} ${ids.join('+')}`;
			const inSeveral = new Set(places.map((each) => each.split(' ')[0])).size > 1;
			if (!inSeveral && !same.has(name)) since.set(name, release);
			return `${name} of nobody since ${String(since.get(name) ?? 0)}`;
		};
		for (const [subject, figure] of figures) {
			const { first, parts, carried, band } = figure;
			const own = within(figure);
			const isNear = (value: number, of: [string, Slice][]) =>
				Math.abs(of.reduce((sum, [, { ids }]) => sum + ids.length, 0) - value) < k;
			const note = (
				part: keyof Joined['parts'],
				{ side, few }: { side?: string; few?: number | undefined } = {}
			) => {
				const value = parts[part];
				const of = own.filter(([, cell]) => side === undefined || cell.side === side);
				if (of.length === 0 || value === undefined) return;
				const least = side === undefined && parts.n !== 0 ? 1 : 0;
				published[`${String(release)} ${subject} ${part}`] = {
					of: of.map((cell) => unknown(first.metric, cell)),
					...(!carried || value === null
						? { value: carried ? null : value, least, ...(few === undefined ? {} : { most: few }) }
						: isNear(value, of)
							? { value: null, least: Math.max(least, value - k + 1), most: value + k - 1 }
							: { value: null, least })
				};
			};
			note('n');
			note('clients');
			if (first.metric !== EXITS) continue;
			const { n = null } = parts;
			const few = n === null || carried ? undefined : Math.floor(n * END + 1e-9);
			note('numerator', { side: 'yes', few: band === 'under' ? few : undefined });
			note('no', { side: 'no', few: band === 'over' ? few : undefined });
		}
		last = figures;
	}
	return { published, torn };
}

/** Numbers that are hidden in a release, and that none told of the same people: what did not change is the same number. */
export function keptFrom(published: Record<string, Published>): Record<string, Published> {
	const keyOf = ({ of }: Published) =>
		JSON.stringify([...of].filter((each) => !each.includes(' of nobody since ')).sort());
	const told = new Set(
		Object.values(published).flatMap((each) => (each.value === null ? [] : [keyOf(each)]))
	);
	return Object.fromEntries(Object.entries(published).filter(([, each]) => !told.has(keyOf(each))));
}

/** Groups that a table of who was served does not have, and all could have: nobody is in them. */
function nobodys(readings: Reading[], stays: Stay[]): Reading[] {
	const groups = [
		...PROGRAMS.map((program) => ({ program })),
		...groupsIn(stays).map(({ race, sex }) => ({ race_ethnicity: race, sex_or_gender: sex }))
	];
	const listed = readings.filter(({ group, before }) => !before && Object.keys(group).length > 0);
	const known = new Set(listed.map(subjectOf));
	return [...Map.groupBy(listed, ({ metric, from, to }) => JSON.stringify([metric, from, to])).values()]
		.flatMap(([first]) => groups.map((group): Reading => ({ ...first!, ...NOBODY, group })))
		.filter((each) => !known.has(subjectOf(each)));
}
