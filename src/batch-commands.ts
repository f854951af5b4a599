import type { Command } from 'commander';
import { findBatch, linesOf, readBatches } from '#pipelines/batch.ts';
import { compareBatches, isComparable } from '#pipelines/compare.ts';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { readProblems } from '#pipelines/problems.ts';
import { changeOf } from '#lib/server/batches.ts';
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
			...linesOf(batch),
			problems: batch.problems,
			changed: changeInShort(home(), batch.id)
		}));
		write(formOf(options), rows, batches, 'Nothing was imported yet.');
	});

	forms(
		program
			.command('compare')
			.description('how the rows of two batches of one source differ, table by table')
			.argument('<batch>', 'the earlier one')
			.argument('<other>', 'the later one')
	).action(async (before: string, now: string, options: FormOptions) => {
		const [a, b] = [findBatch(home(), before), findBatch(home(), now)];
		if (!isComparable(a, b))
			throw new Misused(
				`${a.id} is of ${a.source} (${a.format}${a.roster ? ', a roster' : ''}), ${b.id} of ${b.source} (${b.format}${b.roster ? ', a roster' : ''}): their rows have nothing to do with each other. Name two batches of one source.`
			);
		const changes = await compareBatches(home(), a, b);
		const rows = changes.map(({ file, before, now, ...counts }) => ({ table: file, before, now, ...counts }));
		write(formOf(options), rows, { before: a.id, now: b.id, tables: changes }, 'They hold no table.');
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

/** What a batch changed when it came in, in short; null where that was not noted. */
function changeInShort(home: Home, id: string): string | null {
	const noted = changeOf(home, id);
	if (noted === null) return null;
	const { before, added, changed, gone } = noted;
	return before === null
		? `${String(added)} new`
		: `${String(added)} new, ${String(changed)} changed, ${String(gone)} gone`;
}
