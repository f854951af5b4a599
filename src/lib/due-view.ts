/**
 * What a list of due things shows, as its address says it: `state`, `kind`, `sort` (with a minus for descending) and
 * `page`, beside the filters of a view.
 */

/**
 * Overdue on the last day known; due in the week after it; due between that week and a week from today, where the data
 * is older; or later.
 */
export type DueState = 'over' | 'week' | 'since' | 'later';

/** What can be listed: `put-off` are those that somebody put off, whatever their state. */
export const LISTS = ['now', 'over', 'week', 'since', 'put-off'] as const;
export type ListId = (typeof LISTS)[number];

/** What a list can be sorted by. */
export const SORTS = ['due', 'worker', 'program', 'kind'] as const;
export type Sort = { by: (typeof SORTS)[number]; descending: boolean };

export type DueView = { list: ListId; kind: string | null; sort: Sort; page: number };

const DEFAULT: DueView = { list: 'now', kind: null, sort: { by: 'due', descending: false }, page: 1 };

/** Reads what an address asks for; what there is not is left out. */
export function readDueView(parameters: Pick<URLSearchParams, 'get'>, kinds: readonly string[]): DueView {
	const [list, kind, sort] = ['list', 'kind', 'sort'].map((name) => parameters.get(name) ?? '') as [
		string,
		string,
		string
	];
	const by = SORTS.find((each) => each === sort.replace(/^-/, ''));
	const page = Number(parameters.get('page') ?? 1);
	return {
		list: LISTS.find((each) => each === list) ?? DEFAULT.list,
		kind: kinds.includes(kind) ? kind : null,
		sort: by === undefined ? DEFAULT.sort : { by, descending: sort.startsWith('-') },
		page: Number.isSafeInteger(page) && page > 0 && page < 1e6 ? page : 1
	};
}

/** The names and values of an address that asks for it; what is as usual is left out. */
export function dueParameters({ list, kind, sort, page }: DueView): [name: string, value: string][] {
	const pairs: [string, string, boolean][] = [
		['list', list, list !== DEFAULT.list],
		['kind', kind ?? '', kind !== null],
		[
			'sort',
			`${sort.descending ? '-' : ''}${sort.by}`,
			sort.by !== DEFAULT.sort.by || sort.descending !== DEFAULT.sort.descending
		],
		['page', String(page), page !== 1]
	];
	return pairs.filter(([, , said]) => said).map(([name, value]) => [name, value]);
}

type Listed = {
	state: DueState;
	kind: string;
	due_on: string;
	worker: string;
	program: string;
	snoozed: unknown;
};

/** Whether something is in a list. */
export function isListed({ state, snoozed }: Pick<Listed, 'state' | 'snoozed'>, list: ListId): boolean {
	if (state === 'later') return false;
	if (list === 'put-off') return snoozed !== null;
	if (snoozed !== null) return false;
	return list === 'now' ? state === 'over' || state === 'week' : state === list;
}

/** Rows in an order: what was due first stands first among equals. */
export function sortDue<Row extends Listed>(rows: readonly Row[], { by, descending }: Sort): Row[] {
	const column = by === 'due' ? 'due_on' : by;
	const way = descending ? -1 : 1;
	return [...rows].sort(
		(a, b) => way * a[column].localeCompare(b[column]) || a.due_on.localeCompare(b.due_on)
	);
}
