// Homes of sample agencies, which take long to make and which many tests begin with: each is made once, kept for
// the code and data that it comes from, and copied for whoever spoils it.
import {
	constants,
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { join } from 'node:path';
import { hashFolder } from '#pipelines/code.ts';
import { digest } from '#pipelines/files.ts';
import { homeAt, ROOT, type Home } from '#pipelines/home.ts';
import { work } from '#pipelines/job.ts';
import { takeLock } from '#pipelines/lock.ts';
import { DEFAULT_CLIENTS, DEFAULT_SEED } from '#pipelines/sample/sample.ts';
import type { Truths } from '#pipelines/sample/truths.ts';
import { writeSample } from '#pipelines/sample/write.ts';
import { prepareSample } from '../src/sample-home.ts';

const KEPT = join(ROOT, 'node_modules', '.cache', 'sample-homes');
/** Homes of other code are removed once nobody can be copying them any more. */
const HOUR = 3_600_000;

let key: string | null = null;

/** The folder of the homes that the code of now makes. */
function folderOfNow(): string {
	key ??= digest(
		[
			...hashFolder(join(ROOT, 'pipelines')),
			...hashFolder(join(ROOT, 'data'), /sample-home/),
			...hashFolder(join(ROOT, 'src'), /\/(lib|routes|styles)\//)
		].join('\n')
	).slice(0, 16);
	return join(KEPT, key);
}

/**
 * The home of a sample agency as `npm start` makes one, with its upload and its truths in `export`. It is everybody's:
 * read it, and copy it (`copyHome`) for what would change it. By default the agency that `npm start` shows.
 */
export async function sampleHome({ clients = DEFAULT_CLIENTS, seed = DEFAULT_SEED } = {}): Promise<Home> {
	const kept = folderOfNow();
	const home = homeAt(join(kept, `${String(clients)}-${String(seed)}`));
	if (existsSync(home.path)) return home;
	removeOld();
	mkdirSync(kept, { recursive: true });
	const release = await takeLock(homeAt(kept), 'work', 'a sample agency is being made', 300);
	try {
		if (existsSync(home.path)) return home;
		const draft = join(kept, '.draft');
		const written = join(kept, '.written');
		for (const old of [draft, written]) rmSync(old, { recursive: true, force: true });
		await writeSample(written, { clients, seed, formats: ['canonical-csv'] }, () => undefined);
		const upload = await prepareSample(draft, (folder) => {
			renameSync(written, folder);
		});
		const job = { kind: 'import' as const, paths: [upload], options: {} };
		const { refused } = await work(draft, job, () => undefined);
		if (refused.length > 0) throw new Error(JSON.stringify(refused));
		renameSync(draft, home.path);
		return home;
	} finally {
		release();
	}
}

/** What is hidden in the agency of such a home. */
export function readTruths(home: Home): Truths {
	return JSON.parse(readFileSync(join(home.path, 'export', 'truths.json'), 'utf8')) as Truths;
}

function removeOld(): void {
	if (!existsSync(KEPT)) return;
	for (const name of readdirSync(KEPT)) {
		const path = join(KEPT, name);
		if (path !== folderOfNow() && Date.now() - statSync(path).mtimeMs > HOUR)
			rmSync(path, { recursive: true, force: true });
	}
}

/** Copies a home to where none is; the disk shares what stays the same, where it can. */
export function copyHome(from: Home, path: string): Home {
	cpSync(from.path, path, { recursive: true, preserveTimestamps: true, mode: constants.COPYFILE_FICLONE });
	return homeAt(path);
}
