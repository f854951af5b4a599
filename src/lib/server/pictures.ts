import { bars } from '#lib/charts/bars.ts';
import type { Chart } from '#lib/charts/chart.ts';
import { curve } from '#lib/charts/curve.ts';
import { histogram } from '#lib/charts/histogram.ts';
import { sparkline } from '#lib/charts/sparkline.ts';
import type { MetricDefinition } from '#lib/metrics/catalogue.ts';
import type { Result } from '#lib/metrics/result.ts';
import { isTotal } from '#lib/metrics/total.ts';
import { dimensionName, valueName, type Words } from '#lib/speak.ts';
import { showComparison, type ShownComparison } from './comparison.ts';
import type { MetricPage } from './metric-page.ts';
import type { Figure, Overview } from './overview.ts';
import { drawTrend, type TrendPicture } from './trend-picture.ts';
import { curveWords, drawable, figureWords, goalOf, histogramWords, scaleOf } from './words.ts';

/** A figure with its sparkline; `picture` is null where there is nothing to draw. */
export type Drawn = Omit<Figure, 'trend'> & { picture: string | null };
export type DrawnOverview = Overview<Drawn>;

/** A chart with the sentences around it, as the component `Chart` takes it. */
export type Picture = { chart: Chart; title: string; caption: string };

/** A metric's page with its pictures drawn, ready to be sent. */
export type ShownMetric = Omit<MetricPage, 'curves' | 'histogram' | 'comparison'> & {
	comparison: ShownComparison | null;
	pictures: { shape: Picture | null; trend: TrendPicture | null; bars: Picture | null };
};

/** Draws the sparklines of an overview. */
export function drawOverview(overview: Overview, words: Words): DrawnOverview {
	const draw = ({ trend, ...figure }: Figure): Drawn => ({
		...figure,
		picture: drawSparkline({ trend, ...figure }, words)
	});
	return {
		...overview,
		outputs: { ...overview.outputs, figures: overview.outputs.figures.map(draw) },
		questions: overview.questions.map(({ asks, sections }) => ({
			asks,
			sections: sections.map(({ group, leading, others }) => ({
				group,
				leading: leading.map(draw),
				others: others.map(draw)
			}))
		}))
	};
}

function drawSparkline({ metric, result, trend }: Figure, words: Words): string | null {
	return trend.length < 2 ? null : drawCourse({ metric, results: trend, standard: result.standard }, words);
}

/** A figure over the parts of its period as a small line; null where there is nothing to draw. */
export function drawCourse(
	{ metric, results, standard }: { metric: MetricPage['metric']; results: Result[]; standard: number | null },
	{ m, format }: Words
): string | null {
	return sparkline({
		points: results.map(({ value, immature }) => ({ value, immature })),
		...(scaleOf(metric) === 'share'
			? { domain: [0, Math.max(1, ...results.map(({ value }) => value ?? 0))] as const }
			: {}),
		standard,
		label: m.overview.trend({
			title: metric.title,
			parts: results
				.map((each) => `${format.span(each.period)} ${format.headline({ ...each, reason: null }, metric)}`)
				.join(', ')
		})
	});
}

/** Draws the pictures of a metric's page. */
export function drawMetric(page: MetricPage, words: Words): ShownMetric {
	const { curves: _, histogram: __, comparison, ...rest } = page;
	return {
		...rest,
		comparison: comparison && showComparison(comparison, page.metric, words),
		pictures: {
			shape: drawCurve(page, words) ?? drawHistogram(page, words),
			trend: drawTrend(page.trend, page.metric, words),
			bars: drawBars(page, words)
		}
	};
}

/** Most groups that one picture shows; the table below it has them all. */
const MOST_BARS = 30;

/** A figure for each value of a dimension. Null where there is nothing to draw. */
export function drawBars(page: Grouped, words: Words): Picture | null {
	const { metric, whole, breakdown } = page;
	const { m, format } = words;
	const nameOf = ({ group }: Result) => valueName(m, breakdown.by, group[breakdown.by] ?? '');
	const groups = breakdown.results.slice(0, MOST_BARS);
	if (groups.every(({ value }) => value === null)) return null;
	const chart = bars({
		groups: groups.map((result) => ({ ...drawable(result), label: nameOf(result) })),
		scale: scaleOf(metric),
		overall:
			whole.value === null || isTotal(metric)
				? null
				: { value: whole.value, label: m.charts.all({ value: format.headline(whole, metric) }) },
		standard: goalOf(whole, metric, words),
		words: figureWords(words, metric, dimensionName(m, breakdown.by))
	});
	return (
		chart && {
			chart,
			title: barsTitle(page, words),
			caption: m.metric.caption[captionOf(metric)]
		}
	);
}

/** A figure and its groups. */
type Grouped = { metric: MetricDefinition; whole: Result; breakdown: { by: string; results: Result[] } };

function captionOf({ kind }: MetricDefinition) {
	return kind === 'count' ? 'barsCount' : kind === 'sum' ? 'barsSum' : 'bars';
}

/** Fewer people than these say too little to be named as the lowest or highest (METHODS §4); a program's own rows have none. */
const FEW_CLIENTS = 10;

/** From the lowest group to the highest; workers are never set against each other so. */
function barsTitle({ metric, whole, breakdown: { by, results } }: Grouped, { m, format }: Words): string {
	if (by === 'worker')
		return m.metric.found.many({
			groups: m.metric.workers({ n: format.number(results.length) }),
			all: format.headline(whole, metric)
		});
	const enough = results
		.filter(({ value, clients }) => value !== null && (clients >= FEW_CLIENTS || metric.of === 'program'))
		.sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
	const say = (result: Result) => ({
		group: valueName(m, by, result.group[by] ?? ''),
		value: format.headline(result, metric)
	});
	const [low, high] = [enough[0], enough.at(-1)];
	if (!low || !high || low === high) return m.metric.found.one(say(low ?? results[0] ?? whole));
	return m.metric.found.bars({
		low: say(low).group,
		lowest: say(low).value,
		high: say(high).group,
		highest: say(high).value
	});
}

function drawCurve({ metric, whole, curves, breakdown }: MetricPage, words: Words): Picture | null {
	const { m, format } = words;
	const day = metric.headline.share_by;
	if (curves.length === 0 || day === undefined) return null;
	const chart = curve({
		groups: curves.map(({ group, points, atRisk }) => ({
			name: group === null ? null : valueName(m, breakdown.by, group),
			points,
			atRisk,
			immature: whole.immature
		})),
		headline: { day, standard: goalOf(whole, metric, words) },
		words: curveWords(words, metric)
	});
	if (!chart) return null;
	const half = whole.also.half_by;
	return {
		chart,
		title: m.metric.found.curve({
			share: format.headline(whole, metric),
			day: format.number(day),
			median: typeof half === 'number' ? format.number(half) : null,
			unit: metric.unit
		}),
		caption: m.metric.caption.curve(metric)
	};
}

function drawHistogram({ metric, whole, histogram: values }: MetricPage, words: Words): Picture | null {
	const { m, format } = words;
	if (values === null || whole.value === null) return null;
	const median = format.headline(whole, metric);
	const chart = histogram({
		values,
		median: { value: whole.value, label: m.charts.median({ value: median }) },
		standard: goalOf(whole, metric, words),
		words: histogramWords(words, metric)
	});
	if (!chart) return null;
	const p90 = format.quantity(whole.also.p90 ?? whole.value, metric.unit, 1);
	return { chart, title: m.metric.found.histogram({ median, p90 }), caption: m.metric.caption.histogram };
}
