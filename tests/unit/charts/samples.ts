/** Made-up inputs, one for each chart. */

import type { Bars } from '#lib/charts/bars.ts';
import type { FigureWords } from '#lib/charts/chart.ts';
import type { Curve, CurveGroup } from '#lib/charts/curve.ts';
import type { Funnel } from '#lib/charts/funnel.ts';
import type { Flow } from '#lib/charts/flow.ts';
import type { Histogram } from '#lib/charts/histogram.ts';
import { traceLimits } from '#lib/metrics/compare/funnel.ts';
import type { Trend, TrendPoint } from '#lib/charts/trend.ts';

export function percent(share: number): string {
	return `${Math.round(share * 100)} %`;
}

export const figureWords: FigureWords = {
	value: percent,
	tick: percent,
	interval: (lower, upper) => `${Math.round(lower * 100)} to ${percent(upper)}`,
	basis: (n) => `n = ${n}`,
	number: String,
	immature: 'not all observed long enough yet',
	none: 'no data',
	columns: { label: 'Period', value: 'Figure', interval: '95 % interval', n: 'Rests on', note: 'Note' }
};

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Months whose share falls slowly; the last two are immature, the sixth has no data. */
export function months(count: number): TrendPoint[] {
	return Array.from({ length: count }, (_, index) => {
		const share = index === 5 ? null : 0.72 - 0.01 * index + (index % 3) * 0.02;
		const month = MONTHS[index % 12]!;
		const year = 2024 + Math.floor(index / 12);
		return {
			label: `${month} ${year}`,
			short: `${month}\n${year}`,
			value: share,
			lower: share && share - 0.12,
			upper: share && share + 0.1,
			n: share === null ? 0 : 40 + index,
			immature: index >= count - 2,
			reason: null
		};
	});
}

export const trendOfShares: Trend = {
	points: months(24),
	scale: 'share',
	standard: { value: 0.8, label: 'Standard 80 %' },
	words: figureWords
};

export const trendOfCounts: Trend = {
	points: months(9).map((point) => ({
		...point,
		value: point.value && Math.round(point.value * 80),
		lower: null,
		upper: null
	})),
	scale: 'count',
	standard: null,
	words: { ...figureWords, value: String, tick: String }
};

/** A curve that rises to 70 %, with a corner each fourth day. */
export function rising(name: string | null, speed: number, until = 180): CurveGroup {
	const days = Array.from({ length: Math.floor(until / 4) + 1 }, (_, index) => index * 4);
	return {
		name,
		immature: false,
		points: days.map((day) => {
			const share = 0.7 * (1 - Math.exp(-speed * day));
			const half = 0.08 * Math.sqrt(day / until);
			return { day, share, lower: Math.max(0, share - half), upper: share + half };
		}),
		atRisk: (asked) => asked.map((day) => (day > until ? 0 : Math.round(118 * Math.exp(-speed * day))))
	};
}

export const curveOfAll: Curve = {
	groups: [rising(null, 0.009)],
	headline: { day: 90, standard: { value: 0.5, label: 'Target 50 %' } },
	words: {
		share: percent,
		interval: figureWords.interval,
		shareBy: (share, day) => `${percent(share)} by day ${day}`,
		day: (day) => `By day ${day}`,
		number: String,
		followed: (n) => `${n} still followed`,
		of: (name, text) => `${name}: ${text}`,
		axis: 'days since enrollment',
		atRisk: 'Still followed on that day',
		none: 'not known',
		columns: {
			day: 'Day',
			group: 'Group',
			share: 'Share',
			interval: '95 % interval',
			atRisk: 'Still followed'
		}
	}
};

export const curvesOfGroups: Curve = {
	...curveOfAll,
	groups: [
		rising('Harbor Rapid Re-housing', 0.009),
		{ ...rising('North Street', 0.004, 140), immature: true }
	]
};

export const barsOfShares: Bars = {
	groups: [
		{
			label: 'Harbor Rapid Re-housing',
			value: 0.41,
			lower: 0.32,
			upper: 0.51,
			n: 118,
			immature: false,
			reason: null
		},
		{ label: 'North Street', value: 0.63, lower: 0.41, upper: 0.81, n: 19, immature: true, reason: null },
		{
			label: 'Permanent supportive housing for veterans with a disability, north and south side',
			value: 0.55,
			lower: 0.44,
			upper: 0.65,
			n: 87,
			immature: false,
			reason: null
		},
		{
			label: 'Night Outreach',
			value: null,
			lower: null,
			upper: null,
			n: 3,
			immature: false,
			reason: 'too few people'
		}
	],
	scale: 'share',
	overall: { value: 0.48, label: 'All 48 %' },
	standard: { value: 0.5, label: 'Target 50 %' },
	words: { ...figureWords, columns: { ...figureWords.columns, label: 'Program' } }
};

