import { z } from 'zod';
import type { Store } from '#lib/server/store.ts';
import { casesOf, readKinds, readSteps, type FlowQuestion } from './flow/cases.ts';
import { flowStageSchema, tellStage, type FlowStage, type Known } from './flow/stage.ts';
import { toldStages } from './flow/told-stages.ts';
import { addDays } from './periods.ts';
import { remember } from './remember.ts';
import { knownSources } from './sources.ts';

export type { FlowQuestion } from './flow/cases.ts';
export type { FlowStage } from './flow/stage.ts';

const flowOfGroup = {
	/** Households that started, each time they did. */
	started: z.int(),
	stages: z.array(flowStageSchema)
};

/** What `flow --json` prints. */
export const flowSchema = z.object({
	/** The store that it was computed from. */
	store: z.string(),
	observed_until: z.iso.date().nullable(),
	/** The days on which the households started. */
	period: z.object({ from: z.iso.date(), to: z.iso.date() }),
	...flowOfGroup,
	/** The stage for which most wait who reached the one before, and the one before which most left after that one. */
	stuck: z.string().nullable(),
	lost: z.string().nullable(),
	/** The stage that half of those who reached the one before took the longest to reach. */
	slowest: z.string().nullable(),
	/** The dimension of the groups, in the alphabetical order of its values. */
	by: z.string().nullable(),
	groups: z.array(z.object({ group: z.string(), ...flowOfGroup })),
	/** Sources that are not in it, because they have not what it needs. */
	left_out: z.array(z.object({ source: z.string(), reason: z.string() }))
});

export type FlowAnswer = z.infer<typeof flowSchema>;

/**
 * Follows the households that started in a period through the stages of `pipelines/stages`: how many reached each, how
 * long it took, who still waits and who left before. Of each stage that is waited for, could = reached + waiting + left.
 * Without a period: the last twelve months whose households were followed as long as any share is told by.
 * @throws Misused for a dimension that there is not, or that no household has
 */
export function traceFlow(store: Store, question: FlowQuestion): Promise<FlowAnswer> {
	const { scope, audience, period, where, by } = question;
	const key = JSON.stringify([scope, audience, period, where, by]);
	return remember(store, `flow ${key}`, () => trace(store, question));
}

async function trace(store: Store, question: FlowQuestion): Promise<FlowAnswer> {
	const cases = await casesOf(store, question);
	const { period, asked } = cases;
	const { observedUntil, leftOut } = asked;
	const steps = await readSteps(store, cases);
	const kinds = await readKinds(store, cases);
	const known: Known = {
		has: new Map((await knownSources(store)).map(({ source, has }) => [source, has])),
		isFollowed: (days) => observedUntil === null || observedUntil >= addDays(period.to, days)
	};
	const stages = toldStages();
	const flowOf = (isOf: (each: { group: string }) => boolean) => {
		const [ownSteps, ownKinds] = [steps.filter(isOf), kinds.filter(isOf)];
		return {
			started: ownKinds.reduce((sum, { count }) => sum + count, 0),
			stages: stages.map((stage) => tellStage(stage, ownSteps, ownKinds, known))
		};
	};
	const whole = flowOf(() => true);
	const groups = question.by === null ? [] : [...new Set(kinds.map(({ group }) => group))].sort(byName);
	return {
		store: store.id,
		observed_until: observedUntil,
		period,
		...whole,
		...worstOf(whole.stages),
		by: question.by,
		groups: groups.map((name) => ({ group: name, ...flowOf(({ group }) => group === name) })),
		left_out: leftOut
	};
}

const byName = (a: string, b: string) => a.localeCompare(b);

/** Fewer households than these say too little of how long a step takes (METHODS §4). */
const FEW = 10;

/** Where most wait, before which stage most are lost, and which step takes the longest; homes that are lost later are told by themselves. */
function worstOf(stages: readonly FlowStage[]): Pick<FlowAnswer, 'stuck' | 'lost' | 'slowest'> {
	const steps = stages.filter(({ share_by, after }) => share_by !== null && after === null);
	const most = (of: (stage: FlowStage) => number): string | null => {
		const [found] = steps.filter((stage) => of(stage) > 0).sort((a, b) => of(b) - of(a));
		return found?.stage ?? null;
	};
	return {
		stuck: most(({ waiting }) => waiting.here),
		lost: most(({ left }) => left.here),
		slowest: most(({ step }) => (step === null || step.n < FEW ? 0 : (step.half_by ?? Infinity)))
	};
}
