// HUD's own tables of three projects of the Data Lab test kit, and the same cells from our model's rules.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Store } from '#lib/server/store.ts';
import { FIXTURES } from './home.ts';

/** The projects by the folder of their expected tables. */
export const PROJECTS: Record<string, string> = {
	'apr-psh-coc-1': 'DataLab - PSH CoC I',
	'apr-rrh-coc-1': 'DataLab - RRH CoC I',
	'caper-so-esg': 'DataLab - SO ESG'
};

export const PERIOD = { from: '2021-10-01', to: '2022-09-30' };

/** A table's cells: by the row's label, the numbers in the order of the columns. */
export type Cells = Record<string, number[]>;

/** An expected table; null where HUD has none for the project. */
export function expectedTable(folder: string, table: string): Cells | null {
	let text: string;
	try {
		text = readFileSync(join(FIXTURES, 'expected', folder, `${table}.csv`), 'utf8');
	} catch {
		return null;
	}
	const [, ...lines] = Papa.parse<string[]>(text.trim()).data;
	return Object.fromEntries(lines.map(([label = '', ...cells]) => [label, cells.map(Number)]));
}

/** One person of a project, by their latest enrollment in it. */
export type Person = {
	age: number | null;
	is_adult: boolean | null;
	is_leaver: boolean;
	is_head_of_household: boolean;
	is_in_quality_universe: boolean;
	is_youth: boolean;
	is_parenting_youth: boolean;
	is_permanent_housing: boolean;
	chronically_homeless: string;
	veteran: string;
	household_type: string;
	days_stayed: number;
	started: string;
	moved_in: string | null;
	/** Days from the start to the move-in and to the record of the start. */
	days_to_move_in: number | null;
	days_to_record: number | null;
	destination_group: string | null;
	exit_is_positive: boolean | null;
};

const within = "date '2021-10-01', date '2022-09-30'";

/** Everybody whom HUD's tables of a project are about: one row per person, the latest-started one. */
export async function peopleOf(store: Store, project: string): Promise<Person[]> {
	return (await store.db.rows(
		`select s.*, c.veteran, s.started_on::varchar as started, s.moved_in_on::varchar as moved_in, s.moved_in_on - s.started_on as days_to_move_in,
			date_diff('day', s.started_on, s.start_recorded_at::date)::integer as days_to_record, s.exit_destination_group as destination_group
		from served(${within}) s join program p using (program_id) left join client c using (client_id)
		where p.name = $project
		qualify row_number() over (partition by s.client_id order by s.started_on desc, s.source_order desc nulls last) = 1`,
		{ project }
	)) as unknown as Person[];
}

export type Met = { contacts: number; first_met: string; became_engaged: boolean };

/** Whom outreach met, one row per person. */
export async function metBy(store: Store, project: string): Promise<Met[]> {
	return (await store.db.rows(
		`select m.contacts, m.first_met, m.became_engaged from outreach_contact(${within}) m join program p using (program_id) where p.name = $project
		qualify row_number() over (partition by m.client_id order by m.started_on desc, m.source_order desc nulls last) = 1`,
		{ project }
	)) as unknown as Met[];
}

type Test<Row> = (row: Row) => boolean;
const all = () => true;
const count = <Row>(rows: readonly Row[], test: Test<Row>) => rows.filter(test).length;
const mean = (values: readonly number[]) =>
	values.length === 0 ? 0 : values.reduce((sum, each) => sum + each, 0) / values.length;

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return mean(sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1));
}

/** A row of counts: one for each column. */
const row =
	<Row>(rows: readonly Row[], columns: readonly Test<Row>[]) =>
	(test: Test<Row>) =>
		columns.map((column) => count(rows, (each) => column(each) && test(each)));

const isAdult: Test<Person> = (p) => p.is_adult === true;
const isChild: Test<Person> = (p) => p.is_adult === false;
const isUnknown: Test<Person> = (p) => p.age === null;
const isLeaver: Test<Person> = (p) => p.is_leaver;
const isHead: Test<Person> = (p) => p.is_head_of_household;
const both =
	<Row>(...tests: Test<Row>[]): Test<Row> =>
	(each) =>
		tests.every((test) => test(each));
