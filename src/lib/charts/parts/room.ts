import type { Area } from '../chart.ts';

export interface Pixel {
	x: number;
	y: number;
}

/** The first of the boxes that hold the fewest of the points: where a label hides least. */
export function clearest<Box extends Area>(boxes: readonly [Box, ...Box[]], points: readonly Pixel[]): Box {
	let [found] = boxes;
	let least = Infinity;
	for (const box of boxes) {
		const held = points.filter(
			({ x, y }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
		).length;
		if (held < least) [found, least] = [box, held];
	}
	return found;
}

/** The points of a line, with others between them every few pixels. A null breaks the line. */
export function along(line: readonly (Pixel | null)[], every = 6): Pixel[] {
	return line.flatMap((point, index) => {
		if (point === null) return [];
		const next = line[index + 1] ?? null;
		if (next === null) return [point];
		const parts = Math.max(1, Math.ceil(Math.hypot(next.x - point.x, next.y - point.y) / every));
		return Array.from({ length: parts }, (_, part) => ({
			x: point.x + ((next.x - point.x) * part) / parts,
			y: point.y + ((next.y - point.y) * part) / parts
		}));
	});
}

/** Boxes for a label on a level line: over and under it, at its ends first, then between them. */
export function besideLine(
	{ left, right }: Pick<Area, 'left' | 'right'>,
	y: number,
	{ width, height }: { width: number; height: number }
): [Area, ...Area[]] {
	const box = (share: number, top: number): Area => {
		const from = left + share * Math.max(0, right - left - width);
		return { left: from, right: from + width, top, bottom: top + height };
	};
	const over = y - height - 1;
	const under = y + 1;
	const rest = [1, 0.25, 0.5, 0.75].flatMap((share) => [box(share, over), box(share, under)]);
	return [box(0, over), box(0, under), ...rest];
}
