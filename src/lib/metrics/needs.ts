import type { Store } from '#lib/server/store.ts';
import { measure, wholeOf } from './engine.ts';
import type { Question } from './question.ts';
import { OUTCOMES, type Outcome } from './referral-outcomes.ts';
import type { MetricAnswer, Period, Result } from './result.ts';

/** What came of the referrals to one service. */
export type Need = { service: string; n: number; people: number; of: Record<Outcome, Result> };

/**
 * The needs that referrals told of, by service. Unmet is a referral that ended because there was no room or the person was
 * not eligible: `share` and `count` name the service where that is the largest, among those with enough people
 * to say so; null where none is.
 */
export type Needs = {
	period: Period;
	/** All services together. */
	whole: Record<Outcome, Result>;
	services: Need[];
	share: Need | null;
	count: Need | null;
};

/** Fewer people than these say too little of a service to be named by its share (METHODS §4). */
const FEW = 10;

/** Answers what came of the referrals of a period, as the metrics of `OUTCOMES` have it. */
export async function readNeeds(
	store: Store,
	question: Omit<Question, 'metric' | 'by' | 'grain'>
): Promise<Needs> {
	const ask = (by: string[]) => async (metric: string) =>
		measure(store, { ...question, metric, by, grain: null });
	const whole = eachOutcome(wholeOf, await allOutcomes(ask([])));
	const byService = await allOutcomes(ask(['event']));
	const services = byService.connected.results
		.filter(({ n }) => n > 0)
		.map((result): Need => {
			const service = result.group.event ?? '';
			const of = eachOutcome(
				({ results }: MetricAnswer) => results.find(({ group }) => group.event === service) ?? result,
				byService
			);
			return { service, n: result.n, people: result.clients, of };
		});
	return {
		period: whole.connected.period,
		whole,
		services,
		share: most(
			services.filter(({ people }) => people >= FEW),
			(need) => unmetOf(need.of) / need.n
		),
		count: most(services, (need) => unmetOf(need.of))
	};
}

/** How many referrals ended because there was no room or the person was not eligible. */
export function unmetOf({ room, eligible }: Need['of']): number {
	return (room.numerator ?? 0) + (eligible.numerator ?? 0);
}

function most(services: readonly Need[], size: (need: Need) => number): Need | null {
	return services.filter((need) => size(need) > 0).sort((a, b) => size(b) - size(a))[0] ?? null;
}

async function allOutcomes(
	ask: (metric: string) => Promise<MetricAnswer>
): Promise<Record<Outcome, MetricAnswer>> {
	const [connected, room, eligible, waiting] = await Promise.all([
		ask(OUTCOMES.connected),
		ask(OUTCOMES.room),
		ask(OUTCOMES.eligible),
		ask(OUTCOMES.waiting)
	]);
	return { connected, room, eligible, waiting };
}

function eachOutcome<In, Out>(
	of: (value: In) => Out,
	{ connected, room, eligible, waiting }: Record<Outcome, In>
): Record<Outcome, Out> {
	return { connected: of(connected), room: of(room), eligible: of(eligible), waiting: of(waiting) };
}
