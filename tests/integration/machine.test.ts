import { spawn, spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { Refused } from '#pipelines/errors.ts';
import { homeAt, prepareHome, type Home } from '#pipelines/home.ts';
import { runJob } from '#pipelines/run.ts';
import { takeLock } from '#pipelines/lock.ts';
import { measure } from '#lib/metrics/engine.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent } from '#lib/server/store.ts';
import {
	cli,
	exportOf,
	figures,
	header,
	leftovers,
	newHome,
	problems,
	published,
	rebuild,
	ROOT,
	run,
	SAMPLE,
	start,
	take,
	temporaryFolder,
	tiny,
	undo,
	value
} from '../home.ts';

const SAFE = 'Nothing was changed: the figures are still the ones before.';
const silent = () => undefined;

let base: Home;
let scene: string;
let baseFigures: string;
let home: Home;
beforeAll(async () => {
	scene = exportOf(() => undefined);
	base = newHome();
	await take(base, scene);
	baseFigures = (await figures(base)).text;
});
beforeEach(() => {
	home = newHome({ from: base });
});
const storeFile = () => join(home.stores, `${String(published(home))}.duckdb`);
const served = (of: Home) => value(of, 'people-served');
const question = {
	metric: 'people-served',
	scope: FULL_SCOPE,
	audience: CASEWORK,
	period: { from: '2024-01-01', to: '2024-12-31' },
	by: [],
	grain: null,
	where: []
};

/** Mounts a small disk of its own; null where this account may not. */
function mount(options: string): string | null {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
	const folder = temporaryFolder();
	if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status !== 0) return null;
	mounts.push(folder);
	return folder;
}
const mounts: string[] = [];
afterAll(() => {
	for (const folder of mounts) spawnSync('umount', [folder]);
});
const probe = mount('size=64k');
const NO_MOUNT = probe === null ? ' (skipped: this account may not mount a small disk)' : '';
const limits = process.platform !== 'win32' && spawnSync('bash', ['-c', 'ulimit -f 100']).status === 0;

describe('a disk', () => {
	it.skipIf(probe === null)(
		`that is full stops an import at any step with a clear sentence${NO_MOUNT}`,
		async () => {
			const disk = mount('size=48m') ?? '';
			const full = homeAt(join(disk, 'home'));
			cpSync(base.path, full.path, { recursive: true });
			const free = () =>
				Number(spawnSync('df', ['--output=avail', '-k', disk]).stdout.toString().split('\n')[1]);
			const filler = join(disk, 'filler');
			const store = published(full);
			const ends: string[] = [];
			for (const left of [40, 400, 1500, 4000]) {
				rmSync(filler, { force: true });
				writeFileSync(filler, Buffer.alloc(Math.max(0, free() - left) * 1024));
				const before = readBatches(full).batches.length;
				const { code, stdout, stderr } = await cli(full, 'import', SAMPLE);
				ends.push(String(code));
				expect(code, `${String(left)} KB left: ${stdout} ${stderr}`).toBe(3);
				expect(stderr).toContain('The disk is full.');
				expect(stderr).toContain('Free some space and try again.');
				expect(leftovers(full)).toEqual([]);
				expect(published(full)).toBe(store);
				expect(await served(full)).toBe(8);
				expect(await problems(full)).toEqual([]);
				const now = readBatches(full).batches;
				const accepted = now.length > before ? now.at(-1) : undefined;
				if (accepted) expect(stderr).toContain(`Accepted and kept: ${accepted.id}.`);
				else expect(stderr).toContain(SAFE);
			}
			rmSync(filler);
			const { code } = await cli(full, 'import', SAMPLE);
			expect(code).toBe(0);
			expect(await problems(full)).toEqual([]);
		}
	);

	it.skipIf(!limits)(
		'that takes no large file stops a build, and the batch that was accepted stays',
		async () => {
			const store = published(home);
			// Blocks of 1024 bytes: enough for every file of a batch, not for a store.
			const { ended } = start(home, ['import', SAMPLE], {
				through: ['bash', '-c', 'ulimit -f 1000; exec "$@"', 'bash']
			});
			const { code, stderr } = await ended;
			expect(code).toBe(3);
			expect(stderr).toMatch(/File too large|SIGXFSZ/);
			expect(published(home)).toBe(store);
			expect(await served(home)).toBe(8);
			expect(await problems(home)).toEqual([]);
			await rebuild(home);
			expect(leftovers(home)).toEqual([]);
			expect(readBatches(home).batches).toHaveLength(2);
		}
	);

	it.skipIf(probe === null)(
		`that can only be read still answers, and refuses an import in words${NO_MOUNT}`,
		async () => {
			const disk = mount('size=64m') ?? '';
			const fixed = homeAt(join(disk, 'home'));
			cpSync(base.path, fixed.path, { recursive: true });
			expect(spawnSync('mount', ['-o', 'remount,ro', disk]).status).toBe(0);
			expect(await served(fixed)).toBe(8);
			const read = await cli(fixed, 'metric', 'exits', '--json');
			expect(read.code).toBe(0);
			for (const args of [['import', SAMPLE], ['build'], ['undo', readBatches(fixed).batches[0]?.id ?? '']]) {
				const { code, stderr } = await cli(fixed, ...args);
				expect(code, args[0]).toBe(3);
				expect(stderr, args[0]).toContain(
					'Check that this account may write to the home and that its disk is not read-only.'
				);
				expect(stderr, args[0]).toContain(SAFE);
			}
			expect(await served(fixed)).toBe(8);
			expect(readBatches(fixed).batches.map((each) => each.state)).toEqual(['live']);
		}
	);
});

