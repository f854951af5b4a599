import type { ListedDue } from './server/worklist.ts';
import { wordOf, type Words } from './speak.ts';

type Spoken = Pick<Words, 'm' | 'format'>;

/** What a due thing is: “Progress note”, “Still waiting for a home”. */
export function sayDue(
	{ m }: Pick<Words, 'm'>,
	{ kind, what, waits, state }: Pick<ListedDue, 'kind' | 'what' | 'waits' | 'state'>
): string {
	const word = what === null ? null : wordOf(m, what);
	const said = m.due.says[kind]?.({ what: word, waits, isOver: state === 'over' }) ?? word ?? kind;
	return said.charAt(0).toLocaleUpperCase() + said.slice(1);
}

/** Since when it is to be done, or what it is of; null where nobody knows. */
export function saySince(
	{ m, format }: Spoken,
	{ kind, what, since_on }: Pick<ListedDue, 'kind' | 'what' | 'since_on'>
): string | null {
	if (since_on === null) return null;
	const { sinceDay, sinceThen, sinceStart } = m.due;
	const say = what === 'never' ? sinceStart : (sinceDay[kind] ?? sinceThen);
	return say({ date: format.shortDate(since_on) });
}

/** What is to be done first, with its last day; null where nothing is. */
export function sayNext({ m, format }: Spoken, next: ListedDue | null): string | null {
	return next && `${sayDue({ m }, next)}, ${format.shortDate(next.due_on)}`;
}
