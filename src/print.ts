import type { Command } from 'commander';
import { broughtFiles } from '#pipelines/batch.ts';
import type { Row } from '#pipelines/duckdb.ts';
import { Refused } from '#pipelines/errors.ts';
import type { Outcome } from '#pipelines/job.ts';
import { columnsOf, csv } from '#lib/csv.ts';
import { tellBeside } from '#lib/beside.ts';
import { isMoney, isShare, type Measure } from '#lib/format.ts';
import { DEFAULT_LOCALE } from '#lib/messages/index.ts';
import type { Companion } from '#lib/metrics/engine.ts';
import { besideOf } from '#lib/server/overview.ts';
import type { MetricAnswer, Result } from '#lib/metrics/result.ts';
import { speak } from '#lib/speak.ts';
import type { HeldTo } from '#lib/standards.ts';

const { m, format } = speak(DEFAULT_LOCALE);

/** How a command answers: a table for a person, JSON or CSV for a program. */
export type Form = 'table' | 'json' | 'csv';

/** The options with which a command is asked for another form than a table for a person. */
export type FormOptions = { json?: boolean; csv?: boolean };

/** The form that a command's options ask for. */
export const formOf = ({ json, csv }: FormOptions): Form => (json ? 'json' : csv ? 'csv' : 'table');

/** Adds the options of `FormOptions` to a command. */
export const withForms = (command: Command): Command =>
	command.option('--json', 'print JSON').option('--csv', 'print CSV');

/**
 * Writes rows as a table or CSV, or the whole answer as JSON, on standard output. `none` is said to a
 * person where there are no rows.
 */
export function write(form: Form, rows: Row[], whole: unknown, none: string): void {
	if (form === 'json') process.stdout.write(`${JSON.stringify(whole, null, 2)}\n`);
	else if (form === 'csv') process.stdout.write(csv(rows));
	else process.stdout.write(rows.length === 0 ? `${none}\n` : printTable(rows));
}

/** Rows as a table of text with aligned columns; columns that are empty throughout are left out. */
export function printTable(rows: Row[]): string {
	const columns = columnsOf(rows).filter((column) => rows.some((row) => (row[column] ?? '') !== ''));
	const text = (value: Row[string] | undefined) =>
		value === null || value === undefined ? '' : String(value);
	const widths = columns.map((column) =>
		Math.max(column.length, ...rows.map((row) => text(row[column]).length))
	);
	const numeric = columns.map((column) =>
		rows.every((row) => row[column] === null || typeof row[column] === 'number')
	);
	const line = (cells: string[]) =>
		cells
			.map((each, index) =>
				numeric[index] ? each.padStart(widths[index] ?? 0) : each.padEnd(widths[index] ?? 0)
			)
			.join('  ')
			.trimEnd();
	return `${[line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map((row) => line(columns.map((column) => text(row[column]))))].join('\n')}\n`;
}

/**
 * One result as the cells of a line, with the values of the figures that must stand beside it; money is written
 * as such in a table, for a person.
 */
export function resultCells(
	answer: MetricAnswer,
	result: Result,
	form: Form,
	beside: readonly Companion[] = []
): Row {
	const round = (value: number | null, measure: Measure = answer) => {
		if (value === null) return null;
		if (isMoney(measure) && form === 'table') return format.plain(value, measure);
		const scale = isShare(measure) ? 1000 : isMoney(measure) ? 100 : 10;
		return Math.round(value * scale) / scale;
	};
	return {
		from: result.period.from,
		to: result.period.to,
		...result.group,
		value: round(result.value),
		lower: round(result.lower),
		upper: round(result.upper),
		numerator: result.numerator,
		n: result.n,
		clients: result.clients,
		...(answer.kind === 'time_to_event'
			? {
					[`by_${answer.unit.replace(/s$/, '')}`]: answer.share_by,
					half_by: result.also.half_by ?? null,
					waiting: result.also.waiting ?? null,
					left: result.also.left ?? null
				}
			: {}),
		...Object.fromEntries(
			beside.map(({ id, metric }) => [
				`beside_${id.replaceAll('-', '_')}`,
				round(result.also[id] ?? null, metric ?? answer)
			])
		),
		with_problems: result.problems?.rows || null,
		without_them: result.problems?.rows ? round(result.problems.without.value) : null,
		standard: isMoney(answer) ? round(result.standard) : result.standard,
		verdict: result.verdict,
		immature: result.immature ? 'not all observed long enough' : null,
		status: result.status === 'shown' ? null : result.status,
		reason: result.reason
	};
}

