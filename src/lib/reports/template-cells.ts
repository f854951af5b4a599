import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import { kindOf, measureOf } from './cells.ts';
import type { Spoken } from './form.ts';
import type { Cell, CellKind } from './part.ts';
import type { Report, ReportFigure, Served } from './report.ts';
import { whyNone } from './why-none.ts';

const NONE = '–';
const DAY = 86_400_000;

const text = (said: string | null): Cell => ({ text: said ?? '', value: null, as: 'text' });
const day = (iso: string): Cell => ({ text: iso, value: Date.parse(iso) / DAY, as: 'date' });

/** A part of a name: small letters, digits and _. Others than letters and digits, and `-`, become _. */
function named(words: string): string {
	const plain = words
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_+|_+$/g, '');
	return plain === '' ? '_' : plain;
}

/**
 * What a template's cells can be filled with, by name: of the grant, the quarter and its year, of each figure such as
 * `people_served.quarter.value`, and of who was served, such as `people_served.age_band.18_to_24.quarter.value`. What is
 * hidden or not known is the text that says why. What would have the name of another has none.
 */
export function templateCells(report: Report, words: Spoken): Map<string, Cell> {
	const all = [
		...report.figures.flatMap((figure) => figureCells(figure, words)),
		...report.served.flatMap((served) => servedCells(served, words)),
		...frameCells(report)
	];
	const alike = Map.groupBy(all, ([name]) => name);
	return new Map(all.filter(([name]) => alike.get(name)!.length === 1));
}

type Named = [name: string, cell: Cell];

function frameCells({ report, grant, quarter, ...whole }: Report): Named[] {
	const period = (name: string, { from, to }: { from: string; to: string }): Named[] => [
		[`${name}.from`, day(from)],
		[`${name}.to`, day(to)]
	];
	return [
		['report.title', text(report.title)],
		['report.store', text(whole.store)],
		['report.observed_until', day(whole.observed_until)],
		['report.summary', text(whole.summary)],
		['report.gaps', text(whole.gaps)],
		['grant.name', text(grant.name)],
		['grant.funder', text(grant.funder)],
		['grant.programs', text(grant.programs.join('; '))],
		...period('grant', grant),
		['quarter.number', number(quarter.number, 'count')],
		...period('quarter', quarter),
		...period('to_date', quarter.to_date),
		...period('year', quarter.year)
	];
}

function figureCells(figure: ReportFigure, words: Spoken): Named[] {
	const name = metricName(figure.metric);
	const { promised } = figure;
	const as = kindOf(figure);
	return [
		[`${name}.title`, text(figure.title)],
		[`${name}.unit`, text(figure.unit)],
		[`${name}.counts`, text(figure.counts)],
		[`${name}.definition_version`, text(figure.definition_version)],
		[`${name}.variance`, text(figure.variance)],
		[`${name}.action`, text(figure.action)],
		[`${name}.year.target`, number(promised.year, as)],
		...resultCells(`${name}.quarter`, figure.quarter, as, words),
		[`${name}.quarter.target`, number(promised.quarter, as)],
		...resultCells(`${name}.to_date`, figure.to_date, as, words),
		[`${name}.to_date.target`, number(promised.to_date, as)]
	];
}

function servedCells({ metric, by, rows, ...own }: Served, words: Spoken): Named[] {
	const as = kindOf(measureOf(own));
	return rows.flatMap(({ group, quarter, to_date }) => {
		const groups = by.map((each) => `${named(each)}.${named(group[each] ?? '')}`);
		const name = [metricName(metric), ...groups].join('.');
		return [
			...(quarter ? resultCells(`${name}.quarter`, quarter, as, words) : []),
			...(to_date ? resultCells(`${name}.to_date`, to_date, as, words) : [])
		];
	});
}

function resultCells(name: string, result: DisclosedResult, as: CellKind, words: Spoken): Named[] {
	const why = whyNone(result, words) ?? NONE;
	return [
		[`${name}.value`, number(result.value, as, why)],
		[`${name}.lower`, number(result.lower, as, why)],
		[`${name}.upper`, number(result.upper, as, why)],
		[`${name}.numerator`, number(result.numerator, 'number', why)],
		[`${name}.denominator`, number(result.n, 'count', why)]
	];
}

function number(value: number | null, as: CellKind, why = NONE): Cell {
	return { text: value === null ? why : String(value), value, as };
}

/** A metric's id as a name may be: it begins with no digit. */
function metricName(id: string): string {
	return named(id).replace(/^(?=\d)/, '_');
}
