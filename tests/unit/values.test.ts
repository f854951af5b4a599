import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '#pipelines/duckdb.ts';
import { Refused } from '#pipelines/errors.ts';
import { homeAt } from '#pipelines/home.ts';
import { columnsOf, primaryColumns, readFormats, sourceKey, type Column } from '#pipelines/sources/format.ts';
import { isLabel, misfit, readValue } from '#pipelines/values.ts';
import { prepareZips, readSmallZips } from '#pipelines/zips.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-test-'));
let db: Database;
beforeAll(async () => {
	db = await openDatabase(':memory:', folder);
	await prepareZips(db, homeAt(folder));
});
afterAll(() => {
	db.close();
	rmSync(folder, { recursive: true, force: true });
});

const column = (file: string, name: string): Column => {
	const found = columnsOf('canonical-csv').find((each) => each.file === file && each.column === name);
	if (!found) throw new Error(`There is no ${file}.${name}.`);
	return found;
};
/** What becomes of a text in a column. */
const read = async (text: string, of: Column) =>
	(await db.row(`select ${readValue(of, 'v')} as value from (select $text as v)`, { text })).value;

describe('a label', () => {
	const label = column('enrollment', 'exit_reason');
	it.each([
		['Tiny Rapid 2023-2024', 'Tiny Rapid 2023-2024'],
		['HUD: CoC – grant MA0123L1T002205', 'HUD: CoC – grant MA0123L1T002205'],
		['two  blanks\nand a line', 'two blanks and a line'],
		['x'.repeat(100), 'x'.repeat(100)],
		['18 to 24, 24/7', '18 to 24, 24/7']
	])('keeps %j', async (text, kept) => {
		expect(await read(text, label)).toBe(kept);
		expect(isLabel(text)).toBe(true);
	});
	it.each([
		'jane@example.org',
		'write to jane.doe@mail.example.org',
		'123-45-6789',
		'SSN 123 45 6789',
		'123456789',
		'MRN 1234567',
		'(617) 555-0123',
		'+1 617.555.0123',
		'call 555-0123',
		'x'.repeat(101)
	])('loses %j', async (text) => {
		expect(await read(text, label)).toBeNull();
		expect(isLabel(text)).toBe(false);
	});
});

describe('a choice', () => {
	it.each([
		['no_show', 'no_show'],
		['No Show', 'no_show'],
		['CANCELLED-BY-CLIENT', 'cancelled_by_client'],
		['came', null]
	])('reads %j as %j', async (text, word) => {
		expect(await read(text, column('contact', 'result'))).toBe(word);
	});
	it('says what it may be where it is not', () => {
		expect(misfit(column('appeal', 'kind'))).toEqual({
			kind: 'not in the list',
			detail: ' (application, appeal)'
		});
	});
	it('of a label’s list is spelled as the list spells it, and other words stay', async () => {
		const kind = column('contact', 'kind');
		expect(await read('Bed_Night', kind)).toBe('bed night');
		expect(await read('Coffee', kind)).toBe('Coffee');
	});
});

it('yes and no are read in every usual way, and nothing else is', async () => {
	const flag = column('contact', 'scheduled');
	for (const text of ['yes', 'YES', 'y', 'true', 'T', '1']) expect(await read(text, flag)).toBe(true);
	for (const text of ['no', 'N', 'False', 'f', '0']) expect(await read(text, flag)).toBe(false);
	for (const text of ['maybe', '2', 'x']) expect(await read(text, flag)).toBeNull();
});

describe('a ZIP', () => {
	const zip3 = column('client', 'zip3');
	it.each([
		['02139', '021'],
		['021', '021'],
		['02139-1234', '021'],
		['021391234', '021'],
		['03601', '000'],
		['2139', null],
		['9876543', null],
		['K1A', null]
	])('%j leaves %j', async (text, kept) => {
		expect(await read(text, zip3)).toBe(kept);
	});
	it('of a small area is what the home’s own list says, where it has one', () => {
		const own = join(folder, 'own');
		mkdirSync(own);
		writeFileSync(join(own, 'small-zip3.csv'), 'zip3\n021\n');
		expect(readSmallZips(homeAt(own))).toEqual(['021']);
		writeFileSync(join(own, 'small-zip3.csv'), 'zip3\n021\n2139\n');
		expect(() => readSmallZips(homeAt(own))).toThrow(Refused);
		expect(() => readSmallZips(homeAt(own))).toThrow(/small-zip3\.csv line 3: .*three digits/);
		expect(readSmallZips(null)).toHaveLength(17);
	});
});

describe('every format', () => {
	it('has a list for each choice, and an id for each file but the one that says what it is', async () => {
		for (const { id } of await readFormats())
			for (const each of columnsOf(id)) {
				if (each.type === 'choice') expect(each.values.length, `${id} ${each.column}`).toBeGreaterThan(1);
				const own = primaryColumns(columnsOf(id).filter((other) => other.file === each.file));
				if (!['about', 'Export'].includes(each.file))
					expect(own.length, `${id} ${each.file}`).toBeGreaterThan(0);
			}
	});
	it('keys a source by letters, digits and hyphens', () => {
		expect(sourceKey('Tiny – Agency, No. 2')).toBe('tiny-agency-no-2');
		expect(sourceKey('–')).toBe('');
	});
});
