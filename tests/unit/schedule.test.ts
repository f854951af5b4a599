// Which reports a grant owes, by what is known and what was released.
import { expect, test } from 'vitest';
import { scheduleOf } from '#lib/reports/schedule.ts';

const grant = { from: '2024-07-01', to: '2026-06-30', yearStarts: 7, dueDays: 30 };
const owed = (known: string | null, released: string[] = []) =>
	scheduleOf(grant, known, released).flatMap(({ quarter, isWhole, isOwed }) =>
		isOwed ? [`${quarter.from} ${isWhole ? 'whole' : 'not whole'}`] : []
	);

test('nothing is known yet: the first quarter is owed, and cannot be made', () => {
	expect(owed(null)).toEqual(['2024-07-01 not whole']);
	expect(owed('2024-09-29')).toEqual(['2024-07-01 not whole']);
});

test('nothing was released yet: the last whole quarter is owed and the next, and none of those before', () => {
	expect(owed('2025-07-31')).toEqual(['2025-04-01 whole', '2025-07-01 not whole']);
});

test('each quarter after the last release is owed, however many became whole at once', () => {
	expect(owed('2025-07-31', ['2024-07-01', '2024-10-01'])).toEqual([
		'2025-01-01 whole',
		'2025-04-01 whole',
		'2025-07-01 not whole'
	]);
});

test('a quarter that was left out before the last release is not asked for, but can be made', () => {
	const before = scheduleOf(grant, '2025-07-31', ['2025-04-01']);
	expect(before.map(({ quarter, isOwed }) => [quarter.from, isOwed])).toEqual([
		['2024-07-01', false],
		['2024-10-01', false],
		['2025-01-01', false],
		['2025-04-01', false],
		['2025-07-01', true]
	]);
});

test('the last report of a grant that has ended is owed, but not one of a grant that ended long before Throughline came', () => {
	expect(owed('2026-07-15')).toEqual(['2026-04-01 whole']);
	expect(owed('2026-12-31')).toEqual([]);
	expect(owed('2026-12-31', ['2026-01-01'])).toEqual(['2026-04-01 whole']);
	expect(owed('2026-12-31', ['2026-04-01'])).toEqual([]);
});

test('a report is due so many days after its quarter', () => {
	expect(scheduleOf(grant, null, [])[0]?.due).toBe('2024-10-30');
});
