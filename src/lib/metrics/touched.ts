import { literal } from '#pipelines/duckdb.ts';
import type { StoredMetric } from './select.ts';

/**
 * The rows of a metric with `problems`: the titles of the problems that touch the figure on them, null where none does. This
 * is the one place that decides which do.
 *
 * A check is about columns (`touches`), a metric rests on columns (`needs`, `reads`); where they meet, what the check found
 * touches the figure on the rows of its record: on a row that is a document, contact … of its own (`record_id`) where it is in that
 * one, on a row of a case where it is anywhere in the case, and on rows of a worker or a program where it is in that one's
 * own record. A row of a worker or a program alone rests on the cases that they had on its day.
 */
export function withProblems(metric: StoredMetric, rows: string): string {
	const columns = [...metric.needs, ...metric.reads].map(literal).join(', ');
	const { joins, lists } = OF[metric.of];
	return `with asked_row as materialized (${rows}),
		found as (
			select record_id, enrollment_id, title from problem
			where check_id in (select check_id from check_touches where "column" in (${columns || 'null'}))
		),
		in_record as (select record_id, list(distinct title) as titles from found where record_id is not null group by all),
		in_case as (select enrollment_id, list(distinct title) as titles from found where enrollment_id is not null group by all),
		in_own as (select record_id, list(distinct title) as titles from found where enrollment_id is null and record_id is not null group by all)
		select r.*, case when ${lists.map((each) => `${each}.titles is not null`).join(' or ')} then
			array_to_string(list_sort(list_distinct(flatten([${lists.map((each) => `coalesce(${each}.titles, [])`).join(', ')}]))), '; ') end as problems
		from asked_row r ${joins}`;
}

/** By whose a metric's rows are, what each row is joined to. */
const OF: Record<StoredMetric['of'], { joins: string; lists: string[] }> = {
	enrollment: {
		joins: `left join in_record a on a.record_id = r.record_id
			left join in_case b on r.record_id is null and b.enrollment_id = r.enrollment_id
			left join in_own c on c.record_id = r.worker_id
			left join in_own d on d.record_id = r.program_id`,
		lists: ['a', 'b', 'c', 'd']
	},
	worker: ofOwner(
		'worker_id',
		`join assignment g on g.worker_id = o.worker_id
		join in_case i using (enrollment_id)
		join enrollment e using (enrollment_id)
		where o.cohort_date between greatest(g.valid_from, e.started_on) and least(g.valid_to, e.exited_on, e.observed_until)`
	),
	program: ofOwner(
		'program_id',
		`join enrollment e on e.program_id = o.program_id
		join in_case i using (enrollment_id)
		where o.cohort_date between e.started_on and least(e.exited_on, e.observed_until)`
	)
};

/** Rows of a worker or a program: what is found in that one's own record, and in the cases `had` on the row's day. */
function ofOwner(owner: 'worker_id' | 'program_id', had: string): { joins: string; lists: string[] } {
	return {
		joins: `left join in_own a on a.record_id = r.${owner}
			left join (
				select o.${owner}, o.cohort_date, flatten(list(i.titles)) as titles
				from (select distinct ${owner}, cohort_date from asked_row) o
				${had}
				group by all
			) b on b.${owner} = r.${owner} and b.cohort_date = r.cohort_date`,
		lists: ['a', 'b']
	};
}
