import { funnel, type FunnelPoint } from '#lib/charts/funnel.ts';
import { toldOf } from '#lib/format.ts';
import type { MetricDefinition } from '#lib/metrics/catalogue.ts';
import type { Question } from '#lib/metrics/question.ts';
import {
	compareUnits,
	isUnit,
	judged,
	UNITS,
	type ComparedUnit,
	type Comparison,
	type NotCompared,
	type Unit
} from '#lib/metrics/units.ts';
import { dimensionName, type Words } from '#lib/speak.ts';
import { comparedAs, tellComparison, tellPosition } from '#lib/tell-units.ts';
import type { Picture } from './pictures.ts';
import type { Store } from './store.ts';

/** One unit as its line of the table shows it; null where there is nothing to show. */
export type ShownUnit = {
	unit: string;
	value: string;
	interval: string | null;
	compared: string | null;
	adjusted: string | null;
	limits: string | null;
	peers: string | null;
	shrunk: string | null;
	position: ReturnType<typeof tellPosition>;
	/** Whether it is said in full beside it: of what asks for something to be done. */
	inFull: boolean;
	people: string;
	part: boolean;
};

/** A comparison in words, with its picture. */
export type ShownComparison = {
	by: Unit;
	kinds: readonly Unit[];
	finding: string;
	more: string[];
	picture: Picture | null;
	units: ShownUnit[];
	/** What the words in the table mean, where they are not said in full there. */
	meanings: { short: string; says: string }[];
};

/** What of a metric's definition its units are told with. */
type Told = Pick<MetricDefinition, 'title' | 'kind' | 'unit' | 'rows' | 'headline' | 'case_mix' | 'control'>;

/** Of these nothing is said: there is nothing that somebody could want compared. */
const UNSAID: readonly NotCompared[] = ['total', 'not collected', 'no rows'];

/** Compares the units of a metric by a dimension, where it is one of units and there is something to say. */
export async function readComparison(
	store: Store,
	question: Question,
	by: string
): Promise<Comparison | null> {
	if (!isUnit(by)) return null;
	const comparison = await compareUnits(store, question, by);
	const { not_compared: reason } = comparison;
	return reason !== null && UNSAID.includes(reason) ? null : comparison;
}

/** Writes and draws a comparison. */
export function showComparison(
	comparison: Comparison,
	metric: MetricDefinition,
	words: Words
): ShownComparison {
	const told = tellComparison(words, comparison, metric);
	const units = comparison.units.map((unit) => showUnit(unit, comparison, metric, words));
	const plain = words.m.units.short['within chance'];
	const rest = units
		.filter(({ inFull, position }) => !inFull && position.short !== plain)
		.map(({ position }) => position);
	return {
		by: comparison.by,
		kinds: UNITS,
		...told,
		picture: drawFunnel(comparison, metric, words, told.finding),
		units,
		meanings: [...new Map(rest.map(({ short, says }) => [says, { short, says }])).values()]
	};
}

/** A unit as its line of a table shows it. */
export function showUnit(
	unit: ComparedUnit,
	comparison: Pick<Comparison, 'by'>,
	metric: Told,
	words: Words
): ShownUnit {
	const { format } = words;
	const { result, crude, adjusted, peers, shrunk, part } = unit;
	const as = comparedAs(metric);
	const isOther = metric.kind === 'duration' || metric.kind === 'time_to_event';
	return {
		unit: unit.unit,
		value: format.headline(result, toldOf(metric)),
		interval: format.interval(result, toldOf(metric)),
		compared: isOther ? format.plain(crude.value, as) : null,
		adjusted: adjusted && format.plain(adjusted.value, as),
		limits: limitsOf(unit, metric, words),
		peers: peers && format.limits(peers.lower, peers.upper, as),
		shrunk: shrunk === null ? null : format.plain(shrunk, as),
		position: tellPosition(words, comparison, unit, metric),
		inFull: ['look again', 'worth a conversation'].includes(unit.position.says),
		people: format.number(unit.clients),
		part
	};
}

/** The limits of one that can be judged. */
function limitsOf({ position, limits }: ComparedUnit, metric: Told, { format }: Words): string | null {
	if (position.says === 'too little data') return null;
	return format.limits(limits.lower998, limits.upper998, comparedAs(metric));
}

function drawFunnel(
	comparison: Comparison,
	metric: MetricDefinition,
	words: Words,
	title: string
): Picture | null {
	if (comparison.not_compared !== null) return null;
	const { by, pool, units } = comparison;
	const { m, format } = words;
	const w = m.units.chart;
	const as = comparedAs(metric);
	const chart = funnel({
		points: units.map((unit): FunnelPoint => {
			const { short } = tellPosition(words, comparison, unit, metric);
			const limits = limitsOf(unit, metric, words);
			const { value, n } = judged(unit);
			return {
				label: unit.unit,
				value,
				n,
				stands:
					unit.position.says === 'too little data' ? 'unknown' : unit.side === null ? 'within' : 'outside',
				lines: [...(limits === null ? [] : [w.limits({ limits })]), short],
				cells: [limits ?? '', short]
			};
		}),
		lines: pool.lines,
		scale: metric.kind === 'rate' ? 'amount' : 'share',
		pooled: { value: pool.value, label: w.all({ value: format.plain(pool.value, as) }) },
		named: by !== 'worker',
		words: {
			value: (value) => format.amount(value, as),
			tick: (value) => format.plain(value, as),
			number: (n) => format.number(n),
			basis: (n) => m.figures.basis({ n: format.number(n) }),
			axis: metric.kind === 'rate' ? w.xRate : w.x,
			limits95: w.limits95,
			limits998: w.limits998,
			columns: {
				label: dimensionName(m, by),
				value: pool.adjusted ? m.units.columns.adjusted : m.units.columns.compared,
				n: w.columns.n,
				cells: [w.columns.limits, w.columns.position]
			}
		}
	});
	return chart && { chart, title, caption: w.caption };
}
