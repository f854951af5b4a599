import type { Chart } from '#lib/charts/chart.ts';

/**
 * A value as it is read, and, where it is a number, the number itself in its unit: a share is 0 to 1, a date the
 * days since 1970-01-01. What is hidden or not known has no number, and is read as why.
 */
export type Cell = { text: string; value: number | null; as: CellKind };
export type CellKind = 'text' | 'count' | 'share' | 'number' | 'dollars' | 'date';

/** `about` is what the column holds, for a data dictionary. */
export type Column = { title: string; number: boolean; about: string };

/** A part of a report as it is read: what its page, PDF and workbook show is made from these alone. */
export type Part =
	| { is: 'heading'; level: 1 | 2 | 3; text: string; id: string }
	| { is: 'text'; text: string; quiet: boolean }
	| { is: 'list'; items: { strong: string | null; text: string }[] }
	| { is: 'pairs'; pairs: [name: string, value: string][] }
	| { is: 'table'; id: string; caption: string; columns: Column[]; rows: Cell[][] }
	/** A picture, on a page as `chart` and elsewhere as `svg`; `alt` says what it shows, the table that follows has its data. */
	| { is: 'picture'; id: string; alt: string; svg: string; chart: Chart };
