import type { Period } from '#lib/metrics/result.ts';
import type { ReviewAbout } from '#lib/review.ts';
import { linkTo } from '#lib/view.ts';

/** The end of an address of what is this worker's in the window that was asked for, of a kind of thing alone where one is given. */
export function viewOf({ worker }: ReviewAbout, asked: Partial<Period>, event?: string): string {
	const where = [
		{ dimension: 'worker', value: worker },
		...(event === undefined ? [] : [{ dimension: 'event', value: event }])
	];
	return linkTo({ period: asked, grain: null, by: [], where });
}
