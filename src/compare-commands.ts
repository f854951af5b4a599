import { Misused } from '#pipelines/errors.ts';
import type { Row } from '#pipelines/duckdb.ts';
import type { Home } from '#pipelines/home.ts';
import { findMetric } from '#lib/metrics/catalogue.ts';
import type { Question } from '#lib/metrics/question.ts';
import type { MetricAnswer } from '#lib/metrics/result.ts';
import { traceTrend } from '#lib/metrics/trend.ts';
import { DEFAULT_LOCALE } from '#lib/messages/index.ts';
import { listSteps } from '#lib/server/steps.ts';
import type { Store } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import { tellTrend } from '#lib/tell-trend.ts';
import { compareByGroup } from './gap-commands.ts';
import { resultCells, write, type Form } from './print.ts';
import { compareByUnit } from './unit-commands.ts';

/** What is asked, and its answer without the comparison. */
type Compared = { home: Home; store: Store; question: Question; answer: MetricAnswer; form: Form };

/** A comparison: its own object for `--json`, its rows for a table or CSV, and the sentences for a person. */
type Comparison = { comparison: { kind: string }; rows: Row[]; says: string[] };

/** The comparisons that `metric ID --compare` knows, each by its name. */
const COMPARISONS: Record<string, (asked: Compared) => Promise<Comparison>> = {
	trend: compareTrend,
	unit: compareByUnit,
	group: compareByGroup
};

/** The names of the comparisons, as the option's help has them. */
export const COMPARED = Object.keys(COMPARISONS).join('|');

/** Writes a figure with a comparison: JSON is the answer and, in `comparison`, what it was compared with. Throws `Misused`. */
export async function writeCompared(name: string, asked: Compared): Promise<void> {
	const compare = Object.hasOwn(COMPARISONS, name) ? COMPARISONS[name] : undefined;
	if (!compare) throw new Misused(`--compare ${name}: it is ${Object.keys(COMPARISONS).join(' or ')}.`);
	const { comparison, rows, says } = await compare(asked);
	if (asked.form === 'table') process.stdout.write(`${says.join('\n')}\n\n`);
	write(asked.form, rows, { ...asked.answer, comparison }, 'There are no rows.');
}

const words = speak(DEFAULT_LOCALE);

async function compareTrend({ home, store, question, answer, form }: Compared): Promise<Comparison> {
	if (question.by.length > 0)
		throw new Misused('--compare trend is of the whole figure: leave --by out, or choose with --where.');
	const metric = await findMetric(store, question.metric);
	const steps = await listSteps(home, store, metric.id, question, question.where);
	const trend = await traceTrend(
		store,
		question,
		steps.filter(({ takenBack }) => takenBack === null)
	);
	const { finding, more } = tellTrend(words, trend, metric);
	const isShare = trend.points.some(({ centre }) => centre !== null) && trend.chart === 'p-prime';
	const round = (value: number | null) =>
		value === null ? null : Math.round(value * (isShare ? 1000 : 100)) / (isShare ? 1000 : 100);
	return {
		comparison: trend,
		rows: trend.points.map(({ result, centre, lower, upper, mark }) => ({
			...resultCells(answer, result, form),
			level: round(centre),
			lower_limit: round(lower),
			upper_limit: round(upper),
			mark: mark === null ? null : words.m.trend.marks(mark)
		})),
		says: [finding, ...more]
	};
}
