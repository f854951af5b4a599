import type { WrongText } from '#lib/server/reviews.ts';

/** What was sent, and what is wrong with it. */
export type Given = {
	did: 'open' | 'goal' | 'settle' | 'note' | 'sign';
	wrong?: WrongText | 'changed';
	text?: string;
} | null;
