/**
 * What a chart is once it is drawn: two drawings of the same data, the words for each datum, and the table.
 * All of it is plain data, so that a load function can hand it to a page.
 */

/** A point that can be read. Lengths are pixels of its drawing, from its upper left corner. */
export interface Place {
	x: number;
	/** Where the words belong: the highest dot, or the middle of a row. */
	y: number;
	/** Where the marks stand at this x; none where there is no data. */
	dots: number[];
}

/** The rectangle that the scales span, in pixels of its drawing. */
export interface Area {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

export interface Drawing {
	/** An `<svg>` element, hidden from assistive technology: the words and the table stand for it. */
	svg: string;
	width: number;
	height: number;
	area: Area;
	/** One for each reading, in the same order. */
	places: Place[];
}

/** A datum in words: "March 2026", then "41 % (32 to 51 %)", "n = 64". */
export interface Reading {
	label: string;
	lines: string[];
}

/** The first cell of each row is its heading. */
export interface Table {
	columns: { label: string; isNumber: boolean }[];
	rows: string[][];
}

export interface Chart {
	/** The direction in which the readings follow each other: rightwards, downwards, or in none (`xy`). */
	along: 'x' | 'y' | 'xy';
	wide: Drawing;
	narrow: Drawing;
	readings: Reading[];
	/** The reading that the keyboard starts from. */
	start: number;
	table: Table;
}

/** A standard or target to be drawn: where it is, and its words, such as "Standard 80 %". */
export interface Goal {
	value: number;
	label: string;
}

/** A figure with its 95 % interval, as the engine gives it. */
export interface Figure {
	/** Null where there is no figure; then `reason` says why. */
	value: number | null;
	/** Null where there is no interval. */
	lower: number | null;
	upper: number | null;
	/** Rows that it rests on. */
	n: number;
	/** Not everybody could be observed long enough: drawn hollow. */
	immature: boolean;
	/** Why there is no figure, in words; null where there is one. */
	reason: string | null;
}

/** How figures are drawn: a share of 0 to 1 or beyond, an amount from 0 up, or a count or another total, which has no interval. */
export type Scale = 'share' | 'amount' | 'count';

/** The words that charts of figures need, in the reader's language. */
export interface FigureWords {
	/** A figure in full: "41 %", "12 days". */
	value: (value: number) => string;
	/** A figure on an axis: "40 %", "12". */
	tick: (value: number) => string;
	/** Both limits: "32 to 51 %". */
	interval: (lower: number, upper: number) => string;
	/** What a figure rests on: "n = 64". */
	basis: (n: number) => string;
	/** A number in a table: "1,204". */
	number: (n: number) => string;
	/** Of a figure that is not yet mature: "not all observed long enough yet". */
	immature: string;
	/** Where there is no figure and no reason: "no data". */
	none: string;
	/** Headings of the table; `label` heads the periods or groups. */
	columns: { label: string; value: string; interval: string; n: string; note: string };
}
