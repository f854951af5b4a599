import { Refused } from './errors.ts';

/** One record of a delimited file as it was found; read it before the next one comes. */
export type FoundRecord = {
	/** The line in the file that it begins on, the first being 1. */
	line: number;
	/** The line that it ends on: a later one where line breaks stand in quotes. */
	lastLine: number;
	/** How many fields it has. */
	count: number;
	blank: boolean;
	/** Why it is no record, or null. */
	problem: RecordProblem | null;
	/** Its bytes in plain form: quotes doubled, no line end. */
	bytes(): Buffer;
	/** Its fields' texts. */
	fields(): string[];
};

/** Why a record is none, and what to do. */
export type RecordProblem = { reason: string; mend: string };

const TEXT_AFTER_QUOTE: RecordProblem = {
	reason: 'There is text after a closing quote.',
	mend: 'Double the quotes within the field.'
};

export type RecordSink = { record(record: FoundRecord): void };

const LF = 10;
const CR = 13;
const QUOTE = 34;
const BACKSLASH = 92;
const MAX_RECORD = 1_000_000;
const CANDIDATES = [',', '\t', ';', '|'];

const START = 0; // at the start of a field
const PLAIN = 1; // in a field without quotes
const QUOTED = 2; // between quotes
const AFTER = 3; // after a quote that may have been the closing one

/**
 * Finds the records of a delimited text (UTF-8 bytes) and says of each line that is none why. Delimiter is
 * the one of comma, tab, semicolon and pipe that the first line has most of; line ends are LF, CRLF or CR;
 * a quote within quotes is doubled or escaped by a backslash: the first quote that can be read in one way
 * only tells which, and until then a backslash before a field's last quote is a letter. Memory is bounded
 * by the longest record allowed (1 MB).
 */
export class Records {
	delimiter = ',';
	#label: string;
	#sink: RecordSink;
	#rest: Buffer = Buffer.alloc(0);
	#at = 0; // next byte to look at, in #rest
	#start = 0; // first byte of the record, in #rest
	#line = 1;
	#startLine = 1;
	#quoteLine = 1;
	#state = START;
	#count = 1;
	#problem: RecordProblem | null = null;
	#plain = true; // no quote stands in a field without quotes
	#escapes: number[] = []; // backslashes that escape, counted from #start
	#escape: 'unknown' | 'doubled' | 'backslash' = 'unknown';
	#known = false; // the delimiter

	constructor(label: string, sink: RecordSink) {
		this.#label = label;
		this.#sink = sink;
	}

