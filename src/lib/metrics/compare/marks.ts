import { tolerance, type Expected } from './limits.ts';

/** What chance alone rarely does, in the order in which one counts before another (METHODS §4). */
export const MARKS = ['outside', 'run of change', 'two of three', 'one side'] as const;
export type MarkKind = (typeof MARKS)[number];

/**
 * A kind of mark with its direction: `up` is above the limits, rising, or on the upper side of the mean. It goes from
 * the point at `first` to the one at `last`, places among the points asked about.
 */
export type Signal = { kind: MarkKind; side: 'up' | 'down'; first: number; last: number };

/** The mark of one point. */
export type Mark = Pick<Signal, 'kind' | 'side'>;

/** A value with what one can expect of it. */
export type Point = Pick<Expected, 'centre' | 'reach'> & {
	value: number;
	/** How far the limits are on either side, where that is not the same. */
	above?: number;
	below?: number;
	/** As how many points it counts in a run on either side: one, or less. */
	weight?: Record<Signal['side'], number>;
};

/** Points that follow each other without a gap: their place, and the value with what is expected of it. */
type Placed = Point & { at: number };

const RUN = 7;
const NEAR = 2 / 3;

/**
 * Everything in a segment that chance alone rarely does, and of each point its mark: the first kind of those that hold
 * it, null where none does. A null is a period without a figure: a run of points must follow each other without one, since
 * nobody knows what lay in it. What lies on a limit or on the mean to 1e-9 is not beyond it.
 *
 * outside: beyond its limits. run of change: seven points or more, each above (or each below) the one before. two of
 * three: of three points on one side of the mean two or more beyond two thirds of the way to the limit; those two are
 * marked. one side: seven points or more on one side of the mean, by their weights; a point on it ends the run.
 * Rule: METHODS.md §4.
 */
export function findMarks(points: readonly (Point | null)[]): { signals: Signal[]; marks: (Mark | null)[] } {
	const marks: (Mark | null)[] = points.map(() => null);
	const signals: Signal[] = [];
	const runs = unbroken(points);
	for (const kind of MARKS)
		for (const run of runs)
			for (const { side, members } of FINDERS[kind](run)) {
				signals.push({ kind, side, first: members[0]!, last: members.at(-1)! });
				for (const at of members) marks[at] ??= { kind, side };
			}
	return { signals, marks };
}

type Found = { side: Signal['side']; members: number[] };

const FINDERS: Record<MarkKind, (run: readonly Placed[]) => Found[]> = {
	outside: (run) =>
		run.flatMap((point): Found[] => {
			const side = sideOf(point, 1);
			return side === 0 ? [] : [{ side: nameOf(side), members: [point.at] }];
		}),
	'run of change': (run) =>
		stretches(run, ({ value }, before) =>
			before === undefined || Math.abs(value - before.value) <= tolerance(value, before.value)
				? 0
				: Math.sign(value - before.value)
		)
			// A stretch of changes begins with the point that the first of them is from.
			.map(({ side, members }) => ({ side, members: [members[0]! - 1, ...members] }))
			.filter(({ members }) => members.length >= RUN),
	'two of three': (run) =>
		run.slice(2).flatMap((_, first): Found[] => {
			const three = run.slice(first, first + 3);
			const side = sideOf(three[0]!, 0);
			const near = three.filter((point) => sideOf(point, NEAR) === side);
			const isOne = side !== 0 && three.every((point) => sideOf(point, 0) === side);
			return isOne && near.length >= 2 ? [{ side: nameOf(side), members: near.map(({ at }) => at) }] : [];
		}),
	'one side': (run) => {
		const first = run[0]?.at ?? 0;
		return stretches(run, (point) => sideOf(point, 0)).filter(({ side, members }) => {
			const weight = members.reduce((sum, at) => sum + (run[at - first]?.weight?.[side] ?? 1), 0);
			return weight >= RUN - tolerance();
		});
	}
};

/** On which side of the mean a point is beyond so much of the way to its limit: 1, −1, or 0 where it is not. */
function sideOf({ value, centre, reach, above = reach, below = reach }: Point, part: number): number {
	const beyond = Math.abs(value - centre) - part * (value > centre ? above : below);
	return beyond > tolerance(value, centre, reach) ? Math.sign(value - centre) : 0;
}

function nameOf(side: number): Signal['side'] {
	return side > 0 ? 'up' : 'down';
}

/** The longest stretches of points that all have the same side. */
function stretches(
	run: readonly Placed[],
	sideFrom: (point: Placed, before: Placed | undefined) => number
): Found[] {
	const found: (Found | null)[] = [];
	for (const [index, point] of run.entries()) {
		const side = sideFrom(point, run[index - 1]);
		const last = found.at(-1) ?? null;
		if (side === 0) found.push(null);
		else if (last?.side === nameOf(side)) last.members.push(point.at);
		else found.push({ side: nameOf(side), members: [point.at] });
	}
	return found.filter((each) => each !== null);
}

function unbroken(points: readonly (Point | null)[]): Placed[][] {
	const runs: Placed[][] = [[]];
	for (const [at, point] of points.entries())
		if (point === null) runs.push([]);
		else runs.at(-1)!.push({ ...point, at });
	return runs;
}
