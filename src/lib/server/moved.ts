import { keptStores, type StoreNote } from '#pipelines/build.ts';
import { Fault } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import { measure, wholeOf } from '#lib/metrics/engine.ts';
import { remember } from '#lib/metrics/remember.ts';
import { sizeFrom, type PracticalSizes } from '#lib/metrics/practical.ts';
import type { Period, Result } from '#lib/metrics/result.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import { lastObserved } from '#lib/metrics/sources.ts';
import { ask } from './overview.ts';
import { openStore, type Store } from './store.ts';

/** A figure for one period, without a batch and with it. */
export type Moved = {
	metric: Pick<MetricDefinition, 'id' | 'title' | 'kind' | 'unit'>;
	period: Period;
	without: Result;
	with: Result;
};

/**
 * How the figures differ without a batch and with it, or why that cannot be told: the store of the other
 * case is not kept (`not kept`), is damaged or of another version (`other version`), or one of the two
 * knows of nobody (`nobody`).
 */
export type Movement =
	{ why: null; moved: Moved[]; compared: number } | { why: 'not kept' | 'other version' | 'nobody' };

/**
 * Compares the figures of the published store with those of the one that differs from it by one batch
 * alone, where that is still kept: a home keeps the store before the published one. Each figure is of the
 * same days in both, the latest that both know: so it moves by what the batch says of them.
 */
export async function readMovement(home: Home, store: Store, batch: string, asker: Asker): Promise<Movement> {
	const notes = keptStores(home);
	const published = notes.find((note) => note.id === store.id);
	if (!published) return { why: 'not kept' };
	const holds = published.batches.includes(batch);
	const wanted = holds ? published.batches.filter((each) => each !== batch) : [...published.batches, batch];
	const other = notes.find((note) => note.id !== store.id && isOf(note, wanted));
	if (!other) return { why: wanted.length === 0 ? 'nobody' : 'not kept' };
	return remember(store, `moved since ${JSON.stringify([other.id, asker])}`, async () => {
		let opened: Store;
		try {
			opened = await openStore(home, other.id);
		} catch (error) {
			if (error instanceof Fault) return { why: 'other version' };
			throw error;
		}
		try {
			// One query after the other: a store that is closed must have none under way.
			return await compareStores(holds ? opened : store, holds ? store : opened, asker);
		} finally {
			opened.db.close();
		}
	});
}

function isOf({ batches }: StoreNote, wanted: string[]): boolean {
	return [...batches].sort().join() === [...wanted].sort().join();
}

/** Compares the figures of two stores, each figure over the same days in both: the latest that both know. */
export async function compareStores(without: Store, withIt: Store, asker: Asker): Promise<Movement> {
	const before = await known(without, asker);
	const after = await known(withIt, asker);
	if (before === null || after === null) return { why: 'nobody' };
	// The one that knows less says which days: the latest that it knows.
	const [shorter, longer] = before < after ? [without, withIt] : [withIt, without];
	const moved: Moved[] = [];
	const metrics = await sharedMetrics(without, withIt);
	for (const { id, title, kind, unit } of metrics) {
		const least = await figureFor(shorter, id, {}, asker);
		const most = await figureFor(longer, id, least.period, asker);
		const [a, b] = shorter === without ? [least, most] : [most, least];
		if (isOther(a, b))
			moved.push({ metric: { id, title, kind, unit }, period: least.period, without: a, with: b });
	}
	return { why: null, moved, compared: metrics.length };
}

async function figureFor(
	store: Store,
	metric: string,
	period: Partial<Period>,
	asker: Asker
): Promise<Result> {
	return wholeOf(await measure(store, ask(metric, { period, grain: null, by: [], where: [] }, asker)));
}

async function known(store: Store, { scope }: Asker): Promise<string | null> {
	const { observedUntil, anybody } = await lastObserved(store, scope, []);
	return anybody ? observedUntil : null;
}

/** Metrics that both stores computed by the same rule. */
async function sharedMetrics(a: Store, b: Store): Promise<MetricDefinition[]> {
	const rulesOfA = await rules(a);
	const rulesOfB = await rules(b);
	const { metrics } = await listMetrics(b);
	return metrics.filter(({ id }) => rulesOfA.get(id) !== undefined && rulesOfA.get(id) === rulesOfB.get(id));
}

async function rules(store: Store): Promise<Map<unknown, unknown>> {
	const rows = await store.db.rows(
		'select id, definition from metric_definition where definition is not null'
	);
	return new Map(rows.map((row) => [row.id, row.definition]));
}

/** Whether a figure moves by more than a little: by as much as would matter between groups, or from or to no figure. */
export function movesMuch({ metric, without, with: withIt }: Moved, sizes: PracticalSizes): boolean {
	if (without.value === null || withIt.value === null) return without.value !== withIt.value;
	const difference = Math.abs(withIt.value - without.value);
	return difference > 0 && difference >= sizeFrom(without.value, metric, sizes) - 1e-9;
}

function isOther(a: Result, b: Result): boolean {
	return (['status', 'value', 'lower', 'upper', 'n', 'numerator'] as const).some(
		(part) => a[part] !== b[part]
	);
}
