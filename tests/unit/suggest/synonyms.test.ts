import { expect, it } from 'vitest';
import { readSynonyms } from '#pipelines/sources/canonical-csv/synonyms.ts';
import { columnsOf } from '#pipelines/sources/format.ts';
import { ourWord } from '#pipelines/suggest/words.ts';

const columns = columnsOf('canonical-csv');
const synonyms = readSynonyms();

it('every synonym of a header is of a column that there is', () => {
	const known = new Set(columns.flatMap(({ file, column }) => [`${file}.${column}`, `*.${column}`]));
	known.add('*.id');
	expect(synonyms.headers.filter(({ table, column }) => !known.has(`${table}.${column}`))).toEqual([]);
	const tables = new Set(columns.map(({ file }) => file));
	expect(synonyms.files.filter(({ table }) => !tables.has(table))).toEqual([]);
});

it('every word of ours is of the column that it is for', () => {
	for (const column of columns) {
		const pairs = synonyms.codes[`${column.file}.${column.column}`] ?? [];
		const words =
			column.type === 'boolean' ? ['yes', 'no', 'does not know', 'declined', 'not collected'] : column.values;
		expect(pairs.filter(({ ours }) => !words.includes(ours))).toEqual([]);
	}
});

it('no word of others is two of ours', () => {
	for (const column of columns) {
		const pairs = synonyms.codes[`${column.file}.${column.column}`] ?? [];
		if (column.type === 'boolean') continue;
		const wrong = pairs.filter(({ ours, theirs }) => ourWord(column, theirs, synonyms) !== ours);
		expect(wrong).toEqual([]);
	}
});
