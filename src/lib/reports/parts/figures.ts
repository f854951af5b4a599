import { trend } from '#lib/charts/trend.ts';
import { asPicture } from '#lib/charts/picture.ts';
import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import { isTotal } from '#lib/metrics/total.ts';
import { figureWords, scaleOf } from '#lib/server/words.ts';
import type { Words } from '#lib/speak.ts';
import {
	amountCell,
	column,
	figureCell,
	intervalCell,
	nameOf,
	remarkOf,
	restsCell,
	textCell
} from '../cells.ts';
import type { Cell, Part } from '../part.ts';
import { stateOf } from '../promises.ts';
import type { Report, ReportFigure } from '../report.ts';

/** The figures that answer a question: each with its picture, its table, what it counts and what the manager wrote of it. */
export function tellFigures(words: Words, { figures }: Report, asks: ReportFigure['asks']): Part[] {
	const own = figures.filter((each) => each.asks === asks);
	if (own.length === 0) return [{ is: 'text', text: words.m.reports.noFigures, quiet: true }];
	return own.flatMap((figure) => tellFigure(words, figure));
}

function tellFigure(words: Words, figure: ReportFigure): Part[] {
	const { m } = words;
	const { columns: c, dictionary: d } = m.reports;
	const hasInterval = !isTotal(figure);
	const isPromised = Object.values(figure.promised).some((each) => each !== null);
	const isRemarked = [...figure.trend, figure.to_date].some((result) => remarkOf(words, result) !== null);
	const hasState = isPromised || isRemarked;
	const row = (period: string, result: DisclosedResult, promise: number | null): Cell[] => {
		const state = stateOf(figure, result, promise);
		const remark = remarkOf(words, result);
		return [
			textCell(period),
			figureCell(words, result, figure),
			...(hasInterval ? [intervalCell(words, result, figure), restsCell(words, result)] : []),
			...(isPromised ? [amountCell(words, promise, figure)] : []),
			...(hasState ? [textCell(remark ?? (state === null ? m.reports.none : m.reports.state[state]))] : [])
		];
	};
	return [
		{ is: 'heading', level: 3, text: figure.title, id: figure.metric },
		...draw(words, figure),
		{
			is: 'table',
			id: figure.metric,
			caption: m.reports.table({ figure: nameOf(words, figure) }),
			columns: [
				column(c.period, d.period),
				column(c.value, d.value, true),
				...(hasInterval ? [column(c.interval, d.interval, true), column(c.rows, d.rows, true)] : []),
				...(isPromised ? [column(c.promised, d.promised, true)] : []),
				...(hasState ? [column(c.state, d.state)] : [])
			],
			rows: [
				...figure.trend.map((result) =>
					row(
						words.format.span(result.period),
						result,
						isOf(result, figure.quarter) ? figure.promised.quarter : null
					)
				),
				row(c.toDate, figure.to_date, figure.promised.to_date)
			]
		},
		...remarks(words, figure)
	];
}

function isOf(a: DisclosedResult, b: DisclosedResult): boolean {
	return a.period.from === b.period.from && a.period.to === b.period.to;
}

function remarks({ m }: Words, figure: ReportFigure): Part[] {
	const w = m.reports;
	const items = [
		...(figure.variance === null ? [] : [{ strong: w.variance, text: figure.variance }]),
		...(figure.action === null ? [] : [{ strong: w.action, text: figure.action }]),
		...(figure.problems === null ? [] : [{ strong: w.quality.title, text: w.quality[figure.problems] }])
	];
	if (figure.counts !== null) items.push({ strong: w.counts, text: figure.counts });
	return items.length === 0 ? [] : [{ is: 'list', items }];
}

/** Its course over the quarters, with what was promised for this one; nothing where fewer than two have a value that is shown. */
function draw(words: Words, figure: ReportFigure): Part[] {
	const { m, format } = words;
	const { quarter: promise } = figure.promised;
	const shown = figure.trend.filter(({ value }) => value !== null);
	const [first, last] = [shown[0], shown.at(-1)];
	if (first === undefined || last === undefined || first === last) return [];
	const chart = trend({
		points: figure.trend.map((result) => ({
			...{ value: result.value, lower: result.lower, upper: result.upper, n: result.n ?? 0 },
			immature: result.immature,
			reason: result.value === null ? figureCell(words, result, figure).text : null,
			label: format.period(result.period),
			short: onAxis(format.span(result.period), result.period)
		})),
		scale: scaleOf(figure),
		standard:
			promise === null || isTotal(figure)
				? null
				: { value: promise, label: m.charts.target({ value: format.amount(promise, figure) }) },
		words: {
			...figureWords(words, figure, m.reports.columns.period),
			...(figure.kind === 'count' ? { value: (value: number) => format.number(value) } : {})
		}
	});
	if (chart === null) return [];
	const said = (result: DisclosedResult) =>
		m.reports.valueOf({
			value: figureCell(words, result, figure).text,
			period: format.span(result.period)
		});
	const alt = m.reports.trend({ figure: nameOf(words, figure), first: said(first), last: said(last) });
	return [{ is: 'picture', id: figure.metric, alt, svg: asPicture(chart.wide), chart }];
}

/** A quarter on two lines, its year on the second: "Jul to Sept", "2026". */
function onAxis(span: string, { from, to }: DisclosedResult['period']): string {
	const year = ` ${to.slice(0, 4)}`;
	return from.startsWith(year.trim())
		? `${span.replaceAll(year, '')}\n${year.trim()}`
		: span.replace(/ (\d{4})$/, '\n$1');
}
