import { makePdf, type Block, type PrintedDocument } from '#lib/server/documents/document.ts';
import type { Form, Look, Spoken } from '../form.ts';
import type { Part } from '../part.ts';
import type { Report } from '../report.ts';
import { titleOf } from '../title.ts';

export const form: Form = {
	ending: 'pdf',
	type: 'application/pdf',
	make: (report, parts, as) => makePdf(printReport(report, parts, as))
};

/** A report as a document: its parts as they are read, with the agency's logo and colour. */
export function printReport(
	report: Report,
	parts: readonly Part[],
	{ words, look }: { words: Spoken; look: Look }
): PrintedDocument {
	const { m, format, locale } = words;
	const title = titleOf(report, parts);
	return {
		language: locale,
		title,
		author: m.frame.name,
		foot: m.forms.foot({
			title,
			store: report.store.slice(0, 8),
			date: format.date(report.observed_until)
		}),
		blocks: parts.map(asBlock),
		look,
		made: report.observed_until
	};
}

function asBlock(part: Part): Block {
	switch (part.is) {
		case 'heading':
			return { is: 'heading', level: part.level, text: part.text };
		case 'picture':
			return { is: 'picture', svg: part.svg, alt: part.alt };
		case 'table':
			return {
				is: 'table',
				caption: part.caption,
				columns: part.columns.map(({ title, number }) => ({ title, number })),
				rows: part.rows.map((row) => row.map(({ text }) => text))
			};
		default:
			return part;
	}
}
