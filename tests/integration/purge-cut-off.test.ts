import { existsSync, readdirSync, renameSync, rmSync, cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { figures, leftovers, newHome, problems, published, rebuild, run, start } from '../home.ts';
import { CLIENT, purgeJob, full, idsOf, traces, enrollmentsIn } from '../purge.ts';

describe('a purge that is cut off', () => {
	const SAYS = [/Removing rows/, /Computing/];

	it.each(SAYS)('when it says %s is finished by the next work', async (pattern) => {
		const home = newHome({ from: full });
		const old = published(home);
		const { child, ended, says } = start(home, ['purge', '--client', CLIENT, '--yes'], { detached: true });
		await says(pattern);
		process.kill(-(child.pid ?? 0), 'SIGKILL');
		expect((await ended).signal).toBe('SIGKILL');
		expect(published(home)).toBe(old);
		expect(await problems(home)).toEqual([]);
		await rebuild(home);
		expect(await traces(home, idsOf(home))).toEqual([]);
		expect(await enrollmentsIn(home)).toEqual([10, 10, 10]);
		expect(await problems(home)).toEqual([]);
		expect(leftovers(home)).toEqual([]);
	});

	it('between two batches knows of the stays that the first one no longer tells', async () => {
		const done = newHome({ from: full });
		await run(done, purgeJob({ client: CLIENT }));
		const home = newHome({ from: full });
		const { child, ended, says } = start(home, ['purge', '--client', CLIENT, '--yes'], { detached: true });
		await says(/Removing rows/);
		process.kill(-(child.pid ?? 0), 'SIGKILL');
		await ended;
		// As if it had come just as far as the last batch, which has services of E12 that do not say whose
		// they are.
		for (const [index, { id }] of readBatches(full).batches.entries()) {
			rmSync(join(home.batches, id), { recursive: true });
			cpSync(join((index < 2 ? done : full).batches, id), join(home.batches, id), { recursive: true });
		}
		expect(existsSync(join(home.path, 'purging.json'))).toBe(true);
		expect(
			(await traces(home, idsOf(home))).filter((each) => each.includes('Services.parquet'))
		).toHaveLength(1);
		await rebuild(home);
		expect(await traces(home, idsOf(home))).toEqual([]);
		expect(await problems(home)).toEqual([]);
	});

	it('after the rows were written anew, but not yet taken over, leaves no second file behind', async () => {
		const home = newHome({ from: full });
		const done = newHome({ from: full });
		await run(done, purgeJob({ client: CLIENT }));
		const id = readBatches(home).batches[1]?.id ?? '';
		const rewritten =
			readdirSync(join(done.batches, id)).find((each) => /^Enrollment\.\d+\./.test(each)) ?? '';
		cpSync(join(done.batches, id, rewritten), join(home.batches, id, rewritten));
		writeFileSync(
			join(home.path, 'purging.json'),
			JSON.stringify({ batches: [], clients: idsOf(home).slice(0, 1), enrollments: [] })
		);
		await rebuild(home);
		expect(readdirSync(join(home.batches, id)).filter((each) => each.startsWith('Enrollment.'))).toHaveLength(
			1
		);
		expect(await traces(home, idsOf(home))).toEqual([]);
	});

	it('of a batch whose files are half deleted is finished', async () => {
		const home = newHome({ from: full });
		const id = readBatches(home).batches[2]?.id ?? '';
		writeFileSync(join(home.path, 'purging.json'), JSON.stringify({ batches: [id], clients: [] }));
		writeFileSync(join(home.batches, id, 'purged.json'), '{}');
		renameSync(join(home.batches, id, 'manifest.json'), join(home.batches, id, 'manifest.json.draft'));
		expect(await problems(home)).toEqual([]);
		await rebuild(home);
		expect(readdirSync(join(home.batches, id))).toEqual(['purged.json']);
		expect((await figures(home)).text).toBe((await figures(full)).text);
	});
});
