import { dayOf, EXPORTED_ON, LAST_DAY, type Day } from './calendar.ts';
import type { Contact } from './contacts.ts';
import type { Enrollment } from './enrollments.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';

/** One kind of fault that was put into the data, with the ids of all its rows. */
export type Dirt = { what: string; table: 'client' | 'enrollment' | 'contact'; ids: string[] };

/** Faults that only show in the files: contacts without a day, and contacts that are there twice. */
export type Slips = { undated: Set<string>; doubled: Set<string> };

/** Who wrote records down and is in no roster. */
export const UNKNOWN_WORKERS = ['W77', 'W78'] as const;

type Rows = { people: Person[]; enrollments: Enrollment[]; contacts: Contact[] };

/**
 * Puts the ordinary faults of a live system into the rows, in place, few and in proportion to their
 * number.
 * @returns what was put where
 */
export function soil(random: Random, rows: Rows): { dirt: Dirt[]; slips: Slips } {
	const dirt: Dirt[] = [];
	const touched = new Set<unknown>();
	const size = rows.people.length / 4000;
	const some = <Row extends { id: string }>(
		what: string,
		table: Dirt['table'],
		list: readonly Row[],
		often: number,
		change: Change<Row>
	) => {
		const own = random.fork(what);
		const free = list.filter((row) => !touched.has(row));
		const ids: string[] = [];
		for (let left = Math.max(1, Math.round(often * size)); left > 0 && free.length > 0; left--) {
			const row = free.splice(own.integer(0, free.length - 1), 1)[0];
			if (!row) break;
			touched.add(row);
			ids.push(change(row, own) ?? row.id);
		}
		dirt.push({ what, table, ids: ids.sort() });
	};
	soilEnrollments(rows, some);
	soilPeople(rows, some);
	return { dirt, slips: soilContacts(rows, some) };
}

/** Changes a row, or adds one and gives its id. */
type Change<Row> = (row: Row, own: Random) => string | undefined;
type Some = <Row extends { id: string }>(
	what: string,
	table: Dirt['table'],
	list: readonly Row[],
	often: number,
	change: Change<Row>
) => void;

function soilEnrollments({ enrollments }: Rows, some: Some): void {
	const left = enrollments.filter((each) => each.exitedOn !== null && each.exit !== null);
	const open = enrollments.filter((each) => each.exitedOn === null);
	const alone = (list: Enrollment[]) => list.filter((each) => each.case.stays.length === 1);
	const moved = enrollments.filter((each) => each.isHead && each.movedInOn !== null);
	some('exit before the start', 'enrollment', alone(left), 6, (each, own) => {
		each.exitedOn = each.startedOn - own.integer(1, 30);
	});
	some('exit after the last day of the data', 'enrollment', open, 4, (each, own) => {
		each.exitedOn = EXPORTED_ON + own.integer(10, 90);
		each.destination = 'rental, no subsidy';
		each.exit = { ...each.start, on: LAST_DAY - own.integer(0, 3) };
		if (each.exit.on < each.start.on) each.exit.on = each.start.on;
	});
	some('exit without a destination', 'enrollment', left, 24, (each) => {
		each.destination = null;
	});
	some(
		'start recorded months late',
		'enrollment',
		enrollments.filter((each) => each.startedOn < dayOf('2025-06-01')),
		14,
		(each, own) => {
			each.start = { ...each.start, on: each.start.on + own.integer(120, 400) };
		}
	);
	some('start recorded before it happened', 'enrollment', enrollments, 7, (each, own) => {
		each.start = { ...each.start, on: each.startedOn - own.integer(2, 20) };
	});
	some('recorded by somebody who is in no roster', 'enrollment', enrollments, 16, (each, own) => {
		each.start = { ...each.start, by: own.pick(UNKNOWN_WORKERS) };
	});
	some('move-in before the start', 'enrollment', moved, 4, (each, own) => {
		each.movedInOn = each.startedOn - own.integer(1, 40);
	});
	const families = enrollments.filter((each) => each.case.stays.length > 1);
	some(
		'household without a head',
		'enrollment',
		families.filter((each) => each.isHead),
		3,
		(each) => {
			each.isHead = false;
		}
	);
	some(
		'household with two heads',
		'enrollment',
		families.filter((each) => !each.isHead),
		3,
		(each) => {
			each.isHead = true;
		}
	);
	const more: Enrollment[] = [];
	const newId = () => `EA${String(more.length + 1).padStart(4, '0')}`;
	const again = alone(left).filter(
		(each) => each.case.program.key === 'shelter' && (each.exitedOn ?? 0) - each.startedOn > 20
	);
	some(
		'stay that overlaps another of the same person in the same program',
		'enrollment',
		again,
		6,
		(each, own) => {
			const startedOn = each.startedOn + own.integer(3, 15);
			const id = newId();
			more.push({ ...each, id, startedOn, start: { ...each.start, on: Math.max(startedOn, each.start.on) } });
			return id;
		}
	);
	some('start after the last day of the data', 'enrollment', alone(left), 3, (each, own) => {
		const startedOn: Day = EXPORTED_ON + own.integer(20, 120);
		const id = newId();
		more.push({
			...each,
			id,
			startedOn,
			engagedOn: null,
			movedInOn: null,
			exitedOn: null,
			destination: null,
			exitReason: null,
			completed: null,
			exit: null
		});
		return id;
	});
	enrollments.push(...more);
}

function soilPeople(rows: Rows, some: Some): void {
	const heads = new Set(rows.enrollments.filter((each) => each.isHead).map((each) => each.person));
	const children = rows.people.filter((person) => person.birth !== null && !heads.has(person));
	some('birth after the start', 'client', children, 3, (person, own) => {
		const first = rows.enrollments.find((each) => each.person === person);
		if (first) person.birth = first.startedOn + own.integer(5, 60);
	});
	const gone = new Set<Person>();
	some('person who is in enrollments and not among the clients', 'client', rows.people, 3, (person) => {
		gone.add(person);
	});
	rows.people.splice(0, rows.people.length, ...rows.people.filter((person) => !gone.has(person)));
}

function soilContacts({ contacts }: Rows, some: Some): Slips {
	const slips: Slips = { undated: new Set(), doubled: new Set() };
	const outreach = contacts.filter((each) => each.kind === 'outreach' && each.result === 'attended');
	some('contact after the last day of the data', 'contact', contacts, 8, (each, own) => {
		each.on = EXPORTED_ON + own.integer(5, 60);
	});
	some(
		'contact after the exit',
		'contact',
		contacts.filter((each) => each.case.exitedOn !== null && each.case.exitedOn < LAST_DAY - 40),
		14,
		(each, own) => {
			each.on = (each.case.exitedOn ?? each.on) + own.integer(2, 30);
			each.entry = { ...each.entry, on: Math.max(each.entry.on, each.on) };
		}
	);
	some('contact by somebody who is in no roster', 'contact', contacts, 60, (each, own) => {
		each.worker = own.pick(UNKNOWN_WORKERS);
		each.entry = { ...each.entry, by: each.worker };
	});
	some('contact without a day (the line is rejected)', 'contact', outreach, 4, (each) => {
		slips.undated.add(each.id);
	});
	some('contact that is in the file twice', 'contact', outreach, 6, (each) => {
		slips.doubled.add(each.id);
	});
	return slips;
}
