/** What chance explains of a trend, drawn: level and limits, step changes, and a sign for each point that is beyond. */

import * as Plot from '@observablehq/plot';
import type { Frame } from './draw.server.ts';
import { BAND, INK, PAPER, QUIET, texts } from './marks.server.ts';
import { LINE, within } from './text.ts';

/** The level of a point's segment and the limits of what chance does. */
export interface Expected {
	centre: number;
	lower: number;
	upper: number;
}

/** Each kind of mark has a sign of its own; that of points that rise or fall shows which. */
export type Sign = 'outside' | 'run of change' | 'two of three' | 'one side';
export interface Mark {
	kind: Sign;
	side: 'up' | 'down';
}

/** A step change, drawn before the period at a place, with its words. */
export interface StepLine {
	at: number;
	label: string;
}

const SIGNS = {
	outside: { symbol: 'diamond', up: '◆', down: '◆' },
	'run of change': { symbol: 'triangle', up: '▲', down: '▼' },
	'two of three': { symbol: 'square', up: '■', down: '■' },
	'one side': { symbol: 'cross', up: '✚', down: '✚' }
} as const;

/** The sign of a mark as text, for a legend. */
export function signOf({ kind, side }: Mark): string {
	return SIGNS[kind][side];
}

interface Held {
	index: number;
	expected?: Expected | null | undefined;
}

/** The limits as a band under the data. */
export function limitsBand(points: readonly Held[]): Plot.Markish[] {
	const at = known(points);
	const ends = { x1: 'from', x2: 'to' };
	return [
		Plot.rect(at, {
			...ends,
			y1: 'lower',
			y2: 'upper',
			fill: BAND,
			shapeRendering: 'crispEdges',
			className: 'limits'
		}),
		...(['lower', 'upper'] as const).map((y) =>
			Plot.ruleY(at, { ...ends, y, stroke: QUIET, strokeWidth: 1, className: 'limit' })
		)
	];
}

/** The level of each segment, with a halo where it crosses columns, and the step changes with their words at the head. */
export function levels(
	points: readonly Held[],
	steps: readonly StepLine[],
	{ area, width, y: { domain } }: Frame,
	x: (value: number) => number,
	{ halo }: { halo: boolean }
): Plot.Markish[] {
	const [y1, y2] = domain;
	const level = { x1: 'from', x2: 'to', y: 'centre' };
	return [
		...(halo
			? [Plot.ruleY(known(points), { ...level, stroke: PAPER, strokeWidth: 4, className: 'halo' })]
			: []),
		Plot.ruleY(known(points), { ...level, stroke: INK, strokeWidth: 1.25, className: 'level' }),
		Plot.ruleX(
			steps.map(({ at }) => at - 0.5),
			{ y1, y2, stroke: INK, strokeWidth: 1.25, strokeDasharray: '1 3', className: 'step' }
		),
		...steps.map(({ at, label }) => {
			const { x: placed, anchor } = within(label, x(at - 0.5), [area.left, width]);
			return texts([{ x: placed, y: area.top - 4, text: label }], {
				anchor,
				line: 'bottom',
				fill: INK,
				halo: true,
				className: 'step-label'
			});
		})
	];
}

/** The signs of the marks, each so many pixels above its value. */
export function signs(
	points: readonly { index: number; value: number | null; mark?: Mark | null | undefined }[],
	rise: number
): Plot.Markish[] {
	const marked = points.flatMap(({ index, value, mark }) =>
		value === null || !mark ? [] : [{ index, value, ...mark }]
	);
	const kinds = Object.keys(SIGNS) as Sign[];
	return kinds.flatMap((kind) =>
		(['up', 'down'] as const).map((side) =>
			Plot.dot(
				marked.filter((each) => each.kind === kind && each.side === side),
				{
					x: 'index',
					y: 'value',
					r: 5.5,
					dy: -rise,
					symbol: SIGNS[kind].symbol,
					...(kind === 'run of change' && side === 'down' && { rotate: 180 }),
					fill: INK,
					stroke: PAPER,
					strokeWidth: 1.25,
					className: `mark ${kind.replaceAll(' ', '-')}`
				}
			)
		)
	);
}

/** The room over the drawing that the words of steps take. */
export function stepRoom(steps: readonly StepLine[]): number {
	return steps.length > 0 ? LINE : 0;
}

function known(points: readonly Held[]): (Expected & { from: number; to: number })[] {
	return points.flatMap(({ index, expected }) =>
		expected ? [{ ...expected, from: index - 0.5, to: index + 0.5 }] : []
	);
}
