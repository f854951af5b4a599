import type { Measure } from './format.ts';
import { FEWEST_POINTS, FEWEST_ROWS } from './metrics/compare/limits.ts';
import type { Period } from './metrics/result.ts';
import type { Segment, Trend } from './metrics/trend.ts';
import type { Words } from './speak.ts';

/** What a trend says: the finding, and what must be read with it, each as a sentence. */
export type Told = { finding: string; more: string[] };

/** A trend in words. Only marks outside the limits and seven on one side are told as a change (METHODS §4). */
export function tellTrend({ m, format }: Pick<Words, 'm' | 'format'>, trend: Trend, measure: Measure): Told {
	const { verdict, grain, by_chance } = trend;
	const w = m.trend;
	const count = (value: number) => ({ value, number: format.number(value) });
	const segment = judgedSegment(trend);
	const points = count(verdict.points);
	const date = segment?.steps.length ? format.date(segment.steps.at(-1)!.on) : null;
	const since = date === null ? [] : [w.sinceStep({ date, grain, points })];
	const nameOf = (period: Period) => (grain === 'month' ? format.month(period.from) : format.span(period));
	switch (verdict.says) {
		case 'carries over':
			return { finding: w.carriesOver({ grain }), more: [] };
		case 'medians':
			return { finding: w.medians, more: [] };
		case 'too rare':
			return { finding: w.tooRare({ grain, fewest: format.number(FEWEST_ROWS) }), more: [] };
		case 'too few': {
			const few = { points, fewest: format.number(FEWEST_POINTS), grain };
			return { finding: date === null ? w.tooFew(few) : w.tooFewSince({ ...few, date }), more: [] };
		}
		case 'steady': {
			if (segment?.status === 'all the same') return { finding: w.same({ grain }), more: since };
			const isMarked = trend.points.some(({ mark, result }) => mark && isIn(segment, result.period));
			return { finding: w.steady({ grain }), more: isMarked ? [...since, w.weak] : since };
		}
		case 'changed': {
			const { mark, direction, first, last, length, value, level, lasts } = verdict;
			const how = direction ?? mark.side;
			const chance = by_chance === null ? null : format.number(1 / by_chance);
			return {
				finding:
					mark.kind === 'outside'
						? w.alone({ how, when: nameOf(last), value: format.amount(value, measure) })
						: w.since({
								how,
								from: nameOf(first),
								to: lasts ? null : nameOf(last),
								length: count(length),
								grain,
								side: mark.side,
								level: format.amount(level, measure)
							}),
				more: chance === null ? since : [...since, w.chance({ charts: chance, points: points.number })]
			};
		}
	}
}

/** The segment that a trend's verdict is about: the latest that has a point. */
function judgedSegment({ segments }: Trend): Segment | undefined {
	return segments.findLast(({ points }) => points > 0) ?? segments.at(-1);
}

function isIn(segment: Segment | undefined, { from }: Period): boolean {
	return segment !== undefined && segment.period.from <= from && from <= segment.period.to;
}
