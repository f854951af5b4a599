import { closeSync, openSync, writeSync } from 'node:fs';
import { isHeaderRow } from '../identifiers.ts';
import type { Package } from '../archive.ts';
import { readRows, type Row } from './rows.ts';
import { TooMuch, type Workbook } from './workbook.ts';

/** A sheet as a CSV file: the lines of it are the rows of the sheet. */
export type SheetFile = { sheet: string; path: string };

/** Among how many rows with values the header is looked for. */
const FIRST_ROWS = 50;

/**
 * Writes each sheet that is shown and has values as a CSV file, row by row: memory stays bounded. The header is the
 * first row that is filled for more than half of the widest of the first fifty, and has no number, date or identifier
 * among its cells (where there is none, a narrower row that has none); what stands right of it is not read, what stands above is left empty.
 * @param next a path for the next file
 * @param most how many bytes may be written
 * @throws Error where a sheet is damaged, TooMuch where it has too much
 */
export async function writeSheets(
	parts: Package,
	book: Workbook,
	next: () => string,
	most: number
): Promise<SheetFile[]> {
	const files: SheetFile[] = [];
	let room = most;
	for (const { name, hidden, part } of book.sheets) {
		if (hidden) continue;
		const path = next();
		const file = new SheetWriter(path, room);
		try {
			await readRows(await parts.read(part), book, (row) => {
				file.take(row);
			});
			file.end();
		} finally {
			file.close();
		}
		room -= file.written;
		if (file.written > 0) files.push({ sheet: name, path });
	}
	return files;
}

class SheetWriter {
	written = 0;
	#file: number;
	#most: number;
	#first: Row[] | null = [];
	#width = 0;
	#line = 1;
	#text = '';

	constructor(path: string, most: number) {
		this.#file = openSync(path, 'w', 0o600);
		this.#most = most;
	}

	take(row: Row): void {
		if (this.#first === null) {
			this.#write(row);
			return;
		}
		this.#first.push(row);
		if (this.#first.length === FIRST_ROWS) this.#begin(this.#first);
	}

	end(): void {
		if (this.#first && this.#first.length > 0) this.#begin(this.#first);
		this.#flush();
	}

	close(): void {
		closeSync(this.#file);
	}

	#begin(rows: Row[]): void {
		this.#first = null;
		const widest = Math.max(...rows.map(({ cells }) => cells.size));
		const wide = rows.filter(({ cells }) => cells.size > widest / 2);
		const can = ({ cells }: Row) => isHeaderRow([...cells.values()]);
		const header = wide.find(can) ?? rows.find((row) => row.cells.size > 1 && can(row)) ?? wide[0];
		if (!header) return;
		this.#width = Math.max(...header.cells.keys()) + 1;
		for (const row of rows) if (row.row >= header.row) this.#write(row);
	}

	/** A row lies on the line of its number; one without a value in a column of the header is an empty line. */
	#write({ row, cells }: Row): void {
		const fields: string[] = [];
		let filled = false;
		for (let column = 0; column < this.#width; column++) {
			const value = cells.get(column) ?? '';
			if (value !== '') filled = true;
			fields.push(quoted(value));
		}
		if (!filled) return;
		this.#text += '\n'.repeat(row - this.#line) + fields.join(',') + '\n';
		this.#line = row + 1;
		if (this.#text.length > 1 << 20) this.#flush();
	}

	#flush(): void {
		const bytes = Buffer.from(this.#text);
		this.#text = '';
		if (this.written + bytes.length > this.#most) throw new TooMuch('its rows are too many');
		for (let from = 0; from < bytes.length;) from += writeSync(this.#file, bytes, from, bytes.length - from);
		this.written += bytes.length;
	}
}

/** A field in quotes where it needs them. A backslash before a quote would say what it does not: the quote becomes single. */
function quoted(value: string): string {
	if (!/[",;|\t]/.test(value)) return value;
	return `"${value.replace(/\\"/g, "\\'").replaceAll('"', '""')}"`;
}
