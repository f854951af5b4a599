import type { Store } from '#lib/server/store.ts';
import { withAgency, type Agency } from './agency.ts';
import { chartAll, type Charted } from './trends.ts';

/** What can be counted in an agency. */
export const STUDIES = ['trends'] as const;
export type StudyName = (typeof STUDIES)[number];

/** What was found in one agency. */
export type Found = { agency: Agency; seconds: number; trends: Charted[] };

/** Makes an agency and looks for what is asked. */
export async function study(agency: Agency, names: readonly StudyName[]): Promise<Found> {
	const began = Date.now();
	const look = async (store: Store) => ({
		trends: names.includes('trends') ? await chartAll(store) : []
	});
	const found = await withAgency(agency, look);
	return { agency, seconds: (Date.now() - began) / 1000, ...found };
}
