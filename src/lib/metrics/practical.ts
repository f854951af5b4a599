import type { Settings } from '#pipelines/home.ts';
import type { MetricDefinition } from './catalogue.ts';
import { MOST_Q } from './compare/discoveries.ts';
import type { Cell } from './gap-answer.ts';

/** How large a difference must be to matter, however sure it is (`practical_sizes` of settings.json). */
export type PracticalSizes = Settings['practical_sizes'];

/**
 * How a group stands to the rest: `behind` and `ahead` are gaps, more than chance and large enough to matter; `small`
 * is more than chance and too small to matter; `few` has fewer than ten households on a side; `alike` is no
 * more than chance.
 */
export type Standing = 'behind' | 'ahead' | 'small' | 'few' | 'alike';

const TOLERANCE = 1e-9;
/** Nobody notices less than a day, or a minute. */
const LEAST_TIME = 1;

/** How a group stands to the rest. Rule: METHODS.md §4, groups. */
export function standingOf(cell: Cell, metric: MetricDefinition, sizes: PracticalSizes): Standing {
	if (cell.few) return 'few';
	if (cell.q > MOST_Q) return 'alike';
	if (Math.abs(cell.difference.value) < sizeOf(cell, metric, sizes) - TOLERANCE) return 'small';
	return cell.worse ? 'behind' : 'ahead';
}

/** How large a difference of a metric must be to matter, in its unit; a share in 0 to 1. */
export function sizeOf({ rest }: Cell, metric: MetricDefinition, sizes: PracticalSizes): number {
	return sizeFrom(rest.value, metric, sizes);
}

/** How far a figure must be from a value to matter, in its unit; a share in 0 to 1. */
export function sizeFrom(
	value: number,
	{ id, kind, unit }: Pick<MetricDefinition, 'id' | 'kind' | 'unit'>,
	sizes: PracticalSizes
): number {
	const own = sizes.metrics[id];
	if (own !== undefined) return own;
	if (kind === 'ratio' || kind === 'time_to_event' || (kind === 'mean' && unit === 'share'))
		return sizes.share;
	const relative = sizes.other * Math.abs(value);
	return kind === 'duration' ? Math.max(LEAST_TIME, relative) : relative;
}

/** Which other dimension takes most of a gap away, and how much of it is left. */
export type Holding = NonNullable<Cell['explained']>['held'][number] & {
	/** The share of the difference that is left: 0 where it is gone or turned round. */
	left: number;
};

/** Fewer of the group than this with somebody to compare with, and what remains says little of it. */
const COMPARABLE = 0.5;

/** What takes most of a gap away, of what can be told; null where nothing can. */
export function strongest({ explained, difference }: Cell): Holding | null {
	const [first] = (explained?.held ?? []).filter(({ comparable }) => comparable >= COMPARABLE);
	if (first === undefined || difference.value === 0) return null;
	return { ...first, left: Math.min(1, Math.max(0, first.difference / difference.value)) };
}

/** Half a gap or less: then it is told as what that dimension brings with it. */
const MOSTLY = 0.5;

/** Whether most of a gap is gone when people who are alike in another respect are compared. */
export function isBrought(cell: Cell): boolean {
	return (strongest(cell)?.left ?? 1) <= MOSTLY;
}

/** Gaps that nothing looked at takes away come first, then by how sure they are, then by name. */
export function inOrder(gaps: readonly Cell[]): Cell[] {
	const name = ({ metric, dimension, value }: Cell) => `${metric} ${dimension} ${value}`;
	return [...gaps].sort(
		(a, b) => Number(isBrought(a)) - Number(isBrought(b)) || a.q - b.q || name(a).localeCompare(name(b))
	);
}
