import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { Refused } from '#pipelines/errors.ts';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { runJob } from '#pipelines/run.ts';
import { takeLock } from '#pipelines/lock.ts';
import { measure } from '#lib/metrics/engine.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent } from '#lib/server/store.ts';
import {
	exportOf,
	header,
	newHome,
	problems,
	published,
	ROOT,
	run,
	SAMPLE,
	start,
	take,
	tiny
} from '../home.ts';
import { scene, alone, served } from '../scene.ts';

const silent = () => undefined;

let home: Home;
beforeEach(() => {
	home = newHome({ from: alone });
});
const question = {
	metric: 'people-served',
	scope: FULL_SCOPE,
	audience: CASEWORK,
	period: { from: '2024-01-01', to: '2024-12-31' },
	by: [],
	grain: null,
	where: []
};

describe('two at once', () => {
	it('two imports queue: both succeed, and the second says what it waits for', async () => {
		const first = start(home, ['import', SAMPLE], { detached: true });
		await first.says(/Reading/);
		process.kill(-(first.child.pid ?? 0), 'SIGSTOP');
		const second = start(home, ['import', tiny('fy2024')]);
		await second.says(/Waiting/);
		process.kill(-(first.child.pid ?? 0), 'SIGCONT');
		const [one, two] = await Promise.all([first.ended, second.ended]);
		expect([one.code, two.code]).toEqual([0, 0]);
		expect(one.stderr).not.toContain('Waiting');
		expect(two.stderr).toMatch(/^Waiting: an import is running, by process \d+ since \d{4}-/);
		expect(readBatches(home).batches).toHaveLength(3);
		expect(new Set(readBatches(home).batches.map((each) => each.seq)).size).toBe(3);
		expect(await problems(home)).toEqual([]);
	});

	it('an import during an undo waits for it', async () => {
		const undoing = start(home, ['undo', readBatches(home).batches[0]?.id ?? ''], { detached: true });
		await undoing.says(/Making/);
		process.kill(-(undoing.child.pid ?? 0), 'SIGSTOP'); // however fast this machine is
		const importing = start(home, ['import', scene]);
		await importing.says(/Waiting/);
		process.kill(-(undoing.child.pid ?? 0), 'SIGCONT');
		const [one, two] = await Promise.all([undoing.ended, importing.ended]);
		expect([one.code, two.code]).toEqual([0, 0]);
		expect(two.stderr).toContain('Waiting: a batch is being undone');
		expect(readBatches(home).batches.map((each) => each.state)).toEqual(['undone', 'live']);
		expect(await served(home)).toBe(8);
	});

	it('who waits longer than its patience is told who holds the home; a holder that is killed frees it', async () => {
		const holder = spawn(
			process.execPath,
			[
				'--input-type=module',
				'-e',
				`import { takeLock } from ${JSON.stringify(join(ROOT, 'pipelines', 'lock.ts'))};
				import { homeAt } from ${JSON.stringify(join(ROOT, 'pipelines', 'home.ts'))};
				await takeLock(homeAt(process.argv[1]), 'work', 'a purge is running', 0);
				console.log('held');
				setInterval(() => {}, 1000);`,
				home.path
			],
			{ stdio: ['ignore', 'pipe', 'inherit'] }
		);
		await once(holder.stdout, 'data');
		const waits: string[] = [];
		const impatient = runJob(home.path, { kind: 'build' }, (step) => waits.push(step), 0.5);
		await expect(impatient).rejects.toThrow(Refused);
		await expect(impatient).rejects.toThrow(
			new RegExp(
				`^This home is in use: a purge is running, by process ${String(holder.pid)} since .*Wait until it has ended and try again\\.$`
			)
		);
		expect(waits[0]).toContain(`by process ${String(holder.pid)}`);
		const gone = once(holder, 'exit');
		holder.kill('SIGKILL');
		await gone;
		const outcome = await runJob(home.path, { kind: 'build' }, silent, 0.5);
		expect(outcome.built?.store).toBe(published(alone));
	});

	it('a second server on one home is refused in words', async () => {
		const release = await takeLock(prepareHome(home.path), 'server', 'a server is running', 0);
		await expect(takeLock(home, 'server', 'a server is running', 0)).rejects.toThrow(
			`This home is in use: a server is running, by process ${String(process.pid)}`
		);
		release();
		(await takeLock(home, 'server', 'a server is running', 0))();
	});
});

describe('readers', () => {
	it('who opened a store keep it through a publish, a purge and the end of its file', async () => {
		const store = await openCurrent(home);
		const before = await measure(store, question);
		await take(home, SAMPLE);
		expect(published(home)).not.toBe(store.id);
		expect(await measure(store, question)).toEqual(before);
		const id = readBatches(home).batches[1]?.id ?? '';
		await run(home, { kind: 'undo', batch: id });
		await run(home, { kind: 'purge', batches: [id], client: null, source: null });
		expect(await measure(store, question)).toEqual(before);
		store.db.close();
		expect(await served(home)).toBe(8);
	});

	it('fifty at once during a build see one whole store each, old or new, and no error', async () => {
		const late = exportOf((tables) => {
			header(tables, { ExportDate: '2025-02-05 08:00:00' });
			tables.Enrollment = tables.Enrollment?.filter((each) => each.EnrollmentID !== 'E11') ?? [];
		});
		const old = published(home);
		let over = false;
		const job = runJob(home.path, { kind: 'import', paths: [late], options: {} }, silent).finally(() => {
			over = true;
		});
		const seen = new Map<string, Set<string>>();
		let answers = 0;
		const readers = Array.from({ length: 50 }, async () => {
			let last = false;
			while (!last) {
				last = over; // once more after the end
				const store = await openCurrent(home);
				const { store: id, ...whole } = await measure(store, question);
				const started = await measure(store, { ...question, metric: 'enrollments-started' });
				store.db.close();
				expect(started.store).toBe(id);
				seen.set(
					id,
					(seen.get(id) ?? new Set()).add(
						JSON.stringify([whole.results[0]?.value, started.results[0]?.value])
					)
				);
				answers++;
				await sleep(1);
			}
		});
		await Promise.all([job, ...readers]);
		expect(answers).toBeGreaterThan(50);
		expect([...seen.keys()]).toEqual([old, published(home)]);
		expect([...(seen.get(old ?? '') ?? [])]).toEqual(['[8,7]']);
		expect([...(seen.get(published(home) ?? '') ?? [])]).toEqual(['[8,6]']);
	});
});
