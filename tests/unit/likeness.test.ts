import { describe, expect, it } from 'vitest';
import { likeness } from '#lib/likeness.ts';

const QUESTION = 'How long do the households that we enroll wait for a home?';

describe('what somebody typed', () => {
	it.each([
		['Harbor Rapid', 'Harbor Rapid', 0],
		['harbor', 'Harbor Rapid', 1],
		['rap', 'Harbor Rapid', 2],
		['rapid harb', 'Harbor Rapid', 2],
		['wait home', 'Days to move-in', 3],
		['move in', 'Days to move-in', 2],
		['jose', 'José Aguilar', 1],
		['arbor', 'Harbor Rapid', null],
		['rapid rehousing', 'Harbor Rapid', null],
		['', 'Harbor Rapid', null],
		[' - ', 'Harbor Rapid', null]
	])('"%s" is like "%s": %s', (typed, name, rank) => {
		expect(likeness(typed, name, QUESTION)).toBe(rank);
	});
});
