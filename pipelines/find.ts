import type { Home } from './home.ts';
import { pseudonym, pseudonymKeys } from './secrets.ts';

/**
 * The pseudonyms that a source system's own id stands for, as one of each source and each kind of thing (the
 * vault's domains). The id is taken as it is: leading zeros and case count.
 */
export function pseudonymsOf<Kind extends string>(
	home: Home,
	id: string,
	{ sources, kinds }: { sources: readonly string[]; kinds: readonly Kind[] }
): Record<Kind, string[]> {
	const keys = pseudonymKeys(home);
	return Object.fromEntries(
		kinds.map((kind) => [kind, sources.map((source) => pseudonym(keys, source, kind, id))])
	) as Record<Kind, string[]>;
}
