import * as Plot from '@observablehq/plot';
import type { Drawing, Goal } from '../chart.ts';
import type { CurveGroup, CurveHeadline, CurvePoint, CurveWords } from '../curve.ts';
import { draw, frame, type Frame } from './draw.server.ts';
import { ACCENT, BAND, dots, INK, QUIET, texts, yAxis } from './marks.server.ts';
import { dayStep, multiples, place, SHARES } from './scale.ts';
import { cut, LINE, spread, widthOf, within, wrap } from './text.ts';

export interface Curves {
	/** One to four, each from day 0. */
	groups: readonly CurveGroup[];
	/** Within the days that are known. */
	headline: CurveHeadline | null;
	words: CurveWords;
	/** The last day of any. */
	until: number;
	/** The days that can be read, and the shares that are known by then. */
	readings: readonly { day: number; shares: readonly number[] }[];
}

export interface Room {
	width: number;
	/** Without the numbers at risk. */
	height: number;
	/** The most that names at the ends of curves may take. */
	names: number;
}

type ToPixel = (value: number) => number;

/** Curves are told apart by their line as well as by their name. */
const LINES = [
	{ stroke: ACCENT, strokeWidth: 2.25 },
	{ stroke: INK, strokeWidth: 1.75 },
	{ stroke: ACCENT, strokeWidth: 2, strokeDasharray: '7 3' },
	{ stroke: QUIET, strokeWidth: 2, strokeDasharray: '2 3' }
] as const;

/** The axis has at most so many parts, and a number at risk at each end of them. */
const PARTS = 6;
/** Half the length of the mark of a standard. */
const TICK = 14;
/** Between the intervals of groups on one day. */
const APART = 7;

/** Draws the curves with all that stands around them. */
export function drawCurves({ groups, headline, words, until, readings }: Curves, room: Room): Drawing {
	const names = groups.map(({ name }) => (name === null ? '' : wrap(name, room.names)));
	const ticks = multiples(dayStep(until, PARTS), until);
	// One line for the heading; with names, a line for each before its numbers.
	const below = 1 + groups.reduce((lines, { name }) => lines + (name === null ? 1 : 2), 0);
	const used = frame({
		width: room.width,
		height: room.height + below * LINE,
		margin: {
			left: Math.max(...SHARES.map((share) => widthOf(words.share(share)))) + 12,
			top: LINE + 4,
			right: Math.max(
				widthOf(words.number(until)) / 2 + 4,
				...names.map((name) => widthOf(name) * 1.06 + 12)
			),
			bottom: (below + 2) * LINE + 18
		},
		x: [0, until],
		y: [0, 1]
	});
	const x = (day: number) => place(used.x, day);
	const y = (share: number) => place(used.y, share);
	const marks = [
		...yAxis(used, SHARES, words.share, y),
		...dayAxis(used, ticks, words, x),
		...numbersAtRisk(used, groups, ticks, words, x),
		...(groups.length === 1 ? [band(groups[0]!.points)] : []),
		...(headline === null ? [] : [headlineRule(headline)]),
		...groups.map(({ points }, index) => steps(points, index)),
		...(headline === null ? [] : headlineMarks(headline, groups, used, words, x, y)),
		...endNames(names, groups, used, x, y)
	];
	return draw(
		used,
		marks,
		readings.map(({ day, shares }) => {
			const dots = shares.map(y);
			return { x: x(day), y: Math.min(used.area.bottom, ...dots), dots };
		})
	);
}

function dayAxis({ area }: Frame, ticks: readonly number[], words: CurveWords, x: ToPixel): Plot.Markish[] {
	const top = area.bottom + 8;
	return [
		texts(
			ticks.map((day) => ({ x: x(day), y: top, text: words.number(day) })),
			{ line: 'top' }
		),
		texts([{ x: area.left, y: top + LINE, text: words.axis }], { line: 'top', anchor: 'start' })
	];
}

/** Under the axis, for each group how many were still followed on the days of the ticks. */
function numbersAtRisk(
	{ area, width }: Frame,
	groups: readonly CurveGroup[],
	ticks: readonly number[],
	words: CurveWords,
	x: ToPixel
): Plot.Markish[] {
	let top = area.bottom + 2 * LINE + 18;
	const marks = [texts([{ x: 4, y: top, text: words.atRisk }], { line: 'top', anchor: 'start' })];
	for (const [index, { name, atRisk }] of groups.entries()) {
		if (name !== null) {
			top += LINE;
			marks.push(...keyName(name, index, top, width));
		}
		top += LINE;
		const numbers = atRisk(ticks);
		marks.push(
			texts(
				ticks.map((day, at) => ({ x: x(day), y: top, text: words.number(numbers[at]!) })),
				{ line: 'top', fill: INK, className: 'at-risk' }
			)
		);
	}
	return marks;
}

