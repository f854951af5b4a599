import { setImmediate as breathe } from 'node:timers/promises';
import { Misused } from '#pipelines/errors.ts';
import type { Store } from '#lib/server/store.ts';
import { findMetric, listMetrics, type MetricDefinition } from './catalogue.ts';
import { difference } from './compare/difference.ts';
import { adjust, MOST_Q } from './compare/discoveries.ts';
import { compareSides, type ComparedKind, type Fact } from './compare/sides.ts';
import { dimension, PEOPLE, UNTOLD } from './dimensions.ts';
import { explain } from './explain.ts';
import { readFacts } from './facts.ts';
import type { Cell, GapSide, Scan } from './gap-answer.ts';
import { isImmature, prepare, type Asked, type Question } from './question.ts';
import { remember } from './remember.ts';
import { isTotal } from './total.ts';

/**
 * Which groups are looked at: of these metrics and dimensions, or of all that have groups to compare. Without a
 * period each metric's own last twelve months, as the engine gives them.
 */
export type GapQuestion = Pick<Question, 'scope' | 'audience' | 'period' | 'where'> & {
	metrics?: readonly string[];
	dimensions?: readonly string[];
};

/** Further dimensions that could explain a gap. They are no groups of people: units are compared in another way. */
const PLACES = ['program', 'site'];

/**
 * Compares every group with all others, for every metric of which it can be said what is better: its figure, that of
 * the rest, their difference with its interval, and q over all of these comparisons. The figure of a group is that of
 * `measure`, grouped by its dimension, and the rest are all other rows of that same answer; a row that does not
 * say which group it is of is in neither. So, of a metric with one row per person, somebody who belongs to
 * several groups has a row in each of them, and several rows among the rest are allowed for as of one client.
 *
 * Disclosure (METHODS §5) must act on these cells before an audience that may not see clients gets any: a flag, a q,
 * an order or a number of people can give away a hidden cell, and q is over hidden cells too. Until then `prepare`
 * refuses such an audience.
 * @param tell is told the title of each metric before it is looked at
 * @throws Misused for a metric or a dimension that there is not, or of which no groups are compared
 */
export function scanGaps(store: Store, question: GapQuestion, tell?: (title: string) => void): Promise<Scan> {
	const { scope, audience, period, where, metrics, dimensions } = question;
	const key = JSON.stringify([scope, audience, period, where, metrics, dimensions]);
	return remember(store, `gaps ${key}`, () => scan(store, question, tell));
}

async function scan(store: Store, question: GapQuestion, tell?: (title: string) => void): Promise<Scan> {
	const dimensions = dimensionsOf(question);
	const found: Found[] = [];
	const left: Scan['left'] = [];
	let observedUntil: string | null = null;
	for (const metric of await metricsOf(store, question)) {
		tell?.(metric.title);
		const asked = await prepare(store, { ...question, metric: metric.id, by: [], grain: null });
		observedUntil = asked.observedUntil ?? observedUntil;
		const period = asked.periods[0]!;
		const isEarly = metric.kind === 'time_to_event' && isImmature(asked, period);
		if (asked.missing !== null) left.push({ metric: metric.id, why: 'not collected', reason: asked.missing });
		else if (isEarly) left.push({ metric: metric.id, why: 'immature', reason: null });
		else {
			const own = await compareMetric(store, asked, dimensions);
			if (own.length === 0) left.push({ metric: metric.id, why: 'nothing to compare', reason: null });
			found.push(...own);
		}
		await breathe(); // other requests come between
	}
	const q = adjust(found.map(({ cell }) => cell.p));
	const cells = found.map(({ cell, explained }, at): Cell => {
		const own = { ...cell, q: q[at]! };
		return { ...own, explained: own.q <= MOST_Q && own.worse ? explained() : null };
	});
	return { store: store.id, observed_until: observedUntil, cells, left };
}

