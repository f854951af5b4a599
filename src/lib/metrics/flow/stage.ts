import { z } from 'zod';
import { programsOf, type Stage } from '#pipelines/stages/definition.ts';
import { sentences } from '#lib/server/language.ts';
import { duration } from '../estimate/duration.ts';
import { halfBy, shareBy, type FollowUp } from '../estimate/time-to-event.ts';
import type { Kind, Step } from './cases.ts';

export const flowStageSchema = z.object({
	stage: z.string(),
	title: z.string(),
	/** What marks it, and what is said of a number of households that reached it, wait for it or left before. */
	says: z.object({
		noun: z.string(),
		reached: z.string(),
		waiting: z.string().nullable(),
		left: z.string().nullable()
	}),
	/** `not_collected`: no source of these households has what it takes; `no_data`: no household could reach it. */
	status: z.enum(['shown', 'no_data', 'not_collected']),
	/** Why it is not shown, in words. */
	reason: z.string().nullable(),
	/** Households that could reach it: their program has it, and their source collects it. */
	could: z.int(),
	/** Households whose program has it and whose source does not collect it. */
	not_collected: z.int(),
	reached: z.int(),
	/** The day by which the share is told, counted from the start, or from the stage that it comes `after`; null where nobody waits. */
	share_by: z.int().nullable(),
	after: z.string().nullable(),
	/** The share that had reached it by then, of Aalen and Johansen's curve, with its 95 % interval. */
	share: z.number().nullable(),
	lower: z.number().nullable(),
	upper: z.number().nullable(),
	/** Not every household could be followed as long. */
	immature: z.boolean(),
	/** The day by which half had reached it, counted likewise; null while fewer have, and of one that comes `after` another. */
	half_by: z.number().nullable(),
	waiting: z.object({
		/** Still enrolled, and not there yet. */
		n: z.int(),
		/** For how many days half of them have waited so far, or longer. */
		half: z.number().nullable(),
		/** Of them, those whose last stage so far is the one before. */
		here: z.int(),
		/** Who waits as well, and started outside the period. */
		others: z.int()
	}),
	left: z.object({
		/** Left before it. */
		n: z.int(),
		/** Of them, those whose last stage was the one before. */
		here: z.int(),
		/** Where they went: a group of destinations, or `returned`. */
		to: z.array(z.object({ group: z.string(), n: z.int() }))
	}),
	/** The step from the stage before, of those who reached that first; null where there is none, or it is told already. */
	step: z
		.object({
			from: z.string(),
			n: z.int(),
			/** The day by which half of them had gone on, counted from that stage; null while fewer have. */
			half_by: z.number().nullable(),
			/** Who reached this stage, but not that one first. */
			without: z.int()
		})
		.nullable()
});

/** A stage of the flow, of some households. */
export type FlowStage = z.infer<typeof flowStageSchema>;

/** What is known of the households: which stages their sources collect, and up to which day they started and are known. */
export type Known = { has: ReadonlyMap<string, ReadonlySet<string>>; isFollowed: (days: number) => boolean };

