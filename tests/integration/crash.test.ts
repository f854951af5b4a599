import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import type { Home } from '#pipelines/home.ts';
import {
	cli,
	leftovers,
	newHome,
	problems,
	published,
	query,
	rebuild,
	SAMPLE,
	start,
	take,
	tiny,
	value
} from '../home.ts';

/** How many imports are killed; THROUGHLINE_KILLS=50, or more, for a longer run. */
const KILLS = Number(process.env.THROUGHLINE_KILLS ?? 12);
const SEED = Number(process.env.THROUGHLINE_SEED ?? 20260101);
/** Imports under way at a time. */
const LANES = 2;

/** Mulberry32: small, seeded, good enough to spread moments. */
function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/**
 * Runs a command in a process group of its own and kills the whole group after so many milliseconds. True
 * where it had ended before.
 */
async function killedAfter(home: Home, args: string[], milliseconds: number): Promise<boolean> {
	const { child, ended } = start(home, args, { detached: true });
	const over = await Promise.race([ended, sleep(milliseconds, null)]);
	if (over !== null) return true;
	try {
		process.kill(-(child.pid ?? 0), 'SIGKILL');
	} catch {
		// it ended a moment ago
	}
	return (await ended).signal === null;
}

/** Does works side by side, as many as there are lanes; each is told its lane. */
async function inLanes<T>(items: T[], work: (item: T, lane: number) => Promise<void>): Promise<void> {
	const queue = [...items];
	await Promise.all(
		Array.from({ length: LANES }, async (_, lane) => {
			for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item, lane);
		})
	);
}

let base: Home;
let baseStore: string | null;
let baseServed: number | null;
/** The same with the sample imported by a command that nobody stopped. */
let whole: Home;
let wholeServed: number | null;
let duration: number;

beforeAll(async () => {
	base = newHome();
	await take(base, tiny());
	baseStore = published(base);
	baseServed = await value(base, 'people-served');
	// Two at a time, as the killed ones run.
	whole = newHome({ from: base });
	const began = performance.now();
	const both = await Promise.all([whole, newHome({ from: base })].map((home) => cli(home, 'import', SAMPLE)));
	duration = performance.now() - began;
	expect(both.map((each) => each.code)).toEqual([0, 0]);
	expect(published(whole)).not.toBe(baseStore);
	wholeServed = await value(whole, 'people-served');
	expect(wholeServed).not.toBe(baseServed);
});

