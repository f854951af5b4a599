import { dimensionName, valueName, type Words } from '#lib/speak.ts';
import { column, figureCell, textCell } from '../cells.ts';
import type { Part } from '../part.ts';
import type { Report } from '../report.ts';
import { measureIn } from '../restated.ts';

/** What was told before and is another now, by how much and why. */
export function tellRestated(words: Words, report: Report): Part[] {
	const { since, changes } = report.restated;
	const { m, format } = words;
	const { columns: c, dictionary: d } = m.reports;
	if (since === null) return [{ is: 'text', text: m.reports.firstRelease, quiet: false }];
	const date = format.date(since);
	if (changes.length === 0)
		return [{ is: 'text', text: m.reports.nothingRestated({ since: date }), quiet: false }];
	return [
		{ is: 'text', text: m.reports.restated({ n: changes.length, since: date }), quiet: false },
		{
			is: 'table',
			id: 'restated',
			caption: m.reports.restatedTable,
			columns: [
				column(c.figure, d.figure),
				column(c.period, d.period),
				column(c.before, d.before, true),
				column(c.now, d.now, true),
				column(c.why, d.why)
			],
			rows: changes.map(({ metric, title, group, period, before, now, reasons }) => [
				textCell(
					[
						title,
						...Object.entries(group).map(
							([id, value]) => `${dimensionName(m, id)}: ${valueName(m, id, value)}`
						)
					].join(', ')
				),
				textCell(format.span(period)),
				figureCell(words, before, measureIn(report, metric)),
				figureCell(words, now, measureIn(report, metric)),
				textCell(reasons.join(' '))
			])
		}
	];
}
