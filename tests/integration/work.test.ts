import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { takeLock } from '#pipelines/lock.ts';
import { storeFile } from '#pipelines/publish.ts';
import { readStore } from '#lib/server/store.ts';
import { latestWork, startWork, type Work } from '#lib/server/work.ts';
import { exportOf, figures, header, newHome, published, take } from '../home.ts';

const ANA = { id: 'a-person', name: 'Ana Administrator' };

let base: Home;
let before: string;
let older: string;
let batch: string;
beforeAll(async () => {
	base = newHome();
	await take(
		base,
		exportOf(() => undefined)
	);
	before = (await figures(base)).text;
	older = published(base) ?? '';
	const later = exportOf((tables) => {
		header(tables, { ExportDate: '2025-02-05 08:00:00' });
		tables.Exit?.pop();
	});
	batch = (await take(base, later)).batch ?? '';
});

let home: Home;
beforeEach(() => {
	home = newHome({ from: base });
	process.env.THROUGHLINE_HOME = home.path;
});

async function until(found: (work: Work) => boolean): Promise<Work> {
	for (;;) {
		const work = latestWork();
		if (work && found(work)) return work;
		await sleep(2);
	}
}
const ended = () => until(({ state }) => state !== 'running');

describe('a batch that is taken back from a page', () => {
	it('says how far it is, and what it came to; the figures are then those without it', async () => {
		rmSync(storeFile(home, older)); // it would only be published again, in no time
		const steps = new Set<string>();
		const begun = startWork(ANA, { kind: 'undo', batch });
		expect(begun).toMatchObject({ state: 'running', step: '', outcome: null });
		const { state, outcome, endedAt } = await until((work) => {
			steps.add(work.step);
			return work.state !== 'running';
		});
		expect(state).toBe('done');
		// Of quick steps a page sees some.
		expect([...steps].join('\n')).toMatch(/^(Merging|Mapping|Making|Computing) /m);
		expect(outcome?.built?.batches).toHaveLength(1);
		expect(endedAt).not.toBeNull();
		expect((await figures(home)).text).toBe(before);
		expect(await readStore((store) => Promise.resolve(store.id))).toBe(published(home));
	});

	it('is one work, however often it is asked for, and no other begins meanwhile', async () => {
		const begun = startWork(ANA, { kind: 'undo', batch });
		expect(startWork(ANA, { kind: 'undo', batch }).id).toBe(begun.id);
		expect(() => startWork(ANA, { kind: 'build' })).toThrow(Refused);
		await ended();
		expect(latestWork()).toMatchObject({ id: begun.id, state: 'done' });
	});

	it('waits for a command that is at work on the home, and says so', async () => {
		const release = await takeLock(home, 'work', 'an import is running', 0);
		startWork(ANA, { kind: 'undo', batch });
		const { step } = await until((work) => work.step !== '');
		expect(step).toMatch(/^Waiting: an import is running, by process \d+ since /);
		expect((await figures(home)).text).not.toBe(before);
		release();
		expect((await ended()).state).toBe('done');
	});

	it('says in words why it failed, until the next work', async () => {
		startWork(ANA, { kind: 'undo', batch: 'b0009-abcdef' });
		expect(await ended()).toMatchObject({
			state: 'failed',
			outcome: null,
			reasons: [expect.stringContaining('There is no batch b0009-abcdef.') as string]
		});
		startWork(ANA, { kind: 'undo', batch });
		expect(await ended()).toMatchObject({ state: 'done', reasons: [] });
		startWork(ANA, { kind: 'undo', batch });
		expect((await ended()).reasons).toEqual([expect.stringContaining('has already been undone')]);
	});
});
