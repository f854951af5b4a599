/**
 * Text in a drawing. Nothing measures text on the server, so widths are estimates for a sans serif such as
 * Inter, a little on the wide side.
 */

/** The size of all text in a drawing, in pixels. */
export const SIZE = 13;
/** From one line of text to the next, in pixels. */
export const LINE = 17;

const NARROW = /[ .,:;'’|!ijlI()[\]frt/-]/;
const BROAD = /[MWmw%@—…]|[A-Z]/;

/** The estimated width of the widest line, in pixels. */
export function widthOf(text: string): number {
	return Math.max(...text.split('\n').map(lineWidth));
}

function lineWidth(line: string): number {
	let ems = 0;
	for (const letter of line) {
		if ((letter.codePointAt(0) ?? 0) >= 0x2e80) ems += 1;
		else ems += NARROW.test(letter) ? 0.36 : BROAD.test(letter) ? 0.78 : 0.6;
	}
	return ems * SIZE;
}

/** The text, or as much of its beginning as fits the width with "…" after it. */
export function cut(text: string, width: number): string {
	if (widthOf(text) <= width) return text;
	const letters = [...text];
	while (letters.length > 1 && widthOf(`${letters.join('')}…`) > width) letters.pop();
	return `${letters.join('').trimEnd()}…`;
}

/** The text in at most so many lines of the width, broken between words; what is left over is cut. */
export function wrap(text: string, width: number, most = 2): string {
	if (most === 1) return cut(text, width);
	const words = text.split(/\s+/).filter((word) => word !== '');
	const lines: string[] = [];
	let line = '';
	for (const [index, word] of words.entries()) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line === '' || widthOf(longer) <= width) {
			line = longer;
			continue;
		}
		lines.push(line);
		line = word;
		if (lines.length === most - 1) {
			line = words.slice(index).join(' ');
			break;
		}
	}
	return [...lines, line].map((each) => cut(each, width)).join('\n');
}

/** A label over a mark: where its text starts from, so that it neither leaves the room nor is cut. */
export interface Placed {
	x: number;
	anchor: 'start' | 'middle' | 'end';
}

/** Centers a label at x, or moves it to an end of the room (left to right, pixels) where it would not fit. */
export function within(text: string, x: number, [left, right]: [number, number]): Placed {
	const half = widthOf(text) / 2;
	if (x - half < left) return { x: left, anchor: 'start' };
	if (x + half > right) return { x: right, anchor: 'end' };
	return { x, anchor: 'middle' };
}

/** The left end of a placed label. */
export function startOf(text: string, { x, anchor }: Placed): number {
	return x - widthOf(text) * { start: 0, middle: 0.5, end: 1 }[anchor];
}

/** Moves labels apart along one axis, in their order, to be at least `gap` from each other below `end`. */
export function spread(places: readonly number[], gap: number, end: number): number[] {
	const order = places.map((_, index) => index).sort((a, b) => places[a]! - places[b]!);
	const moved = [...places];
	let least = -Infinity;
	for (const index of order) {
		moved[index] = Math.max(moved[index]!, least);
		least = moved[index] + gap;
	}
	let most = end;
	for (const index of order.reverse()) {
		moved[index] = Math.min(moved[index]!, most);
		most = moved[index] - gap;
	}
	return moved;
}
