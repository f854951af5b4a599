import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { homeAt, type Home } from '#pipelines/home.ts';
import {
	cli,
	leftovers,
	newHome,
	problems,
	published,
	rebuild,
	SAMPLE,
	start,
	temporaryFolder
} from '../home.ts';
import { alone, served } from '../scene.ts';

const SAFE = 'Nothing was changed: the figures are still the ones before.';

let home: Home;
beforeEach(() => {
	home = newHome({ from: alone });
});

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
			cpSync(alone.path, full.path, { recursive: true });
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
				expect(stderr).toMatch(
					/The disk is full\.|There is too little room on the disk: .* takes at least \d.*, and \d.* are free\./
				);
				// Refused before it begins: for want of room, or because it cannot even be written down.
				if (left === 40) expect(stderr).toMatch(/too little room|^The audit log cannot be written/);
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
			cpSync(alone.path, fixed.path, { recursive: true });
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
