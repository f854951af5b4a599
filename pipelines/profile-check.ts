import type { Mapping } from './mapping.ts';
import type { Profile, TakenFrom } from './profile.ts';
import { whatIsMissing } from './profile-words.ts';
import { columnsOf, columnsOfFile, filesOf, type Column } from './sources/format.ts';

/** The format that mapped uploads become. */
export const MAPPED = 'canonical-csv';

/**
 * Every reason why a profile cannot be used whatever it is used on: tables and columns that are not ours, words that
 * are not in a column's list, a table without what makes its rows. Empty where there is none.
 */
export function checkProfile(profile: Profile): string[] {
	return [
		...checkColumns(profile),
		...whatIsMissing(profile, columnsOf(MAPPED)).flatMap(({ column, sentence }) =>
			column === null ? [] : [sentence]
		)
	];
}

/** As `checkProfile`, without what is missing. */
export function checkColumns(profile: Profile): string[] {
	const reasons: string[] = [];
	const tables = filesOf(MAPPED).filter((file) => file !== 'about');
	for (const { table, columns } of profile.tables) {
		if (!tables.includes(table)) {
			reasons.push(`There is no table ${JSON.stringify(table)}. There are: ${tables.join(', ')}.`);
			continue;
		}
		const known = columnsOfFile(MAPPED, table);
		for (const [column, taken] of Object.entries(columns)) {
			const target = known.find((each) => each.column === column);
			if (!target)
				reasons.push(
					`The table ${table} has no column ${JSON.stringify(column)}. It has: ${known.map((each) => each.column).join(', ')}.`
				);
			else reasons.push(...checkWords(table, target, taken));
		}
	}
	const orders = new Map<string, string>();
	for (const [at, order] of dateOrders(profile)) {
		const before = orders.get(at);
		if (before !== undefined && before !== order)
			reasons.push(`${at}: its dates are read ${before} in one place and ${order} in another. Settle one.`);
		orders.set(at, order);
	}
	return reasons;
}

function checkWords(table: string, column: Column, taken: TakenFrom): string[] {
	if (column.type !== 'choice') return [];
	const words =
		'constant' in taken ? [taken.constant] : 'column' in taken ? Object.values(taken.codes ?? {}) : [];
	return [...new Set(words)]
		.filter((word) => word !== '' && !column.values.includes(word))
		.map(
			(word) =>
				`${table}.${column.column}: ${JSON.stringify(word)} is not one of its words: ${column.values.join(', ')}.`
		);
}

/** The order of dates of each column for which a profile says one, as `table.column`. */
export function dateOrders(profile: Profile): [string, NonNullable<Mapping['dates'][string]>][] {
	return profile.tables
		.flatMap(({ table, columns }) =>
			Object.entries(columns).flatMap(([column, taken]) =>
				'column' in taken && taken.dates ? [[`${table}.${column}`, taken.dates] as const] : []
			)
		)
		.map(([at, order]) => [at, order]);
}
