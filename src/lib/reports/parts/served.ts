import { dimensionName, valueName, type Words } from '#lib/speak.ts';
import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import { column, figureCell, textCell } from '../cells.ts';
import type { Cell, Part } from '../part.ts';
import type { Report, Served } from '../report.ts';

/** Who was served: a table for each breakdown of the grant. */
export function tellServed(words: Words, { served }: Report): Part[] {
	if (served.length === 0) return [{ is: 'text', text: words.m.reports.noServed, quiet: true }];
	return served.map((table) => tellTable(words, table));
}

function tellTable(words: Words, { metric, title, unit, by, rows }: Served): Part {
	const { m, format } = words;
	const { columns: c, dictionary: d } = m.reports;
	const cell = (result: DisclosedResult | null): Cell =>
		result === null
			? { text: m.reports.noRows, value: 0, as: 'count' }
			: figureCell(words, result, { kind: 'count', unit });
	return {
		is: 'table',
		id: `${metric}-${by.join('-')}`,
		caption: m.reports.servedTable({
			figure: title,
			by: format.list(by.map((id) => dimensionName(m, id)))
		}),
		columns: [
			...by.map((id) => column(dimensionName(m, id), d.group)),
			column(c.quarter, d.quarter, true),
			column(c.toDate, d.toDate, true)
		],
		rows: rows.map(({ group, quarter, to_date }) => [
			...by.map((id) => textCell(valueName(m, id, group[id] ?? ''))),
			cell(quarter),
			cell(to_date)
		])
	};
}
