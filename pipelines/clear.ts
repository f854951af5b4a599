import type { Database } from './duckdb.ts';
import { Refused } from './errors.ts';
import { isHarmlessHeader, kindOfHeader, MAY_STAY, mayGoTo, type Finding } from './identifiers.ts';
import type { KeptTable } from './kept.ts';
import { same, type Profile, type ProfileFile } from './profile.ts';
import { matchProfile } from './profiles.ts';
import { stem } from './read.ts';
import { scanTable } from './scan.ts';
import { dropColumns, sourceColumns, sourceName, type SourceTable } from './source.ts';
import { columnsOfFile, filesOf, type SourceFormat } from './sources/format.ts';

/**
 * Takes the columns out of a source's tables in which direct identifiers are found, but those that a person or the
 * profile says to be harmless (of staff, say), and numbers, birth dates and ZIPs that go where only a pseudonym, an age or
 * a region comes of them (METHODS §6). Without a profile these stay, for it is not said yet where they go.
 * @throws Refused where a column that the profile reads holds any; nothing was stored of it
 */
export async function clearIdentifiers(
	db: Database,
	source: readonly SourceTable[],
	profile: Profile | null,
	harmless: readonly string[] = []
): Promise<KeptTable[]> {
	const match =
		profile &&
		matchProfile(
			profile,
			source.map(({ lines }) => lines.header)
		);
	const reasons: string[] = [];
	const cleared: KeptTable[] = [];
	for (const [index, table] of source.entries()) {
		const at = match?.files.indexOf(index) ?? -1;
		const file = at < 0 ? null : (profile?.files[at] ?? null);
		const columns = sourceColumns(table);
		const scanned = await scanTable(db, sourceName(table), columns);
		const found = scanned.map((each) => ({ ...each, column: columns[each.column]?.place ?? -1 }));
		const said = [...harmless, ...(file?.harmless ?? [])];
		const out: Out[] = found.filter(
			({ column }) => !said.some((header) => same(header, table.lines.header[column] ?? ''))
		);
		for (const header of file?.drop ?? []) {
			const column = table.lines.header.findIndex((each) => same(each, header));
			if (column >= 0 && !out.some((each) => each.column === column))
				out.push({ column, kind: kindOfHeader(header) ?? 'free text', by: 'profile' });
		}
		const kept = out.filter((each) =>
			profile === null || file === null
				? each.kind in MAY_STAY && each.by !== 'profile'
				: isAllowed(profile, file, table, each)
		);
		const gone = out.filter((each) => !kept.includes(each));
		for (const each of gone)
			if (profile && file && reads(file, table, each))
				reasons.push(
					`${table.received.name}, column ${String(each.column + 1)}: it holds direct identifiers (${each.kind}), and the mapping ${profile.name} reads it. Take it out of the mapping, or list its header under "harmless" there if it holds none.`
				);
		const dropped = gone.map(({ column, kind }) => {
			const header = table.lines.header[column] ?? '';
			return { column, kind, header: isHarmlessHeader(header) ? header : '' };
		});
		cleared.push({
			...(await dropColumns(
				db,
				table,
				gone.map(({ column }) => column)
			)),
			unknown: 0,
			dropped
		});
	}
	if (reasons.length > 0) throw new Refused(reasons);
	return cleared;
}

/** Takes the columns out of a source's tables that a format of ours does not read. */
export async function clearUnread(
	db: Database,
	source: readonly SourceTable[],
	format: SourceFormat
): Promise<KeptTable[]> {
	const kept: KeptTable[] = [];
	for (const table of source) {
		const file = filesOf(format.id).find((each) => each.toLowerCase() === stem(table.received).toLowerCase());
		if (file === undefined) continue;
		const known = new Map(
			columnsOfFile(format.id, file).map(({ column, treatment }) => [column.toLowerCase(), treatment])
		);
		const gone: number[] = [];
		let unknown = 0;
		for (const [index, header] of table.lines.header.entries()) {
			if (header === '') continue;
			const treatment = known.get(header.toLowerCase());
			if (treatment === undefined) unknown++;
			if (treatment === undefined || treatment === 'drop') gone.push(index);
		}
		kept.push({ ...(await dropColumns(db, table, gone)), unknown, dropped: [] });
	}
	return kept;
}

/** A column that may have to go. */
type Out = Pick<Finding, 'column' | 'kind'> & { by: Finding['by'] | 'profile' };

function reads({ headers }: ProfileFile, { lines }: SourceTable, { column }: Out): boolean {
	return headers.some((header) => same(header, lines.header[column] ?? ''));
}

/** True where all that a profile makes of a column is a pseudonym, or what its kind is allowed to become. */
function isAllowed(profile: Profile, file: ProfileFile, table: SourceTable, { column, kind }: Out): boolean {
	const header = table.lines.header[column] ?? '';
	const goesTo = profile.tables.flatMap(({ table: target, from, columns }) =>
		Object.entries(columns).flatMap(([name, taken]) => {
			const headers = 'column' in taken ? [taken.column] : 'columns' in taken ? taken.columns : [];
			const of = 'column' in taken ? (taken.file ?? from) : from;
			return of === file.key && headers.some((each) => same(each, header)) ? [{ target, name }] : [];
		})
	);
	return goesTo.length > 0 && goesTo.every(({ target, name }) => mayGoTo(kind, target, name));
}
