import { keptStores, type StoreNote } from '#pipelines/build.ts';
import { Fault } from '#pipelines/errors.ts';
import { readSettings, type Home } from '#pipelines/home.ts';
import { listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import { measure, wholeOf } from '#lib/metrics/engine.ts';
import { movedMuch } from '#lib/metrics/practical.ts';
import { remember } from '#lib/metrics/remember.ts';
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
	/** Whether it moved by as much as matters, by the practical sizes of the settings. */
	much: boolean;
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
	const movement = await remember(
		store,
		`moved since ${JSON.stringify([other.id, asker])}`,
		async (): Promise<Compared> => {
			let opened: Store;
			try {
				opened = await openStore(home, other.id);
			} catch (error) {
				if (error instanceof Fault) return { why: 'other version' };
				throw error;
			}
			try {
				// One query after the other: a store that is closed must have none under way.
				return await compare(holds ? opened : store, holds ? store : opened, asker);
			} finally {
				opened.db.close();
			}
		}
	);
	return movement.why === null ? { ...movement, moved: weighed(home, movement.moved) } : movement;
}

/** Which figures moved by as much as matters, and those first: what matters is set, and may be set anew. */
function weighed(home: Home, moved: readonly Unweighed[]): Moved[] {
	const sizes = readSettings(home).practical_sizes;
	return moved
		.map((each) => ({
			...each,
			much: movedMuch(each.without.value, each.with.value, each.metric, sizes)
		}))
		.sort((a, b) => Number(b.much) - Number(a.much));
}

type Unweighed = Omit<Moved, 'much'>;
type Compared = Exclude<Movement, { why: null }> | { why: null; moved: Unweighed[]; compared: number };

function isOf({ batches }: StoreNote, wanted: string[]): boolean {
	return [...batches].sort().join() === [...wanted].sort().join();
}

/**
 * Compares the figures of two stores, each figure over the same days in both: the latest that both know. Those that
 * moved by as much as matters come first.
 */
export async function compareStores(
	home: Home,
	without: Store,
	withIt: Store,
	asker: Asker
): Promise<Movement> {
	const movement = await compare(without, withIt, asker);
	return movement.why === null ? { ...movement, moved: weighed(home, movement.moved) } : movement;
}

async function compare(without: Store, withIt: Store, asker: Asker): Promise<Compared> {
	const before = await known(without, asker);
	const after = await known(withIt, asker);
	if (before === null || after === null) return { why: 'nobody' };
	// The one that knows less says which days: the latest that it knows.
	const [shorter, longer] = before < after ? [without, withIt] : [withIt, without];
	const moved: Unweighed[] = [];
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

function isOther(a: Result, b: Result): boolean {
	return (['status', 'value', 'lower', 'upper', 'n', 'numerator'] as const).some(
		(part) => a[part] !== b[part]
	);
}
