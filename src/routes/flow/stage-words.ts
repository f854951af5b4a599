import type { FlowStage } from '#lib/metrics/flow.ts';
import type { Words } from '#lib/speak.ts';

/** The share that had reached a stage by its day, with its interval; null where nobody waits for it. */
export function tellShare({ m, format }: Words, { share_by, share, lower, upper }: FlowStage): string | null {
	if (share_by === null) return null;
	const day = format.number(share_by);
	if (share === null) return m.flow.unknownBy({ day });
	const limits =
		lower === null || upper === null ? null : format.limits(lower, upper, { kind: 'ratio', unit: '' });
	return m.flow.shareBy({ share: format.percent(share), limits, day });
}

/** Within how many days half reached a stage; null where nobody waits for it, or its days are told otherwise. */
export function tellHalf({ m, format }: Words, { share_by, after, half_by }: FlowStage): string | null {
	if (share_by === null || after !== null) return null;
	return half_by === null
		? m.flow.fewerThanHalf
		: m.flow.halfBy({ half: half_by, days: format.quantity(half_by, 'days', 1) });
}

/** How many days half took from the stage before; null where there is none. */
export function tellStep(
	{ m, format }: Words,
	{ step }: FlowStage,
	nouns: ReadonlyMap<string, string>
): string | null {
	if (step === null || step.n === 0) return null;
	const told = { n: format.number(step.n), from: nouns.get(step.from) ?? step.from };
	if (step.half_by === null) return m.flow.stepNot(told);
	return m.flow.stepBy({ ...told, half: step.half_by, days: format.quantity(step.half_by, 'days', 1) });
}
