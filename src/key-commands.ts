import type { Command } from 'commander';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { KEY_DAYS } from '#lib/upload-key.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { isLive, listUploadKeys, makeUploadKey, revokeUploadKey } from '#lib/server/upload-keys.ts';
import { formOf, withForms, write, type FormOptions } from './print.ts';

/** Adds the commands about keys with which scripts send exports. */
export function registerKeys(program: Command, home: () => Home): void {
	program
		.command('upload-key')
		.description('make a key with which a script sends exports to /api/uploads, and print it, this once')
		.argument('<name>', 'what uses it')
		.option('--source <name>', 'the only source that it may send')
		.option('--days <n>', 'days until it expires', String(KEY_DAYS.usual))
		.action((name: string, { source = '', days }: { source?: string; days: string }) => {
			if (!/^\d+$/.test(days)) throw new Misused(`--days is "${days}". Give a whole number.`);
			const { secret } = makeUploadKey(home(), COMMAND_LINE, { name, source, days: Number(days) });
			process.stdout.write(`${secret}\n`);
		});

	withForms(program.command('upload-keys').description('list the keys of scripts')).action(
		(options: FormOptions) => {
			const keys = listUploadKeys(home()).map((key) => ({ ...key, live: isLive(key) }));
			write(formOf(options), keys, keys, 'There is no upload key.');
		}
	);

	program
		.command('revoke-upload-key')
		.description('end a key of a script at once')
		.argument('<id>', 'as in upload-keys')
		.action((id: string) => {
			revokeUploadKey(home(), COMMAND_LINE, id);
		});
}
