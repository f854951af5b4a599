import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readBatches } from '#pipelines/batch.ts';
import { keptStores } from '#pipelines/build.ts';
import { codeHash } from '#pipelines/code.ts';
import { Fault } from '#pipelines/errors.ts';
import { digest } from '#pipelines/files.ts';
import { programVersion, readSettings, settingFile, settingsOfFigures, type Home } from '#pipelines/home.ts';
import { SETTING_FILES } from '#pipelines/standards.ts';
import type { Messages } from '#lib/messages/index.ts';
import { grantSchema } from '#lib/reports/grants.ts';
import type { Reasons } from '#lib/reports/restated.ts';

/** What a report was made of: enough to make it again, and to say what happened since. */
export const inputsSchema = z.object({
	store: z.string(),
	/** `purged_rows`: how many of their rows were deleted for good by then. */
	batches: z.array(
		z.object({
			id: z.string(),
			source: z.string(),
			accepted_at: z.string(),
			purged_rows: z.int().default(0)
		})
	),
	/** The program's version, and a hash of the code that made the store. */
	version: z.string(),
	code: z.string(),
	/** A hash of each file that it was made with, by its name. */
	files: z.record(z.string(), z.string()),
	grant: grantSchema,
	/** The releases that the funder had, the oldest first, and the last one on the grant. */
	earlier: z.array(z.string()),
	last: z.string().nullable()
});

export type Inputs = z.infer<typeof inputsSchema>;

/** What a store was made of. */
export function inputsOf(
	home: Home,
	store: string,
	{ grant, earlier, last }: Pick<Inputs, 'grant' | 'earlier' | 'last'>
): Inputs {
	const note = keptStores(home).find(({ id }) => id === store);
	if (!note) throw new Fault(`The store ${store} is not there any more. Make the report again.`);
	const batches = readBatches(home).batches.filter(({ id }) => note.batches.includes(id));
	return {
		store,
		batches: batches.map(({ id, source_name: source, accepted_at, purged_rows }) => ({
			...{ id, source, accepted_at, purged_rows }
		})),
		version: programVersion(),
		code: codeHash(),
		files: Object.fromEntries(
			filesOf(home).map(({ name, bytes }) => [name, digest(bytes.toString('latin1'))])
		),
		...{ grant, earlier, last }
	};
}

const SETTINGS = 'settings.json';
const FOLDERS = ['metrics', 'checks', 'reports'] as const;

/** The files of a home that decide figures and reports, beside its batches. Those of ours come with the code. */
export function filesOf(home: Home): { name: string; bytes: Buffer }[] {
	const settings = Buffer.from(`${JSON.stringify(settingsOfFigures(readSettings(home)), null, '\t')}\n`);
	return [
		{ name: SETTINGS, bytes: settings },
		...SETTING_FILES.map((name) => ({ name, ...settingFile(home, name) }))
			.filter(({ own }) => own)
			.map(({ name, path }) => ({ name, bytes: readFileSync(path) })),
		...FOLDERS.flatMap((folder) =>
			filesBelow(join(home.path, folder)).map((name) => ({
				name: `${folder}/${name}`,
				bytes: readFileSync(join(home.path, folder, name))
			}))
		)
	];
}

function filesBelow(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.sort();
}

/** What happened between two states of a home that could change figures, in words. */
export function reasonsBetween(
	before: Pick<Inputs, 'batches' | 'files' | 'code'>,
	now: Pick<Inputs, 'batches' | 'files' | 'code'>,
	m: Messages,
	write: (day: string) => string
): Reasons {
	const w = m.reports.reasons;
	const besides = (all: Inputs['batches'], others: Inputs['batches']) =>
		all.filter(({ id }) => !others.some((other) => other.id === id));
	const said = ({ source, accepted_at }: Inputs['batches'][number]) => ({
		source,
		date: write(accepted_at.slice(0, 10))
	});
	const filesDiffer =
		JSON.stringify(Object.entries(before.files)) !== JSON.stringify(Object.entries(now.files));
	const data = [
		...besides(now.batches, before.batches).map((batch) => w.came(said(batch))),
		...besides(before.batches, now.batches).map((batch) => w.gone(said(batch))),
		...(filesDiffer ? [w.settings] : []),
		...(before.code === now.code ? [] : [w.code])
	];
	return { data: data.length === 0 ? [w.nothing] : data, definition: m.reports.definitionChanged };
}

/**
 * Lays out a home in a folder as it was when a release was made: its batches, whether they were taken back since or not, and its
 * files. Keys and vault are the home's own.
 */
export function layOut(
	home: Home,
	copy: Home,
	batches: readonly string[],
	files: readonly { name: string; bytes: Uint8Array }[]
): void {
	for (const folder of [
		copy.path,
		copy.batches,
		copy.stores,
		...FOLDERS.map((each) => join(copy.path, each))
	])
		mkdirSync(folder, { recursive: true, mode: 0o700 });
	for (const id of batches) {
		const folder = join(copy.batches, id);
		mkdirSync(folder, { mode: 0o700 });
		for (const file of readdirSync(join(home.batches, id)))
			if (file !== 'undone.json') symlinkSync(resolve(home.batches, id, file), join(folder, file));
	}
	symlinkSync(resolve(home.secrets), copy.secrets, 'junction');
	symlinkSync(resolve(home.vault), copy.vault, 'junction');
	for (const { name, bytes } of files) {
		mkdirSync(resolve(copy.path, name, '..'), { recursive: true, mode: 0o700 });
		writeFileSync(join(copy.path, name), bytes);
	}
}
