import type { Database } from './duckdb.ts';
import { Misused, Refused } from './errors.ts';
import type { Profile } from './profile.ts';
import { missingHeaders, nearestProfile, recognise, type NamedHeader } from './profiles.ts';
import { readFormats, type Candidate, type Identified, type SourceFormat } from './sources/format.ts';

/** What tells the formats of an upload apart, and how it is called in messages. */
export type Unidentified = Pick<Candidate, 'names' | 'records'> & { label: string; source: string | null };

/**
 * The format of ours that an upload is of, with what it says of itself; null where it is of none.
 * @throws Refused where it could be several, or is of a format but cannot be taken; Misused where `wanted` is none
 */
export async function identifyFormat(
	db: Database,
	{ label, ...candidate }: Unidentified,
	wanted?: string
): Promise<{ format: SourceFormat; facts: Identified } | null> {
	const formats = await readFormats();
	const asked = wanted === undefined ? formats : formats.filter((format) => format.id === wanted);
	if (asked.length === 0)
		throw new Misused(`There is no format ${String(wanted)}. Known: ${titles(formats)}.`);
	const found: { format: SourceFormat; facts: Identified }[] = [];
	for (const format of asked) {
		const facts = await format.identify({ ...candidate, db });
		if (facts) found.push({ format, facts });
	}
	const [first, second] = found;
	if (first && second)
		throw new Refused(
			`${label} could be ${found.map(({ format }) => format.title).join(' or ')}. Bring the files of one of them alone, or say which it is: --format ${first.format.id}, for example.`
		);
	return first ?? null;
}

/** The refusal of an upload that is of no format and fits no mapping: what it misses of the nearest, or what there is. */
export async function unknownFormat(
	label: string,
	files: readonly NamedHeader[],
	profiles: readonly Profile[]
): Promise<Refused> {
	const near = nearestProfile(profiles, files);
	if (near) return new Refused(missingHeaders(near, files));
	const formats = await readFormats();
	const names = files.slice(0, 10).map(({ name }) => name);
	const kept =
		profiles.length === 0
			? 'No mapping is kept yet.'
			: `It fits none of the mappings that are kept (${profiles.map(({ name }) => name).join(', ')}): a column that they read is not there.`;
	return new Refused(
		`${label} is not in a format that is known: ${titles(formats)}. It holds ${names.join(', ')}. ${formats.map((format) => format.hint).join(' ')} Any other table can be mapped on the page "Upload", or with --mapping FILE. ${kept}`
	);
}

/**
 * The one kept profile that fits an upload by its headers, or null.
 * @throws Refused where several fit alike
 */
export function identifyProfile(
	label: string,
	profiles: readonly Profile[],
	headers: readonly (readonly string[])[]
): Profile | null {
	const [first, second, ...more] = recognise(profiles, headers);
	if (!first) return null;
	if (!second) return first.profile;
	const names = [first, second, ...more].map(({ profile }) => profile.name);
	throw new Refused(
		`${label} fits ${String(names.length)} mappings alike: ${names.join(', ')}. Say which it is: on the page of an upload, or with --mapping ${names[0] ?? ''}, for example.`
	);
}

function titles(formats: SourceFormat[]): string {
	return formats.map((format) => `${format.title} (--format ${format.id})`).join(', ');
}
