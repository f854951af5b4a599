import { readModel } from '#pipelines/model/definition.ts';
import { describeTemplates, type Template } from '#pipelines/sources/canonical-csv/templates.ts';
import { inWords, language, sentences } from './language.ts';

/** Every file that can be filled in by hand, with its columns, in the language in which is answered. */
export function toldTemplates(): Template[] {
	const rows = new Map(readModel().map(({ id, head }) => [id, inWords(head).row]));
	return describeTemplates().map(({ table, columns }) => ({
		table,
		row: rows.get(table) ?? sentences().data.templates.about,
		columns: columns.map((column) => ({ ...column, meaning: meaningOf(column) }))
	}));
}

/** What a column holds, in the language in which is answered. */
export function meaningOf({ meaning, es }: { meaning: string; es: string }): string {
	return language() === 'es' && es !== '' ? es : meaning;
}
