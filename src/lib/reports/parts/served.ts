import { dimensionName, valueName, type Words } from '#lib/speak.ts';
import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import { isTotal } from '#lib/metrics/total.ts';
import { column, figureCell, kindOf, measureOf, textCell } from '../cells.ts';
import type { Cell, Part } from '../part.ts';
import type { Report, Served } from '../report.ts';

/** Who was served: a table for each breakdown of the grant. */
export function tellServed(words: Words, { served }: Report): Part[] {
	if (served.length === 0) return [{ is: 'text', text: words.m.reports.noServed, quiet: true }];
	return served.map((table) => tellTable(words, table));
}

function tellTable(words: Words, { metric, title, by, rows, ...own }: Served): Part {
	const { m, format } = words;
	const { columns: c, dictionary: d } = m.reports;
	const measure = measureOf(own);
	const nobody: Cell = isTotal(measure)
		? { text: m.reports.noRows, value: 0, as: kindOf(measure) }
		: textCell(m.reports.none);
	const cell = (result: DisclosedResult | null): Cell =>
		result === null ? nobody : figureCell(words, result, measure);
	const carried = (row: Served['rows'][number]): string =>
		[
			...(row.quarter?.carried === true ? [c.quarter] : []),
			...(row.to_date?.carried === true ? [c.toDate] : [])
		].join(', ');
	const isCarried = rows.some((row) => carried(row) !== '');
	const state = (row: Served['rows'][number]): Cell =>
		textCell(carried(row) === '' ? m.reports.none : `${carried(row)}: ${m.reports.carried}`);
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
			column(c.toDate, d.toDate, true),
			...(isCarried ? [column(c.state, d.state)] : [])
		],
		rows: rows.map((row) => [
			...by.map((id) => textCell(valueName(m, id, row.group[id] ?? ''))),
			cell(row.quarter),
			cell(row.to_date),
			...(isCarried ? [state(row)] : [])
		])
	};
}
