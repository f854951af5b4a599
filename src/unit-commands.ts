import { Misused } from '#pipelines/errors.ts';
import type { Row } from '#pipelines/duckdb.ts';
import { findMetric } from '#lib/metrics/catalogue.ts';
import type { Question } from '#lib/metrics/question.ts';
import { compareUnits, isUnit, judged, UNITS, type Comparison } from '#lib/metrics/units.ts';
import { DEFAULT_LOCALE } from '#lib/messages/index.ts';
import type { Store } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import { comparedAs, tellComparison, tellPosition } from '#lib/tell-units.ts';
import { isShare } from '#lib/format.ts';

const words = speak(DEFAULT_LOCALE);

/** `metric ID --compare unit --by worker`: how units stand to each other, in alphabetical order. Throws `Misused`. */
export async function compareByUnit({
	store,
	question
}: {
	store: Store;
	question: Question;
}): Promise<{ comparison: Omit<Comparison, 'kind'> & { kind: 'unit' }; rows: Row[]; says: string[] }> {
	const [by = '', ...more] = question.by;
	if (!isUnit(by) || more.length > 0)
		throw new Misused(
			`--compare unit compares ${UNITS.join('s, ')}s: write --by ${UNITS.join(' or --by ')}.`
		);
	if (question.grain !== null) throw new Misused('--compare unit looks at one window: leave --grain out.');
	const metric = await findMetric(store, question.metric);
	const comparison = await compareUnits(store, question, by);
	const { finding, more: further } = tellComparison(words, comparison, metric);
	const scale = isShare(comparedAs(metric)) ? 1000 : 100;
	const round = (value: number | null | undefined) =>
		value === null || value === undefined ? null : Math.round(value * scale) / scale;
	const rows = comparison.units.map((unit): Row => {
		const { result, crude, adjusted, limits, peers, shrunk, reliability } = unit;
		return {
			[by]: unit.unit,
			n: result.n,
			clients: unit.clients,
			value: round(crude.value),
			adjusted: round(adjusted?.value),
			effective_n: Math.round(judged(unit).n * 10) / 10,
			lower_998: round(limits.lower998),
			upper_998: round(limits.upper998),
			lower_95: round(limits.lower95),
			upper_95: round(limits.upper95),
			reliability: Math.round(reliability * 100) / 100,
			shrunk: round(shrunk),
			peers_from: round(peers?.lower),
			peers_to: round(peers?.upper),
			position: tellPosition(words, comparison, unit, metric).short
		};
	});
	const sentences = comparison.units
		.filter(({ position: { says } }) => says === 'look again' || says === 'worth a conversation')
		.map((unit) => `${unit.unit}: ${tellPosition(words, comparison, unit, metric).says}`);
	const control = by === 'worker' && rows.length > 0 ? [words.m.metric.controls[metric.control]] : [];
	return {
		comparison: { ...comparison, kind: 'unit' },
		rows,
		says: [`${finding.replace(/\.$/, '')}.`, ...sentences, ...control, ...further]
	};
}
