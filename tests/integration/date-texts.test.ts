import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defineDateMacros, settleDates } from '#pipelines/dates.ts';
import { settleTexts } from '#pipelines/date-texts.ts';
import { openDatabase, type Database } from '#pipelines/duckdb.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let db: Database;
const folder = mkdtempSync(join(tmpdir(), 'dates-'));
beforeAll(async () => {
	db = await openDatabase(':memory:', folder, 0);
	await defineDateMacros(db);
});
afterAll(() => {
	db.close();
	rmSync(folder, { recursive: true });
});

type Parts = [day: number, month: number, year: number];
const SHAPES: ((parts: Parts) => string)[] = [
	([d, m, y]) => `${String(m)}/${String(d)}/${String(y)}`,
	([d, m, y]) => `${String(d)}.${String(m)}.${String(y).slice(2)}`,
	([d, m, y]) => `${String(m)}-${String(d)}-${String(y)} 10:30 PM`,
	([d, m, y]) => `${String(y)}-${String(m)}-${String(d)}`,
	([d, m, y]) => `${String(y)}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`,
	() => 'soon'
];
const parts = (lastDay: number) =>
	fc.tuple(
		fc.integer({ min: 0, max: lastDay }),
		fc.integer({ min: 1, max: 13 }),
		fc.integer({ min: 1930, max: 2030 })
	);
/** A column of one shape, with days up to the 12th or to the 32nd, or of any. */
const column = fc.oneof(
	...[12, 32].map((lastDay) =>
		fc
			.constantFrom(...SHAPES)
			.chain((shape) => fc.array(parts(lastDay).map(shape), { minLength: 1, maxLength: 5 }))
	),
	fc.array(
		fc.tuple(parts(32), fc.constantFrom(...SHAPES)).map(([each, shape]) => shape(each)),
		{ minLength: 1, maxLength: 5 }
	)
);

it('reads dates in a browser as the import reads them', async () => {
	const columns = fc.sample(column, { numRuns: 24, seed: 7 });
	const cells = Object.fromEntries(
		columns.flatMap((texts, at) => texts.map((text, line) => [`v${String(at)}_${String(line)}`, text]))
	);
	const row = (line: number) =>
		columns.map((texts, at) => (line < texts.length ? `$v${String(at)}_${String(line)}` : 'null')).join(', ');
	await db.run(
		`create table t as select * from (values ${[0, 1, 2, 3, 4].map((line) => `(${String(line + 1)}, ${row(line)})`).join(', ')}) as t(line, ${columns.map((_, at) => `v${String(at)}`).join(', ')})`,
		cells
	);
	const kinds = new Set<string>();
	for (const [at, texts] of columns.entries()) {
		const latest = at % 2 === 0 ? '2026-05-06' : null;
		const theirs = await settleDates(db, 't', `v${String(at)}`, latest, null);
		const ours = settleTexts(texts, latest);
		kinds.add(ours.kind);
		if (theirs.kind === 'standard') expect(['none', 'standard']).toContain(ours.kind);
		else if (theirs.kind === 'conflict') expect(ours).toEqual({ kind: 'conflict' });
		else if (theirs.kind === 'settled') expect(ours).toEqual(theirs);
		else
			expect(ours).toEqual({
				kind: 'ambiguous',
				orders: theirs.orders,
				count: theirs.count,
				example: theirs.value,
				readings: theirs.readings
			});
	}
	expect(kinds.size).toBe(5);
});
