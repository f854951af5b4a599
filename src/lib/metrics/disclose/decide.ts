import type { DisclosedQuestion } from './asked.ts';
import { Ledger } from './counts.ts';
import { knownIn, nameOf, noteFigures, subjectOf, type Figure, type Places } from './figures.ts';
import { hide, type Hiding } from './hide.ts';
import type { Policy } from './policy.ts';
import { bandFor, placesOf, secretOf, type Band, type Secret } from './secrets.ts';
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

/** A figure with the places of its numbers, and what of it is to be hidden by itself. */
export type Entry = {
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

/** What is told of figures: by `nameOf`, what is known of each; what is told in the place of some; which numbers are not told. */
export type Decision = Hiding & {
	entries: Map<string, Entry>;
	carried: Map<Entry, DisclosedResult>;
	/** What is to be kept for the next time, with what was told of the figures. */
	keep: (questions: readonly DisclosedQuestion[], results: ReadonlyMap<string, DisclosedResult>) => Told;
};

/**
 * Decides what an audience is told of figures, those that are `asked` for by `nameOf`, and those that it could work out, with all
 * that it was told `earlier`.
 * @param onProgress hears how many hidden numbers could still be worked out
 */
export async function decide(
	figures: readonly Figure[],
	{ asked, policy, earlier }: { asked: ReadonlySet<string>; policy: Policy; earlier: readonly Told[] },
	onProgress?: (open: number) => void
): Promise<Decision> {
	const ledger = new Ledger();
	const entries = enter(ledger, figures, { asked, policy });
	const own = { names: ledger.names, ...ledger.counts };
	const before = noteTold(ledger, earlier);
	const isSuppressing = policy.kind === 'suppress';
	const carried = isSuppressing
		? carry(ledger, [...entries], { earlier, k: policy.k })
		: new Map<Entry, DisclosedResult>();
	const all = [...entries.values()];
	const telling = new Set(
		all.flatMap(({ isAsked, places, limit }) => (isAsked ? [...placesOf(places), ...limit] : []))
	);
	const secret = new Set(all.flatMap((entry) => entry.secret?.places ?? []));
	const known = { ...before, told: before.told.union(knownIn(ledger)) };
	const { hidden, withheld } = isSuppressing
		? await hide(ledger.counts, { secret, telling, before: known, k: policy.k }, onProgress)
		: { hidden: new Set<number>(), withheld: new Set<number>() };
	const keep: Decision['keep'] = (questions, results) =>
		keepTold(
			own,
			{ told: telling.union(before.told).difference(hidden), hidden },
			{
				questions,
				figures: [...entries].map(([name, { figure, places }]) => ({
					...{ name, places, subject: subjectOf({ ...figure, metric: figure.metric.id }) },
					result: results.get(name) ?? null
				}))
			}
		);
	return { entries, carried, hidden, withheld, keep };
}
