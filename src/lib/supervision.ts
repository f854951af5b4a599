/** What a log of supervision meetings is made of. Days are ISO; workers and meetings are pseudonyms. */

/** What becomes of something that was agreed: it is open until a later meeting says otherwise. */
export const STEPS = ['done', 'carried on', 'dropped'] as const;
export type Step = (typeof STEPS)[number];

/** Something that was agreed in a meeting: what, by whom, until when, and what has become of it. */
export type Agreement = {
	id: string;
	what: string;
	who: string;
	until: string | null;
	state: 'open' | Step;
	/** The day of the meeting in which it was agreed, and of the one that said last what became of it. */
	agreed_on: string;
	told_on: string | null;
};

/** What was written down of a meeting, once; `held_on` is null where it did not take place, `planned_on` where nobody planned it. */
export type Told = {
	id: string;
	meeting: string | null;
	planned_on: string | null;
	held_on: string | null;
	next_on: string | null;
	topics: string;
	/** Why it was corrected; null of what was written first. */
	reason: string | null;
	by: string;
	/** ISO in UTC. */
	at: string;
};

/** A meeting as it is told now, with what was told before, the newest first, and what was agreed in it. */
export type Supervision = Told & {
	/** What stays the same when it is corrected. */
	first: string;
	before: Told[];
	agreed: Agreement[];
	/** Whether the figures have it. */
	sent: boolean;
};

/** A planned meeting of which the figures do not know yet whether it was held. */
export type OpenMeeting = { id: string; planned_on: string };

/** What a form gave of a meeting. Of `meeting` `OTHER` is one that is not in the list. */
export type Given = Record<
	'meeting' | 'planned_on' | 'held_on' | 'fell_out' | 'next_on' | 'topics' | 'reason',
	string
> & {
	agreed: { what: string; who: string; until: string }[];
	steps: { id: string; step: string; until: string }[];
};
export const OTHER = 'other';

/** So many things can be agreed at once. */
export const MOST_AGREED = 5;

/** The fields that can be wrong, and why. */
export type Slips = {
	meeting?: 'unknown';
	planned_on?: 'day' | 'future' | 'listed' | 'needed';
	held_on?: 'needed' | 'day' | 'future' | 'both';
	next_on?: 'day' | 'past';
	topics?: 'needed' | 'long';
	reason?: 'needed' | 'long';
	/** Of what is agreed and of what became of it, by its place. */
	agreed?: Record<number, 'what' | 'who' | 'day' | 'long'>;
	steps?: Record<number, 'day'>;
};

/** The day that a meeting is told by. */
export function dayOf({ held_on, planned_on, at }: Pick<Told, 'held_on' | 'planned_on' | 'at'>): string {
	return held_on ?? planned_on ?? at.slice(0, 10);
}

/** What was agreed and goes on, and what the last meeting ended: what the next one begins with. */
export function agreedLast(log: readonly Supervision[]): Agreement[] {
	const [latest] = log;
	return log
		.flatMap(({ agreed }) => agreed)
		.filter(
			({ state, told_on }) =>
				state === 'open' || state === 'carried on' || (latest !== undefined && told_on === dayOf(latest))
		)
		.sort((a, b) => (a.until ?? '9999').localeCompare(b.until ?? '9999'));
}