const not =
	<Row>(test: Test<Row>): Test<Row> =>
	(each) =>
		!test(each);

const TYPES: Test<Person>[] = [
	all,
	...['adults only', 'adults and children', 'children only', 'unknown'].map(
		(type) => (p: Person) => p.household_type === type
	)
];

export function q5a(people: readonly Person[]): Cells {
	const of = row(people, [(p) => p.is_in_quality_universe, all]);
	return {
		'Total number of persons served': of(all),
		'Number of adults age 18 or over': of(isAdult),
		'Number of children under age 18': of(isChild),
		'Number of persons with unknown age': of(isUnknown),
		'Number of leavers': of(isLeaver),
		'Number of adult leavers': of(both(isLeaver, isAdult)),
		'Number of adult and head of household leavers': of(both(isLeaver, (p) => isAdult(p) || isHead(p))),
		'Number of stayers': of(not(isLeaver)),
		'Number of adult stayers': of(both(not(isLeaver), isAdult)),
		'Number of veterans': of(both(isAdult, (p) => p.veteran === 'yes')),
		'Number of chronically homeless persons': of((p) => p.chronically_homeless === 'yes'),
		'Number of youth under age 25': of((p) => p.is_youth),
		'Number of parenting youth under age 25 with children': of((p) => p.is_parenting_youth),
		'Number of adult heads of household': of(both(isHead, isAdult)),
		'Number of child and unknown age heads of household': of(both(isHead, not(isAdult))),
		'Heads of households and adult stayers in the project 365 days or more': of(
			both(
				not(isLeaver),
				(p) => isAdult(p) || isHead(p),
				(p) => p.days_stayed >= 365
			)
		)
	};
}

/** Starts in the period only; the column of exits is known not to hold for this pairing. */
export function q6eStarts(people: readonly Person[]): Cells {
	const days = people
		.filter((p) => p.is_in_quality_universe && p.started >= PERIOD.from)
		.map((p) => p.days_to_record ?? NaN);
	const between = (low: number, high: number) => [count(days, (each) => each >= low && each <= high)];
	return {
		'0 days': between(0, 0),
		'1-3 days': between(1, 3),
		'4-6 days': between(4, 6),
		'7-10 days': between(7, 10),
		'11+ days': between(11, Infinity)
	};
}

const hasHome: Test<Person> = (p) => p.is_permanent_housing && p.moved_in !== null;

export function q7a(people: readonly Person[]): Cells {
	const of = row(people, TYPES);
	return {
		Adults: of(isAdult),
		Children: of(isChild),
		Total: of(all),
		'For PSH & RRH - the total persons served who moved into housing': of(hasHome)
	};
}

export function q8a(people: readonly Person[]): Cells {
	const of = row(people, TYPES);
	return { 'Total Households': of(isHead), 'Moved In Households': of(both(isHead, hasHome)) };
}

function contacts(people: readonly Met[], test: Test<Met>): Cells {
	const of = row(people, [
		all,
		(p) => p.first_met === 'elsewhere',
		(p) => p.first_met === 'on the streets or in a shelter',
		(p) => p.first_met === 'not determined'
	]);
	const between = (low: number, high: number) => of(both(test, ({ contacts: n }) => n >= low && n <= high));
	return {
		Once: between(1, 1),
		'2-5 times': between(2, 5),
		'6-9 times': between(6, 9),
		'10+ times': between(10, Infinity),
		Total: of(test)
	};
}

export const q9a = (people: readonly Met[]): Cells => contacts(people, all);

export function q9b(people: readonly Met[]): Cells {
	const engaged = contacts(people, (p) => p.became_engaged);
	const met = q9a(people).Total ?? [];
	// HUD prints 0 for 0 of 0.
	const rates = (engaged.Total ?? []).map((part, at) => part / Math.max(met[at] ?? 0, 1));
	return { ...engaged, EngagementRate: rates };
}

