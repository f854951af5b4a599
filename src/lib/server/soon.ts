import { described, log } from './log.ts';

/** A page waits so long for what it can do without. */
const MS = 400;

/**
 * What a page can do without, for it to await: itself where it is there soon, else in a box that Kit fills in later. Null where
 * it failed, which is logged.
 */
export async function soonOrLater<Answer>(
	asked: Promise<Answer>
): Promise<{ later: Promise<Answer | null> } | { soon: Answer | null }> {
	const answer = asked.catch((error: unknown) => {
		log.error({ error: described(error) }, 'failed');
		return null;
	});
	const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), MS));
	const first = await Promise.race([answer, late]);
	return first === 'late' ? { later: answer } : { soon: first };
}