describe('kill -9', () => {
	it(
		`of a whole import at ${String(KILLS)} moments leaves all of the batch or none of it, and the old figures stand`,
		async () => {
			const random = seeded(SEED);
			// One moment in each of so many equal parts of a little more than the measured time: spread
			// over every step.
			const moments = Array.from(
				{ length: KILLS },
				(_, index) => ((index + random()) / KILLS) * duration * 1.1
			);
			const outcomes = { none: 0, 'batch, old figures': 0, 'batch, new figures': 0, 'had ended': 0 };
			const cut = { uploads: 0, drafts: 0 };
			// A home into which nothing came is killed in again, so that what was left adds up; every
			// fourth time it is finished at once.
			const homes: (Home | undefined)[] = [];
			let nothing = 0;
			await inLanes(moments, async (moment, lane) => {
				const about = `killed after ${moment.toFixed(0)} ms`;
				const home = homes[lane] ?? newHome({ from: base });
				const ended = await killedAfter(home, ['import', SAMPLE], moment);
				const left = leftovers(home);
				if (left.some((each) => each.startsWith(home.uploads))) cut.uploads++;
				if (left.some((each) => each.includes('.draft-'))) cut.drafts++;

				expect(await problems(home), about).toEqual([]);
				const { batches, damaged } = readBatches(home);
				expect(damaged, about).toEqual([]);
				expect(batches.length, about).toBeOneOf([1, 2]);
				expect(batches[0], about).toEqual(readBatches(base).batches[0]);
				const isWhole = batches.length === 2;
				const { accepted_at: _, ...expected } = readBatches(whole).batches[1] ?? { accepted_at: '' };
				if (isWhole) expect(batches[1], about).toMatchObject(expected);
				const store = published(home);
				expect(store, about).toBeOneOf(isWhole ? [baseStore, published(whole)] : [baseStore]);
				expect(await value(home, 'people-served'), about).toBe(
					store === baseStore ? baseServed : wholeServed
				);
				if (ended) expect(store, about).toBe(published(whole));
				outcomes[
					ended
						? 'had ended'
						: !isWhole
							? 'none'
							: store === baseStore
								? 'batch, old figures'
								: 'batch, new figures'
				]++;

				homes[lane] = isWhole || nothing++ % 4 === 0 ? undefined : home;
				if (homes[lane]) return;
				const again = await take(home, SAMPLE);
				expect(again.outcome, about).toBe(isWhole ? 'same' : 'accepted');
				expect(leftovers(home), about).toEqual([]);
				expect(published(home), about).toBe(published(whole));
				expect(await query(home, 'select count(*) as n from enrollment'), about).toEqual(
					await query(whole, 'select count(*) as n from enrollment')
				);
			});
			console.log(
				`${String(KILLS)} imports of ${duration.toFixed(0)} ms killed (seed ${String(SEED)}):`,
				outcomes,
				'unfinished pieces left:',
				cut
			);
			expect(outcomes.none).toBeGreaterThan(0);
			expect(outcomes['batch, old figures']).toBeGreaterThan(0);
			expect(cut.uploads).toBeGreaterThan(0);
			expect(cut.drafts).toBeGreaterThan(0);
		},
		60_000 + KILLS * 8_000
	);

	it('of the first import into a home that did not exist leaves one that can be imported into', async () => {
		const random = seeded(SEED + 1);
		await inLanes([0.2, 0.5, 0.8], async (share) => {
			const home = newHome();
			await killedAfter(home, ['import', tiny()], (share + random() / 10) * duration * 0.8);
			if (existsSync(home.batches)) expect(await problems(home)).toEqual([]);
			await take(home, tiny());
			expect(await value(home, 'people-served')).toBe(baseServed);
			expect(await problems(home)).toEqual([]);
			expect(leftovers(home)).toEqual([]);
		});
	});

	it('of the command alone, or of its child alone, loses nothing either', async () => {
		const home = newHome({ from: base });
		const alone = start(home, ['import', SAMPLE]);
		await alone.says(/Checking/);
		alone.child.kill('SIGKILL');
		await alone.ended; // its output closes when the child, which nobody waits for any more, has gone too
		expect(published(home)).toBe(baseStore);
		expect(await problems(home)).toEqual([]);

		const orphaned = start(home, ['import', SAMPLE]);
		await orphaned.says(/Checking/);
		const holder = JSON.parse(readFileSync(join(home.path, 'work.lock.json'), 'utf8')) as { pid: number };
		expect(holder.pid).not.toBe(orphaned.child.pid);
		process.kill(holder.pid, 'SIGKILL'); // the child that this command started and that took the lock
		const { code, stderr } = await orphaned.ended;
		expect(code).toBe(3);
		expect(stderr).toContain('The work ended before it was done (SIGKILL)');
		expect(stderr).toContain('Nothing that was accepted before is lost. Try again.');
		expect(published(home)).toBe(baseStore);
		expect(await problems(home)).toEqual([]);

		await take(home, SAMPLE);
		expect(published(home)).toBe(published(whole));
		expect(leftovers(home)).toEqual([]);
	});

	it('of an undo leaves the batch live or undone, and the next build agrees with it', async () => {
		const id = readBatches(whole).batches[1]?.id ?? '';
		const outcomes = { live: 0, undone: 0 };
		const random = seeded(SEED + 2);
		await inLanes([0, 1, 2, 3], async (step) => {
			const home = newHome({ from: whole });
			rmSync(join(home.stores, `${String(baseStore)}.duckdb`)); // to be built again: a longer way to be killed on
			await killedAfter(home, ['undo', id], ((step + random()) / 4) * duration * 0.5);
			expect(await problems(home)).toEqual([]);
			const state = readBatches(home).batches[1]?.state ?? 'undone';
			outcomes[state]++;
			expect(published(home)).toBeOneOf(
				state === 'live' ? [published(whole)] : [published(whole), baseStore]
			);
			await rebuild(home);
			expect(published(home)).toBe(state === 'live' ? published(whole) : baseStore);
			expect(leftovers(home)).toEqual([]);
		});
		console.log('undo killed:', outcomes);
		expect(outcomes.live + outcomes.undone).toBe(4);
	});

	it('of a purge is finished by the next work, or had not begun', async () => {
		const id = readBatches(whole).batches[1]?.id ?? '';
		const outcomes = { 'not begun': 0, begun: 0, done: 0 };
		const random = seeded(SEED + 3);
		await inLanes([0, 1, 2, 3], async (step) => {
			const home = newHome({ from: whole });
			await killedAfter(home, ['purge', '--batch', id, '--yes'], ((step + random()) / 4) * duration * 0.6);
			expect(await problems(home)).toEqual([]);
			const begun = existsSync(join(home.path, 'purging.json'));
			const gone = readBatches(home).batches.length === 1;
			outcomes[begun ? 'begun' : gone ? 'done' : 'not begun']++;
			await rebuild(home);
			if (begun || gone) {
				expect(readdirSync(join(home.batches, id))).toEqual(['purged.json']);
				expect(published(home)).toBe(baseStore);
			} else expect(published(home)).toBe(published(whole));
			expect(existsSync(join(home.path, 'purging.json'))).toBe(false);
			expect(await problems(home)).toEqual([]);
			expect(leftovers(home)).toEqual([]);
		});
		console.log('purge killed:', outcomes);
	});
});
