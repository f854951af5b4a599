import Papa from 'papaparse';
import { same } from '#pipelines/headers.ts';
import { isHarmlessHeader, isHeaderRow, MAY_STAY, Scan, type Finding } from '#pipelines/identifiers.ts';

/** How a text file is written; the first that fits is taken. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const DELIMITERS = [',', '\t', ';', '|'];
const PREVIEW = 20;
/** A record that is longer, in characters, is none: a quote is open. */
const LONGEST = 4_000_000;

/** Why a file cannot be taken apart in a browser: the server says what is wrong with it. */
export type Unreadable = 'text' | 'quotes' | 'empty';

/** A file cannot be taken apart. */
export class NotRead extends Error {
	why: Unreadable;
	constructor(why: Unreadable) {
		super(why);
		this.why = why;
	}
}

/** What was seen of a file so far. `header` is empty while it is not known; `preview` holds values of the file. */
export type Look = {
	encoding: Encoding;
	delimiter: string;
	header: string[];
	/** Whether the first line is of a person and no header. */
	headless: boolean;
	preview: string[][];
	/** Lines after the header. */
	lines: number;
	findings: Finding[];
};

/** What is known of columns beforehand: headers that formats of ours read by file, and what kept mappings say. */
export type Known = { read: Record<string, string[]>; harmless: string[]; drop: string[] };

/** The encoding that a file says of itself in its first bytes; null where it does not. */
export function markOf(bytes: Uint8Array): Encoding | null {
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** The delimiter of comma, tab, semicolon and pipe that a first line has most of, outside of quotes. */
export function delimiterOf(line: string): string {
	const plain = line.replace(/"(?:[^"]|"")*"/g, '');
	const counts = DELIMITERS.map((each) => plain.split(each).length - 1);
	const most = Math.max(...counts);
	return most === 0 ? ',' : (DELIMITERS[counts.indexOf(most)] ?? ',');
}

/**
 * The records of a delimited text that comes piece by piece; line ends become `\n`. Memory is bounded by the longest
 * record.
 */
export class Rows {
	/** Null until the first line has come. */
	delimiter: string | null = null;
	#pending = '';
	#cut = false;

