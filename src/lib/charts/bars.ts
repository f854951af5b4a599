import * as Plot from '@observablehq/plot';
import type { Chart, Drawing, Figure, FigureWords, Goal, Scale } from './chart.ts';
import { draw, frame, type Frame } from './parts/draw.server.ts';
import { figureReading, figureTable } from './parts/figures.ts';
import {
	ACCENT,
	dots,
	GRID,
	headed,
	headHeight,
	INK,
	PAPER,
	QUIET,
	texts,
	type Headed
} from './parts/marks.server.ts';
import { place, sharesTo, ticksTo } from './parts/scale.ts';
import { cut, LINE, widthOf, within, wrap } from './parts/text.ts';

/** The figure of a group. */
export interface Bar extends Figure {
	/** The group's name. */
	label: string;
}

export interface Bars {
	/** In the order in which they are to stand. */
	groups: readonly Bar[];
	scale: Scale;
	/** The figure of all groups together: "All 41 %". */
	overall: Goal | null;
	standard: Goal | null;
	words: FigureWords;
}

/** Half the thickness of a bar, in pixels. */
const HALF = 7;
const NAMES = 230;

/**
 * A figure for each group, one below the other: a dot with its interval, because the end of a bar would hide
 * half of it; counts, which have none, are bars from 0. Each row has its name, n and value in words; a group
 * without a figure says why. Shares have an axis of 0 to 100 % at least, all others begin at 0.
 * Null where there are no groups.
 */
export function bars(input: Bars): Chart | null {
	const { groups, scale, words } = input;
	if (groups.length === 0) return null;
	return {
		along: 'y',
		wide: drawBars(input, wideRoom(input)),
		narrow: drawBars(input, narrowRoom(input)),
		readings: groups.map((group) => figureReading(group, { scale, words })),
		start: 0,
		table: figureTable(groups, { scale, words })
	};
}

/** How the words of the rows stand around the marks. */
interface Room {
	width: number;
	/** The height of a row. */
	row: number;
	left: number;
	right: number;
	/** How far names and values stand above the marks, in pixels. */
	rise: number;
	/** The room for a name, from the left edge. */
	name: { width: number; lines: number };
	/** Right ends of the values and of n. */
	value: number;
	basis: number;
}

/** On a wide drawing names and n stand at the left of the marks, values at their right. */
function wideRoom({ groups, scale, words }: Bars): Room {
	const width = 720;
	const basis = widest(groups.map(({ n }) => (scale === 'count' ? '' : words.basis(n))));
	const value = widest(groups.map((group) => said(group, words)));
	const names = groups.map(({ label }) => wrap(label, NAMES));
	const name = widest(names);
	const isTall = names.some((each) => each.includes('\n'));
	return {
		width,
		row: isTall ? 2 * LINE + 6 : 28,
		left: name + (basis > 0 ? basis + 16 : 0) + 18,
		right: value + 16,
		rise: 0,
		name: { width: NAMES, lines: 2 },
		value: width - 2,
		basis: name + basis + 16
	};
}

/** On a narrow one each row has two lines: name and value, and below them the mark and n. */
function narrowRoom({ groups, scale, words }: Bars): Room {
	const width = 350;
	const basis = widest(groups.map(({ n }) => (scale === 'count' ? '' : words.basis(n))));
	const value = widest(groups.map((group) => said(group, words)));
	return {
		width,
		row: 48,
		left: 8,
		right: Math.max(12, basis + 14),
		rise: 20,
		name: { width: width - value - 20, lines: 1 },
		value: width - 2,
		basis: width - 2
	};
}

function widest(texts: readonly string[]): number {
	return Math.max(0, ...texts.map((text) => widthOf(text) * 1.06));
}

function said({ value }: Bar, words: FigureWords): string {
	return value === null ? '' : words.value(value);
}

type ToPixel = (value: number) => number;

