/**
 * A figure above that of all others, each a dot on its interval, as large as two lines of text. It is drawn without
 * Observable Plot, as sparklines are: many stand on a page.
 */

import { place } from './parts/scale.ts';

export interface PairFigure {
	value: number;
	/** Null where there is no interval. */
	lower: number | null;
	upper: number | null;
}

export interface Pair {
	group: PairFigure;
	/** Drawn hollow. */
	others: PairFigure;
	/** Whether the scale is 0 to 1; else it goes from 0 to the highest limit. */
	isShare: boolean;
	/** What it shows, for who cannot see it. */
	label: string;
}

const WIDTH = 240;
const HEIGHT = 40;
const EDGE = 6;

/** The two figures as an `<svg>` element on one scale that begins at 0. */
export function pair({ group, others, isShare, label }: Pair): string {
	const highest = Math.max(...[group, others].map(({ value, upper }) => Math.max(value, upper ?? 0)));
	const most = isShare ? Math.max(1, highest) : highest > 0 ? highest : 1;
	const across = { domain: [0, most], range: [EDGE, WIDTH - EDGE] } as const;
	const x = (value: number) => Math.round(place(across, value) * 10) / 10;
	const row = ({ value, lower, upper }: PairFigure, y: number, isGroup: boolean) => {
		const colour = isGroup ? 'var(--accent)' : 'var(--quiet)';
		const interval =
			lower === null || upper === null
				? ''
				: `<path d="M${x(lower)},${y}H${x(upper)}" stroke="${colour}" stroke-width="3" stroke-opacity="0.45"/>`;
		return `${interval}<circle cx="${x(value)}" cy="${y}" r="4.5" fill="${isGroup ? colour : 'var(--paper)'}" stroke="${colour}" stroke-width="1.5"/>`;
	};
	return (
		`<svg class="pair" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" fill="none" role="img" aria-label="${escape(label)}">` +
		`<path d="M${EDGE},2V${HEIGHT - 2}" stroke="var(--quiet)"/>` +
		`<path d="M${EDGE},${HEIGHT / 2}H${WIDTH - EDGE}" stroke="var(--line)"/>` +
		row(group, 10, true) +
		row(others, 30, false) +
		'</svg>'
	);
}

function escape(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
