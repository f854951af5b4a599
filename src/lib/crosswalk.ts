import type { Store } from '#lib/server/store.ts';

/** Two source systems of which pairs are known: how many, and how many join two records that are there. */
export type JoinedSources = { a: string; b: string; pairs: number; joined: number };

/** What crosswalks do in a store: by two source systems, and how many people are in several. */
export type CrosswalkCount = { people: number; sources: JoinedSources[] };

/** Counts the pairs that count and the people with stays in more than one source system. */
export async function countCrosswalk(store: Store): Promise<CrosswalkCount> {
	const rows = await store.db.rows(
		`with named as (select least(source_a, source_b) as a, greatest(source_a, source_b) as b, joins from crosswalk)
		select coalesce(x.source_name, n.a) as a, coalesce(y.source_name, n.b) as b, count(*) as pairs, count(*) filter (joins) as joined
		from named n left join source x on x.source = n.a left join source y on y.source = n.b
		group by all order by 1, 2`
	);
	const { people } = await store.db.row(
		`select count(*) as people from (select client_id from enrollment
			where client_id in (select client_id from enrollment where known_as <> client_id)
			group by client_id having count(distinct source) > 1)`
	);
	return {
		people: Number(people),
		sources: rows.map(({ a, b, pairs, joined }) => ({
			a: String(a),
			b: String(b),
			pairs: Number(pairs),
			joined: Number(joined)
		}))
	};
}
