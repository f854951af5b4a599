import { LONG_LEAVE_DAYS, type Absence } from './absences.ts';
import { LAST_DAY, type Day } from './calendar.ts';
import type { Case } from './cases.ts';
import { isAdult } from './people.ts';
import type { ProgramKey } from './programs.ts';
import type { Random } from './random.ts';
import { WORKERS, type Worker } from './roster.ts';

/** A worker's time with a case; `to` is null while it lasts. */
export type Assignment = { case: Case; worker: string; primary: boolean; from: Day; to: Day | null };

/** How long a worker keeps a case on average, where neither it ends nor the worker leaves. */
const KEEPS: Record<ProgramKey, number> = {
	outreach: 700,
	shelter: 900,
	rapid: 900,
	supportive: 1400,
	family: 900
};
/** A worker gets no new cases in the last days before leaving. */
const WINDING_DOWN = 21;

/**
 * Draws who works with which case: the worker with the smallest load for their hours, until the case ends,
 * changes hands, or the worker leaves or is away for weeks. Some families also have a second worker.
 * @param planted false where each has a worker at once, so that no case goes by without one
 */
export function drawAssignments(
	random: Random,
	cases: readonly Case[],
	absences: readonly Absence[],
	planted: boolean
): Assignment[] {
	const leaves = absences.filter((each) => each.to - each.from >= LONG_LEAVE_DAYS);
	const isThere = (worker: Worker, day: Day) =>
		worker.activeFrom <= day &&
		day <= (worker.activeTo ?? day) &&
		!leaves.some((leave) => leave.worker === worker.id && leave.from <= day && day <= leave.to);
	const load = new Map<string, number>();
	const carry = (worker: string, people: number) => load.set(worker, (load.get(worker) ?? 0) + people);
	const choose = (own: Random, program: ProgramKey, day: Day, not: string | undefined): Worker | undefined =>
		WORKERS.filter(
			(worker) =>
				worker.programs.includes(program) &&
				worker.id !== not &&
				isThere(worker, day) &&
				isThere(worker, day + WINDING_DOWN)
		)
			.map((worker) => ({ worker, pressure: ((load.get(worker.id) ?? 0) + own.next() * 6) / worker.fte }))
			.sort((one, other) => one.pressure - other.pressure)[0]?.worker;

	const made: Assignment[] = [];
	const current = new Map<Case, { assignment: Assignment; worker: Worker; until: Day }>();
	const close = (found: Case, day: Day) => {
		const last = current.get(found);
		if (!last) return;
		last.assignment.to = day;
		carry(last.worker.id, -found.stays.length);
		current.delete(found);
	};
	const hand = (found: Case, day: Day) => {
		const own = random.fork(`${found.id} ${String(day)}`);
		const worker = choose(own, found.program.key, day, current.get(found)?.worker.id);
		if (!worker) return;
		close(found, day - 1);
		const assignment: Assignment = { case: found, worker: worker.id, primary: true, from: day, to: null };
		made.push(assignment);
		const until = day + 45 + Math.round(own.exponential(KEEPS[found.program.key]));
		current.set(found, { assignment, worker, until });
		carry(worker.id, found.stays.length);
	};

	const begins = new Map<Day, Case[]>();
	for (const found of cases) {
		const day = found.startedOn + (planted ? assignedAfter(random.fork(found.id), found) : 0);
		if (day <= (found.exitedOn ?? LAST_DAY)) begins.set(day, [...(begins.get(day) ?? []), found]);
	}
	for (let day = cases[0]?.startedOn ?? LAST_DAY; day <= LAST_DAY; day++) {
		for (const [found, { worker, until }] of [...current]) {
			if (found.exitedOn !== null && found.exitedOn < day) close(found, found.exitedOn);
			else if (day >= until || !isThere(worker, day)) hand(found, day);
		}
		for (const found of begins.get(day) ?? []) hand(found, day);
	}
	for (const found of [...current.keys()]) if (found.exitedOn !== null) close(found, found.exitedOn);
	return [...made, ...drawSeconds(random.fork('second workers'), cases)].sort(
		(one, other) => one.from - other.from
	);
}

/** Outreach knows its people before they are enrolled; elsewhere it takes some days until someone has the case. */
function assignedAfter(own: Random, found: Case): number {
	if (found.program.key === 'outreach') return 0;
	return own.weighted([
		[0, 55],
		[1, 20],
		[2, 10],
		[own.integer(3, 7), 15]
	]);
}

/** Families in housing programs may have a family worker beside their own. */
function drawSeconds(random: Random, cases: readonly Case[]): Assignment[] {
	const workers = WORKERS.filter((worker) => worker.programs.includes('family'));
	return cases.flatMap((found): Assignment[] => {
		const own = random.fork(found.id);
		const hasChildren = found.stays.some((stay) => !isAdult(stay.person, stay.startedOn));
		if (found.program.key !== 'rapid' || !hasChildren || !own.chance(0.25)) return [];
		const from = found.startedOn + own.integer(5, 40);
		const able = workers.filter((worker) => worker.activeFrom <= from);
		const to = found.exitedOn === null ? null : Math.min(found.exitedOn, from + own.integer(40, 200));
		if (able.length === 0 || from > (found.exitedOn ?? LAST_DAY)) return [];
		return [{ case: found, worker: own.pick(able).id, primary: false, from, to }];
	});
}

/** The primary worker of a case on a day, or null before the first and after the last. */
export function workerIndex(assignments: readonly Assignment[]): (found: Case, day: Day) => string | null {
	const byCase = Map.groupBy(
		assignments.filter((each) => each.primary),
		(each) => each.case
	);
	return (found, day) =>
		byCase.get(found)?.find((each) => each.from <= day && day <= (each.to ?? day))?.worker ?? null;
}
