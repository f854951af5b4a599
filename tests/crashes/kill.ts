// One work, killed at one moment: what is left is held to the home of before and to the one it should come to.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { readBatches } from '#pipelines/batch.ts';
import { checksum, digest } from '#pipelines/files.ts';
import type { Home } from '#pipelines/home.ts';
import { storeFile } from '#pipelines/publish.ts';
import type { Random } from '#pipelines/sample/random.ts';
import { figures, leftovers, problems, published, start } from '../outside.ts';
import { finish, type Killed, type Scene } from './works.ts';

/** Works that are killed side by side. */
export const LANES = 2;

/** What a home holds, as texts that are equal where it holds the same. */
export type State = { batches: string; figures: string };

/** Figures by the checksum of the store's file: the file of a copied home needs not be asked again. */
const known = new Map<string, Promise<string>>();

async function figuresIn(home: Home): Promise<string> {
	const file = await checksum(storeFile(home, published(home) ?? ''));
	const found = known.get(file) ?? figures(home).then(({ text }) => digest(text));
	known.set(file, found);
	return found;
}

/** What a home holds now. */
export async function stateOf(home: Home): Promise<State> {
	const { batches, damaged } = readBatches(home);
	const told = batches.map(({ accepted_at: _, ...batch }) => batch);
	// Rows that a purge wrote anew lie in a file that is named by its moment; its checksum says whether they are the same.
	const text = JSON.stringify([told, damaged]).replace(/\.\d{13}\.parquet/g, '.parquet');
	return { batches: text, figures: await figuresIn(home) };
}

/** The states of before a work, when it is done, and of the figures that the next build gives where it has not begun. */
export type Expected = { before: State; after: State; built: string; milliseconds: number };

/** Does the work to its end, in as many homes at once as are killed side by side, and measures it. */
export async function expectedOf(scene: Scene, work: Killed, atOnce = LANES): Promise<Expected> {
	const names = Array.from({ length: atOnce }, (_, at) => `${work.name} ${String(at)}`.replaceAll(' ', '-'));
	const homes = names.map((name) => work.begin(scene, join(scene.folder, name)));
	const [home] = homes as [Home];
	const before = await stateOf(home);
	const began = performance.now();
	for (const { code, stderr } of await Promise.all(homes.map((each) => start(each, work.args(scene)).ended)))
		if (code !== 0) throw new Error(stderr);
	const milliseconds = performance.now() - began;
	const after = await stateOf(home);
	// Where an undo or a purge was not begun, the next build shows both uploads.
	return { before, after, built: await figuresIn(scene.after), milliseconds };
}

