import { name, type Row } from '#pipelines/duckdb.ts';
import { Fault } from '#pipelines/errors.ts';
import { KIND_COLUMNS, KIND_OPTIONAL } from '#pipelines/metrics/bind.ts';
import type { Store } from '#lib/server/store.ts';
import { prepare, type Question } from './question.ts';
import type { Period } from './result.ts';
import { selectRows } from './select.ts';
import { withProblems } from './touched.ts';

/** The columns that every case list has; never a birth date. */
const COLUMNS = [
	'event',
	'program',
	'program_type',
	'worker',
	'team',
	'started_on',
	'exited_on',
	'source',
	'enrollment_id',
	'client_id',
	'household_id'
];

/** A case list: `n` rows in all, of which `rows` are those of the page asked for. */
export type CaseList = { metric: string; store: string; period: Period; n: number; rows: Row[] };

/**
 * The case list behind a figure: as many rows as the figure's `n`, each with its date, the columns of the
 * metric's kind (a time by the name of its unit: `days` or `minutes`), whose it is, and the titles of the
 * problems that touch the figure on it. Asked for `problems`, it holds the rows that have such alone.
 * `page` keeps some of them.
 */
export async function listRows(
	store: Store,
	question: Omit<Question, 'by' | 'grain'>,
	page: { limit: number; offset: number } | null = null
): Promise<CaseList> {
	const asked = await prepare(store, { ...question, by: [], grain: null });
	const period = asked.periods[0];
	if (!period) throw new Fault('There is no period.');
	const { sql, values } = selectRows(asked, { labels: true });
	const touched = `(${withProblems(asked.metric, sql)})`;
	const from = asked.problems ? `(from ${touched} where problems is not null)` : touched;
	const { kind, unit } = asked.metric;
	const columns = [
		'cohort_date',
		...Object.keys({ ...KIND_COLUMNS[kind], ...KIND_OPTIONAL[kind] }),
		...COLUMNS
	].map((column) => (column === 'days' ? `days as ${name(unit)}` : column));
	const counted = asked.problems ? from : `(${sql})`;
	const { n } = await store.db.row(`select count(*) as n from ${counted}`, values);
	const rows = await store.db.rows(
		`select ${columns.map((column) => `r.${column}`).join(', ')}, r.problems
		from ${from} r
		order by r.cohort_date, r.enrollment_id, r.worker_id, r.program_id, r.event
		${page ? `limit ${String(page.limit)} offset ${String(page.offset)}` : ''}`,
		values
	);
	return { metric: asked.metric.id, store: store.id, period, n: Number(n), rows };
}
