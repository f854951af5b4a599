import type { Said } from '#lib/audit-words.ts';
import type { Action } from '#lib/server/audit.ts';
import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };

const counted = ({ value, number }: Count, one: string, other: string) =>
	`${number} ${cases(value, { one, other })}`;
const inBrackets = (count: Count | null, one: string, other: string) =>
	count === null ? '' : ` (${counted(count, one, other)})`;
const named = (what: string, other: string) => (what === '' ? other : what);

/** A work has two entries: it was asked for, and what it came to. */
const work =
	(thing: (said: Said) => string, asked: (said: Said) => string, done: (said: Said) => string) =>
	(said: Said): string => {
		switch (said.step) {
			case 'done':
				return `${said.who} ${done(said)}.`;
			case 'refused':
				return `${said.who} asked for ${thing(said)}, which was refused${inBrackets(said.reasons, 'reason', 'reasons')}.`;
			case 'failed':
				return `${said.who} asked for ${thing(said)}, which failed.`;
			default:
				return `${said.who} asked ${asked(said)}.`;
		}
	};

const uploads = ({ uploads: count }: Said) =>
	count === null ? 'an export' : counted(count, 'upload', 'uploads');

/** What somebody was given of single clients. */
const rowsOf = ({ what, kind, rows }: Said) => {
	if (kind === 'case') return `the case ${what}`.trim();
	if (what === '') return `single clients${inBrackets(rows, 'row', 'rows')}`;
	const before = kind === 'rows' ? 'rows of ' : kind === 'problems' ? 'records with the problem ' : '';
	return `${before}${what}${inBrackets(rows, 'row', 'rows')}`;
};

