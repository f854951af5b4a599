import type { Command } from 'commander';
import type { Finding } from '#pipelines/check.ts';
import { Misused, messageOf } from '#pipelines/errors.ts';
import { readSettings, type Home } from '#pipelines/home.ts';
import { entryCells, tellEntry } from '#lib/audit-words.ts';
import { DEFAULT_LOCALE } from '#lib/messages/index.ts';
import type { Condition } from '#lib/metrics/select.ts';
import { ACTIONS, COMMAND_LINE, record, verifyAudit } from '#lib/server/audit.ts';
import {
	countEntries,
	filterSaid,
	findActor,
	listEntries,
	readFilter,
	readNames
} from '#lib/server/audit-search.ts';
import { speak } from '#lib/speak.ts';
import { clockOf } from '#lib/zone.ts';
import { formOf, write, type Form, type FormOptions } from './print.ts';

const MOST_IN_A_TABLE = 100;

/** Adds the command that searches the audit log. */
export function registerAudit(command: Command, home: () => Home): void {
	command
		.description('search the log of who did and saw what, newest first')
		.option('--person <name>', 'who did it: a name, an e-mail, or "command line"')
		.option('--action <what>', `what was done: ${ACTIONS.join(', ')}`)
		.option('--from <date>', 'first day, such as 2026-07-01')
		.option('--to <date>', 'last day')
		.option('--text <text>', 'a part of what it was done to: a name, a metric, a batch')
		.action((options: FormOptions & Record<string, string | undefined>) => {
			print(home(), options, formOf(options));
		});
}

function print(home: Home, options: Record<string, string | undefined>, form: Form): void {
	const words = speak(DEFAULT_LOCALE);
	const { filter, problems } = readFilter((name) => options[name]);
	if (problems.length > 0)
		throw new Misused(
			problems
				.map((problem) => {
					if (problem.kind === 'order') return `--from ${problem.from} is after --to ${problem.to}.`;
					return problem.kind === 'date'
						? `“${problem.value}” is not a date. Write it as 2026-07-01.`
						: `--action ${problem.value}: it is one of ${ACTIONS.join(', ')}.`;
				})
				.join('\n')
		);
	const names = readNames(home);
	if (filter.person !== null) filter.person = findActor(home, filter.person);
	const total = countEntries(home, filter, names);
	const limit = form === 'table' ? MOST_IN_A_TABLE : total;
	const entries = listEntries(home, filter, names, { limit, offset: 0 });
	if (form !== 'table')
		record(home, COMMAND_LINE, 'exported', 'audit log', { rows: total, form, ...filterSaid(filter, names) });
	const { time_zone: zone } = readSettings(home);
	const cells = entries.map((entry) =>
		form === 'table'
			? {
					entry: entry.seq,
					when: clockOf(entry.at, zone).replace('T', ' '),
					what: tellEntry(words, entry, names)
				}
			: entryCells(words, entry, names)
	);
	write(form, cells, { entries, total }, 'No entry fits.');
	if (total > entries.length)
		process.stderr.write(
			`The newest ${String(entries.length)} of ${String(total)} entries. Narrow them down, or take all with --csv.\n`
		);
}

/** What the command line has shown or written of single clients or workers; written down before it is. */
export function noteShown(
	home: Home,
	action: 'saw rows' | 'saw figures by worker',
	{ json, csv, sourceIds }: FormOptions & { sourceIds?: boolean },
	subject: string,
	rows: number,
	{ by, period, where = [] }: { by?: string[]; period?: object; where?: readonly Condition[] } = {}
): void {
	const form = formOf({ json, csv });
	record(home, COMMAND_LINE, form === 'table' ? action : 'exported', subject, {
		rows,
		...(form === 'table' ? {} : { form }),
		...(sourceIds === true ? { source_ids: true } : {}),
		...(period && Object.keys(period).length > 0 ? { period } : {}),
		...(by && by.length > 0 ? { by } : {}),
		// What fits no row may be anything that was typed.
		...(where.length > 0 && rows > 0
			? { where: where.map(({ dimension, value }) => `${dimension}=${value}`) }
			: {})
	});
}

/** What is to be said of the audit log when a home is checked: nothing where there is none yet. */
export async function checkAudit(home: Home): Promise<Finding[]> {
	const about = 'audit';
	try {
		const { entries, problems } = await verifyAudit(home);
		if (problems.length > 0) return problems.map((message) => ({ level: 'problem', about, message }));
		if (entries === 0) return [];
		return [{ level: 'ok', about, message: `The audit log is whole: ${String(entries)} entries.` }];
	} catch (error) {
		return [{ level: 'problem', about, message: `The audit log cannot be read: ${messageOf(error)}` }];
	}
}
