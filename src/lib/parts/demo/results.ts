import type { Told } from '#lib/format.ts';
import type { Result } from '#lib/metrics/result.ts';

/** A made-up result, for the page of parts. */
export function result(some: Partial<Result>): Result {
	return {
		period: { from: '2024-10-01', to: '2025-09-30' },
		group: {},
		status: 'shown',
		reason: null,
		value: null,
		lower: null,
		upper: null,
		n: 0,
		clients: 0,
		numerator: null,
		standard: null,
		standard_source: null,
		verdict: null,
		immature: false,
		also: {},
		...some
	};
}

export const wait: Told = {
	kind: 'time_to_event',
	unit: 'days',
	title: 'Days from enrollment to housing move-in',
	rows: 'households',
	finding: 'Of {n} that enrolled, {value} had a home within {day} days.',
	day: 90
};

export const exits: Told = {
	kind: 'ratio',
	unit: 'exits',
	title: 'Exits to permanent housing',
	rows: 'exits',
	finding: '{value} of {n} were to a permanent home.',
	day: null
};
