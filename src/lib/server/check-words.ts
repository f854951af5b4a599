import { readChecks, type Check } from '#pipelines/checks/definition.ts';
import { messages } from '#lib/messages/index.ts';
import { wordOf } from '#lib/speak.ts';
import { language } from './language.ts';
import { servedHome } from './reading.ts';

type Details = Record<string, string>;
type Said = Partial<Record<'title' | 'guidance' | 'remedy' | 'detail', unknown>>;

/**
 * What checks found, as they say it in the language in which is answered: title, why, what to do and what is wrong, whichever of them a
 * row has. What a check of the home says in no other language is said in its own.
 * @param checkOf which check found a row
 */
export function inCheckWords<Row extends Said>(rows: readonly Row[], checkOf: (row: Row) => string): Row[] {
	if (language() !== 'es') return [...rows];
	const heads = new Map(readChecks(servedHome()).checks.map(({ id, head }) => [id, head]));
	return rows.map((row) => {
		const head = heads.get(checkOf(row));
		return head ? { ...row, ...saidOf(row, head) } : row;
	});
}

function saidOf(row: Said, head: Check['head']): Said {
	const { details = {}, ...texts } = head.es ?? {};
	// A store may be older than the file of its check: then what it says is not what was translated.
	const own = (['title', 'guidance', 'remedy'] as const).filter(
		(id) => row[id] === head[id] && texts[id] !== undefined
	);
	return {
		...Object.fromEntries(own.map((id) => [id, texts[id]])),
		...(typeof row.detail === 'string' ? { detail: sayDetail(row.detail, details) } : {})
	};
}

/** Titles of checks, as a list of rows joins them, in the language in which is answered. */
export function titlesInWords(titles: string): string {
	if (language() !== 'es') return titles;
	const heads = readChecks(servedHome()).checks.map(({ head }) => [head.title, head.es?.title ?? head.title]);
	const said = new Map(heads as [string, string][]);
	return titles
		.split('; ')
		.map((title) => said.get(title) ?? title)
		.join('; ');
}

/** A sentence that a check made, as `details` says it; where it has no such sentence, as it is. */
export function sayDetail(text: string, details: Details): string {
	for (const [own, said] of Object.entries(details)) {
		const found = readerOf(own).exec(text);
		if (found)
			return said.replace(/\{(\d+)\}/g, (_, place: string) =>
				wordOf(messages(language()), found[Number(place)] ?? '')
			);
	}
	return text;
}

/** A sentence with its places as an expression that reads them. */
function readerOf(sentence: string): RegExp {
	const parts = sentence.split(/\{\d+\}/).map((part) => RegExp.escape(part));
	return new RegExp(`^${parts.join('(.+?)')}$`);
}
