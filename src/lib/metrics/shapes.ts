import type { Store } from '#lib/server/store.ts';
import type { Histogram } from './estimate/duration.ts';
import { atRisk, curve, type CurvePoint, type FollowUp } from './estimate/time-to-event.ts';
import { keyOf } from './kinds/kind.ts';
import { readWaits, waitsSql } from './kinds/time-to-event.ts';
import { prepare, type Question } from './question.ts';
import { groupKeys, selectRows } from './select.ts';
import type { Row } from '#pipelines/duckdb.ts';

/** What a picture shows of each group: `group` holds the values of the dimensions asked for. */
type OfGroup<Shape> = { group: string[]; shape: Shape };

/** A curve up to a day, and how many were still followed on any days. */
export type Curve = { points: CurvePoint[]; atRisk: (days: readonly number[]) => number[] };

/** The curve of a time to event over one period, for each group. */
export async function traceCurves(
	store: Store,
	question: Omit<Question, 'grain'>,
	upTo: number
): Promise<OfGroup<Curve>[]> {
	const asked = await prepare(store, { ...question, grain: null });
	const rows = selectRows(asked);
	const keys = groupKeys(asked);
	const found = await store.db.rows(waitsSql({ keys, rows: `(${rows.sql})` }), rows.values);
	return byGroup(found, asked).map(({ group, shape }) => {
		const waits = readWaits(shape);
		return {
			group,
			shape: { points: curve(waits, { upTo }), atRisk: (days) => atRisk(waits, [...days]) }
		};
	});
}

/** Every wait of a time to event over one period, as the estimator takes them. */
export async function listWaits(store: Store, question: Omit<Question, 'grain' | 'by'>): Promise<FollowUp[]> {
	const asked = await prepare(store, { ...question, by: [], grain: null });
	const rows = selectRows(asked);
	return readWaits(
		await store.db.rows(waitsSql({ keys: groupKeys(asked), rows: `(${rows.sql})` }), rows.values)
	);
}

/** How many rows of a duration have each value, over one period, for each group. */
export async function countValues(
	store: Store,
	question: Omit<Question, 'grain'>
): Promise<OfGroup<Histogram>[]> {
	const asked = await prepare(store, { ...question, grain: null });
	const rows = selectRows(asked);
	const keys = groupKeys(asked).join(', ');
	const found = await store.db.rows(
		`select ${keys}, days::double as days, count(*) as n from (${rows.sql}) group by ${keys}, days order by days`,
		rows.values
	);
	return byGroup(found, asked).map(({ group, shape }) => ({
		group,
		shape: shape.map((row) => [Number(row.days), Number(row.n)] as const)
	}));
}

function byGroup(rows: readonly Row[], asked: { by: readonly string[] }): OfGroup<Row[]>[] {
	const groups = new Map<string, OfGroup<Row[]>>();
	for (const row of rows) {
		const key = keyOf(row, asked);
		const known = groups.get(key);
		if (known) known.shape.push(row);
		else groups.set(key, { group: asked.by.map((_, at) => String(row[`g${String(at)}`])), shape: [row] });
	}
	return [...groups.values()].sort((a, b) => a.group.join().localeCompare(b.group.join()));
}
