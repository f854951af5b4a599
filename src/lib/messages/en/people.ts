import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#lib/passwords.ts';
import type { Role } from '#lib/roles.ts';
import { KEY_DAYS } from '#lib/upload-key.ts';
import { plural } from '../plural.ts';

const cases = plural('en');

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
	/** What each role is for, to who gives it. */
	rolesFor: {
		administrator:
			'Sees everything, and decides who else sees what. Give it to two people, so that one can help the other.',
		'data steward': 'Sees everything, brings the exports and mends what is wrong in them.',
		'program manager': 'Sees the cases and figures of the programs that you choose.',
		supervisor: 'Sees the cases of the teams that you choose, as long as their workers were in them.',
		worker: 'Sees the cases that they have or had, and their own figures.',
		funder: 'Sees the reports that are released to them, and no single case.'
	} satisfies Record<Role, string>,
	/** What somebody sees, as the end of “You see:”. */
	sees: {
		administrator: 'Every case and figure; who may sign in, and what was done',
		'data steward': 'Every case and figure, and what was imported',
		funder: 'The reports that are released, and no single case',
		ofFunder: ({ funder }: { funder: string }) =>
			`The reports that are released to ${funder}, and no single case`,
		everyProgram: 'The cases of every program',
		programs: ({ programs }: { programs: string }) => `The cases of ${programs}`,
		teams: ({ teams, n }: { teams: string; n: number }) =>
			`The cases of ${teams} while their workers were in ${cases(n, { one: 'it', other: 'them' })}`,
		worker: ({ worker }: { worker: string }) => `The cases of ${worker}`,
		nothing: 'Nothing yet',
		unnamed: 'What was chosen; its names cannot be read now'
	},
	/** What was chosen for somebody is not in the data. */
	gone: {
		programs: ({ n }: { n: number }) =>
			cases(n, {
				one: 'A program that was chosen is not in the data any more.',
				other: `${String(n)} programs that were chosen are not in the data any more.`
			}),
		teams: ({ teams, n }: { teams: string; n: number }) =>
			`${teams} ${cases(n, { one: 'is', other: 'are' })} not on the roster any more.`,
		worker: 'The worker that was chosen is not in the data any more.',
		funder: 'The funder that was chosen gives no grant any more.'
	},
	/** Why a field will not do, said at it. */
	slips: {
		providerOnly: 'Passwords are for administrators only here. Sign in with the provider.',
		name: 'Give a name of up to 200 characters.',
		email: 'Write an e-mail address, such as name@example.org.',
		taken: 'This e-mail belongs to somebody already. Change that person instead, or write another.',
		role: 'Choose a role.',
		programs: 'Choose at least one program, or all of them.',
		teams: 'Choose at least one team.',
		worker: 'Choose whose cases this worker sees.',
		funder: 'Choose whose reports this person sees.',
		unknownFunder: 'None of the grants is of this funder. Choose from the list.',
		unknown: 'Something chosen here is not in the data. Choose from the list.',
		short: `It is too short. Take at least ${String(SHORTEST_PASSWORD)} characters, such as four words.`,
		long: `It is too long. Take at most ${String(LONGEST_PASSWORD)} characters.`,
		same: 'It repeats the same few characters. Take four words instead.',
		wrong: 'This is not your current password.',
		many: 'Too many attempts at once. Wait a minute and try again.',
		last: 'This is the only administrator who can sign in. Make somebody else administrator first.',
		sample: 'The sample people stay as they are.',
		closed: 'The account is closed. Open it first.',
		keyName: 'Give the key a name of up to 60 characters, such as that of the script.',
		keyTaken: 'A key of this name is in use. Revoke that one first, or choose another name.',
		keyDays: `Write a whole number of days from ${String(KEY_DAYS.least)} to ${String(KEY_DAYS.most)}.`
	},
	signIn: {
		title: 'Sign in',
		email: 'E-mail',
		password: 'Password',
		submit: 'Sign in',
		wrong: 'E-mail and password do not belong together.',
		wrongMend: 'Check both. If you forgot the password, ask your administrator for a new link.',
		many: 'Too many attempts at once.',
		manyMend: 'Wait a minute and try again.',
		saved: 'Your password is saved.',
		savedNext: 'Sign in with it now.',
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
	signedInAs: ({ name, role }: { name: string; role: string }) => `${name}, ${role}: your account`,
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
		hint: `At least ${String(SHORTEST_PASSWORD)} characters. Four words that have nothing to do with one another are good.`,
		submit: 'Save and go to the sign-in'
	},
	account: {
		title: 'Your account',
		email: 'E-mail',
		role: 'Role',
		sees: 'You see',
		change: 'Change the password',
		current: 'Current password',
		next: 'New password',
		submit: 'Change the password',
		changed: 'The password was changed. Your sign-ins in other browsers have ended.',
		noPassword: 'You sign in without a password of this server, so there is none to change.',
		goneMend: 'Ask your administrator to choose anew.',
		others: 'Other browsers',
		othersNow: ({ n, number }: { n: number; number: string }) =>
			cases(n, {
				zero: 'You are signed in only here.',
				one: 'You are signed in in one other browser.',
				other: `You are signed in in ${number} other browsers.`
			}),
		endOthers: 'Sign out there',
		ended: 'Your sign-ins in other browsers have ended.'
	},
	list: {
		title: 'People',
		lead: 'Who may sign in, and what each of them sees.',
		invite: 'Invite somebody',
		caption: 'Everybody who may sign in, or could before; those whose account is closed come last',
		name: 'Name',
		email: 'E-mail',
		role: 'Role',
		sees: 'Sees',
		state: 'State',
		last: 'Last sign-in',
		never: 'never',
		states: { invited: 'invited', active: 'active', closed: 'closed' },
		linkUntil: ({ moment }: { moment: string }) => `The link works until ${moment}.`,
		linkGone: 'The link has run out. Make a new one.',
		sample: 'These people are made up, as all of the sample agency is. Nobody has a password here.'
	},
	/** What is missing to choose from, and where it is brought. */
	missing: {
		programs: 'There are no programs yet',
		programsWhy: 'They come with an export. Until one is imported, you can give all programs.',
		teams: 'There are no teams yet',
		teamsWhy: 'They come with a roster: a file of the workers and one of their teams.',
		workers: 'There are no workers yet',
		workersWhy: 'They come with a roster, or with an export that says who wrote each record.',
		funders: 'There are no grants yet',
		fundersWhy: 'Once there are, choose here whose reports this person sees.',
		grants: 'Where grants are set up',
		roster: 'Where a roster is brought',
		data: 'Where data is brought'
	},
	form: {
		role: 'Role',
		chooseRole: 'What is this person?',
		name: 'Name',
		email: 'E-mail',
		emailHint: 'They sign in with it. Nothing is sent there.',
		programs: 'Programs',
		allPrograms: 'All programs, also those to come',
		somePrograms: 'Only these:',
		teams: 'Teams',
		members: ({ members, n }: { members: string; n: number }) =>
			n === 0 ? 'Nobody is in it now.' : `Now in it: ${members}.`,
		leads: ({ supervisors }: { supervisors: string }) => `On the roster it is supervised by ${supervisors}.`,
		worker: 'Worker',
		workerHint: 'Whose cases this person sees, by the name on the roster and the code in the source system.',
		funder: 'Funder',
		funderHint: 'Whose reports this person sees, as the grants name the funder.',
		notGiving: ({ funder }: { funder: string }) => `${funder} (gives no grant any more)`,
		choose: 'Choose …',
		inTeam: ({ worker, team }: { worker: string; team: string }) => `${worker}, ${team}`,
		notThere: 'not in the data any more',
		nothingSaved: 'Nothing was saved yet.',
		mend: 'See what is marked below.'
	},
	invite: {
		title: 'Invite somebody',
		submit: 'Make the invitation',
		done: ({ name }: { name: string }) => `${name} is invited`,
		another: 'Invite somebody else'
	},
	/** A link that is shown once, to be handed over. */
	hand: {
		label: 'Link to hand over',
		why: ({ name, moment }: { name: string; moment: string }) =>
			`Give this link to ${name}, and to nobody else. It works once, until ${moment}. It is shown only now.`,
		copy: 'Copy the link',
		copied: 'Copied'
	},
	person: {
		back: 'People',
		since: 'Since',
		change: 'Change',
		submit: 'Save',
		ends: 'Who is changed has to sign in again.',
		saved: 'Saved. They have to sign in again.',
		link: 'A new link',
		linkWhy: 'For somebody who forgot the password or lost the invitation. An older link stops working.',
		makeLink: 'Make a new link',
		linkMade: 'Here is the new link',
		close: 'Close the account',
		closeWhy:
			'They are signed out at once and cannot sign in. What they did stays in the audit log. You can open the account again.',
		closed: 'The account is closed.',
		open: 'Open the account',
		openWhy: 'They can sign in again with the password that they had.',
		opened: 'The account is open.'
	},
	demonstration: {
		title: 'Look at the sample agency',
		lead: 'This is a demonstration. The agency, its workers and its clients are made up. Whom do you want to be?',
		as: ({ name, role }: { name: string; role: string }) => `${name}, ${role}`,
		/** What each role comes for. */
		comes: {
			administrator: 'Is it safe, and who sees what?',
			'data steward': 'Was my file accepted, what is wrong in it, and can I take it back?',
			'program manager': 'How many did we serve, where do cases get stuck, and is it better or only noise?',
			supervisor: 'Who on my team needs help this week, and what is overdue?',
			worker: 'What is said about my work, is it fair, and what do I do next?',
			funder: 'Did the grant deliver what was promised?'
		} satisfies Record<Role, string>,
		own: 'To see your own figures, import an export and start Throughline again:',
		command: 'npm run -s throughline -- import FILE.zip',
		be: 'Be somebody else:',
		noPasswords: 'Nobody has a password in the sample agency. Choose somebody to be instead.',
		choose: 'Choose somebody'
	}
};
