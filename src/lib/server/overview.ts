import { Fault } from '#pipelines/errors.ts';
import { PACKS } from '#pipelines/metrics/definition.ts';
import { listMetrics, type BrokenMetric, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import { measure } from '#lib/metrics/engine.ts';
import { grainFor } from '#lib/metrics/periods.ts';
import type { Question } from '#lib/metrics/question.ts';
import type { MetricAnswer, Result } from '#lib/metrics/result.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import type { View } from '#lib/view.ts';
import type { Store } from './store.ts';

/** A metric's answer for the whole of a view, with what is needed to say it. */
export type Figure = {
	metric: MetricDefinition;
	result: Result;
	/** The same figure over the parts of its period, in order. */
	trend: Result[];
};

export type Overview = {
	/** The three questions of a funder, each with the figures that answer it; those without any are left out. */
	groups: { asks: MetricDefinition['asks']; figures: Figure[] }[];
	/** Metrics that no source has what it takes for; those of a pack stay off the page until then. */
	notCollected: Figure[];
	/** Metrics whose files have a problem. */
	broken: BrokenMetric[];
	observedUntil: string | null;
};

const ASKS: MetricDefinition['asks'][] = ['how much', 'how well', 'better off'];

/** Every metric for a view, by the question that it answers. */
export async function readOverview(store: Store, view: View): Promise<Overview> {
	const { metrics, broken } = await listMetrics(store);
	const figures: Figure[] = [];
	let observedUntil: string | null = null;
	for (const metric of metrics) {
		const question = ask(metric.id, view);
		const answer = await measure(store, question);
		observedUntil ??= answer.observed_until;
		figures.push({ metric, result: wholeOf(answer), trend: await trendOf(store, question, answer) });
	}
	const collected = figures.filter(({ result }) => result.status !== 'not_collected');
	return {
		groups: ASKS.map((asks) => ({
			asks,
			figures: collected.filter(({ metric }) => metric.asks === asks)
		})).filter(({ figures }) => figures.length > 0),
		notCollected: figures.filter(
			({ metric, result }) => result.status === 'not_collected' && !PACKS.includes(metric.group)
		),
		broken,
		observedUntil
	};
}

/** The question that a view asks of a metric, whole. */
export function ask(metric: string, view: View): Question {
	return {
		metric,
		scope: FULL_SCOPE,
		audience: CASEWORK,
		period: view.period,
		by: [],
		grain: null,
		where: view.where
	};
}

/** The one result of a question without groups and grain. */
export function wholeOf({ metric, results }: MetricAnswer): Result {
	const [whole] = results;
	if (whole === undefined) throw new Fault(`The metric ${metric} gave no result for the whole.`);
	return whole;
}

async function trendOf(store: Store, question: Question, answer: MetricAnswer): Promise<Result[]> {
	const { period, status } = wholeOf(answer);
	if (status !== 'shown') return [];
	const { results } = await measure(store, { ...question, period, grain: grainFor(period) });
	return results;
}
