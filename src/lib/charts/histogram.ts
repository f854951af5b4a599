import * as Plot from '@observablehq/plot';
import type { Chart, Drawing, Goal, Table } from './chart.ts';
import { draw, frame, type Frame } from './parts/draw.server.ts';
import { ACCENT, headed, headHeight, texts, yAxis, type Headed } from './parts/marks.server.ts';
import { dayStep, place, ticksTo } from './parts/scale.ts';
import { LINE, startOf, widthOf, within } from './parts/text.ts';

export interface Histogram {
	/** Values in ascending order, each with how many rows have it: whole days or minutes. */
	values: readonly (readonly [value: number, count: number])[];
	/** The middle value: "Median 12 days". */
	median: Goal | null;
	/** The longest that is within the standard: "Standard 3 days". */
	standard: Goal | null;
	words: HistogramWords;
}

export interface HistogramWords {
	/** Values from the first to the last, both within: "7 to 13 days"; both are the same for one: "7 days". */
	range: (first: number, last: number) => string;
	/** Values above: "more than 60 days". */
	beyond: (last: number) => string;
	/** The same on the axis: "> 60". */
	beyondShort: (last: number) => string;
	/** A number: "1,204". */
	number: (n: number) => string;
	/** Rows of a bin in a reading: "64 enrollments". */
	rows: (n: number) => string;
	/** A share of 0 to 1 of all rows: "12 %". */
	share: (share: number) => string;
	/** In a reading, a bin's share: "12 % of all". */
	ofAll: (share: number) => string;
	/** In words below the axis: "days from start to record". */
	axis: string;
	/** Headings of the table. */
	columns: { range: string; rows: string; share: string };
}

/** Values from `first` up to and with `last`, or all above where `last` is null. */
interface Bin {
	first: number;
	last: number | null;
	count: number;
}

const BINS = 20;
/** A tail is long where the longest is beyond so many times the 95th percentile. */
const TAIL = { quantile: 0.95, times: 1.5 };
/** Between the last bin and the one of all that is longer, in bins. */
const GAP = 0.5;

/**
 * How many rows took how long: bins of whole days in calendar-like widths (1, 2, 5, 7, 10, 14, 30 …), at most
 * twenty, and one more for all that is longer where the tail is long. The median and the standard are marked.
 * Null where there are no rows.
 */
export function histogram(input: Histogram): Chart | null {
	const { values, words } = input;
	const n = values.reduce((sum, [, count]) => sum + count, 0);
	if (n === 0) return null;
	const bins = binsOf(input, n);
	const middle = bins.findIndex(({ last }) => last === null || last >= Math.floor(input.median?.value ?? 0));
	return {
		along: 'x',
		wide: drawHistogram(input, bins, { width: 720, height: 310 }),
		narrow: drawHistogram(input, bins, { width: 350, height: 270 }),
		readings: bins.map((bin) => ({
			label: nameOf(bin, words),
			lines: [words.rows(bin.count), words.ofAll(bin.count / n)]
		})),
		start: Math.max(0, middle),
		table: histogramTable(bins, n, words)
	};
}

/** Bins next to each other from 0 on, or from the lowest where that is below, which hold every row once. */
function binsOf({ values, median, standard }: Histogram, n: number): Bin[] {
	const from = Math.min(0, Math.floor(values[0]![0]));
	const highest = Math.floor(values.at(-1)![0]);
	const marked = [median, standard].map((mark) => Math.floor(mark?.value ?? from));
	const most = Math.max(quantileOf(values, n * TAIL.quantile), ...marked);
	const hasTail = highest - from > Math.max(BINS, TAIL.times * (most - from));
	const days = (hasTail ? most : Math.max(highest, most)) - from + 1;
	const width = dayStep(days, BINS);
	const bins = Array.from({ length: Math.ceil(days / width) }, (_, index): Bin => {
		const first = from + index * width;
		return { first, last: first + width - 1, count: countIn(values, first, first + width) };
	});
	const end = from + bins.length * width;
	return end > highest ? bins : [...bins, { first: end, last: null, count: countIn(values, end, Infinity) }];
}

/** The smallest value that so many rows do not exceed, in whole days. */
function quantileOf(values: Histogram['values'], rank: number): number {
	let seen = 0;
	const found = values.find(([, count]) => (seen += count) >= rank);
	return Math.floor((found ?? values.at(-1)!)[0]);
}

