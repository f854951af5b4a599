import { nearest } from '#pipelines/near.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { listValues } from '#lib/metrics/values.ts';
import { likeness } from '#lib/likeness.ts';
import type { Messages } from '#lib/messages/index.ts';
import { pagesOf } from '#lib/pages.ts';
import { SOUGHT, type Hit } from '#lib/search.ts';
import { idsOfWorkers, listMembers } from '#lib/team.ts';
import type { Viewer } from './access.ts';
import { lookFor, type IdentifiedStay } from './cases-page.ts';
import { sentences } from './language.ts';
import { servedHome } from './reading.ts';
import { readStore, type Store } from './store.ts';
import { withSourceIds } from './vault.ts';

/** What was found: what fits best first, and the stays that have it as an id. `meant` is a near name where nothing was. */
export type Found = { hits: Hit[]; stays: IdentifiedStay[]; meant: string | null };

const MOST = 30;

/** What is called like a text, or has it as an id, of all that somebody may see. What is not theirs is as if it were not there. */
export async function search(viewer: Viewer, text: string): Promise<Found> {
	const typed = text.trim().slice(0, 200);
	if (typed === '') return { hits: [], stays: [], meant: null };
	const known = await readStore((store) => everything(store, viewer, sentences()));
	const hits = known
		.flatMap((hit) => {
			const rank = likeness(typed, hit.title, hit.kind === 'metric' ? hit.about : '');
			return rank === null ? [] : [{ rank, hit }];
		})
		.sort((a, b) => a.rank - b.rank)
		.map(({ hit }) => hit)
		.slice(0, MOST);
	const stays = viewer.abilities.includes('cases') ? (await lookFor(viewer.asker, typed)).stays : [];
	return {
		hits,
		stays: withSourceIds(servedHome(), viewer.asker.audience, stays),
		meant:
			hits.length + stays.length > 0
				? null
				: nearest(
						typed,
						known.map(({ title }) => title)
					)
	};
}

/** The sheets of the workers who are now in the teams of who asks. */
async function sheets(store: Store, { asker, abilities }: Viewer, m: Messages): Promise<Hit[]> {
	if (!abilities.includes('team') || asker.scope.programs !== 'all') return [];
	const ids = await idsOfWorkers(store);
	return (await listMembers(store, asker.scope)).flatMap(({ worker }): Hit[] => {
		const id = ids.get(worker);
		return id === undefined ? [] : [{ kind: 'page', path: `/team/${id}`, title: m.sheet.title({ worker }) }];
	});
}

async function everything(store: Store, viewer: Viewer, m: Messages): Promise<Hit[]> {
	const pages: Hit[] = pagesOf(viewer.abilities).map(({ path, title }) => ({
		kind: 'page',
		path,
		title: title(m)
	}));
	if (!viewer.abilities.includes('figures')) return pages;
	const { metrics } = await listMetrics(store);
	const values = await Promise.all(
		SOUGHT.map(async (dimension) =>
			(await listValues(store, dimension, viewer.asker.scope)).map(({ value }): Hit => ({
				kind: 'value',
				dimension,
				title: value
			}))
		)
	);
	return [
		...pages,
		...(await sheets(store, viewer, m)),
		...metrics.map(({ id, title, question }): Hit => ({ kind: 'metric', id, title, about: question })),
		...values.flat()
	];
}
