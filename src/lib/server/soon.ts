import { described, log } from './log.ts';

/** What a page can do without, as it is sent: there, or to be filled in later; null where it failed. */
export type SoonOrLater<Answer> = { later: Promise<Answer | null> } | { soon: Answer | null };

/** A page waits so long for what it can do without. */
const MS = 400;

/**
 * What a page can do without, for it to await: itself where it is there soon, else in a box that Kit fills in later. Null where
 * it failed, which is logged.
 */
export async function soonOrLater<Answer>(asked: Promise<Answer>): Promise<SoonOrLater<Answer>> {
	const answer = asked.catch((error: unknown) => {
		log.error({ error: described(error) }, 'failed');
		return null;
	});
	const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), MS));
	const first = await Promise.race([answer, late]);
	return first === 'late' ? { later: answer } : { soon: first };
}

/** What a page can do without, once it is there. */
export async function ready<Answer>(part: SoonOrLater<Answer>): Promise<Answer | null> {
	return 'later' in part ? await part.later : part.soon;
}
