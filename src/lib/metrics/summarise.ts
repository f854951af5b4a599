import type { Connected } from '#pipelines/duckdb.ts';
import type { Metric } from '#pipelines/metrics/definition.ts';
import type { Store } from '#lib/server/store.ts';
import { count } from './kinds/count.ts';
import { duration } from './kinds/duration.ts';
import { keyOf, type Asked, type Group, type Summarise, type Summary } from './kinds/kind.ts';
import { mean } from './kinds/mean.ts';
import { rate } from './kinds/rate.ts';
import { ratio } from './kinds/ratio.ts';
import { sum } from './kinds/sum.ts';
import { timeToEvent } from './kinds/time-to-event.ts';
import { groupKeys, selectRows, type Query, type Selection } from './select.ts';
import type { Result } from './result.ts';
import { findTarget, readTargets, type Target } from './targets.ts';
import { withProblems } from './touched.ts';

/** A group's estimate, before it is judged. `period` is its period's place among those asked for. */
export type Estimate = Summary &
	Omit<Group, 'key'> &
	Pick<Result, 'problems'> & { period: number; group: string[] };

/** How each kind of metric is estimated (METHODS §2 and §4). */
const KINDS: Record<Metric['kind'], Summarise> = {
	count,
	ratio,
	duration,
	rate,
	mean,
	sum,
	time_to_event: timeToEvent
};

/**
 * How many periods a metric that needs the period is asked for at once: a year and its months. Its SQL stands once in
 * the query for each, and each takes memory, however few rows there are.
 */
export const MOST_AT_ONCE = 13;

/** Estimates a metric for each period and group of the selected rows, in this order. */
export async function summarise(store: Store, selection: Selection): Promise<Estimate[]> {
	const { metric, periods } = selection;
	const targets = await readTargets(store, metric);
	const step = metric.needs_period ? MOST_AT_ONCE : periods.length;
	const found: Estimate[] = [];
	for (let first = 0; first < periods.length; first += step) {
		const part = { ...selection, periods: periods.slice(first, first + step) };
		const estimates = await store.db.beside((db) =>
			withRows(db, rowsOf(part), (rows) => estimate(db, part, rows, targets))
		);
		found.push(...estimates.map((each) => ({ ...each, period: each.period + first })));
	}
	return found;
}

function rowsOf(selection: Selection): Query {
	const { sql, values } = selectRows(selection);
	return { sql: selection.problems ? withProblems(selection.metric, sql) : sql, values };
}

/** Joins rows `r` of the metric $metric to the standard `s` that each is held to. */
export const STANDARDS = `left join value_standard s on s.metric = $metric and s.program_id is not distinct from r.program_id
	and s.event = case when r.event in (select event from value_standard where metric = $metric) then r.event else '' end`;

let asked = 0;

/** Computes the rows of a query once, for several queries over them: `rows` names where they lie. */
export async function withRows<Answer>(
	db: Connected,
	{ sql, values }: Query,
	use: (rows: string) => Promise<Answer>
): Promise<Answer> {
	const rows = `asked_${String(asked++)}`;
	await db.run(`create temp table ${rows} as ${sql}`, values);
	try {
		return await use(rows);
	} finally {
		await db.run(`drop table ${rows}`);
	}
}

async function estimate(
	db: Connected,
	selection: Selection,
	rows: string,
	targets: readonly Target[]
): Promise<Estimate[]> {
	const { metric, periods, grant } = selection;
	const keys = groupKeys(selection);
	const list = keys.join(', ');
	const found = await db.rows(
		`select ${list}, count(*) as n, count(distinct client_id) as clients, ${selection.problems ? 'count(problems)' : '0'} as touched,
			case when count(s.threshold) = count(*) and min(s.threshold) = max(s.threshold) then min(s.threshold) end as standard,
			min(s.source) as standard_source,
			case when count(distinct coalesce(r.program_id::varchar, '')) = 1 then any_value(program_label) end as program
		from ${rows} r ${STANDARDS}
		group by ${list} order by ${list}`,
		{ metric: metric.id }
	);
	const groups = found.map((row) => {
		const program = row.program === null ? null : String(row.program);
		const period = periods[Number(row.period)];
		const own =
			row.standard === null ? null : { value: Number(row.standard), source: String(row.standard_source) };
		return {
			key: keyOf(row, selection),
			period: Number(row.period),
			group: keys.slice(1).map((key) => String(row[key])),
			n: Number(row.n),
			clients: Number(row.clients),
			touched: Number(row.touched),
			standard: (period && findTarget(targets, metric, { program, period, grant })) ?? own
		};
	});
	const summaries = await KINDS[metric.kind]({ db, selection, rows, keys, groups });
	const others = selection.problems ? await estimateWithout({ db, selection, rows, keys, groups }) : null;
	return groups.flatMap(({ key, touched, ...group }) => {
		const summary = summaries.get(key);
		if (!summary) return [];
		const { value, lower, upper } = touched === 0 ? summary : (others?.get(key) ?? NOTHING);
		const problems = others && { rows: touched, without: { n: group.n - touched, value, lower, upper } };
		return [{ ...group, ...summary, ...(problems ? { problems } : {}) }];
	});
}

const NOTHING = { value: null, lower: null, upper: null };

/** The groups of which some rows, and not all, have problems that touch the figure, each by its other rows. */
async function estimateWithout({
	groups,
	...asked
}: Omit<Asked, 'groups'> & { groups: (Group & { touched: number })[] }): Promise<Map<string, Summary>> {
	const left = groups
		.filter(({ n, touched }) => touched > 0 && touched < n)
		.map(({ touched, ...group }) => ({ ...group, n: group.n - touched }));
	if (left.length === 0) return new Map();
	const sql = `from ${asked.rows} where problems is null`;
	return withRows(asked.db, { sql, values: {} }, (rows) =>
		KINDS[asked.selection.metric.kind]({ ...asked, rows, groups: left })
	);
}
