import type { Store } from '#lib/server/store.ts';
import { Misused } from '#pipelines/errors.ts';
import { findMetric } from '../catalogue.ts';
import { dimension, NOT_RECORDED } from '../dimensions.ts';
import { addDays } from '../periods.ts';
import { preparePeriods } from '../question.ts';
import type { Period } from '../result.ts';
import { CASEWORK, FULL_SCOPE } from '../scope.ts';
import { MOST_AT_ONCE } from '../summarise.ts';
import { programLabels } from '../values.ts';
import { Ledger } from './counts.ts';
import { noteFigures, type Figure } from './figures.ts';
import { countHeads } from './heads.ts';

/**
 * What is asked for an audience that may not see single clients: a metric of some programs (by name; of all where none is
 * named), of periods, in groups. `grant` is whose promises it is held to.
 */
export type DisclosedQuestion = {
	metric: string;
	programs: readonly string[];
	by: readonly string[];
	periods: readonly Period[];
	grant?: string | undefined;
};

/** What the engine is asked in its place. */
export function questionOf({ metric, programs, by, grant }: DisclosedQuestion) {
	return {
		...{ metric, by, grant, scope: FULL_SCOPE, audience: CASEWORK },
		where: programs.map((value) => ({ dimension: 'program', value }))
	};
}

/** Of what was asked before, what there still is: metrics and dimensions go. */
export async function stillAsked(
	store: Store,
	questions: readonly DisclosedQuestion[]
): Promise<DisclosedQuestion[]> {
	const still: DisclosedQuestion[] = [];
	for (const question of questions)
		try {
			question.by.map(dimension);
			await findMetric(store, question.metric);
			still.push(question);
		} catch (error) {
			if (!(error instanceof Misused)) throw error;
		}
	return still;
}

/** Figures; and the ids of metrics that say that they accrue, and do not by these. */
export type Asking = { figures: Figure[]; notAccruing: string[] };

/**
 * The figures that questions ask for, with the clients behind them, and those of which differences of them would tell: of
 * all spans of time between any two ends of the periods that a metric is asked for, the programs by which any two of its
 * questions differ, and the totals over each of the dimensions by which they are grouped.
 */
export async function askFigures(store: Store, questions: readonly DisclosedQuestion[]): Promise<Asking> {
	const figures: Figure[] = [];
	const notAccruing: string[] = [];
	for (const own of Map.groupBy(questions, (each) => each.metric).values()) {
		const [first] = own;
		const { metric } = await preparePeriods(store, questionOf(first!), first!.periods);
		const asked = own.flatMap(({ periods }) => periods);
		const spans = metric.needs_period && !metric.accrues ? [] : spansOf(asked);
		const sets = distinct(own.map(({ programs }) => [...new Set(programs)].sort()));
		const atoms = sets.length < 2 ? [] : atomsOf(sets, [NOT_RECORDED, ...(await programLabels(store))]);
		const isAmong = <Each>(all: readonly Each[], each: Each) =>
			all.some((other) => JSON.stringify(other) === JSON.stringify(each));
		const found: Figure[] = [];
		for (const by of distinct(own.flatMap((each) => marginsOf(each.by))))
			for (const programs of distinct([...sets, ...atoms])) {
				const periods = distinct([...asked, ...spans]);
				for (const figure of await countFigures(store, { metric: metric.id, programs, by, periods }))
					found.push({
						...figure,
						isSpan: isAmong(spans, figure.period),
						isAtom: isAmong(atoms, programs)
					});
			}
		if (metric.accrues !== true || hangTogether(found)) figures.push(...found);
		else {
			notAccruing.push(metric.id);
			const isAsked = ({ period }: Figure) => isAmong(asked, period);
			for (const figure of found.filter(isAsked))
				figures.push({ ...figure, isSpan: false, metric: { ...figure.metric, accrues: false } });
		}
	}
	return { figures, notAccruing };
}

/** Whether figures are right by all that is known of them. */
function hangTogether(figures: readonly Figure[]): boolean {
	try {
		noteFigures(new Ledger(), figures);
		return true;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

async function countFigures(
	store: Store,
	question: DisclosedQuestion
): Promise<Omit<Figure, 'isSpan' | 'isAtom'>[]> {
	const asked = await preparePeriods(store, questionOf(question), question.periods);
	const step = asked.metric.needs_period ? MOST_AT_ONCE : asked.periods.length;
	const found: Omit<Figure, 'isSpan' | 'isAtom'>[] = [];
	for (let first = 0; first < asked.periods.length; first += step) {
		const periods = asked.periods.slice(first, first + step);
		for (const { period, ...own } of await countHeads(store, { ...asked, periods }))
			found.push({
				...own,
				metric: asked.metric,
				programs: [...question.programs],
				period: periods[period]!
			});
	}
	return found;
}

function distinct<Each>(all: readonly Each[]): Each[] {
	return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** All sets of some of the dimensions, in their order: of what is told of several, totals over each are known. */
function marginsOf(by: readonly string[]): string[][] {
	return by.reduce<string[][]>((sets, id) => [...sets, ...sets.map((set) => [...set, id])], [[]]);
}

/** Periods cut at each other's ends, in order. */
function spansOf(periods: readonly Period[]): Period[] {
	const starts = [...new Set(periods.flatMap(({ from, to }) => [from, addDays(to, 1)]))].sort();
	return starts
		.slice(0, -1)
		.map((from, at) => ({ from, to: addDays(starts[at + 1]!, -1) }))
		.filter((span) => periods.some(({ from, to }) => from <= span.from && span.to <= to));
}

/** Sets of programs cut at each other: programs that are in the same of them stay together. */
function atomsOf(sets: readonly string[][], all: readonly string[]): string[][] {
	const isIn = (set: readonly string[], program: string) => set.length === 0 || set.includes(program);
	const known = [...new Set([...all, ...sets.flat()])].sort();
	const within = (program: string) => sets.map((set) => isIn(set, program));
	return [...Map.groupBy(known, (program) => JSON.stringify(within(program)))]
		.filter(([key]) => key.includes('true'))
		.map(([, programs]) => programs);
}
