import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { Misused, Refused } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { canonicalTables } from './canonical.ts';
import { EXPORTED_AT } from './calendar.ts';
import { hmisTables } from './hmis.ts';
import { makeSample } from './sample.ts';
import { writeTable, type Tables } from './tables.ts';
import { tellTruths } from './tell.ts';
import { findTruths } from './truths.ts';

/** The formats in which the sample can be written, and what each is called below the folder. */
export const SAMPLE_FORMATS = { 'canonical-csv': 'canonical-csv', 'hmis-csv': 'hmis-fy2026.zip' } as const;
export type SampleFormat = keyof typeof SAMPLE_FORMATS;

export type SampleOptions = {
	clients: number;
	seed: number;
	formats: readonly SampleFormat[];
	/** False writes an agency in which nothing differs but by chance (sample.ts). */
	planted?: boolean;
};

/** A file that was written, by its path below the folder, with its count of lines without the header. */
export type WrittenFile = { file: string; lines: number };

/**
 * Makes the sample agency and writes it into a new or empty folder: `canonical-csv/`, `hmis-fy2026.zip`, and
 * what is hidden in it as `truths.json` and `TRUTHS.md`. The same options write the same bytes.
 * @throws Refused where the folder holds something already
 * @throws Misused where there would be no people, or too many
 */
export async function writeSample(
	folder: string,
	{ clients, seed, formats, planted = true }: SampleOptions,
	progress: Progress
): Promise<{ people: number; files: WrittenFile[] }> {
	if (!Number.isInteger(clients) || clients < 50 || clients > 100_000)
		throw new Misused(`--clients ${String(clients)}: give a whole number from 50 to 100000.`);
	if (!Number.isInteger(seed)) throw new Misused(`--seed ${String(seed)}: give a whole number.`);
	if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0))
		throw new Refused(
			`${folder} is not an empty folder, and nothing in it is overwritten. Name a new one, or empty it.`
		);
	progress('Making the sample agency');
	const sample = makeSample({ clients, seed, planted });
	mkdirSync(folder, { recursive: true });
	const files: WrittenFile[] = [];
	for (const [index, format] of formats.entries()) {
		progress(`Writing ${SAMPLE_FORMATS[format]}`, index, formats.length);
		const tables = format === 'canonical-csv' ? canonicalTables(sample) : hmisTables(sample);
		const texts = textsOf(format, tables);
		if (format === 'canonical-csv') {
			mkdirSync(join(folder, SAMPLE_FORMATS[format]));
			for (const [file, text] of texts) writeFileSync(join(folder, SAMPLE_FORMATS[format], file), text);
		} else writeFileSync(join(folder, SAMPLE_FORMATS[format]), await zip(texts));
		for (const [file, lines] of Object.entries(tables))
			files.push({ file: `${SAMPLE_FORMATS[format]}/${file}.csv`, lines: lines.length });
	}
	progress('Writing the truths');
	const truths = findTruths(sample);
	writeFileSync(join(folder, 'truths.json'), `${JSON.stringify(truths, null, '\t')}\n`);
	writeFileSync(join(folder, 'TRUTHS.md'), tellTruths(truths));
	return { people: sample.people.length, files };
}

/** The files of an export as text, by name. */
function textsOf(format: SampleFormat, tables: Tables): [file: string, text: string][] {
	const version = format === 'canonical-csv' ? '1' : '2026';
	return Object.entries(tables).map(([file, lines]) => [
		`${file}.csv`,
		writeTable(format, file, version, lines)
	]);
}

async function zip(texts: readonly [file: string, text: string][]): Promise<Buffer> {
	const packed = new ZipFile();
	const [date = '', time = ''] = EXPORTED_AT.split(' ');
	// A time without a zone is read in the machine's, and so written the same everywhere.
	const mtime = new Date(`${date}T${time}`);
	for (const [file, text] of texts)
		packed.addBuffer(Buffer.from(text), file, { mtime, mode: 0o100644, forceDosTimestamp: true });
	packed.end();
	return buffer(packed.outputStream);
}
