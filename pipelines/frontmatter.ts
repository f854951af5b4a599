import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf } from './errors.ts';

/**
 * An SQL file: its id (the file's name), its front matter by `schema`, and its one SELECT without the
 * comment.
 */
export type SqlFile<Head> = { id: string; path: string; head: Head; sql: string };

/** A file that could not be read as what its folder holds, with the sentence that names file and mend. */
export type BrokenFile = { id: string; path: string; problem: string };

const LEADING_COMMENT = /^\s*\/\*\s*---\s*\n([\s\S]*?)\n\s*---\s*\*\//;

/** Parses one SQL file. Returns its parts, or what is wrong with it, in words with the mend. */
export function parseSqlFile<Head>(
	path: string,
	text: string,
	schema: z.ZodType<Head>
): SqlFile<Head> | BrokenFile {
	const id = basename(path, '.sql');
	const broken = (problem: string): BrokenFile => ({ id, path, problem: `${basename(path)}: ${problem}` });
	if (!/^[a-z][a-z0-9-]*$/.test(id) && !/^[a-z][a-z0-9_]*$/.test(id))
		return broken(
			'the file name is the id: use lower-case letters, digits and hyphens, such as days-to-move-in.sql.'
		);
	const match = LEADING_COMMENT.exec(text);
	if (!match) return broken('it does not begin with a front matter comment, /* --- … --- */. Add one.');
	let yaml: unknown;
	try {
		yaml = parse(match[1] ?? '');
	} catch (error) {
		return broken(
			`the front matter is not YAML: ${messageOf(error).split('\n')[0] ?? ''}. Correct that line.`
		);
	}
	const head = schema.safeParse(yaml);
	if (!head.success)
		return broken(
			head.error.issues
				.map(
					(issue) =>
						`front matter${issue.path.map((part) => `, ${String(part)}`).join('')}: ${wordsOf(issue)}`
				)
				.join('; ') + '.'
		);
	const sql = text.slice(match[0].length).trim().replace(/;\s*$/, '');
	if (!/^(select|with|from)\b/i.test(bareSql(sql)))
		return broken('after the front matter comes one SELECT and nothing else.');
	if (bareSql(sql).includes(';')) return broken('it holds more than one statement. Keep one SELECT.');
	return { id, path, head: head.data, sql: `${sql}\n` }; // a closing comment must not swallow what follows
}

function wordsOf({ message }: z.core.$ZodIssue): string {
	if (message.endsWith('received undefined')) return 'it is missing; add it';
	const unknown = /^Unrecognized keys?: (.*)$/.exec(message)?.[1];
	if (unknown !== undefined)
		return `there is no ${unknown.replaceAll('"', '')}; correct the word, or remove it`;
	return message.replace(/^Invalid option: expected one of (.*)$/, (_, options: string) => {
		return `it must be one of ${options.replaceAll('"', '').split('|').join(' · ')}`;
	});
}

const parsed = new Map<string, { text: string; schema: unknown; file: SqlFile<unknown> | BrokenFile }>();

/** Parses a file's text unless that was done before in this process: most are never changed. */
function parseOnce<Head>(path: string, text: string, schema: z.ZodType<Head>): SqlFile<Head> | BrokenFile {
	const known = parsed.get(path);
	if (known?.text === text && known.schema === schema) return known.file as SqlFile<Head> | BrokenFile;
	const file = parseSqlFile(path, text, schema);
	parsed.set(path, { text, schema, file });
	return file;
}

/** Reads all SQL files of a folder, by name; what is wrong is returned beside what is right. */
export function readSqlFolder<Head>(
	folder: string,
	schema: z.ZodType<Head>
): { files: SqlFile<Head>[]; broken: BrokenFile[] } {
	const files: SqlFile<Head>[] = [];
	const broken: BrokenFile[] = [];
	let names: string[];
	try {
		names = readdirSync(folder);
	} catch {
		return { files, broken };
	}
	for (const name of names.filter((each) => each.endsWith('.sql')).sort()) {
		const path = join(folder, name);
		const file = parseOnce(path, readFileSync(path, 'utf8'), schema);
		if ('problem' in file) broken.push(file);
		else files.push(file);
	}
	return { files, broken };
}

/** The SQL without what its comments and its texts say: for looking at its words. */
export function bareSql(sql: string): string {
	return sql
		.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
			/^['"]/.test(found) ? "''" : ' '
		)
		.trim();
}
