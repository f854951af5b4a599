import type { Command } from 'commander';
import { findBatch, readBatches } from '#pipelines/batch.ts';
import type { Home } from '#pipelines/home.ts';
import { readProblems } from '#pipelines/problems.ts';
import { formOf, withForms as forms, write, type FormOptions } from './print.ts';

/** Adds the commands that tell what was imported: parse, call, print. */
export function registerBatches(program: Command, home: () => Home): void {
	forms(program.command('batches').description('list what was imported')).action((options: FormOptions) => {
		const { batches, damaged } = readBatches(home());
		for (const each of damaged) process.stderr.write(`${each.problem}\n`);
		const rows = batches.map((batch) => ({
			id: batch.id,
			state: batch.state,
			source: batch.source,
			format: `${batch.format} ${batch.version}`,
			from: batch.period.from,
			to: batch.period.to,
			observed_until: batch.observed_until,
			exported_at: batch.exported_at,
			accepted_at: batch.accepted_at,
			lines: sum(batch.files.map((file) => file.lines)),
			accepted: sum(batch.files.map((file) => file.accepted)),
			rejected: sum(batch.files.map((file) => file.rejected)),
			problems: batch.problems
		}));
		write(formOf(options), rows, batches, 'Nothing was imported yet.');
	});

	forms(
		program
			.command('rejects')
			.description('list the lines of a batch that were rejected, each with reason and mend')
			.argument('<batch>')
	).action(async (id: string, options: FormOptions) => {
		const { rows } = await readProblems(home(), findBatch(home(), id), { kind: 'rejected' });
		const lines = rows.map(({ file, line, column_name: column, reason, mend }) => ({
			file,
			line,
			column,
			reason,
			mend
		}));
		write(formOf(options), lines, { batch: id, lines }, 'No line was rejected.');
	});
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
