import { Fault } from '#pipelines/errors.ts';
import { sentences } from '#lib/server/language.ts';
import type { Store } from '#lib/server/store.ts';
import { findMetric, listMetrics, type MetricDefinition } from './catalogue.ts';
import { judge } from './judge.ts';
import { grainFor } from './periods.ts';
import { isImmature, prepare, preparePeriods, type Asked, type Question } from './question.ts';
import { remember } from './remember.ts';
import type { MetricAnswer, Period, Result } from './result.ts';
import type { StoredMetric } from './select.ts';
import { summarise, type Estimate } from './summarise.ts';
import { isTotal } from './total.ts';

/**
 * Answers a question: one result for each period and group, in the one schema of `result.ts`; `also` holds the
 * values of the metrics without which it misleads, too. Throws `Misused` for what there is not.
 */
export async function measure(store: Store, question: Question): Promise<MetricAnswer> {
	return withBeside(await measureAlone(store, question), await measureBeside(store, question));
}

/** A question for the whole of its period, and for the parts in which that is best looked at. */
type OverTime = { whole: MetricAnswer; parts: MetricAnswer };

/** Answers a question over time: the same as two calls of `measure`, from one selection of rows. */
export async function measureOverTime(store: Store, question: Omit<Question, 'grain'>): Promise<OverTime> {
	const { whole, parts } = await overTimeAlone(store, question);
	const period = wholeOf(whole).period;
	const beside = await eachBeside(store, question.metric, async (metric) => {
		return overTimeAlone(store, { ...question, metric, period });
	});
	const of = (part: keyof OverTime) =>
		beside.map((each) => (each.answer === null ? each : { ...each, answer: each.answer[part] }));
	return { whole: withBeside(whole, of('whole')), parts: withBeside(parts, of('parts')) };
}

/** A metric without which another misleads, with its answer; or why it was left out. */
export type Companion<Answer = MetricAnswer> =
	| { id: string; metric: MetricDefinition; answer: Answer; problem: null }
	| { id: string; metric: null; answer: null; problem: string };

/** The companions of a question's metric (`beside`), each asked the same for the same periods; not theirs. */
export async function measureBeside(store: Store, question: Question): Promise<Companion[]> {
	const { periods } = await prepare(store, question);
	const period = { from: periods[0]?.from, to: periods.at(-1)?.to };
	return eachBeside(store, question.metric, (metric) =>
		measureAlone(store, { ...question, metric, period, problems: false })
	);
}

async function eachBeside<Answer>(
	store: Store,
	id: string,
	ask: (companion: string) => Promise<Answer>
): Promise<Companion<Answer>[]> {
	const { beside } = await findMetric(store, id);
	const { metrics, broken } = await listMetrics(store);
	return Promise.all(
		beside.map(async (each): Promise<Companion<Answer>> => {
			const metric = metrics.find((known) => known.id === each);
			if (metric) return { id: each, metric, answer: await ask(each), problem: null };
			const problem = broken.find((known) => known.id === each)?.problem;
			return { id: each, metric: null, answer: null, problem: problem ?? `There is no metric ${each}.` };
		})
	);
}

/** The answer with its companions' values in `also`; null where one has none for the period and group. */
function withBeside(answer: MetricAnswer, beside: readonly Companion[]): MetricAnswer {
	if (beside.length === 0) return answer;
	const keyOf = ({ period, group }: Result) => JSON.stringify([period.from, period.to, group]);
	const values = beside.map(({ id, answer }) => ({
		id,
		of: new Map(answer?.results.map((result) => [keyOf(result), result.value]))
	}));
	const results = answer.results.map((result) => ({
		...result,
		also: {
			...Object.fromEntries(values.map(({ id, of }) => [id, of.get(keyOf(result)) ?? null])),
			...result.also
		}
	}));
	return { ...answer, results };
}

/** The one result of an answer without groups and grain. */
export function wholeOf({ metric, results }: MetricAnswer): Result {
	const [whole] = results;
	if (whole === undefined) throw new Fault(`The metric ${metric} gave no result for the whole.`);
	return whole;
}

/** Answers a question as `measure` does, without the values of its companions. */
export async function measureAlone(store: Store, question: Question): Promise<MetricAnswer> {
	const asked = await prepare(store, question);
	return rememberAnswer(store, question, asked, async () => (await answerAll(store, [asked]))[0]!);
}

/** Answers a question for given periods, as `measureAlone` does, from one selection of rows. */
export async function measurePeriods(
	store: Store,
	question: Omit<Question, 'period' | 'grain'>,
	periods: readonly Period[]
): Promise<MetricAnswer> {
	const asked = await preparePeriods(store, question, periods);
	return rememberAnswer(store, question, asked, async () => (await answerAll(store, [asked]))[0]!);
}