	/** @throws NotRead where the text is none, or its quotes are not those of a CSV file */
	push(text: string): string[][] {
		if (text.includes('\0')) throw new NotRead('text');
		const whole = this.#cut ? `\r${text}` : text;
		this.#cut = whole.endsWith('\r');
		this.#pending += (this.#cut ? whole.slice(0, -1) : whole).replace(/\r\n?/g, '\n');
		if (this.#pending.length > LONGEST && !this.#pending.includes('\n')) throw new NotRead('quotes');
		return this.#take(false);
	}

	/** The last record, where no line end follows it. */
	end(): string[][] {
		if (this.#cut) this.#pending += '\n';
		this.#cut = false;
		return this.#pending === '' ? [] : this.#take(true);
	}

	#take(last: boolean): string[][] {
		if (this.delimiter === null) {
			const first = this.#pending.replace(/^\n+/, '');
			const end = first.indexOf('\n');
			if (end < 0 && !last) return [];
			this.delimiter = delimiterOf(end < 0 ? first : first.slice(0, end));
		}
		const parser = new Papa.Parser({ delimiter: this.delimiter, newline: '\n' });
		const { data, errors, meta } = parser.parse(this.#pending, 0, !last) as Papa.ParseResult<string[]>;
		if (errors.some(({ type }) => type === 'Quotes')) throw new NotRead('quotes');
		this.#pending = last ? '' : this.#pending.slice(meta.cursor);
		if (this.#pending.length > LONGEST) throw new NotRead('quotes');
		// What follows the last line end is no record.
		return last && data.at(-1)?.join('') === '' ? data.slice(0, -1) : data;
	}
}

/** Looks at a file's records as they come. */
export class Looker {
	#rows = new Rows();
	#encoding: Encoding;
	#header: string[] | null = null;
	#scan: Scan | null = null;
	#preview: string[][] = [];
	#lines = 0;

	constructor(encoding: Encoding) {
		this.#encoding = encoding;
	}

	/** @throws NotRead */
	push(text: string): void {
		this.#see(this.#rows.push(text));
	}

	/** @throws NotRead */
	end(): Look {
		this.#see(this.#rows.end());
		if (this.#header === null) throw new NotRead('empty');
		return this.sofar();
	}

	sofar(): Look {
		const header = this.#header ?? [];
		return {
			encoding: this.#encoding,
			delimiter: this.#rows.delimiter ?? ',',
			header,
			headless: this.#header !== null && !isHeaderRow(header),
			preview: this.#preview,
			lines: this.#lines,
			findings: this.#scan?.findings() ?? []
		};
	}

	#see(rows: string[][]): void {
		for (const row of rows) {
			if (this.#header === null) {
				if (isBlank(row)) continue;
				this.#header = row.map((each) => each.trim());
				this.#scan = new Scan(this.#header);
				continue;
			}
			this.#lines++;
			if (this.#preview.length < PREVIEW && !isBlank(row)) this.#preview.push(row);
			if (row.length === this.#header.length) row.forEach((value, column) => this.#scan?.see(column, value));
		}
	}
}

/**
 * The places of the columns to take out of a file before it is sent: where direct identifiers are found, but for what a
 * format of ours reads, for what a kept mapping says to be harmless, and for what only becomes a pseudonym, an age or a
 * region. Mappings also say what to take out.
 */
export function toTakeOut(name: string, look: Look, known: Known): number[] {
	const read = known.read[stemOf(name)] ?? [];
	const says = (headers: readonly string[], column: number) =>
		headers.some((header) => same(header, look.header[column] ?? ''));
	return look.header.flatMap((_, column) => {
		if (says(known.drop, column)) return [column];
		const found = look.findings.find((each) => each.column === column);
		if (!found || found.kind in MAY_STAY) return [];
		return says(read, column) || says(known.harmless, column) ? [] : [column];
	});
}

/** A file's name as formats of ours know it. */
export function stemOf(name: string): string {
	return name.replace(/\.[^.]+$/, '').toLowerCase();
}

/** A column that is taken out, as it is told to the server: a header that may be a value is not. */
export function takenOf(
	look: Look,
	column: number
): { column: number; header: string; kind: Finding['kind'] } {
	const header = look.header[column] ?? '';
	const kind = look.findings.find((each) => each.column === column)?.kind ?? 'free text';
	return { column, kind, header: isHarmlessHeader(header) ? header : '' };
}

/**
 * Writes a file's text again without the values and headers of columns, piece by piece. Their places stay, empty, so that
 * every other column and every line keeps its number. A line that does not fit the header may hold the values of a
 * column in another's place: of it only its number of fields is left, for the server to say what is wrong with it.
 */
export class Rewriter {
	#rows = new Rows();
	#gone: Set<number>;
	#fields: number | null = null;

	constructor(places: readonly number[]) {
		this.#gone = new Set(places);
	}

	/** @throws NotRead */
	push(text: string): string {
		return this.#write(this.#rows.push(text));
	}

	/** @throws NotRead */
	end(): string {
		return this.#write(this.#rows.end());
	}

	#write(rows: string[][]): string {
		if (rows.length === 0) return '';
		const delimiter = this.#rows.delimiter ?? ',';
		return `${Papa.unparse(
			rows.map((row) => this.#rewrite(row)),
			{ delimiter, newline: '\n' }
		)}\n`;
	}

	#rewrite(row: string[]): string[] {
		if (isBlank(row)) return row;
		this.#fields ??= row.length;
		const fits = row.length === this.#fields;
		return row.map((value, column) => {
			if (!fits) return value.replace(/[^\n]+/g, '?');
			return this.#gone.has(column) ? value.replace(/[^\n]/g, '') : value;
		});
	}
}

function isBlank(row: string[]): boolean {
	return row.length === 1 && row[0]?.trim() === '';
}
