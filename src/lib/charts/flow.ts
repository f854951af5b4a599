import * as Plot from '@observablehq/plot';
import type { Chart, Drawing, Reading, Table } from './chart.ts';
import { draw, frame, type Frame } from './parts/draw.server.ts';
import { ACCENT, GRID, INK, PAPER, QUIET, texts } from './parts/marks.server.ts';
import { place } from './parts/scale.ts';
import { cut, LINE, widthOf, wrap } from './parts/text.ts';

/** A stage with how many households of those that could reach it did, still wait for it, or left before. */
export interface FlowBar {
	label: string;
	/** What is said of those that reached it: "had a home". */
	phrase: string;
	reached: number;
	waiting: number;
	left: number;
	/** Why there is nothing to draw, in words; null where there is. */
	none: string | null;
}

export interface FlowWords {
	number: (n: number) => string;
	/** The parts of a bar in the key and in the table. */
	parts: { reached: string; waiting: string; left: string };
	/** What a bar says: "451 had a home · 53 waiting · 520 left before"; parts of none are left out. */
	says: (bar: FlowBar) => string;
	columns: { stage: string; could: string; note: string };
}

export interface Flow {
	/** In the order in which cases pass them. */
	stages: readonly FlowBar[];
	words: FlowWords;
}

const PARTS = ['reached', 'waiting', 'left'] as const;
type Part = (typeof PARTS)[number];

/** Half the thickness of a bar, in pixels. */
const HALF = 9;
/** From the first stage to the last, how they look: not by color alone. */
const STYLES: Record<Part, { fill: string; stroke: string; strokeDasharray?: string }> = {
	reached: { fill: ACCENT, stroke: ACCENT },
	waiting: { fill: PAPER, stroke: ACCENT, strokeDasharray: '3 2' },
	left: { fill: GRID, stroke: QUIET }
};

/**
 * A bar for each stage, one below the other, all on one scale: as long as there are households that could reach it,
 * divided into those that did, that still wait, and that left before. Below each bar the numbers in words; a stage
 * without any says why. Null where there are no stages.
 */
export function flow({ stages, words }: Flow): Chart | null {
	if (stages.length === 0) return null;
	return {
		along: 'y',
		wide: drawFlow(stages, words, wideRoom(stages)),
		narrow: drawFlow(stages, words, NARROW),
		readings: stages.map((bar): Reading => ({ label: bar.label, lines: [bar.none ?? words.says(bar)] })),
		start: 0,
		table: flowTable(stages, words)
	};
}

/** How the words of a row stand around its bar. */
interface Room {
	width: number;
	/** The height of a row. */
	row: number;
	left: number;
	/** How far the bar's middle is below the row's head, in pixels. */
	bar: number;
	/** The room for a name; above the bar where it has none beside it. */
	name: { width: number; above: boolean };
	/** In how many lines the numbers may stand below it. */
	lines: number;
}

const NAMES = 180;

function wideRoom(stages: readonly FlowBar[]): Room {
	const name = Math.max(...stages.map(({ label }) => widthOf(wrap(label, NAMES))));
	return {
		width: 720,
		row: 2 * HALF + LINE + 22,
		left: name + 18,
		bar: HALF + 3,
		name: { width: NAMES, above: false },
		lines: 1
	};
}

const NARROW: Room = {
	width: 350,
	row: 2 * HALF + 3 * LINE + 22,
	left: 2,
	bar: LINE + HALF + 8,
	name: { width: 340, above: true },
	lines: 2
};

function drawFlow(stages: readonly FlowBar[], words: FlowWords, room: Room): Drawing {
	const most = Math.max(1, ...stages.map(sizeOf));
	const top = LINE + 12;
	const used = frame({
		width: room.width,
		height: stages.length * room.row + top,
		margin: { left: room.left, right: 4, top, bottom: 0 },
		x: [0, most],
		y: [0, stages.length],
		downwards: true
	});
	const middleOf = (index: number) => used.area.top + index * room.row + room.bar;
	return draw(
		used,
		[
			...keyMarks(used, words),
			...barMarks(stages, used, middleOf),
			...rowWords(stages, words, used, room, middleOf)
		],
		stages.map((bar, index) => ({
			x: place(used.x, bar.reached),
			y: middleOf(index),
			dots: bar.none === null ? [middleOf(index)] : []
		}))
	);
}

