import { z } from 'zod';
import { periodSchema, resultSchema } from '../result.ts';
import type { DisclosedQuestion } from './asked.ts';
import type { Counts, Ledger } from './counts.ts';
import type { Places } from './figures.ts';
import { isSmall } from './policy.ts';

/** A figure as an audience gets it that may not see single clients. What is null is hidden, or there is none. */
export const disclosedResultSchema = resultSchema.omit({ also: true, problems: true }).extend({
	n: z.int().nullable(),
	clients: z.int().nullable(),
	/** In place of a value near one of the ends, which would tell it of each of a group: the end. */
	band: z.enum(['under', 'over']).nullable(),
	/** True where the audience has the figure as it was: it changed by so few clients that telling it would tell of them. */
	carried: z.boolean()
});

export type DisclosedResult = z.infer<typeof disclosedResultSchema>;

const place = z.int();

/**
 * What an audience was told at once: what was asked, each number by name with its value and whether it was told, hidden, or
 * is nobody's secret; how they hang together; and its figures with the places of their numbers. It holds what is hidden, and is
 * for disclosure control alone.
 */
export const toldSchema = z.object({
	questions: z.array(
		z.object({
			metric: z.string(),
			programs: z.array(z.string()),
			by: z.array(z.string()),
			periods: z.array(periodSchema)
		})
	),
	numbers: z.array(z.tuple([z.string(), z.int(), z.enum(['told', 'hidden', 'open'])])),
	relations: z.array(z.tuple([z.enum(['equal', 'at most']), place, z.array(place)])),
	figures: z.array(
		z.object({
			name: z.string(),
			places: z.object({ rows: place, clients: place, yes: place.nullable(), no: place.nullable() }),
			result: disclosedResultSchema
		})
	)
});

export type Told = z.infer<typeof toldSchema>;

/** The places of what an audience knows, and of what was kept from it. */
export type Kept = { told: Set<number>; hidden: Set<number> };

/** Notes all that an audience was told before, the oldest first. What counts the same is one number with what was noted. */
export function noteTold(ledger: Ledger, earlier: readonly Told[]): Kept {
	const told = new Set<number>();
	const hidden = new Set<number>();
	for (const { numbers, relations } of earlier) {
		const places = numbers.map(([name, value]) => ledger.note(name, value));
		for (const [at, [, , state]] of numbers.entries())
			if (state !== 'open') (state === 'told' ? told : hidden).add(places[at]!);
		for (const [kind, total, parts] of relations) {
			const of = parts.map((part) => places[part]!);
			if (kind === 'equal') ledger.sum(places[total]!, of);
			else ledger.atMost(places[total]!, of);
		}
	}
	return { told, hidden: hidden.difference(told) };
}

/** What was told of a figure before, in order: its result, and its numbers; of what was hidden there is none. */
export type Version = { result: DisclosedResult; numbers: Partial<Record<keyof Places, number>> };

/** What was told of each figure before, by its name, the oldest first; each version once, and none that was hidden. */
export function versionsOf(earlier: readonly Told[]): Map<string, Version[]> {
	const versions = new Map<string, Version[]>();
	for (const { figures, numbers } of earlier)
		for (const { name, places, result } of figures) {
			const own = Object.entries(places).flatMap(([part, at]) => {
				const number = at === null ? undefined : numbers[at];
				return number?.[2] === 'told' ? [[part, number[1]] as const] : [];
			});
			if (own.length > 0 && !result.carried)
				versions.set(name, [...(versions.get(name) ?? []), { result, numbers: Object.fromEntries(own) }]);
		}
	return versions;
}

/** Whether two versions of a figure differ in one of its numbers by so few that the difference tells of them (METHODS §5). */
export function differsByFew(
	now: Record<keyof Places, number | null>,
	{ numbers }: Pick<Version, 'numbers'>,
	k: number
): boolean {
	return Object.entries(numbers).some(([part, before]) => {
		const own = now[part as keyof Places];
		return own !== null && isSmall(Math.abs(own - before), k);
	});
}

/** What an audience is told now, as it is kept for the next time: `own` are the numbers of it alone. */
export function keepTold(
	own: Counts & { names: readonly string[] },
	{ told, hidden }: Kept,
	{ questions, figures }: { questions: readonly DisclosedQuestion[]; figures: Told['figures'] }
): Told {
	const stateOf = (at: number) => (hidden.has(at) ? 'hidden' : told.has(at) ? 'told' : 'open');
	return {
		questions: questions.map(({ metric, programs, by, periods }) => ({
			...{ metric, programs: [...programs] },
			...{ by: [...by], periods: [...periods] }
		})),
		numbers: own.names.map((name, at) => [name, own.values[at]!, stateOf(at)]),
		relations: own.relations.map(({ kind, total, parts }) => [kind, total, [...parts]]),
		figures
	};
}
