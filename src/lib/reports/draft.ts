import { Refused } from '#pipelines/errors.ts';
import { didYouMean } from '#pipelines/near.ts';
import { isTarget } from '#lib/format.ts';
import { inWords, language } from '#lib/server/language.ts';
import type { Store } from '#lib/server/store.ts';
import { findMetric, listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import type { DisclosedQuestion } from '#lib/metrics/disclose/asked.ts';
import { disclose, type DisclosedAnswer } from '#lib/metrics/disclose/disclosed.ts';
import type { Why } from '#lib/metrics/disclose/secrets.ts';
import type { DisclosedResult, Told } from '#lib/metrics/disclose/told.ts';
import type { Period } from '#lib/metrics/result.ts';
import { collectingSources } from '#lib/metrics/sources.ts';
import { promised, readTargets, type Target } from '#lib/metrics/targets.ts';
import { programLabels } from '#lib/metrics/values.ts';
import type { ReportDefinition } from './definition.ts';
import type { Grant } from './grants.ts';
import { quartersOf, type Quarter } from './quarters.ts';
import { findRestatements, type Reasons } from './restated.ts';
import { problemsBand, versionOf } from './figure-facts.ts';
import type { Report, ReportFigure, Served } from './report.ts';

/** What the manager typed: of the whole, and of each metric by its id. */
export type Texts = {
	summary: string | null;
	gaps: string | null;
	variance: Record<string, string>;
	action: Record<string, string>;
};

/** A report with what was typed. */
export function withTexts(report: Report, { summary, gaps, variance, action }: Texts): Report {
	return {
		...report,
		...{ summary, gaps },
		figures: report.figures.map((figure) => ({
			...figure,
			variance: variance[figure.metric] ?? null,
			action: action[figure.metric] ?? null
		}))
	};
}

/**
 * A report that could be given out: what it says, what is to be kept of it, and, for who may see clients, why figures are hidden,
 * and the titles of metrics that say that they accrue, and do not.
 */
export type Drafted = { report: Report; told: Told; why: Map<string, Why>; notAccruing: string[] };

/** What a report is made of, beside the store. */
export type Wanted = {
	definition: ReportDefinition;
	grant: Grant;
	quarter: Quarter;
	/** What the funder was told before, the oldest first. */
	earlier: readonly Told[];
	/** The last release on this grant, and what happened since that could change figures; null where there is none. */
	last: { report: Report; released_on: string; reasons: Reasons } | null;
};

/**
 * Makes the report on a quarter of a grant, in the language in which is answered.
 * @param onProgress hears what is being done
 * @throws Refused where the grant has a program that is not among the data
 */
export async function draftReport(
	store: Store,
	wanted: Wanted,
	onProgress: (step: string) => void = () => undefined
): Promise<Drafted> {
	const { definition, grant, quarter } = wanted;
	await refuseUnknownPrograms(store, grant);
	const metrics = await shownMetrics(store, wanted);
	const served = await collected(store, definition.served);
	const trend = quartersOf(grant)
		.filter(({ to }) => to <= quarter.to)
		.slice(-definition.quarters)
		.map(({ from, to }): Period => ({ from, to }));
	const now: Period = { from: quarter.from, to: quarter.to };
	const ask = (metric: string, by: string[], periods: Period[]): DisclosedQuestion => ({
		...{ metric, by, grant: grant.name, programs: grant.programs },
		periods: [...new Map(periods.map((each) => [`${each.from} ${each.to}`, each])).values()]
	});
	const questions = [
		...metrics.map(({ id }) => ask(id, [], [...trend, quarter.toDate])),
		...served.flatMap(({ id }) => grant.breakdowns.map((by) => ask(id, by, [now, quarter.toDate])))
	];
	onProgress('Counting');
	const { disclosed, told, why, notAccruing } = await disclose(
		store,
		questions,
		{ policy: grant.policy, earlier: wanted.earlier },
		(open) => {
			onProgress(`Hiding what is small: ${String(open)} numbers could still be worked out`);
		}
	);
	const answers = [...disclosed.answers];
	const figures: ReportFigure[] = [];
	for (const metric of metrics)
		figures.push(await figureOf(store, metric, { ...wanted, answer: answers.shift()!, trend }));
	const tables = served.flatMap((metric) =>
		grant.breakdowns.map((by): Served => servedOf(metric, by, answers.shift()!, quarter))
	);
	const report: Report = {
		schema: 1,
		report: {
			id: definition.id,
			version: definition.version,
			title: inWords(definition).title
		},
		language: language(),
		grant: {
			...{ name: grant.name, funder: grant.funder, programs: grant.programs },
			...{ from: grant.from, to: grant.to, breakdowns: grant.breakdowns }
		},
		policy: disclosed.policy,
		quarter: { number: quarter.number, ...now, year: quarter.year, to_date: quarter.toDate },
		store: store.id,
		observed_until: disclosed.answers[0]?.observed_until ?? now.to,
		summary: null,
		gaps: null,
		figures,
		served: tables,
		restated: { since: wanted.last?.released_on ?? null, changes: [] },
		parts: definition.parts
	};
	if (wanted.last)
		report.restated.changes = findRestatements(wanted.last.report, report, wanted.last.reasons);
	const titles = new Map([...metrics, ...served].map(({ id, title }) => [id, title]));
	return { report, told, why, notAccruing: notAccruing.map((id) => titles.get(id) ?? id) };
}

/** @throws Refused naming every program of the grant that is not among the data */
async function refuseUnknownPrograms(store: Store, grant: Grant): Promise<void> {
	const known = await programLabels(store);
	const unknown = grant.programs.filter((each) => !known.includes(each));
	if (unknown.length > 0)
		throw new Refused(
			unknown.map(
				(each) =>
					`The grant “${grant.name}” is for the program “${each}”, of which there is no data.${didYouMean(each, known)} Correct the grant.`
			)
		);
}

/** What was promised to the funder in the year of the quarter, and what the definition shows of every grant, in the catalogue's order by question. */
async function shownMetrics(
	store: Store,
	{ definition, grant, quarter }: Wanted
): Promise<MetricDefinition[]> {
	const { metrics } = await listMetrics(store);
	const shown: MetricDefinition[] = [];
	const asked = await collected(store, definition.figures);
	for (const metric of metrics) {
		const targets = await readTargets(store, await findMetric(store, metric.id));
		const isPromised = targets.some(
			(each) => each.grant === grant.name && each.from <= quarter.year.to && each.to >= quarter.year.from
		);
		if (isPromised || asked.some(({ id }) => id === metric.id)) shown.push(metric);
	}
	return shown;
}

/** Of metrics by their ids those that there are, and that a source collects. */
async function collected(store: Store, ids: readonly string[]): Promise<MetricDefinition[]> {
	const { metrics } = await listMetrics(store);
	const found: MetricDefinition[] = [];
	for (const metric of metrics.filter(({ id }) => ids.includes(id)))
		if ((await collectingSources(store, await findMetric(store, metric.id))).missing === null)
			found.push(metric);
	return found;
}

async function figureOf(
	store: Store,
	metric: MetricDefinition,
	{ grant, quarter, answer, trend }: Wanted & { answer: DisclosedAnswer; trend: Period[] }
): Promise<ReportFigure> {
	const of = ({ from, to }: Period): DisclosedResult =>
		answer.results.find(({ period }) => period.from === from && period.to === to)!;
	const stored = await findMetric(store, metric.id);
	const targets = await readTargets(store, stored);
	const program = programPromised(targets, grant, of(quarter.toDate));
	const promise = (period: Period) =>
		promised(targets, stored, { grant: grant.name, program, period })?.value ?? null;
	const own = of(quarter);
	return {
		metric: metric.id,
		definition_version: versionOf(stored),
		title: metric.title,
		question: metric.question,
		counts: metric.counts ?? null,
		leaves_out: metric.leaves_out ?? null,
		source: metric.source,
		asks: metric.asks,
		...{ kind: metric.kind, unit: metric.unit, rows: metric.rows },
		share_by: metric.headline.share_by ?? null,
		better: metric.headline.better,
		promised: {
			quarter: promise(quarter),
			to_date: promise(quarter.toDate),
			year: promise(quarter.year)
		},
		quarter: own,
		to_date: of(quarter.toDate),
		trend: trend.map(of),
		problems: await problemsBand(store, { metric: metric.id, grant, period: quarter, shown: own }),
		variance: null,
		action: null
	};
}

/** The one program for which something was promised, where the figure is of that program alone. */
function programPromised(targets: readonly Target[], grant: Grant, figure: DisclosedResult): string | null {
	const programs = new Set(targets.filter((each) => each.grant === grant.name).map(({ program }) => program));
	const [program = ''] = programs;
	return programs.size === 1 && program !== '' && isTarget(figure) ? program : null;
}

function servedOf(metric: MetricDefinition, by: string[], answer: DisclosedAnswer, quarter: Quarter): Served {
	const of = (period: Period) =>
		answer.results.filter((each) => each.period.from === period.from && each.period.to === period.to);
	const keyOf = ({ group }: DisclosedResult) => JSON.stringify(by.map((id) => group[id]));
	const [now, toDate] = [quarter, quarter.toDate].map(
		(period) => new Map(of(period).map((result) => [keyOf(result), result]))
	) as [Map<string, DisclosedResult>, Map<string, DisclosedResult>];
	const keys = [...new Set([...toDate.keys(), ...now.keys()])].sort();
	return {
		...{ metric: metric.id, title: metric.title, unit: metric.unit, by },
		...(metric.kind === 'count' ? {} : { kind: metric.kind }),
		rows: keys.flatMap((key) => {
			const { group } = (toDate.get(key) ?? now.get(key))!;
			if (Object.keys(group).length < by.length) return []; // no rows at all
			return [{ group, quarter: now.get(key) ?? null, to_date: toDate.get(key) ?? null }];
		})
	};
}