const LENGTHS: [label: string, most: number][] = [
	['30 days or less', 30],
	['31 to 60 days', 60],
	['61 to 90 days', 90],
	['91 to 180 days', 180],
	['181 to 365 days', 365],
	['366 to 730 days (1-2 Yrs)', 730],
	['731 to 1,095 days (2-3 Yrs)', 1095],
	['1,096 to 1,460 days (3-4 Yrs)', 1460],
	['1,461 to 1,825 days (4-5 Yrs)', 1824], // HMIS.md: the longest bucket begins at 1,825 days in the kit
	['More than 1,825 days (>5 Yrs)', Infinity]
];

/** Rows of counts by bucket, from one bucket's most to the next's. */
function buckets<Row>(
	of: (test: Test<Row>) => number[],
	lengths: typeof LENGTHS,
	days: (each: Row) => number
): Cells {
	return Object.fromEntries(
		lengths.map(([label, most], at) => [
			label,
			of((each) => days(each) > (lengths[at - 1]?.[1] ?? -1) && days(each) <= most)
		])
	);
}

export function q22a1(people: readonly Person[]): Cells {
	const of = row(people, [all, isLeaver, not(isLeaver)]);
	return { ...buckets(of, LENGTHS, (p) => p.days_stayed), Total: of(all) };
}

export function q22b(people: readonly Person[]): Cells {
	const lengths = [isLeaver, not(isLeaver)].map((test) => people.filter(test).map((p) => p.days_stayed));
	return { 'Average Length': lengths.map(mean), 'Median Length': lengths.map(median) };
}

const WAITS: typeof LENGTHS = [
	['0 to 7 days', 7],
	['8 to 14 days', 14],
	['15 to 21 days', 21],
	['22 to 30 days', 30],
	['31 to 60 days', 60],
	['61 to 180 days', 180],
	['181 to 365 days', 365],
	['366 to 730 days (1-2 Yrs)', 730]
];

export function q22c(people: readonly Person[]): Cells {
	const housing = people.filter((p) => p.is_permanent_housing);
	const moved = housing.filter((p) => p.moved_in !== null && p.moved_in >= PERIOD.from);
	const of = row(moved, TYPES);
	const left = row(housing, TYPES)(both(isLeaver, (p) => p.moved_in === null));
	const total = of(all);
	return {
		...buckets(of, WAITS, (p) => p.days_to_move_in ?? NaN),
		'Total (persons moved into housing)': total,
		'Average length of time to housing': TYPES.map((type) =>
			mean(moved.filter(type).map((p) => p.days_to_move_in ?? NaN))
		),
		'Persons who were exited without move-in': left,
		'Total persons': total.map((n, at) => n + (left[at] ?? 0))
	};
}

export function q23c(people: readonly Person[]): Cells {
	const leavers = people.filter(isLeaver);
	const of = row(leavers, TYPES);
	const total = of(all);
	const positive = of((p) => p.exit_is_positive === true);
	const excluded = of((p) => p.exit_is_positive === null);
	return {
		'Permanent Subtotal': of((p) => p.destination_group === 'permanent'),
		Total: total,
		'Total persons exiting to positive housing destinations': positive,
		'Total persons whose destinations excluded them from the calculation': excluded,
		Percentage: positive.map((n, at) => n / Math.max((total[at] ?? 0) - (excluded[at] ?? 0), 1))
	};
}

/** Each cell of an expected table that ours does not equal, as a sentence. Rows that ours lacks are not held against it. */
export function differences(table: string, expected: Cells, ours: Cells): string[] {
	return Object.entries(ours).flatMap(([label, cells]) => {
		const wanted = expected[label];
		if (!wanted) return [`${table}: HUD has no row "${label}"`];
		return cells.flatMap((cell, at) => {
			const other = wanted[at];
			return other !== undefined && Math.abs(cell - other) <= (Number.isInteger(other) ? 1e-9 : 5e-4)
				? []
				: [`${table}, ${label}, column ${String(at + 1)}: ${String(cell)}, HUD ${String(other)}`];
		});
	});
}
