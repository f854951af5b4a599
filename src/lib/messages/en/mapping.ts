import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };

/** How the columns of another system become ours. */
export default {
	title: 'Say what the columns mean',
	headline: {
		complete: 'The mapping is complete',
		open: ({ value, number }: Count) =>
			cases(value, {
				one: '1 thing is still missing in the mapping',
				other: `${number} things are still missing in the mapping`
			})
	},
	back: 'The upload',
	first:
		'Everything below is a suggestion, made of the headers and of what the columns hold. Look through it, change what is wrong, and say that it is right at the end.',
	saved: 'Saved. It is not used yet: you can leave and take it up again here.',
	missing: 'What is still missing',
	alone: 'It does not stand alone',
	aloneWhy:
		'So it can only add to a source that is there already. For a source of its own, add what is missing:',
	addOne: ({ table }: { table: string }) => `Add ${table}`,
	kept: ({ title, version }: { title: string; version: number }) =>
		`This becomes version ${String(version)} of the mapping “${title}”`,
	keptWhy:
		'A mapping of that name is kept already, and recognises exports by its newest version. Is this another system? Then give it another name below.',
	said: 'What it does, in sentences',
	files: 'The files',
	file: ({ name, what }: { name: string; what: string }) => `${name}: ${what}.`,
	unread: ({ value, number, headers }: Count & { headers: string }) =>
		cases(value, {
			one: `1 column is not read: ${headers}.`,
			other: `${number} columns are not read: ${headers}.`
		}),
	dropped: ({ value, number }: Count) =>
		cases(value, {
			one: '1 column that may name people was taken out before anything was stored.',
			other: `${number} columns that may name people were taken out before anything was stored.`
		}),

	source: 'What the source system is called',
	sourceHint: 'Always the same, for each of its exports.',
	name: 'What this mapping is called',
	nameHint: 'So that you find it again. The next export of this shape is recognised by itself.',
	exports: 'What each export holds',
	everything: 'everything of its programs and its time: what is missing in it has gone',
	changes: 'what is new or changed: what is missing in it stays as it was',
	until: 'Up to which day an export knows',
	untils: {
		'last entry': 'the last day on which anything in it happened',
		'file date': 'the day on which its file was written'
	},

	table: ({ table, file }: Record<'table' | 'file', string>) => `${table}, from ${file}`,
	tables: {
		client: 'People',
		program: 'Programs',
		worker: 'Workers',
		team_membership: 'Teams of workers',
		absence: 'Absences of workers',
		assignment: 'Who has a case',
		enrollment: 'Stays (cases)',
		contact: 'Contacts',
		service: 'Services',
		referral: 'Referrals',
		household: 'Households'
	} as Record<string, string>,
	needed: 'needed',
	nowhere: 'not in these files',
	same: 'the same on every line …',
	several: 'several columns together …',
	constant: ({ column }: { column: string }) => `What ${column} is on every line`,
	severalOf: ({ column }: { column: string }) => `Columns that make ${column} together`,
	numbered: 'Several lines may have it in common: number them',
	more: ({ value, number }: Count) =>
		cases(value, {
			one: '1 more column that it could have',
			other: `${number} more columns that it could have`
		}),
	because: ({ reason }: { reason: string }) => `Suggested: ${reason}.`,
	dates: {
		settled: ({ order, reason }: Record<'order' | 'reason', string>) => `Read with the ${order}: ${reason}.`,
		ask: 'How are its dates written?',
		reading: ({ order, example, day }: Record<'order' | 'example' | 'day', string>) =>
			`${order}: ${example} is ${day}`,
		orders: { 'month first': 'month first', 'day first': 'day first', 'year first': 'year first' },
		open: 'not said yet'
	},
	words: {
		all: ({ value, number }: Count) =>
			cases(value, { one: '1 word, which is known', other: `${number} words, all known` }),
		open: ({ words, value, lines }: Count & { words: string; lines: string }) =>
			`${words} ${cases(value, { one: 'word', other: 'words' })} on ${lines} lines not said yet`,
		kept: ({ words, value, lines }: Count & { words: string; lines: string }) =>
			`${words} ${cases(value, { one: 'word', other: 'words' })} on ${lines} lines kept as written: say which of ours it is, where one fits`,
		of: ({ theirs, value, number }: Count & { theirs: string }) =>
			`${theirs} (${number} ${cases(value, { one: 'line', other: 'lines' })})`,
		unsaid: 'not said yet: becomes empty and is listed',
		empty: 'nothing: leave it empty',
		asIs: 'as it is'
	},
	rows: 'Lines, conditions and other files',
	merge: 'Lines with the same id become one row',
	only: 'Only lines where',
	how: { is: 'is one of', filled: 'is filled', empty: 'is empty' },
	howOf: 'How',
	isOf: 'Words, with ; between them',
	anyLine: 'any line',
	beside: 'Beside it the line of',
	noFile: 'no other file',
	left: 'Where its column',
	right: 'is the other’s',
	remove: ({ table }: { table: string }) => `Leave out ${table}`,
	add: 'Another table',
	addWhat: 'What is to be read too',
	addFrom: 'From which file',
	addButton: 'Add it',
	save: 'Save and go on later',
	finish: 'This is right',
	restart: 'Begin again with what is suggested',
	notYet: 'It cannot be used yet',

	list: {
		title: 'Mappings',
		link: 'Mappings: how exports of other systems are read',
		headline: ({ value, number }: Count) =>
			cases(value, {
				zero: 'No mapping is kept yet',
				one: '1 mapping says how exports of another system are read',
				other: `${number} mappings say how exports of other systems are read`
			}),
		what: 'A mapping says how the columns of another system become ours. It is made when an upload is mapped, and recognises the next export by itself.',
		caption: 'The mappings that are kept',
		mapping: 'Mapping',
		source: 'Source',
		version: 'Version',
		batches: 'Batches made with it',
		broken: 'A mapping cannot be read'
	},
	one: {
		version: ({ version }: { version: string }) => `Version ${version}`,
		newest: ({ title, version }: Record<'title' | 'version', string>) => `${title}, version ${version}`,
		what: 'What it does',
		changed: ({ version }: { version: string }) => `What is other than in version ${version}`,
		nothing: 'They do the same.',
		before: 'Before',
		now: 'Now',
		versions: 'Versions and what was made with each',
		none: 'none that counts',
		download: 'Download it as JSON',
		edit: 'Change it as JSON',
		editWhat:
			'What you save becomes the next version. Batches that were made with the versions before stay as they are until their uploads are mapped again.',
		json: 'The mapping',
		file: 'or a file of it',
		save: 'Save as the next version',
		refused: 'It was not saved',
		savedNow: ({ version }: { version: string }) => `Saved as version ${version}`,
		again: 'Map kept uploads again',
		againWhat: ({ value, number, version }: Count & { version: string }) =>
			cases(value, {
				one: `What was uploaded for 1 batch is mapped again with version ${version}. The batch that comes of it stands in the place of the one before, and the figures follow. Undo brings the one before back.`,
				other: `What was uploaded for ${number} batches is mapped again with version ${version}. The batches that come of it stand in the place of those before, and the figures follow. Undo brings those before back.`
			}),
		againNone: 'No batch that counts was made with this mapping and has its upload kept.',
		againAll: 'Where one is refused, none is taken.',
		yes: 'Map them again'
	}
};
