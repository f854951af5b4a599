import { name, type Row } from '#pipelines/duckdb.ts';
import { Fault } from '#pipelines/errors.ts';
import { KIND_COLUMNS, KIND_OPTIONAL } from '#pipelines/metrics/bind.ts';
import type { Store } from '#lib/server/store.ts';
import { prepare, type Question } from './question.ts';
import type { Period } from './result.ts';
import { selectRows } from './select.ts';

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
 * problems that the checks found in its enrollment.
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
	const query = selectRows(asked, { labels: true });
	const { kind, unit } = asked.metric;
	const columns = [
		'cohort_date',
		...Object.keys({ ...KIND_COLUMNS[kind], ...KIND_OPTIONAL[kind] }),
		...COLUMNS
	].map((column) => (column === 'days' ? `days as ${name(unit)}` : column));
	const { n } = await store.db.row(`select count(*) as n from (${query.sql})`, query.values);
	const rows = await store.db.rows(
		`select ${columns.map((column) => `r.${column}`).join(', ')}, f.problems
		from (${query.sql}) r
		left join (select enrollment_id, string_agg(distinct title, '; ' order by title) as problems from problem group by enrollment_id) f
			using (enrollment_id)
		order by r.cohort_date, r.enrollment_id, r.worker_id, r.program_id, r.event
		${page ? `limit ${String(page.limit)} offset ${String(page.offset)}` : ''}`,
		query.values
	);
	return { metric: asked.metric.id, store: store.id, period, n: Number(n), rows };
}
