import { readBatches } from '#pipelines/batch.ts';
import { Misused, Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { checkProfile } from '#pipelines/profile-check.ts';
import { sayProfile } from '#pipelines/profile-words.ts';
import type { Profile } from '#pipelines/profile.ts';
import {
	parseProfile,
	profileVersions,
	readProfile,
	readProfiles,
	saveProfile
} from '#pipelines/profiles.ts';
import { record, type Actor } from './audit.ts';
import { refuseSample } from './sample.ts';

/** A mapping of the home in its newest version; `batches` counts those that count and were made with any version. */
export type MappingFacts = { name: string; title: string; source: string; version: number; batches: number };

/** A version with the batches that count and were made with it. */
export type VersionFacts = { version: number; batches: string[] };

export type MappingPage = {
	profile: Profile;
	text: string;
	said: string[];
	versions: VersionFacts[];
	/** The version before, and the sentences that only the one or the other has; null of the first. */
	changed: { version: number; before: string[]; now: string[] } | null;
	/** Batches that count, were made with any version, and whose uploads are kept. */
	again: string[];
};

/** Every mapping that is kept, by name. */
export function listMappings(home: Home): {
	mappings: MappingFacts[];
	broken: { name: string; problem: string }[];
} {
	const { profiles, broken } = readProfiles(home);
	const batches = liveBatches(home);
	return {
		mappings: profiles.map(({ name, title, source, version }) => ({
			name,
			title,
			source,
			version,
			batches: batches.filter(({ mapping }) => mapping?.name === name).length
		})),
		broken
	};
}

/** The mapping of a name, in its newest version or the one asked for. @throws Misused where there is none */
export function findMapping(home: Home, name: string, version?: number): Profile {
	const profile = readProfile(home, name, version);
	if (profile) return profile;
	throw new Misused(
		`There is no mapping ${JSON.stringify(name)}${version === undefined ? '' : ` of version ${String(version)}`}.`
	);
}

/** What the page of one mapping shows, in its newest version or the one asked for. @throws Misused where there is none */
export function readMappingPage(home: Home, name: string, version?: number): MappingPage {
	const profile = findMapping(home, name, version);
	const versions = profileVersions(home, name);
	const batches = liveBatches(home).filter(({ mapping }) => mapping?.name === name);
	const before = versions.filter((each) => each < profile.version).at(-1);
	const older = before === undefined ? null : readProfile(home, name, before);
	return {
		profile,
		text: JSON.stringify(profile, null, '\t'),
		said: sayProfile(profile),
		versions: versions.toReversed().map((each) => ({
			version: each,
			batches: batches.filter(({ mapping }) => mapping?.version === each).map(({ id }) => id)
		})),
		changed: older && compareProfiles(older, profile),
		again: batches.filter(({ kept }) => kept !== null).map(({ id }) => id)
	};
}

/** What two versions of a mapping do differently: the parts of their sentences that only one of them has. */
function compareProfiles(before: Profile, now: Profile): NonNullable<MappingPage['changed']> {
	const [then, current] = [partsOf(before), partsOf(now)];
	return {
		version: before.version,
		before: then.filter((part) => !current.includes(part)),
		now: current.filter((part) => !then.includes(part))
	};
}

/** Each statement of a mapping by itself, with the table that it is of. */
function partsOf(profile: Profile): string[] {
	const codes = profile.tables.flatMap(({ table, columns }) =>
		Object.entries(columns).flatMap(([column, taken]) =>
			'column' in taken
				? Object.entries(taken.codes ?? {}).map(
						([theirs, ours]) => `${table}.${column}: “${theirs}” is ${ours === '' ? 'nothing' : `“${ours}”`}.`
					)
				: []
		)
	);
	// Version and files apart, each table's sentence is told by column.
	const said = sayProfile({ ...profile, version: 0 }).flatMap((each) => {
		const sentence = each.replace(', version 0, reads', ' reads');
		const [head = '', ...rest] = sentence.split(/: (?=[a-z_]+ is )/);
		return rest.length === 0
			? [sentence]
			: rest
					.join(': ')
					.replace(/\.$/, '')
					.split('; ')
					.map((part) => `${head}: ${part}.`);
	});
	return [...said, ...codes];
}

/**
 * Keeps a text as the next version of a mapping, and writes it down.
 * @throws Refused with every reason at once, each with its place; nothing is kept then
 */
export function saveMapping(home: Home, actor: Actor, name: string, text: string): Profile {
	refuseSample(home);
	const profile = parseProfile(text, 'The mapping');
	const reasons = checkProfile(profile).map((reason) => `The mapping: ${reason}`);
	if (profile.name !== name)
		reasons.push(
			`The mapping, name: it is ${JSON.stringify(profile.name)}, and this is ${JSON.stringify(name)}. Write that name to change this mapping.`
		);
	if (reasons.length > 0) throw new Refused(reasons);
	const kept = saveProfile(home, profile);
	record(home, actor, 'changed a mapping', kept.name, { version: kept.version });
	return kept;
}

function liveBatches(home: Home) {
	return readBatches(home).batches.filter(({ state }) => state === 'live');
}
