import { isShare, toldOf, type Shown } from './format.ts';
import type { MetricDefinition } from './metrics/catalogue.ts';
import type { Cell, GapSide } from './metrics/gap-answer.ts';
import { strongest } from './metrics/practical.ts';
import { dimensionName, type Words } from './speak.ts';

/** A group of people as a sentence begins with it: "People who speak Spanish". */
export function sayGroup({ m }: Words, { dimension, value }: Pick<Cell, 'dimension' | 'value'>): string {
	return (
		m.gaps.groups[dimension]?.(value) ?? m.gaps.anyGroup({ dimension: dimensionName(m, dimension), value })
	);
}

/** A side's figure as the formats of results take it. */
export function shownSide({ value, lower, upper, n }: GapSide): Shown {
	return {
		status: 'shown',
		reason: null,
		value,
		lower,
		upper,
		n,
		numerator: null,
		standard: null,
		standard_source: null,
		verdict: null
	};
}

/** "People who speak Spanish: 20 % of 54 households had a home within 90 days, against 59 % among the others." */
export function sayGap(words: Words, cell: Cell, metric: MetricDefinition): string {
	const { m, format } = words;
	const finding = format.finding(shownSide(cell.group), toldOf(metric)).replace(/\.$/, '');
	return m.gaps.against({
		group: sayGroup(words, cell),
		finding,
		others: format.amount(cell.rest.value, metric)
	});
}

/** "52 people. More than chance: q 0.003." */
export function sayHowSure({ m, format }: Words, { group: { clients }, q }: Cell): string {
	const people = m.gaps.people({ value: clients, number: format.number(clients) });
	return `${people}. ${m.gaps.sure({ q: q < 0.001 ? m.gaps.tiny : format.number(q, 3) })}`;
}

/** What it would come to for the group to be served like the others, in rows or in the metric's unit. */
export function sayEffect({ m, format }: Words, cell: Cell, metric: MetricDefinition): string {
	const { value } = cell.difference;
	if (!isShare(metric))
		return m.gaps.thatIs({ amount: format.amount(Math.abs(value), metric), more: value > 0 });
	return m.gaps.ifAlike({
		more: value < 0,
		number: format.number(Math.round(Math.abs(value) * cell.group.n)),
		rows: format.quantity(cell.group.n, metric.rows)
	});
}

/** The size of a difference: "38 points", "3 days", "0.9 contacts per 30 days". */
export function saySize({ m, format }: Words, size: number, metric: MetricDefinition): string {
	if (!isShare(metric)) return format.amount(size, metric);
	const points = Math.round(size * 100);
	return m.gaps.points({ value: points, number: format.number(points) });
}

/** At most this share of a gap is left where something explains a part of it that is worth a word. */
const WORTH_A_WORD = 0.8;
/** From here on nothing is taken away but by rounding. */
const NOTHING = 0.98;

/** What could explain a gap, as sentences; none where it was not looked into. */
export function sayExplained(words: Words, cell: Cell, metric: MetricDefinition): string[] {
	const { m, format } = words;
	const { explained, difference } = cell;
	if (explained === null) return [];
	const size = saySize(words, Math.abs(difference.value), metric);
	const held = strongest(cell);
	const problems = m.gaps.problems({
		group: format.percent(explained.problems.group),
		rest: format.percent(explained.problems.rest),
		rows: metric.rows
	});
	if (held === null) return [m.gaps.untellable, problems];
	const by = dimensionName(m, held.by);
	const left = saySize(words, held.left * Math.abs(difference.value), metric);
	if (held.left > NOTHING) {
		const looked = explained.held.map((each) => dimensionName(m, each.by));
		return [m.gaps.notAtAll({ looked: format.list(looked) }), problems];
	}
	if (held.left > WORTH_A_WORD) return [m.gaps.notBy({ left, size, by }), problems];
	const most = held.most && {
		share: format.percent(held.most.group),
		rest: format.percent(held.most.rest),
		value: held.most.value,
		rows: metric.rows
	};
	return [
		held.left < 0.05 ? m.gaps.gone({ size, by }) : m.gaps.remains({ size, left, by }),
		...(most ? [m.gaps.most(most)] : []),
		problems
	];
}
