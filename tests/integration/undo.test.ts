import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { Misused, Refused } from '#pipelines/errors.ts';
import { exportOf, figures, parquet, problems, query, take, undo } from '../home.ts';
import {
	FEBRUARY,
	exportedAt,
	corrected,
	withoutE04,
	scene,
	sceneBatch,
	sceneFigures,
	homeWith
} from '../scene.ts';

describe('undo', () => {
	const newer = () =>
		exportOf((tables) => {
			exportedAt(tables, FEBRUARY);
			withoutE04(tables);
			corrected(tables, '2025-01-20 10:00:00');
		});

	it('of the newer export brings the older figures back exactly, to the store’s id', async () => {
		const home = await homeWith(scene);
		const before = await figures(home);
		const { batch } = await take(home, newer());
		const between = await figures(home);
		expect(between.text).not.toBe(before.text);
		const { built } = await undo(home, batch);
		const after = await figures(home);
		expect(after).toEqual(before);
		expect(built?.store).toBe(before.store);
		expect(after.text).toBe(sceneFigures.text);
		expect(await problems(home)).toEqual([]);
	});

	it('of the older export leaves what the newer one alone would give', async () => {
		const path = newer();
		const home = await homeWith(scene, path);
		await undo(home, sceneBatch);
		expect((await figures(home)).text).toBe((await figures(await homeWith(path))).text);
	});

	it('is undone by importing the file again', async () => {
		const path = newer();
		const home = await homeWith(scene);
		const first = await take(home, path);
		const before = await figures(home);
		await undo(home, first.batch);
		const again = await take(home, path);
		expect(again.outcome).toBe('accepted');
		expect(again.batch).not.toBe(first.batch);
		expect((await figures(home)).text).toBe(before.text);
		expect(readBatches(home).batches.map((each) => each.state)).toEqual(['live', 'undone', 'live']);
	});

	it('of the only batch leaves an empty store, not an old one', async () => {
		const home = await homeWith(scene);
		await undo(home, sceneBatch);
		expect(await query(home, 'select count(*) as n from enrollment')).toEqual([{ n: 0 }]);
		expect(await problems(home)).toEqual([]);
	});

	it('refuses a batch that was undone already or that there is not, and names those there are', async () => {
		const home = await homeWith(scene);
		await undo(home, sceneBatch);
		await expect(undo(home, sceneBatch)).rejects.toThrow(Refused);
		await expect(undo(home, sceneBatch)).rejects.toThrow(
			'already been undone. To bring it back, import its file again.'
		);
		await expect(undo(home, 'b0009-nothing')).rejects.toThrow(Misused);
		await expect(undo(home, 'b0009-nothing')).rejects.toThrow(sceneBatch);
	});

	it('leaves the batch itself as it was', async () => {
		const home = await homeWith(scene);
		const rows = () =>
			parquet(
				`select count(*) as n from read_parquet('${join(home.batches, sceneBatch, 'Enrollment.parquet')}')`
			);
		const before = await rows();
		await undo(home, sceneBatch);
		expect(await rows()).toEqual(before);
		expect(before).toEqual([{ n: 12 }]);
	});
});
