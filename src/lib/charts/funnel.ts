import * as Plot from '@observablehq/plot';
import type { Area, Chart, Drawing, Goal } from './chart.ts';
import { draw, frame, type Frame } from './parts/draw.server.ts';
import { ACCENT, INK, level, PAPER, QUIET, texts, yAxis } from './parts/marks.server.ts';
import { place, sharesTo, ticksTo } from './parts/scale.ts';
import { cut, LINE, spread, startOf, widthOf, within } from './parts/text.ts';

/** A unit: its value and how much that rests on. */
export interface FunnelPoint {
	label: string;
	value: number;
	/** As many independent rows as would know as much. */
	n: number;
	/** Whether it lies outside of the limits, within, or has too little data to be judged. */
	stands: 'outside' | 'within' | 'unknown';
	/** Its interval or limits, its position, what else there is to read. */
	lines: string[];
	/** The cells of its row in the table, after its name, value and n. */
	cells: string[];
}

/** The limits at a size. */
export interface FunnelLine {
	n: number;
	lower95: number;
	upper95: number;
	lower998: number;
	upper998: number;
}

export interface FunnelWords {
	value: (value: number) => string;
	tick: (value: number) => string;
	number: (n: number) => string;
	basis: (n: number) => string;
	/** What the axis of sizes counts. */
	axis: string;
	limits95: string;
	limits998: string;
	/** Headings of the table: of the names, the value, n, and of each of `cells`. */
	columns: { label: string; value: string; n: string; cells: string[] };
}

export interface Funnel {
	/** In the order in which they are read: never that of their values. */
	points: readonly FunnelPoint[];
	/** By size, from the smallest. */
	lines: readonly FunnelLine[];
	scale: 'share' | 'amount';
	/** The value of all together: "All 79 %". */
	pooled: Goal;
	/** Whether each dot has its name beside it. */
	named: boolean;
	words: FunnelWords;
}

/** More names than these would hide the dots. */
const MOST_NAMES = 14;
const NAME = 150;
const RADIUS = 4.5;

/**
 * Units by how much their values rest on, between the limits of chance, which widen where that is little. A unit outside of
 * the outer limits is a square, one with too little data is hollow. Null where there are no units.
 */
export function funnel(input: Funnel): Chart | null {
	const { points, words } = input;
	if (points.length === 0) return null;
	const { columns } = words;
	return {
		along: 'xy',
		wide: drawFunnel(input, { width: 720, height: 380 }),
		narrow: drawFunnel(input, { width: 350, height: 320 }),
		readings: points.map(({ label, value, n, lines }) => ({
			label,
			lines: [words.value(value), words.basis(n), ...lines]
		})),
		start: 0,
		table: {
			columns: [
				{ label: columns.label, isNumber: false },
				{ label: columns.value, isNumber: true },
				{ label: columns.n, isNumber: true },
				...columns.cells.map((label) => ({ label, isNumber: false }))
			],
			rows: points.map(({ label, value, n, cells }) => [label, words.value(value), words.number(n), ...cells])
		}
	};
}

function drawFunnel(input: Funnel, room: { width: number; height: number }): Drawing {
	const { points, scale, words, pooled } = input;
	const highest = Math.max(pooled.value, ...points.map(({ value }) => value));
	// Limits of small sizes may be far off: a rate's axis goes as far as its dots, and somewhat beyond.
	const ticks = scale === 'share' ? sharesTo(highest) : ticksTo(highest * 1.25, 5);
	const sizes = ticksTo(Math.max(1, ...points.map(({ n }) => n)), room.width > 500 ? 6 : 4, { whole: true });
	const ends = [words.limits95, words.limits998, pooled.label];
	const used = frame({
		...room,
		margin: {
			left: Math.max(...ticks.map((tick) => widthOf(words.tick(tick)))) + 12,
			top: LINE + 4,
			right: Math.max(...ends.map((text) => widthOf(text))) + 12,
			bottom: 2 * LINE + 12
		},
		x: [0, sizes.at(-1)!],
		y: [0, ticks.at(-1)!]
	});
	const x = (n: number) => place(used.x, n);
	const y = (value: number) => place(used.y, value);
	return draw(
		used,
		[
			...yAxis(used, ticks, words.tick, y),
			...sizeAxis(used, sizes, words, x),
			...limitLines(input, used),
			level(pooled.value, used, { stroke: INK, strokeWidth: 1.25, className: 'middle' }),
			endWords(input, used, y),
			...dotsOf(points),
			...(input.named ? names(input, used, x, y) : [])
		].flat(),
		points.map(({ value, n }) => ({ x: x(n), y: y(value), dots: [y(value)] }))
	);
}

type ToPixel = (value: number) => number;

function sizeAxis({ area }: Frame, sizes: readonly number[], words: FunnelWords, x: ToPixel): Plot.Markish[] {
	const top = area.bottom + 8;
	return [
		texts(
			sizes.map((size) => ({ x: x(size), y: top, text: words.number(size) })),
			{ line: 'top' }
		),
		texts([{ x: area.left, y: top + LINE, text: words.axis }], { line: 'top', anchor: 'start' })
	];
}

