import type { Store } from '#lib/server/store.ts';
import type { Asked } from '../question.ts';
import { groupKeys, selectRows, type StoredMetric } from '../select.ts';
import { withRows } from '../summarise.ts';

/**
 * Rows, and the clients whose they are; a row of which nobody knows whose it is counts as somebody's own. `of` and `whose`
 * are alike where the same rows, and the same clients, are counted, in whatever figure.
 */
export type Heads = { rows: number; clients: number; of: string; whose: string };

/** Of a period and group: all of it, and apart those of whom the figure says yes and no; null where it says neither. */
export type Headcount = Heads & {
	period: number;
	group: Record<string, string>;
	yes: Heads | null;
	no: Heads | null;
};

const CLIENT =
	'coalesce(client_id::varchar, enrollment_id::varchar, worker_id::varchar, program_id::varchar)';

/** Of whom a figure says yes, as SQL over its rows; null where it is no share. */
function yesOf({ kind, headline }: StoredMetric): string | null {
	switch (kind) {
		case 'ratio':
			return 'success';
		case 'time_to_event':
			return `outcome = 'event' and days <= ${String(headline.share_by)}`;
		case 'rate':
			return 'events > 0';
		default:
			return null;
	}
}

/** Counts the clients behind each figure of a question: what disclosure control decides by. */
export async function countHeads(store: Store, asked: Asked): Promise<Headcount[]> {
	if (asked.missing !== null) return [];
	const keys = groupKeys(asked);
	const yes = yesOf(asked.metric);
	const parts = [
		headsOf('true', 'all'),
		...(yes === null ? [] : [headsOf(yes, 'yes'), headsOf(`not (${yes})`, 'no')])
	];
	const found = await store.db.beside((db) =>
		withRows(db, selectRows(asked), (rows) =>
			db.rows(
				`select ${[...keys, ...parts].join(', ')} from ${rows} group by ${keys.join(', ')} order by all`
			)
		)
	);
	return found.map((row) => {
		const heads = (part: string): Heads => ({
			rows: Number(row[`${part}_rows`]),
			clients: Number(row[`${part}_clients`]),
			of: String(row[`${part}_of`]),
			whose: String(row[`${part}_whose`])
		});
		return {
			period: Number(row.period),
			group: Object.fromEntries(asked.by.map((id, at) => [id, String(row[`g${String(at)}`])])),
			...heads('all'),
			yes: yes === null ? null : heads('yes'),
			no: yes === null ? null : heads('no')
		};
	});
}

function headsOf(condition: string, part: string): string {
	const where = `filter (${condition})`;
	return `count(*) ${where} as ${part}_rows, count(distinct ${CLIENT}) ${where} as ${part}_clients,
		coalesce(sum(hash(${CLIENT}, enrollment_id, cohort_date)::hugeint) ${where}, 0)::varchar as ${part}_of,
		coalesce(sum(distinct hash(${CLIENT})::hugeint) ${where}, 0)::varchar as ${part}_whose`;
}
