import { isWeekend, type Day } from './calendar.ts';
import type { Random } from './random.ts';
import { teamOn, type Team } from './roster.ts';

/** When something was written down, and by whom. */
export type Entry = { on: Day; minute: number; by: string };

/** The team whose notes are late (truths.ts). */
export const LATE_TEAM: Team = 'Housing South';

type Away = (worker: string, day: Day) => boolean;

/** True for a worker who is in the late team on a day. */
export function isLate(worker: string, day: Day): boolean {
	return teamOn(worker, day) === LATE_TEAM;
}

/** Days until a note is written: most within the day, a few after weeks; in the late team most after days. */
export function noteLag(random: Random, late: boolean): number {
	if (late) return Math.round(random.gamma(1.6) * 5.2);
	return random.weighted([
		[0, 46],
		[1, 29],
		[2, 12],
		[3, 6],
		[random.integer(4, 10), 5],
		[random.integer(11, 45), 2]
	]);
}

/** Days until a start or an exit is written down. */
export function stayLag(random: Random, soon: boolean): number {
	return random.weighted([
		[0, soon ? 70 : 52],
		[1, soon ? 18 : 26],
		[2, 10],
		[random.integer(3, 9), 8],
		[random.integer(10, 60), 4]
	]);
}

/** An entry `lag` days after a day, at an hour of work; who is away or off writes it down when back. */
export function writeDown(random: Random, happenedOn: Day, lag: number, by: string, isAway: Away): Entry {
	let on = happenedOn + lag;
	while (lag > 0 && (isWeekend(on) || isAway(by, on))) on++;
	return { on, minute: random.integer(8 * 60, 17 * 60 + 30), by };
}