/** What became of a work that was killed. */
export const OUTCOMES = ['nothing of it', 'part of it', 'kept, old figures', 'done', 'had ended'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Kill = {
	work: string;
	moment: number;
	outcome: Outcome;
	/** Whether drafts or private folders were left behind. */
	pieces: boolean;
	/** Whether the next work was done after it, and compared. */
	finished: boolean;
	/** What should not be, in words; empty where nothing is torn or lost. */
	wrong: string[];
};

/** Runs a command in a process group of its own and kills the group. `told` is what it had said of a result by then. */
async function killAfter(
	home: Home,
	args: string[],
	milliseconds: number
): Promise<{ ended: boolean; told: string }> {
	const { child, ended } = start(home, args, { detached: true });
	const { pid } = child;
	if ((await Promise.race([ended, sleep(milliseconds, null)])) === null && pid !== undefined)
		try {
			process.kill(-pid, 'SIGKILL');
		} catch {
			// it ended a moment ago
		}
	const { signal, stdout } = await ended;
	return { ended: signal === null, told: stdout };
}

/**
 * Kills the work in a home after so many milliseconds and looks at what is left; with `andNext`, or where something
 * of it was done, the next work is done too and compared.
 */
export async function killIn(
	home: Home,
	scene: Scene,
	work: Killed,
	expected: Expected,
	{ moment, andNext }: { moment: number; andNext: boolean }
): Promise<Kill> {
	const wrong: string[] = [];
	const hold = (is: boolean, words: string) => {
		if (!is) wrong.push(words);
	};
	const { ended, told } = await killAfter(home, work.args(scene), moment);
	const pieces = leftovers(home).length > 0;
	for (const problem of await problems(home)) wrong.push(`check: ${problem}`);
	for (const problem of brokenLog(home)) wrong.push(`the audit log: ${problem}`);
	const state = await stateOf(home);
	const begun = existsSync(join(home.path, 'purging.json'));
	const isKept = state.batches === expected.after.batches;
	const isShown = isKept && state.figures === expected.after.figures;
	const isUntouched = state.batches === expected.before.batches && state.figures === expected.before.figures;
	const isBefore = isUntouched && !begun;
	hold(begun || isKept || isBefore, 'the batches are neither those of before nor those of after');
	hold(
		state.figures === expected.before.figures || isShown,
		'the figures are neither those of before nor those of after'
	);
	// Its words on standard output are what a person takes for done.
	if (ended || told !== '') hold(isShown && !begun, 'it said that it was done, and it is not');
	const outcome: Outcome = ended
		? 'had ended'
		: isShown && !begun
			? 'done'
			: begun
				? 'part of it'
				: isKept && !isUntouched
					? 'kept, old figures'
					: 'nothing of it';
	const finished = andNext || outcome !== 'nothing of it';
	if (finished) {
		await finish(home, work.next(scene));
		const then = await stateOf(home);
		const isDone = begun || (isKept && !isUntouched) || work.next(scene).kind === 'import';
		hold(
			then.batches === (isDone ? expected.after : expected.before).batches,
			'after the next work the batches are others'
		);
		hold(
			then.figures === (isDone ? expected.after.figures : expected.built),
			'after the next work the figures are others'
		);
		hold(leftovers(home).length === 0, 'after the next work pieces are left');
		hold(!existsSync(join(home.path, 'purging.json')), 'after the next work a purge is not finished');
		for (const problem of await problems(home)) wrong.push(`check after the next work: ${problem}`);
	}
	return { work: work.name, moment, outcome, pieces, finished, wrong };
}

function brokenLog(home: Home): string[] {
	if (!existsSync(home.app)) return [];
	const db = new DatabaseSync(home.app, { readOnly: true });
	try {
		const rows = db.prepare('pragma integrity_check').all();
		return rows.map((row) => String(Object.values(row)[0])).filter((each) => each !== 'ok');
	} finally {
		db.close();
	}
}

/** A work to be killed after so many milliseconds. */
export type Planned = { work: Killed; expected: Expected; moment: number };

/** So many kills of a work, one in each of as many equal parts of a little more than it takes: over every step. */
export function spread(work: Killed, expected: Expected, count: number, random: Random): Planned[] {
	const part = (expected.milliseconds * 1.05) / count;
	return Array.from({ length: count }, (_, at) => ({ work, expected, moment: (at + random.next()) * part }));
}

/**
 * Kills works in the order given, some side by side. A home of which nothing came is killed in again, so that what was
 * left adds up; every fourth time it is finished at once.
 */
export async function killAll(
	scene: Scene,
	planned: readonly Planned[],
	onKill: (kill: Kill) => void
): Promise<void> {
	const queue = [...planned];
	let made = 0;
	let nothing = 0;
	const lane = async () => {
		const homes = new Map<Killed, Home>();
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
			const { work, expected, moment } = next;
			const home = homes.get(work) ?? work.begin(scene, join(scene.folder, `killed-${String(made++)}`));
			const andNext = nothing++ % 4 === 0;
			const kill = await killIn(home, scene, work, expected, { moment, andNext });
			onKill(kill);
			if (kill.finished || kill.wrong.length > 0) {
				homes.delete(work);
				rmSync(home.path, { recursive: true });
			} else homes.set(work, home);
		}
	};
	await Promise.all(Array.from({ length: LANES }, lane));
}
