import { COMPARED } from '#pipelines/metrics/definition.ts';
import { listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import type { Period } from '#lib/metrics/result.ts';
import { collectingSources } from '#lib/metrics/sources.ts';
import type { Words } from '#lib/speak.ts';
import { DEFAULT_VIEW } from '#lib/view.ts';
import type { Viewer } from './access.ts';
import { readComparison, showUnit, type ShownUnit } from './comparison.ts';
import { ask } from './overview.ts';
import { noteFigures } from './seen.ts';
import type { Store } from './store.ts';

/** A figure of one worker, as the comparison of workers has it. */
export type OwnFigure = ShownUnit & {
	metric: string;
	title: string;
	control: string;
	period: Period;
};

/** The metrics by which workers are compared and that are collected, in the order of the catalogue. */
export async function listCompared(store: Store): Promise<MetricDefinition[]> {
	const { metrics } = await listMetrics(store);
	const compared = metrics.filter(({ kind }) => COMPARED.includes(kind));
	const missing = await Promise.all(
		compared.map(async (metric) => (await collectingSources(store, metric)).missing)
	);
	return compared.filter((_, at) => missing[at] === null);
}

/**
 * Every figure of who asks by which workers are compared, in the order of the catalogue: with the same limits, positions and silences
 * as whoever leads them sees. Writes into the audit log that they were seen.
 */
export async function readOwnFigures(store: Store, viewer: Viewer, words: Words): Promise<OwnFigure[]> {
	const own: OwnFigure[] = [];
	for (const metric of await listCompared(store)) {
		const comparison = await readComparison(store, ask(metric.id, DEFAULT_VIEW, viewer.asker), 'worker');
		for (const unit of comparison?.units ?? [])
			own.push({
				...showUnit(unit, comparison!, metric, words),
				metric: metric.id,
				title: metric.title,
				control: metric.control,
				period: comparison!.period
			});
	}
	await noteFigures(store, viewer, 'overview', { where: [], by: ['worker'] });
	return own;
}
