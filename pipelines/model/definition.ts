import { join } from 'node:path';
import { z } from 'zod';
import { name } from '../duckdb.ts';
import { Fault } from '../errors.ts';
import { bareSql, readSqlFolder, type SqlFile } from '../frontmatter.ts';
import { ROOT } from '../home.ts';

/** Where a table's or rule's rules are not HUD's, and why, each in plain words. */
const departures = z.array(z.string());

const tableSchema = z.strictObject({
	/** What one row is. */
	row: z.string(),
	/** What it says of itself, in Spanish. */
	es: z.strictObject({ row: z.string(), departures }).partial().optional(),
	/** Canonical tables that the derived columns are made from. */
	after: z.array(z.string()).default([]),
	/** The columns that a source gives, with DuckDB's types; those of every table (`COMMON`) are added. */
	given: z.record(z.string(), z.string()),
	/** Kinds of rows that a source may have or lack by themselves; a metric may need `table.kind`. */
	kinds: z.array(z.string()).default([]),
	departures: departures.default([])
});

/** Columns of every canonical table (METHODS §1). */
export const COMMON: Record<string, string> = {
	source: 'varchar',
	batch_id: 'varchar',
	observed_until: 'date',
	recorded_at: 'timestamp',
	recorded_by: 'uuid',
	updated_at: 'timestamp'
};

export type CanonicalTable = SqlFile<z.infer<typeof tableSchema>>;

let model: CanonicalTable[] | null = null;

/** The canonical tables, each after those it is derived from. */
export function readModel(): CanonicalTable[] {
	model ??= inOrder(readOwn('pipelines/model', tableSchema), 'model');
	return model;
}

/** Whether the model has a `table.column` or a `table.kind`. */
export function isInModel(name: string): boolean {
	const [table, column = ''] = name.split('.');
	const head = readModel().find(({ id }) => id === table)?.head;
	return head !== undefined && (column in head.given || column in COMMON || head.kinds.includes(column));
}

/** Reads a folder of ours, in which nothing may be broken. */
function readOwn<Head>(folder: string, schema: z.ZodType<Head>): SqlFile<Head>[] {
	const { files, broken } = readSqlFolder(join(ROOT, folder), schema);
	if (broken[0]) throw new Fault(broken.map(({ problem }) => `${folder}: ${problem}`).join('\n'));
	return files;
}

/** Files of a folder, each after those that it names in `after`. */
export function inOrder<Head extends { after: string[] }>(
	files: SqlFile<Head>[],
	folder: string
): SqlFile<Head>[] {
	const sorted: SqlFile<Head>[] = [];
	const place = (file: SqlFile<Head>, path: string[]) => {
		if (sorted.includes(file)) return;
		if (path.includes(file.id)) throw new Fault(`${folder}: ${[...path, file.id].join(' needs ')}.`);
		for (const id of file.head.after) {
			const other = files.find((each) => each.id === id);
			if (!other) throw new Fault(`${folder}/${file.id}.sql: there is no ${id} to come after.`);
			place(other, [...path, file.id]);
		}
		sorted.push(file);
	};
	for (const file of files) place(file, []);
	return sorted;
}

const ruleSchema = z.strictObject({
	/** What the rule says, and where it is from. */
	rule: z.string(),
	/** What it says of itself, in Spanish. */
	es: z.strictObject({ rule: z.string(), departures }).partial().optional(),
	/**
	 * Rows of the finished tables, to be used in a FROM; or one value, to be used wherever a value may stand, also in
	 * what the tables are made from.
	 */
	gives: z.enum(['rows', 'value']).default('rows'),
	/** Rules that it uses itself. */
	after: z.array(z.string()).default([]),
	parameters: z.array(z.string()),
	departures: departures.default([])
});

/** A rule of the model as DuckDB keeps it: a macro, used as `rule(…)`. */
export type Rule = SqlFile<z.infer<typeof ruleSchema>>;

/** Rules that several metrics share, each after those that it uses. */
export function readRules(): Rule[] {
	return inOrder(readOwn('pipelines/model/rules', ruleSchema), 'model/rules');
}

/** The rules that an SQL uses, each before those that it uses in turn. */
export function rulesIn(sql: string): Rule[] {
	const all = readRules();
	const found = new Set<Rule>();
	const follow = (text: string) => {
		const bare = bareSql(text);
		for (const rule of all)
			if (!found.has(rule) && new RegExp(`\\b${rule.id}\\s*\\(`).test(bare)) {
				found.add(rule);
				follow(rule.sql);
			}
	};
	follow(sql);
	return [...found];
}

/**
 * The statements that make a rule's macro. The tables and rules that it names must be there, and a schema `rule`:
 * rows that change with no parameter are worked out once and kept in it.
 */
export function ruleSql({ id, head, sql }: Rule): string[] {
	const macro = (body: string) => `create macro ${name(id)}(${head.parameters.join(', ')}) as ${body}`;
	if (head.gives === 'value') return [macro(`(${sql})`)];
	if (head.parameters.length > 0) return [macro(`table ${sql}`)];
	return [`create table rule.${name(id)} as ${sql}`, macro(`table from rule.${name(id)}`)];
}

const canonicalSchema = z.strictObject({
	/**
	 * Each canonical column that the format gives, with the source columns (`File.Column`) that it is made
	 * from.
	 */
	columns: z.record(z.string(), z.array(z.string())),
	/** Likewise for the table's kinds of rows. */
	kinds: z.record(z.string(), z.array(z.string())).default({})
});

export type CanonicalSelect = SqlFile<z.infer<typeof canonicalSchema>>;

/** A format's own SELECTs, `canonical/<table>.sql`, that map its merged tables onto the canonical ones. */
export function readCanonical(formatId: string): CanonicalSelect[] {
	return readOwn(`pipelines/sources/${formatId}/canonical`, canonicalSchema);
}
