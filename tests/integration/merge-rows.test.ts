import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportOf, figures, take, tiny } from '../home.ts';
import {
	JANUARY,
	FEBRUARY,
	MARCH,
	exportedAt,
	corrected,
	withoutE04,
	delta,
	emptyBut,
	scene,
	alone,
	homeWith,
	housed,
	started
} from '../scene.ts';

describe('of two rows with one id', () => {
	it('the one that was updated last counts, even from an older export', async () => {
		expect(await housed(alone)).toBe(0.8);
		const staleButExportedLater = exportOf((tables) => {
			corrected(tables, '2024-07-01 10:00:00');
			exportedAt(tables, FEBRUARY);
		});
		const freshButExportedEarlier = exportOf((tables) => {
			corrected(tables, '2024-07-30 10:00:00');
			exportedAt(tables, '2025-01-02 08:00:00');
		});
		const home = await homeWith(scene, staleButExportedLater);
		expect(await housed(home)).toBe(0.8);
		await take(home, freshButExportedEarlier);
		expect(await housed(home)).toBe(1);
	});

	it('updated at the same moment, the one that was exported last counts, in whatever order they arrive', async () => {
		const later = exportOf((tables) => {
			corrected(tables, '2024-07-03 10:00:00');
			exportedAt(tables, FEBRUARY);
		});
		expect(await housed(await homeWith(scene, later))).toBe(1);
		expect(await housed(await homeWith(later, scene))).toBe(1);
	});

	it('updated and exported at the same moment, the later batch counts', async () => {
		const twin = exportOf((tables) => {
			corrected(tables, '2024-07-03 10:00:00');
		});
		expect(await housed(await homeWith(scene, twin))).toBe(1);
		expect(await housed(await homeWith(twin, scene))).toBe(0.8);
	});

	it('where one does not say when it was updated, the exports’ own times decide', async () => {
		const silentAboutTime = exportOf((tables) => {
			corrected(tables, '');
			exportedAt(tables, FEBRUARY);
		});
		expect(await housed(await homeWith(silentAboutTime, scene))).toBe(1);
	});
});

describe('an export that arrives late', () => {
	it('and is older changes no figure', async () => {
		const newer = exportOf((tables) => {
			exportedAt(tables, FEBRUARY);
			withoutE04(tables);
			corrected(tables, '2025-01-20 10:00:00');
		});
		const home = await homeWith(newer);
		const before = await figures(home);
		expect(await started(home)).toBe(6);
		await take(home, scene);
		const after = await figures(home);
		expect(after.text).toBe(before.text);
		expect(after.store).not.toBe(before.store);
	});

	it('gives the same figures as in any other order of arrival', async () => {
		const full = exportOf((tables) => {
			exportedAt(tables, FEBRUARY);
			withoutE04(tables);
		});
		const change = delta((tables) => {
			emptyBut(tables, { Exit: ['X03'] });
			corrected(tables, '2025-03-01 10:00:00');
		}, MARCH);
		const orders = [
			[scene, full, change],
			[change, full, scene],
			[full, scene, change],
			[change, scene, full]
		];
		const texts = new Set<string>();
		for (const order of orders) {
			const home = await homeWith(...order);
			expect(await started(home)).toBe(6);
			texts.add((await figures(home)).text);
		}
		expect(texts.size).toBe(1);
	});
});

it('the scene’s own time of export is the one that these tests count from', () => {
	expect(readFileSync(join(tiny(), 'Export.csv'), 'utf8')).toContain(JANUARY);
});
