import { sentences } from '#lib/server/language.ts';
import type { Store } from '#lib/server/store.ts';
import { measurePeriods } from '../engine.ts';
import type { MetricAnswer, Result } from '../result.ts';
import { askFigures, questionOf, type DisclosedQuestion } from './asked.ts';
import { Ledger } from './counts.ts';
import { knownIn, nameOf, noteFigures, subjectOf, type Figure, type Places } from './figures.ts';
import { hide } from './hide.ts';
import type { Policy } from './policy.ts';
import { bandFor, placesOf, secretOf, type Band, type Secret, type Why } from './secrets.ts';
import {
	differsByFew,
	isTold,
	keepTold,
	noteTold,
	noteVersions,
	versionsOf,
	type DisclosedResult,
	type Told,
	type Version
} from './told.ts';

export type DisclosedAnswer = Omit<MetricAnswer, 'results'> & { results: DisclosedResult[] };

declare const made: unique symbol;

/** Answers that went through disclosure control, and by which policy: only `disclose` makes them. */
export type Disclosed = { readonly [made]: true; policy: Policy; answers: DisclosedAnswer[] };

/** What an audience gets; what has to be kept of it for the next time; and why figures are hidden, by `nameOf`, for who may see clients. */
export type Disclosure = { disclosed: Disclosed; told: Told; why: Map<string, Why> };

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

	const ledger = new Ledger();
	const figures = await askFigures(store, [...questions, ...earlier.flatMap((each) => each.questions)]);
	const entries = enter(ledger, figures, { asked: new Set(cells.map(({ name }) => name)), policy });
	const own = { names: ledger.names, ...ledger.counts };
	const before = noteTold(ledger, earlier);

	const asked = [...entries.values()].filter((entry) => entry.isAsked);
	const carried =
		policy.kind === 'suppress'
			? carry(ledger, [...entries], { earlier, k: policy.k })
			: new Map<Entry, DisclosedResult>();
	const telling = new Set(asked.flatMap(({ places, limit }) => [...placesOf(places), ...limit]));
	const secret = new Set([...entries.values()].flatMap((entry) => entry.secret?.places ?? []));
	const known = { ...before, told: before.told.union(knownIn(ledger)) };
	const { hidden, withheld } =
		policy.kind === 'suppress'
			? await hide(ledger.counts, { secret, telling, before: known, k: policy.k }, onProgress)
			: { hidden: new Set<number>(), withheld: new Set<number>() };

	const give = ({ name, result }: (typeof cells)[number]): DisclosedResult => {
		const entry = entries.get(name);
		const old = entry && carried.get(entry);
		return old ? { ...old, carried: true } : entry ? cover(result, entry, hidden) : shown(result);
	};
	const given = new Map(cells.map((cell) => [cell.result, give(cell)]));
	const results = new Map(cells.map(({ name, result }) => [name, given.get(result)!]));
	return {
		disclosed: {
			policy,
			answers: answers.map((answer) => ({
				...answer,
				results: answer.results.map((result) => given.get(result)!)
			}))
		} as unknown as Disclosed,
		told: keepTold(
			own,
			{ told: telling.union(before.told).difference(hidden), hidden },
			{
				questions,
				figures: [...entries].map(([name, { figure, places }]) => ({
					...{ name, places, subject: subjectOf({ ...figure, metric: figure.metric.id }) },
					result: results.get(name) ?? null
				}))
			}
		),
		why: new Map(
			[...entries].flatMap(([name, { isAsked, secret, places }]) => {
				const own = placesOf(places).filter((place) => hidden.has(place));
				const because = own.some((place) => withheld.has(place)) ? 'before' : 'others';
				return isAsked && own.length > 0 ? [[name, secret?.why ?? because] as const] : [];
			})
		)
	};
}

/** A figure with the places of its numbers, and what of it is to be hidden by itself. */
type Entry = {
	figure: Figure;
	places: Places;
	isAsked: boolean;
	secret: Secret | null;
	band: Band | null;
	/** The place of the number that its band tells, where it has one. */
	limit: number[];
};

function enter(
	ledger: Ledger,
	figures: readonly Figure[],
	{ asked, policy }: { asked: ReadonlySet<string>; policy: Policy }
): Map<string, Entry> {
	const places = noteFigures(ledger, figures);
	return new Map(
		figures.map((figure, at) => {
			const name = nameOf({ ...figure, metric: figure.metric.id });
			const isAsked = asked.has(name);
			const band = isAsked ? bandFor(figure, policy) : null;
			return [
				name,
				{
					...{ figure, places: places[at]!, isAsked, band },
					secret: secretOf(figure, places[at]!, policy),
					limit: limitBand(ledger, band, places[at]!)
				}
			];
		})
	);
}

/** Who reads of a band knows that no more are in it. */
function limitBand(ledger: Ledger, band: Band | null, { yes, no }: Places): number[] {
	const few = band?.end === 'under' ? yes : no;
	if (band === null || few === null) return [];
	const most = ledger.note(`at most ${String(band.most)}`, band.most);
	ledger.atMost(few, [most]);
	return [most];
}

/**
 * Finds figures that changed by so few since they were told, or could be worked out, that their new numbers are to be hidden.
 * Of those that changed so since they were last told, gives what is told in their place: what the audience has. Notes how the
 * versions of each figure hang together.
 */
function carry(
	ledger: Ledger,
	entries: readonly [name: string, Entry][],
	{ earlier, k }: { earlier: readonly Told[]; k: number }
): Map<Entry, DisclosedResult> {
	const versions = versionsOf(ledger, earlier);
	const carried = new Map<Entry, DisclosedResult>();
	const given: [string, Version][] = [];
	for (const [name, entry] of entries) {
		const subject = subjectOf({ ...entry.figure, metric: entry.figure.metric.id });
		const own = versions.get(subject) ?? [];
		const now = versionNow(name, entry, ledger);
		const told = own.filter(isTold);
		const few = told.filter((version) => differsByFew(now, version, k));
		const last = told.at(-1);
		if (few.length > 0)
			entry.secret = { why: entry.secret?.why ?? 'correction', places: placesOf(entry.places) };
		if (entry.isAsked && last?.result && last.name === name && few.includes(last))
			carried.set(entry, last.result);
		given.push([subject, versionNow(name, entry, ledger, carried.get(entry))]);
	}
	for (const [subject, version] of given) versions.set(subject, [...(versions.get(subject) ?? []), version]);
	for (const own of versions.values())
		for (const [at, version] of own.entries()) {
			const before = own.slice(0, at).findLast(isTold) ?? own[at - 1];
			if (before) noteVersions(ledger, before, version, k);
		}
	return carried;
}

/** A figure as it would be told now. */
function versionNow(name: string, { places, secret }: Entry, ledger: Ledger, old?: DisclosedResult): Version {
	const numbers = Object.entries(places).flatMap(([part, place]) => {
		if (place === null) return [];
		const state = secret?.places.includes(place) ? ('hidden' as const) : ('told' as const);
		return [[part, { place, value: ledger.valueAt(place), state }] as const];
	});
	return { name, result: old ? { ...old, carried: true } : null, numbers: Object.fromEntries(numbers) };
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
