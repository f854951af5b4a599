import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import type { Home } from '#pipelines/home.ts';
import {
	exportOf,
	figures,
	newHome,
	published,
	query,
	SAMPLE,
	take,
	temporaryFolder,
	tiny,
	value
} from '../home.ts';
import { FEBRUARY, exportedAt, withoutE04, scene, alone, sceneBatch, homeWith, started } from '../scene.ts';
import { zip } from '../zip.ts';

describe('two source systems', () => {
	it('never share a person, a stay or a program, whatever their ids say', async () => {
		const home = await homeWith(scene);
		const other = await take(home, scene, { source: 'Other County' });
		expect(other.outcome).toBe('accepted');
		expect(await value(home, 'people-served')).toBe(16);
		expect(await started(home)).toBe(14);
		expect(
			await query(
				home,
				'select count(distinct client_id) as n, count(distinct household_id) as h from enrollment'
			)
		).toEqual([{ n: 20, h: 18 }]);
		expect(await query(home, 'select count(*) as n, count(distinct label) as labels from program')).toEqual([
			{ n: 8, labels: 8 }
		]);
		// A full refresh of one does not retire what the other holds.
		await take(
			home,
			exportOf((tables) => {
				exportedAt(tables, FEBRUARY);
				withoutE04(tables);
			}),
			{ source: 'Other County' }
		);
		expect(await started(home)).toBe(13);
	});
});

describe('the scene as FY2022, FY2024 and FY2026', () => {
	const versions = ['fy2022', 'fy2024', 'fy2026'] as const;
	const canonical = async (home: Home) => ({
		figures: (await figures(home)).text,
		enrollment: await query(home, 'select * exclude (batch_id) from enrollment order by enrollment_id'),
		contact: await query(home, 'select * exclude (batch_id) from contact order by contact_id'),
		program: await query(home, 'select * exclude (batch_id) from program order by program_id'),
		client: await query(
			home,
			'select client_id, birth_date, race_ethnicity, veteran, disabling_condition from client order by client_id'
		)
	});

	it('gives one set of figures, alone and on top of each other', async () => {
		const expected = await canonical(await homeWith(tiny('fy2026')));
		expect(expected.enrollment).toHaveLength(12);
		for (const version of versions.slice(0, 2))
			expect(await canonical(await homeWith(tiny(version))), version).toEqual(expected);
		expect(await canonical(await homeWith(tiny('fy2022'), tiny('fy2024'), tiny('fy2026')))).toEqual(expected);
		expect(await canonical(await homeWith(tiny('fy2026'), tiny('fy2022')))).toEqual(expected);
	});
});

describe('the same export twice', () => {
	it('is recognised, also packed or renamed, and changes nothing', async () => {
		const home = await homeWith(scene);
		const manifest = join(home.batches, sceneBatch, 'manifest.json');
		const before = { manifest: readFileSync(manifest, 'utf8'), store: published(home) };
		const zipped = join(temporaryFolder(), 'again.zip');
		writeFileSync(
			zipped,
			zip(
				readdirSync(scene).map((name) => ({
					name: `inner/${name.toUpperCase()}`,
					data: readFileSync(join(scene, name)),
					deflate: true
				}))
			)
		);
		for (const path of [scene, zipped]) {
			const again = await take(home, path);
			expect(again.outcome).toBe('same');
			expect(again.batch).toBe(sceneBatch);
		}
		expect(readdirSync(home.batches)).toEqual([sceneBatch]);
		expect({ manifest: readFileSync(manifest, 'utf8'), store: published(home) }).toEqual(before);
	});

	it('in two homes with the same keys gives the same bytes and the same store', async () => {
		const [one, two] = [newHome({ keysOf: alone }), newHome({ keysOf: alone })];
		const tables = [];
		for (const home of [one, two]) {
			await take(home, SAMPLE);
			tables.push(readBatches(home).batches[0]?.tables);
		}
		expect(tables[0]).toEqual(tables[1]);
		expect(published(one)).toBe(published(two));
	});
});
