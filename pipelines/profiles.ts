import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, Refused, wrongIn } from './errors.ts';
import { writeOnce } from './files.ts';
import type { Home } from './home.ts';
import { folded, profileSchema, type Profile, type ProfileFile } from './profile.ts';

/** A profile of the home that cannot be used, and why. */
export type BrokenProfile = { name: string; problem: string };

/**
 * The profile that a text is. `where` names it in messages.
 * @throws Refused with every wrong key at once
 */
export function parseProfile(text: string, where: string): Profile {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (cause) {
		throw new Refused(`${where} is not JSON: ${messageOf(cause)}.`, { cause });
	}
	const parsed = profileSchema.safeParse(json);
	if (parsed.success) return parsed.data;
	throw new Refused(wrongIn(where, parsed.error));
}

/** The versions of the home's profile of a name, oldest first. */
export function profileVersions(home: Home, name: string): number[] {
	const folder = join(home.mappings, name);
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.flatMap((file) => /^(\d+)\.json$/.exec(file)?.[1] ?? [])
		.map(Number)
		.sort((a, b) => a - b);
}

/**
 * A profile of the home in its newest version, or the one asked for; null where there is none.
 * @throws Refused where it cannot be read
 */
export function readProfile(home: Home, name: string, version?: number): Profile | null {
	const wanted = version ?? profileVersions(home, name).at(-1);
	const path = join(home.mappings, name, `${String(wanted)}.json`);
	if (wanted === undefined || !/^[a-z0-9-]+$/.test(name) || !existsSync(path)) return null;
	return parseProfile(readFileSync(path, 'utf8'), `mappings/${name}/${String(wanted)}.json`);
}

/** Every profile of the home in its newest version, by name. */
export function readProfiles(home: Home): { profiles: Profile[]; broken: BrokenProfile[] } {
	const profiles: Profile[] = [];
	const broken: BrokenProfile[] = [];
	if (!existsSync(home.mappings)) return { profiles, broken };
	for (const name of readdirSync(home.mappings).sort())
		try {
			const profile = readProfile(home, name);
			if (profile) profiles.push(profile);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			broken.push({ name, problem: error.message });
		}
	return { profiles, broken };
}

/**
 * A profile with the version that it would be kept as: the next of its name. One that says what the newest version
 * says is that version, and one that cannot be read says nothing.
 */
export function asKept(home: Home, profile: Profile): Profile {
	const newest = profileVersions(home, profile.name).at(-1) ?? 0;
	const known = readProfiles(home).profiles.find(({ name }) => name === profile.name);
	const isSame =
		known && JSON.stringify({ ...known, version: 0 }) === JSON.stringify({ ...profile, version: 0 });
	return isSame ? known : { ...profile, version: newest + 1 };
}

/** Keeps a profile in the home, and gives it as it was kept (`asKept`). */
export function saveProfile(home: Home, profile: Profile): Profile {
	const kept = asKept(home, profile);
	if (profileVersions(home, kept.name).includes(kept.version)) return kept;
	const folder = join(home.mappings, profile.name);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	writeOnce(join(folder, `${String(kept.version)}.json`), `${JSON.stringify(kept, null, '\t')}\n`, folder);
	return kept;
}

/** The file of an upload that each file of a profile is, by index; null where it is not of this profile. */
export type Match = { profile: Profile; files: number[] };

/**
 * Matches an upload's files with those of a profile by their headers: each file of the profile is the one file of
 * the upload that has all headers that it reads.
 */
export function matchProfile(profile: Profile, headers: readonly (readonly string[])[]): Match | null {
	const files = profile.files.map((file) => {
		const fitting = headers.flatMap((header, index) => (hasAll(header, file) ? [index] : []));
		return fitting.length === 1 ? (fitting[0] ?? null) : nearest(fitting, headers, file);
	});
	const found = files.filter((index) => index !== null);
	return found.length === files.length && new Set(found).size === found.length
		? { profile, files: found }
		: null;
}

/** The profiles of the home that fit an upload: of several, those that read most of it. */
export function recognise(profiles: readonly Profile[], headers: readonly (readonly string[])[]): Match[] {
	const fitting = profiles.flatMap((profile) => matchProfile(profile, headers) ?? []);
	const most = Math.max(0, ...fitting.map(({ profile }) => headersOf(profile)));
	return fitting.filter(({ profile }) => headersOf(profile) === most);
}

/** A file of an upload by its name and its header. */
export type NamedHeader = { name: string; header: readonly string[] };

/** Why a profile does not fit an upload: for each of its files the headers that are missed, and the nearest file. */
export function missingHeaders(profile: Profile, files: readonly NamedHeader[]): string[] {
	const called = `The mapping ${profile.name} (version ${String(profile.version)})`;
	const reasons = profile.files.flatMap((file) => {
		const [nearest] = files
			.map(({ name, header }) => ({ name, missing: missingOf(file, header) }))
			.sort((a, b) => a.missing.length - b.missing.length);
		return nearest && nearest.missing.length > 0
			? [
					`${called} reads ${nearest.missing.map((each) => JSON.stringify(each)).join(', ')} of its file ${JSON.stringify(file.key)}, and no file has ${nearest.missing.length === 1 ? 'it' : 'them'} with the rest; ${nearest.name} is nearest. If a column was renamed, change the mapping.`
				]
			: [];
	});
	return reasons.length > 0
		? reasons
		: [
				`${called} has ${profile.files.length === 1 ? '1 file' : `${String(profile.files.length)} files`}, and it cannot be told which of those uploaded is which. Upload one of each.`
			];
}

/** The profile that an upload was probably meant for: of those of which it has more than half of what each file reads, the one that misses least. */
export function nearestProfile(profiles: readonly Profile[], files: readonly NamedHeader[]): Profile | null {
	const near = profiles
		.map((profile) => ({
			profile,
			missing: profile.files.map((file) => ({
				of: file.headers.length,
				least: Math.min(...files.map(({ header }) => missingOf(file, header).length))
			}))
		}))
		.filter(({ missing }) => missing.every(({ of, least }) => least < of / 2))
		.map(({ profile, missing }) => ({ profile, total: missing.reduce((sum, { least }) => sum + least, 0) }))
		.sort((a, b) => a.total - b.total);
	return near[0]?.profile ?? null;
}

/** Of several files that fit, the one whose other headers are those that the profile knows; null where two do. */
function nearest(
	fitting: number[],
	headers: readonly (readonly string[])[],
	file: ProfileFile
): number | null {
	const strange = (index: number) => strangeHeaders(file, headers[index] ?? []).length;
	const [best, second] = [...fitting].sort((a, b) => strange(a) - strange(b));
	if (best === undefined) return null;
	return second !== undefined && strange(second) === strange(best) ? null : best;
}

/** Headers that were not there when a profile was made. */
export function strangeHeaders(file: ProfileFile, header: readonly string[]): string[] {
	const known = new Set([...file.headers, ...file.others, ...file.drop].map(folded));
	return header.filter((each) => each !== '' && !known.has(folded(each)));
}

function hasAll(header: readonly string[], file: ProfileFile): boolean {
	return missingOf(file, header).length === 0;
}

function missingOf({ headers }: ProfileFile, header: readonly string[]): string[] {
	const there = new Set(header.map(folded));
	return headers.filter((each) => !there.has(folded(each)));
}

function headersOf({ files }: Profile): number {
	return files.reduce((sum, { headers }) => sum + headers.length, 0);
}
