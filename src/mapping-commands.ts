import type { Command } from 'commander';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import type { Job, Outcome } from '#pipelines/job.ts';
import { readMapping } from '#pipelines/mapping.ts';
import { readProfile } from '#pipelines/profiles.ts';
import { listMappings } from '#lib/server/mappings.ts';
import { formOf, printOutcome, withForms, write, type FormOptions } from './print.ts';

type Tools = { home: () => Home; run: (job: Job) => Promise<Outcome> };

/** Adds the commands about mappings: parse, call, print. */
export function registerMappings(program: Command, { home, run }: Tools): void {
	withForms(
		program
			.command('mappings')
			.description('list the mappings that are kept, or print one as JSON')
			.argument('[name]', 'a mapping')
	)
		.option('--of-version <n>', 'one of its versions, instead of the newest')
		.action((name: string | undefined, options: FormOptions & { ofVersion?: string }) => {
			if (name === undefined) {
				const { mappings, broken } = listMappings(home());
				for (const each of broken) process.stderr.write(`${each.problem}\n`);
				write(formOf(options), mappings, mappings, 'No mapping is kept yet.');
				return;
			}
			const wanted = options.ofVersion;
			const profile = readProfile(home(), name, wanted === undefined ? undefined : Number(wanted));
			if (!profile)
				throw new Misused(
					`There is no mapping ${name}${wanted === undefined ? '' : ` of version ${wanted}`}.`
				);
			process.stdout.write(`${JSON.stringify(profile, null, '\t')}\n`);
		});

	withForms(
		program
			.command('remap')
			.description('map kept uploads again: the batches that come of it stand in the place of those before')
	)
		.requiredOption('--mapping <file>', 'a mapping: a JSON file, or the name of one that is kept')
		.option('--batch <id...>', 'only these batches; otherwise all that were made with a version of it')
		.action(async (options: FormOptions & { mapping: string; batch?: string[] }) => {
			const { profile } = readMapping(home(), options.mapping);
			if (!profile)
				throw new Misused(`${options.mapping} only says how dates are written. Name a mapping of columns.`);
			printOutcome(await run({ kind: 'remap', profile, batches: options.batch ?? [] }), formOf(options));
		});
}
