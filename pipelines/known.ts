import { name, type Database } from './duckdb.ts';
import { MAPPED } from './profile-check.ts';
import type { Profile } from './profile.ts';
import { CASES, ROSTER } from './sources/canonical-csv/retire.ts';
import { columnsOfFile, sourceKey, storedName, type Column, type Identified } from './sources/format.ts';
import type { TypedTable } from './type.ts';

/**
 * What a mapped upload says of itself before its values are read: `moment` (ISO, with time) is when its file was
 * written, and no reading of a date lies after it.
 */
export function claim(profile: Profile, source: string | null, moment: string): Identified {
	const roster = profile.tables.every(({ table }) => ROSTER.includes(table));
	const part = !CASES.every((each) => profile.tables.some(({ table }) => table === each));
	const day = moment.slice(0, 10);
	const named = source ?? profile.source;
	return {
		version: roster ? 'roster' : '1',
		source: sourceKey(named),
		source_name: named,
		period: { from: day, to: day },
		exported_at: moment,
		observed_until: day,
		full: profile.exports === 'everything',
		roster,
		part: roster || part
	};
}

/**
 * What it says when they are read: its period is that of the days on which anything in it happened. Where it knows up
 * to its last entry, that day is also the one on which it was exported, so that an older file that arrives late stays
 * the older one.
 */
export async function settleKnown(
	db: Database,
	claimed: Identified,
	until: Profile['known_until'],
	tables: readonly TypedTable[]
): Promise<Identified> {
	const days = tables
		.filter(({ file }) => claimed.roster || !ROSTER.includes(file))
		.flatMap(({ file, columns }) =>
			columnsOfFile(MAPPED, file)
				.filter((column) => isOfEvents(column) && columns.some((each) => each.name === storedName(column)))
				.map((column) => `select ${name(storedName(column))}::date as day from typed.${name(file)}`)
		);
	if (days.length === 0) return claimed;
	const { first, last } = await db.row(
		`select min(day)::varchar as first, max(day)::varchar as last from (${days.join(' union all ')}) where day <= $latest::date`,
		{ latest: claimed.exported_at.slice(0, 10) }
	);
	if (first === null || last === null) return claimed;
	const to = until === 'last entry' ? String(last) : claimed.observed_until;
	return {
		...claimed,
		period: { from: String(first), to },
		exported_at: until === 'last entry' ? `${to} 00:00:00` : claimed.exported_at,
		observed_until: to
	};
}

/** Whether a column has days on which something happened or was written down. */
function isOfEvents({ type, need, treatment }: Column): boolean {
	return (
		(type === 'date' || type === 'datetime') &&
		treatment === 'keep' &&
		need.includes('figure') &&
		!need.includes('ahead') &&
		!need.includes('private')
	);
}
