/** Figures in words: what a reading says, and the table that says the same. */

import type { Figure, FigureWords, Reading, Scale, Table } from '../chart.ts';

interface Named extends Figure {
	label: string;
}

interface Said {
	scale: Scale;
	words: FigureWords;
}

function limits({ lower, upper }: Figure, { interval }: FigureWords): string | null {
	return lower === null || upper === null ? null : interval(lower, upper);
}

function note({ value, reason, immature }: Figure, words: FigureWords): string {
	if (value === null) return reason ?? words.none;
	return immature ? words.immature : '';
}

/** A figure with its interval, what it rests on, and what to mind. */
export function figureReading(figure: Named, { scale, words }: Said): Reading {
	const { label, value, n } = figure;
	if (value === null) return { label, lines: [note(figure, words)] };
	const interval = limits(figure, words);
	return {
		label,
		lines: [
			interval === null ? words.value(value) : `${words.value(value)} (${interval})`,
			scale === 'count' ? '' : words.basis(n),
			note(figure, words)
		].filter((line) => line !== '')
	};
}

/** A further column, with a cell for each figure. */
export interface Further {
	label: string;
	isNumber: boolean;
	cells: readonly string[];
}

/**
 * A row for each figure. Intervals and notes are columns only where there are any, n not for counts; further columns stand
 * before the notes.
 */
export function figureTable(
	figures: readonly Named[],
	{ scale, words }: Said,
	further: readonly Further[] = []
): Table {
	const { columns } = words;
	const has = {
		interval: figures.some((figure) => limits(figure, words) !== null),
		n: scale !== 'count',
		note: figures.some((figure) => note(figure, words) !== '')
	};
	return {
		columns: [
			{ label: columns.label, isNumber: false },
			{ label: columns.value, isNumber: true },
			...(has.interval ? [{ label: columns.interval, isNumber: true }] : []),
			...(has.n ? [{ label: columns.n, isNumber: true }] : []),
			...further.map(({ label, isNumber }) => ({ label, isNumber })),
			...(has.note ? [{ label: columns.note, isNumber: false }] : [])
		],
		rows: figures.map((figure, at) => [
			figure.label,
			figure.value === null ? '' : words.value(figure.value),
			...(has.interval ? [limits(figure, words) ?? ''] : []),
			...(has.n ? [words.number(figure.n)] : []),
			...further.map(({ cells }) => cells[at] ?? ''),
			...(has.note ? [note(figure, words)] : [])
		])
	};
}