const LIMITS = [
	{ ends: ['lower95', 'upper95'], style: { stroke: QUIET, strokeDasharray: '3 3' }, className: 'limits-95' },
	{ ends: ['lower998', 'upper998'], style: { stroke: QUIET, strokeWidth: 1.5 }, className: 'limits-998' }
] as const;

function limitLines({ lines }: Funnel, { x, y }: Frame): Plot.Markish[] {
	const [most, top] = [x.domain[1], y.domain[1]];
	return LIMITS.flatMap(({ ends, style, className }) =>
		ends.map((end) => Plot.line(upTo(lines, end, most, top), { x: 'n', y: 'value', ...style, className }))
	);
}

/** A line of limits up to the edges of the drawing. */
function upTo(
	lines: readonly FunnelLine[],
	end: Exclude<keyof FunnelLine, 'n'>,
	most: number,
	top: number
): { n: number; value: number }[] {
	const points = lines
		.filter(({ n }) => n <= most)
		.map((line) => ({ n: line.n, value: Math.min(top, line[end]) }));
	const last = points.at(-1);
	return last && last.n < most ? [...points, { n: most, value: last.value }] : points;
}

/** What the lines are, at their right ends. */
function endWords(
	{ lines, pooled, words }: Funnel,
	{ area, y: { domain } }: Frame,
	y: ToPixel
): Plot.Markish {
	const last = lines.at(-1);
	const ends = [
		{ value: pooled.value, text: pooled.label },
		...(last
			? [
					{ value: last.upper95, text: words.limits95 },
					{ value: last.upper998, text: words.limits998 },
					{ value: last.lower95, text: words.limits95 },
					{ value: last.lower998, text: words.limits998 }
				]
			: [])
	].filter(({ value }) => value <= domain[1]);
	const at = spread(
		ends.map(({ value }) => y(value)),
		LINE,
		area.bottom
	);
	return texts(
		ends.map(({ text }, index) => ({ x: area.right + 6, y: at[index]!, text })),
		{ anchor: 'start', className: 'ends' }
	);
}

function dotsOf(points: readonly FunnelPoint[]): Plot.Markish[] {
	const standing = (stands: FunnelPoint['stands']) => points.filter((point) => point.stands === stands);
	const options = { x: 'n', y: 'value', r: RADIUS, stroke: ACCENT, strokeWidth: 1.75 };
	return [
		Plot.dot(standing('within'), { ...options, fill: ACCENT, className: 'within' }),
		Plot.dot(standing('unknown'), { ...options, fill: PAPER, className: 'unknown' }),
		Plot.dot(standing('outside'), {
			...options,
			r: RADIUS + 1,
			symbol: 'square',
			fill: INK,
			stroke: INK,
			className: 'outside'
		})
	];
}

/** Names beside the dots, where they hide least: of all, or where they are many of those outside alone. */
function names({ points, lines, pooled }: Funnel, { area }: Frame, x: ToPixel, y: ToPixel): Plot.Markish[] {
	const shown = points.length <= MOST_NAMES ? points : points.filter(({ stands }) => stands === 'outside');
	const taken: Area[] = points.map((point) => around(x(point.n), y(point.value)));
	return shown.map((point) => {
		const text = cut(point.label, NAME);
		const boxes = placesFor(text, x(point.n), y(point.value), area);
		const own = around(x(point.n), y(point.value));
		const limits = lines.find(({ n }) => n >= point.n) ?? lines.at(-1);
		const levels = [
			pooled.value,
			...(limits ? LIMITS.flatMap(({ ends }) => ends.map((end) => limits[end])) : [])
		].map(y);
		const hidden = boxes.map(
			({ box }) =>
				taken.filter((each) => !isSame(each, own) && overlaps(each, box)).length +
				levels.filter((level) => level > box.top && level < box.bottom).length / 8
		);
		const { box, ...at } = boxes[hidden.indexOf(Math.min(...hidden))]!;
		taken.push(box);
		return texts([{ x: at.x, y: at.y, text, ...(text !== point.label && { title: point.label }) }], {
			anchor: at.anchor,
			fill: INK,
			halo: true,
			className: 'name'
		});
	});
}

/** Where a name may stand: right and left of its dot, above and below it. Never beyond the sides. */
function placesFor(text: string, x: number, y: number, { left, right }: Area) {
	const width = widthOf(text);
	const half = LINE / 2;
	return (
		[
			{ x: x + 9, y, anchor: 'start' },
			{ x: x - 9, y, anchor: 'end' },
			{ ...within(text, x, [left, right]), y: y - LINE },
			{ ...within(text, x, [left, right]), y: y + LINE },
			{ ...within(text, x, [left, right]), y: y - 2 * LINE },
			{ ...within(text, x, [left, right]), y: y + 2 * LINE }
		] as const
	)
		.map((at) => {
			const from = startOf(text, at);
			return { ...at, box: { left: from, right: from + width, top: at.y - half, bottom: at.y + half } };
		})
		.filter(({ box }) => box.left >= left - 1 && box.right <= right + 1);
}

function around(x: number, y: number): Area {
	return { left: x - RADIUS - 1, right: x + RADIUS + 1, top: y - RADIUS - 1, bottom: y + RADIUS + 1 };
}

function overlaps(one: Area, other: Area): boolean {
	return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function isSame(one: Area, other: Area): boolean {
	return one.left === other.left && one.top === other.top;
}
