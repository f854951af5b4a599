import { EXPORTED_ON, isWeekend, LAST_DAY, monthOf, workdayFrom, type Day } from './calendar.ts';
import type { Case, Stay } from './cases.ts';
import { noteLag, writeDown, type Entry } from './entries.ts';
import { finish, type Office } from './office.ts';
import { isAdult } from './people.ts';
import type { ProgramKey } from './programs.ts';
import type { Random } from './random.ts';
import { WORKERS } from './roster.ts';

export type Result = 'attended' | 'no_show' | 'cancelled_by_client' | 'cancelled_by_agency' | 'attempted';
export type Kind = 'visit' | 'call' | 'message' | 'outreach' | 'group';

/** A contact with one person, or an attempt at one. */
export type Contact = {
	id: string;
	stay: Stay;
	case: Case;
	worker: string;
	on: Day;
	kind: Kind;
	scheduled: boolean;
	result: Result;
	entry: Entry;
};

/** The worker whose appointments are kept less often, for no reason in the cases (truths.ts). */
export const DIFFERENT_WORKER = 'W14';
const KEPT = 0.81;
const KEPT_BY_DIFFERENT = 0.6;
const CANCELLED_BY_AGENCY = 0.05;

/** How often a household is met or tried in 30 days, and in which ways. */
const STYLE: Record<ProgramKey, { often: number; kinds: Partial<Record<Kind, number>> }> = {
	outreach: { often: 4.6, kinds: { outreach: 1 } },
	shelter: { often: 5.2, kinds: { visit: 70, group: 22, call: 8 } },
	rapid: { often: 4.4, kinds: { visit: 52, call: 32, message: 16 } },
	supportive: { often: 3.9, kinds: { visit: 62, call: 24, message: 8, group: 6 } },
	family: { often: 4.8, kinds: { visit: 50, call: 26, group: 16, message: 8 } }
};
const SCHEDULED: Record<Kind, number> = { visit: 0.72, call: 0.12, message: 0, outreach: 0, group: 0.5 };
const REACHED: Record<Kind, number> = { visit: 0.95, call: 0.66, message: 0.6, outreach: 0.82, group: 1 };
/** How likely another member of the household takes part. */
const TAKES_PART: Record<Kind, number> = { visit: 0.62, call: 0.2, message: 0, outreach: 0.8, group: 0.45 };

/** Draws the contacts of all cases, in the order of their days. */
export function drawContacts(random: Random, office: Office): Contact[] {
	const contacts = office.cases.flatMap((found) => drawOfCase(random.fork(found.id), office, found));
	return finish(contacts, 'K', (contact) => contact.on);
}

function drawOfCase(random: Random, office: Office, found: Case): Contact[] {
	const { key } = found.program;
	const style = STYLE[key];
	const temper = random.normal() * 0.35;
	const end = found.exitedOn ?? LAST_DAY;
	const contacts: Contact[] = [];
	const meet = (day: Day, kind: Kind, first: boolean) => {
		const worker = whoIsThere(random, office, found, day);
		if (worker === null) return;
		const scheduled = !first && random.chance(SCHEDULED[kind]);
		const kept = office.planted && worker === DIFFERENT_WORKER ? KEPT_BY_DIFFERENT : KEPT;
		const result = first ? 'attended' : drawResult(random, kind, scheduled, kept, temper);
		const entry = writeDown(random, day, noteLag(random, office.isLate(worker, day)), worker, office.isAway);
		if (entry.on > EXPORTED_ON) return;
		for (const stay of found.stays) {
			const there = stay.startedOn <= day && day <= (stay.exitedOn ?? day);
			const chance = kind === 'call' && !isAdult(stay.person, day) ? 0 : TAKES_PART[kind];
			if (there && (stay.isHead || first || !office.planted || random.chance(chance)))
				contacts.push({ id: '', stay, case: found, worker, on: day, kind, scheduled, result, entry });
		}
	};
	if (key === 'outreach') meet(found.startedOn, 'outreach', true);
	else if (random.chance(0.6)) meet(found.startedOn, 'visit', true);
	for (let day = found.startedOn; day <= end;) {
		const early = office.planted && day < found.startedOn + 30 ? 1.35 : 1;
		const december = office.planted && monthOf(Math.floor(day)) === 12 ? 0.85 : 1;
		const often = style.often * early * found.household.readiness * december;
		day += random.exponential(30 / often);
		const on = key === 'outreach' || key === 'shelter' ? Math.floor(day) : workdayFrom(Math.floor(day));
		const skipped = isWeekend(on) && random.chance(0.5);
		if (on > found.startedOn && on <= end && !skipped)
			meet(on, random.among(style.kinds as Record<Kind, number>), false);
	}
	return contacts;
}

/** The worker of the case; where there is none yet, or they are away, now and then somebody else. */
function whoIsThere(random: Random, { workerOn, isAway }: Office, found: Case, day: Day): string | null {
	const own = workerOn(found, day);
	if (own !== null && !isAway(own, day)) return own;
	if (own !== null && random.chance(0.6)) return null;
	const others = WORKERS.filter(
		({ id, programs, activeFrom, activeTo }) =>
			programs.includes(found.program.key) &&
			activeFrom <= day &&
			day <= (activeTo ?? day) &&
			!isAway(id, day)
	);
	return others.length > 0 ? random.pick(others).id : null;
}

function drawResult(random: Random, kind: Kind, scheduled: boolean, kept: number, temper: number): Result {
	if (!scheduled) return random.chance(REACHED[kind]) ? 'attended' : 'attempted';
	if (random.chance(CANCELLED_BY_AGENCY)) return 'cancelled_by_agency';
	const odds = (kept / (1 - kept)) * Math.exp(temper);
	if (random.chance(odds / (1 + odds))) return 'attended';
	return random.chance(0.65) ? 'no_show' : 'cancelled_by_client';
}
