import type { Chart, Place } from '../chart.ts';

/** The index of the place nearest to the pointer along the chart's direction; null where there are none. */
export function nearest(
	places: readonly Place[],
	along: Chart['along'],
	pointer: { x: number; y: number }
): number | null {
	let found: number | null = null;
	let least = Infinity;
	for (const [index, place] of places.entries()) {
		const [across, down] = [place.x - pointer.x, place.y - pointer.y];
		const distance = Math.hypot(along === 'y' ? 0 : across, along === 'x' ? 0 : down);
		if (distance < least) [found, least] = [index, distance];
	}
	return found;
}

/** Readings that Page Up and Page Down pass over. */
const PAGE = 10;

/**
 * The reading that a key leads to: the arrows go to the next and the one before, Page Up and Page Down ten
 * on and back, Home and End to the ends; from none, an arrow leads to `start`. Escape leads to none (null).
 * Undefined for every other key.
 */
export function step(
	key: string,
	{ at, count, start }: { at: number | null; count: number; start: number }
): number | null | undefined {
	if (key === 'Escape') return null;
	if (count === 0) return undefined;
	const go = (by: number) => (at === null ? start : Math.min(count - 1, Math.max(0, at + by)));
	switch (key) {
		case 'ArrowRight':
		case 'ArrowDown':
			return go(1);
		case 'ArrowLeft':
		case 'ArrowUp':
			return go(-1);
		case 'PageDown':
			return go(PAGE);
		case 'PageUp':
			return go(-PAGE);
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return undefined;
	}
}

/** Where the box with the words stands, in per cent of the drawing, so that it stays within it. */
export interface Anchor {
	left: number;
	top: number;
	/** Which of the box's sides or middles is at `left`. */
	across: 'start' | 'middle' | 'end';
	/** Whether the box is above or below `top`. */
	side: 'above' | 'below';
}

/** The anchor of the words at a place: in the outer thirds they open inwards, near the top downwards. */
export function anchor(place: Place, { width, height }: { width: number; height: number }): Anchor {
	const left = place.x / width;
	return {
		left: left * 100,
		top: (place.y / height) * 100,
		across: left < 1 / 3 ? 'start' : left > 2 / 3 ? 'end' : 'middle',
		side: place.y < height * 0.4 ? 'below' : 'above'
	};
}
