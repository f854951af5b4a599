import { dayOf, EXPORTED_ON, LAST_DAY, workdayFrom, type Day } from './calendar.ts';
import type { Office } from './office.ts';
import type { Random } from './random.ts';
import { MEMBERSHIPS } from './roster.ts';

/** A meeting of a worker and their supervisor; `heldOn` is null where it was not held. */
export type Supervision = {
	id: string;
	worker: string;
	supervisor: string;
	plannedOn: Day;
	heldOn: Day | null;
};

/** Draws the supervision meetings: one every four weeks, some of them never held. */
export function drawSupervisions(
	random: Random,
	{ planted, isAway }: Pick<Office, 'planted' | 'isAway'>
): Supervision[] {
	const meetings: Omit<Supervision, 'id'>[] = [];
	for (const { worker, supervisor, from, to } of MEMBERSHIPS) {
		const own = random.fork(`${worker} ${String(from)}`);
		const first = Math.max(from, dayOf('2023-10-02'));
		for (let day = first + own.integer(0, 27); day <= (to ?? EXPORTED_ON + 20); day += 28) {
			const plannedOn = workdayFrom(day);
			const held = workdayFrom(
				plannedOn +
					own.weighted([
						[0, 80],
						[own.integer(1, 9), 20]
					])
			);
			const happens =
				own.chance(planted && supervisor === 'W20' ? 0.72 : 0.88) &&
				!isAway(worker, held) &&
				!isAway(supervisor, held);
			meetings.push({
				worker,
				supervisor,
				plannedOn,
				heldOn: happens && held <= LAST_DAY && held <= (to ?? held) ? held : null
			});
		}
	}
	return meetings
		.sort((one, other) => one.plannedOn - other.plannedOn)
		.map((meeting, index) => ({ id: `V${String(index + 1).padStart(4, '0')}`, ...meeting }));
}
