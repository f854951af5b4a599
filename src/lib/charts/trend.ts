import * as Plot from '@observablehq/plot';
import type { Chart, Drawing, Figure, FigureWords, Goal, Reading, Scale } from './chart.ts';
import {
	levels,
	limitsBand,
	signs,
	stepRoom,
	type Expected,
	type Mark,
	type StepLine
} from './parts/chance.server.ts';
import { draw, frame, type Frame } from './parts/draw.server.ts';
import { figureReading, figureTable, type Further } from './parts/figures.ts';
import { ACCENT, BAND, dots, GOAL, INK, level, PAPER, texts, yAxis } from './parts/marks.server.ts';
import { place, sharesTo, ticksTo } from './parts/scale.ts';
import { LINE, widthOf } from './parts/text.ts';
import { along, besideLine, clearest } from './parts/room.ts';

/** The figure of a period. */
export interface TrendPoint extends Figure {
	/** The period in full: "January to March 2026". */
	label: string;
	/** The same on an axis: "Jan" and "2026" on two lines; the second is shown where it changes. */
	short: string;
	/** Where its value lies by chance; none where nothing is claimed. */
	expected?: Expected | null;
	/** What chance alone rarely does. */
	mark?: Mark | null;
}

/** The words of what chance explains. */
export interface ChanceWords {
	/** Both limits of chance in a reading: "by chance 32 to 51 %". */
	limits: (lower: number, upper: number) => string;
	mark: (mark: Mark) => string;
	columns: { limits: string; level: string; mark: string };
}

export interface Trend {
	/** Periods in their order, without gaps: a period without data is a point without a value. */
	points: readonly TrendPoint[];
	scale: Scale;
	standard: Goal | null;
	words: FigureWords;
	/** Of a trend that is held to chance: the step changes, and its words. */
	chance?: { steps: readonly StepLine[]; words: ChanceWords } | undefined;
}

/** Up to so many periods each have a whisker for their interval; more have a band. */
const WHISKERS = 8;
const RADIUS = { few: 3.5, many: 2.5 };
/** More points than these on a drawing are drawn smaller. */
const FEW = { wide: 36, narrow: 16 };

/**
 * A figure over time: a line with its interval, hollow and broken where not everybody could be observed long
 * enough, interrupted where there is no data; counts are columns from 0. Shares have an axis of 0 to 100 % at
 * least, all others begin at 0. Where it is held to chance, the band is that of chance and not of each figure's interval,
 * with the level of each segment, a line at each step change and a sign for each kind of mark. Null where there are no
 * periods or none has a value.
 */
export function trend(input: Trend): Chart | null {
	const { points, words, scale } = input;
	const last = points.findLastIndex(({ value }) => value !== null);
	if (last < 0) return null;
	return {
		along: 'x',
		wide: drawTrend(input, last, { width: 720, height: 320, few: FEW.wide }),
		narrow: drawTrend(input, last, { width: 350, height: 260, few: FEW.narrow }),
		readings: points.map((point): Reading => {
			const { label, lines } = figureReading(point, { scale, words });
			return { label, lines: [...lines, ...chanceLines(point, input)] };
		}),
		start: last,
		table: figureTable(points, { scale, words }, furtherColumns(input))
	};
}

function chanceLines({ expected, mark }: TrendPoint, { chance }: Trend): string[] {
	if (!chance) return [];
	const { limits, mark: say } = chance.words;
	return [...(expected ? [limits(expected.lower, expected.upper)] : []), ...(mark ? [say(mark)] : [])];
}

/** The columns of limits and marks, where there are any. */
function furtherColumns({ points, words, chance }: Trend): Further[] {
	if (!chance || !hasLimits(points)) return [];
	const { columns, mark: say } = chance.words;
	const isMarked = points.some(({ mark }) => mark);
	return [
		{
			label: columns.level,
			isNumber: true,
			cells: points.map(({ expected }) => (expected ? words.value(expected.centre) : ''))
		},
		{
			label: columns.limits,
			isNumber: true,
			cells: points.map(({ expected }) => (expected ? words.interval(expected.lower, expected.upper) : ''))
		},
		...(isMarked
			? [{ label: columns.mark, isNumber: false, cells: points.map(({ mark }) => (mark ? say(mark) : '')) }]
			: [])
	];
}

