import { readFileSync } from 'node:fs';
import type { Database } from './duckdb.ts';
import { Refused } from './errors.ts';
import { settingFile, type Home } from './home.ts';

/**
 * Areas in which so few people live that even the first three digits of a ZIP could point to one
 * (45 CFR 164.514(b)(2)(i)(B); ours are the 17 of the Census of 2000 that HHS's guidance lists). The home's
 * `small-zip3.csv` wins over ours.
 * @throws Refused where the list holds what is not three digits
 */
export function readSmallZips(home: Home | null): string[] {
	const { path } = settingFile(home, 'small-zip3.csv');
	const [, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
	const zips = lines.map((line) => line.trim());
	const wrong = zips.findIndex((zip) => !/^[0-9]{3}$/.test(zip));
	if (wrong >= 0)
		throw new Refused(
			`${path} line ${String(wrong + 2)}: after the header zip3 comes one area a line, three digits. Correct that line.`
		);
	return zips;
}

/** Makes the table `small_zip3` (zip3): areas that become 000. @throws Refused as `readSmallZips` does */
export async function prepareZips(db: Database, home: Home): Promise<void> {
	await db.run('create table small_zip3 (zip3 varchar)');
	await db.append(
		'small_zip3',
		readSmallZips(home).map((zip3) => [zip3])
	);
}
