import type { Figure, FigureWords, Goal, Scale } from '#lib/charts/chart.ts';
import type { CurveWords } from '#lib/charts/curve.ts';
import type { HistogramWords } from '#lib/charts/histogram.ts';
import { isShare, isTarget, toldOf, type Measure } from '#lib/format.ts';
import type { MetricDefinition } from '#lib/metrics/catalogue.ts';
import type { Result } from '#lib/metrics/result.ts';
import { isTotal } from '#lib/metrics/total.ts';
import { wordOf, type Words } from '#lib/speak.ts';

/** How the figures of a kind are drawn. */
export function scaleOf(measure: Measure): Scale {
	if (isTotal(measure)) return 'count';
	return isShare(measure) ? 'share' : 'amount';
}

/** The words of a chart of figures; `label` heads its periods or groups. */
export function figureWords({ m, format }: Words, measure: Measure, label: string): FigureWords {
	const { period: _, value, interval, n, note } = m.charts.columns;
	return {
		value: (each) => format.amount(each, measure),
		tick: (each) => format.plain(each, measure),
		interval: (lower, upper) => format.limits(lower, upper, measure),
		basis: (each) => m.figures.basis({ n: format.number(each) }),
		number: (each) => format.number(each),
		immature: m.figures.immature,
		none: m.figures.status.no_data,
		columns: { label, value, interval, n, note }
	};
}

/** The words of a curve of waits in a unit of time. */
export function curveWords({ m, format }: Words, { unit }: Pick<MetricDefinition, 'unit'>): CurveWords {
	const { day, group, share, interval, atRisk } = m.charts.columns;
	return {
		share: format.percent,
		interval: (lower, upper) => format.limits(lower, upper, { kind: 'time_to_event', unit }),
		shareBy: (each, on) => m.charts.shareBy({ share: format.percent(each), day: format.number(on), unit }),
		day: (each) => m.charts.day({ day: format.number(each), unit }),
		number: (n) => format.number(n),
		followed: (n) => m.charts.followed({ n: format.number(n) }),
		of: (name, text) => m.charts.of({ name, text }),
		axis: m.charts.since({ unit }),
		atRisk: m.charts.atRisk({ unit }),
		none: m.charts.notKnown,
		columns: { day: day({ unit }), group, share, interval, atRisk }
	};
}

/** The words of a histogram of a metric's values. */
export function histogramWords(
	{ m, format }: Words,
	{ unit, rows }: Pick<MetricDefinition, 'unit' | 'rows'>
): HistogramWords {
	const { range, rows: count, ofAll } = m.charts.columns;
	return {
		range: (first, last) =>
			first === last
				? format.quantity(first, unit)
				: m.figures.range({ from: format.number(first), to: format.quantity(last, unit) }),
		beyond: (last) => m.charts.beyond({ value: format.quantity(last, unit) }),
		beyondShort: (last) => m.charts.beyondShort({ value: format.number(last) }),
		number: (n) => format.number(n),
		rows: (n) => format.quantity(n, rows),
		share: format.percent,
		ofAll: (share) => m.charts.ofAll({ share: format.percent(share) }),
		axis: wordOf(m, unit),
		columns: { range, rows: count, share: ofAll }
	};
}

/** A result as charts take it. */
export function drawable({ value, lower, upper, n, immature, reason }: Result): Figure {
	return { value, lower, upper, n, immature, reason };
}

/** What a figure is held to, where it is one value. */
export function goalOf(result: Result, metric: MetricDefinition, { m, format }: Words): Goal | null {
	if (result.standard === null || isTotal(metric)) return null;
	const value = format.standard(result, toldOf(metric)) ?? '';
	return {
		value: result.standard,
		label: isTarget(result) ? m.charts.target({ value }) : m.charts.standard({ value })
	};
}
