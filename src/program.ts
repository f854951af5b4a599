import { inspect } from 'node:util';
import { Command, CommanderError, Option } from 'commander';
import { explain, Misused, Refused } from '#pipelines/errors.ts';
import { register } from './commands.ts';

/** Does what a command line asks: prints the answer, and sets the exit code of this process. */
export async function runCommand(args: readonly string[]): Promise<void> {
	const program = new Command('throughline')
		.description('Outcome figures from the case exports that an agency already has.')
		.configureHelp({ showGlobalOptions: true })
		.addOption(
			new Option(
				'--home <folder>',
				'the home to work on (otherwise THROUGHLINE_HOME, otherwise the one of this account)'
			)
		)
		.showHelpAfterError()
		.exitOverride();
	register(program);

	try {
		await program.parseAsync(args, { from: 'user' });
	} catch (error) {
		if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
		else {
			const explained = explain(error);
			const lines = explained instanceof Refused ? explained.reasons : [explained.message];
			process.stderr.write(`${lines.map((line) => (lines.length > 1 ? `- ${line}` : line)).join('\n')}\n`);
			if (process.env.THROUGHLINE_DEBUG && explained.cause !== undefined)
				process.stderr.write(`${inspect(explained.cause)}\n`);
			process.exitCode = explained instanceof Refused ? 1 : explained instanceof Misused ? 2 : 3;
		}
	}
}
