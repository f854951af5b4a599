import { dayOf, LAST_DAY, workdayFrom, type Day } from './calendar.ts';
import type { Random } from './random.ts';
import { WORKERS } from './roster.ts';

/** When a worker was away, first and last day included. */
export type Absence = { worker: string; from: Day; to: Day };

/** Away for weeks: their cases go to others. */
const LONG_LEAVES: readonly { worker: string; from: string; to: string }[] = [
	{ worker: 'W24', from: '2024-04-08', to: '2024-07-12' },
	{ worker: 'W12', from: '2025-10-20', to: '2026-01-23' }
];

/** From how many days on a worker's cases go to others. */
export const LONG_LEAVE_DAYS = 30;

/** Draws who was away when: holidays, sick days and the long leaves. */
export function drawAbsences(random: Random): Absence[] {
	return WORKERS.flatMap(({ id, activeFrom, activeTo }) => {
		const own = random.fork(id);
		const leaves = LONG_LEAVES.filter((leave) => leave.worker === id).map(({ worker, from, to }) => ({
			worker,
			from: dayOf(from),
			to: dayOf(to)
		}));
		const absences = [...leaves];
		for (
			let day = Math.max(activeFrom, dayOf('2022-10-01')) + own.integer(20, 80);
			day < (activeTo ?? LAST_DAY);
		) {
			const length = own.weighted([
				[own.integer(1, 2), 5],
				[own.integer(5, 12), 4],
				[own.integer(13, 19), 1]
			]);
			const absence = {
				worker: id,
				from: workdayFrom(day),
				to: Math.min(workdayFrom(day) + length - 1, activeTo ?? LAST_DAY)
			};
			if (!leaves.some((leave) => leave.from <= absence.to + 1 && absence.from <= leave.to + 1))
				absences.push(absence);
			day += length + own.integer(30, 110);
		}
		return absences.sort((one, other) => one.from - other.from);
	});
}

/** Tells whether a worker is away on a day. */
export function absenceIndex(absences: readonly Absence[]): (worker: string, day: Day) => boolean {
	const away = new Map<string, Set<Day>>();
	for (const { worker, from, to } of absences) {
		const days = away.get(worker) ?? new Set();
		away.set(worker, days);
		for (let day = from; day <= to; day++) days.add(day);
	}
	return (worker, day) => away.get(worker)?.has(day) ?? false;
}
