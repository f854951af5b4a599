import { z } from 'zod';
import { periodSchema, resultSchema } from '../result.ts';
import type { DisclosedQuestion } from './asked.ts';
import type { Counts, Ledger } from './counts.ts';
import { noteKnown, type Places } from './figures.ts';
import { isSmall } from './policy.ts';

/** A figure as an audience gets it that may not see single clients. What is null is hidden, or there is none. */
export const disclosedResultSchema = resultSchema.omit({ also: true, problems: true }).extend({
	n: z.int().nullable(),
	clients: z.int().nullable(),
	/** In place of a value near one of the ends, which would tell it of each of a group: the end. */
	band: z.enum(['under', 'over']).nullable(),
	/** True where the audience has the figure as it was: what changed in one of its numbers would tell of few clients. */
	carried: z.boolean()
});

export type DisclosedResult = z.infer<typeof disclosedResultSchema>;

const place = z.int();

/**
 * What an audience was told at once: what was asked, each number by name with its value and whether it was told, hidden, or
 * is nobody's secret; how they hang together; and the figures with the places of their numbers, those too that it can work out (`result` is null). It
 * holds what is hidden, and is for disclosure control alone.
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
			/** What it is of (`subjectOf`). */
			subject: z.string(),
			places: z.object({ rows: place, clients: place, yes: place.nullable(), no: place.nullable() }),
			result: disclosedResultSchema.nullable()
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

/** A number of a figure: its value, its place, and what the audience knows of it. */
export type Counted = { value: number; place: number; state: 'told' | 'hidden' | 'open' };

/** A figure as it was once: what was told of it, null where it was not asked for, and its numbers. */
export type Version = {
	name: string;
	result: DisclosedResult | null;
	numbers: Partial<Record<keyof Places, Counted>>;
};

/** Every version of each figure, by what it is of, the oldest first; their numbers are noted already. */
export function versionsOf(ledger: Ledger, earlier: readonly Told[]): Map<string, Version[]> {
	const versions = new Map<string, Version[]>();
	for (const { figures, numbers } of earlier)
		for (const { name, subject, places, result } of figures) {
			const own = Object.entries(places).flatMap(([part, at]) => {
				const number = at === null ? undefined : numbers[at];
				if (number === undefined) return [];
				const [called, value, state] = number;
				return [[part, { value, state, place: ledger.note(called, value) }] as const];
			});
			const version = { name, result, numbers: Object.fromEntries(own) };
			versions.set(subject, [...(versions.get(subject) ?? []), version]);
		}
	return versions;
}

/** Whether something of a version was told, or can be worked out, that is not carried from an older one. */
export function isTold({ result, numbers }: Version): boolean {
	return result?.carried !== true && Object.values(numbers).some(({ state }) => state !== 'hidden');
}

/**
 * Whether two versions of a figure differ in one of its numbers by so few that the difference tells of them (METHODS §5):
 * of an older one, in those that were told or can be worked out.
 */
export function differsByFew(now: Version, { numbers: old }: Version, k: number): boolean {
	return partsOf(now).some((part) => {
		const before = old[part];
		if (before === undefined || before.state === 'hidden') return false;
		return isSmall(Math.abs(now.numbers[part]!.value - before.value), k);
	});
}

/**
 * Notes what who reads two versions of a figure knows or will think: a number that is the same is of the same clients, but that
 * nobody is on a side only where the rows are the same; where the older one is carried, none has changed by `k` or more.
 */
export function noteVersions(ledger: Ledger, before: Version, now: Version, k: number): void {
	const isChanged = before.numbers.rows?.value !== now.numbers.rows?.value;
	for (const part of partsOf(now)) {
		const [old, own] = [before.numbers[part], now.numbers[part]!];
		const isSide = part === 'yes' || part === 'no';
		if (old === undefined || old.place === own.place) continue;
		const apart = Math.abs(old.value - own.value);
		if (now.result?.carried === true) {
			if (apart >= k || old.state === 'hidden') continue;
			ledger.atMost(own.place, [old.place, noteKnown(ledger, k - 1)]);
			ledger.atMost(old.place, [own.place, noteKnown(ledger, k - 1)]);
		} else if (
			apart === 0 &&
			!(isSide && isChanged && own.value === 0) &&
			!(old.state === 'told' && own.state === 'hidden')
		)
			ledger.sum(own.place, [old.place]);
	}
}

const partsOf = ({ numbers }: Version) => Object.keys(numbers) as (keyof Places)[];

/** What an audience is told now, as it is kept for the next time: `own` are the numbers of it alone. */
export function keepTold(
	own: Counts & { names: readonly string[] },
	{ told, hidden }: Kept,
	{ questions, figures }: { questions: readonly DisclosedQuestion[]; figures: Told['figures'] }
): Told {
	const stateOf = (at: number) => stateIn({ told, hidden }, at);
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

/** What an audience knows of a number; what is neither told nor hidden can be worked out. */
export function stateIn({ told, hidden }: Kept, at: number): Counted['state'] {
	return hidden.has(at) ? 'hidden' : told.has(at) ? 'told' : 'open';
}
