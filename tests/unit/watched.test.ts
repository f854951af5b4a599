import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { homeAt } from '#pipelines/home.ts';
import {
	isPlain,
	lookInto,
	makeSettling,
	markOf,
	openWatched,
	putFailed,
	putProcessed,
	sweepWatched,
	watchedFolder,
	type Dropped,
	type Watched
} from '#lib/server/watched.ts';

/** A disk of its own on most systems. */
const OTHER_DISK = '/dev/shm';

let folder: string;
let watched: Watched;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-watched-'));
	const at = (name: string) => join(folder, name);
	watched = { drop: at('drop'), processed: at('processed'), failed: at('failed') };
	openWatched(watched);
});
afterEach(() => {
	rmSync(folder, { recursive: true });
});

const put = (name: string, text = 'x') => {
	writeFileSync(join(watched.drop, name), text);
};
const found = () => lookInto(watched.drop).map(({ name }) => name);
const one = (name: string): Dropped => {
	const path = join(watched.drop, name);
	return { name, path, mark: markOf(path) ?? '' };
};

describe('what lies in the watched folder', () => {
	it('is a file, or a folder of files as one', () => {
		put('export.zip');
		mkdirSync(join(watched.drop, 'export'));
		put('export/Client.csv');
		put('export/Exit.csv');
		expect(found()).toEqual(['export', 'export.zip']);
	});

	it.each(['.export.zip', 'export.zip.part', 'export.csv.filepart', 'x.tmp', 'x.crdownload', 'Thumbs.db'])(
		'is not what is there in part, or nobody put there: %s',
		(name) => {
			put(name);
			expect(found()).toEqual([]);
		}
	);

	it('is not a folder that is empty, or holds a file in part', () => {
		mkdirSync(join(watched.drop, 'export'));
		expect(found()).toEqual([]);
		put('export/.DS_Store');
		expect(found()).toEqual([]);
		put('export/Client.csv');
		expect(found()).toEqual(['export']);
		put('export/.Exit.csv.a1B2c3');
		expect(found()).toEqual([]);
	});

	it('is told from what it was by any change, also deep within a folder', () => {
		mkdirSync(join(watched.drop, 'export/more'), { recursive: true });
		put('export/more/Client.csv', 'one');
		const before = markOf(join(watched.drop, 'export'));
		put('export/more/Client.csv', 'more');
		expect(markOf(join(watched.drop, 'export'))).not.toBe(before);
	});

	it('may be a link, which is nothing to be taken', () => {
		symlinkSync('/etc/passwd', join(watched.drop, 'export.csv'));
		expect(found()).toEqual(['export.csv']);
		expect(isPlain(join(watched.drop, 'export.csv'))).toBe(false);
	});
});

describe('the watched folder', () => {
	it('is in the home by itself, or anywhere else, never among what the home keeps', () => {
		const home = homeAt(join(folder, 'home'));
		mkdirSync(home.path);
		const set = (inbox: object) => {
			writeFileSync(join(home.path, 'settings.json'), JSON.stringify({ inbox }));
		};
		expect(watchedFolder(home).drop).toBe(join(home.inbox, 'drop'));
		set({ folder: join(folder, 'home-share') });
		expect(watchedFolder(home).failed).toBe(join(folder, 'home-share', 'failed'));
		for (const within of [home.path, home.batches, join(folder, 'x', '..', 'home', 'metrics')]) {
			set({ folder: within });
			expect(() => watchedFolder(home)).toThrow(/lies within the home/);
		}
	});
});

describe('an upload settles', () => {
	const at = (mark: string): Dropped[] => [{ name: 'a', path: '/a', mark }];
	it('when nothing of it has changed for so long, counted from when it was first seen so', () => {
		const settling = makeSettling();
		expect(settling(at('1'), 30, 100)).toEqual([]);
		expect(settling(at('2'), 30, 125)).toEqual([]);
		expect(settling(at('2'), 30, 154)).toEqual([]);
		expect(settling(at('2'), 30, 155)).toEqual(at('2'));
		expect(settling([], 30, 156)).toEqual([]);
		expect(settling(at('2'), 30, 200)).toEqual([]);
	});
});

