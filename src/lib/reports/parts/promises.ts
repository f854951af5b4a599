import { isTotal } from '#lib/metrics/total.ts';
import type { Words } from '#lib/speak.ts';
import { amountCell, column, figureCell, nameOf, textCell } from '../cells.ts';
import type { Cell, Part } from '../part.ts';
import { stateOf } from '../promises.ts';
import type { Report, ReportFigure } from '../report.ts';

/** Each promise beside what was delivered: this quarter, the year to date, and of the year's promise. */
export function tellPromises(words: Words, { figures }: Report): Part[] {
	const { m } = words;
	const { columns: c, dictionary: d } = m.reports;
	const promised = figures.filter(({ promised: { quarter, to_date, year } }) =>
		[quarter, to_date, year].some((each) => each !== null)
	);
	if (promised.length === 0) return [{ is: 'text', text: m.reports.answer.none, quiet: false }];
	return [
		{
			is: 'table',
			id: 'promises',
			caption: m.reports.promisesTable,
			columns: [
				column(c.figure, d.figure),
				column(c.quarter, d.quarter, true),
				column(c.promised, d.promisedQuarter, true),
				column(c.state, d.state),
				column(c.toDate, d.toDate, true),
				column(c.promised, d.promisedToDate, true),
				column(c.state, d.state),
				column(c.year, d.year, true),
				column(c.share, d.share, true)
			],
			rows: promised.map((figure) => [
				textCell(nameOf(words, figure)),
				figureCell(words, figure.quarter, figure),
				amountCell(words, figure.promised.quarter, figure),
				stateCell(words, figure, 'quarter'),
				figureCell(words, figure.to_date, figure),
				amountCell(words, figure.promised.to_date, figure),
				stateCell(words, figure, 'to_date'),
				amountCell(words, figure.promised.year, figure),
				shareCell(words, figure)
			])
		}
	];
}

function stateCell({ m }: Words, figure: ReportFigure, part: 'quarter' | 'to_date'): Cell {
	const state = stateOf(figure, figure[part], figure.promised[part]);
	return textCell(state === null ? m.reports.none : m.reports.state[state]);
}

/** Of a total, how much of the year's promise there is so far. */
function shareCell({ m, format }: Words, { kind, to_date, promised: { year } }: ReportFigure): Cell {
	if (!isTotal({ kind }) || year === null || year === 0 || to_date.value === null)
		return textCell(m.reports.none);
	const share = to_date.value / year;
	return { text: format.percent(share), value: share, as: 'share' };
}
