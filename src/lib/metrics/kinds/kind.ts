import type { Connected, Row } from '#pipelines/duckdb.ts';
import type { Result } from '../result.ts';
import { groupKeys, type Selection } from '../select.ts';
import type { Standard } from '../targets.ts';

/** A group of rows, before it is estimated. `key` is what `keyOf` gives for its rows. */
export type Group = {
	key: string;
	n: number;
	clients: number;
	/** The target where there is one, else the one standard of all its rows; null where there is none. */
	standard: Standard | null;
};

/** What a kind of metric makes of a group. Without a value, `reason` says why. */
export type Summary = Pick<Result, 'value' | 'lower' | 'upper' | 'numerator' | 'also'> & {
	reason?: string;
	/** Whether any result of this size could differ from the standard by more than chance. */
	canDiffer: (standard: number) => boolean;
};

/** The rows to estimate: those of the table `rows`, in the groups named by the columns `keys`. */
export type Asked = { db: Connected; selection: Selection; rows: string; keys: string[]; groups: Group[] };

/** Estimates all groups of a kind at once, by their keys. */
export type Summarise = (asked: Asked) => Promise<Map<string, Summary>>;

/** Members of a household are not independent; rows of a worker or a program alone are that one's. */
export const CLUSTER = 'coalesce(household_head_id, worker_id, program_id)';

/** The group that a row of a query belongs to, as one text. */
export function keyOf(row: Row, selection: Pick<Selection, 'by'>): string {
	return JSON.stringify(groupKeys(selection).map((key) => row[key]));
}

/** The rows of a query by the group that they belong to. */
export async function rowsByGroup({ db, selection }: Asked, sql: string): Promise<Map<string, Row[]>> {
	const found = new Map<string, Row[]>();
	for (const row of await db.rows(sql)) {
		const key = keyOf(row, selection);
		const own = found.get(key);
		if (own) own.push(row);
		else found.set(key, [row]);
	}
	return found;
}

/** Summaries of all groups, each from its rows of a query. */
export async function eachGroup(
	asked: Asked,
	sql: string,
	summarise: (rows: Row[], group: Group) => Summary
): Promise<Map<string, Summary>> {
	const found = await rowsByGroup(asked, sql);
	return new Map(asked.groups.map((group) => [group.key, summarise(found.get(group.key) ?? [], group)]));
}
