import { domainOf } from '../../deidentify.ts';
import { name, type Connected, type Row } from '../../duckdb.ts';
import { columnsOfFile, type Column } from '../format.ts';

const ID = 'canonical-csv';
const SCHEMA = 'canonical_csv';

/** The tables of a roster that pages show and change. */
export const ROSTER_TABLES = ['worker', 'team_membership', 'absence', 'assignment'] as const;
export type RosterTable = (typeof ROSTER_TABLES)[number];

/** The tables that pages of ours write batches of: the roster's, and the supervision meetings that were written down. */
export const WRITTEN_TABLES = [...ROSTER_TABLES, 'supervision'] as const;
export type WrittenTable = (typeof WRITTEN_TABLES)[number];

/** The columns of a table of the roster, but for the mark of a row that is taken back. */
export function rosterColumns(table: WrittenTable): Column[] {
	return columnsOfFile(ID, table).filter(({ need }) => !need.includes('deleted'));
}

/** The kind of thing that an id column names, by which the vault knows it; null where it holds no id. */
export function idDomain(column: Column): string | null {
	return column.type === 'id' ? domainOf(column) : null;
}

/** Which rows of a table: of a worker, of an enrollment, and which part of them. */
export type Which = { worker?: string; enrollment?: string; part?: { limit: number; offset: number } };

/**
 * The rows of a source's roster as they stand, the newest first day first, ids as pseudonyms and everything as
 * text; none where the store holds no roster.
 */
export async function rosterRows(
	db: Connected,
	source: string,
	table: WrittenTable,
	{ worker, enrollment, part }: Which = {}
): Promise<Record<string, string | null>[]> {
	if (!(await hasRoster(db))) return [];
	const columns = rosterColumns(table);
	const order = columns.some(({ column }) => column === 'valid_from') ? 'valid_from desc, ' : '';
	const rows = await db.rows(
		`select ${columns.map(({ column }) => `${name(column)}::varchar as ${name(column)}`).join(', ')}
		from ${SCHEMA}.${table} ${where({ worker, enrollment })} order by ${order}${columns
			.filter(({ need }) => need.includes('primary'))
			.map(({ column }) => name(column))
			.join(', ')}
		${part === undefined ? '' : `limit ${String(part.limit)} offset ${String(part.offset)}`}`,
		bound(source, { worker, enrollment })
	);
	return rows.map((row) => Object.fromEntries(columns.map(({ column }) => [column, textOf(row[column])])));
}

/** How many rows of a table a source's roster has. */
export async function countRoster(
	db: Connected,
	source: string,
	table: RosterTable,
	which: Which = {}
): Promise<number> {
	if (!(await hasRoster(db))) return 0;
	const { n } = await db.row(
		`select count(*) as n from ${SCHEMA}.${table} ${where(which)}`,
		bound(source, which)
	);
	return Number(n);
}

function where({ worker, enrollment }: Which): string {
	return `where source = $source${worker === undefined ? '' : ' and worker_id = $worker::uuid'}${enrollment === undefined ? '' : ' and enrollment_id = $enrollment::uuid'}`;
}

function bound(source: string, { worker, enrollment }: Which): Record<string, string> {
	return {
		source,
		...(worker === undefined ? {} : { worker }),
		...(enrollment === undefined ? {} : { enrollment })
	};
}

function textOf(value: Row[string] | undefined): string | null {
	return value === null || value === undefined ? null : String(value);
}

/** A store without a batch of canonical CSV has none of its tables. */
async function hasRoster(db: Connected): Promise<boolean> {
	const [found] = await db.rows('select 1 from information_schema.schemata where schema_name = $schema', {
		schema: SCHEMA
	});
	return found !== undefined;
}
