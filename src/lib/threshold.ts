import { wordOf, type Words } from './speak.ts';
import type { Held, Promised, StandardInForce } from './standards.ts';

type Metric = Held['metric'];

/** What a standard asks, in words: "within 3 business days", "60 % or more". */
export function standardWords(words: Words, metric: Metric, standard: StandardInForce): string {
	const { m, format } = words;
	const { holds, threshold, unit } = standard;
	if (holds === 'figure') return figureWords(words, metric, threshold);
	if (threshold === 0) return m.standards.sameDay;
	const days = m.standards.days[unit === 'business days' ? 'business days' : 'calendar days'];
	return m.standards.within({ days: days({ number: format.number(threshold), value: threshold }) });
}

/** What a target promises, in words: "120 exits or more". */
export function targetWords(words: Words, metric: Metric, { target }: Pick<Promised, 'target'>): string {
	return figureWords(words, metric, target);
}

function figureWords({ m, format }: Words, metric: Metric, value: number): string {
	const amount = format.amount(value, metric);
	switch (metric.headline.better) {
		case 'higher':
			return m.standards.atLeast({ amount });
		case 'lower':
			return m.standards.atMost({ amount });
		case 'neutral':
			return amount;
	}
}

/** Which programs a line was written for, in words. */
export function whomWords(
	{ m }: Words,
	{ program_type: type, funder, everywhere }: Pick<StandardInForce, 'program_type' | 'funder' | 'everywhere'>
): string {
	if (type !== '' && funder !== '') return m.standards.funderAndType({ type: wordOf(m, type), funder });
	if (funder !== '') return m.standards.funder({ funder });
	if (type !== '') return wordOf(m, type);
	return everywhere ? m.standards.allPrograms : m.standards.otherPrograms;
}

/** What a metric is held to, each line as a sentence with its source. */
export function standardSentences(
	words: Words,
	metric: Metric,
	limits: readonly StandardInForce[]
): string[] {
	const { m } = words;
	const several = limits.length > 1;
	return limits.map((limit) =>
		m.standards.limit({
			whom: several
				? [wordOf(m, limit.event), whomWords(words, limit)].filter((part) => part !== '').join(', ')
				: null,
			within: standardWords(words, metric, limit),
			source: wordOf(m, limit.source)
		})
	);
}
