import { isShare, type Measure } from './format.ts';
import { ENOUGH_TO_DIFFER } from './metrics/compare/units.ts';
import { FEW_CLIENTS } from './metrics/compare/position.ts';
import type { MetricDefinition } from './metrics/catalogue.ts';
import { isBetter, judged, type ComparedUnit, type Comparison } from './metrics/units.ts';
import { dimensionName, type Words } from './speak.ts';

type Metric = Pick<MetricDefinition, 'kind' | 'unit' | 'headline' | 'case_mix' | 'control'>;
type Spoken = Pick<Words, 'm' | 'format'>;
type Compared = Extract<Comparison, { not_compared: null }>;

/** How compared values are written: those of a duration are the share within its standard. */
export function comparedAs({ kind, unit }: Measure): Measure {
	return isShare({ kind, unit }) || kind === 'duration' ? { kind: 'ratio', unit } : { kind, unit };
}

/** Where a unit stands, in a few words and as a sentence, with the sign that says the same; null: to be looked at again. */
export function tellPosition(
	{ m, format }: Spoken,
	{ by }: Pick<Comparison, 'by'>,
	{ position }: Pick<ComparedUnit, 'position'>,
	metric: Metric
): { short: string; says: string; state: 'better' | 'worse' | 'within chance' | 'too little data' | null } {
	const { short, says } = m.units;
	switch (position.says) {
		case 'too little data': {
			const why = {
				'few clients': says['few clients']({ fewest: format.number(FEW_CLIENTS) }),
				alone: says.alone({ kind: by }),
				'no result could': says['no result could']
			}[position.why];
			return { short: short[position.says], says: why, state: position.says };
		}
		case 'within chance':
			return { short: short[position.says], says: says[position.says], state: position.says };
		case 'within differences':
		case 'pulled': {
			const how = { kind: by, side: position.side };
			return { short: short[position.says](how), says: says[position.says](how), state: 'within chance' };
		}
		case 'look again': {
			const how = { kind: by, side: position.side };
			return {
				short: short[position.says](how),
				says: says[position.says][position.before](how),
				state: null
			};
		}
		case 'worth a conversation': {
			const good = isBetter(metric, position.side);
			const how = { kind: by, side: position.side, good };
			return {
				short: short[position.says](how),
				says: says[position.says](how),
				state: good === null ? null : good ? 'better' : 'worse'
			};
		}
	}
}

/** What a comparison says of all units together: its finding, and what must be read with it. */
export function tellComparison(
	spoken: Spoken,
	comparison: Comparison,
	metric: Metric
): { finding: string; more: string[] } {
	const { m, format } = spoken;
	const { by, period, earlier } = comparison;
	if (comparison.not_compared !== null) {
		const reason = m.units.not[comparison.not_compared];
		return { finding: typeof reason === 'string' ? reason : reason({ kind: by }), more: [] };
	}
	const { pool } = comparison;
	const count = (value: number) => ({ value, number: format.number(value) });
	const value = format.amount(pool.value, comparedAs(metric));
	const among = { kind: by, units: count(pool.units), value };
	const as = m.units.as;
	const more = [
		pool.whole ? m.units.pool(among) : m.units.within(among),
		metric.kind === 'duration' ? as.duration({ standards: m.units.standards }) : null,
		metric.kind === 'time_to_event'
			? as.time_to_event({ day: format.number(metric.headline.share_by ?? 0), unit: metric.unit })
			: null,
		tellMix(spoken, metric, pool.adjusted),
		pool.tau2 > 0 ? m.units.allowing({ kind: by }) : null,
		pool.units < ENOUGH_TO_DIFFER
			? m.units.strict({ kind: by, fewest: format.number(ENOUGH_TO_DIFFER) })
			: null,
		m.units.window({ now: format.period(period), before: format.period(earlier) })
	].filter((each) => each !== null);
	return { finding: findingOf(spoken, comparison, metric), more };
}

/** What values are adjusted for, or that they are not. */
export function tellMix(
	{ m, format }: Spoken,
	{ case_mix }: Pick<Metric, 'case_mix'>,
	adjusted: boolean
): string {
	if (!adjusted) return m.units.mix.none;
	return m.units.mix.of({
		dimensions: format.list(case_mix.map((id) => dimensionName(m, id)))
	});
}

function findingOf({ m, format }: Spoken, { by, pool, units }: Compared, metric: Metric): string {
	const w = m.units.found;
	const count = (value: number) => ({ value, number: format.number(value) });
	const among = { kind: by, units: count(units.length) };
	const having = (says: ComparedUnit['position']['says']) =>
		units.filter(({ position }) => position.says === says);
	const claims = having('worth a conversation');
	const [first] = claims;
	if (first?.position.says === 'worth a conversation') {
		if (by === 'worker' || claims.length > 1) return w.some({ ...among, some: count(claims.length) });
		const as = comparedAs(metric);
		return w.named({
			name: first.unit,
			value: format.amount(judged(first).value, as),
			all: format.amount(pool.value, as),
			side: first.position.side
		});
	}
	const again = having('look again').length;
	if (again > 0) return w.again({ ...among, again: count(again) });
	if (having('too little data').length === units.length) return w.little(among);
	if (having('within differences').length + having('pulled').length > 0) return w.differ(among);
	return pool.tau2_dl === 0 ? w.same(among) : w.none(among);
}
