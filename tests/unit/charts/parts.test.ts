import { describe, expect, test } from 'vitest';
import { anchor, nearest, step } from '#lib/charts/parts/focus.ts';
import { clearest } from '#lib/charts/parts/room.ts';
import { dayStep, multiples, place, sharesTo, ticksTo } from '#lib/charts/parts/scale.ts';
import { cut, spread, startOf, widthOf, within, wrap } from '#lib/charts/parts/text.ts';

describe('the pointer', () => {
	const places = [
		{ x: 10, y: 90, dots: [] },
		{ x: 20, y: 10, dots: [] },
		{ x: 30, y: 50, dots: [] }
	];

	test('finds the nearest along the direction of the chart', () => {
		expect(nearest(places, 'x', { x: 24, y: 90 })).toBe(1);
		expect(nearest(places, 'y', { x: 24, y: 88 })).toBe(0);
		expect(nearest(places, 'x', { x: -500, y: 0 })).toBe(0);
		expect(nearest(places, 'x', { x: 500, y: 0 })).toBe(2);
	});

	test('finds nothing where nothing is', () => {
		expect(nearest([], 'x', { x: 0, y: 0 })).toBeNull();
	});
});

describe('the keyboard', () => {
	const chart = { count: 24, start: 23 };

	test.each([
		['ArrowRight', 5, 6],
		['ArrowDown', 5, 6],
		['ArrowLeft', 5, 4],
		['ArrowUp', 5, 4],
		['PageDown', 5, 15],
		['PageUp', 5, 0],
		['Home', 5, 0],
		['End', 5, 23],
		['Escape', 5, null],
		['ArrowRight', 23, 23],
		['ArrowLeft', 0, 0],
		['ArrowLeft', null, 23],
		['Home', null, 0]
	])('%s leads from %s to %s', (key, at, to) => {
		expect(step(key, { at, ...chart })).toBe(to);
	});

	test('leaves all other keys to the browser', () => {
		for (const key of ['Tab', 'Enter', ' ', 'a']) expect(step(key, { at: 5, ...chart })).toBeUndefined();
		expect(step('ArrowRight', { at: null, count: 0, start: 0 })).toBeUndefined();
	});
});

test('the words open inwards at the sides, downwards at the top', () => {
	const drawing = { width: 300, height: 100 };
	expect(anchor({ x: 10, y: 10, dots: [] }, drawing)).toMatchObject({ across: 'start', side: 'below' });
	expect(anchor({ x: 150, y: 80, dots: [] }, drawing)).toMatchObject({ across: 'middle', side: 'above' });
	expect(anchor({ x: 290, y: 80, dots: [] }, drawing)).toEqual({
		left: 290 / 3,
		top: 80,
		across: 'end',
		side: 'above'
	});
});

describe('scales', () => {
	test('are straight', () => {
		expect(place({ domain: [0, 10], range: [100, 0] }, 2.5)).toBe(75);
	});

	test('have round ticks from 0 that reach the highest value', () => {
		expect(ticksTo(31, 5)).toEqual([0, 10, 20, 30, 40]);
		expect(ticksTo(0.3, 5)).toEqual([0, 0.1, 0.2, 0.3]);
		expect(ticksTo(2, 5, { whole: true })).toEqual([0, 1, 2]);
		expect(ticksTo(0, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
		expect(ticksTo(1, 5, { whole: true })).toEqual([0, 1]);
		expect(sharesTo(0.3)).toEqual([0, 0.25, 0.5, 0.75, 1]);
		expect(sharesTo(1.28)).toEqual([0, 0.5, 1, 1.5]);
	});

	test('of days have calendar-like steps', () => {
		expect(dayStep(180, 6)).toBe(30);
		expect(dayStep(30, 6)).toBe(5);
		expect(dayStep(730, 6)).toBe(180);
		expect(dayStep(100_000, 6)).toBe(16_667);
		expect(multiples(30, 100)).toEqual([0, 30, 60, 90]);
	});
});

describe('text', () => {
	test('is cut to its room, with its end in dots', () => {
		expect(cut('North Street', 500)).toBe('North Street');
		const short = cut('Permanent supportive housing', 80);
		expect(short).toMatch(/^Perm.*…$/);
		expect(widthOf(short)).toBeLessThanOrEqual(80);
	});

	test('is broken between words, and cut after its last line', () => {
		expect(wrap('Harbor Rapid Re-housing', 100)).toBe('Harbor Rapid\nRe-housing');
		expect(wrap('one two three four five six seven', 60).split('\n')).toHaveLength(2);
		expect(wrap('one two three four five six seven', 60)).toMatch(/…$/);
		expect(wrap('one two three', 40, 1)).not.toContain('\n');
		expect(wrap('', 40)).toBe('');
	});

	test('counts letters that are more than one unit as one', () => {
		expect(cut('👩‍🚀👩‍🚀👩‍🚀👩‍🚀', 30)).not.toContain('\uFFFD');
		expect(widthOf('東京都')).toBe(39);
	});

	test('stays within its room', () => {
		const room: [number, number] = [0, 200];
		expect(within('Target 50 %', 3, room)).toEqual({ x: 0, anchor: 'start' });
		expect(within('Target 50 %', 199, room)).toEqual({ x: 200, anchor: 'end' });
		expect(within('Target 50 %', 100, room)).toEqual({ x: 100, anchor: 'middle' });
		expect(startOf('Target 50 %', { x: 100, anchor: 'start' })).toBe(100);
	});

	test('is moved apart in its order', () => {
		expect(spread([50, 52, 10], 20, 200)).toEqual([50, 70, 10]);
		expect(spread([190, 195], 20, 200)).toEqual([180, 200]);
	});
});

test('a label stands where it hides the fewest points', () => {
	const left = { left: 0, right: 10, top: 0, bottom: 10 };
	const right = { left: 90, right: 100, top: 0, bottom: 10 };
	expect(clearest([left, right], [{ x: 5, y: 5 }])).toBe(right);
	expect(clearest([left, right], [])).toBe(left);
});
