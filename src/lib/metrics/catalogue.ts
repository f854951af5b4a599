import { Misused } from '#pipelines/errors.ts';
import type { Row } from '#pipelines/duckdb.ts';
import { GROUPS, type BoundMetric } from '#pipelines/metrics/definition.ts';
import { inWords } from '#lib/server/language.ts';
import type { Store } from '#lib/server/store.ts';
import { remember } from './remember.ts';
import type { StoredMetric } from './select.ts';

/** A metric of a store, or, with `problem`, one that was left out and why. */
export type MetricDefinition = Omit<BoundMetric, 'sql'> & { problem: null };
export type BrokenMetric = { id: string; problem: string };

/** Every metric of the store, by group and id, in the language in which is answered, and those that were left out. */
export async function listMetrics(
	store: Store
): Promise<{ metrics: MetricDefinition[]; broken: BrokenMetric[] }> {
	const stored = await readStored(store);
	const metrics = stored
		.filter((each) => each.problem === null)
		.map(({ metric: { sql: _, rows_sql: __, ...definition } }) => ({ ...definition, problem: null }))
		.sort(
			(a, b) =>
				GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || a.place - b.place || a.id.localeCompare(b.id)
		);
	return {
		metrics,
		broken: stored.flatMap(({ id, problem }) => (problem === null ? [] : [{ id, problem }]))
	};
}

/** A metric that there would be, had its file no problem. */
export class LeftOut extends Misused {
	constructor({ id, problem }: BrokenMetric) {
		super(`The metric ${id} was left out. ${problem} Mend the file, then run "throughline build".`);
		this.name = 'LeftOut';
	}
}

/** The metric with an id. Throws `Misused`, naming those there are, or `LeftOut`, saying why. */
export async function findMetric(store: Store, id: string): Promise<StoredMetric> {
	const stored = await readStored(store);
	const found =
		stored.find((each) => each.id === id) ?? (await readUnlisted(store)).find((each) => each.id === id);
	if (!found)
		throw new Misused(`There is no metric "${id}". There are: ${stored.map((each) => each.id).join(', ')}.`);
	if (found.problem !== null) throw new LeftOut(found);
	return found.metric;
}

type Stored = { id: string; problem: null; metric: StoredMetric } | { id: string; problem: string };

function readStored(store: Store): Promise<Stored[]> {
	return remember(store, 'metrics', async () => {
		const rows = await store.db.rows(
			'select id, definition, rows_sql, problem from metric_definition order by id'
		);
		return rows.map((row): Stored =>
			row.problem === null ? storedOf(row) : { id: String(row.id), problem: String(row.problem) }
		);
	});
}

/** What pages of their own ask for, and no list has. */
function readUnlisted(store: Store): Promise<Stored[]> {
	return remember(store, 'metrics unlisted', async () =>
		(await store.db.rows('select id, definition, rows_sql from metric_unlisted')).map(storedOf)
	);
}

function storedOf({ id, definition, rows_sql }: Row): Stored {
	const metric = inWords(JSON.parse(String(definition)) as BoundMetric);
	return { id: String(id), problem: null, metric: { ...metric, rows_sql: String(rows_sql) } };
}