/** What is called what, and the sentence of an entry. Each action has both. */
const actions: Record<Action, { name: string; did: (said: Said) => string }> = {
	'set up': {
		name: 'Set up',
		did: ({ who }) => `${who} set up Throughline and became its first administrator.`
	},
	'signed in': { name: 'Signed in', did: ({ who }) => `${who} signed in.` },
	'signed out': { name: 'Signed out', did: ({ who }) => `${who} signed out.` },
	'sign-in refused': {
		name: 'Sign-in refused',
		did: ({ who, what }) => `${who} tried to sign in as ${named(what, 'somebody')} and was refused.`
	},
	invited: {
		name: 'Invited',
		did: ({ who, what, role }) =>
			`${who} invited ${named(what, 'somebody')}${role === null ? '' : ` as ${role.to}`}.`
	},
	'made a password link': {
		name: 'Made a password link',
		did: ({ who, what }) =>
			`${who} made a link with which ${named(what, 'somebody')} can choose a new password.`
	},
	'set a password': {
		name: 'Set a password',
		did: ({ who }) => `${who} chose a password.`
	},
	'changed a person': {
		name: 'Changed a person',
		did: ({ who, what, role, state }) => {
			const person = named(what, 'somebody');
			if (role !== null && role.from !== null && role.from !== role.to)
				return `${who} made ${person}, who was ${role.from}, ${role.to}.`;
			if (role !== null) return `${who} changed ${person}: name, e-mail or what they see.`;
			return state === null ? `${who} changed ${person}.` : `${who} opened the account of ${person} again.`;
		}
	},
	'closed an account': {
		name: 'Closed an account',
		did: ({ who, what }) => `${who} closed the account of ${named(what, 'somebody')}.`
	},
	'saw rows': {
		name: 'Saw rows of single clients',
		did: (said) => `${said.who} saw ${rowsOf(said)}.`
	},
	'saw figures by worker': {
		name: 'Saw figures by worker',
		did: ({ who, what }) => `${who} saw ${named(what, 'figures')} by worker.`
	},
	'looked for a case': {
		name: 'Looked for a case',
		did: ({ who, found }) =>
			`${who} looked for a case by the source system’s own id${found === null ? '' : found ? ' and found it' : ' and found none'}.`
	},
	exported: {
		name: 'Exported',
		did: (said) => `${said.who} exported ${rowsOf(said)}.`
	},
	compared: {
		name: 'Compared with another system',
		did: ({ who }) => `${who} compared HUD’s tables with those of another system.`
	},
	received: {
		name: 'Received an upload',
		did: work(
			() => 'an upload to be received',
			() => 'for an upload to be received',
			() => 'brought in an upload, to be looked at'
		)
	},
	checked: {
		name: 'Checked an upload',
		did: work(
			() => 'an upload to be checked',
			() => 'for an upload to be checked',
			() => 'had an upload checked, without taking it'
		)
	},
	'mapped again': {
		name: 'Mapped uploads again',
		did: work(
			() => 'kept uploads to be mapped again',
			() => 'for kept uploads to be mapped again',
			() => 'had kept uploads mapped again'
		)
	},
	'dropped an upload': {
		name: 'Dropped an upload',
		did: ({ who, what }) => `${who} dropped the upload ${what}, which was not accepted.`
	},
	imported: {
		name: 'Imported',
		did: work(
			(said) => `the import of ${uploads(said)}`,
			(said) =>
				said.dryRun ? `to look at ${uploads(said)} without importing` : `for the import of ${uploads(said)}`,
			(said) => {
				if (said.dryRun) return `looked at ${uploads(said)} without importing`;
				const refused = inBrackets(said.refused, 'other upload was refused', 'other uploads were refused');
				return said.known
					? `asked for the import of ${uploads(said)}, known already as ${said.what}${refused}`
					: `imported ${named(said.what, uploads(said))}${refused}`;
			}
		)
	},
	undid: {
		name: 'Took a batch back',
		did: work(
			({ what }) => `${named(what, 'a batch')} to be taken back`,
			({ what }) => `for ${named(what, 'a batch')} to be taken back`,
			({ what }) => `took back ${named(what, 'a batch')}`
		)
	},
	purged: {
		name: 'Purged',
		did: work(
			({ what }) => `${named(what, 'a client’s rows')} to be deleted for good`,
			({ what }) => `for ${named(what, 'a client’s rows')} to be deleted for good`,
			({ what, rows }) =>
				`deleted ${named(what, 'a client’s rows')} for good${what === '' ? inBrackets(rows, 'row', 'rows') : ''}`
		)
	},
	built: {
		name: 'Made the figures',
		did: work(
			() => 'the figures to be made anew',
			() => 'for the figures to be made anew',
			() => 'had the figures made anew'
		)
	},
	'made an upload key': {
		name: 'Made an upload key',
		did: ({ who, what }) => `${who} made ${what === '' ? 'an upload key' : `the upload key “${what}”`}.`
	},
	'revoked an upload key': {
		name: 'Revoked an upload key',
		did: ({ who, what }) => `${who} revoked ${what === '' ? 'an upload key' : `the upload key “${what}”`}.`
	},
	'changed a setting': {
		name: 'Changed a setting',
		did: ({ who, what }) => `${who} changed ${what === '' ? 'a setting' : `the setting ${what}`}.`
	},
	'changed standards or targets': {
		name: 'Changed standards or targets',
		did: ({ who, what }) => `${who} changed ${named(what, 'standards or targets')}.`
	},
	'added a grant': {
		name: 'Added a grant',
		did: ({ who, what }) => `${who} added the grant “${what}”.`
	},
	'changed a grant': {
		name: 'Changed a grant',
		did: ({ who, what }) => `${who} changed the grant “${what}”.`
	},
	'removed a grant': {
		name: 'Removed a grant',
		did: ({ who, what }) => `${who} removed the grant “${what}”.`
	},
	'brought in grants': {
		name: 'Brought in grants',
		did: ({ who }) => `${who} brought in a file of grants.`
	},
	'changed a mapping': {
		name: 'Changed a mapping',
		did: ({ who, what }) => `${who} saved a version of ${named(what, 'a mapping')}.`
	},
	'changed the roster': {
		name: 'Changed the roster',
		did: ({ who, what }) => `${who} changed the roster${what === '' ? '' : ` (${what})`}.`
	},
	'marked a step change': {
		name: 'Marked a step change',
		did: ({ who, what }) => `${who} marked a step change of ${named(what, 'a figure')}.`
	},
	'took a step change back': {
		name: 'Took a step change back',
		did: ({ who, what }) => `${who} took back a step change of ${named(what, 'a figure')}.`
	},
	'opened a gap': {
		name: 'Opened a gap',
		did: ({ who, what }) => `${who} opened a gap of ${named(what, 'a figure')}, to follow it.`
	},
	'wrote about a gap': {
		name: 'Wrote about a gap',
		did: ({ who, what }) => `${who} wrote something down about a gap of ${named(what, 'a figure')}.`
	},
	'gave a gap to somebody': {
		name: 'Gave a gap to somebody',
		did: ({ who, what }) => `${who} said who sees to a gap of ${named(what, 'a figure')}.`
	},
	'closed a gap': {
		name: 'Closed a gap',
		did: ({ who, what }) => `${who} closed a gap of ${named(what, 'a figure')}.`
	},
	'put off what is due': {
		name: 'Put off what is due',
		did: ({ who, what }) =>
			`${who} put something off that is due in ${what === '' ? 'a case' : `the case ${what}`}.`
	},
	'took up again what was put off': {
		name: 'Took up again what was put off',
		did: ({ who, what }) =>
			`${who} took up again something that was put off in ${what === '' ? 'a case' : `the case ${what}`}.`
	},
	'logged a supervision': {
		name: 'Logged a supervision',
		did: ({ who, what }) => `${who} wrote a supervision meeting down of ${named(what, 'a worker')}.`
	},
	'corrected a supervision': {
		name: 'Corrected a supervision',
		did: ({ who, what }) =>
			`${who} corrected what was written down of a supervision meeting of ${named(what, 'a worker')}.`
	},
	'opened a review': {
		name: 'Opened a review',
		did: ({ who }) => `${who} opened the review of a worker.`
	},
	'wrote in a review': {
		name: 'Wrote in a review',
		did: ({ who }) => `${who} wrote something down in the review of a worker.`
	},
	'signed a review': {
		name: 'Signed a review',
		did: ({ who }) => `${who} signed the review of a worker.`
	},
	'closed a review': {
		name: 'Closed a review',
		did: ({ who }) => `${who} closed the review of a worker with the second signature.`
	},
	'opened a report': {
		name: 'Opened a report',
		did: ({ who, what }) => `${who} opened the report on a quarter of ${named(what, 'a grant')}.`
	},
	'wrote in a report': {
		name: 'Wrote in a report',
		did: ({ who, what }) => `${who} wrote in the report on a quarter of ${named(what, 'a grant')}.`
	},
	'sent a report for review': {
		name: 'Sent a report for review',
		did: ({ who, what }) => `${who} sent the report on a quarter of ${named(what, 'a grant')} for review.`
	},
	'took a report back': {
		name: 'Took a report back from review',
		did: ({ who, what }) =>
			`${who} took the report on a quarter of ${named(what, 'a grant')} back from review.`
	},
	'approved a report': {
		name: 'Approved a report',
		did: ({ who, what }) => `${who} approved the report on a quarter of ${named(what, 'a grant')}.`
	},
	'dropped a report': {
		name: 'Dropped a report',
		did: ({ who, what }) => `${who} dropped the report on a quarter of ${named(what, 'a grant')}.`
	},
	'released a report': {
		name: 'Released a report',
		did: ({ who, what }) =>
			`${who} released the report on a quarter of ${named(what, 'a grant')} to its funder.`
	},
	'read a released report': {
		name: 'Read a released report',
		did: ({ who, what }) =>
			`${who} read a released report on ${named(what, 'a grant')}, or took a copy of it.`
	},
	'made a link to a report': {
		name: 'Made a link to a report',
		did: ({ who, what }) =>
			`${who} made a link with a code to a released report on ${named(what, 'a grant')}.`
	},
	'ended a link to a report': {
		name: 'Ended a link to a report',
		did: ({ who, what }) => `${who} ended a link to a released report on ${named(what, 'a grant')}.`
	},
	'opened a report by a link': {
		name: 'Opened a report by a link',
		did: ({ who, what }) =>
			`${who} opened a released report on ${named(what, 'a grant')} by a link and its code.`
	},
	'verified a release': {
		name: 'Verified a release',
		did: ({ who, what }) => `${who} had a release on ${named(what, 'a grant')} made again from its batches.`
	},
	'backed up': {
		name: 'Backed up',
		did: work(
			() => 'a backup',
			() => 'for a backup',
			({ what }) => `made ${what === '' ? 'a backup' : `the backup ${what}`}`
		)
	},
	restored: {
		name: 'Restored',
		did: ({ who, what }) => `${who} restored ${what === '' ? 'a backup' : `the backup ${what}`}.`
	},
	'rotated keys': {
		name: 'Rotated keys',
		did: work(
			() => 'new keys',
			() => 'for new keys',
			() => 'had keys replaced by new ones'
		)
	},
	pruned: {
		name: 'Removed what nothing needs',
		did: work(
			() => 'what nothing needs to be removed',
			() => 'for what nothing needs to be removed',
			() => 'had what nothing needs removed'
		)
	}
};

