import type { Check } from '#pipelines/checks/definition.ts';
import type { Row } from '#pipelines/duckdb.ts';
import { Fault } from '#pipelines/errors.ts';
import type { Store } from '#lib/server/store.ts';
import { prepare, type Question } from './question.ts';
import type { Period } from './result.ts';
import { selectRows } from './select.ts';

/** The metric whose rows are all records of cases, and whose successes are those with a problem. */
export const QUALITY = 'records-with-problems';

/** What is asked of the problems in records: whose, of which period, and with which filters. */
export type QualityQuestion = Pick<Question, 'scope' | 'audience' | 'period' | 'where'>;

/** What one check found: problems, in how many records, and the figures that they touch, by their ids. */
export type FoundByCheck = Pick<Check['head'], 'title' | 'severity'> & {
	check: string;
	problems: number;
	records: number;
	touches: string[];
};

/** What each check found in the records that `measure` counts for the same question: those that touch a figure first. */
export async function countByCheck(store: Store, question: QualityQuestion): Promise<FoundByCheck[]> {
	const { sql, values } = await problemsOf(store, question);
	const rows = await store.db.rows(
		`with touched as (
			select t.check_id, list(distinct d.id order by d.id)::json::varchar as metrics
			from check_touches t
			join metric_definition d on list_contains(
				list_concat((d.definition->'needs')::varchar[], (d.definition->'reads')::varchar[]), t."column")
			where d.problem is null
			group by t.check_id
		)
		select p.check_id as "check", p.title, p.severity, count(*) as problems, count(distinct (p.event, p.record_id)) as records,
			coalesce(any_value(t.metrics), '[]') as touches
		from (${sql}) p left join touched t using (check_id)
		group by all
		order by p.severity, problems desc, "check"`,
		values
	);
	return rows.map((row) => ({
		...(row as unknown as Omit<FoundByCheck, 'touches'>),
		touches: JSON.parse(String(row.touches)) as string[]
	}));
}

/** The problems of a question, `n` in all, of which `rows` are those of the page asked for, the latest records first. */
export type ProblemList = { period: Period; n: number; rows: Row[] };

/** The problems in the records that `measure` counts for the same question, of one check where it is named. */
export async function listQuality(
	store: Store,
	question: QualityQuestion,
	check: string | null,
	page: { limit: number; offset: number } | null = null
): Promise<ProblemList> {
	const { sql, values, period } = await problemsOf(store, question);
	const from = `from (${sql}) p where ${check === null ? 'true' : 'p.check_id = $check'}`;
	const bound = { ...values, ...(check === null ? {} : { check }) };
	const { n } = await store.db.row(`select count(*) as n ${from}`, bound);
	const rows = await store.db.rows(
		`select cohort_date, title, severity, detail, event, program, worker, team, source, enrollment_id::varchar as enrollment_id,
			record_id::varchar as record_id, check_id as "check"
		${from}
		order by cohort_date desc, program, enrollment_id, record_id, check_id, detail
		${page ? `limit ${String(page.limit)} offset ${String(page.offset)}` : ''}`,
		bound
	);
	return { period, n: Number(n), rows };
}

/** Every problem of the records in question, each with whose its record is. */
async function problemsOf(store: Store, question: QualityQuestion) {
	const asked = await prepare(store, { ...question, metric: QUALITY, by: [], grain: null });
	const period = asked.periods[0];
	if (!period) throw new Fault('There is no period.');
	const { sql, values } = selectRows(asked, { labels: true });
	return {
		period,
		values,
		sql: `select r.cohort_date, r.program, r.worker, r.team, r.source, r.enrollment_id, r.record_id, r.event,
				p.check_id, p.title, p.severity, p.detail
			from (${sql}) r join case_problem p on p.record_id = r.record_id and p.event = r.event
			where r.success`
	};
}
