import { EXPORTED_ON, type Day } from './calendar.ts';
import type { Case, Stay } from './cases.ts';
import { livingSituation } from './destinations.ts';
import { stayLag, writeDown, type Entry } from './entries.ts';
import { workerOf, type Office } from './office.ts';
import { isAdult, type Person } from './people.ts';
import type { Random } from './random.ts';
import { INTAKE } from './roster.ts';

/** An enrollment as the source system has it: what was entered, which may be wrong (dirt.ts). */
export type Enrollment = {
	id: string;
	case: Case;
	person: Person;
	isHead: boolean;
	startedOn: Day;
	engagedOn: Day | null;
	/** Entered for the head only; the others share it. */
	movedInOn: Day | null;
	exitedOn: Day | null;
	destination: string | null;
	exitReason: string | null;
	completed: boolean | null;
	start: Entry;
	exit: Entry | null;
};

/**
 * Draws when each stay's start and exit were entered and by whom, and the person with the first of them. An
 * exit that was not entered before the export is not known.
 */
export function enterStays(random: Random, office: Office): Enrollment[] {
	return office.cases.flatMap((found) => enterCase(random.fork(found.id), office, found));
}

function enterCase(own: Random, office: Office, found: Case): Enrollment[] {
	const { key } = found.program;
	const write = (day: Day, by: string) =>
		writeDown(own, day, stayLag(own, key === 'outreach'), by, office.isAway);
	const byIntake = own.chance(
		{ outreach: 0, shelter: 0.55, rapid: 0.15, supportive: 0.15, family: 0.15 }[key]
	);
	const atStart = office.workerOn(found, found.startedOn) ?? workerOf(office, found, found.startedOn + 7);
	const by = byIntake ? INTAKE : atStart;
	const enterStart = (day: Day) => {
		const entry = write(day, by);
		return entry.on < EXPORTED_ON ? entry : { ...entry, on: Math.max(day, EXPORTED_ON - 1) };
	};
	const start = enterStart(found.startedOn);
	const exit =
		found.exitedOn === null ? null : write(found.exitedOn, workerOf(office, found, found.exitedOn));
	return found.stays.map((stay) => {
		const { person, isHead, startedOn } = stay;
		const ownStart = startedOn === found.startedOn ? start : enterStart(startedOn);
		const ownExit =
			stay.exitedOn === found.exitedOn ? exit : stay.exitedOn === null ? null : write(stay.exitedOn, by);
		person.entry ??= ownStart;
		return {
			id: stay.id,
			case: found,
			person,
			isHead,
			startedOn,
			engagedOn: isAdult(person, startedOn) || !office.planted ? found.engagedOn : null,
			movedInOn: isHead ? found.movedInOn : null,
			start: ownStart,
			...leave(own, found, stay, ownExit !== null && ownExit.on <= EXPORTED_ON ? ownExit : null)
		};
	});
}

/** What is known of an exit; nothing where it was not entered. */
function leave(
	own: Random,
	found: Case,
	stay: Stay,
	exit: Entry | null
): Pick<Enrollment, 'exitedOn' | 'destination' | 'exitReason' | 'completed' | 'exit'> {
	if (exit === null) return { exitedOn: null, destination: null, exitReason: null, completed: null, exit };
	const { exitedOn } = stay;
	const destination = exitedOn === found.exitedOn ? found.destination : 'with family, temporary';
	const isPermanent = destination !== null && livingSituation(destination).group === 'permanent';
	if (isPermanent && own.chance(0.86))
		return { exitedOn, destination, exitReason: 'completed', completed: true, exit };
	const exitReason = own.among({
		'left for another place': 46,
		'lost contact': 28,
		'needs could not be met': 10,
		'left against advice': 9,
		'transferred to another program': 6,
		rules: 7
	});
	return { exitedOn, destination, exitReason, completed: false, exit };
}