describe('what has been imported', () => {
	it('goes, and leaves a note', () => {
		put('export.zip');
		expect(putProcessed(watched, one('export.zip'), ['Accepted.'], false)).toBeNull();
		expect(found()).toEqual([]);
		const [note = '', ...rest] = readdirSync(watched.processed);
		expect(rest).toEqual([]);
		expect(note).toMatch(/^\d{8}-\d{6}-export\.zip\.txt$/);
		expect(readFileSync(join(watched.processed, note), 'utf8')).toBe('Accepted.\n');
	});

	it('stays where it has changed meanwhile', () => {
		put('export.zip');
		const before = one('export.zip');
		put('export.zip', 'another');
		expect(putProcessed(watched, before, ['Accepted.'], false)).toBeNull();
		expect(putFailed(watched, before, ['Refused.'])).toBeNull();
		expect(found()).toEqual(['export.zip']);
	});

	it('lies beside its note for some days, where that is set; the note stays', () => {
		put('export.zip');
		put('other.zip');
		putProcessed(watched, one('export.zip'), ['Accepted.'], true);
		putFailed(watched, one('other.zip'), ['Refused.']);
		expect([readdirSync(watched.processed).length, readdirSync(watched.failed).length]).toEqual([2, 2]);
		const later = Date.now() + 2.5 * 86_400_000;
		sweepWatched(watched, { processed: 3, failed: 2 }, later);
		expect([readdirSync(watched.processed).length, readdirSync(watched.failed).length]).toEqual([2, 1]);
		sweepWatched(watched, { processed: 2, failed: 2 }, later);
		expect(readdirSync(watched.processed)).toHaveLength(1);
	});
});

describe('what was refused', () => {
	it('lies beside a text with every reason, never over another, however old it says it is', () => {
		for (let time = 0; time < 3; time++) {
			put('export.zip', String(time));
			utimesSync(join(watched.drop, 'export.zip'), 0, 0);
			putFailed(watched, one('export.zip'), ['One.', 'Two.']);
		}
		const files = readdirSync(watched.failed);
		expect(files).toHaveLength(6);
		const notes = files.filter((name) => name.endsWith('.txt'));
		for (const name of notes) {
			expect(readFileSync(join(watched.failed, name), 'utf8')).toBe('One.\nTwo.\n');
			expect(existsSync(join(watched.failed, name.replace(/\.txt$/, '')))).toBe(true);
		}
		sweepWatched(watched, { processed: 1, failed: 1 });
		expect(readdirSync(watched.failed)).toHaveLength(6);
	});

	it.skipIf(!existsSync(OTHER_DISK) || statSync(OTHER_DISK).dev === statSync(tmpdir()).dev)(
		'is moved to another disk as well',
		() => {
			const failed = mkdtempSync(join(OTHER_DISK, 'throughline-failed-'));
			try {
				put('export.zip', 'lines');
				mkdirSync(join(watched.drop, 'folder'));
				writeFileSync(join(watched.drop, 'folder', 'a.csv'), 'more lines');
				for (const name of ['export.zip', 'folder'])
					expect(putFailed({ ...watched, failed }, one(name), ['No.'])).toBeNull();
				expect(readdirSync(watched.drop)).toEqual([]);
				const found = readdirSync(failed).filter((name) => !name.endsWith('.txt'));
				expect(found.map((name) => name.replace(/^[\d-]+/, '')).sort()).toEqual(['export.zip', 'folder']);
				const folder = found.find((name) => name.endsWith('folder')) ?? '';
				expect(readFileSync(join(failed, folder, 'a.csv'), 'utf8')).toBe('more lines');
			} finally {
				rmSync(failed, { recursive: true, force: true });
			}
		}
	);

	it('has a name that fits, whatever it was called', () => {
		const name = `${'n'.repeat(240)}.zip`;
		put(name);
		expect(putFailed(watched, one(name), ['No.'])).toBeNull();
		expect(readdirSync(watched.failed)).toHaveLength(2);
	});
});
