// Made-up uploads of canonical CSV, as wild as the columns allow: every table that the format has, with what its columns may hold.
import fc from 'fast-check';
import { columnsOfFile, filesOf, type Column } from '#pipelines/sources/format.ts';

const FORMAT = 'canonical-csv';
export const KNOWN_UNTIL = '2025-06-30';

/** How many things of a kind there are, and how many rows a table has. */
const POOL = { client: 9, household: 4, program: 3, worker: 4, enrollment: 16, organization: 2, record: 30 };
const ROWS: Record<string, number> = { client: 9, program: 3, worker: 4, enrollment: 16 };
const MOST = 30;

/** A day within some two years around the last day known; a sixth lies after it. */
const day = fc
	.integer({ min: -600, max: 120 })
	.map((offset) => new Date(Date.parse(KNOWN_UNTIL) + offset * 86_400_000).toISOString().slice(0, 10));
const moment = fc
	.tuple(day, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
	.map(([on, hour, minute]) => `${on} ${two(hour)}:${two(minute)}:00`);
const two = (number: number) => String(number).padStart(2, '0');

/** A word of a column's list, or another one where it may have others. */
function word(column: Column): fc.Arbitrary<string> {
	if (column.values.length === 0) return fc.constantFrom('alpha', 'beta', 'gamma');
	const known = fc.constantFrom(...column.values);
	return column.type === 'choice' ? known : fc.oneof({ weight: 5, arbitrary: known }, fc.constant('another'));
}

function cell(column: Column, row: number): fc.Arbitrary<string> {
	if (column.type === 'id') {
		const kind = column.treatment as keyof typeof POOL;
		// The id of a thing itself counts up; others point to one that there is.
		if (column.need.includes('primary') && (kind === 'record' || column.file === kind))
			return fc.constant(`${kind}${String(row)}`);
		return fc.integer({ min: 0, max: POOL[kind] - 1 }).map((number) => `${kind}${String(number)}`);
	}
	if (column.need.includes('deleted')) return fc.constant('');
	switch (column.type) {
		case 'date':
			return day;
		case 'datetime':
			return moment;
		case 'boolean':
			return fc.constantFrom('yes', 'no');
		case 'integer':
			return fc.integer({ min: 0, max: 60 }).map(String);
		case 'decimal':
			return fc.integer({ min: 0, max: 3000 }).map(String);
		case 'zip3':
			return fc.constant('606');
		default:
			return word(column);
	}
}

function table(file: string): fc.Arbitrary<string> {
	const columns = columnsOfFile(FORMAT, file);
	const record = (row: number) =>
		fc.tuple(
			...columns.map((column) => {
				const filled = cell(column, row);
				const needed = column.need.includes('primary') || column.need.includes('key');
				return needed ? filled : fc.oneof({ weight: 3, arbitrary: filled }, fc.constant(''));
			})
		);
	const rows = Array.from({ length: ROWS[file] ?? MOST }, (_, row) => record(row));
	return fc
		.tuple(...rows)
		.map((records) =>
			[columns.map(({ column }) => column), ...records].map((cells) => cells.map(quote).join(',')).join('\n')
		);
}

const quote = (text: string) => (text.includes(',') ? `"${text}"` : text);

/** An upload: the text of each file by its name. */
export function anyUpload(): fc.Arbitrary<Record<string, string>> {
	const files = filesOf(FORMAT).filter((file) => file !== 'about');
	return fc.tuple(...files.map(table)).map((texts) => ({
		about: `source_name,exported_at,period_from,period_to,kind\nWild,2025-07-02 06:00:00,2023-07-01,${KNOWN_UNTIL},full`,
		...Object.fromEntries(files.map((file, at) => [file, texts[at] ?? '']))
	}));
}