/** The log of who did and saw what. */
export default {
	title: 'Audit log',
	headline: ({ value, number, since }: Count & { since: string }) =>
		`${counted({ value, number }, 'entry', 'entries')} since ${since}`,
	none: 'Nothing has been written down yet',
	whole: ({ value, number }: Count) =>
		cases(value, {
			one: 'The log is whole: its one entry is as it was written.',
			other: `The log is whole: all ${number} entries are as they were written, and none is missing.`
		}),
	broken: 'The log is not as it was written',
	brokenWhy:
		'Find out who had access to the folder of Throughline, keep a copy of it as it is, and compare app.sqlite with the one in a backup.',
	unchecked: 'Whether the log is whole has not been checked just now.',
	check: ({ number }: { number: string }) => `Check all ${number} entries`,
	person: 'Who',
	everybody: 'Everybody',
	action: 'What',
	everything: 'Everything',
	from: 'From',
	to: 'To',
	text: 'About',
	textHint: 'a name, a metric, a batch',
	show: 'Show',
	clear: 'Show all',
	found: ({ value, number }: Count) =>
		cases(value, {
			zero: 'No entry fits these filters',
			one: 'One entry fits',
			other: `${number} entries fit`
		}),
	caption: ({ zone }: { zone: string }) => `What was done, newest first, in the time of ${zone}`,
	utc: 'UTC (no time zone is set)',
	entry: 'Entry',
	when: 'When',
	what: 'What was done',
	details: 'Details',
	open: 'What it came to is not written down: it goes on, or was cut off.',
	pages: 'Pages of the log',
	download: ({ value, number }: Count) =>
		`Download ${cases(value, { one: 'it', other: `all ${number}` })} as CSV`,
	downloadNote: 'The download is itself written down.',
	unknownAction: ({ value }: { value: string }) => `Nothing is written down as “${value}”.`,
	yes: 'yes',
	no: 'no',
	actors: {
		'command line': 'The command line',
		link: 'Whoever had a link and its code',
		'inbox folder': 'The inbox folder',
		'not signed in': 'Somebody who was not signed in'
	} as Record<string, string>,
	subjects: {
		cases: 'the cases that were found',
		due: 'the list of what is due',
		sheet: 'the sheet for a one-to-one',
		review: 'the review of a worker',
		assignments: 'assignments of cases',
		overview: 'the overview',
		flow: 'the flow of cases',
		'hud-apr': 'HUD’s APR',
		'hud-caper': 'HUD’s CAPER',
		'hud-spm': 'HUD’s system performance measures',
		trends: 'what changed over time',
		problems: 'problems in the exports',
		'audit log': 'the audit log'
	} as Record<string, string>,
	batch: ({ value, ids }: { value: number; ids: string }) =>
		`${cases(value, { one: 'batch', other: 'batches' })} ${ids}`,
	titled: ({ title }: { title: string }) => `“${title}”`,
	/** What a detail is called; one that is not here is shown by its own name. */
	labels: {
		exact: 'Exact time',
		day: 'Day',
		programs: 'Programs',
		funder: 'Funder',
		grants: 'Grants',
		step: 'State',
		asked: 'Asked for in entry',
		uploads: 'Uploads',
		files: 'Files',
		changed: 'Lines changed',
		own: 'Of one’s own',
		dry_run: 'Without importing',
		clients: 'Clients',
		batches: 'Batches',
		refused: 'Uploads refused',
		reasons: 'Reasons',
		rows: 'Rows',
		stage: 'Stage',
		households: 'Which households',
		store: 'Store',
		made_from: 'Made from batches',
		what: 'What',
		of: 'Of',
		page: 'Page',
		enrollments: 'Cases',
		found: 'Found',
		gap: 'Gap',
		review: 'Review',
		hash: 'Hash of what was signed',
		list: 'List',
		due: 'Kind of thing',
		keys: 'Keys',
		key: 'Key',
		until: 'Until',
		secrets: 'With the keys',
		stores: 'Stores',
		bytes: 'Bytes',
		source: 'Source',
		form: 'Form',
		source_ids: 'With the source system’s ids',
		period: 'Period',
		where: 'Only',
		by: 'Broken down by',
		role: 'Role',
		state: 'State',
		from: 'From',
		to: 'To',
		address: 'Network address',
		action: 'What',
		person: 'Who',
		text: 'Words looked for'
	} as Record<string, string>,
	actions
};
