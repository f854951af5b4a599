import type { Role } from '#lib/roles.ts';

const roles: Record<Role, string> = {
	administrator: 'administrator',
	'data steward': 'data steward',
	'program manager': 'program manager',
	supervisor: 'supervisor',
	worker: 'worker',
	funder: 'funder'
};

/** Signing in, one's own account, and the people of an agency. */
export default {
	roles,
	signIn: {
		title: 'Sign in',
		email: 'E-mail',
		password: 'Password',
		submit: 'Sign in',
		wrong:
			'E-mail and password do not belong together. Check both, or ask your administrator for a new link.',
		many: 'Too many attempts at once. Wait a minute and try again.',
		nobody: 'Nobody can sign in yet',
		nobodyWhy:
			'Open the set-up link that the server printed when it was started. It works once. For a new one, run on the server:',
		nobodyCommand: 'npm run -s throughline -- set-up-link'
	},
	provider: {
		submit: ({ name }: { name: string }) => `Sign in with ${name}`,
		password: 'Or with a password',
		only: 'With a password, for administrators',
		refused: ({ name }: { name: string }) => `${name} signed you in, but you cannot come in here`,
		refusedWhy: ({ name }: { name: string }) =>
			`You were not invited by the e-mail that ${name} knows you by, or ${name} has not verified it, or your account here was closed. Ask your administrator.`,
		failed: ({ name }: { name: string }) => `You are not signed in. What ${name} answered cannot be used`,
		failedWhy: 'It was cancelled, took more than ten minutes, or was used before. Begin again here.',
		unready: ({ name }: { name: string }) => `Signing in with ${name} does not work at the moment`,
		unreadyWhy:
			'Try again in a minute. If it stays so, ask your administrator: the log of the server says why.',
		welcome: ({ name }: { name: string }) =>
			`You sign in with ${name}, by the e-mail that you were invited by. You need no password here.`,
		stays: ({ name }: { name: string }) =>
			`If you signed in with ${name}, you stay signed in there: sign out there too on a computer that others use.`
	},
	signOut: 'Sign out',
	link: {
		gone: 'This link does not work',
		goneWhy: 'It was used, has run out, or was never made. Ask your administrator for a new one.',
		setUp: 'Set up Throughline',
		setUpWhy: 'You become the administrator, who invites everybody else.',
		welcome: ({ name }: { name: string }) => `Welcome, ${name}`,
		welcomeWhy: ({ email }: { email: string }) => `Choose a password. You then sign in as ${email}.`,
		name: 'Your name',
		email: 'Your e-mail',
		password: 'Password',
		hint: ({ least }: { least: number }) =>
			`At least ${String(least)} characters. Four words that have nothing to do with one another are good.`,
		submit: 'Save and go to the sign-in'
	},
	account: {
		title: 'Your account',
		role: 'Role',
		sees: 'You see',
		change: 'Change the password',
		current: 'Current password',
		next: 'New password',
		submit: 'Change',
		wrong: 'Current password: it is not the one.',
		changed: 'The password was changed. Your other sign-ins have ended.'
	},
	reports: {
		title: 'Reports',
		none: 'Nothing has been released to you yet',
		will: 'Here you will find the quarterly reports of your grants, once the agency has released them: what was promised, what was delivered, and how sure each figure is. Nobody’s single case is ever in them.'
	}
};
