import type { MetricAnswer } from './result.ts';

/**
 * True for a figure that adds up over groups and periods: a count of rows or a sum of their values. It has no
 * interval, is nothing without rows rather than unknown, and is not held to a standard.
 */
export function isTotal({ kind }: Pick<MetricAnswer, 'kind'>): boolean {
	return kind === 'count' || kind === 'sum';
}
