import { GROUPS, PACKS } from '#pipelines/metrics/definition.ts';
import { listMetrics, type BrokenMetric, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import { measureBeside, measureOverTime, wholeOf, type Companion } from '#lib/metrics/engine.ts';
import type { Question } from '#lib/metrics/question.ts';
import type { Result } from '#lib/metrics/result.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import { collectingSources, knownSources } from '#lib/metrics/sources.ts';
import type { View } from '#lib/view.ts';
import type { Store } from './store.ts';

/** A metric's answer for the whole of a view, with what is needed to say it. */
export type Figure = {
	metric: MetricDefinition;
	result: Result;
	/** The same figure over the parts of its period, in order; empty where there is no figure. */
	trend: Result[];
	/** The figures that must stand beside it. */
	beside: Beside[];
};

/** A figure that stands beside another, or why it was left out. */
export type Beside =
	| { id: string; metric: MetricDefinition; result: Result; problem: null }
	| { id: string; metric: null; result: null; problem: string };

/** What belongs together under one question: a few figures that lead, and all the others. */
export type Section<Shown = Figure> = { group: MetricDefinition['group']; leading: Shown[]; others: Shown[] };

export type Overview<Shown = Figure> = {
	/** How much was done: the first question, without groups. */
	outputs: { asks: MetricDefinition['asks']; figures: Shown[] };
	/** The other two questions of a funder, each with the groups that answer it; those without any are left out. */
	questions: { asks: MetricDefinition['asks']; sections: Section<Shown>[] }[];
	/** Ids of what differs from its standard or target by more than chance, what is worse first; `judged` counts all that were judged. */
	standsOut: { ids: string[]; judged: number };
	/** Metrics that no source has what it takes for, by the columns that would bring them. */
	notCollected: { columns: string[]; metrics: MetricDefinition[] }[];
	/** Metrics whose files have a problem. */
	broken: BrokenMetric[];
	observedUntil: string | null;
};

const OUTPUTS: MetricDefinition['asks'] = 'how much';
const QUESTIONS: MetricDefinition['asks'][] = ['how well', 'better off'];
/** Of a group of more than three figures, the first two are told at length. */
const LEADING = 2;

/** Every metric for a view and who asks, by the question that it answers. */
export async function readOverview(store: Store, view: View, asker: Asker): Promise<Overview> {
	const { metrics, broken } = await listMetrics(store);
	const figures = await Promise.all(metrics.map((metric) => readFigure(store, metric, view, asker)));
	const anySource = (await knownSources(store)).length > 0;
	const isPack = ({ metric }: Figure) => PACKS.includes(metric.group);
	const isCollected = ({ result }: Figure) => result.status !== 'not_collected';
	const collected = figures.filter((figure) => isCollected(figure) && (anySource || !isPack(figure)));
	const missing = figures.filter((figure) => !isCollected(figure) && !isPack(figure));
	return {
		outputs: { asks: OUTPUTS, figures: collected.filter(({ metric }) => metric.asks === OUTPUTS) },
		questions: QUESTIONS.map((asks) => ({
			asks,
			sections: sectionsOf(collected.filter(({ metric }) => metric.asks === asks))
		})).filter(({ sections }) => sections.length > 0),
		standsOut: standingOut(collected),
		notCollected: await byColumns(
			store,
			missing.map(({ metric }) => metric)
		),
		broken,
		observedUntil: figures[0]?.observedUntil ?? null
	};
}

async function readFigure(
	store: Store,
	metric: MetricDefinition,
	view: View,
	asker: Asker
): Promise<Figure & { observedUntil: string | null }> {
	const question = ask(metric.id, view, asker);
	const { whole, parts } = await measureOverTime(store, question);
	const result = wholeOf(whole);
	return {
		metric,
		result,
		trend: result.status === 'shown' ? parts.results : [],
		beside: (await measureBeside(store, question)).map(besideOf),
		observedUntil: whole.observed_until
	};
}

/** A companion with its one result. */
export function besideOf(companion: Companion): Beside {
	if (companion.answer === null) {
		const { id, problem } = companion;
		return { id, metric: null, result: null, problem };
	}
	const { id, metric, answer } = companion;
	return { id, metric, result: wholeOf(answer), problem: null };
}

function sectionsOf(figures: readonly Figure[]): Section[] {
	return GROUPS.map((group) => {
		const own = figures.filter(({ metric }) => metric.group === group);
		if (own.length <= LEADING + 1) return { group, leading: own, others: [] };
		const leading = [
			...own.filter(({ result }) => result.status === 'shown'),
			...own.filter(({ result }) => result.status !== 'shown')
		].slice(0, LEADING);
		return { group, leading, others: own.filter((each) => !leading.includes(each)) };
	}).filter(({ leading }) => leading.length > 0);
}

/** Verdicts on figures that are not known whole yet are not told. */
function standingOut(figures: readonly Figure[]): Overview['standsOut'] {
	const judged = figures.filter(
		({ result }) => result.status === 'shown' && result.verdict !== null && !result.immature
	);
	const of = (verdict: Result['verdict']) => judged.filter(({ result }) => result.verdict === verdict);
	return {
		ids: [...of('worse'), ...of('better')].map(({ metric }) => metric.id),
		judged: judged.length
	};
}

/** Metrics that lack columns of the same tables stand together. */
async function byColumns(
	store: Store,
	metrics: readonly MetricDefinition[]
): Promise<Overview['notCollected']> {
	const byTables = new Map<string, Overview['notCollected'][number]>();
	for (const metric of metrics) {
		const { lacks } = await collectingSources(store, metric);
		const tables = [...new Set(lacks.map((column) => column.split('.')[0]))].sort().join();
		const known = byTables.get(tables) ?? { columns: [], metrics: [] };
		byTables.set(tables, {
			columns: [...new Set([...known.columns, ...lacks])],
			metrics: [...known.metrics, metric]
		});
	}
	return [...byTables.values()];
}

/** The question that a view asks of a metric, whole. */
export function ask(metric: string, view: View, asker: Asker): Question {
	return {
		metric,
		...asker,
		period: view.period,
		by: [],
		grain: null,
		where: view.where
	};
}

/** Whether an address asks for the rows with problems that touch the figure alone. */
export function asksForProblems({ searchParams }: URL): boolean {
	return searchParams.get('problems') === 'only';
}
