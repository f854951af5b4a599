import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../errors.ts';
import { readSqlFolder, type SqlFile } from '../frontmatter.ts';
import { ROOT } from '../home.ts';
import { formatFolder } from '../sources/format.ts';

const tableSchema = z.strictObject({
	/** What one row is. */
	row: z.string(),
	/** Canonical tables that the derived columns are made from. */
	after: z.array(z.string()).default([]),
	/** The columns that a source gives, with DuckDB's types; those of every table (`COMMON`) are added. */
	given: z.record(z.string(), z.string()),
	/** Kinds of rows that a source may have or lack by themselves; a metric may need `table.kind`. */
	kinds: z.array(z.string()).default([]),
	/** Where its rules are not HUD's, and why, each in plain words. */
	departures: z.array(z.string()).default([])
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
	model ??= sortModel();
	return model;
}

function sortModel(): CanonicalTable[] {
	const { files, broken } = readSqlFolder(join(ROOT, 'pipelines', 'model'), tableSchema);
	if (broken[0]) throw new Fault(broken.map((each) => each.problem).join('\n'));
	const sorted: CanonicalTable[] = [];
	const place = (file: CanonicalTable, path: string[]) => {
		if (sorted.includes(file)) return;
		if (path.includes(file.id)) throw new Fault(`model: ${[...path, file.id].join(' needs ')}.`);
		for (const id of file.head.after) {
			const other = files.find((each) => each.id === id);
			if (!other) throw new Fault(`model/${file.id}.sql: there is no table ${id} to come after.`);
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
	parameters: z.array(z.string()),
	/** Where it is not HUD's rule, and why, each in plain words. */
	departures: z.array(z.string()).default([])
});

/** Rules that several metrics share, by name: each a SELECT with parameters, used as `rule(…)` in a FROM. */
export function readRules(): SqlFile<z.infer<typeof ruleSchema>>[] {
	const { files, broken } = readSqlFolder(join(ROOT, 'pipelines', 'model', 'rules'), ruleSchema);
	if (broken[0]) throw new Fault(broken.map((each) => `model/rules: ${each.problem}`).join('\n'));
	return files;
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
	const { files, broken } = readSqlFolder(join(formatFolder(formatId), 'canonical'), canonicalSchema);
	if (broken[0]) throw new Fault(broken.map((each) => `${formatId}/canonical: ${each.problem}`).join('\n'));
	return files;
}
