import type { Goal, Note, ReviewAbout, Review, Side } from './review.ts';
import type { Words } from './speak.ts';

type Spoken = Pick<Words, 'm' | 'format'>;

/** How many households a review is about, and what became of them. */
export function tellHouseholds({ m, format }: Spoken, { of }: Pick<ReviewAbout, 'of'>): string {
	const count = (value: number) => ({ value, number: format.number(value) });
	const { listed, open, started, moved_in, exited } = of;
	return m.review.cases.sentence({
		listed: count(listed),
		open: count(open),
		started: count(started),
		moved: count(moved_in),
		exited: count(exited)
	});
}

/** What came of a goal, until when it is, who agreed on it, and since which review. */
export function tellGoal({ m, format }: Spoken, { settled, by_day, by, at, own, since }: Goal): string {
	const w = m.review.goals;
	const state = [
		w.state[settled?.as ?? 'open'],
		...(by_day === null ? [] : [w.until({ date: format.date(by_day) })])
	].join(', ');
	const agreed = [
		w.agreed({ by, date: format.date(at) }),
		...(own ? [] : [w.carried({ date: format.date(since) })])
	].join(', ');
	return `${state}; ${agreed}`;
}

/** Who wrote something, on which side, and when. */
export function tellNote({ m, format }: Spoken, { by, side, at }: Note): string {
	return m.review.notes.by({ by, side, date: format.moment(at) });
}

/** Whether one of the two has signed, who, and when. */
export function tellSignature(
	{ m, format }: Spoken,
	{ signatures }: Pick<Review, 'signatures'>,
	side: Side
): string {
	const signed = signatures.find((each) => each.side === side);
	return signed
		? m.review.sign.done({ by: signed.by, side, date: format.date(signed.at) })
		: m.review.sign.none({ side });
}

/** Who opened a review and whether it is closed, and from which data it is. */
export function tellState({ m, format }: Spoken, review: Review | null, about: ReviewAbout): string {
	const w = m.review;
	const parts =
		review === null
			? [w.preview]
			: [
					w.opened({ by: review.opened.by, date: format.date(review.opened.at) }),
					...(review.closed ? [w.closed({ date: format.date(review.closed) })] : review.held ? [w.held] : [])
				];
	if (about.observed_until !== null)
		parts.push(w.made({ store: about.store.slice(0, 8), date: format.date(about.observed_until) }));
	return parts.join(' ');
}
