import { z } from 'zod';
import type { Database } from './duckdb.ts';
import { KINDS } from './identifiers.ts';
import { isDateText } from './date-texts.ts';
import { scanTable } from './scan.ts';
import { sourceColumns, sourceName, type SourceTable } from './source.ts';

/** Of a column with more different values than this, none but those of the sample are looked at. */
export const FEW = 200;
/** Of one of dates: their order is settled by all of them. */
const FEW_DATES = 5000;
const SAMPLE = 300;

const lookSchema = z.array(
	z.object({
		/** The file's name, and the headers of the columns that are kept of it. */
		name: z.string(),
		headers: z.array(z.string()),
		/** Some rows of text from all over the file, in the order of the headers. */
		samples: z.array(z.array(z.string())),
		/** By header: every different value with its count, the most frequent first, where a column has few. */
		distinct: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.int() }))),
		/** Columns in which the scan found what may be an identifier, and which were kept all the same. */
		identifiers: z.array(z.object({ header: z.string(), kind: z.enum(KINDS) }))
	})
);

/** What the columns of an upload's files look like, for who says what they mean. It holds values: keep it sealed. */
export type Look = z.infer<typeof lookSchema>;
export type LookedFile = Look[number];

export const parseLook = (text: string): Look => lookSchema.parse(JSON.parse(text));

/** Looks at every column of a source's tables. */
export async function lookAtTables(db: Database, tables: readonly SourceTable[]): Promise<Look> {
	const look: Look = [];
	for (const table of tables) {
		const columns = sourceColumns(table);
		const headers = columns.map(({ header }) => header);
		const step = Math.max(1, Math.floor(table.lines.accepted / SAMPLE));
		const rows =
			columns.length === 0
				? []
				: await db.rows(
						`select ${columns.map(({ name }) => `coalesce(${name}, '') as ${name}`).join(', ')}
						from (select *, row_number() over (order by line) as nth from ${sourceName(table)})
						where (nth - 1) % ${String(step)} = 0 order by line limit ${String(SAMPLE)}`
					);
		const samples = rows.map((row) => columns.map(({ name }) => String(row[name])));
		const distinct: LookedFile['distinct'] = {};
		for (const [at, { name, header }] of columns.entries()) {
			const filled = samples.map((row) => row[at] ?? '').filter((text) => text !== '');
			const dates = filled.filter(isDateText).length >= 0.5 * filled.length && filled.length > 0;
			const most = dates ? FEW_DATES : FEW;
			const values = await db.rows(
				`select ${name} as value, count(*) as n from ${sourceName(table)} where ${name} is not null
				group by ${name} order by n desc, value limit ${String(most + 1)}`
			);
			if (values.length <= most)
				distinct[header] = values.map(({ value, n }) => ({ value: String(value), count: Number(n) }));
		}
		const found = await scanTable(db, sourceName(table), columns);
		const identifiers = found.map(({ column, kind }) => ({ header: headers[column] ?? '', kind }));
		look.push({ name: table.received.name, headers, samples, distinct, identifiers });
	}
	return look;
}