/** Each standard and target that is in force as the cells of a line. */
export function heldCells({ metrics }: HeldTo): Row[] {
	return metrics.flatMap(({ metric, standards, targets }) => [
		...standards.map((each) => ({
			metric: metric.id,
			holds: each.holds,
			event: each.event,
			program_type: each.program_type,
			funder: each.funder,
			programs: each.everywhere ? 'all' : each.programs.join('; '),
			threshold: each.threshold,
			unit: each.unit,
			from: null,
			to: null,
			source: each.source
		})),
		...targets.map(({ program, grant, from, to, target }) => ({
			metric: metric.id,
			holds: 'target',
			event: null,
			program_type: null,
			funder: null,
			programs: program === '' ? 'all' : program,
			threshold: target,
			unit: isShare(metric) ? 'share' : metric.unit,
			from,
			to,
			source: grant === '' ? 'target' : `target of ${grant}`
		}))
	]);
}

/** What must be read with a figure, as sentences: of several results, only what has no figure at all. */
export function besideLines(beside: readonly Companion[]): string[] {
	return beside.flatMap((companion) => {
		const { answer, problem } = companion;
		if (answer !== null && answer.results.length !== 1) return [];
		const { title, says } = tellBeside({ m, format }, besideOf(companion));
		return [`${m.figures.beside} ${title}: ${says}${problem === null ? '' : ` ${problem}`}`];
	});
}

/** Says what an import, a build, an undo or a purge did. */
export function printOutcome(outcome: Outcome, form: Form): void {
	const files = outcome.imported.flatMap((each) =>
		broughtFiles(each).map(({ name, ...counts }) => ({
			upload: each.path,
			batch: each.batch,
			file: name,
			...counts
		}))
	);
	if (form !== 'table') {
		write(form, files, outcome, '');
		return;
	}
	const out = (text: string) => process.stdout.write(`${text}\n`);
	for (const each of outcome.imported) {
		if (each.outcome === 'same') {
			out(`${each.path}: this export was imported before, as batch ${each.batch ?? ''}. Nothing changed.`);
			continue;
		}
		out(
			`${each.path}: ${each.format} ${each.version} from ${each.source_name} (${each.source}), ${each.period.from} to ${each.period.to}, known until ${each.observed_until}.`
		);
		process.stdout.write(
			printTable(broughtFiles(each).map(({ name, ...counts }) => ({ file: name, ...counts })))
		);
		if (each.brought !== null) {
			out(`Made of them, as the mapping ${each.mapping?.name ?? ''} says:`);
			process.stdout.write(
				printTable(each.files.map(({ file, accepted, rejected }) => ({ table: file, accepted, rejected })))
			);
		}
		for (const problem of each.problems) {
			out(`${String(problem.count)} × ${problem.kind}`);
			for (const example of problem.examples) out(`    ${example}`);
			if (problem.count > problem.examples.length)
				out(`    … and ${String(problem.count - problem.examples.length)} more.`);
		}
		out(
			each.outcome === 'checked' ? 'Dry run: nothing was stored.' : `Accepted as batch ${each.batch ?? ''}.`
		);
	}
	if (outcome.purgedRows !== null && outcome.purgedRows > 0)
		out(`${String(outcome.purgedRows)} rows were deleted for good.`);
	if (outcome.built) {
		const { store, batches, rebuilt, notes, found } = outcome.built;
		out(
			`The figures are those of store ${store}, made from ${batches.length === 0 ? 'no batch' : batches.join(', ')}${rebuilt ? '' : ' (it was there already)'}.`
		);
		for (const each of found) out(`${String(each.count)} × ${each.title} (${each.severity}). ${each.remedy}`);
		if (found.length > 0) out('"throughline problems" lists them, with their records.');
		for (const note of notes) out(`Note: ${note}`);
	}
}

/** Says what a work did. @throws Refused with what of it was refused, each with its upload where there are several */
export function finish(outcome: Outcome, form: Form): void {
	printOutcome(outcome, form);
	if (outcome.refused.length > 0)
		throw new Refused(
			outcome.refused.flatMap(({ path, reasons }) =>
				reasons.map((reason) => (outcome.refused.length > 1 ? `${path}: ${reason}` : reason))
			)
		);
}