describe('a store that is damaged', () => {
	/** Says how a store is damaged, and whether a reading command has to notice it at once. */
	const damages: [string, boolean, (file: string) => void][] = [
		[
			'in its header',
			true,
			(file) => {
				const bytes = readFileSync(file);
				bytes.fill(0x5a, 0, 64);
				writeFileSync(file, bytes);
			}
		],
		[
			'in a thousand places',
			true,
			(file) => {
				const bytes = readFileSync(file);
				for (let at = 12288 + 100; at < bytes.length; at += Math.ceil(bytes.length / 1000))
					bytes[at] = (bytes[at] ?? 0) ^ 0xff;
				writeFileSync(file, bytes);
			}
		],
		['by one flipped bit at its end', false, (file) => flip(file, statSync(file).size - 10)],
		['by being cut off', true, (file) => truncateSync(file, Math.floor(statSync(file).size / 3))],
		['by being emptied', true, (file) => truncateSync(file, 0)],
		['by being deleted', true, (file) => rmSync(file)]
	];
	const flip = (file: string, at: number) => {
		const bytes = readFileSync(file);
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		writeFileSync(file, bytes);
	};

	it.each(damages)('%s is named by check and made again by build', async (_, atOnce, damage) => {
		damage(storeFile());
		const store = published(home);
		const { code, stdout } = await cli(home, 'check');
		expect(code).toBe(1);
		expect(stdout).toMatch(
			new RegExp(`The store ${String(store)} is (damaged|missing). Run "throughline build"`)
		);
		const read = await cli(home, 'metric', 'people-served', '--json');
		if (atOnce) {
			expect(read.code).toBe(3);
			expect(read.stdout).toBe('');
			expect(read.stderr).toContain('Run "throughline build": it is made again from the batches.');
		}
		const { built } = await rebuild(home);
		expect(built?.rebuilt).toBe(true);
		expect(published(home)).toBe(store);
		expect(await problems(home)).toEqual([]);
		expect(await served(home)).toBe(8);
	});

	it('gives the same figures once it is built again', async () => {
		truncateSync(storeFile(), 5000);
		await rebuild(home);
		expect((await figures(home)).text).toBe(baseFigures);
	});

	it('is healed by an import too', async () => {
		truncateSync(storeFile(), 5000);
		expect((await take(home, scene)).outcome).toBe('same');
		expect(await problems(home)).toEqual([]);
	});
});

describe('the pointer to the store', () => {
	it.each([
		['missing', () => rmSync(home.current)],
		['empty', () => writeFileSync(home.current, '')],
		['pointing nowhere', () => writeFileSync(home.current, '0123456789abcdef\n')]
	])('%s: commands say what to do, and build sets it', async (_, spoil) => {
		spoil();
		const { code, stderr } = await cli(home, 'metrics');
		expect(code).toBe(3);
		expect(stderr).toContain('Run "throughline build"');
		const { built } = await rebuild(home);
		expect(built?.rebuilt).toBe(false); // the store itself was there all along
		expect(published(home)).toBe(published(base));
		expect(await served(home)).toBe(8);
	});
});

