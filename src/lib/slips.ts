import type { Messages } from './messages/index.ts';

type Sentences = Messages['people']['slips'];

/** Why a field of a form will not do, by its name and that of the sentence in `people.slips`. */
export type Slip = { field: string; why: keyof Sentences };

/** The sentences to be said at each field. */
export function sayAt(
	slips: readonly Slip[] | null | undefined,
	m: Messages
): Record<string, string | undefined> {
	return Object.fromEntries((slips ?? []).map(({ field, why }) => [field, m.people.slips[why]]));
}
