import { sentences } from '#lib/server/language.ts';
import type { Store } from '#lib/server/store.ts';
import { measurePeriods } from '../engine.ts';
import type { MetricAnswer, Result } from '../result.ts';
import { askFigures, questionOf, stillAsked, type DisclosedQuestion } from './asked.ts';
import { decide, type Decision, type Entry } from './decide.ts';
import { nameOf } from './figures.ts';
import type { Policy } from './policy.ts';
import { placesOf, type Why } from './secrets.ts';
import type { DisclosedResult, Told } from './told.ts';

export type DisclosedAnswer = Omit<MetricAnswer, 'results'> & { results: DisclosedResult[] };

declare const made: unique symbol;

/** Answers that went through disclosure control, and by which policy: only `disclose` makes them. */
export type Disclosed = { readonly [made]: true; policy: Policy; answers: DisclosedAnswer[] };

/**
 * What an audience gets; what has to be kept of it for the next time; and, for who may see clients, why figures are hidden, by
 * `nameOf`, and the ids of metrics that say that they accrue, and do not.
 */
export type Disclosure = { disclosed: Disclosed; told: Told; why: Map<string, Why>; notAccruing: string[] };

/**
 * Answers questions together for an audience that may not see single clients: what is small is hidden, with all from which it
 * could be worked out, over all of the answers and all that the audience was told `earlier`, the oldest first (METHODS §5). A
 * figure of which it was told, and that changed by 1 to k − 1 clients, is told as it was.
 * @param onProgress hears how many hidden numbers could still be worked out
 * @throws Misused for what there is not
 */
export async function disclose(
	store: Store,
	questions: readonly DisclosedQuestion[],
	{ policy, earlier = [] }: { policy: Policy; earlier?: readonly Told[] },
	onProgress?: (open: number) => void
): Promise<Disclosure> {
	const answers: MetricAnswer[] = [];
	for (const question of questions)
		answers.push(await measurePeriods(store, questionOf(question), question.periods));
	const cells = answers.flatMap((answer, at) =>
		answer.results.map((result) => ({
			result,
			name: nameOf({ ...result, metric: answer.metric, programs: questions[at]!.programs })
		}))
	);

	const before = await stillAsked(
		store,
		earlier.flatMap((each) => each.questions)
	);
	const { figures, notAccruing } = await askFigures(store, [...questions, ...before]);
	const asked = new Set(cells.map(({ name }) => name));
	const decision = await decide(figures, { asked, policy, earlier }, onProgress);
	const { entries, hidden, withheld, keep } = decision;

	const given = new Map(cells.map(({ name, result }) => [result, tell(result, name, decision)]));
	const results = new Map(cells.map(({ name, result }) => [name, given.get(result)!]));
	return {
		disclosed: {
			policy,
			answers: answers.map((answer) => ({
				...answer,
				results: answer.results.map((result) => given.get(result)!)
			}))
		} as unknown as Disclosed,
		told: keep(questions, results),
		why: new Map(
			[...entries].flatMap(([name, { isAsked, secret, places }]) => {
				const own = placesOf(places).filter((place) => hidden.has(place));
				const because = own.some((place) => withheld.has(place)) ? 'before' : 'others';
				return isAsked && own.length > 0 ? [[name, secret?.why ?? because] as const] : [];
			})
		),
		notAccruing
	};
}

/** A figure, by `nameOf`, as it was decided that it is told. */
export function tell(
	result: Result,
	name: string,
	{ entries, carried, hidden }: Pick<Decision, 'entries' | 'carried' | 'hidden'>
): DisclosedResult {
	const entry = entries.get(name);
	if (entry === undefined) return shown(result);
	const old = carried.get(entry);
	return old ? { ...old, carried: true } : cover(result, entry, hidden);
}

/** A figure of which nothing is hidden. What stands beside it (`also`) is asked for by itself. */
function shown({ also: _, problems: __, ...result }: Result): DisclosedResult {
	return { ...result, band: null, carried: false };
}

/** A figure without what is hidden of it, and without all that is made from that. */
function cover(result: Result, { places, band, limit }: Entry, hidden: ReadonlySet<number>): DisclosedResult {
	const all = shown(result);
	const clients = hidden.has(places.clients) ? null : all.clients;
	if (!placesOf(places).some((place) => place !== places.clients && hidden.has(place)))
		return { ...all, clients };
	const rows = hidden.has(places.rows);
	return {
		...all,
		status: 'suppressed',
		reason: sentences().reasons.hidden,
		...{ value: null, lower: null, upper: null, numerator: null, verdict: null },
		n: rows ? null : all.n,
		clients,
		band: rows || limit.some((place) => hidden.has(place)) ? null : (band?.end ?? null)
	};
}