/** A group's name in full, as far as there is room, after a piece of its line. */
function keyName(name: string, index: number, top: number, width: number): Plot.Markish[] {
	const text = cut(name, width - 40);
	const key = { from: 4, to: 28, y: top + LINE / 2 };
	return [
		Plot.link([key], {
			x1: { value: 'from', scale: null },
			x2: { value: 'to', scale: null },
			y1: { value: 'y', scale: null },
			y2: { value: 'y', scale: null },
			...LINES[index]
		}),
		texts([{ x: 34, y: top, text, ...(text !== name && { title: name }) }], {
			line: 'top',
			anchor: 'start',
			fill: INK
		})
	];
}

function steps(points: readonly CurvePoint[], index: number): Plot.Markish {
	return Plot.line(points, {
		x: 'day',
		y: 'share',
		curve: 'step-after',
		...LINES[index],
		className: 'curve'
	});
}

function band(points: readonly CurvePoint[]): Plot.Markish {
	return Plot.areaY(points, {
		x: 'day',
		y1: 'lower',
		y2: 'upper',
		curve: 'step-after',
		fill: BAND,
		className: 'band'
	});
}

function headlineRule({ day }: CurveHeadline): Plot.Markish {
	return Plot.ruleX([day], { y1: 0, y2: 1, stroke: QUIET, strokeDasharray: '1 3', className: 'headline' });
}

/** The shares by the headline's day, with the standard for them. */
function headlineMarks(
	{ day, standard }: CurveHeadline,
	groups: readonly CurveGroup[],
	used: Frame,
	words: CurveWords,
	x: ToPixel,
	y: ToPixel
): Plot.Markish[] {
	const { area, width } = used;
	const found = groups.flatMap(({ points, immature }, index) => {
		const point = points.at(-1)!.day < day ? undefined : points.findLast((each) => each.day <= day);
		return point === undefined ? [] : [{ ...point, immature, index }];
	});
	const middle = (groups.length - 1) / 2;
	const marks: Plot.Markish[] = found.flatMap(({ share, lower, upper, immature, index }) => {
		const dx = (index - middle) * APART;
		const stroke = LINES[index]!.stroke;
		const whisker = Plot.ruleX([day], {
			y1: lower,
			y2: upper,
			stroke,
			strokeWidth: 1.5,
			dx,
			className: 'whisker'
		});
		return [
			...(groups.length > 1 ? [whisker] : []),
			...dots([{ x: day, y: share, immature }], { stroke, dx })
		];
	});
	const text = found.length === 1 ? words.shareBy(found[0]!.share, day) : words.day(day);
	const head = within(text, x(day), [area.left, width]);
	marks.push(
		texts([{ x: head.x, y: area.top - 4, text }], {
			anchor: head.anchor,
			line: 'bottom',
			fill: INK,
			weight: 600,
			className: 'share'
		})
	);
	if (standard !== null) marks.push(...goal(day, standard, found, used, x, y));
	return marks;
}

/** The standard for the share by a day: a short line on that day alone, named at its side. */
function goal(
	day: number,
	{ value, label }: Goal,
	found: readonly CurvePoint[],
	{ area }: Frame,
	x: ToPixel,
	y: ToPixel
): Plot.Markish[] {
	const ends = { from: x(day) - TICK, to: x(day) + TICK };
	// A curve rises: above it there is room at the left, below it at the right.
	const isAbove = found.every(({ share }) => value > share);
	const isLeft = ends.from - 6 - widthOf(label) >= area.left;
	const spot = !isAbove
		? ({ x: ends.to + 6, y: y(value), anchor: 'start' } as const)
		: isLeft
			? ({ x: ends.from - 6, y: y(value), anchor: 'end' } as const)
			: { ...within(label, x(day), [area.left, area.right]), y: y(value) - 12 };
	return [
		Plot.link([ends], {
			x1: { value: 'from', scale: null },
			x2: { value: 'to', scale: null },
			y1: () => value,
			y2: () => value,
			stroke: INK,
			strokeWidth: 2.5,
			className: 'goal'
		}),
		texts([{ x: spot.x, y: spot.y, text: label }], {
			anchor: spot.anchor,
			fill: INK,
			halo: true,
			className: 'goal-label'
		})
	];
}

/** Each group's name at the end of its curve, moved apart where they would touch. */
function endNames(
	names: readonly string[],
	groups: readonly CurveGroup[],
	{ area }: Frame,
	x: ToPixel,
	y: ToPixel
): Plot.Markish[] {
	const lines = Math.max(...names.map((name) => name.split('\n').length));
	const ends = groups.map(({ points }) => points.at(-1)!);
	const at = spread(
		ends.map(({ share }) => y(share)),
		lines * LINE,
		area.bottom - LINE / 2
	);
	return ends.map(({ day }, index) =>
		texts([{ x: x(day) + 8, y: at[index]!, text: names[index]! }], {
			anchor: 'start',
			fill: LINES[index]!.stroke,
			weight: 600,
			halo: true
		})
	);
}
