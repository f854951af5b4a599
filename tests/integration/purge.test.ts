import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { openVault } from '#pipelines/vault.ts';
import { exportOf, figures, newHome, problems, published, query, run, take, undo } from '../home.ts';
import { command } from '../command-here.ts';
import {
	CLIENT,
	STAYS,
	purgeJob,
	later,
	never,
	full,
	scene,
	second,
	idsOf,
	traces,
	enrollmentsIn
} from '../purge.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

describe('a client', () => {
	it('is found in every batch, in the store and in the vault before', async () => {
		const found = await traces(full, idsOf(full));
		expect(found.filter((each) => each.includes('Enrollment.parquet'))).toHaveLength(3);
		expect(found.filter((each) => each.endsWith('main"."enrollment'))).not.toHaveLength(0);
		expect(found.filter((each) => each === 'vault')).toHaveLength(3);
	});

	it('purged by the source’s own id leaves no trace, in undone batches neither, and nobody else changes', async () => {
		const home = newHome({ from: full });
		const outcome = await run(home, purgeJob({ client: CLIENT }));
		expect(outcome.purgedRows).toBeGreaterThan(10);
		expect(await traces(home, idsOf(home))).toEqual([]);
		expect(await enrollmentsIn(home)).toEqual([10, 10, 10]);
		expect(await problems(home)).toEqual([]);
		expect(readdirSync(home.stores).sort()).toEqual([
			`${String(published(home))}.duckdb`,
			`${String(published(home))}.duckdb.json`
		]);
		const without = newHome({ keysOf: full });
		await take(without, [
			exportOf(never),
			exportOf((tables) => {
				never(tables);
				later(tables);
			})
		]);
		expect((await figures(home)).text).toBe((await figures(without)).text);
		// The others can still be found again, and their batch can still be undone.
		const vault = openVault(home);
		expect(vault.find(idsOf(home, '001', [])[0] ?? '')).toBe('001');
		vault.close();
		await undo(home, readBatches(home).batches[2]?.id ?? '');
		expect(await query(home, 'select count(*) as n from enrollment')).toEqual([{ n: 10 }]);
	});

	it('purged by pseudonym leaves no trace', async () => {
		const home = newHome({ from: full });
		const [id = ''] = idsOf(home);
		await run(home, purgeJob({ client: id.toUpperCase() }));
		expect(await traces(home, idsOf(home))).toEqual([]);
		expect(await problems(home)).toEqual([]);
	});

	it('is not meant by the pseudonym of a stay, nor by an id that nobody has', async () => {
		const home = newHome({ from: full });
		const [, stay = ''] = idsOf(home);
		for (const client of [stay, '999', ''])
			await expect(run(home, purgeJob({ client })), client).rejects.toThrow(
				'No batch holds a client with this id'
			);
		await expect(run(home, purgeJob({ client: CLIENT, source: 'elsewhere' }))).rejects.toThrow(
			'in the source elsewhere'
		);
		expect(await enrollmentsIn(home)).toEqual([12, 12, 11]);
	});

	it('of two sources is asked about, and then only the one that is meant goes', async () => {
		const home = newHome({ from: full });
		await take(home, scene, { source: 'Other County' });
		const ask = run(home, purgeJob({ client: CLIENT }));
		await expect(ask).rejects.toThrow('2 source systems have a client with this id');
		await expect(ask).rejects.toThrow('other-county');
		expect(await enrollmentsIn(home)).toEqual([12, 12, 11, 12]);
		await run(home, purgeJob({ client: CLIENT, source: 'other-county' }));
		expect(await enrollmentsIn(home)).toEqual([12, 12, 11, 10]);
		expect(await traces(home, idsOf(home, CLIENT, STAYS, 'other-county'))).toEqual([]);
		expect(await traces(home, idsOf(home))).not.toEqual([]);
	});
});

describe('a batch', () => {
	it('purged is gone for good, with the ids that no other batch holds, and its number is never given again', async () => {
		const home = newHome({ from: full });
		const { batch } = await take(home, scene, { source: 'Other County' });
		const id = batch ?? '';
		const before = await figures(full);
		await run(home, purgeJob({ batches: [id] }));
		expect(readdirSync(join(home.batches, id))).toEqual(['purged.json']);
		expect(readBatches(home).batches.map((each) => each.id)).not.toContain(id);
		expect(await traces(home, idsOf(home, CLIENT, STAYS, 'other-county'))).toEqual([]);
		expect((await figures(home)).text).toBe(before.text);
		expect(published(home)).toBe(before.store);
		expect(await problems(home)).toEqual([]);
		const again = await take(home, scene, { source: 'Other County' });
		expect(again.batch).toMatch(/^b0005-/);
	});

	it('that there is not is refused, and the others stay', async () => {
		const home = newHome({ from: full });
		await expect(run(home, purgeJob({ batches: ['b0099-nothing'] }))).rejects.toThrow(
			'There is no batch b0099-nothing. The batches are: b0001-'
		);
		expect(await enrollmentsIn(home)).toEqual([12, 12, 11]);
	});

	it('whose manifest is damaged can be purged, and the good ones serve on', async () => {
		const home = newHome({ from: full });
		const id = readBatches(home).batches[2]?.id ?? '';
		writeFileSync(join(home.batches, id, 'manifest.json'), '{"manifest":1');
		expect((await problems(home)).join()).toContain(`Batch ${id}: its manifest is damaged.`);
		await run(home, purgeJob({ batches: [id] }));
		expect(await problems(home)).toEqual([]);
		expect((await figures(home)).text).toBe((await figures(full)).text);
	});

	it('that is damaged stands in the way of purging a client, until it is purged or restored', async () => {
		const home = newHome({ from: full });
		const id = readBatches(home).batches[0]?.id ?? ''; // the undone one: its rows count too
		const file = join(home.batches, id, 'Exit.parquet');
		writeFileSync(file, readFileSync(file).subarray(0, 200));
		await expect(run(home, purgeJob({ client: CLIENT }))).rejects.toThrow(
			`Batch ${id}: Exit.parquet is damaged`
		);
		expect(existsSync(join(home.path, 'purging.json'))).toBe(false);
		expect((await enrollmentsIn(home)).slice(1)).toEqual([12, 11]);
		await run(home, purgeJob({ batches: [id], client: CLIENT }));
		expect(await traces(home, idsOf(home))).toEqual([]);
		expect(await problems(home)).toEqual([]);
	});
});

describe('the command', () => {
	it('does nothing without --yes, or without a word of what', async () => {
		const home = newHome({ from: full });
		const unsure = await command(home, 'purge', '--client', CLIENT);
		expect(unsure.code).toBe(2);
		expect(unsure.stderr).toContain('--yes');
		const vague = await command(home, 'purge', '--yes');
		expect(vague.code).toBe(2);
		expect(vague.stderr).toContain('Say what to purge: --batch ID or --client ID.');
		expect(await enrollmentsIn(home)).toEqual([12, 12, 11]);
		expect(published(home)).toBe(published(full));
	});

	it('says how many rows went, and that the source system may bring them back', async () => {
		const home = newHome({ from: full });
		const { code, stdout, stderr } = await command(home, 'purge', '--client', CLIENT, '--yes');
		expect(code).toBe(0);
		expect(stdout).toMatch(/^\d+ rows were deleted for good\.$/m);
		expect(stderr).toContain('its next export brings the rows back: delete them there too.');
		expect(await traces(home, idsOf(home))).toEqual([]);
		await take(home, second);
		expect(await enrollmentsIn(home)).toEqual([10, 10, 10]); // the same file: recognised
	});
});
