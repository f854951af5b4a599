import type { Result } from '#lib/metrics/result.ts';
import type { SignName } from './signs.ts';

/** What there is to say about a figure beside its value. */
export type State =
	| NonNullable<Result['verdict']>
	| Exclude<Result['status'], 'shown'>
	/** Shown, and not everybody could be observed long enough yet. */
	| 'immature';

/** Each state's sign, and the color that only repeats it. */
export const STATES: Record<State, { sign: SignName; tone: 'good' | 'warn' | 'quiet' }> = {
	better: { sign: 'better', tone: 'good' },
	worse: { sign: 'worse', tone: 'warn' },
	'within chance': { sign: 'within', tone: 'quiet' },
	'too little data': { sign: 'little', tone: 'quiet' },
	immature: { sign: 'immature', tone: 'quiet' },
	no_data: { sign: 'none', tone: 'quiet' },
	not_reached: { sign: 'later', tone: 'quiet' },
	suppressed: { sign: 'hidden', tone: 'quiet' },
	not_collected: { sign: 'missing', tone: 'quiet' }
};

/** The states of a result, in the order in which they are said: of a plain figure, none. */
export function statesOf({
	status,
	verdict,
	immature
}: Pick<Result, 'status' | 'verdict' | 'immature'>): State[] {
	if (status !== 'shown') return [status];
	return [...(verdict === null ? [] : [verdict]), ...(immature ? (['immature'] as const) : [])];
}
