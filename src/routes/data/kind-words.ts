import type { Messages } from '#lib/messages/index.ts';

/** A kind of problem in words: what it is called, and what was done about it. */
export function kindWords({ data }: Messages, kind: string): { title: string; effect: string } {
	return data.kinds[kind] ?? { title: kind, effect: '' };
}