/** A cell before q is known, and what could explain it, worked out only where it is asked. */
type Found = { cell: Omit<Cell, 'q' | 'explained'>; explained: () => Cell['explained'] };

/** Whether groups of people are compared by a metric: it says which way is better, is no total, and its rows are of people. */
export function hasGroups({ headline, kind, of }: MetricDefinition): boolean {
	return headline.better !== 'neutral' && !isTotal({ kind }) && of === 'enrollment';
}

async function metricsOf(store: Store, { metrics }: GapQuestion): Promise<MetricDefinition[]> {
	const all = (await listMetrics(store)).metrics;
	if (metrics === undefined) return all.filter(hasGroups);
	for (const id of metrics) {
		await findMetric(store, id);
		if (!all.some((each) => each.id === id && hasGroups(each)))
			throw new Misused(
				`Groups are not compared by ${id}: it does not say which way is better, adds up rows, or its rows are not of people.`
			);
	}
	return all.filter(({ id }) => metrics.includes(id));
}

function dimensionsOf({ dimensions }: GapQuestion): string[] {
	const all = PEOPLE.map(({ id }) => id);
	for (const id of dimensions ?? [])
		if (dimension(id).people === undefined)
			throw new Misused(`${id} does not say what people are. Groups are compared by ${all.join(', ')}.`);
	return [...(dimensions ?? all)];
}

/**
 * Compares the groups of each dimension. Where a metric keeps one row per person, the dimension decides which; what is
 * the same in all of a client's rows decides nothing, so that one grouping serves all of those.
 */
async function compareMetric(store: Store, asked: Asked, dimensions: readonly string[]): Promise<Found[]> {
	const alongside = [...new Set([...dimensions, ...PEOPLE.map(({ id }) => id), ...PLACES])];
	const decides = (id: string) =>
		asked.metric.one_row_per !== undefined && dimension(id).people === 'enrollment';
	const groupings = [[], ...dimensions.filter(decides).map((id) => [id])];
	const facts = await readFacts(store, { ...asked, alongside, groupings });
	return dimensions.flatMap((id) => {
		const grouping = decides(id) ? groupings.findIndex(([first]) => first === id) : 0;
		return compareDimension(
			asked,
			facts.filter(({ kept }) => kept[grouping]),
			alongside,
			id
		);
	});
}

function compareDimension(
	{ metric, periods, where }: Asked,
	facts: readonly Fact[],
	alongside: readonly string[],
	id: string
): Found[] {
	const at = alongside.indexOf(id);
	const kind = metric.kind as ComparedKind;
	const day = metric.headline.share_by ?? 0;
	const known = facts.filter(({ told }) => !UNTOLD.includes(told[at]!));
	const untold = facts.reduce((sum, { n }) => sum + n, 0) - known.reduce((sum, { n }) => sum + n, 0);
	const values = [...new Set(known.map(({ told }) => told[at]!))].sort();
	// What is filtered by is no group any more: everybody is in it, or the rest was chosen by hand.
	if (where.some((condition) => condition.dimension === id)) return [];
	return values.flatMap((value): Found[] => {
		const group = known.filter(({ told }) => told[at] === value);
		const rest = known.filter(({ told }) => told[at] !== value);
		const sides = compareSides(kind, group, rest, day);
		if (sides === null) return [];
		const gap = difference(sides.group.figure, sides.rest.figure);
		const side = ({ figure, n, clients }: typeof sides.group): GapSide => ({ ...figure, n, clients });
		return [
			{
				cell: {
					metric: metric.id,
					dimension: id,
					value,
					period: periods[0]!,
					group: side(sides.group),
					rest: side(sides.rest),
					difference: gap,
					worse: metric.headline.better === 'higher' ? gap.value < 0 : gap.value > 0,
					few: Math.min(sides.group.clusters, sides.rest.clusters) < 10,
					untold,
					...sides.compared
				},
				explained: () => explain({ kind, day, alongside, group, rest, except: id })
			}
		];
	});
}
