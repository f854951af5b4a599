import type { Home } from '#pipelines/home.ts';
import type { Profile } from '#pipelines/profile.ts';
import { readPresets } from '#pipelines/presets.ts';
import {
	asKept,
	missingHeaders,
	nearestProfile,
	profileVersions,
	readProfiles,
	recognise
} from '#pipelines/profiles.ts';
import { namedHeader } from '#pipelines/source.ts';
import { columnsOf, filesOf, readFormats } from '#pipelines/sources/format.ts';
import { stemOf, type Known } from '#lib/upload/look.ts';
import { servedHome } from './reading.ts';
import type { Waiting } from './uploads.ts';

/** How a mapping came to be that of an upload: a person chose or made it, or it fits by itself, one of ours (`preset`) too. */
export type Fits = 'chosen' | 'kept' | 'preset';

/**
 * What an upload is: of a format of ours, what a mapping says, one of several that fit alike, or not known yet (`begun`
 * where a mapping is half done; `near` is what it lacks of the kept mapping that it was probably meant for). `version` is that as which the mapping would be kept, `newest` the newest that is, or 0.
 */
export type Identity =
	| { as: 'format'; title: string }
	| {
			as: 'mapping';
			title: string;
			name: string;
			version: number;
			newest: number;
			source: string;
			fits: Fits;
	  }
	| { as: 'several'; mappings: { name: string; title: string }[] }
	| { as: 'unknown'; begun: boolean; near: string[] };

/** What an upload is, as far as it is known. */
export async function identifyWaiting(waiting: Waiting): Promise<Identity> {
	if (waiting.format !== null) {
		const format = (await readFormats()).find(({ id }) => id === waiting.format);
		return { as: 'format', title: format?.title ?? waiting.format };
	}
	const home = servedHome();
	const chosen = waiting.said.profile;
	const fitting = chosen ? [chosen] : fittingOf(home, waiting);
	const profile = onlyOf(fitting);
	if (profile) {
		const { title, name, version, source } = asKept(home, profile);
		const newest = profileVersions(home, name).at(-1) ?? 0;
		return {
			as: 'mapping',
			title,
			name,
			version,
			newest,
			source,
			fits: chosen ? 'chosen' : newest === 0 ? 'preset' : 'kept'
		};
	}
	if (fitting.length > 1)
		return { as: 'several', mappings: fitting.map(({ name, title }) => ({ name, title })) };
	const near = nearestOf(home, waiting);
	return {
		as: 'unknown',
		begun: waiting.said.draft !== null,
		near: near ? missingHeaders(near, waiting.tables.map(namedHeader)) : []
	};
}

/** The mapping by which an upload is read: the one that a person chose or made, or the only one that fits. */
export function profileOf(waiting: Waiting): Profile | null {
	if (waiting.format !== null) return null;
	return waiting.said.profile ?? onlyOf(fittingOf(servedHome(), waiting));
}

function onlyOf([first, second]: readonly Profile[]): Profile | null {
	return first && !second ? first : null;
}

/** The mappings that fit an upload by its headers: those that are kept, or else those that ship. */
export function fittingOf(home: Home, { tables }: Pick<Waiting, 'tables'>): Profile[] {
	const headers = tables.map(({ lines }) => lines.header);
	const kept = recognise(readProfiles(home).profiles, headers);
	return (kept.length > 0 ? kept : recognise(readPresets(), headers)).map(({ profile }) => profile);
}

/** The kept mapping that an upload which fits none was probably meant for, such as one with a renamed column; or null. */
export function nearestOf(home: Home, { tables }: Pick<Waiting, 'tables'>): Profile | null {
	return nearestProfile(readProfiles(home).profiles, tables.map(namedHeader));
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