function hasLimits(points: readonly TrendPoint[]): boolean {
	return points.some(({ expected }) => expected);
}

interface Room {
	width: number;
	height: number;
	/** Up to so many points are drawn in full size. */
	few: number;
}

function drawTrend(input: Trend, last: number, room: Room): Drawing {
	const { points, scale, standard, words } = input;
	const steps = input.chance?.steps ?? [];
	const most = highest(points, standard);
	const ticks = scale === 'share' ? sharesTo(most) : ticksTo(most, 5, { whole: scale === 'count' });
	const labelLines = Math.max(...points.map(({ short }) => short.split('\n').length));
	const used = frame({
		...room,
		margin: {
			left: Math.max(...ticks.map((tick) => widthOf(words.tick(tick)))) + 12,
			top: LINE + 4 + stepRoom(steps),
			right: scale === 'count' ? 12 : widthOf(words.value(points[last]!.value!)) + 14,
			bottom: labelLines * LINE + 10
		},
		x: [-0.5, points.length - 0.5],
		y: [0, ticks.at(-1)!]
	});
	const x = (index: number) => place(used.x, index);
	const y = (value: number) => place(used.y, value);
	const at = points.map((point, index) => ({ ...point, index }));
	const marks = [
		...yAxis(used, ticks, words.tick, y),
		periodLabels(points, used, x),
		...(hasLimits(points) ? limitsBand(at) : []),
		...(scale === 'count' ? columns(input, last, x, y) : line(input, last, room, x, y)),
		...(hasLimits(points) || steps.length > 0 ? levels(at, steps, used, x, { halo: scale === 'count' }) : []),
		...(points.some(({ mark }) => mark) ? signs(at, scale === 'count' ? LINE + 10 : 0) : []),
		...(standard === null ? [] : goal(input, last, standard, used, x, y))
	];
	return draw(
		used,
		marks,
		points.map(({ value }, index) => ({
			x: x(index),
			y: value === null ? used.area.bottom : y(value),
			dots: value === null ? [] : [y(value)]
		}))
	);
}

type ToPixel = (value: number) => number;

function highest(points: readonly TrendPoint[], standard: Goal | null): number {
	return Math.max(
		standard?.value ?? 0,
		...points.map(({ value, upper, expected }) => Math.max(value ?? 0, upper ?? 0, expected?.upper ?? 0))
	);
}

/** As many periods as have room are named, the last one always. What stands on a second line is not repeated. */
function periodLabels(points: readonly TrendPoint[], { area }: Frame, x: ToPixel): Plot.Markish {
	const widest = Math.max(...points.map(({ short }) => widthOf(short))) + 10;
	const apart = x(1) - x(0);
	const every = [1, 2, 3, 4, 6, 12, 24].find((step) => step * apart >= widest) ?? points.length;
	let above: string | undefined;
	return texts(
		points.flatMap(({ short }, index) => {
			if ((points.length - 1 - index) % every !== 0) return [];
			const [first = '', second] = short.split('\n');
			const text = second === undefined || second === above ? first : `${first}\n${second}`;
			above = second;
			return [{ x: x(index), y: area.bottom + 8, text }];
		}),
		{ line: 'top' }
	);
}

