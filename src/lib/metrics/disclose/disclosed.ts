import type { Store } from '#lib/server/store.ts';
import { measureAlone } from '../engine.ts';
import { addDays } from '../periods.ts';
import { prepare, type Asked, type Question } from '../question.ts';
import type { MetricAnswer, Period, Result } from '../result.ts';
import { CASEWORK } from '../scope.ts';
import { impliedZeros, Ledger } from './counts.ts';
import { figureKey, noteFigures, tellsOfPeople, type Figure, type Places } from './figures.ts';
import { countHeads } from './heads.ts';
import { bandOf, endOf, isSmall, type Policy } from './policy.ts';
import { protect } from './protect.ts';

/** A figure as an audience gets it that may not see single clients. What is null is hidden, or there is none. */
export type DisclosedResult = Omit<Result, 'n' | 'clients' | 'also' | 'problems'> & {
	n: number | null;
	clients: number | null;
	/** In place of a value near one of the ends, which would tell it of each of a group: the end. */
	band: 'under' | 'over' | null;
};

export type DisclosedAnswer = Omit<MetricAnswer, 'results'> & { results: DisclosedResult[] };

declare const made: unique symbol;

/** Answers that went through disclosure control, and by which policy: only `disclose` makes them. */
export type Disclosed = { readonly [made]: true; policy: Policy; answers: DisclosedAnswer[] };

/** What is asked for an audience that may not see single clients. */
export type DisclosedQuestion = Omit<Question, 'audience' | 'problems'>;

/**
 * Answers questions together for an audience that may not see single clients: what is small is hidden, with all from which it
 * could be worked out, over all of the answers (METHODS §5).
 * @param onProgress hears how many hidden numbers could still be worked out
 * @throws Misused for what there is not
 */
export async function disclose(
	store: Store,
	questions: readonly DisclosedQuestion[],
	policy: Policy,
	onProgress?: (open: number) => void
): Promise<Disclosed> {
	const answered: Answered[] = [];
	for (const question of questions) answered.push(await answer(store, question));
	if (policy.kind === 'unsuppressed') return seal(policy, answered, shown);
	const figures = answered.flatMap((each) => [...each.figures.values()]);
	const slices = await sliceFigures(store, answered);
	const ledger = new Ledger();
	const places = noteFigures(ledger, figures, slices);
	const published = new Set<number>();
	for (const figure of figures) limitBand(ledger, published, figure, places.get(figure)!, policy.k);
	const small = new Set([...places].flatMap(([figure, own]) => smallOf(figure, own, policy.k)));
	const known = impliedZeros(ledger.counts, small);
	const told = new Set(figures.flatMap((figure) => placesOf(places.get(figure)!)))
		.union(small)
		.union(published);
	const open = known.union(new Set([...ledger.counts.values.keys()].filter((at) => !told.has(at))));
	const request = { hidden: small.difference(known), published, open, k: policy.k };
	const hidden = small.union(await protect(ledger.counts, request, onProgress));
	return seal(policy, answered, (result, figure) =>
		figure ? cover(result, figure, places.get(figure)!, { hidden, k: policy.k }) : shown(result)
	);
}

type Answered = { answer: MetricAnswer; asked: Asked; family: string; figures: Map<string, Figure> };

async function answer(store: Store, question: DisclosedQuestion): Promise<Answered> {
	const full = { ...question, audience: CASEWORK };
	const [asked, answer] = [await prepare(store, full), await measureAlone(store, full)];
	const family = JSON.stringify([asked.metric.id, asked.scope, asked.where]);
	const figures = await figuresOf(store, asked, family);
	return { answer, asked, family, figures: new Map(figures.map((figure) => [figureKey(figure), figure])) };
}

async function figuresOf(store: Store, asked: Asked, family: string): Promise<Figure[]> {
	const { metric, periods } = asked;
	const heads = await countHeads(store, asked);
	return heads.map(({ period, ...own }) => ({ ...own, family, metric, period: periods[period]! }));
}