describe('a batch that is damaged', () => {
	it('is named by its checksum, the others build, and its file can be imported again', async () => {
		const other = await take(home, scene, { source: 'Other County' });
		expect(await served(home)).toBe(16);
		const id = other.batch ?? '';
		const file = join(home.batches, id, 'Enrollment.parquet');
		const bytes = readFileSync(file);
		bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
		writeFileSync(file, bytes);

		const [problem = '', ...more] = await problems(home);
		expect(more).toEqual([]);
		expect(problem).toMatch(
			new RegExp(
				`^Batch ${id}: Enrollment.parquet is damaged \\(its checksum is [0-9a-f]{12}…, not [0-9a-f]{12}…\\)\\.`
			)
		);
		const { built } = await rebuild(home);
		expect(built?.notes).toEqual([problem]);
		expect(built?.batches).toEqual([readBatches(base).batches[0]?.id]);
		expect(await served(home)).toBe(8);

		// What the message advises.
		const again = await take(home, scene, { source: 'Other County' });
		expect(again.outcome).toBe('accepted');
		expect(await served(home)).toBe(16);
		await run(home, { kind: 'purge', batches: [id], client: null, source: null });
		expect(await problems(home)).toEqual([]);
		expect(await served(home)).toBe(16);
	});

	it('with a file missing is named too', async () => {
		const id = readBatches(home).batches[0]?.id ?? '';
		rmSync(join(home.batches, id, 'Exit.parquet'));
		expect((await problems(home))[0]).toContain(`Batch ${id}: Exit.parquet is missing.`);
	});

	it('in its manifest is named, by the list of batches and by undo too', async () => {
		const id = readBatches(home).batches[0]?.id ?? '';
		writeFileSync(join(home.batches, id, 'manifest.json'), '{"manifest":1,');
		expect((await problems(home))[0]).toContain(`Batch ${id}: its manifest is damaged.`);
		const listed = await cli(home, 'batches', '--json');
		expect(listed.code).toBe(0);
		expect(JSON.parse(listed.stdout)).toEqual([]);
		expect(listed.stderr).toContain(`Batch ${id}: its manifest is damaged.`);
		await expect(undo(home, id)).rejects.toThrow(`Batch ${id}: its manifest is damaged.`);
	});
});

describe('the keys', () => {
	it('missing: nothing goes on without them, none is made anew, and the figures stay', async () => {
		for (const name of ['pseudonym', 'vault']) {
			const lame = newHome({ from: base });
			const path = join(lame.secrets, `${name}.key`);
			const saved = readFileSync(path);
			rmSync(path);
			const { code, stderr } = await cli(lame, 'import', SAMPLE);
			expect(code, name).toBe(3);
			expect(stderr).toContain(`secrets/${name}.key is missing. Restore it from a backup`);
			const check = await cli(lame, 'check');
			expect(check.code, name).toBe(1);
			expect(check.stdout).toContain(`secrets/${name}.key is missing.`);
			expect(readdirSync(lame.secrets)).not.toContain(`${name}.key`);
			expect(await served(lame)).toBe(8);
			writeFileSync(path, saved, { mode: 0o600 });
			expect(await problems(lame)).toEqual([]);
		}
	});

	it('damaged, or open to others: refused in words', async () => {
		const path = join(home.secrets, 'pseudonym.key');
		chmodSync(path, 0o644);
		expect((await problems(home)).join(' ')).toContain(
			'secrets/pseudonym.key may be read by other accounts. Set its mode to 600'
		);
		await expect(take(home, SAMPLE)).rejects.toThrow('may be read by other accounts');
		chmodSync(path, 0o600);
		writeFileSync(path, 'abc');
		await expect(take(home, SAMPLE)).rejects.toThrow(
			'secrets/pseudonym.key is damaged. Restore it from a backup'
		);
		expect(await served(home)).toBe(8);
	});

	it('of another home: each batch is named and left out, and with its own key back all is as before', async () => {
		const path = join(home.secrets, 'pseudonym.key');
		const own = readFileSync(path);
		writeFileSync(path, 'ab'.repeat(32), { mode: 0o600 });
		const id = readBatches(home).batches[0]?.id ?? '';
		const sentence = `Batch ${id} was made with another pseudonym key than the one in secrets/. It is left out`;
		expect((await problems(home))[0]).toContain(sentence);
		const { built } = await rebuild(home);
		expect(built?.notes[0]).toContain(sentence);
		writeFileSync(path, own);
		await rebuild(home);
		expect(published(home)).toBe(published(base));
		expect(await problems(home)).toEqual([]);
	});
});

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
		expect(outcome.built?.store).toBe(published(base));
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
