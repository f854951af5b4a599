import type { Command } from 'commander';
import { readSettings, type Home } from '#pipelines/home.ts';
import type { Row } from '#pipelines/duckdb.ts';
import { printProgress } from '#pipelines/progress.ts';
import { isShare } from '#lib/format.ts';
import { sayEffect, sayExplained, sayGap, sayHowSure } from '#lib/gap-words.ts';
import { DEFAULT_LOCALE } from '#lib/messages/index.ts';
import { listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import type { Cell, Scan } from '#lib/metrics/gap-answer.ts';
import { MOST_Q } from '#lib/metrics/compare/discoveries.ts';
import { scanGaps, type GapQuestion } from '#lib/metrics/gaps.ts';
import { inOrder, standingOf, type Standing } from '#lib/metrics/practical.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import type { Store } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import { withStore } from './open.ts';
import { formOf, withForms, write, type Form, type FormOptions } from './print.ts';

const words = speak(DEFAULT_LOCALE);

type Options = FormOptions & { all?: boolean };

/** The command `gaps`: which groups are behind. `question` reads its period and filters. */
export function registerGaps<Asked extends object>(
	command: Command,
	home: () => Home,
	question: (options: Asked) => Pick<GapQuestion, 'period' | 'where'>
): void {
	withForms(command)
		.option('--all', 'every comparison, also those that are no gap')
		.action(async (options: Options & Asked) => {
			await withStore(home(), async (store) => {
				await writeGaps(store, home(), question(options), formOf(options), options.all ?? false);
			});
		});
}

type Question = Omit<GapQuestion, 'scope' | 'audience'>;

async function writeGaps(
	store: Store,
	home: Home,
	question: Question,
	form: Form,
	all: boolean
): Promise<void> {
	const progress = printProgress(process.stderr);
	const { scan, told } = await look(store, home, question, (title) => {
		progress(`Comparing groups: ${title}`);
	});
	const byId = new Map(told.map(({ metric }) => [metric.id, metric]));
	const behind = inOrder(told.filter(({ standing }) => standing === 'behind').map(({ cell }) => cell));
	const { metrics } = await listMetrics(store);
	for (const line of linesOf(scan, behind, metrics)) process.stderr.write(`${line}\n`);
	const shown = all
		? told
		: behind.map((cell) => ({ cell, metric: byId.get(cell.metric)!, standing: 'behind' as const }));
	write(
		form,
		shown.map((each) => cellsOf(each, form)),
		{ ...scan, cells: told.map(({ cell, standing }) => ({ ...cell, standing })) },
		'No group is behind.'
	);
	if (form === 'table' && !all)
		for (const cell of behind) process.stdout.write(`\n${sayAll(cell, byId.get(cell.metric)!)}\n`);
}

type Told = { cell: Cell; metric: MetricDefinition; standing: Standing };

async function look(
	store: Store,
	home: Home,
	question: Question,
	tell?: (title: string) => void
): Promise<{ scan: Scan; told: Told[] }> {
	const { practical_sizes: sizes } = readSettings(home);
	const byId = new Map((await listMetrics(store)).metrics.map((metric) => [metric.id, metric]));
	const scan = await scanGaps(store, { ...question, scope: FULL_SCOPE, audience: CASEWORK }, tell);
	const told = scan.cells.map((cell) => {
		const metric = byId.get(cell.metric)!;
		return { cell, metric, standing: standingOf(cell, metric, sizes) };
	});
	return { scan, told };
}

/**
 * A figure's groups, each against all others, for `metric ID --compare group`: those of the dimensions asked for, else of all
 * that say what people are; q is over these.
 */
export async function compareByGroup({
	home,
	store,
	question: { metric, by, period, where },
	form
}: {
	home: Home;
	store: Store;
	question: Pick<GapQuestion, 'period' | 'where'> & { metric: string; by: readonly string[] };
	form: Form;
}): Promise<{ comparison: { kind: string }; rows: Row[]; says: string[] }> {
	const { scan, told } = await look(store, home, {
		...(period === undefined ? {} : { period }),
		where,
		metrics: [metric],
		...(by.length > 0 ? { dimensions: by } : {})
	});
	const behind = inOrder(told.filter(({ standing }) => standing === 'behind').map(({ cell }) => cell));
	const metrics = told.map((each) => each.metric);
	const [first] = metrics;
	const cells = told.map(({ cell, standing }) => ({ ...cell, standing }));
	return {
		comparison: { kind: 'group', ...scan, cells } as { kind: string },
		rows: told.map((each) => cellsOf(each, form)),
		says: [...linesOf(scan, behind, metrics), ...behind.map((cell) => sayAll(cell, first!))]
	};
}

function linesOf(scan: Scan, behind: readonly Cell[], metrics: readonly MetricDefinition[]): string[] {
	const { m, format } = words;
	const comparisons = scan.cells.length;
	const alone = Math.round(comparisons * MOST_Q);
	return [
		`${m.gaps.found({ gaps: behind.length, comparisons, number: (n) => format.number(n) })}.`,
		...(alone === 0 ? [] : [m.gaps.chance({ alone: format.number(alone) })]),
		...scan.left.map(({ metric, why, reason }) =>
			m.gaps.left[why]({
				title: metrics.find(({ id }) => id === metric)?.title ?? metric,
				reason: reason ?? ''
			})
		)
	];
}

function sayAll(cell: Cell, metric: MetricDefinition): string {
	return [
		sayGap(words, cell, metric),
		`${sayHowSure(words, cell)} ${sayEffect(words, cell, metric)}`,
		...sayExplained(words, cell, metric)
	].join('\n  ');
}

function cellsOf({ cell, metric, standing }: Told, form: Form): Row {
	const scale = isShare(metric) ? 1000 : 100;
	const round = (value: number | null) => (value === null ? null : Math.round(value * scale) / scale);
	return {
		metric: cell.metric,
		dimension: cell.dimension,
		group: cell.value,
		...(form === 'csv' ? cell.period : {}),
		value: round(cell.group.value),
		others: round(cell.rest.value),
		difference: round(cell.difference.value),
		lower: round(cell.difference.lower),
		upper: round(cell.difference.upper),
		n: cell.group.n,
		people: cell.group.clients,
		test: cell.test,
		q: Number(cell.q.toPrecision(2)),
		standing: words.m.gaps.standings[standing]
	};
}