async function overTimeAlone(store: Store, question: Omit<Question, 'grain'>): Promise<OverTime> {
	const whole = await prepare(store, { ...question, grain: null });
	const period = whole.periods[0]!;
	const parts = await prepare(store, { ...question, period, grain: grainFor(period) });
	let both: Promise<MetricAnswer[]> | null = null;
	const answerOf = (asked: Asked, at: number) =>
		rememberAnswer(
			store,
			question,
			asked,
			async () => (await (both ??= answerAll(store, [whole, parts])))[at]!
		);
	const [first, second] = await Promise.all([answerOf(whole, 0), answerOf(parts, 1)]);
	return { whole: first, parts: second };
}

function rememberAnswer(
	store: Store,
	{ scope, audience }: Pick<Question, 'scope' | 'audience'>,
	{ metric, periods, by, grain, where, problems, grant }: Asked,
	answer: () => Promise<MetricAnswer>
): Promise<MetricAnswer> {
	const key = JSON.stringify([metric.id, scope, audience, periods, by, grain, where, problems, grant]);
	return remember(store, `measure ${key}`, answer);
}

/** Answers questions that differ in nothing but their periods, from one selection of rows. */
async function answerAll(store: Store, questions: readonly Asked[]): Promise<MetricAnswer[]> {
	const [first] = questions;
	if (first === undefined) return [];
	const periods = questions.flatMap((asked) => asked.periods);
	const estimates = first.missing === null ? await summarise(store, { ...first, periods }) : [];
	const settled = await Promise.all(
		periods.map(async (period, at) => {
			const own = estimates.filter((estimate) => estimate.period === at);
			if (own.length === 0 && (first.by.length === 0 || first.missing !== null))
				return [await withoutRows(store, first, period)];
			return own.map((estimate) => settle(first, period, estimate));
		})
	);
	const { metric } = first;
	let place = 0;
	return questions.map((asked) => ({
		metric: metric.id,
		kind: metric.kind,
		unit: metric.unit,
		share_by: metric.headline.share_by ?? null,
		store: store.id,
		observed_until: asked.observedUntil,
		grain: asked.grain,
		left_out: asked.leftOut,
		results: settled.slice(place, (place += asked.periods.length)).flat()
	}));
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
	if (sources.length === 0) return noData(sentences().reasons.nothing);
	if (!anybody)
		return noData(
			where.length === 0
				? sentences().reasons.noEnrollments
				: sentences().reasons.noneWith({ conditions: where })
		);
	if (observedUntil !== null && period.from > observedUntil)
		return noData(sentences().reasons.notYetKnown({ date: observedUntil }));
	const limit = await missingLimit(store, metric);
	if (limit !== null) return noData(limit);
	if (isTotal(metric)) return { ...empty, status: 'shown', reason: null, value: 0 };
	return noData(sentences().reasons.noRows({ rows: metric.rows }));
}

/** A metric that asks for a time limit has no rows without one: says so, or null. */
async function missingLimit(store: Store, metric: StoredMetric): Promise<string | null> {
	if (!Array.isArray(metric.time_limits)) return null;
	const { n } = await store.db.row('select count(*) as n from time_limit where metric = $metric', {
		metric: metric.id
	});
	return n === 0 ? sentences().reasons.noTimeLimit({ metric: metric.id }) : null;
}

function settle(asked: Asked, period: Period, estimate: Estimate): Result {
	const { metric, by } = asked;
	const { standard, value, lower, upper } = estimate;
	const immature = isImmature(asked, period);
	const judged = !isTotal(metric) && standard !== null && !(immature && metric.kind === 'time_to_event');
	return {
		period,
		group: Object.fromEntries(by.map((id, index) => [id, estimate.group[index] ?? ''])),
		status: value === null ? 'no_data' : 'shown',
		reason:
			value === null ? (estimate.reason ?? sentences().reasons.noRowsToMeasure({ rows: metric.rows })) : null,
		value,
		lower,
		upper,
		n: estimate.n,
		clients: estimate.clients,
		numerator: estimate.numerator,
		standard: standard?.value ?? null,
		standard_source: standard?.source ?? null,
		verdict: judged
			? judge({
					value,
					lower,
					upper,
					standard: standard.value,
					better: metric.headline.better,
					canDiffer: estimate.canDiffer(standard.value)
				})
			: null,
		immature,
		also: estimate.also,
		...(estimate.problems ? { problems: estimate.problems } : {})
	};
}
