/** Marks that charts share: axes, labels, goals, dots. Colors are custom properties of the page. */

import * as Plot from '@observablehq/plot';
import type { Frame } from './draw.server.ts';
import { place } from './scale.ts';
import { LINE, widthOf, within, type Placed } from './text.ts';

export const INK = 'var(--ink)';
export const QUIET = 'var(--quiet)';
export const GRID = 'var(--line)';
export const ACCENT = 'var(--accent)';
export const PAPER = 'var(--paper)';
export const BAND = 'var(--band, color-mix(in srgb, var(--accent) 18%, var(--paper)))';

interface TextOptions {
	fill?: string;
	weight?: number;
	anchor?: Placed['anchor'];
	/** What the first line stands on: its middle, its foot or its head. */
	line?: 'middle' | 'bottom' | 'top';
	className?: string;
	/** Keeps the text readable over lines. */
	halo?: boolean;
}

export interface Text {
	x: number;
	y: number;
	text: string;
	/** The whole of a text that was cut. */
	title?: string;
}

/** Texts at pixels of the drawing. */
export function texts(
	items: readonly Text[],
	{ fill = QUIET, weight, anchor = 'middle', line = 'middle', className, halo = false }: TextOptions = {}
): Plot.Markish {
	return Plot.text(items, {
		x: { value: 'x', scale: null },
		y: { value: 'y', scale: null },
		text: 'text',
		...(items.some(({ title }) => title !== undefined) && { title: 'title' }),
		fill,
		textAnchor: anchor,
		lineAnchor: line,
		lineHeight: 1.25,
		...(weight !== undefined && { fontWeight: weight }),
		...(className !== undefined && { className }),
		...(halo && { stroke: PAPER, strokeWidth: 4 })
	});
}

/** Level lines at the ticks of the y axis with their words on the left; the one at 0 is the base line. */
export function yAxis(
	{ area, x: { domain } }: Frame,
	ticks: readonly number[],
	words: (value: number) => string,
	toPixel: (value: number) => number
): Plot.Markish[] {
	const [x1, x2] = domain;
	return [
		Plot.ruleY(
			ticks.filter((tick) => tick !== 0),
			{ x1, x2, stroke: GRID }
		),
		Plot.ruleY([0], { x1, x2, stroke: QUIET }),
		texts(
			ticks.map((tick) => ({ x: area.left - 8, y: toPixel(tick), text: words(tick) })),
			{ anchor: 'end' }
		)
	];
}

/** A standard or target: a broken line. */
export const GOAL = { stroke: INK, strokeWidth: 1.5, strokeDasharray: '5 3', className: 'goal' } as const;

/** Under a line that crosses bars, so that it is seen on them too. */
const HALO = { stroke: PAPER, strokeWidth: 4, className: 'halo' } as const;

interface LineStyle {
	stroke: string;
	strokeWidth: number;
	strokeDasharray?: string;
	className: string;
}

/** An upright line with its words at its head. */
export interface Headed {
	/** In the unit of the x axis. */
	value: number;
	label: string;
	isGoal: boolean;
}

/** The room that the words over a drawing take, in pixels. */
export function headHeight(lines: readonly Headed[]): number {
	return lines.length === 0 ? 0 : lines.length * LINE + 5;
}

/**
 * Upright lines over the whole height with their words above each other at their heads, the first lowest. Words
 * stand beside the lines that pass them, where there is room.
 */
export function headed(lines: readonly Headed[], { area, width, x, y }: Frame): Plot.Markish[] {
	const [y1, y2] = y.range[0] < y.range[1] ? y.domain : [y.domain[1], y.domain[0]];
	const at = lines.map((line, index) => ({
		...line,
		x: place(x, line.value),
		foot: area.top - 9 - index * LINE
	}));
	return [
		...at.flatMap(({ value, foot, isGoal }) => {
			const line = { y1, y2, insetTop: foot + 2 - area.top };
			const style = isGoal ? GOAL : { stroke: INK, strokeWidth: 1.25, className: 'middle' };
			return [Plot.ruleX([value], { ...line, ...HALO }), Plot.ruleX([value], { ...line, ...style })];
		}),
		...at.map(({ label, x, foot, isGoal }, index) => {
			const passing = at.slice(index + 1).map((other) => other.x);
			const left = Math.max(0, ...passing.filter((each) => each < x).map((each) => each + 6));
			const right = Math.min(width, ...passing.filter((each) => each >= x).map((each) => each - 6));
			const isTight = right - left < widthOf(label);
			const placed = within(label, x, isTight ? [0, width] : [left, right]);
			return texts([{ x: placed.x, y: foot, text: label }], {
				anchor: placed.anchor,
				line: 'bottom',
				fill: INK,
				halo: true,
				className: isGoal ? 'goal-label' : 'middle-label'
			});
		})
	];
}

/** A level line at a value over the whole width. */
export function level(value: number, { x: { domain } }: Frame, style: LineStyle): Plot.Markish[] {
	const line = { x1: domain[0], x2: domain[1] };
	return [Plot.ruleY([value], { ...line, ...HALO }), Plot.ruleY([value], { ...line, ...style })];
}

interface Dot {
	x: number;
	y: number;
	immature: boolean;
}

/** Dots, filled where the figure is mature and hollow where it is not yet. */
export function dots(items: readonly Dot[], { r = 3.5, stroke = ACCENT, dx = 0 } = {}): Plot.Markish[] {
	const options = { x: 'x', y: 'y', r, stroke, strokeWidth: 1.75, dx };
	return [
		Plot.dot(
			items.filter(({ immature }) => !immature),
			{ ...options, fill: stroke, className: 'mature' }
		),
		Plot.dot(
			items.filter(({ immature }) => immature),
			{ ...options, fill: PAPER, className: 'immature' }
		)
	];
}