/** Rows from `from` on and below `to`. */
function countIn(values: Histogram['values'], from: number, to: number): number {
	return values.reduce((sum, [value, count]) => (value >= from && value < to ? sum + count : sum), 0);
}

function nameOf({ first, last }: Bin, words: HistogramWords): string {
	return last === null ? words.beyond(first - 1) : words.range(first, last);
}

function histogramTable(bins: readonly Bin[], n: number, words: HistogramWords): Table {
	const { columns } = words;
	return {
		columns: [
			{ label: columns.range, isNumber: false },
			{ label: columns.rows, isNumber: true },
			{ label: columns.share, isNumber: true }
		],
		rows: bins.map((bin) => [nameOf(bin, words), words.number(bin.count), words.share(bin.count / n)])
	};
}

interface Room {
	width: number;
	height: number;
}

/** The scale of x counts bins: a bin is one wide, and the one of all that is longer stands apart. */
function drawHistogram({ median, standard, words }: Histogram, bins: readonly Bin[], room: Room): Drawing {
	const ticks = ticksTo(Math.max(...bins.map(({ count }) => count)), 5, { whole: true });
	const { first, last } = bins[0]!;
	// A day is half a day to either side of its number.
	const dayAt = (day: number) => (day - first + 0.5) / (last! - first + 1);
	const lines: Headed[] = [];
	if (median !== null) lines.push({ label: median.label, value: dayAt(median.value), isGoal: false });
	if (standard !== null) {
		lines.push({ label: standard.label, value: dayAt(Math.floor(standard.value) + 0.5), isGoal: true });
	}
	const hasTail = bins.at(-1)!.last === null;
	const used = frame({
		...room,
		margin: {
			left: Math.max(...ticks.map((tick) => widthOf(words.number(tick)))) + 12,
			top: Math.max(LINE, headHeight(lines)) + 4,
			right: 8,
			bottom: 2 * LINE + 12
		},
		x: [0, bins.length + (hasTail ? GAP : 0)],
		y: [0, ticks.at(-1)!]
	});
	const leftOf = (index: number) => (bins[index]!.last === null ? index + GAP : index);
	const x = (value: number) => place(used.x, value);
	const y = (value: number) => place(used.y, value);
	const marks = [
		...yAxis(used, ticks, words.number, y),
		Plot.rect(bins, {
			x1: (_: Bin, index: number) => leftOf(index),
			x2: (_: Bin, index: number) => leftOf(index) + 1,
			y1: 0,
			y2: 'count',
			insetLeft: 0.5,
			insetRight: 0.5,
			fill: ACCENT,
			className: 'bin'
		}),
		...dayAxis(bins, used, words, (index) => x(dayAt(bins[index]!.first)), x(leftOf(bins.length - 1))),
		...headed(lines, used)
	];
	return draw(
		used,
		marks,
		bins.map(({ count }, index) => ({ x: x(leftOf(index) + 0.5), y: y(count), dots: [y(count)] }))
	);
}

/** The first day of as many bins as have room, and the words of the one of all that is longer. */
function dayAxis(
	bins: readonly Bin[],
	{ area, width }: Frame,
	words: HistogramWords,
	toPixel: (index: number) => number,
	tailLeft: number
): Plot.Markish[] {
	const y = area.bottom + 8;
	const days = bins.flatMap(({ first, last }, index) =>
		last === null ? [] : [{ x: toPixel(index), y, text: words.number(first) }]
	);
	const tail = bins.at(-1)!.last === null ? words.beyondShort(bins.at(-1)!.first - 1) : null;
	const tailAt = tail === null ? null : within(tail, (tailLeft + area.right) / 2, [0, width - 2]);
	const limit = tail === null || tailAt === null ? Infinity : startOf(tail, tailAt) - 8;
	const widest = Math.max(...days.map(({ text }) => widthOf(text))) + 10;
	const apart = days.length > 1 ? days[1]!.x - days[0]!.x : Infinity;
	const every = [1, 2, 5, 10].find((step) => step * apart >= widest) ?? 20;
	return [
		texts(
			days.filter(({ x, text }, index) => index % every === 0 && x + widthOf(text) / 2 < limit),
			{ line: 'top' }
		),
		...(tail === null || tailAt === null
			? []
			: [
					texts([{ x: tailAt.x, y, text: tail }], { anchor: tailAt.anchor, line: 'top', className: 'beyond' })
				]),
		texts([{ x: area.left, y: y + LINE, text: words.axis }], { line: 'top', anchor: 'start' })
	];
}
