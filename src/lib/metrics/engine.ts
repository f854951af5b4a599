import type { Row } from '#pipelines/duckdb.ts';
import { Fault, Misused } from '#pipelines/errors.ts';
import type { Metric } from '#pipelines/metrics/definition.ts';
import type { Store } from '#lib/server/store.ts';
import { findMetric } from './catalogue.ts';
import { judge } from './judge.ts';
import { isDate, lastTwelveMonths, periodsBetween } from './periods.ts';
import type { Grain, MetricAnswer, Period, Result } from './result.ts';

import type { Audience, Scope } from './scope.ts';
import { selectRows, type Condition, type StoredMetric } from './select.ts';
import { collectingSources } from './sources.ts';
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

/** Answers a question: one result for each period and group, in the one schema of `result.ts`. Throws `Misused` for what there is not. */
export async function measure(store: Store, question: Question): Promise<MetricAnswer> {
	const asked = await prepare(store, question);
	const results: Result[] = [];
	for (const period of asked.periods) {
		const rows = selectRows({ ...asked, period });
		const estimates =
			asked.collects.missing === null
				? await summarise(store.db, asked.metric, rows, question.by.length)
				: [];
		if (estimates.length === 0 && question.by.length === 0) results.push(withoutRows(asked, period));
		for (const estimate of estimates)
			results.push(await settle(store, asked.metric, question.by, period, estimate));
	}
	return {
		metric: asked.metric.id,
		kind: asked.metric.kind,
		unit: asked.metric.unit,
		store: store.id,
		observed_until: asked.observedUntil,
		grain: question.grain,
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

/** The case list behind a figure: as many rows as the figure's `n`, with the columns of `ROW_COLUMNS` that the metric has. */
export async function listRows(
	store: Store,
	question: Omit<Question, 'by' | 'grain'>
): Promise<{ metric: string; store: string; period: Period; rows: Row[] }> {
	const asked = await prepare(store, { ...question, by: [], grain: null });
	const period = asked.periods[0];
	if (!period) throw new Fault('There is no period.');
	const query = selectRows({ ...asked, period });
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

type Asked = {
	metric: StoredMetric;
	periods: Period[];
	observedUntil: string | null;
	sources: string[];
	collects: { missing: string | null };
	scope: Scope;
	by: readonly string[];
	where: readonly Condition[];
};

async function prepare(store: Store, question: Question): Promise<Asked> {
	if (!question.audience.may_see_clients)
		throw new Fault(
			'This audience may not see single clients, and results are not yet disclosed for such audiences. Nothing is given out.'
		);
	const metric = await findMetric(store, question.metric);
	const about = await store.db.row(
		'select max(observed_until)::varchar as until, (select fiscal_year_start from store) as month from source'
	);
	const observedUntil = about.until === null ? null : String(about.until);
	const whole = wholePeriod(question.period ?? {}, observedUntil);
	const periods =
		question.grain === null
			? [whole]
			: periodsBetween(whole.from, whole.to, question.grain, Number(about.month)).map(({ from, to }) => ({
					from,
					to
				}));
	const { sources, missing } = await collectingSources(store, metric);
	return {
		metric,
		periods,
		observedUntil,
		sources,
		collects: { missing },
		scope: question.scope,
		by: question.by,
		where: question.where
	};
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

function withoutRows(asked: Asked, period: Period): Result {
	const { metric, collects, observedUntil, sources } = asked;
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
		immature: false,
		also: {}
	};
	if (collects.missing !== null)
		return { ...empty, status: 'not_collected', reason: collects.missing, value: null };
	const observed = observedUntil !== null && sources.length > 0 && period.from <= observedUntil;
	if (metric.kind === 'count' && observed) return { ...empty, status: 'shown', reason: null, value: 0 };
	const reason = observed
		? `There are no ${metric.unit} in this period.`
		: sources.length === 0
			? 'Nothing was imported yet.'
			: `The data is known up to ${observedUntil ?? ''}.`;
	return { ...empty, status: 'no_data', reason, value: null };
}

async function settle(
	store: Store,
	metric: StoredMetric,
	by: readonly string[],
	period: Period,
	estimate: Estimate
): Promise<Result> {
	const target = await findTarget(store, metric.id, estimate.program, period);
	const standard = target?.value ?? estimate.standard;
	const { better } = metric.headline;
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
		standard,
		standard_source: target?.source ?? (standard === null ? null : estimate.standard_source),
		verdict:
			metric.kind === 'count' || standard === null
				? null
				: judge({
						value: estimate.value,
						lower: estimate.lower,
						upper: estimate.upper,
						standard,
						better,
						canDiffer: estimate.canDiffer(standard)
					}),
		immature: false,
		also: estimate.also
	};
}

/** The promise that covers the period: the program's own wins over one for all programs, the shorter period over the longer. */
async function findTarget(
	store: Store,
	metric: string,
	program: string | null,
	period: Period
): Promise<{ value: number; source: string } | null> {
	const rows = await store.db.rows(
		`select target, program, "grant" from target where metric = $metric and (program = '' or program = $program) and valid_from <= $from::date and valid_to >= $to::date
		order by program <> '' desc, valid_to - valid_from limit 1`,
		{ metric, program: program ?? '', from: period.from, to: period.to }
	);
	const row = rows[0];
	return row
		? {
				value: Number(row.target),
				source: `target${row.grant === '' ? '' : ` of ${String(row.grant)}`}${row.program === '' ? '' : ` for ${String(row.program)}`}`
			}
		: null;
}
