import type { Home } from '#pipelines/home.ts';
import type { Profile } from '#pipelines/profile.ts';
import { readProfiles, recognise } from '#pipelines/profiles.ts';
import { columnsOf, filesOf, readFormats } from '#pipelines/sources/format.ts';
import { stemOf, type Known } from '#lib/upload/look.ts';
import { servedHome } from './reading.ts';
import type { Waiting } from './uploads.ts';

/**
 * What an upload is: of a format of ours, what a mapping says (`chosen` by a person, or fitting by itself), one of
 * several that fit alike, or not known yet (`begun` where a mapping is half done).
 */
export type Identity =
	| { as: 'format'; title: string }
	| { as: 'mapping'; title: string; name: string; version: number; source: string; chosen: boolean }
	| { as: 'several'; mappings: { name: string; title: string }[] }
	| { as: 'unknown'; begun: boolean };

/** What an upload is, as far as it is known. */
export async function identifyWaiting(waiting: Waiting): Promise<Identity> {
	if (waiting.format !== null) {
		const format = (await readFormats()).find(({ id }) => id === waiting.format);
		return { as: 'format', title: format?.title ?? waiting.format };
	}
	const chosen = waiting.said.profile;
	const fitting = chosen ? [chosen] : fittingOf(servedHome(), waiting);
	const profile = onlyOf(fitting);
	if (profile) {
		const { title, name, version, source } = profile;
		return { as: 'mapping', title, name, version, source, chosen: chosen !== null };
	}
	if (fitting.length > 1)
		return { as: 'several', mappings: fitting.map(({ name, title }) => ({ name, title })) };
	return { as: 'unknown', begun: waiting.said.draft !== null };
}

/** The mapping by which an upload is read: the one that a person chose or made, or the only one that fits. */
export function profileOf(waiting: Waiting): Profile | null {
	if (waiting.format !== null) return null;
	return waiting.said.profile ?? onlyOf(fittingOf(servedHome(), waiting));
}

function onlyOf([first, second]: readonly Profile[]): Profile | null {
	return first && !second ? first : null;
}

/** The kept mappings that fit an upload by its headers. */
export function fittingOf(home: Home, { tables }: Pick<Waiting, 'tables'>): Profile[] {
	const headers = tables.map(({ lines }) => lines.header);
	return recognise(readProfiles(home).profiles, headers).map(({ profile }) => profile);
}

/** What is known of columns before a file is looked at. */
export async function knownColumns(): Promise<Known> {
	const read: Known['read'] = {};
	for (const { id } of await readFormats())
		for (const file of filesOf(id)) {
			const columns = columnsOf(id).filter((each) => each.file === file && each.treatment !== 'drop');
			(read[stemOf(file)] ??= []).push(...columns.map(({ column }) => column));
		}
	const files = readProfiles(servedHome()).profiles.flatMap((profile) => profile.files);
	return {
		read,
		harmless: [...new Set(files.flatMap(({ harmless }) => harmless))],
		drop: [...new Set(files.flatMap(({ drop }) => drop))]
	};
}