function drawBars(input: Bars, room: Room): Drawing {
	const { groups, scale, overall, standard, words } = input;
	const most = highest(input);
	const ticks = scale === 'share' ? sharesTo(most) : ticksTo(most, 5, { whole: scale === 'count' });
	const lines: Headed[] = [];
	if (overall !== null) lines.push({ ...overall, isGoal: false });
	if (standard !== null) lines.push({ ...standard, isGoal: true });
	const top = headHeight(lines) + 8;
	const used = frame({
		width: room.width,
		height: groups.length * room.row + top + LINE + 10,
		margin: { left: room.left, right: room.right, top, bottom: LINE + 10 },
		x: [0, ticks.at(-1)!],
		// Where the name stands above its mark, the two together are in the middle of the row.
		y: [-0.5 - room.rise / room.row / 2, groups.length - 0.5 - room.rise / room.row / 2],
		downwards: true
	});
	const x = (value: number) => place(used.x, value);
	const y = (index: number) => place(used.y, index);
	const marks = [
		...valueAxis(used, ticks, words, x),
		...headed(lines, used),
		...rowWords(input, room, used, y),
		...(scale === 'count' ? countMarks(groups, HALF / room.row) : intervalMarks(groups))
	];
	return draw(
		used,
		marks,
		groups.map(({ value }, index) => ({
			x: value === null ? used.area.left : x(value),
			y: y(index),
			dots: value === null ? [] : [y(index)]
		}))
	);
}

function highest({ groups, overall, standard }: Bars): number {
	const figures = groups.map(({ value, upper }) => Math.max(value ?? 0, upper ?? 0));
	return Math.max(overall?.value ?? 0, standard?.value ?? 0, ...figures);
}

function valueAxis(
	{ area, width, y: { domain } }: Frame,
	ticks: readonly number[],
	words: FigureWords,
	x: ToPixel
): Plot.Markish[] {
	const [y1, y2] = domain;
	return [
		Plot.ruleX(
			ticks.filter((tick) => tick !== 0),
			{ y1, y2, stroke: GRID }
		),
		Plot.ruleX([0], { y1, y2, stroke: QUIET }),
		...ticks.map((tick) => {
			const text = words.tick(tick);
			const { x: at, anchor } = within(text, x(tick), [0, width]);
			return texts([{ x: at, y: area.bottom + 8, text }], { anchor, line: 'top' });
		})
	];
}

/** Name, n and value of each row; where there is no value, why not. */
function rowWords(
	{ groups, scale, words }: Bars,
	room: Room,
	{ area, width }: Frame,
	y: ToPixel
): Plot.Markish[] {
	const at = groups.map((group, index) => ({ ...group, y: y(index) }));
	const named = at.map(({ label, y }) => {
		const text = wrap(label, room.name.width, room.name.lines);
		return { x: 0, y: y - room.rise, text, ...(text.includes('…') && { title: label }) };
	});
	const known = at.filter(({ value }) => value !== null);
	const unknown = at.filter(({ value }) => value === null);
	return [
		texts(named, { anchor: 'start', fill: INK, halo: room.rise > 0, className: 'name' }),
		...(scale === 'count'
			? []
			: [
					texts(
						known.map(({ n, y }) => ({ x: room.basis, y, text: words.basis(n) })),
						{ anchor: 'end' }
					)
				]),
		texts(
			known.map((group) => ({ x: room.value, y: group.y - room.rise, text: said(group, words) })),
			{ anchor: 'end', fill: INK, weight: 600 }
		),
		texts(
			unknown.map(({ reason, y }) => {
				const whole = reason ?? words.none;
				const text = cut(whole, width - area.left - 8);
				return { x: area.left + 8, y, text, ...(text !== whole && { title: whole }) };
			}),
			{ anchor: 'start', halo: true, className: 'none' }
		)
	];
}

function countMarks(groups: readonly Bar[], half: number): Plot.Markish[] {
	const at = groups.flatMap(({ value, immature }, index) =>
		value === null ? [] : [{ value, immature, index }]
	);
	const ends = {
		x1: 0,
		x2: 'value',
		y1: ({ index }: { index: number }) => index - half,
		y2: ({ index }: { index: number }) => index + half,
		stroke: ACCENT,
		strokeWidth: 1.5
	};
	return [
		Plot.rect(
			at.filter(({ immature }) => !immature),
			{ ...ends, fill: ACCENT, className: 'mature' }
		),
		Plot.rect(
			at.filter(({ immature }) => immature),
			{ ...ends, fill: PAPER, strokeDasharray: '2 3', className: 'immature' }
		)
	];
}

function intervalMarks(groups: readonly Bar[]): Plot.Markish[] {
	const at = groups.map((group, index) => ({ ...group, index }));
	return [
		Plot.ruleY(
			at.filter(({ lower, upper }) => lower !== null && upper !== null),
			{
				y: 'index',
				x1: 'lower',
				x2: 'upper',
				stroke: ACCENT,
				strokeWidth: 3,
				strokeOpacity: 0.45,
				className: 'whisker'
			}
		),
		...dots(
			at.flatMap(({ index, value, immature }) => (value === null ? [] : [{ x: value, y: index, immature }])),
			{ r: 4.5 }
		)
	];
}
