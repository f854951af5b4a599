import { z } from 'zod';
import { DATE_ORDERS } from './date-orders.ts';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const words = z.string().trim().min(1).max(120);
const header = z.string().min(1).max(200);

/** Where a value of a canonical column is taken from. */
const valueSchema = z.union([
	z.strictObject({
		/** The header of the source's column, of `from` unless `file` names a joined one. */
		column: header,
		file: words.optional(),
		/** The order of its dates that do not begin with the year. */
		dates: z.enum(DATE_ORDERS).optional(),
		/** The source's words, whatever their case, and ours for each; '' leaves the value empty. */
		codes: z.record(z.string(), z.string()).optional()
	}),
	z.strictObject({
		/** Several columns that are an id together, in this order. */
		columns: z.array(header).min(1),
		/** True where rows may have it in common: the second of them, by line, gets another id. */
		numbered: z.boolean().optional()
	}),
	z.strictObject({ constant: words })
]);

const conditionSchema = z.union([
	z.strictObject({ column: header, is: z.array(z.string()).min(1) }),
	z.strictObject({ column: header, filled: z.boolean() })
]);

const tableSchema = z.strictObject({
	/** Name of the canonical table. */
	table: words,
	/** Key of the file whose lines become its rows. */
	from: words,
	/** Files whose line of the same key is read beside; `on` is column of `from` and column of the file. */
	join: z.array(z.strictObject({ file: words, on: z.array(z.tuple([header, header])).min(1) })).default([]),
	/** Lines that become rows: those that meet every condition. */
	where: z.array(conditionSchema).default([]),
	/** True where several lines speak of one thing (a person in every case): they become one row, by its id. */
	merge: z.boolean().default(false),
	columns: z.record(z.string(), valueSchema)
});

const fileSchema = z.strictObject({
	/** How the profile calls it. */
	key: words,
	/** Headers by which it is recognised, whatever their case and order: those that are read. */
	headers: z.array(header).min(1),
	/** Headers that were there too when the profile was made, and are not read. */
	others: z.array(header).default([]),
	/** Headers of columns with direct identifiers: they are taken out before anything is stored. */
	drop: z.array(header).default([]),
	/** Headers of columns that look like identifiers and hold none, by the word of who made the profile. */
	harmless: z.array(header).default([])
});

const shape = z.strictObject({
	profile: z.literal(1),
	/** Its key: lower-case letters, digits, hyphens. */
	name: z.string().regex(NAME, 'write it in lower-case letters, digits and hyphens').max(60),
	/** Counts up by one with each change. */
	version: z.int().min(1),
	title: words,
	/** The source system, always by the same name. */
	source: words,
	/** Whether each upload has everything of its programs and period, or what is new and changed only. */
	exports: z.enum(['everything', 'changes']),
	/** Up to which day an upload knows: the last day on which anything in it happened, or the file's own date. */
	known_until: z.enum(['last entry', 'file date']).default('last entry'),
	files: z.array(fileSchema).min(1),
	tables: z.array(tableSchema).min(1)
});

/**
 * A mapping profile: how the files of one source system become canonical tables. It is what the upload page
 * makes, and what `import --mapping` takes.
 */
export const profileSchema = shape.check(({ value, issues }) => {
	const keys = value.files.map(({ key }) => key);
	const say = (path: (string | number)[], message: string) => {
		issues.push({ code: 'custom', input: value, path, message });
	};
	keys.forEach((key, index) => {
		if (keys.indexOf(key) !== index) say(['files', index, 'key'], `the key "${key}" is there twice`);
	});
	value.tables.forEach(({ table, from, join, where, columns }, index) => {
		const has = (key: string, column: string) =>
			value.files.find((file) => file.key === key)?.headers.some((each) => same(each, column)) ?? false;
		const must = (key: string, column: string, path: (string | number)[]) => {
			if (!keys.includes(key)) say(path, `there is no file "${key}"`);
			else if (!has(key, column)) say(path, `"${column}" is not among the headers of "${key}"`);
		};
		if (!keys.includes(from)) say(['tables', index, 'from'], `there is no file "${from}"`);
		if (
			value.tables.findIndex(
				(each) =>
					each.table === table &&
					each.from === from &&
					same(JSON.stringify(each.where), JSON.stringify(where))
			) !== index
		)
			say(['tables', index], `"${table}" is made from the same lines of "${from}" twice`);
		join.forEach(({ file, on }, at) => {
			for (const [left, right] of on) {
				must(from, left, ['tables', index, 'join', at]);
				must(file, right, ['tables', index, 'join', at]);
			}
		});
		where.forEach(({ column }, at) => {
			must(from, column, ['tables', index, 'where', at]);
		});
		for (const [name, taken] of Object.entries(columns)) {
			const path = ['tables', index, 'columns', name];
			if ('columns' in taken) for (const column of taken.columns) must(from, column, path);
			if (!('column' in taken)) continue;
			must(taken.file ?? from, taken.column, path);
			if (taken.file !== undefined && taken.file !== from && !join.some(({ file }) => file === taken.file))
				say(path, `"${taken.file}" is not joined`);
		}
	});
});

/** A profile that is being made: nothing of it need be there yet. */
export const draftSchema = shape.extend({
	name: z.string(),
	title: z.string(),
	source: z.string(),
	files: z.array(fileSchema.extend({ headers: z.array(header) })),
	tables: z.array(tableSchema)
});

export type Profile = z.infer<typeof profileSchema>;
export type ProfileFile = Profile['files'][number];
export type ProfileTable = Profile['tables'][number];
export type TakenFrom = ProfileTable['columns'][string];
export type Condition = ProfileTable['where'][number];

/** Whether two headers are the same but for case and blanks. */
export function same(a: string, b: string): boolean {
	return folded(a) === folded(b);
}

/** A header without what does not tell it from others: case, and blanks at its ends and in a row. */
export function folded(header: string): string {
	return header.trim().replace(/\s+/g, ' ').toLowerCase();
}
