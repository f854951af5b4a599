import type { Words } from '#lib/speak.ts';
import type { Part } from '../part.ts';
import type { Report } from '../report.ts';

/** How each figure is made, what is hidden, and what the words mean. */
export function tellMethods({ m, format }: Words, { figures, policy }: Report): Part[] {
	const w = m.reports;
	return [
		{ is: 'heading', level: 3, text: w.control, id: 'control' },
		{
			is: 'text',
			text:
				policy.kind === 'suppress'
					? w.policy({ k: format.number(policy.k) })
					: w.unsuppressed({ basis: policy.basis }),
			quiet: false
		},
		{ is: 'heading', level: 3, text: w.definitions, id: 'definitions' },
		{
			is: 'list',
			items: figures.map(({ title, counts, leaves_out, source, definition_version: version }) => ({
				strong: `${title}.`,
				text: [
					...(counts === null ? [] : [counts]),
					...(leaves_out === null ? [] : [`${w.leavesOut} ${leaves_out}`]),
					`${w.source} ${source}.`,
					`${w.version} ${version}.`
				].join(' ')
			}))
		},
		{ is: 'heading', level: 3, text: w.glossaryTitle, id: 'words' },
		{ is: 'list', items: w.glossary.map(([word, text]) => ({ strong: `${word}:`, text })) }
	];
}
