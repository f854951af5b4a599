import { Fault } from '#pipelines/errors.ts';
import { readDueKinds, type DueKind } from '#pipelines/due/definition.ts';
import { addDays } from './metrics/periods.ts';
import { remember } from './metrics/remember.ts';
import type { Asker } from './metrics/scope.ts';
import { selectRows, UNLISTED, type Condition, type StoredMetric } from './metrics/select.ts';
import { collectingSources, knownSources } from './metrics/sources.ts';
import type { DueState } from './due-view.ts';
import { inWords } from './server/language.ts';
import type { Store } from './server/store.ts';

/**
 * Something of a case that is not done on the last day known of its source, by its last day. Ids are pseudonyms, days
 * are ISO. Worker and team are whose it is now.
 */
export type Due = {
	/** What tells it from all others: it stays the same until it is done or due on another day. */
	key: string;
	kind: string;
	/** Which one of its kind: a kind of document, a stage that is waited for, `never` of a household nobody was in contact with. */
	what: string | null;
	record_id: string | null;
	since_on: string | null;
	due_on: string;
	observed_until: string;
	/** Days from its last day to the last day known; less than 0 before it. */
	over: number;
	/** The same to today: where the data is older, it may have been done since. */
	over_today: number;
	state: DueState;
	source: string;
	program: string;
	program_type: string | null;
	worker: string;
	team: string;
	enrollment_id: string;
	client_id: string | null;
	known_as: string | null;
	household_id: string | null;
	started_on: string;
	exited_on: string | null;
};

/** A kind of thing that falls due, in words. */
export type DueWords = { id: string } & DueKind['head'];

/** Which sources do not collect what a kind of thing rests on; `whole` where none does. */
export type NotCollected = { kind: string; sources: string[]; columns: string[]; whole: boolean };

/** Every open thing as a row on the last day that is known of it. */
const DUE: StoredMetric = {
	...UNLISTED,
	id: 'due',
	title: 'What is due',
	question: 'What is to be done?',
	unit: 'things',
	rows: 'things',
	group: 'documentation',
	grain: 'thing that is due',
	control: 'worker',
	sql: 'select * from due',
	rows_sql: `select d.*, d.observed_until as cohort_date, d.what as event, true as counted, e.known_as, e.household_head_id, e.started_on, e.source_order
		from asked d join enrollment e using (enrollment_id)`
};

/** How many days after the last day known are the week that things fall due in. */
export const WEEK = 7;

/** The kinds of things that fall due, in their order. */
export function dueKinds(): DueWords[] {
	return readDueKinds().map(({ id, head }) => ({ id, ...inWords(head) }));
}

/**
 * Everything that is not done in the cases that are now those of who asks, what was due first in front. `today` is a day of
 * the clock: for how old the data is, and nothing else.
 * @throws Fault for an audience that may not see single clients
 */
export async function listDue(
	store: Store,
	{ scope, audience }: Asker,
	{ today, where = [] }: { today: string; where?: readonly Condition[] }
): Promise<Due[]> {
	if (!audience.may_see_clients) throw new Fault('What is due is told of single clients only.');
	return remember(store, `due ${JSON.stringify([scope, where, today])}`, async () => {
		const { sql, values } = selectRows(
			{
				metric: DUE,
				periods: [{ from: '0001-01-01', to: '9999-12-31' }],
				scope,
				by: [],
				where,
				sources: (await knownSources(store)).map(({ source }) => source)
			},
			{ labels: true }
		);
		const rows = await store.db.rows(
			`select r.kind, r.what, r.record_id::varchar as record_id, r.since_on, r.due_on, r.observed_until,
				r.observed_until - r.due_on as "over", $today::date - r.due_on as over_today, r.source, r.program, r.program_type, r.worker, r.team,
				r.enrollment_id::varchar as enrollment_id, r.client_id::varchar as client_id, r.known_as::varchar as known_as,
				r.household_id::varchar as household_id, r.started_on, r.exited_on
			from (${sql}) r order by r.due_on, r.enrollment_id, r.kind, r.what, r.record_id`,
			{ ...values, today }
		);
		return (rows as Omit<Due, 'key' | 'state'>[]).map((row) => ({
			key: [row.kind, row.enrollment_id, row.record_id ?? row.what ?? '', row.due_on].join(' '),
			...row,
			state: stateOf(row, today)
		}));
	});
}

function stateOf(
	{ due_on, observed_until }: Pick<Due, 'due_on' | 'observed_until'>,
	today: string
): DueState {
	if (due_on <= observed_until) return 'over';
	if (due_on <= addDays(observed_until, WEEK)) return 'week';
	return due_on <= addDays(today, WEEK) ? 'since' : 'later';
}

/** For each kind of which a source does not collect what it rests on, which sources and columns these are. */
export async function dueNotCollected(store: Store): Promise<NotCollected[]> {
	const names = new Map((await knownSources(store)).map(({ source, name }) => [source, name]));
	const all = await Promise.all(
		dueKinds().map(async (kind) => ({ kind, ...(await collectingSources(store, kind)) }))
	);
	return all
		.filter(({ leftOut }) => leftOut.length > 0)
		.map(({ kind, leftOut, sources, lacks }) => ({
			kind: kind.id,
			sources: leftOut.map(({ source }) => names.get(source) ?? source),
			columns: lacks,
			whole: sources.length === 0
		}));
}