function sizeOf({ reached, waiting, left, none }: FlowBar): number {
	return none === null ? reached + waiting + left : 0;
}

/** A shape in pixels of the drawing. */
interface Box {
	x1: number;
	x2: number;
	y1: number;
	y2: number;
}

function boxes(items: readonly Box[], part: Part): Plot.Markish {
	const pixel = (value: keyof Box) => ({ value, scale: null });
	return Plot.rect(items, {
		x1: pixel('x1'),
		x2: pixel('x2'),
		y1: pixel('y1'),
		y2: pixel('y2'),
		...STYLES[part],
		className: part
	});
}

/** What each look of a part means, above the bars. */
function keyMarks({ area }: Frame, { parts }: FlowWords): Plot.Markish[] {
	let x = area.left;
	const marks: Plot.Markish[] = [];
	for (const part of PARTS) {
		const y = LINE / 2 + 1;
		marks.push(
			boxes([{ x1: x, x2: x + 14, y1: y - 6, y2: y + 6 }], part),
			texts([{ x: x + 20, y, text: parts[part] }], { anchor: 'start', className: 'key' })
		);
		x += 20 + widthOf(parts[part]) + 18;
	}
	return marks;
}

function barMarks(
	stages: readonly FlowBar[],
	{ x }: Frame,
	middleOf: (index: number) => number
): Plot.Markish[] {
	const drawn = stages
		.map((bar, index) => ({ bar, y: middleOf(index) }))
		.filter(({ bar }) => sizeOf(bar) > 0);
	return PARTS.map((part) =>
		boxes(
			drawn.flatMap(({ bar, y }) => {
				const before = PARTS.slice(0, PARTS.indexOf(part)).reduce((sum, each) => sum + bar[each], 0);
				if (bar[part] === 0) return [];
				const ends = { x1: place(x, before), x2: place(x, before + bar[part]) };
				return [{ ...ends, y1: y - HALF, y2: y + HALF }];
			}),
			part
		)
	);
}

function rowWords(
	stages: readonly FlowBar[],
	words: FlowWords,
	{ area, width }: Frame,
	{ name, bar: barAt, lines: most }: Room,
	middleOf: (index: number) => number
): Plot.Markish[] {
	const named = stages.map(({ label }, index) => {
		const text = name.above ? cut(label, name.width) : wrap(label, name.width);
		return {
			x: name.above ? area.left : area.left - 18,
			y: name.above ? middleOf(index) - barAt + LINE / 2 : middleOf(index),
			text,
			...(text !== label && { title: label })
		};
	});
	const says = (bar: FlowBar) => bar.none ?? words.says(bar);
	const lines = stages.map((bar, index) => {
		const text = wrap(says(bar), width - area.left - 4, most);
		const under = bar.none === null ? HALF + 5 : -LINE / 2;
		return {
			x: area.left,
			y: middleOf(index) + under,
			text,
			...(text.replaceAll('\n', ' ') !== says(bar) && { title: says(bar) })
		};
	});
	const isNone = (at: number) => stages[at]?.none !== null;
	return [
		texts(named, { anchor: name.above ? 'start' : 'end', fill: INK, weight: 600, className: 'name' }),
		texts(
			lines.filter((_, at) => !isNone(at)),
			{ anchor: 'start', line: 'top', className: 'says' }
		),
		texts(
			lines.filter((_, at) => isNone(at)),
			{ anchor: 'start', line: 'top', className: 'none' }
		)
	];
}

function flowTable(stages: readonly FlowBar[], { number, parts, columns }: FlowWords): Table {
	const hasNote = stages.some(({ none }) => none !== null);
	return {
		columns: [
			{ label: columns.stage, isNumber: false },
			{ label: columns.could, isNumber: true },
			...PARTS.map((part) => ({ label: parts[part], isNumber: true })),
			...(hasNote ? [{ label: columns.note, isNumber: false }] : [])
		],
		rows: stages.map((bar) => [
			bar.label,
			...(bar.none === null
				? [number(sizeOf(bar)), ...PARTS.map((part) => number(bar[part]))]
				: ['', '', '', '']),
			...(hasNote ? [bar.none ?? ''] : [])
		])
	};
}
