import { join } from 'node:path';
import type { Synonyms } from '../../suggest/words.ts';
import { formatFolder, readRecords } from '../format.ts';
import { existsSync } from 'node:fs';

const FOLDER = formatFolder('canonical-csv');

/**
 * The words that other systems use for ours, from the files of `synonyms/`: `headers.csv` (header, table, column; `*`
 * is any table), `files.csv` (name, table), and for each list of codes, or column of yes and no, one of `ours,theirs`.
 */
export function readSynonyms(): Synonyms {
	const codes: Synonyms['codes'] = {};
	for (const { file = '', column = '', type, values } of readRecords(join(FOLDER, 'columns.csv'))) {
		const lists = type === 'boolean' ? [column, 'yes_no'] : values ? [values] : [];
		const pairs = lists.flatMap((list) => pairsOf(list));
		if (pairs.length > 0) codes[`${file}.${column}`] = pairs;
	}
	return {
		headers: read('headers').map(({ header = '', table = '', column = '' }) => ({ header, table, column })),
		files: read('files').map(({ name = '', table = '' }) => ({ name, table })),
		codes
	};
}

function pairsOf(list: string): { ours: string; theirs: string }[] {
	if (!existsSync(join(FOLDER, 'synonyms', `${list}.csv`))) return [];
	return read(list).map(({ ours = '', theirs = '' }) => ({ ours, theirs }));
}

function read(name: string): Record<string, string>[] {
	return readRecords(join(FOLDER, 'synonyms', `${name}.csv`));
}
