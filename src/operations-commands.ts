import { basename } from 'node:path';
import type { Command } from 'commander';
import { sizeInWords } from '#pipelines/disk.ts';
import type { Home } from '#pipelines/home.ts';
import type { Job, Outcome } from '#pipelines/job.ts';
import type { Restored } from '#pipelines/restore.ts';
import { pseudonymLinks } from '#pipelines/secrets.ts';
import { forgetSignIns } from '#lib/server/app-db.ts';
import { COMMAND_LINE, record } from '#lib/server/audit.ts';
import { formOf, printOutcome, withForms as forms, write, type FormOptions } from './print.ts';

/** What every command works with. */
type With = {
	home: () => Home;
	run: (job: Job) => Promise<Outcome>;
};

/** Adds the commands that keep a home safe: parse, call, print, and write down that it was done. */
export function registerOperations(program: Command, { home, run }: With): void {
	forms(
		program
			.command('backup')
			.description('copy the home into a new folder, with checksums, while the server may run')
			.argument('<folder>', 'where the backup’s folder is made, best on another disk')
	)
		.option('--without-secrets', 'leave out the keys; keep them elsewhere, nothing can be read without them')
		.action(async (to: string, options: FormOptions & { withoutSecrets?: boolean }) => {
			const { backedUp } = await run({ kind: 'backup', to, secrets: options.withoutSecrets !== true });
			if (!backedUp) return;
			const { path, files, bytes, secrets, notes } = backedUp;
			const keys = secrets
				? 'It holds the keys: keep it as safe as the home itself.'
				: 'It holds no keys: keep a copy of secrets/ elsewhere, a restore needs it.';
			say(options, backedUp, { path, files, bytes, secrets }, [
				`Backed up to ${path}: ${String(files)} files, ${sizeInWords(bytes)}.`,
				keys,
				'Stores are not in it: a restore builds them again from the batches.',
				...notes.map((note) => `Note: ${note}`)
			]);
		});

	forms(
		program
			.command('restore')
			.description('lay a backup out as the home, which must be empty or not be there, and build its figures')
			.argument('<folder>', 'the folder throughline-… that a backup wrote')
	).action(async (from: string, options: FormOptions) => {
		const { restored } = await run({ kind: 'restore', from });
		if (!restored) return;
		forgetSignIns(home());
		const { note, files, built } = restored;
		const cells = { home: restored.home, files, store: built?.store ?? null, store_then: note.store };
		say(options, restored, cells, [
			`Restored ${String(files)} files of ${note.created_at} to ${restored.home}.`,
			'Everybody signs in again; links of before no longer work.',
			...tellFigures(restored),
			...(built?.notes ?? []).map((each) => `Note: ${each}`)
		]);
		if (note.secrets)
			record(home(), COMMAND_LINE, 'restored', basename(from), { made_at: note.created_at, files });
	});

	forms(
		program
			.command('rotate-keys')
			.description('give every person, stay and worker a new pseudonym, and the vault a new key')
	)
		.requiredOption('--yes', 'confirm: pseudonyms in lists that were printed or saved no longer fit')
		.action(async (options: FormOptions) => {
			const outcome = await run({ kind: 'rotate' });
			printOutcome(outcome, formOf(options));
			const keys = pseudonymLinks(home());
			if (formOf(options) === 'table')
				process.stdout.write(
					`Pseudonyms are now made with ${String(keys)} keys, and the vault has a new one. Backups of before still open with the keys in them: make a new backup now.\n`
				);
		});

	forms(
		program
			.command('prune')
			.description('remove stores beyond keep_stores, and what works left that were cut off')
	).action(async (options: FormOptions) => {
		const { pruned } = await run({ kind: 'prune' });
		if (!pruned) return;
		const { stores, bytes } = pruned;
		const which = stores.length === 0 ? 'No store' : `The stores ${stores.join(', ')}`;
		say(options, pruned, { stores: stores.join(' '), bytes }, [
			bytes === 0 && stores.length === 0
				? 'There was nothing to remove.'
				: `${which} removed, ${sizeInWords(bytes)} freed.`
		]);
	});
}

/** Whether the figures are those of before, as far as it can be told. */
function tellFigures({ note, program, built }: Restored): string[] {
	const other =
		program === note.program
			? []
			: [`The backup was made by Throughline ${note.program}; this is ${program}.`];
	if (!note.secrets)
		return [
			...other,
			'It holds no keys. Put your copy of secrets/ into the home (folder mode 700, files 600), then run "throughline build".'
		];
	if (!built) return [...other, 'It holds no batch, so there are no figures.'];
	if (built.store === note.store)
		return [...other, `The figures are the same as then: those of store ${built.store}.`];
	const then = note.store === null ? 'No store was published then' : `Then store ${note.store} was published`;
	return [
		...other,
		`The figures are those of store ${built.store}. ${then}, so figures may differ: ${other.length > 0 ? 'this version may work them out by other rules.' : 'data or settings had changed since that one was built, or a batch is damaged.'}`
	];
}

/** Sentences for a person; the whole, or one line of cells, for a program. */
function say(
	options: FormOptions,
	whole: object,
	cells: Record<string, string | number | boolean | null>,
	sentences: string[]
): void {
	const form = formOf(options);
	if (form === 'table') process.stdout.write(`${sentences.join('\n')}\n`);
	else write(form, [cells], whole, '');
}
