/**
 * A line as large as a word. It is drawn without Observable Plot: twenty stand on a page, and each needs a
 * path and a dot.
 */

import { place } from './parts/scale.ts';

export interface SparklinePoint {
	/** Null where there is no data: the line has a gap. */
	value: number | null;
	/** Not everybody could be observed long enough: the dot at the end is hollow. */
	immature: boolean;
}

export interface Sparkline {
	points: readonly SparklinePoint[];
	/** What the height spans; without it, from 0 to the highest value or the standard. */
	domain?: readonly [number, number];
	/** A level line, in the unit of the values. */
	standard?: number | null;
	/** What it shows, for who cannot see it; null where the text beside it says so. */
	label: string | null;
}

const WIDTH = 120;
const HEIGHT = 28;
/** Room for the dot at the end. */
const EDGE = 4;

/**
 * A small line of values over time, as an `<svg>` element: no axes, the last value has a dot, periods
 * without data are gaps. Null where there is no value at all.
 */
export function sparkline({ points, domain, standard = null, label }: Sparkline): string | null {
	const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
	const last = points.findLast(({ value }) => value !== null);
	if (last === undefined) return null;
	const [from, to] = domain ?? [Math.min(0, ...values), Math.max(standard ?? 0, ...values)];
	const across = { domain: [0, Math.max(1, points.length - 1)], range: [EDGE, WIDTH - EDGE] } as const;
	const up = { domain: [from, to > from ? to : from + 1], range: [HEIGHT - EDGE, EDGE] } as const;
	const x = (index: number) => tenth(place(across, index));
	const y = (value: number) => tenth(place(up, value));

	let path = '';
	let isOpen = false;
	for (const [index, { value }] of points.entries()) {
		if (value !== null) {
			const isAlone = !isOpen && (points[index + 1]?.value ?? null) === null;
			// A point on its own is a line of no length, whose round ends make it a dot.
			path += `${isOpen ? 'L' : 'M'}${x(index)},${y(value)}${isAlone ? 'h0' : ''}`;
		}
		isOpen = value !== null;
	}
	const naming = label === null ? 'aria-hidden="true"' : `role="img" aria-label="${escape(label)}"`;
	const level =
		standard === null
			? ''
			: `<path d="M${EDGE},${y(standard)}H${WIDTH - EDGE}" stroke="var(--quiet)" stroke-dasharray="2 2" class="goal"/>`;
	const end = `cx="${x(points.lastIndexOf(last))}" cy="${y(last.value!)}"`;
	return (
		`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" fill="none" ${naming}>` +
		level +
		`<path d="${path}" stroke="var(--accent)" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>` +
		`<circle ${end} r="2.5" fill="var(--${last.immature ? 'paper' : 'accent'})" stroke="var(--accent)" stroke-width="1.5"/>` +
		'</svg>'
	);
}

function tenth(pixel: number): number {
	return Math.round(pixel * 10) / 10;
}

function escape(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
