// Reports written by hand.
import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import type { Cell, Part } from '#lib/reports/part.ts';
import type { Report, ReportFigure } from '#lib/reports/report.ts';

export const QUARTER = { from: '2026-04-01', to: '2026-06-30' };
export const TO_DATE = { from: '2026-01-01', to: '2026-06-30' };
export const BEFORE = { from: '2026-01-01', to: '2026-03-31' };

/** A figure that is shown, but for what is given. */
export function told(given: Partial<DisclosedResult> = {}): DisclosedResult {
	return {
		period: QUARTER,
		group: {},
		status: 'shown',
		reason: null,
		value: 0.6,
		lower: 0.45,
		upper: 0.73,
		n: 50,
		clients: 48,
		numerator: 30,
		standard: null,
		standard_source: null,
		verdict: null,
		immature: false,
		band: null,
		carried: false,
		...given
	};
}

/** A figure that its audience may not know. */
export function hidden(given: Partial<DisclosedResult> = {}): DisclosedResult {
	const none = { value: null, lower: null, upper: null, n: null, clients: null, numerator: null };
	return told({ status: 'suppressed', ...none, ...given });
}

/** A share of exits, in this quarter 30 of 50, before it hidden. */
export function figure(given: Partial<ReportFigure> = {}): ReportFigure {
	return {
		metric: 'exits-to-permanent-housing',
		definition_version: '0123456789ab',
		title: 'Exits to permanent housing',
		question: 'How many left for a home of their own?',
		counts: 'Every exit.',
		leaves_out: 'Deaths.',
		source: 'our own',
		asks: 'better off',
		kind: 'ratio',
		unit: 'exits',
		rows: 'exits',
		share_by: null,
		better: 'higher',
		promised: { quarter: 0.65, to_date: 0.6, year: 0.6 },
		quarter: told(),
		to_date: told({ period: TO_DATE, value: 58 / 97, numerator: 58, n: 97 }),
		trend: [hidden({ period: BEFORE }), told()],
		problems: 'none',
		variance: null,
		action: null,
		...given
	};
}

/** A report on one figure, but for what is given. */
export function reportOf(given: Partial<Report> = {}): Report {
	return {
		schema: 1,
		report: { id: 'quarterly', version: 'abcdefabcdef', title: 'Quarterly report' },
		language: 'en',
		grant: {
			name: 'City ESG 2026',
			funder: 'City of Springfield',
			programs: ['Housing North', 'Families'],
			...{ from: '2026-01-01', to: '2026-12-31' },
			breakdowns: [['age_band']]
		},
		policy: { kind: 'suppress', k: 11 },
		quarter: {
			number: 2,
			...QUARTER,
			year: { from: '2026-01-01', to: '2026-12-31' },
			to_date: TO_DATE
		},
		store: 'a1b2c3d4e5f6',
		observed_until: '2026-07-05',
		summary: 'Three in five exits led to a home.',
		gaps: null,
		figures: [figure()],
		served: [],
		restated: { since: null, changes: [] },
		parts: ['summary'],
		...given
	};
}

export const cell = (text: string, value: number | null = null, as: Cell['as'] = 'text'): Cell => ({
	text,
	value,
	as
});

/** The days from 1970-01-01 to a day, as a cell has them. */
export const days = (iso: string): number => Date.parse(iso) / 86_400_000;

export type Table = Extract<Part, { is: 'table' }>;

/** A table of one column for each title; a title that begins with # is of numbers. */
export function table(caption: string, titles: string[], rows: Cell[][]): Table {
	return {
		is: 'table',
		id: caption.toLowerCase().replaceAll(' ', '-'),
		caption,
		columns: titles.map((title) => ({
			title: title.replace(/^#/, ''),
			number: title.startsWith('#'),
			about: `What ${title.replace(/^#/, '')} is.`
		})),
		rows
	};
}
