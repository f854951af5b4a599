import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Area, Drawing, Place } from '../chart.ts';
import type { Linear } from './scale.ts';
import { SIZE } from './text.ts';

/** The room and the scales of a drawing. `area` is in pixels of the drawing. */
export interface Frame {
	width: number;
	height: number;
	area: Area;
	x: Linear;
	y: Linear;
}

/** A frame whose scales fill the room within the margins; x runs rightwards, y upwards or downwards. */
export function frame({
	width,
	height,
	margin,
	x,
	y,
	downwards = false
}: {
	width: number;
	height: number;
	margin: Area;
	x: [number, number];
	y: [number, number];
	downwards?: boolean;
}): Frame {
	const area = {
		left: margin.left,
		top: margin.top,
		right: width - margin.right,
		bottom: height - margin.bottom
	};
	return {
		width,
		height,
		area,
		x: { domain: x, range: [area.left, area.right] },
		y: { domain: y, range: downwards ? [area.top, area.bottom] : [area.bottom, area.top] }
	};
}

const { document } = parseHTML('<!doctype html><html><body></body></html>');

const GEOMETRY = new Set(
	'd transform x y x1 x2 y1 y2 cx cy r rx ry dx dy width height viewBox stroke-width'.split(' ')
);

/** Draws marks with Observable Plot. `places` are where the data can be read. */
export function draw(used: Frame, marks: Plot.Markish[], places: readonly Place[]): Drawing {
	const { width, height, area } = used;
	return {
		svg: svgOf(used, marks),
		width,
		height,
		area: {
			left: tenth(area.left),
			top: tenth(area.top),
			right: tenth(area.right),
			bottom: tenth(area.bottom)
		},
		places: places.map(({ x, y, dots }) => ({ x: tenth(x), y: tenth(y), dots: dots.map(tenth) }))
	};
}

function tenth(pixel: number): number {
	return Math.round(pixel * 10) / 10;
}

/**
 * The `<svg>` element as text. Colors are custom properties of the page. Texts pass through the document, so
 * that markup in them is text.
 */
function svgOf({ width, height, x, y }: Frame, marks: Plot.Markish[]): string {
	const drawn = Plot.plot({
		document,
		className: 'drawing',
		width,
		height,
		margin: 0,
		x: { type: 'linear', domain: x.domain, range: x.range, axis: null },
		y: { type: 'linear', domain: y.domain, range: y.range, axis: null },
		marks
	});
	drawn.querySelector('style')?.remove();
	for (const name of ['font-family', 'fill']) drawn.removeAttribute(name);
	drawn.setAttribute('font-size', String(SIZE));
	drawn.setAttribute('aria-hidden', 'true');
	for (const element of drawn.querySelectorAll('*')) tidy(element);
	return drawn.outerHTML;
}

/** Rounds to a tenth of a pixel, and drops Plot's names for its own parts: the drawing is hidden as a whole. */
function tidy(element: Element): void {
	for (const { name, value } of [...element.attributes]) {
		if (name.startsWith('aria-')) element.removeAttribute(name);
		else if (GEOMETRY.has(name)) {
			element.setAttribute(
				name,
				value.replace(/-?\d+\.\d+(e-\d+)?/g, (number) => String(tenth(Number(number))))
			);
		}
	}
}
