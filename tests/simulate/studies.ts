import type { Home } from '#pipelines/home.ts';
import type { Store } from '#lib/server/store.ts';
import { truthsOf, withAgency, type Agency } from './agency.ts';
import { scan, type Scanned } from './gaps.ts';
import { seekTruths, type Sighting } from './truths.ts';
import { compareWorkers, type Compared } from './workers.ts';
import { chartAll, type Charted } from './trends.ts';

/** What can be counted in an agency. */
export const STUDIES = ['workers', 'gaps', 'trends', 'truths'] as const;
export type StudyName = (typeof STUDIES)[number];

/** What was found in one agency. */
export type Found = {
	agency: Agency;
	seconds: number;
	trends: Charted[];
	gaps: Scanned | null;
	workers: Compared | null;
	truths: Sighting[];
};

/** Makes an agency and looks for what is asked. */
export async function study(agency: Agency, names: readonly StudyName[]): Promise<Found> {
	const began = Date.now();
	const look = async (store: Store, home: Home) => ({
		trends: names.includes('trends') ? await chartAll(store) : [],
		gaps: names.includes('gaps') ? await scan(store, home) : null,
		workers: names.includes('workers') ? await compareWorkers(store) : null,
		truths: names.includes('truths') ? await seekTruths(store, home, truthsOf(agency)) : []
	});
	const found = await withAgency(agency, look);
	return { agency, seconds: (Date.now() - began) / 1000, ...found };
}
