import { describe, expect, it } from 'vitest';
import { tellBeside } from '#lib/beside.ts';
import { result } from '#lib/parts/demo/results.ts';
import { speak } from '#lib/speak.ts';
import type { MetricDefinition } from '#lib/metrics/catalogue.ts';

const words = speak('en');

const known: MetricDefinition = {
	id: 'incomes-known',
	title: 'Incomes known',
	question: 'Of how many adults do we know both incomes?',
	finding: 'We know both incomes of {value} of {n}.',
	kind: 'ratio',
	unit: 'adults',
	rows: 'adults',
	group: 'housing and access',
	asks: 'how well',
	place: 100,
	headline: { better: 'higher' },
	also: [],
	case_mix: [],
	beside: [],
	grain: 'adult',
	needs: [],
	reads: [],
	control: 'shared',
	source: 'a test',
	of: 'enrollment',
	needs_period: false,
	problem: null
};
const half = result({ value: 0.62, lower: 0.57, upper: 0.67, n: 300, clients: 300, numerator: 186 });
const tell = (metric: MetricDefinition, shown = half) =>
	tellBeside(words, { id: metric.id, metric, result: shown, problem: null });

describe('a figure that stands beside another', () => {
	it('says its finding', () => {
		expect(tell(known)).toEqual({
			title: 'Incomes known',
			says: 'We know both incomes of 62 % of 300 adults.'
		});
	});

	it('without a sentence of its own says its value, its interval and what it rests on', () => {
		expect(tell({ ...known, finding: undefined }).says).toBe('62 % (57 to 67 %), 186 of 300.');
	});

	it('that there is no data for says why', () => {
		const none = result({ status: 'no_data', reason: 'There are no adults in this period.' });
		expect(tell(known, none).says).toBe('no data: there are no adults in this period.');
	});

	it('that nobody collects says what would bring it', () => {
		const reason = 'No source has income.amount; a source with this column would bring it.';
		expect(tell(known, result({ status: 'not_collected', reason })).says).toBe(
			'not collected: no source has income.amount; a source with this column would bring it.'
		);
	});

	it('whose file has a problem says that it was left out', () => {
		const problem = 'incomes-known.sql: front matter, unit: it is missing; add it.';
		expect(tellBeside(words, { id: 'incomes-known', metric: null, result: null, problem })).toEqual({
			title: 'incomes-known',
			says: 'it was left out, since its file has a problem.'
		});
	});
});