	/** Takes the next bytes. @throws Refused at a record that is too long or never ends */
	push(chunk: Buffer): void {
		this.#rest =
			this.#start < this.#rest.length ? Buffer.concat([this.#rest.subarray(this.#start), chunk]) : chunk;
		this.#at -= this.#start;
		this.#start = 0;
		if (!this.#known && !this.#settleDelimiter(false)) return;
		this.#scan(false);
		if (this.#rest.length - this.#start > MAX_RECORD) this.#refuseLength();
	}

	/** No more bytes come. @throws Refused where a quote is still open */
	end(): void {
		if (!this.#known) this.#settleDelimiter(true);
		this.#scan(true);
		if (this.#state === QUOTED) this.#refuseQuote('the end of the file');
		if (this.#start < this.#rest.length) this.#emit(this.#rest.length);
	}

	#settleDelimiter(last: boolean): boolean {
		const end = this.#rest.findIndex((byte) => byte === LF || byte === CR);
		if (end < 0 && !last) {
			if (this.#rest.length > MAX_RECORD) this.#refuseLength();
			return false;
		}
		const first = this.#rest
			.subarray(0, end < 0 ? undefined : end)
			.toString('utf8')
			.replace(/"(?:[^"]|"")*"/g, '');
		const counts = CANDIDATES.map((candidate) => first.split(candidate).length - 1);
		const most = Math.max(...counts);
		this.delimiter = most === 0 ? ',' : (CANDIDATES[counts.indexOf(most)] ?? ',');
		this.#known = true;
		return true;
	}

	#scan(last: boolean): void {
		const bytes = this.#rest;
		const delimiter = this.delimiter.charCodeAt(0);
		let at = this.#at;
		for (; at < bytes.length; at++) {
			const byte = bytes[at];
			if (this.#state === QUOTED) {
				if (byte === QUOTE) this.#state = AFTER;
				else if (byte === LF || byte === CR) {
					if (byte === CR || bytes[at - 1] !== CR) this.#line++;
					if (at - this.#start > MAX_RECORD) this.#refuseLength();
				} else if (byte === BACKSLASH && this.#escape !== 'doubled') {
					if (at + 3 >= bytes.length && !last) break; // three more bytes are needed to tell
					if (this.#isEscape(bytes, at, delimiter)) {
						this.#escapes.push(at - this.#start);
						at++;
					}
				}
				continue;
			}
			if (byte === delimiter) {
				this.#count++;
				this.#state = START;
			} else if (byte === LF || byte === CR) {
				if (byte === CR && at + 1 >= bytes.length && !last) break; // an LF may follow
				this.#emit(at);
				if (byte === CR && bytes[at + 1] === LF) at++;
				this.#line++;
				this.#start = at + 1;
				this.#startLine = this.#line;
			} else if (byte === QUOTE) {
				if (this.#state === AFTER) {
					this.#state = QUOTED;
					if (this.#escape === 'unknown') this.#escape = 'doubled';
				} else if (this.#state === START) {
					this.#state = QUOTED;
					this.#quoteLine = this.#line;
				} else this.#plain = false; // a quote in the middle of a field without quotes: a foot and inch mark, say
			} else if (this.#state === AFTER) {
				if (this.#quoteLine !== this.#line) this.#refuseQuote(`line ${String(this.#line)}`);
				this.#problem = TEXT_AFTER_QUOTE;
				this.#state = PLAIN;
			} else this.#state = PLAIN;
		}
		this.#at = at;
	}

	/**
	 * True where the backslash, which is followed by three bytes or by the end of the text, escapes what
	 * follows.
	 */
	#isEscape(bytes: Buffer, at: number, delimiter: number): boolean {
		const next = bytes[at + 1];
		if (this.#escape === 'backslash') return next === QUOTE || next === BACKSLASH;
		if (next !== QUOTE || endsField(bytes[at + 2], delimiter)) return false;
		if (bytes[at + 2] === QUOTE) return endsField(bytes[at + 3], delimiter);
		this.#escape = 'backslash';
		return true;
	}

	#emit(end: number): void {
		const found = this.#rest.subarray(this.#start, end);
		if (found.length > MAX_RECORD) this.#refuseLength();
		const bytes = this.#escapes.length === 0 ? found : withoutBackslashes(found, this.#escapes);
		const plain = this.#plain;
		const delimiter = this.delimiter;
		const fields = () => splitFields(bytes.toString('utf8'), delimiter);
		const record: FoundRecord = {
			line: this.#startLine,
			lastLine: this.#line,
			count: this.#count,
			blank: bytes.length === 0,
			problem: this.#problem,
			bytes: () => (plain ? bytes : Buffer.from(fields().map(quote).join(delimiter))),
			fields
		};
		this.#state = START;
		this.#count = 1;
		this.#problem = null;
		this.#plain = true;
		this.#escapes = [];
		this.#sink.record(record);
	}

	#refuseLength(): never {
		if (this.#state === QUOTED && this.#line > this.#quoteLine)
			this.#refuseQuote(`line ${String(this.#line)}`);
		throw new Refused(
			`${this.#label} line ${String(this.#startLine)} is longer than 1 MB: it is no line of a case export. Check the file's line ends and export it again.`
		);
	}

	#refuseQuote(where: string): never {
		throw new Refused(
			`${this.#label} line ${String(this.#quoteLine)}: a quote is opened and not closed before ${where}. Mend that line or export the file again.`
		);
	}
}

function endsField(byte: number | undefined, delimiter: number): boolean {
	return byte === undefined || byte === delimiter || byte === LF || byte === CR;
}

/** Writes `\"` as `""` and `\\` as one backslash, at the places given. */
function withoutBackslashes(bytes: Buffer, places: number[]): Buffer {
	const kept = Buffer.from(bytes);
	let length = 0;
	let from = 0;
	for (const at of places) {
		if (bytes[at + 1] === QUOTE) {
			kept[at] = QUOTE;
			continue;
		}
		length += kept.copy(kept, length, from, at);
		from = at + 1;
	}
	length += kept.copy(kept, length, from);
	return kept.subarray(0, length);
}

function quote(field: string): string {
	return `"${field.replaceAll('"', '""')}"`;
}

/** Splits a sound record in plain form into its fields' texts. */
export function splitFields(text: string, delimiter: string): string[] {
	const fields: string[] = [];
	let field = '';
	let quoted = false;
	let begun = false;
	for (let at = 0; at < text.length; at++) {
		const letter = text[at] ?? '';
		if (quoted) {
			const next = text[at + 1];
			if (letter === '"' && next === '"') {
				field += '"';
				at++;
			} else if (letter === '"') quoted = false;
			else field += letter;
		} else if (letter === delimiter) {
			fields.push(field);
			field = '';
			begun = false;
		} else if (letter === '"' && !begun) {
			quoted = true;
			begun = true;
		} else {
			field += letter;
			begun = true;
		}
	}
	fields.push(field);
	return fields;
}
