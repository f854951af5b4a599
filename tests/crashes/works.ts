// The works that are killed: from which home each begins, what is asked, and which home it should come to.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readBatches } from '#pipelines/batch.ts';
import { homeAt, type Home } from '#pipelines/home.ts';
import { work, type Job } from '#pipelines/job.ts';
import { currentStoreId, publish, storeFile } from '#pipelines/publish.ts';
import { copyHome } from '../sample-homes.ts';

/** Two homes that differ by one upload, and what names that upload's batch and a client of the first one. */
export type Scene = {
	folder: string;
	before: Home;
	after: Home;
	upload: string;
	batch: string;
	client: string;
};

/** Does a work to its end. Throws where an upload is refused. */
export async function finish(home: Home, job: Job): Promise<void> {
	const { refused } = await work(home.path, job, () => undefined);
	if (refused.length > 0) throw new Error(JSON.stringify(refused));
}

const importJob = (path: string): Job => ({ kind: 'import', paths: [path], options: {} });

/** Makes the scene in an empty folder: `first` is imported, then `upload`. `client` is a source id of the first. */
export async function makeScene(
	folder: string,
	{ first, upload, client }: { first: string; upload: string; client: string }
): Promise<Scene> {
	const before = homeAt(join(folder, 'before'));
	await finish(before, importJob(first));
	const after = copyHome(before, join(folder, 'after'));
	await finish(after, importJob(upload));
	const batch = readBatches(after).batches.at(-1)?.id ?? '';
	return { folder, before, after, upload, batch, client };
}

export type Killed = {
	name: string;
	/** Copies the home that the work begins from. */
	begin(scene: Scene, path: string): Home;
	/** What is asked of the command. */
	args(scene: Scene): string[];
	/** What a person does next, whatever became of it. */
	next(scene: Scene): Job;
};

const build = (): Job => ({ kind: 'build' });
const before = ({ before }: Scene, path: string) => copyHome(before, path);
const after = ({ after }: Scene, path: string) => copyHome(after, path);

/** The home with both uploads, of which the first one's figures are shown. */
function behind(scene: Scene, path: string): Home {
	const home = after(scene, path);
	publish(home, currentStoreId(scene.before) ?? '');
	return home;
}

function removeStore(home: Home, id: string | null): void {
	for (const file of [storeFile(home, id ?? ''), `${storeFile(home, id ?? '')}.json`]) rmSync(file);
}

export const WORKS: readonly Killed[] = [
	{
		name: 'import',
		begin: before,
		args: ({ upload }) => ['import', upload],
		next: ({ upload }) => importJob(upload)
	},
	{
		name: 'build',
		begin: (scene, path) => {
			const home = behind(scene, path);
			removeStore(home, currentStoreId(scene.after));
			return home;
		},
		args: () => ['build'],
		next: build
	},
	// The store is there: all that is to do is to show it.
	{ name: 'publish', begin: behind, args: () => ['build'], next: build },
	{
		name: 'undo',
		// The figures of before are to be made again: a longer way to be killed on.
		begin: (scene, path) => {
			const home = after(scene, path);
			removeStore(home, currentStoreId(scene.before));
			return home;
		},
		args: ({ batch }) => ['undo', batch],
		next: build
	},
	{
		name: 'purge of a batch',
		begin: after,
		args: ({ batch }) => ['purge', '--batch', batch, '--yes'],
		next: build
	},
	{
		name: 'purge of a client',
		begin: after,
		args: ({ client }) => ['purge', '--client', client, '--yes'],
		next: build
	}
];
