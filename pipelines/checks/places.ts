import { readCanonical } from '../model/definition.ts';
import { columnsOf } from '../sources/format.ts';

/** A field of a format's file, with what the standard behind the format calls it, where one does. */
export type Place = { file: string; column: string; element: string };

/**
 * Where columns of the model are written down in a format: the fields that they are made from, each once. Of what the format
 * does not have there is none.
 */
export function placesOf(columns: readonly string[], format: string): Place[] {
	const selects = readCanonical(format);
	const fields = columnsOf(format);
	const names = columns.flatMap((name) => {
		const [table, column = ''] = name.split('.');
		const head = selects.find(({ id }) => id === table)?.head;
		return head?.columns[column] ?? head?.kinds[column] ?? [name];
	});
	return [...new Set(names)].flatMap((name) => {
		const found = fields.find(({ file, column }) => `${file}.${column}` === name);
		return found ? [{ file: found.file, column: found.column, element: found.element }] : [];
	});
}

/** A place as one says it: "Exit.csv, ExitDate (3.11 Project Exit Date)". */
export function tellPlace({ file, column, element }: Place): string {
	return `${file}.csv, ${column}${element === '' ? '' : ` (${element})`}`;
}
