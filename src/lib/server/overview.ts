import { listBatches, type Manifest } from '#pipelines/batch.ts';
import { Fault, Refused } from '#pipelines/errors.ts';
import { listMetrics, type BrokenMetric, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import { measure } from '#lib/metrics/engine.ts';
import type { Result } from '#lib/metrics/result.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { isSample } from './sample.ts';
import { homePath, readStore, type Store } from './store.ts';

export type Figure = Pick<MetricDefinition, 'id' | 'title' | 'question' | 'kind' | 'unit'> & {
	result: Result;
};
export type Group = { title: string; figures: Figure[] };

export type Batch = Pick<
	Manifest,
	| 'id'
	| 'source_name'
	| 'format'
	| 'version'
	| 'period'
	| 'observed_until'
	| 'accepted_at'
	| 'problems'
	| 'state'
> & { accepted: number; rejected: number };

export type Overview = {
	home: string;
	sample: boolean;
	batches: Batch[];
	groups: Group[];
	/** Metrics whose files have a problem. */
	broken: BrokenMetric[];
	/** Why there are no figures, in words, or null. */
	missing: string | null;
};

/** Everything on the first page, all of it from one store. */
export async function overview(): Promise<Overview> {
	const home = homePath();
	const batches = (await listBatches(home)).map(inBrief);
	const found = { home, sample: isSample(home), batches };
	try {
		return await readStore(async (store) => {
			const { metrics, broken } = await listMetrics(store);
			return { ...found, groups: await figures(store, metrics), broken, missing: null };
		});
	} catch (error) {
		if (error instanceof Refused) return { ...found, groups: [], broken: [], missing: error.message };
		throw error;
	}
}

function inBrief(batch: Manifest): Batch {
	const { id, source_name, format, version, period, observed_until, accepted_at, problems, state } = batch;
	const sum = (part: 'accepted' | 'rejected') => batch.files.reduce((total, file) => total + file[part], 0);
	return {
		...{ id, source_name, format, version, period, observed_until, accepted_at, problems, state },
		accepted: sum('accepted'),
		rejected: sum('rejected')
	};
}

async function figures(store: Store, metrics: MetricDefinition[]): Promise<Group[]> {
	const groups = new Map<string, Figure[]>();
	for (const { id, title, question, kind, unit, group } of metrics) {
		const result = await lastTwelveMonths(store, id);
		groups.set(group, [...(groups.get(group) ?? []), { id, title, question, kind, unit, result }]);
	}
	return [...groups].map(([group, figures]) => ({
		title: group.charAt(0).toUpperCase() + group.slice(1),
		figures
	}));
}

async function lastTwelveMonths(store: Store, metric: string): Promise<Result> {
	const { results } = await measure(store, {
		metric,
		scope: FULL_SCOPE,
		audience: CASEWORK,
		by: [],
		grain: null,
		where: []
	});
	const [whole] = results;
	if (whole === undefined) throw new Fault(`The metric ${metric} gave no result for the whole.`);
	return whole;
}
