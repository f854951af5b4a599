import type { Row } from '#pipelines/duckdb.ts';
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
	/** Whether its value is nearly all one client's, so that it says nearly exactly what that is. */
	isOneClients: boolean;
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
	const { found, largest } = await store.db.beside((db) =>
		withRows(db, selectRows(asked), async (rows) => ({
			found: await db.rows(
				`select ${[...keys, ...parts].join(', ')} from ${rows} group by ${keys.join(', ')} order by all`
			),
			largest: asked.metric.kind === 'sum' ? await db.rows(largestOf(rows, keys)) : []
		}))
	);
	const keyOf = (row: Row) => JSON.stringify(keys.map((key) => String(row[key])));
	const isOneClients = new Set(largest.filter(({ is }) => is === true).map(keyOf));
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
			isOneClients: isOneClients.has(keyOf(row)),
			yes: yes === null ? null : heads('yes'),
			no: yes === null ? null : heads('no')
		};
	});
}

/**
 * Whether who knows the second largest part of a sum could say what the largest is to within a tenth of it: the p% rule
 * (Federal Committee on Statistical Methodology, Statistical Policy Working Paper 22).
 */
function largestOf(rows: string, keys: readonly string[]): string {
	const list = keys.join(', ');
	return `select ${list}, sum(own) - list_sum(max(own, 2)) < 0.1 * max(own) as is
		from (select ${list}, ${CLIENT} as who, sum(abs(value))::double as own from ${rows} group by all) group by ${list}`;
}

function headsOf(condition: string, part: string): string {
	const where = `filter (${condition})`;
	return `count(*) ${where} as ${part}_rows, count(distinct ${CLIENT}) ${where} as ${part}_clients,
		coalesce(sum(hash(${CLIENT}, enrollment_id, cohort_date)::hugeint) ${where}, 0)::varchar as ${part}_of,
		coalesce(sum(distinct hash(${CLIENT})::hugeint) ${where}, 0)::varchar as ${part}_whose`;
}
