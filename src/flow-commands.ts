import type { Command } from 'commander';
import type { Row } from '#pipelines/duckdb.ts';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { traceFlow, type FlowStage } from '#lib/metrics/flow.ts';
import { listFlow } from '#lib/metrics/flow/rows.ts';
import type { Who } from '#lib/metrics/flow/who.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { withSourceIds } from '#lib/server/vault.ts';
import { noteShown } from './audit-commands.ts';
import { period, periodOf, type PeriodOptions } from './figure-commands.ts';
import { withStore } from './open.ts';
import { formOf, withForms as forms, write, type FormOptions } from './print.ts';

type FlowOptions = FormOptions &
	PeriodOptions & { by?: string; rows?: string; who?: string; sourceIds?: boolean };

/** The command about the flow of cases: the stages, and with `--rows` the households at one. */
export function registerFlow(program: Command, home: () => Home): void {
	forms(
		period(
			program.command('flow').description('where cases get stuck: the stages, with time and loss at each')
		)
	)
		.option('--by <dimension>', 'group by a dimension')
		.option('--rows <stage>', 'list the households at a stage, such as placed')
		.option(
			'--who <which>',
			'with --rows: could, reached, waiting, waiting-here, others, left or left-here',
			'waiting'
		)
		.option('--source-ids', 'with --rows: add the source system’s own ids from the vault')
		.action(async (options: FlowOptions) => {
			if (options.rows !== undefined && options.by !== undefined)
				throw new Misused('--rows lists households; it has no --by. Leave out one of them.');
			const question = { ...OWNER, period: periodOf(options), where: options.where ?? [] };
			if (options.rows === undefined) await showFlow(home(), options, question);
			else await showRows(home(), options, options.rows, question);
		});
}

type Question = Omit<Parameters<typeof traceFlow>[1], 'by'>;

async function showFlow(home: Home, options: FlowOptions, question: Question): Promise<void> {
	await withStore(home, async (store) => {
		const by = options.by ?? null;
		const flow = await traceFlow(store, { ...question, by });
		for (const { source, reason } of flow.left_out)
			process.stderr.write(`Not in this flow: ${source}. ${reason}\n`);
		const dimensions = [...(by === null ? [] : [by]), ...question.where.map(({ dimension }) => dimension)];
		if (dimensions.includes('worker'))
			noteShown(home, 'saw figures by worker', options, 'flow', flow.groups.length, {
				by: by === null ? [] : [by],
				period: flow.period,
				where: question.where
			});
		const parts = by === null ? [{ group: null, stages: flow.stages }] : flow.groups;
		const rows = parts.flatMap(({ group, stages }) =>
			stages.map((stage) => ({
				...(by === null ? {} : { [by]: group }),
				...stageCells(stage)
			}))
		);
		write(formOf(options), rows, flow, 'No household started.');
	});
}

async function showRows(home: Home, options: FlowOptions, stage: string, question: Question): Promise<void> {
	await withStore(home, async (store) => {
		const who = (options.who ?? 'waiting') as Who;
		const list = await listFlow(store, question, { stage, who, to: null });
		const rows = options.sourceIds ? withSourceIds(home, question.audience, list.rows) : list.rows;
		noteShown(home, 'saw rows', options, 'flow', rows.length, { period: list.period, where: question.where });
		write(formOf(options), rows, { ...list, rows }, 'There are no such households.');
	});
}

/** A stage as the cells of a line. */
function stageCells(stage: FlowStage): Row {
	const round = (share: number | null) => (share === null ? null : Math.round(share * 1000) / 1000);
	const shown = stage.status === 'shown';
	const waits = shown && stage.share_by !== null;
	return {
		stage: stage.stage,
		could: shown ? stage.could : null,
		reached: shown ? stage.reached : null,
		by_day: waits ? stage.share_by : null,
		share: round(stage.share),
		lower: round(stage.lower),
		upper: round(stage.upper),
		half_by: stage.half_by,
		from: stage.step?.from ?? null,
		half_from_there: stage.step?.half_by ?? null,
		waiting: waits ? stage.waiting.n : null,
		half_waited: stage.waiting.half,
		left: waits ? stage.left.n : null,
		left_after_from: waits ? stage.left.here : null,
		immature: stage.immature && waits ? 'not all observed long enough' : null,
		status: shown ? null : stage.status,
		reason: stage.reason
	};
}
