import { LAST_DAY, workdayFrom, type Day } from './calendar.ts';
import type { Case, Stay } from './cases.ts';
import type { Entry } from './entries.ts';
import { enter, finish, headOf, workerOf, type Office } from './office.ts';
import type { ProgramKey } from './programs.ts';
import type { Random } from './random.ts';

/** A service or a payment; `amount` in dollars, null where nothing was paid. */
export type Service = {
	id: string;
	stay: Stay;
	kind: string;
	providedOn: Day;
	amount: number | null;
	entry: Entry;
};

/** What a program gives besides contacts and homes: how often in 30 days, and what it costs at most. */
const GIVEN: Record<ProgramKey, readonly { kind: string; often: number; upTo: number | null }[]> = {
	outreach: [
		{ kind: 'PATH service', often: 0.7, upTo: null },
		{ kind: 'food', often: 0.5, upTo: null }
	],
	shelter: [
		{ kind: 'transport', often: 0.5, upTo: 30 },
		{ kind: 'clothing', often: 0.25, upTo: null },
		{ kind: 'storage', often: 0.2, upTo: null }
	],
	rapid: [
		{ kind: 'transport', often: 0.25, upTo: 60 },
		{ kind: 'utility assistance', often: 0.1, upTo: 260 }
	],
	supportive: [
		{ kind: 'food', often: 0.5, upTo: null },
		{ kind: 'transport', often: 0.3, upTo: 45 },
		{ kind: 'moving on assistance', often: 0.02, upTo: null }
	],
	family: [
		{ kind: 'food', often: 0.8, upTo: null },
		{ kind: 'child care voucher', often: 0.25, upTo: 420 },
		{ kind: 'transport', often: 0.3, upTo: 60 }
	]
};

/** Draws the services that heads of household got, and what was paid for their homes. */
export function drawServices(random: Random, office: Office): Service[] {
	const services = office.cases.flatMap((found) => {
		const own = random.fork(found.id);
		return [...drawGiven(own, found), ...drawRent(found)].map(({ kind, day, upTo }): Service => {
			const late = office.isLate(workerOf(office, found, day), day);
			const amount = upTo === null ? null : Math.round(upTo * (0.55 + 0.45 * own.next()) * 100) / 100;
			return {
				id: '',
				stay: headOf(found),
				kind,
				providedOn: day,
				amount,
				entry: enter(own, office, found, day, late)
			};
		});
	});
	return finish(services, 'S', (service) => service.providedOn);
}

type Gift = { kind: string; day: Day; upTo: number | null };

function drawGiven(own: Random, found: Case): Gift[] {
	const end = found.exitedOn ?? LAST_DAY;
	return GIVEN[found.program.key].flatMap(({ kind, often, upTo }) => {
		const gifts: Gift[] = [];
		for (
			let day = found.startedOn + own.exponential(30 / often);
			day <= end;
			day += own.exponential(30 / often)
		)
			gifts.push({ kind, day: workdayFrom(Math.floor(day)), upTo });
		return gifts.filter((gift) => gift.day <= end);
	});
}

/** Rapid re-housing pays a deposit and, less each month, the rent; for veterans out of another fund. */
function drawRent(found: Case): Gift[] {
	if (found.program.key !== 'rapid' || found.movedInOn === null) return [];
	const end = found.exitedOn ?? LAST_DAY;
	const isVeteran = headOf(found).person.veteran === 'yes';
	const rent = 850 + 260 * found.stays.length;
	const paid: Gift[] = [
		{ kind: isVeteran ? 'SSVF financial assistance' : 'security deposit', day: found.movedInOn, upTo: rent }
	];
	for (let month = 1; found.movedInOn + 30 * month <= end; month++)
		paid.push({
			kind: isVeteran ? 'SSVF financial assistance' : 'rent assistance',
			day: found.movedInOn + 30 * month,
			upTo: rent * Math.max(0.25, 1.12 - 0.12 * month)
		});
	if (isVeteran)
		for (let day = found.startedOn + 20; day <= end; day += 45)
			paid.push({ kind: 'SSVF service', day, upTo: null });
	return paid;
}
