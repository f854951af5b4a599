import type { Command } from 'commander';
import { Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { makeLink } from '#lib/server/links.ts';
import { findByEmail, hasAdministrator } from '#lib/server/people.ts';

/** Adds the commands about people: links for who cannot sign in, made by whoever is at this machine. */
export function registerPeople(program: Command, home: () => Home): void {
	program
		.command('set-up-link')
		.description('print the path of a link with which the first administrator signs in')
		.action(() => {
			if (hasAdministrator(home()))
				throw new Refused(
					'There is an administrator already. Have a forgotten password reset: throughline password-link E-MAIL.'
				);
			process.stdout.write(`/links/${makeLink(home(), COMMAND_LINE, 'set-up', null)}\n`);
		});

	program
		.command('password-link')
		.description('print the path of a link with which somebody chooses a new password')
		.argument('<e-mail>')
		.action((email: string) => {
			const person = findByEmail(home(), email);
			process.stdout.write(`/links/${makeLink(home(), COMMAND_LINE, 'password', person.id)}\n`);
		});
}
