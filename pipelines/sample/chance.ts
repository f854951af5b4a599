import { dateOf, dayOf, LAST_DAY, type Day } from './calendar.ts';
import { DIFFERENT_WORKER, type Contact } from './contacts.ts';
import { WORKERS } from './roster.ts';
import type { Sample } from './sample.ts';

/** A worker who lies far from the others by the draw alone; `z` on the arcsine scale, clients clustered. */
export type ByChance = { worker: string; name: string; value: number; n: number; clients: number; z: number };

/** Who lies furthest from all others in a metric without being different. */
export type Chance = {
	metric: string;
	dimension: string;
	from: string;
	to: string;
	pooled: number;
	workers: ByChance[];
};

export const LAST_YEAR = dayOf('2025-10-01');
const FAR = 3;

/** The workers who, the one who differs left aside, lie furthest from all others in the last twelve months. */
export function byChance({ contacts }: Sample): Chance {
	const last = appointments(contacts, LAST_YEAR).filter((each) => each.worker !== DIFFERENT_WORKER);
	const pooled = share(last, isKept) ?? 0;
	const workers = WORKERS.map(({ id, name }): ByChance => {
		const own = last.filter((each) => each.worker === id);
		const value = share(own, isKept) ?? 0;
		const households = [...Map.groupBy(own, (each) => each.case.household).values()];
		const spread = households.reduce(
			(sum, list) => sum + (list.filter(isKept).length - value * list.length) ** 2,
			0
		);
		const byHouseholds = (spread * households.length) / (households.length - 1) / own.length ** 2;
		const effect = Math.max(1, byHouseholds / ((value * (1 - value)) / own.length));
		const z =
			2 * (Math.asin(Math.sqrt(value)) - Math.asin(Math.sqrt(pooled))) * Math.sqrt(own.length / effect);
		return { worker: id, name, value, n: own.length, clients: households.length, z };
	}).filter((each) => each.clients >= 10);
	const furthest = workers.sort((one, other) => Math.abs(other.z) - Math.abs(one.z)).slice(0, FAR);
	return {
		metric: 'appointments-kept',
		dimension: 'worker',
		from: dateOf(LAST_YEAR),
		to: dateOf(LAST_DAY),
		pooled,
		workers: furthest
	};
}

/** The appointments since a day that took place or not, without those that the agency cancelled. */
export function appointments(contacts: readonly Contact[], from: Day): Contact[] {
	return contacts.filter(
		(each) =>
			each.scheduled && each.result !== 'cancelled_by_agency' && from <= each.on && each.on <= LAST_DAY
	);
}

/** True of an appointment at which the client was there. */
export const isKept = (each: Contact) => each.result === 'attended';

/** The share of a list for which something holds, or null of an empty one. */
export function share<Item>(list: readonly Item[], succeeds: (item: Item) => boolean): number | null {
	return list.length === 0 ? null : list.filter(succeeds).length / list.length;
}