export const delays: Histogram = {
	values: Array.from({ length: 40 }, (_, day) => [day, Math.round(300 * Math.exp(-day / 4))] as const)
		.filter(([, count]) => count > 0)
		.concat([
			[95, 2],
			[200, 1]
		]),
	median: { value: 2, label: 'Median 2 days' },
	standard: { value: 3, label: 'Standard 3 days' },
	words: {
		range: (first, last) => (first === last ? `${first} days` : `${first} to ${last} days`),
		beyond: (last) => `more than ${last} days`,
		beyondShort: (last) => `> ${last}`,
		number: String,
		rows: (n) => `${n} records`,
		share: percent,
		ofAll: (share) => `${percent(share)} of all`,
		axis: 'days from the event to its record',
		columns: { range: 'Length', rows: 'How many', share: 'Share of all' }
	}
};

/** The same months held to chance: a step after the twelfth, limits that widen with few rows, and one sign of each kind. */
export const trendOfChance: Trend = {
	...trendOfShares,
	points: months(24).map((point, index) => {
		const centre = index < 12 ? 0.65 : 0.55;
		const mark: TrendPoint['mark'] = {
			1: { kind: 'outside', side: 'up' } as const,
			8: { kind: 'run of change', side: 'down' } as const,
			14: { kind: 'two of three', side: 'down' } as const,
			17: { kind: 'one side', side: 'up' } as const
		}[index];
		return {
			...point,
			expected:
				point.value === null || point.immature
					? null
					: { centre, lower: centre - 0.2 + 0.003 * index, upper: centre + 0.2 - 0.003 * index },
			mark: mark ?? null
		};
	}),
	chance: {
		steps: [{ at: 12, label: '3 Jan 2025' }],
		words: {
			limits: (lower, upper) => `by chance ${figureWords.interval(lower, upper)}`,
			mark: ({ kind, side }) => `${kind}, ${side}`,
			columns: { level: 'Level', limits: 'Limits of chance', mark: 'Sign' }
		}
	}
};

/** Four teams, of which one lies far below and one has too few people. */
export const funnelOfTeams: Funnel = {
	points: (
		[
			['Families', 0.85, 700, 'within'],
			['Harbor', 0.52, 1210, 'outside'],
			['North Street', 0.82, 2100, 'within'],
			['Night shelter', 0.4, 9, 'unknown']
		] as const
	).map(([label, value, n, stands]) => ({ label, value, n, stands, lines: [stands], cells: [stands] })),
	lines: traceLimits({ measure: 'share', value: 0.79, tau2: 0.001 }, 2100),
	scale: 'share',
	pooled: { value: 0.79, label: 'All 79 %' },
	named: true,
	words: {
		value: percent,
		tick: percent,
		number: String,
		basis: (n) => `n = ${n}`,
		axis: 'rests on so many independent rows',
		limits95: '95 %',
		limits998: '99.8 %',
		columns: { label: 'Team', value: 'Figure', n: 'Effective n', cells: ['Position'] }
	}
};

/** Households through five stages; the source has no plans. */
export const flowOfHouseholds: Flow = {
	stages: [
		{ label: 'Started', phrase: 'started', reached: 412, waiting: 0, left: 0, none: null },
		{ label: 'Engaged', phrase: 'became engaged', reached: 380, waiting: 4, left: 28, none: null },
		{
			label: 'Planned',
			phrase: 'had a service plan',
			reached: 0,
			waiting: 0,
			left: 0,
			none: 'not collected'
		},
		{
			label: 'Placed in a home of their own or another permanent one',
			phrase: 'had a home',
			reached: 198,
			waiting: 118,
			left: 96,
			none: null
		},
		{
			label: 'Still housed',
			phrase: 'still had it half a year later',
			reached: 90,
			waiting: 95,
			left: 13,
			none: null
		}
	],
	words: {
		number: String,
		parts: { reached: 'reached it', waiting: 'waiting', left: 'left before' },
		says: ({ phrase, reached, waiting, left }) =>
			[`${reached} ${phrase}`, waiting > 0 ? `${waiting} waiting` : '', left > 0 ? `${left} left before` : '']
				.filter((part) => part !== '')
				.join(' · '),
		columns: { stage: 'Stage', could: 'Could reach it', note: 'Note' }
	}
};
