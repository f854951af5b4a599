import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };
type Words = { label: string; why: string };

/** What an agency can set, and the files of standards, targets and holidays. */
export default {
	title: 'Settings',
	what: 'They are kept in settings.json of the home. A field that is left empty has the value that stands below it.',
	sample:
		'This is the sample agency: its settings can be looked at, not changed. To begin with your own data, import an export and start Throughline again.',
	broken: 'settings.json cannot be read, so nothing can be imported or built',
	brokenWhy: 'Saving the form writes it anew.',
	invalid: 'settings.json is wrong in places, so nothing can be imported or built',
	elsewhere: ({ value, number }: Count) =>
		cases(value, { one: 'One setting is', other: `${number} settings are` }) + ' in settings.json only',
	fields: {
		fiscal_year_start: {
			label: 'First month of the fiscal year',
			why: 'From 1, January, to 12, December. Quarters and years of figures begin with it.'
		},
		contact_days: {
			label: 'Days without contact',
			why: 'From 1 to 365. A household with whom nobody was in contact for so long stands on the list of what is due. 24 CFR 576.401(e) asks for a meeting each month in rapid re-housing and prevention.'
		},
		time_zone: {
			label: 'Time zone',
			why: 'Its name in the list of the world’s time zones, such as America/New_York. Moments are shown in it.'
		},
		'listen.host': {
			label: 'Address of this machine',
			why: '127.0.0.1 is reached from this machine only. Counts when Throughline starts again.'
		},
		'listen.port': { label: 'Port', why: '0 is any that is free. Counts when Throughline starts again.' },
		origin: {
			label: 'Address that people use',
			why: 'That of the proxy in front, such as https://figures.agency.example. Counts when Throughline starts again.'
		},
		upload_limit_mb: {
			label: 'Largest form, in megabytes',
			why: 'What other pages send may not be larger. Counts when Throughline starts again.'
		},
		script_upload_limit_mb: {
			label: 'Largest export, in megabytes',
			why: 'Of what is sent on the upload page, or by a script with an upload key. Counts when Throughline starts again.'
		},
		'inbox.folder': {
			label: 'Folder',
			why: 'By its whole path, such as /srv/throughline-inbox. Exports are put into “drop” in it; “processed” and “failed” are made beside. Empty: the folder inbox of the home.'
		},
		'inbox.settle_seconds': {
			label: 'Seconds until it is taken',
			why: 'An export is taken once nothing of it has changed for so long.'
		},
		'inbox.keep_days': {
			label: 'Days to keep what was accepted',
			why: '0: it is deleted at once, as it holds people’s data. A note of it stays in any case.'
		},
		'inbox.keep_failed_days': {
			label: 'Days to keep what was refused',
			why: 'Then the file is deleted; the text that says why stays.'
		},
		expected_days: {
			label: 'Newer data is expected after, in days',
			why: 'Who opens the first page is told when the newest data of a source is older. One source in each line, by its key, such as “hmis: 35”; 0 is never. A source that is not here has the rhythm of its past exports.'
		},
		covers_system: {
			label: 'Sources that cover their whole system',
			why: 'HUD’s system performance measures are of every project of a homelessness system. One HMIS source in each line, by its key, that holds all of them; without one there are no such measures.'
		},
		session_idle_minutes: {
			label: 'Minutes until signed out when idle',
			why: 'After so long without opening a page, people sign in again.'
		},
		session_hours: {
			label: 'Hours until signed out in any case',
			why: 'After so long people sign in again, however busy they are.'
		},
		keep_stores: {
			label: 'Stores to keep',
			why: 'How many sets of figures are kept, the present ones among them. An older one can be gone back to at once.'
		},
		report_approvals: {
			label: 'Approvals of a report',
			why: 'How many people have to approve a report before it is released to its funder, 1 or 2.'
		},
		disk_warning_gb: {
			label: 'Gigabytes of free disk to warn at',
			why: 'With less than this free there is a warning.'
		},
		report_colour: {
			label: 'Color of reports',
			why: 'Of the headings in reports that are given out, as #rrggbb, such as #0f5c63; it must be dark enough to be read on white. The logo is logo.svg or logo.png of the home.'
		},
		'practical_sizes.share': {
			label: 'Of shares, from',
			why: 'A gap between groups of people is shown where their shares differ by at least this: 0.1 is ten points of a hundred.'
		},
		'practical_sizes.other': {
			label: 'Of times, rates and means, from',
			why: 'As a share of the others’ figure: 0.25 is a quarter more or less. Of times at least one day or minute.'
		},
		'practical_sizes.metrics': {
			label: 'Of single figures, from',
			why: 'One figure in each line, by its id and in its own unit, such as “days-to-move-in: 14”; five points of a share are 0.05.'
		},
		'oidc.name': {
			label: 'Name of the other system',
			why: 'People know it by this; it stands on the sign-in page.'
		},
		'oidc.discovery_url': {
			label: 'Its address',
			why: 'Of its OpenID Connect configuration; it begins with https://.'
		},
		'oidc.client_id': {
			label: 'Client id',
			why: 'Under which that system knows this one. The client secret is in secrets/oidc.secret.'
		},
		'oidc.only': { label: 'Only by it', why: 'Passwords are then for administrators only.' }
	} as Record<string, Words>,
	/** Names of groups of settings. */
	groups: {
		listen: 'Where the server listens',
		inbox: 'The watched folder',
		practical_sizes: 'How large a difference between groups must be to matter',
		oidc: 'Signing in by another system (OpenID Connect)'
	} as Record<string, string>,
	comesWith: ({ value }: { value: string }) => `If empty: ${value}.`,
	touchesFigures: 'A change makes the figures anew.',
	secret: 'It is not shown. Leave it empty to keep it.',
	yes: 'yes',
	no: 'no',
	unset: 'as it comes',
	perLine: 'One in each line.',
	save: 'Save the settings',
	saved: 'The settings were saved',
	savedWhy: 'They count from now on, where nothing else stands below them.',
	same: 'Nothing was changed: the settings were the same',
	nothing: ({ value, number }: Count) =>
		cases(value, {
			one: 'Nothing was saved: one thing to correct',
			other: `Nothing was saved: ${number} things to correct`
		}),
	wrong: {
		whole: ({ least, most }: Record<'least' | 'most', string | null>) => number('whole number', least, most),
		number: ({ least, most }: Record<'least' | 'most', string | null>) => number('number', least, most),
		needed: 'This is needed with the others of its group. Fill it in, or empty all of them.',
		pairs: 'Write a name, a colon and a number in each line, such as “hmis: 35”.',
		choice: ({ choices }: { choices: string }) => `Choose one of ${choices}.`,
		other: ({ message }: { message: string }) => `It does not fit: ${message}.`
	},

	waiting: 'The figures are not yet made with the files as they are now',
	waitingWhy: 'Nothing else may be running while they are made.',
	build: 'Make the figures now',

	files: {
		title: 'Standards, targets and holidays',
		what: 'Figures are judged by these files. A file in the home stands in place of the one that Throughline comes with.',
		caption: 'The files that figures are held to',
		file: 'File',
		holds: 'What it holds',
		whose: 'Which is in force',
		own: 'your own',
		ours: 'the one that Throughline comes with',
		change: ({ file }: { file: string }) => `Look at ${file} or change it`,
		standards: 'What they come to'
	},
	file: {
		own: 'Your own file is in force.',
		ours: 'The file that Throughline comes with is in force.',
		broken: 'The file in force is wrong, so nothing can be imported or built',
		back: 'All settings',
		download: 'Download it',
		edit: 'Edit it',
		text: 'Its text',
		textHint: 'Comma-separated; the first line names the columns.',
		save: 'Save',
		upload: 'Upload another',
		choose: 'CSV file',
		submit: 'Upload',
		backToOurs: 'Go back to the one that Throughline comes with',
		oursWhy: 'Your own is removed. Download it first if you may want it again.',
		oursSubmit: 'Remove your own',
		none: 'CSV file: choose one.',
		large: 'CSV file: it is larger than 2 MB. Leave out what is not needed.',
		refused: ({ value, number }: Count) =>
			cases(value, {
				one: 'The file was refused: one thing to correct',
				other: `The file was refused: ${number} things to correct`
			}),
		kept: 'The one in force stays.',
		saved: 'The file was saved',
		savedNoData: 'Nothing was imported yet, so there are no figures to be made anew.',
		later:
			'It was saved. Another work is running, so the figures are not yet made with it: make them on the page of settings.'
	},
	change: 'Change them'
};

function number(kind: string, least: string | null, most: string | null): string {
	if (least !== null && most !== null) return `Write a ${kind} from ${least} to ${most}.`;
	if (least !== null) return `Write a ${kind} of ${least} or more.`;
	if (most !== null) return `Write a ${kind} of ${most} or less.`;
	return `Write a ${kind}.`;
}
