import type { Row } from '#pipelines/duckdb.ts';
import { Fault, Misused } from '#pipelines/errors.ts';
import { bareSql } from '#pipelines/frontmatter.ts';
import type { Metric } from '#pipelines/metrics/definition.ts';
import type { Store } from '#lib/server/store.ts';
import { findMetric } from './catalogue.ts';
import { judge } from './judge.ts';
import { isDate, lastTwelveMonths, periodsBetween } from './periods.ts';
import type { Grain, MetricAnswer, Period, Result } from './result.ts';
import type { Audience, Scope } from './scope.ts';
import { selectRows, type Condition, type StoredMetric } from './select.ts';
import { collectingSources, lastObserved, type Collecting } from './sources.ts';
import { summarise, type Estimate } from './summarise.ts';

/** What somebody asks. Without a period: the last twelve months observed. */
export type Question = {
	metric: string;
	scope: Scope;
	audience: Audience;
	period?: Partial<Period> | undefined;
	by: readonly string[];
	grain: Grain | null;
	where: readonly Condition[];
};

/**
 * Answers a question: one result for each period and group, in the one schema of `result.ts`. Throws
 * `Misused` for what there is not.
 */
export async function measure(store: Store, question: Question): Promise<MetricAnswer> {
	const asked = await prepare(store, question);
	const results: Result[] = [];
	for (const period of asked.periods) {
		const selection = { ...asked, period };
		const estimates = asked.missing === null ? await summarise(store.db, selection) : [];
		if (estimates.length === 0 && (asked.by.length === 0 || asked.missing !== null))
			results.push(await withoutRows(store, asked, period));
		for (const estimate of estimates) results.push(settle(asked, period, estimate));
	}
	return {
		metric: asked.metric.id,
		kind: asked.metric.kind,
		unit: asked.metric.unit,
		store: store.id,
		observed_until: asked.observedUntil,
		grain: question.grain,
		left_out: asked.leftOut,
		results
	};
}

/** Columns of a case list, in order; never a birth date. */
const ROW_COLUMNS = [
	'cohort_date',
	'success',
	'days',
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

/**
 * The case list behind a figure: as many rows as the figure's `n`, with the columns of `ROW_COLUMNS` that
 * the metric has.
 */
export async function listRows(
	store: Store,
	question: Omit<Question, 'by' | 'grain'>
): Promise<{ metric: string; store: string; period: Period; rows: Row[] }> {
	const asked = await prepare(store, { ...question, by: [], grain: null });
	const period = asked.periods[0];
	if (!period) throw new Fault('There is no period.');
	const query = selectRows({ ...asked, period }, { labels: true });
	const own: Record<Metric['kind'], string[]> = { ratio: ['success'], duration: ['days'], count: [] };
	const columns = ROW_COLUMNS.filter(
		(column) => (column !== 'success' && column !== 'days') || own[asked.metric.kind].includes(column)
	);
	const rows = await store.db.rows(
		`select ${columns.join(', ')} from (${query.sql}) order by cohort_date, enrollment_id, event`,
		query.values
	);
	return { metric: asked.metric.id, store: store.id, period, rows };
}

type Asked = Collecting & {
	metric: StoredMetric;
	periods: Period[];
	/** The last day that is known of the rows in question, and whether there is any enrollment among them. */
	observedUntil: string | null;
	anybody: boolean;
	scope: Scope;
	by: readonly string[];
	where: readonly Condition[];
};

async function prepare(store: Store, question: Question): Promise<Asked> {
	if (!question.audience.may_see_clients)
		throw new Fault(
			'This audience may not see single clients, and results are not yet disclosed for such audiences. Nothing is given out.'
		);
	const { scope, by, where } = question;
	const metric = await findMetric(store, question.metric);
	const collecting = await collectingSources(store, metric);
	const { observedUntil, anybody } = await lastObserved(store, scope, where);
	const whole = wholePeriod(question.period ?? {}, observedUntil);
	const { month } = await store.db.row('select fiscal_year_start as month from store');
	const periods =
		question.grain === null ? [whole] : periodsBetween(whole.from, whole.to, question.grain, Number(month));
	return { metric, periods, observedUntil, anybody, ...collecting, scope, by, where };
}

function wholePeriod(asked: Partial<Period>, observedUntil: string | null): Period {
	for (const day of [asked.from, asked.to])
		if (day !== undefined && !isDate(day))
			throw new Misused(`"${day}" is not a date. Write it as 2026-07-01.`);
	const last = asked.to ?? observedUntil ?? asked.from;
	if (last === undefined) return { from: '2000-01-01', to: '2000-12-31' }; // an empty home: no figure has rows
	const period = { from: asked.from ?? lastTwelveMonths(last).from, to: last };
	if (period.from > period.to)
		throw new Misused(`The period ends on ${period.to}, before it begins on ${period.from}.`);
	return period;
}

async function withoutRows(store: Store, asked: Asked, period: Period): Promise<Result> {
	const { metric, observedUntil, anybody, missing, sources, where } = asked;
	const empty = {
		period,
		group: {},
		lower: null,
		upper: null,
		n: 0,
		clients: 0,
		numerator: null,
		standard: null,
		standard_source: null,
		verdict: null,
		immature: isImmature(asked, period),
		also: {}
	};
	const noData = (reason: string): Result => ({ ...empty, status: 'no_data', reason, value: null });
	if (missing !== null) return { ...empty, status: 'not_collected', reason: missing, value: null };
	if (sources.length === 0) return noData('Nothing was imported yet.');
	if (!anybody)
		return noData(
			where.length === 0
				? 'There are no enrollments.'
				: `No enrollment has ${where.map((condition) => `${condition.dimension} "${condition.value}"`).join(' and ')}.`
		);
	if (observedUntil !== null && period.from > observedUntil)
		return noData(`The data is known up to ${observedUntil}.`);
	const limit = await missingLimit(store, metric);
	if (limit !== null) return noData(limit);
	if (metric.kind === 'count') return { ...empty, status: 'shown', reason: null, value: 0 };
	return noData(`There are no ${metric.unit} in this period.`);
}

/** A metric that asks for a time limit has no rows without one: says so, or null. */
async function missingLimit(store: Store, metric: StoredMetric): Promise<string | null> {
	if (!bareSql(metric.rows_sql).includes('time_limit')) return null;
	const { n } = await store.db.row('select count(*) as n from time_limit where metric = $metric', {
		metric: metric.id
	});
	return n === 0 ? `standards.csv has no time limit for ${metric.id}. Add one.` : null;
}

function settle(asked: Asked, period: Period, estimate: Estimate): Result {
	const { metric, by } = asked;
	const { standard } = estimate;
	return {
		period,
		group: Object.fromEntries(by.map((id, index) => [id, estimate.group[index] ?? ''])),
		status: 'shown',
		reason: null,
		value: estimate.value,
		lower: estimate.lower,
		upper: estimate.upper,
		n: estimate.n,
		clients: estimate.clients,
		numerator: estimate.numerator,
		standard: standard?.value ?? null,
		standard_source: standard?.source ?? null,
		verdict:
			metric.kind === 'count' || standard === null
				? null
				: judge({
						value: estimate.value,
						lower: estimate.lower,
						upper: estimate.upper,
						standard: standard.value,
						better: metric.headline.better,
						canDiffer: estimate.canDiffer(standard.value)
					}),
		immature: isImmature(asked, period),
		also: estimate.also
	};
}

/** A period that goes on after the last observed day is not known whole. */
function isImmature({ observedUntil }: Asked, period: Period): boolean {
	return observedUntil !== null && observedUntil < period.to;
}