/** Tells of one stage; `steps` and `kinds` are those of the households asked for, of all stages. */
export function tellStage(
	stage: Stage,
	steps: readonly Step[],
	kinds: readonly Kind[],
	known: Known
): FlowStage {
	const { id, head } = stage;
	const all = steps.filter((step) => step.stage === id);
	const own = all.filter((step) => step.own);
	const could = sum(own);
	const { have, lacks } = holdersOf(stage, steps, kinds, known);
	const of = (outcome: Step['outcome']) => own.filter((step) => step.outcome === outcome);
	const [waiting, left] = [of('censored'), of('competing')];
	const waits = own.flatMap(({ outcome, ...step }) => (outcome === null ? [] : [{ ...step, outcome }]));
	const day = head.share_by ?? null;
	const share = day === null ? null : shareBy(waits, day);
	return {
		stage: id,
		title: head.title,
		says: saysOf(stage),
		...statusOf(could, have, lacks),
		could,
		not_collected: Math.max(0, have - could),
		reached: sum(own.filter(({ reached }) => reached)),
		share_by: day,
		after: head.after ?? null,
		share: share?.share ?? null,
		lower: share?.lower ?? null,
		upper: share?.upper ?? null,
		immature: day !== null && (head.after === undefined ? !known.isFollowed(day) : waiting.length > 0),
		half_by: head.after === undefined ? halfBy(waits) : null,
		waiting: {
			n: sum(waiting),
			half: medianOf(waiting.map(({ days, count }) => [days, count])),
			here: sum(waiting.filter(({ stands }) => stands)),
			others: sum(all.filter((step) => !step.own))
		},
		left: {
			n: sum(left),
			here: sum(left.filter(({ stands }) => stands)),
			to: [...Map.groupBy(left, ({ endedAs }) => endedAs ?? 'unknown')]
				.map(([group, those]) => ({ group, n: sum(those) }))
				.sort((a, b) => b.n - a.n || a.group.localeCompare(b.group))
		},
		step: head.after === undefined ? tellStep(own) : null
	};
}

/** What marks a stage, and what is said of those at it. */
export function saysOf({ head }: Stage): FlowStage['says'] {
	const { noun, reached, waiting = null, left = null } = head;
	return { noun, reached, waiting, left };
}

/** From the stage before: without anybody who could still wait, these are complete durations, and their median is told. */
function tellStep(own: readonly Step[]): FlowStage['step'] {
	const befores = [...Map.groupBy(own, ({ before }) => before)].sort(([, a], [, b]) => sum(b) - sum(a));
	const from = befores.find(([before]) => before !== null)?.[0] ?? null;
	if (from === null) return null;
	const steps = own.flatMap((step) =>
		step.sinceBefore === null ? [] : [{ ...step, days: step.sinceBefore }]
	);
	const waits = steps.flatMap(({ outcome, ...step }): FollowUp[] =>
		outcome === null ? [] : [{ ...step, outcome }]
	);
	return {
		from,
		n: sum(steps),
		half_by:
			waits.length === steps.length ? halfBy(waits) : medianOf(steps.map(({ days, count }) => [days, count])),
		without: sum(
			own.filter(({ reached, before, sinceBefore }) => reached && before !== null && sinceBefore === null)
		)
	};
}

/** How many households have a stage by their type of program, and which columns their sources lack for it. */
function holdersOf(
	stage: Stage,
	steps: readonly Step[],
	kinds: readonly Kind[],
	{ has }: Known
): { have: number; lacks: string[] } {
	const { after, ways } = stage.head;
	const lacks = new Set<string>();
	let have = 0;
	for (const { programType, source, count } of kinds) {
		const way = ways.find((each) => {
			const { are, of } = programsOf(stage, each);
			return of.includes(programType ?? '') === are;
		});
		if (!way) continue;
		have += count;
		for (const need of way.needs) if (!has.get(source)?.has(need)) lacks.add(need);
	}
	if (after !== undefined)
		have = sum(steps.filter((step) => step.own && step.stage === after && step.reached));
	return { have, lacks: [...lacks] };
}

function statusOf(could: number, have: number, lacks: string[]): Pick<FlowStage, 'status' | 'reason'> {
	if (could > 0) return { status: 'shown', reason: null };
	if (lacks.length > 0)
		return {
			status: 'not_collected',
			reason: sentences().reasons.noSourceHas({ columns: lacks })
		};
	return {
		status: 'no_data',
		reason: have === 0 ? sentences().reasons.noSuchStage : null
	};
}

function sum(steps: readonly { count: number }[]): number {
	return steps.reduce((total, { count }) => total + count, 0);
}

function medianOf(values: readonly (readonly [days: number, count: number])[]): number | null {
	const counts = new Map<number, number>();
	for (const [days, count] of values) counts.set(days, (counts.get(days) ?? 0) + count);
	return duration([...counts].sort(([a], [b]) => a - b))?.median ?? null;
}
