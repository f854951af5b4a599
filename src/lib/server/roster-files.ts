import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import yazl from 'yazl';
import type { Connected } from '#pipelines/duckdb.ts';
import { Misused, Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import {
	idDomain,
	ROSTER_TABLES,
	rosterColumns,
	rosterRows,
	type RosterTable
} from '#pipelines/sources/canonical-csv/roster.ts';
import type { Column } from '#pipelines/sources/format.ts';
import { csv } from '#lib/csv.ts';
import { findSource } from './roster.ts';
import { fromVault } from './vault.ts';

/** What of a roster can be downloaded: each table, and all but the assignments together. */
export const ROSTER_ZIP = 'roster.zip';
const ZIPPED: readonly RosterTable[] = ['worker', 'team_membership', 'absence'];

/** A file as it is sent. */
export type Download = { name: string; type: string; body: string | Buffer<ArrayBuffer>; rows: number };

/**
 * A file of a source's roster as it stands, with the source system's own ids, as it can be uploaded again.
 * @throws Misused where there is no such file or source, Refused where ids are not in the vault
 */
export async function rosterFile(db: Connected, home: Home, source: string, file: string): Promise<Download> {
	await findSource(db, source);
	if (file === ROSTER_ZIP) {
		const zip = new yazl.ZipFile();
		let rows = 0;
		for (const table of ZIPPED) {
			const each = await tableFile(db, home, source, table);
			zip.addBuffer(Buffer.from(each.text), `${table}.csv`, { mode: 0o600 });
			rows += each.rows;
		}
		zip.end();
		return { name: ROSTER_ZIP, type: 'application/zip', body: await buffer(zip.outputStream), rows };
	}
	const table = ROSTER_TABLES.find((each) => `${each}.csv` === file);
	if (table === undefined) throw new Misused('There is no such file.');
	const { text, rows } = await tableFile(db, home, source, table);
	return { name: file, type: 'text/csv; charset=utf-8', body: text, rows };
}

/** The stamp of the last change is left out where no row has it: who fills the file in has no use for it. */
async function tableFile(
	db: Connected,
	home: Home,
	source: string,
	table: RosterTable
): Promise<{ text: string; rows: number }> {
	const rows = await rosterRows(db, source, table);
	const columns = rosterColumns(table).filter(
		({ need, column }) => !need.includes('updated') || rows.some((row) => row[column] !== null)
	);
	const pseudonyms = new Map<string, string>();
	for (const column of columns) {
		const domain = idDomain(column);
		if (domain === null) continue;
		for (const { [column.column]: value } of rows) if (value) pseudonyms.set(value, domain);
	}
	const ids = await findIds(home, pseudonyms);
	const missing = [...pseudonyms.keys()].filter((each) => !ids.has(each)).length;
	if (missing > 0)
		throw new Refused(
			`${table}.csv cannot be written whole: the vault does not have ${String(missing)} of the source system's own ids. Restore the vault from a backup.`
		);
	const lines = rows.map((row) =>
		Object.fromEntries(
			columns.map((column) => {
				const value = row[column.column] ?? null;
				return [column.column, value === null ? null : cellOf(column, value, ids)];
			})
		)
	);
	const names = columns.map(({ column }) => column);
	return { text: csv(lines, names), rows: lines.length };
}

function cellOf(column: Column, value: string, ids: ReadonlyMap<string, string>): string {
	if (idDomain(column) !== null) return ids.get(value) ?? '';
	if (column.type === 'boolean') return value === 'true' ? 'yes' : 'no';
	return value;
}

const AT_ONCE = 500;

/** The source system's own ids by pseudonym. Pages are answered in between: a caseload may have many thousands. */
function findIds(home: Home, pseudonyms: ReadonlyMap<string, string>): Promise<Map<string, string>> {
	return fromVault(home, async (vault) => {
		const ids = new Map<string, string>();
		let done = 0;
		for (const [pseudonym, domain] of pseudonyms) {
			const id = vault.find(pseudonym, domain);
			if (id !== null) ids.set(pseudonym, id);
			if (++done % AT_ONCE === 0) await setImmediate();
		}
		return ids;
	});
}
