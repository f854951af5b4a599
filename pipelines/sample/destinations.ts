import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { formatFolder, MODEL_CODES, readRecords } from '../sources/format.ts';
import type { ProgramKey } from './programs.ts';

/** A living situation as HMIS codes it and as the model names it. */
export type LivingSituation = { code: string; subsidy: string; name: string; group: string };

type Weights = readonly (readonly [name: string, weight: number])[];

/** Reads a code list of the HMIS export, one record per code. */
export function readCodes(list: string): Record<string, string>[] {
	const text = readFileSync(join(formatFolder('hmis-csv'), 'codes', `${list}.csv`), 'utf8');
	return Papa.parse<Record<string, string>>(text.trim(), { header: true }).data;
}

const situations = new Map<string, LivingSituation>();

/** The living situation with a name of the model; throws `RangeError` where there is none. */
export function livingSituation(name: string): LivingSituation {
	if (situations.size === 0) {
		const groups = new Map(
			readRecords(join(MODEL_CODES, 'living_situation.csv')).map((each) => [
				each.value,
				each.destination_group
			])
		);
		for (const { code = '', subsidy = '', name: each = '' } of readCodes('living_situation'))
			situations.set(each, { code, subsidy, name: each, group: groups.get(each) ?? '' });
	}
	const found = situations.get(name);
	if (!found) throw new RangeError(`There is no living situation "${name}".`);
	return found;
}

const UNKNOWN: Weights = [
	['no exit interview', 4],
	['not collected', 2],
	['client does not know', 1]
];

/** Where people go who leave a program without a home of it. */
export const DESTINATIONS: Record<ProgramKey, Weights> = {
	outreach: [
		['emergency shelter', 34],
		['place not meant for habitation', 14],
		['with friends, temporary', 6],
		['transitional housing', 6],
		['rental, other subsidy', 8],
		['with family, permanent', 6],
		['substance abuse treatment facility', 4],
		['jail or prison', 3],
		...UNKNOWN.map(([name, weight]) => [name, weight * 3] as const)
	],
	shelter: [
		['rental, no subsidy', 17],
		['rental, other subsidy', 13],
		['with family, permanent', 11],
		['with friends, permanent', 4],
		['with family, temporary', 9],
		['with friends, temporary', 10],
		['transitional housing', 5],
		['hotel or motel without voucher', 3],
		['place not meant for habitation', 11],
		['emergency shelter', 4],
		['hospital', 2],
		['jail or prison', 2],
		['deceased', 0.4],
		...UNKNOWN
	],
	rapid: [
		['emergency shelter', 16],
		['place not meant for habitation', 9],
		['with family, temporary', 17],
		['with friends, temporary', 15],
		['with family, permanent', 18],
		['jail or prison', 3],
		...UNKNOWN
	],
	supportive: [
		['emergency shelter', 14],
		['place not meant for habitation', 8],
		['hospital', 6],
		['long-term care facility', 5],
		['with family, permanent', 14],
		['deceased', 4],
		...UNKNOWN
	],
	family: [
		['rental, no subsidy', 42],
		['rental, other subsidy', 18],
		['with family, permanent', 14],
		['with family, temporary', 10],
		['with friends, temporary', 6],
		['emergency shelter', 4],
		...UNKNOWN
	]
};

/** Where people go who leave a housing program after they moved in. */
export const FROM_HOME: Record<'rapid' | 'supportive', Weights> = {
	rapid: [
		['rental, no subsidy', 58],
		['rental, other subsidy', 16],
		['rental, housing choice voucher', 8],
		['with family, permanent', 6],
		['with friends, temporary', 3],
		['emergency shelter', 2],
		['not collected', 2],
		['no exit interview', 2]
	],
	supportive: [
		['rental, housing choice voucher', 34],
		['rental, no subsidy', 16],
		['with family, permanent', 12],
		['long-term care facility', 7],
		['deceased', 7],
		['place not meant for habitation', 6],
		['jail or prison', 4],
		['no exit interview', 4]
	]
};

/** Where people stayed the night before they came. */
export const BEFORE: Record<ProgramKey, Weights> = {
	outreach: [
		['place not meant for habitation', 88],
		['emergency shelter', 7],
		['not collected', 5]
	],
	shelter: [
		['place not meant for habitation', 38],
		['emergency shelter', 12],
		['with friends, temporary', 16],
		['with family, temporary', 13],
		['rental, no subsidy', 8],
		['jail or prison', 4],
		['hospital', 3],
		['not collected', 4],
		['declined', 2]
	],
	rapid: [
		['emergency shelter', 58],
		['place not meant for habitation', 34],
		['transitional housing', 5],
		['not collected', 3]
	],
	supportive: [
		['place not meant for habitation', 52],
		['emergency shelter', 44],
		['safe haven', 4]
	],
	family: [
		['with family, temporary', 30],
		['with friends, temporary', 22],
		['rental, no subsidy', 40],
		['hotel or motel without voucher', 8]
	]
};
