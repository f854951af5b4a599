// A home with two batches, people and an audit log, and how to look at backups of it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { record } from '#lib/server/audit.ts';
import { closeApp, openApp } from '#lib/server/app-db.ts';
import { exportOf, figures, header, newHome, take, temporaryFolder } from './home.ts';

export const BY = { id: null, name: 'a test' };
/** The export after the first, with one exit less. */
export const later = exportOf((tables) => {
	header(tables, { ExportDate: '2025-02-05 08:00:00' });
	tables.Exit?.pop();
});

export let base: Home;
export let before: string;
beforeAll(async () => {
	base = newHome();
	await take(
		base,
		exportOf(() => undefined)
	);
	await take(base, later);
	for (let n = 0; n < 20; n++) record(base, BY, 'saw rows', 'exits');
	addPerson(base, 'ada');
	closeApp(base);
	before = (await figures(base)).text;
});

export function addPerson(home: Home, id: string): void {
	openApp(home)
		.prepare(
			'insert into person (id, name, email, emailVerified, createdAt, updatedAt, role) values (?, ?, ?, 1, 0, 0, ?)'
		)
		.run(id, id, `${id}@agency.example`, 'worker');
}

export function people(home: Home): string[] {
	const rows = openApp(home).prepare('select id from person order by id').all();
	closeApp(home);
	return rows.map(({ id }) => String(id));
}

/** A folder for backups, and those in it, complete or not. */
export const newFolder = () => join(temporaryFolder(), 'backups');
export const backupsIn = (folder: string) =>
	readdirSync(folder)
		.filter((name) => !name.startsWith('.'))
		.map((name) => join(folder, name));
export const draftsIn = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('.'));

export type Note = { store: string; files: { path: string; bytes: number; sha256: string }[] };
export const noteOf = (backup: string) =>
	JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8')) as Note;
