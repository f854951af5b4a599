// Files of no format of ours, and mapping profiles that make them canonical.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineDateMacros } from '#pipelines/dates.ts';
import { openDatabase, type Row } from '#pipelines/duckdb.ts';
import { prepareHome } from '#pipelines/home.ts';
import { mapSource } from '#pipelines/map.ts';
import { prepareProblems } from '#pipelines/problems.ts';
import { profileSchema, type Profile } from '#pipelines/profile.ts';
import { receive } from '#pipelines/receive.ts';
import { readSource } from '#pipelines/source.ts';
import { newHome, temporaryFolder } from './home.ts';

/** Lines of a table, each as written. */
export const lines = (...all: string[]) => `${all.join('\r\n')}\r\n`;

type Loose = Omit<Profile['tables'][number], 'join' | 'where' | 'merge'> &
	Partial<Pick<Profile['tables'][number], 'join' | 'where' | 'merge'>>;

/** A profile that reads all headers of some files. */
export const profileOf = (
	files: Record<string, string>,
	tables: Loose[],
	more: Partial<Profile> = {}
): Profile =>
	profileSchema.parse({
		profile: 1,
		name: 'sheet',
		version: 1,
		title: 'Made-up sheet',
		source: 'Made-up sheet',
		exports: 'everything',
		files: Object.entries(files).map(([key, text]) => ({
			key,
			headers: (text.split('\r\n')[0] ?? '').split(',')
		})),
		tables,
		...more
	});

/** Writes files, by name without ending, into a folder of their own. */
export const folderOf = (files: Record<string, string>): string => {
	const folder = temporaryFolder();
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.csv`), text);
	return folder;
};

const home = newHome();

/** What a profile makes of files before their values are read: rows by table, without their numbers, and problems. */
export async function mapped(
	files: Record<string, string>,
	tables: Loose[],
	profile = profileOf(files, tables)
): Promise<{ rows: Record<string, Row[]>; problems: Row[]; files: Record<string, number[]> }> {
	const upload = await receive(prepareHome(home.path), folderOf(files), () => undefined);
	const db = await openDatabase(':memory:', temporaryFolder());
	try {
		await defineDateMacros(db);
		await prepareProblems(db);
		const source = await readSource(db, upload, () => undefined);
		const { raw } = await mapSource(db, source, profile);
		const rows: Record<string, Row[]> = {};
		for (const { file } of raw)
			rows[file] = await db.rows(`select * exclude (row) from raw."${file}" order by file_name, line`);
		return {
			rows,
			problems: await db.rows('select file, line, kind, message from problem order by file, line, kind'),
			files: Object.fromEntries(raw.map(({ file, lines: of }) => [file, [of.lines, of.accepted]]))
		};
	} finally {
		db.close();
		upload.dispose();
	}
}
