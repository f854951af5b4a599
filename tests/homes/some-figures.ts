// A few figures of a home, whole: they stay the same from version to version unless a rule is changed on purpose,
// and then the changelog says so.
import type { Home } from '#pipelines/home.ts';
import { measure } from '#lib/metrics/engine.ts';
import type { Result } from '#lib/metrics/result.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent } from '#lib/server/store.ts';

const METRICS = [
	'people-served',
	'exits-to-permanent-housing',
	'days-to-move-in',
	'exits',
	'record-entry-lag'
];

export async function someFigures(home: Home): Promise<Record<string, Result[]>> {
	const store = await openCurrent(home);
	try {
		const found: Record<string, Result[]> = {};
		for (const metric of METRICS)
			for (const by of [[], ['program']]) {
				const period = { from: '2024-01-01', to: '2024-12-31' };
				const question = {
					metric,
					scope: FULL_SCOPE,
					audience: CASEWORK,
					period,
					by,
					grain: null,
					where: []
				};
				found[[metric, ...by].join(' by ')] = (await measure(store, question)).results;
			}
		return found;
	} finally {
		store.db.close();
	}
}