/** The figures of all spans between any two ends of the periods that a family is asked for: what a difference of two would be. */
async function sliceFigures(store: Store, answered: readonly Answered[]): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const [family, own] of Map.groupBy(answered, (each) => each.family)) {
		if (own[0]!.asked.metric.needs_period) continue;
		const periods = slicesOf(own.flatMap(({ asked }) => asked.periods));
		if (periods.length < 2) continue;
		const groupings = new Map(own.map(({ asked }) => [JSON.stringify(asked.by), asked]));
		for (const asked of groupings.values())
			figures.push(...(await figuresOf(store, { ...asked, periods }, family)));
	}
	return figures;
}

/** Periods cut at each other's ends, in order. */
function slicesOf(periods: readonly Period[]): Period[] {
	const starts = [...new Set(periods.flatMap(({ from, to }) => [from, addDays(to, 1)]))].sort();
	return starts
		.slice(0, -1)
		.map((from, at) => ({ from, to: addDays(starts[at + 1]!, -1) }))
		.filter((slice) => periods.some(({ from, to }) => from <= slice.from && slice.to <= to));
}

function seal(
	policy: Policy,
	answered: readonly Answered[],
	give: (result: Result, figure: Figure | undefined) => DisclosedResult
): Disclosed {
	const answers = answered.map(({ answer, figures }) => ({
		...answer,
		results: answer.results.map((result) => give(result, figures.get(figureKey(result))))
	}));
	return { policy, answers } as unknown as Disclosed;
}

/** A figure of which nothing is hidden. What stands beside it (`also`) is asked for by itself. */
function shown({ also: _, problems: __, ...result }: Result): DisclosedResult {
	return { ...result, band: null };
}

const placesOf = ({ rows, clients, yes, no }: Places): number[] =>
	[rows, clients, yes, no].filter((place) => place !== null);

/** The end that a figure is shown to be near, in place of its value: of one that says something of its people, and says it of nearly all or none. */
function endNear(figure: Figure): 'under' | 'over' | null {
	const { yes, rows } = figure;
	return yes !== null && rows > 0 && tellsOfPeople(figure) ? endOf(yes.rows / rows) : null;
}

/** The numbers of a figure that are to be hidden because they are small, or would tell something of each of a group. */
function smallOf(figure: Figure, places: Places, k: number): number[] {
	const { yes, no } = figure;
	if (isSmall(figure.clients, k)) return placesOf(places);
	const isHidden = isSmall(yes?.clients ?? 0, k) || isSmall(no?.clients ?? 0, k) || endNear(figure) !== null;
	return isHidden ? [places.yes, places.no].filter((place) => place !== null) : [];
}

/** The band that is shown in place of a figure's value, and how many are in it at most; null where none is shown. */
function bandFor(figure: Figure, k: number): { end: 'under' | 'over'; most: number } | null {
	const { yes, no, rows } = figure;
	const end = endNear(figure);
	if (end === null || isSmall(yes!.clients, k) || isSmall(no!.clients, k)) return null;
	const most = bandOf(rows, k);
	return most === null ? null : { end, most };
}

/** Who reads of a band knows that no more are in it. */
function limitBand(
	ledger: Ledger,
	published: Set<number>,
	figure: Figure,
	{ yes, no }: Places,
	k: number
): void {
	const band = bandFor(figure, k);
	const few = band?.end === 'under' ? yes : no;
	if (band === null || few === null) return;
	const most = ledger.note(`at most ${String(band.most)}`, band.most);
	published.add(most);
	ledger.atMost(few, [most]);
}

/** A figure without what is hidden of it, and without all that is made from that. */
function cover(
	result: Result,
	figure: Figure,
	places: Places,
	{ hidden, k }: { hidden: ReadonlySet<number>; k: number }
): DisclosedResult {
	const all = shown(result);
	const clients = hidden.has(places.clients) ? null : all.clients;
	if (!placesOf(places).some((place) => place !== places.clients && hidden.has(place)))
		return { ...all, clients };
	const rows = hidden.has(places.rows);
	return {
		...all,
		status: 'suppressed',
		reason: null,
		...{ value: null, lower: null, upper: null, numerator: null, verdict: null },
		n: rows ? null : all.n,
		clients,
		band: rows ? null : (bandFor(figure, k)?.end ?? null)
	};
}
