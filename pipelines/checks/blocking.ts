import { name, type Database } from '../duckdb.ts';
import { isMachines } from '../errors.ts';
import type { Home } from '../home.ts';
import { mergeFormat, schemaOf, type Merged } from '../merge.ts';
import { COMMON, readCanonical, readModel, type CanonicalSelect } from '../model/definition.ts';
import { filesOf, type Identified, type SourceFormat } from '../sources/format.ts';
import type { TypedTable } from '../type.ts';
import { readChecks, type Check } from './definition.ts';

const ATTACHED = ['given', 'incoming', 'code'];

/**
 * What must not count, in an upload that holds everything of its programs and period: what the checks that block find in its
 * typed tables, each as a sentence with the mend. Of one that holds changes only, or workers, nothing can be said by itself: what it
 * refers to was sent before; nor where a mapping makes no such table. Such a check reads tables of `given` alone; only the files that these are made from are looked at.
 */
export async function findBlocking(
	db: Database,
	home: Home,
	format: SourceFormat,
	facts: Identified,
	typed: readonly TypedTable[]
): Promise<string[]> {
	if (!facts.full || facts.roster) return [];
	const known = readCanonical(format.id);
	const read = ({ sql }: Check) => known.filter(({ id }) => reads(sql, 'given', id));
	const sent = new Set(typed.map(({ file }) => file));
	const isSent = ({ id, head }: CanonicalSelect) =>
		head.columns[`${id}_id`]?.some((each) => sent.has(each.split('.')[0] ?? '')) ?? true;
	const checks = readChecks(home).checks.filter(
		(check) => check.head.severity === 'blocks' && read(check).every(isSent)
	);
	const tables = known.filter((table) => checks.some((check) => read(check).includes(table)));
	if (tables.length === 0) return [];
	const schema = schemaOf(format);
	const from = [...tables.map(({ sql }) => sql), format.observe(schema)];
	const files = filesOf(format.id).filter((file) => from.some((sql) => reads(sql, schema, file)));
	for (const each of ATTACHED) await db.run(`attach ':memory:' as ${each}`);
	try {
		await mergeFormat(db, format, [uploadOf(facts, typed)], {
			files,
			rowsOf: (_, { file }) => `typed.${name(file)}`
		});
		for (const { id, sql } of tables) {
			const columns = { ...COMMON, ...readModel().find((table) => table.id === id)?.head.given };
			const list = Object.entries(columns).map(([column, type]) => `${name(column)} ${type}`);
			await db.run(`create table given.${name(id)} (${list.join(', ')})`);
			await db.run(`insert into given.${name(id)} by name (${sql})`);
		}
		const found: string[] = [];
		for (const check of checks) found.push(...(await sentences(db, check)));
		return found;
	} finally {
		await db.run(`drop schema if exists ${schema} cascade`);
		for (const each of ATTACHED) await db.run(`detach ${each}`);
	}
}

/** A check of the home that does not fit is told by the build, and blocks nothing. */
async function sentences(db: Database, { head, sql }: Check): Promise<string[]> {
	const rows = await db
		.rows(`select detail from (${sql}) order by detail limit 10`)
		.catch((error: unknown) => {
			if (isMachines(error)) throw error;
			return [];
		});
	return rows.map(({ detail }) => `${head.title}: ${String(detail)} ${head.remedy}`);
}

/** Whether SQL names a table of a schema. */
function reads(sql: string, schema: string, table: string): boolean {
	return new RegExp(`\\b${schema}\\.(${table}\\b|"${table}")`).test(sql);
}

function uploadOf(facts: Identified, typed: readonly TypedTable[]): Merged {
	return {
		...facts,
		id: 'upload',
		seq: 1,
		files: typed.map(({ file, rejected }) => ({ file, rejected })),
		tables: typed.map(({ file, columns }) => ({ file, columns }))
	};
}
