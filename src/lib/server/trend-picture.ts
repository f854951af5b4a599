import { trend as draw, type ChanceWords } from '#lib/charts/trend.ts';
import { signOf } from '#lib/charts/parts/chance.server.ts';
import { MARKS } from '#lib/metrics/compare/marks.ts';
import type { MetricDefinition } from '#lib/metrics/catalogue.ts';
import type { Trend } from '#lib/metrics/trend.ts';
import type { SignName } from '#lib/parts/signs.ts';
import type { Words } from '#lib/speak.ts';
import { tellTrend } from '#lib/tell-trend.ts';
import type { Picture } from './pictures.ts';
import { drawable, figureWords, goalOf, scaleOf } from './words.ts';

/** A trend drawn: its title is what it says, with a sign of it; `subtitle` is what must be read with it. */
export type TrendPicture = Picture & { sign?: SignName | undefined; subtitle?: string | undefined };

/** Draws a trend with its level, limits, step changes and signs. Null where there is nothing to draw. */
export function drawTrend(trend: Trend, metric: MetricDefinition, words: Words): TrendPicture | null {
	const { m, format } = words;
	const { points, segments, grain } = trend;
	const last = points.findLast(({ result }) => result.value !== null);
	if (!last || points.length < 2) return null;
	const steps = segments.flatMap(({ period, steps }) => {
		const at = points.findIndex(({ result }) => result.period.from === period.from);
		return steps.length === 0 ? [] : [{ at, label: steps.map(({ on }) => format.shortDate(on)).join(', ') }];
	});
	const chart = draw({
		points: points.map(({ result, centre, lower, upper, mark }) => ({
			...drawable(result),
			label: format.span(result.period),
			short: format.span(result.period).replace(/ (\d{4})$/, '\n$1'),
			expected: centre === null || lower === null || upper === null ? null : { centre, lower, upper },
			mark
		})),
		scale: scaleOf(metric),
		standard: goalOf(last.result, metric, words),
		words: figureWords(words, metric, m.charts.columns.period),
		chance: { steps, words: chanceWords(words, metric) }
	});
	if (!chart) return null;
	const isHeld = points.some(({ centre }) => centre !== null);
	const caption = [
		isHeld ? m.trend.caption.limits({ grain }) : m.metric.caption[captionOf(metric)],
		...legend(trend, words),
		...(isHeld && points.some(({ result }) => result.immature && result.value !== null)
			? [m.trend.caption.hollow({ grain })]
			: []),
		...(steps.length > 0 ? [m.trend.caption.step] : [])
	].join(' ');
	const { finding, more } = tellTrend(words, trend, metric);
	return { chart, title: finding, sign: signFor(trend), subtitle: more.join(' ') || undefined, caption };
}

/** Each sign that the picture has, in the order in which they count, with what it says. */
function legend({ points }: Trend, { m }: Words): string[] {
	const found = MARKS.flatMap((kind) =>
		(['up', 'down'] as const).flatMap((side) =>
			points.some(({ mark }) => mark?.kind === kind && mark.side === side) ? [{ kind, side }] : []
		)
	);
	if (found.length === 0) return [];
	return [m.trend.signs({ signs: found.map((mark) => ({ sign: signOf(mark), name: m.trend.marks(mark) })) })];
}

function signFor({ verdict }: Trend): SignName | undefined {
	if (verdict.says === 'changed') return verdict.direction ?? verdict.mark.side;
	return (
		{
			steady: 'within',
			'too few': 'little',
			'too rare': 'little',
			'carries over': undefined,
			medians: undefined
		} as const
	)[verdict.says];
}

function captionOf({ kind }: MetricDefinition) {
	return kind === 'count' ? 'trendCount' : kind === 'sum' ? 'trendSum' : 'trend';
}

function chanceWords({ m, format }: Words, metric: MetricDefinition): ChanceWords {
	return {
		limits: (lower, upper) => m.trend.limits({ limits: format.limits(lower, upper, metric) }),
		mark: m.trend.marks,
		columns: m.trend.columns
	};
}
