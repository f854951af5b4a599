import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { DATE_ORDERS } from './date-orders.ts';
import { messageOf, Misused, Refused, wrongIn } from './errors.ts';
import type { Home } from './home.ts';
import type { Profile } from './profile.ts';
import { readPresets } from './presets.ts';
import { parseProfile, readProfile, readProfiles } from './profiles.ts';

const mappingSchema = z.strictObject({
	/** `File.Column`, or `EVERY_COLUMN`, and the order of its dates that do not begin with the year. */
	dates: z.record(z.string(), z.enum(DATE_ORDERS)).default({})
});

/** What a person says about an export that it does not say of itself. */
export type Mapping = z.infer<typeof mappingSchema>;

/** Stands for each column whose dates can be read in two ways, and of which nothing is said by itself. */
export const EVERY_COLUMN = '*';

export const NO_MAPPING: Mapping = { dates: {} };

/**
 * Reads what `--mapping` names: a file that says how dates of a known format are written, a file that is a mapping
 * profile, or a profile of the home, or one that ships, by its name.
 * @throws Refused with every wrong key at once; Misused where there is neither
 */
export function readMapping(home: Home, named: string): { mapping: Mapping; profile: Profile | null } {
	if (!existsSync(named)) {
		const kept = /^[a-z0-9-]+$/.test(named) ? readProfile(home, named) : null;
		const presets = readPresets();
		const profile = kept ?? presets.find(({ name }) => name === named);
		if (profile) return { mapping: NO_MAPPING, profile };
		const names = [...readProfiles(home).profiles, ...presets].map(({ name }) => name);
		throw new Misused(
			`There is no mapping file ${named}, and no mapping of that name is kept. There are: ${[...new Set(names)].join(', ')}.`
		);
	}
	const where = `The mapping ${named}`;
	const text = readText(named);
	if (text.includes('"profile"')) return { mapping: NO_MAPPING, profile: parseProfile(text, where) };
	return { mapping: parseDates(text, where), profile: null };
}

function readText(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (cause) {
		throw new Refused(`The mapping ${path} cannot be read: ${messageOf(cause)}.`, { cause });
	}
}

function parseDates(text: string, where: string): Mapping {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (cause) {
		throw new Refused(`${where} cannot be read: ${messageOf(cause)}.`, { cause });
	}
	const parsed = mappingSchema.safeParse(json);
	if (parsed.success) return parsed.data;
	throw new Refused(wrongIn(where, parsed.error));
}
