import { closeSync, openSync, writeSync } from 'node:fs';
import { decodedChunks, detectEncoding, type Encoding } from './decode.ts';
import { Refused } from './errors.ts';
import { Records, type RecordSink } from './records.ts';

/** A line that was not taken, with the reason and what to do. Never the line's text: it may hold identifiers. */
export type Rejected = { line: number; reason: string; mend: string };

/**
 * A delimited text file in plain form: `path` holds one record per accepted line, its line number put in
 * front.
 */
export type Lines = {
	path: string;
	header: string[];
	encoding: Encoding;
	delimiter: string;
	/** Records after the header: accepted + rejected.length. */
	lines: number;
	accepted: number;
	rejected: Rejected[];
};

const MAX_COLUMNS = 2000;

/**
 * Brings a delimited text file into the one form that DuckDB reads without guessing: UTF-8, `\n`, quotes
 * doubled, every record with as many fields as the header and led by its line number. Records that do not
 * fit are left out and listed.
 *
 * @param label the file's name for messages
 * @param onBytes told how many bytes were read
 * @param known names of columns, in lower case, that a message may repeat; any other name may be a person's
 * @throws Refused for a file that cannot be read as lines at all: empty, no text, an open quote, an endless
 * line
 */
export function readLines(
	from: string,
	to: string,
	label: string,
	onBytes: (bytes: number) => void = () => undefined,
	known: ReadonlySet<string> = new Set()
): Lines {
	const encoding = detectEncoding(from, label);
	const out = openSync(to, 'w', 0o600);
	try {
		let header: string[] | null = null;
		const rejected: Rejected[] = [];
		let accepted = 0;
		let blank: number[] = [];
		const output = new Output(out);
		const sink: RecordSink = {
			record(record) {
				if (record.blank) {
					blank.push(record.line); // counted only if a record follows: a file may end with empty lines
					return;
				}
				if (header === null) {
					header = record.fields().map((field) => field.trim());
					checkHeader(header, label, known);
					blank = [];
					return;
				}
				for (const line of blank)
					rejected.push({ line, reason: 'The line is empty.', mend: 'Remove it, or export again.' });
				blank = [];
				if (record.problem !== null) rejected.push({ line: record.line, ...record.problem });
				else if (record.count !== header.length)
					rejected.push({
						line: record.line,
						reason: `${several(record)} has ${fields(record.count)}, the header has ${String(header.length)}.`,
						mend: 'Look for a missing or extra delimiter or quote.'
					});
				else {
					accepted++;
					output.write(`${String(record.line)}${records.delimiter}`, record.bytes());
				}
			}
		};
		const records = new Records(label, sink);
		for (const chunk of decodedChunks(from, encoding, label)) {
			records.push(chunk);
			onBytes(chunk.length);
		}
		records.end();
		output.flush();
		if (header === null) throw new Refused(`${label} is empty: it has not even a header. Export it again.`);
		const lines = accepted + rejected.length;
		if (rejected.length > 20 && rejected.length > lines / 2)
			throw new Refused(
				`${label}: ${String(rejected.length)} of ${String(lines)} lines do not fit the header, the first in line ${String(rejected[0]?.line)} (${saidOf(rejected[0])}). The file looks damaged: export it again.`
			);
		return { path: to, header, encoding, delimiter: records.delimiter, lines, accepted, rejected };
	} finally {
		closeSync(out);
	}
}

/** A rejected line's reason and mend as one text. */
export function saidOf(rejected: Rejected | undefined): string {
	return rejected === undefined ? '' : `${rejected.reason} ${rejected.mend}`;
}

/** Names a record that spans lines by all of them: an open quote swallows the ones that follow. */
function several({ line, lastLine }: { line: number; lastLine: number }): string {
	if (line === lastLine) return 'The line';
	return `A quote holds lines ${String(line)} to ${String(lastLine)} together as one line, which`;
}

function fields(count: number): string {
	return count === 1 ? '1 field' : `${String(count)} fields`;
}

function checkHeader(header: string[], label: string, known: ReadonlySet<string>): void {
	if (header.length > MAX_COLUMNS)
		throw new Refused(
			`${label} has ${String(header.length)} columns; at most ${String(MAX_COLUMNS)} are read. Check the delimiter and export it again.`
		);
	const seen = new Map<string, number>();
	const reasons: string[] = [];
	for (const [index, column] of header.entries()) {
		const key = column.toLowerCase();
		if (key === '') continue; // a nameless column is never read
		const first = seen.get(key);
		if (first !== undefined)
			reasons.push(
				`${label} has ${known.has(key) ? `the column ${column}` : 'a column'} twice: columns ${String(first)} and ${String(index + 1)} have the same name. Remove or rename one.`
			);
		else seen.set(key, index + 1);
	}
	if (reasons.length > 0) throw new Refused(reasons);
}

class Output {
	#file: number;
	#buffer = Buffer.allocUnsafe(1 << 20);
	#length = 0;
	constructor(file: number) {
		this.#file = file;
	}
	write(lead: string, bytes: Buffer): void {
		if (this.#length + lead.length + bytes.length + 1 > this.#buffer.length) this.flush();
		if (lead.length + bytes.length + 1 > this.#buffer.length) {
			writeSync(this.#file, Buffer.concat([Buffer.from(lead), bytes, Buffer.from('\n')]));
			return;
		}
		this.#length += this.#buffer.write(lead, this.#length, 'latin1');
		this.#length += bytes.copy(this.#buffer, this.#length);
		this.#buffer[this.#length++] = 10;
	}
	flush(): void {
		let from = 0;
		while (from < this.#length) from += writeSync(this.#file, this.#buffer, from, this.#length - from);
		this.#length = 0;
	}
}
