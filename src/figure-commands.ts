import type { Command } from 'commander';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { measure, measureBeside } from '#lib/metrics/engine.ts';
import { listRows } from '#lib/metrics/rows.ts';
import type { Grain } from '#lib/metrics/result.ts';
import { shortSources } from '#lib/metrics/sources.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import type { Condition } from '#lib/metrics/select.ts';
import { withSourceIds } from '#lib/server/vault.ts';
import { listStandards } from '#lib/standards.ts';
import { noteShown } from './audit-commands.ts';
import { COMPARED, writeCompared } from './compare-commands.ts';
import { registerGaps } from './gap-commands.ts';
import { withStore } from './open.ts';
import {
	besideLines,
	formOf,
	heldCells,
	resultCells,
	write,
	type FormOptions,
	withForms as forms
} from './print.ts';

export type PeriodOptions = { from?: string; to?: string; where?: Condition[] };

/** The commands about figures: what there is, a figure, its case list, what it is held to. */
export function registerFigures(program: Command, home: () => Home): void {
	forms(program.command('metrics').description('list the metrics')).action(async (options: FormOptions) => {
		await withStore(home(), async (store) => {
			const { metrics, broken } = await listMetrics(store);
			for (const each of broken) process.stderr.write(`Left out: ${each.problem}\n`);
			const rows = metrics.map((metric) => ({
				id: metric.id,
				kind: metric.kind,
				group: metric.group,
				better: metric.headline.better,
				control: metric.control,
				question: metric.question,
				source: metric.source
			}));
			write(formOf(options), rows, { metrics, broken }, 'There are no metrics.');
		});
	});

	forms(
		period(program.command('metric').description('a figure, whole or by group and period').argument('<id>'))
	)
		.option('--by <dimension>', 'group by a dimension; may be given several times', collect, [])
		.option('--grain <grain>', 'one figure for each month, quarter or year')
		.option(`--compare <${COMPARED}>`, 'what of it is more than chance')
		.action(
			async (
				id: string,
				options: FormOptions & PeriodOptions & { by: string[]; grain?: string; compare?: string }
			) => {
				await withStore(home(), async (store) => {
					const question = {
						metric: id,
						scope: FULL_SCOPE,
						audience: CASEWORK,
						period: periodOf(options),
						by: options.by,
						grain: grainOf(options.grain),
						where: options.where ?? [],
						problems: true
					};
					const answer = await measure(store, question);
					const beside = await measureBeside(store, question);
					for (const { source, reason } of answer.left_out)
						process.stderr.write(`Not in these figures: ${source}. ${reason}\n`);
					for (const { name, observedUntil } of await shortSources(
						store,
						answer.results.at(-1)?.period.to ?? '0001-01-01'
					))
						process.stderr.write(
							`The data of ${name} is known until ${observedUntil}; what came later is not in these figures.\n`
						);
					for (const line of besideLines(beside)) process.stderr.write(`${line}\n`);
					if ([...question.by, ...question.where.map(({ dimension }) => dimension)].includes('worker'))
						noteShown(home(), 'saw figures by worker', options, id, answer.results.length, {
							by: question.by,
							period: question.period,
							where: question.where
						});
					if (options.compare !== undefined)
						return writeCompared(options.compare, {
							home: home(),
							store,
							question: { ...question, problems: false },
							answer,
							form: formOf(options)
						});
					write(
						formOf(options),
						answer.results.map((result) => resultCells(answer, result, formOf(options), beside)),
						answer,
						'There are no rows.'
					);
				});
			}
		);

	forms(period(program.command('rows').description('the case list behind a figure').argument('<id>')))
		.option('--source-ids', 'add the source system’s own ids from the vault')
		.option('--problems', 'only rows with problems that touch the figure')
		.action(
			async (
				id: string,
				options: FormOptions & PeriodOptions & { sourceIds?: boolean; problems?: boolean }
			) => {
				await withStore(home(), async (store) => {
					const list = await listRows(store, {
						metric: id,
						scope: FULL_SCOPE,
						audience: CASEWORK,
						period: periodOf(options),
						where: options.where ?? [],
						problems: options.problems ?? false
					});
					const rows = options.sourceIds ? withSourceIds(home(), CASEWORK, list.rows) : list.rows;
					noteShown(home(), 'saw rows', options, id, rows.length, {
						period: list.period,
						where: options.where ?? []
					});
					write(formOf(options), rows, { ...list, rows }, 'There are no rows.');
				});
			}
		);

	registerGaps(
		period(program.command('gaps').description('which groups of people are behind all others')),
		home,
		(options: PeriodOptions) => ({ period: periodOf(options), where: options.where ?? [] })
	);

	forms(
		program.command('standards').description('what the figures are held to: standards, targets, holidays')
	).action(async (options: FormOptions) => {
		await withStore(home(), async (store) => {
			const held = await listStandards(store);
			for (const note of held.notes) process.stderr.write(`Note: ${note}\n`);
			write(formOf(options), heldCells(held), held, 'No figure is held to anything.');
		});
	});
}

export function period(command: Command): Command {
	return command
		.option('--from <date>', 'first day, such as 2026-07-01')
		.option('--to <date>', 'last day')
		.option(
			'--where <dimension=value>',
			'only rows of this group; may be given several times',
			(text: string, earlier: Condition[]) => {
				const at = text.indexOf('=');
				if (at < 1) throw new Misused(`--where ${text}: write dimension=value, such as program=Harbor.`);
				return [...earlier, { dimension: text.slice(0, at), value: text.slice(at + 1) }];
			},
			[]
		);
}

const collect = (text: string, earlier: string[]) => [...earlier, text];
export const periodOf = ({ from, to }: PeriodOptions) => ({
	...(from === undefined ? {} : { from }),
	...(to === undefined ? {} : { to })
});

function grainOf(text: string | undefined): Grain | null {
	if (text === undefined) return null;
	if (text === 'month' || text === 'quarter' || text === 'year') return text;
	throw new Misused(`--grain ${text}: it is month, quarter or year.`);
}
