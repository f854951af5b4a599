import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Misused } from '#pipelines/errors.ts';
import { GROUPS, PACKS, readMetrics, type Metric } from '#pipelines/metrics/definition.ts';
import { readCanonical, readModel, readRules, rulesIn } from '#pipelines/model/definition.ts';
import { readFormats } from '#pipelines/sources/format.ts';
import { listMetrics, type BrokenMetric } from '#lib/metrics/catalogue.ts';
import { toldStages } from '#lib/metrics/flow/told-stages.ts';
import { knownSources } from '#lib/metrics/sources.ts';
import { listStandards, type StandardInForce } from '#lib/standards.ts';
import { inWords } from './language.ts';
import { fromStore, servedHome } from './reading.ts';
import { toldTemplates } from './told-templates.ts';

/** A metric by its name. */
export type Named = Pick<Metric, 'id' | 'title'>;
type Group = (typeof GROUPS)[number];

/** The metrics that there are, from their files alone. */
export type Catalogue = {
	groups: { group: Group; isPack: boolean; metrics: (Named & Pick<Metric, 'question' | 'kind'>)[] }[];
	/** Files that are no metric, and metrics that the last build left out. */
	broken: BrokenMetric[];
};

/** A column, or a kind of rows, that a metric needs. */
export type Need = {
	table: string;
	column: string;
	/** What a row of its table is. */
	row: string;
	/** What it holds; null of a kind of rows. */
	meaning: string | null;
	/** The columns of each export format that it is made from. */
	from: { format: string; columns: string[] }[];
	/** Which of this home's sources have it. */
	sources: { name: string; has: boolean }[];
};

/** A rule that a metric's SQL uses, itself or by another rule. */
export type Rule = { id: string; rule: string; sql: string };

/** The definition of a metric, from its file; with what is wrong with it, where something is. */
export type MethodPage = { id: string; problem: string | null } & (
	| { metric: null }
	| {
			metric: Metric;
			/** Whether it is this home's own file. */
			own: boolean;
			needs: Need[];
			/** Whether no source was imported. */
			noSources: boolean;
			rules: Rule[];
			beside: Named[];
			standards: StandardInForce[];
	  }
);

/** Where our rules are not HUD's. */
export type HudPage = {
	metrics: (Named & { like: string; differs: string })[];
	/** Of tables and rules, by what a row of them is or what they say. */
	rules: { id: string; name: string; departures: string[] }[];
};

/** All metrics by group. Packs come last: no source may have what they need. */
export async function readCatalogue(): Promise<Catalogue> {
	const { metrics, broken } = toldMetrics();
	const failed = await failedInBuild();
	const ordered = [...metrics].sort((a, b) => a.place - b.place || a.id.localeCompare(b.id));
	return {
		groups: GROUPS.map((group) => ({
			group,
			isPack: PACKS.includes(group),
			metrics: ordered
				.filter((metric) => metric.group === group)
				.map(({ id, title, question, kind }) => ({ id, title, question, kind }))
		})).filter((each) => each.metrics.length > 0),
		broken: [
			...broken.map(({ id, problem }) => ({ id, problem })),
			...failed.filter(({ id }) => !broken.some((each) => each.id === id))
		]
	};
}

/** One metric's definition, with what its SQL stands on. Throws `Misused` where there is no such file. */
export async function readMethod(id: string): Promise<MethodPage> {
	const home = servedHome();
	const { metrics, broken } = toldMetrics();
	const unread = broken.find((each) => each.id === id);
	if (unread) return { id, problem: unread.problem, metric: null };
	const metric = metrics.find((each) => each.id === id);
	if (!metric)
		throw new Misused(`There is no metric "${id}". There are: ${metrics.map((each) => each.id).join(', ')}.`);
	const { content: sources } = await fromStore(knownSources);
	const { content: standards } = await fromStore(listStandards);
	return {
		id,
		problem: (await failedInBuild()).find((each) => each.id === id)?.problem ?? null,
		metric,
		own: existsSync(join(home.metrics, `${id}.sql`)),
		needs: await describeNeeds(metric.needs, sources ?? []),
		noSources: (sources ?? []).length === 0,
		rules: rulesOf(metric.sql),
		beside: metrics.filter((each) => metric.beside.includes(each.id)).map(({ id, title }) => ({ id, title })),
		standards: standards?.metrics.find((each) => each.metric.id === id)?.standards ?? []
	};
}

/** Every place where a metric, a table or a rule is not HUD's. */
export function readDepartures(): HudPage {
	const { metrics } = toldMetrics();
	const name = (id: string, text: string, departures: string[]) => ({ id, name: text, departures });
	return {
		metrics: GROUPS.flatMap((group) =>
			metrics
				.filter((metric) => metric.group === group)
				.sort((a, b) => a.place - b.place)
				.flatMap(({ id, title, hud }) => (hud ? [{ id, title, ...hud }] : []))
		),
		rules: [
			...readModel().map(({ id, head }) => name(id, inWords(head).row, inWords(head).departures)),
			...readRules().map(({ id, head }) => name(id, inWords(head).rule, inWords(head).departures))
		].filter(({ departures }) => departures.length > 0)
	};
}

/** The metrics of this home from their files, in the language in which is answered, and those that are none. */
function toldMetrics() {
	const { metrics, broken } = readMetrics(servedHome());
	return { metrics: metrics.map(inWords), broken };
}

/** The metrics that the build of the published figures left out; none where there are no figures. */
async function failedInBuild(): Promise<BrokenMetric[]> {
	const { content } = await fromStore(listMetrics);
	return content?.broken ?? [];
}

async function describeNeeds(
	needs: readonly string[],
	sources: readonly { name: string; has: ReadonlySet<string> }[]
): Promise<Need[]> {
	const rows = new Map(readModel().map(({ id, head }) => [id, inWords(head).row]));
	const templates = toldTemplates();
	const made = (await readFormats()).map(({ id, title }) => ({
		format: title,
		selects: readCanonical(id)
	}));
	return needs.map((need) => {
		const [table = '', column = ''] = need.split('.');
		const columns = templates.find((each) => each.table === table)?.columns ?? [];
		return {
			table,
			column,
			row: rows.get(table) ?? table,
			meaning: columns.find(({ name }) => name === column)?.meaning ?? null,
			from: made.flatMap(({ format, selects }) => {
				const head = selects.find((each) => each.id === table)?.head;
				const found = head?.columns[column] ?? head?.kinds[column];
				return found ? [{ format, columns: found }] : [];
			}),
			sources: sources.map(({ name, has }) => ({ name, has: has.has(need) }))
		};
	});
}

/** The rules that an SQL uses, each before those that it uses in turn, the stages that it waits for among them. */
function rulesOf(sql: string): Rule[] {
	const toldIn = (text: string) =>
		rulesIn(text).map(({ id, head, sql: own }) => ({ id, rule: inWords(head).rule, sql: own }));
	const stages = toldStages().filter(({ id }) => sql.includes(`stage_wait('${id}')`));
	const found = [
		...toldIn(sql),
		...stages.flatMap(({ id, head, sql: own }) => [
			{ id, rule: head.ways.map(({ counts }) => counts).join(' '), sql: own },
			...toldIn(own)
		])
	];
	return [...new Map(found.map((rule) => [rule.id, rule])).values()];
}
