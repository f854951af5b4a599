import { resolve } from '$app/paths';
import type { Cell } from '#lib/metrics/gap-answer.ts';
import { writeView, type Condition } from '#lib/view.ts';

/** A metric's page, broken down by the dimension of a comparison, for its period. */
export function pageOf({ metric, dimension, period }: Cell, where: Condition[]): string {
	return (
		resolve('/metrics/[id]', { id: metric }) + writeView({ period, grain: null, by: [dimension], where })
	);
}

/** The rows of the group of a comparison. */
export function rowsOf({ metric, dimension, value, period }: Cell, where: Condition[]): string {
	return (
		resolve('/metrics/[id]/rows', { id: metric }) +
		writeView({ period, grain: null, by: [], where: [...where, { dimension, value }] })
	);
}
