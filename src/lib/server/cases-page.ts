import { pseudonymsOf } from '#pipelines/find.ts';
import { isPseudonym } from '#pipelines/secrets.ts';
import {
	CASE_KINDS,
	findCases,
	readCase,
	type Case,
	type CaseKind,
	type Sought,
	type Stay
} from '#lib/cases.ts';
import { knownSources } from '#lib/metrics/sources.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import { inCheckWords } from './check-words.ts';
import { servedHome } from './reading.ts';
import { readStore } from './store.ts';
import { withSourceIds, type Identified } from './vault.ts';

/** A stay with the source system's own ids. */
export type IdentifiedStay = Identified<Stay>;

/**
 * The cases of who asks that have an id: the source system's own, of an enrollment, a client or a household in
 * any source, or a pseudonym; `by` holds the pseudonyms that they were found by. What is not there and what is not
 * theirs give the same.
 */
export function lookFor({ scope }: Asker, id: string): Promise<{ stays: Stay[]; by: Sought }> {
	return readStore(async (store) => {
		const sources = (await knownSources(store)).map(({ source }) => source);
		const known = pseudonymsOf(servedHome(), id, { sources, kinds: CASE_KINDS });
		const given = isPseudonym(id.toLowerCase()) ? [id.toLowerCase()] : [];
		const sought = eachKind((kind) => [...known[kind], ...given]);
		const stays = await findCases(store, scope, sought);
		const by = eachKind((kind) =>
			sought[kind].filter((pseudonym) =>
				stays.some(
					(stay) => stay[`${kind}_id`] === pseudonym || (kind === 'client' && stay.known_as === pseudonym)
				)
			)
		);
		return { stays, by };
	});
}

/** What an address of the list of cases asks for; null where it asks for nothing. */
export function soughtIn({ searchParams }: URL): Sought | null {
	const sought = eachKind((kind) => searchParams.getAll(kind).slice(0, MOST_SOUGHT));
	return Object.values(sought).flat().length === 0 ? null : sought;
}

const MOST_SOUGHT = 20;

/** The end of the address of a list of cases. */
export function writeSought(sought: Sought): string {
	const pairs = CASE_KINDS.flatMap((kind) => sought[kind].map((pseudonym) => [kind, pseudonym]));
	return `?${new URLSearchParams(pairs).toString()}`;
}

function eachKind(of: (kind: CaseKind) => string[]): Sought {
	return { enrollment: of('enrollment'), client: of('client'), household: of('household') };
}

/** The cases of who asks that have one of some pseudonyms. */
export function readCases({ scope, audience }: Asker, sought: Sought): Promise<IdentifiedStay[]> {
	return readStore(async (store) =>
		withSourceIds(servedHome(), audience, await findCases(store, scope, sought))
	);
}

/** One case of who asks. Throws `Misused`, the same for what is not there and for what is not theirs. */
export function readCasePage({ scope, audience }: Asker, enrollment: string): Promise<Identified<Case>> {
	return readStore(async (store) => {
		const found = await readCase(store, scope, enrollment);
		const told = { ...found, found: inCheckWords(found.found, ({ check }) => check) };
		const [identified = told] = withSourceIds(servedHome(), audience, [told]);
		return identified;
	});
}
