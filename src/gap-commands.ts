import type { Command } from 'commander';
import { readSettings, type Home } from '#pipelines/home.ts';
import type { Row } from '#pipelines/duckdb.ts';
import { printProgress } from '#pipelines/progress.ts';
import { isShare } from '#lib/format.ts';
import { sayEffect, sayExplained, sayGap, sayHowSure } from '#lib/gap-words.ts';
import { DEFAULT_LOCALE } from '#lib/messages/index.ts';
import { listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import type { Cell, Scan } from '#lib/metrics/gap-answer.ts';
import { MOST_Q, scanGaps, type GapQuestion } from '#lib/metrics/gaps.ts';
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

/** Compares every value of a dimension with all others, for one metric: `metric ID --compare group --by DIM`. */
export async function writeGroups(
	store: Store,
	home: Home,
	question: Pick<GapQuestion, 'period' | 'where'> & { metric: string; by: readonly string[] },
	form: Form
): Promise<void> {
	const { metric, by, ...asked } = question;
	await writeGaps(
		store,
		home,
		{ ...asked, metrics: [metric], ...(by.length > 0 ? { dimensions: by } : {}) },
		form,
		true
	);
}

async function writeGaps(
	store: Store,
	home: Home,
	question: Omit<GapQuestion, 'scope' | 'audience'>,
	form: Form,
	all: boolean
): Promise<void> {
	const { practical_sizes: sizes } = readSettings(home);
	const { metrics } = await listMetrics(store);
	const byId = new Map(metrics.map((metric) => [metric.id, metric]));
	const progress = printProgress(process.stderr);
	const scan = await scanGaps(store, { ...question, scope: FULL_SCOPE, audience: CASEWORK }, (title) => {
		progress(`Comparing groups: ${title}`);
	});
	const standing = (cell: Cell): Standing => standingOf(cell, byId.get(cell.metric)!, sizes);
	const behind = inOrder(scan.cells.filter((cell) => standing(cell) === 'behind'));
	for (const line of linesOf(scan, behind, byId)) process.stderr.write(`${line}\n`);
	const shown = all ? scan.cells : behind;
	write(
		form,
		shown.map((cell) => cellsOf(cell, byId.get(cell.metric)!, standing(cell), form)),
		{ ...scan, cells: scan.cells.map((cell) => ({ ...cell, standing: standing(cell) })) },
		'No group is behind.'
	);
	if (form === 'table' && !all)
		for (const cell of behind) process.stdout.write(`\n${sayAll(cell, byId.get(cell.metric)!)}\n`);
}

function linesOf(scan: Scan, behind: readonly Cell[], byId: ReadonlyMap<string, MetricDefinition>): string[] {
	const { m, format } = words;
	const comparisons = scan.cells.length;
	return [
		`${m.gaps.found({ gaps: behind.length, comparisons, number: (n) => format.number(n) })}.`,
		...(comparisons === 0 ? [] : [m.gaps.chance({ alone: format.number(Math.round(comparisons * MOST_Q)) })]),
		...scan.left.map(({ metric, why, reason }) =>
			m.gaps.left[why]({ title: byId.get(metric)?.title ?? metric, reason: reason ?? '' })
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

function cellsOf(cell: Cell, metric: MetricDefinition, standing: Standing, form: Form): Row {
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
