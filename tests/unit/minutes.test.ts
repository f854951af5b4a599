import { expect, test } from 'vitest';
import { curve } from '#lib/charts/curve.ts';
import type { MetricDefinition } from '#lib/metrics/catalogue.ts';
import { curveWords } from '#lib/server/words.ts';
import { speak } from '#lib/speak.ts';
import { resultCells } from '../../src/print.ts';
import { textsIn } from './charts/drawn.ts';

const words = speak('en');
const minutes = { kind: 'time_to_event', unit: 'minutes' } as const satisfies Partial<MetricDefinition>;

/** Of four crises one was answered at once, one after 25 minutes and one after 90. */
const answered = (unit: string) =>
	curve({
		groups: [
			{
				name: null,
				points: [
					{ day: 0, share: 0.25, lower: 0.05, upper: 0.7 },
					{ day: 25, share: 0.5, lower: 0.15, upper: 0.85 },
					{ day: 90, share: 0.75, lower: 0.3, upper: 0.95 }
				],
				atRisk: (times) => times.map((time) => (time <= 25 ? 3 : 2)),
				immature: false
			}
		],
		headline: { day: 60, standard: null },
		words: curveWords(words, { unit })
	});

test('a curve of minutes speaks of minutes, in its picture, its readings and its table', () => {
	const chart = answered('minutes') ?? expect.fail();
	expect(chart.readings.map(({ label }) => label)).toEqual([
		'By minute 0',
		'By minute 25',
		'By minute 60',
		'By minute 90'
	]);
	expect(chart.table.columns[0]?.label).toBe('Minute');
	expect(textsIn(chart.wide.svg, '.share text')).toEqual(['50 % by minute 60']);
	expect(chart.wide.svg).toContain('after so many minutes');
	expect(chart.wide.svg).toContain('Still followed in that minute');
	expect(JSON.stringify(chart)).not.toMatch(/\bdays?\b(?!")/i);
});

test('a curve of days still speaks of days', () => {
	const chart = answered('days') ?? expect.fail();
	expect(chart.readings[1]?.label).toBe('By day 25');
	expect(chart.table.columns[0]?.label).toBe('Day');
	expect(chart.wide.svg).toContain('after so many days');
	expect(chart.wide.svg).toContain('Still followed on that day');
});

test('the title of a curve says by which minute', () => {
	const said = { share: '50 %', day: '60', unit: 'minutes' };
	const { found, caption } = words.m.metric;
	expect(found.curve({ ...said, median: '25' })).toBe('50 % by minute 60; half by minute 25');
	expect(found.curve({ ...said, median: null })).toBe('50 % by minute 60; half has not been reached');
	expect(caption.curve(minutes)).toMatch(/^The share with the event by each minute, /);
});

test('a finding and its figures are in minutes', () => {
	const told = {
		...minutes,
		title: 'Minutes to a crisis response',
		rows: 'crises',
		finding: '{value} of {n} had a response within {day} minutes.',
		day: 60
	};
	const result = { status: 'shown', reason: null, value: 0.5, lower: 0.1, upper: 0.9, n: 4 } as const;
	const rest = { numerator: 2, standard: null, standard_source: null, verdict: null };
	expect(words.format.finding({ ...result, ...rest }, told)).toBe(
		'50 % of 4 crises had a response within 60 minutes.'
	);
	expect(words.m.metric.halfBy({ days: words.format.quantity(1, minutes.unit) })).toBe(
		'Half had it within 1 minute.'
	);
});

test('the command line says by which minute', () => {
	const result = {
		period: { from: '2024-07-01', to: '2025-06-30' },
		group: {},
		status: 'shown' as const,
		reason: null,
		...{ value: 0.5, lower: 0.1, upper: 0.9, n: 4, clients: 4, numerator: 2 },
		...{ standard: null, standard_source: null, verdict: null, immature: false },
		also: { half_by: 25, waiting: 1, left: 0 }
	};
	const answer = {
		...{ metric: 'crisis-response', ...minutes, share_by: 60, store: 's', observed_until: '2025-06-30' },
		...{ grain: null, left_out: [], results: [result] }
	};
	expect(resultCells(answer, result, 'csv')).toMatchObject({ by_minute: 60, half_by: 25 });
	expect(resultCells({ ...answer, unit: 'days' }, result, 'csv')).toMatchObject({ by_day: 60 });
});