function line({ points, words }: Trend, last: number, { few }: Room, x: ToPixel, y: ToPixel): Plot.Markish[] {
	const at = points.map((point, index) => ({ ...point, index }));
	const isHeld = hasLimits(points);
	const limited = at.filter(({ lower, upper }) => !isHeld && lower !== null && upper !== null);
	const hasBand = !isHeld && points.length > WHISKERS;
	const whiskers = hasBand ? limited.filter((point) => isAlone(limited, point.index)) : limited;
	const steps = at.slice(1).map((to, index) => ({ from: at[index]!, to }));
	const known = steps.filter(({ from, to }) => from.value !== null && to.value !== null);
	const shown = points[last]!;
	return [
		...(hasBand
			? [Plot.areaY(at, { x: 'index', y1: 'lower', y2: 'upper', fill: BAND, className: 'band' })]
			: []),
		Plot.ruleX(whiskers, {
			x: 'index',
			y1: 'lower',
			y2: 'upper',
			stroke: ACCENT,
			strokeWidth: 1.5,
			strokeOpacity: 0.6,
			className: 'whisker'
		}),
		Plot.lineY(at, {
			x: 'index',
			y: ({ value, immature }: TrendPoint) => (immature ? null : value),
			stroke: ACCENT,
			strokeWidth: 2
		}),
		Plot.link(
			known.filter(({ from, to }) => from.immature || to.immature),
			{
				x1: ({ from }: { from: { index: number } }) => from.index,
				y1: ({ from }: { from: TrendPoint }) => from.value,
				x2: ({ to }: { to: { index: number } }) => to.index,
				y2: ({ to }: { to: TrendPoint }) => to.value,
				stroke: ACCENT,
				strokeWidth: 2,
				strokeDasharray: '2 4',
				className: 'unsettled'
			}
		),
		...dots(
			at.flatMap(({ index, value, immature }) => (value === null ? [] : [{ x: index, y: value, immature }])),
			{ r: points.length > few ? RADIUS.many : RADIUS.few }
		),
		texts([{ x: x(last) + 8, y: y(shown.value!), text: words.value(shown.value!) }], {
			fill: ACCENT,
			weight: 600,
			anchor: 'start',
			halo: true
		})
	];
}

function isAlone(limited: readonly { index: number }[], index: number): boolean {
	return !limited.some((other) => Math.abs(other.index - index) === 1);
}

function columns({ points, words }: Trend, last: number, x: ToPixel, y: ToPixel): Plot.Markish[] {
	const at = points.flatMap(({ value, immature }, index) =>
		value === null ? [] : [{ index, value, immature }]
	);
	const widest = Math.max(...at.map(({ value }) => widthOf(words.value(value))));
	const hasAll = x(1) - x(0) >= widest + 6;
	const ends = {
		x1: ({ index }: { index: number }) => index - 0.36,
		x2: ({ index }: { index: number }) => index + 0.36,
		y1: 0,
		y2: 'value',
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
		),
		texts(
			at
				.filter(({ index }) => hasAll || index === last)
				.map(({ index, value }) => ({ x: x(index), y: y(value) - 5, text: words.value(value) })),
			{ fill: INK, weight: 600, line: 'bottom', halo: true }
		)
	];
}

/** The standard as a broken line, named where its name hides the fewest data. */
function goal(
	{ points, scale, words }: Trend,
	last: number,
	{ value, label }: Goal,
	used: Frame,
	x: ToPixel,
	y: ToPixel
): Plot.Markish[] {
	const { area } = used;
	const tops = points.map(({ value }, index) => (value === null ? null : { x: x(index), y: y(value) }));
	const end = tops[last]!;
	const taken =
		scale === 'count'
			? tops.flatMap((top) =>
					top === null
						? []
						: along([
								{ ...top, y: top.y - LINE },
								{ ...top, y: area.bottom }
							])
				)
			: [...along(tops), ...along([end, { ...end, x: end.x + widthOf(words.value(points[last]!.value!)) }])];
	const box = clearest(besideLine(area, y(value), { width: widthOf(label), height: LINE }), taken);
	return [
		...level(value, used, GOAL),
		texts([{ x: box.left, y: (box.top + box.bottom) / 2, text: label }], {
			fill: INK,
			anchor: 'start',
			halo: true,
			className: 'goal-label'
		})
	];
}
