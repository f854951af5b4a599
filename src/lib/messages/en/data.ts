import { plural } from '../plural.ts';

const cases = plural('en');
const batches = (value: number, number: string) =>
	`${number} ${cases(value, { one: 'batch', other: 'batches' })}`;
const records = (value: number, number: string) =>
	`${number} ${cases(value, { one: 'record', other: 'records' })}`;
const lines = (value: number, number: string) => `${number} ${cases(value, { one: 'line', other: 'lines' })}`;

type Count = { value: number; number: string };

/** What was imported, what is wrong in it, and how it is taken back. */
export default {
	title: 'Data',
	headline: ({ date }: { date: string }) => `Everything is known up to ${date}`,
	headlineApart: ({ first, last }: { first: string; last: string }) =>
		`Known up to ${first} or later, the newest source up to ${last}`,
	summary: {
		records: ({ value, number }: Count) =>
			cases(value, { one: '1 problem in the records', other: `${number} problems in the records` }),
		lines: ({ value, number }: Count) =>
			cases(value, {
				one: '1 problem in the lines of the newest exports',
				other: `${number} problems in the lines of the newest exports`
			}),
		clean: 'No problem was found, neither in the records nor in the lines of the newest exports.'
	},
	empty: {
		title: 'Nothing has been imported yet',
		why: 'An export that is accepted is listed here as a batch, with its lines and its problems.'
	},
	trouble: 'The figures cannot be read',
	unverified: 'It could not be told whether every batch is whole',
	unreadable: 'A batch cannot be read',

	sources: {
		title: 'How fresh it is',
		caption: 'The source systems that the figures come from',
		source: 'Source',
		knownUntil: 'Known up to',
		age: ({ date, age }: { date: string; age: string }) => `${date}, ${age}`,
		exported: 'Last exported',
		batches: 'Batches that count',
		none: 'No batch counts: the figures are empty.'
	},

	templates: {
		title: 'Templates to fill in',
		what: 'Without an HMIS export, fill in these files and import the folder that holds them, or a zip of it. about.csv, client.csv, program.csv and enrollment.csv are needed; each other file brings more figures. Every file has one made-up row as an example: delete it. No names, addresses or numbers of persons: columns that are not listed are not read.',
		roster:
			'Workers, teams, absences and assignments can be added to any source: a folder with about.csv and these files alone.',
		/** What a row of about.csv is. */
		about: 'what the upload is, in one row',
		file: ({ table, row }: { table: string; row: string }) => `${table}.csv: ${row}`,
		download: ({ table }: { table: string }) => `Download ${table}.csv`,
		caption: ({ table }: { table: string }) => `The columns of ${table}.csv`,
		column: 'Column',
		meaning: 'What it means',
		values: 'What it may hold',
		needed: 'Needed',
		yes: 'yes',
		link: 'No such export? Fill in templates',
		types: {
			text: 'text',
			label: 'own words, up to 100 letters',
			choice: 'a word of the list',
			code: 'a code',
			id: 'an id; it becomes a made-up code',
			integer: 'a whole number',
			decimal: 'a number',
			boolean: 'yes or no',
			date: 'a date such as 2026-07-01',
			datetime: 'a date and time such as 2026-07-01 13:45:00',
			zip3: 'the first three digits of a ZIP code',
			source: 'a source system'
		}
	},

	batches: {
		title: 'Imports',
		caption: 'Every export that was accepted, newest first',
		batch: 'Batch',
		source: 'Source',
		format: 'Format',
		covers: 'Covers',
		knownUntil: 'Known up to',
		imported: 'Imported',
		accepted: 'Lines accepted',
		rejected: 'Rejected',
		problems: 'Problems',
		state: 'State',
		changed: 'What it changed',
		change: ({ added, changed, gone }: Record<'added' | 'changed' | 'gone', string>) =>
			`${added} new, ${changed} changed, ${gone} gone`,
		first: ({ added }: { added: string }) => `${added} new, the first`,
		see: 'See',
		seeOf: ({ id, text }: Record<'id' | 'text', string>) => `${text}: what changed with ${id}`
	},
	state: {
		counts: 'In the figures',
		waiting: 'Not yet in the figures',
		undone: 'Taken back',
		damaged: 'Damaged, left out'
	},

	checks: {
		title: 'Problems in the records',
		caption: 'What checks found in the records as they are now, by check',
		check: 'Check',
		found: 'Records',
		severity: 'Weight',
		remedy: 'What to do',
		none: 'The checks found nothing to mend.',
		severities: {
			blocks: 'Must not count',
			error: 'Touches a figure',
			warning: 'Worth a look'
		} as Record<string, string>
	},
	lines: {
		title: 'Problems in the lines of the exports',
		caption: 'Lines and values of the newest export of each source that could not be taken as they are',
		kind: 'Problem',
		effect: 'What was done',
		count: 'Count',
		batch: 'Batch',
		none: 'Every line of the newest exports was taken as it is.',
		older: ({ value, number }: Count) =>
			`Older batches that still count have ${number} more. ${cases(value, { one: 'It is', other: 'They are' })} listed with each batch.`,
		see: ({ kind, batch }: { kind: string; batch: string }) => `${kind}, in ${batch}`
	},
	/** What is wrong with a line or a value of an export, and what was done about it. */
	kinds: {
		rejected: { title: 'Line rejected', effect: 'The line is not in the figures.' },
		'not a date': { title: 'Not a date', effect: 'The value counts as empty.' },
		'not a number': { title: 'Not a number', effect: 'The value counts as empty.' },
		'not a code': { title: 'Not a code', effect: 'The value counts as empty.' },
		'not a label': { title: 'Not a label', effect: 'The value counts as empty.' },
		'not a ZIP': { title: 'Not a ZIP code', effect: 'The value counts as empty.' },
		'not in the list': { title: 'Not in the list', effect: 'The value counts as empty.' },
		'not yes or no': { title: 'Not yes or no', effect: 'The value counts as empty.' },
		'not a source': { title: 'Not a source system that is there', effect: 'The line is rejected.' },
		'unknown client': {
			title: 'A client whom no export holds',
			effect: 'The pair joins nobody until an export holds both.'
		},
		'ambiguous dates': {
			title: 'Dates that can be read in two ways',
			effect: 'The column counts as empty; no figure needs it.'
		},
		'same id twice': { title: 'The same id twice', effect: 'The row that was updated last counts.' },
		'columns ignored': { title: 'Columns that are not part of the format', effect: 'They were not read.' },
		'lines ignored': { title: 'Lines that the mapping takes nothing from', effect: 'They count nowhere.' },
		'files ignored': { title: 'Files that are not part of the format', effect: 'They were not read.' },
		'text decoded': { title: 'Text that is not UTF-8', effect: 'It was decoded; look at accented letters.' }
	} as Record<string, { title: string; effect: string }>,

	bring: {
		title: 'Bring in an export',
		look: 'Look first: every line and problem, and nothing is stored.',
		lookCommand: 'npm run -s throughline -- import FILE.zip --dry-run',
		take: 'Then take it.',
		takeCommand: 'npm run -s throughline -- import FILE.zip',
		upload: 'Upload an export',
		uploadWhat:
			'Drop its files, see what would change, and accept it. Names, phone numbers and the like are taken out before anything is sent.',
		where: 'Or in the folder of Throughline, on the machine that it runs on:'
	},

	batch: {
		title: ({ id }: { id: string }) => `Batch ${id}`,
		headline: ({ accepted, lines, source }: Record<'accepted' | 'lines' | 'source', string>) =>
			`${accepted} of ${lines} lines from ${source} were accepted`,
		all: ({ lines, source }: Record<'lines' | 'source', string>) =>
			`All ${lines} lines from ${source} were accepted`,
		back: 'All data',
		exported: 'Exported',
		holds: 'Holds',
		full: 'Everything of its programs and its period',
		changes: 'Changes since an earlier export',
		roster: 'Workers, teams and assignments only',
		pairs: 'Pairs of records that are one person',
		upload: 'Uploaded as',
		state: 'State',
		purged: 'Deleted for good',
		purgedRows: ({ value, number }: Count) =>
			`${number} ${cases(value, { one: 'row', other: 'rows' })} of single clients`,
		stateOf: {
			waiting: 'The published figures do not hold it yet. Run “throughline build” to bring them up to date.',
			undone: 'The figures are made without it. To take it in again, import the same export again.',
			damaged: 'The figures are made without it.'
		}
	},
	files: {
		title: 'Files',
		caption: 'The files of the export with their lines, without the header',
		made: 'The rows that the mapping made of them',
		table: 'Table',
		from: 'From',
		file: 'File',
		lines: 'Lines',
		accepted: 'Accepted',
		rejected: 'Rejected',
		count: ({ value, number }: Count) => `${number} ${cases(value, { one: 'file', other: 'files' })}`,
		ignored: ({ value, number, names }: Count & { names: string }) =>
			`${number} ${cases(value, { one: 'file was', other: 'files were' })} not read (${names}): their names belong to no table.`
	},
	problems: {
		title: 'Problems in its lines',
		none: 'Every line and value of this export was taken as it is.',
		unreadable: 'The list of problems cannot be read',
		byKind: 'Problems by kind and file, each with its first lines',
		examples: 'First lines',
		list: 'Every problem in its lines',
		listed: ({ kind, file }: { kind: string | null; file: string | null }) =>
			`${kind ?? 'Problems of every kind'}${file === null ? '' : ` in ${file}`}, by file and line`,
		nothing: 'No problem fits these filters.',
		kind: 'Kind',
		file: 'File',
		line: 'Line',
		column: 'Column',
		message: 'What is wrong, and what to do',
		allKinds: 'All kinds',
		allFiles: 'All files',
		show: 'Show',
		clear: 'Show all',
		download: ({ value, number }: Count) =>
			`Download ${cases(value, { one: 'it', other: `all ${number}` })} as CSV`,
		pages: 'Pages of the problems'
	},
	crosswalk: {
		title: 'People in several source systems',
		link: 'People in several source systems: the crosswalk',
		headline: ({ value, number }: Count) =>
			cases(value, {
				zero: 'Nobody is known to be in several source systems',
				one: '1 person is known to be in several source systems',
				other: `${number} people are known to be in several source systems`
			}),
		what: 'Two source systems are kept apart, for nobody can tell by their ids who is in both: such a person counts twice. A crosswalk says which records are one person, who then counts once. It changes no record.',
		caption: 'The pairs that count, by the two systems that they join',
		sources: 'Source systems',
		both: ({ a, b }: Record<'a' | 'b', string>) => `${a} and ${b}`,
		pairs: 'Pairs',
		joined: 'That join two records',
		waiting: 'A pair joins nobody while one of its clients is in no export.',
		uploads: 'Uploads',
		uploadsCaption: 'Every crosswalk that was accepted, newest first',
		sample: 'This is the sample agency, which has one source system: nothing can be uploaded here.',
		takeBack: 'Each is taken back on its own page; the figures then are what they were without it.',
		upload: {
			title: 'Upload a crosswalk',
			what: 'One CSV file with these four columns, a line for each pair:',
			sources: 'A source system is named by its key or by its name:',
			rules: [
				'Ids are written as the source system writes them, with leading zeros. They become pseudonyms at once; the ids themselves go encrypted into the vault.',
				'The file holds every pair of its two systems: it takes the place of the one that was uploaded before for these two.',
				'A and B, and B and C: then A and C are one person too.',
				'Two clients of one system are never made one person: such a file is refused, with its lines.',
				'Of somebody who is joined, the system that comes first by its key says who they are; the others say what it does not.'
			],
			file: 'The file',
			submit: 'Take it in'
		},
		wrong: {
			none: 'No file was chosen.',
			several: 'A crosswalk is one file, and this holds several. Upload the one that has the pairs.'
		}
	},
	rejects: {
		title: 'Rejected lines',
		what: ({ value, number }: Count) =>
			`${cases(value, { one: '1 line was left out, with its reason.', other: `${number} lines were left out, each with its reason.` })} The lines themselves are not kept, for they may hold names: look them up in the file by their number.`,
		download: ({ value, number }: Count) =>
			`Download ${cases(value, { one: 'the rejected line', other: `the ${number} rejected lines` })} as CSV: file, line, column, reason and mend`,
		alone: 'Once they are corrected, these lines can be uploaded alone. What was accepted stays.',
		steps: [
			'Copy the header and the rejected lines of each file into a new file of the same name, in a new folder.',
			'Correct the lines there.'
		],
		about:
			'Put this about.csv beside them. It says that the folder holds changes only, as of the same day as before.',
		aboutDownload: 'Download about.csv',
		upload: 'Import the folder, or a zip of it.',
		mapping:
			'Once they are corrected, these lines can be uploaded alone, under the same header and with the same mapping: it takes a file as changes. What was accepted stays.',
		whole:
			'An export of this kind always comes whole, for what it leaves out counts as gone: correct the records in the source system and export again. The next export takes these lines in and supersedes the rest row by row.'
	},
	compare: {
		title: 'Compare two imports',
		headline: ({ a, b }: Record<'a' | 'b', string>) => `${a} and ${b} compared`,
		what: 'Choose two imports to see how their lines, their problems and their rows differ. Each can be taken back from here.',
		older: 'The earlier one',
		newer: 'The later one',
		option: ({ id, source, date }: Record<'id' | 'source' | 'date', string>) => `${id}, ${source}, ${date}`,
		show: 'Compare',
		few: 'There is only one import: two are needed to compare.',
		facts: 'Lines and problems',
		factsCaption: ({ a, b }: Record<'a' | 'b', string>) => `What ${a} and ${b} are`,
		fact: 'What',
		problemsOf: ({ kind }: { kind: string }) => `Problems: ${kind}`,
		rows: 'Rows, by their own ids',
		others:
			'The two are of different source systems, or hold different things: their rows have nothing to do with each other.'
	},
	changes: {
		title: 'What changed with it',
		headline: ({ id }: { id: string }) => `What changed with batch ${id}`,
		moved: ({ value, number, of, id }: Count & Record<'of' | 'id', string>) =>
			cases(value, {
				zero: `No figure differs with batch ${id}`,
				one: `1 of ${of} figures differs with batch ${id}`,
				other: `${number} of ${of} figures differ with batch ${id}`
			}),
		rows: 'Rows, against the export before',
		first: 'It is the first export of its source that counts: there is none before it to compare with.',
		caption: ({ before, date }: { before: string; date: string }) =>
			`Rows of each table by their own ids, against ${before} of ${date}`,
		table: 'Table',
		others: ({ value, number }: Count) =>
			cases(value, { one: 'One other table is', other: `${number} other tables are` }) + ' the same in both.',
		none: 'Every table is the same in both.',
		added: 'New',
		changed: 'Changed',
		same: 'Unchanged',
		gone: 'Not in it any more',
		missingBefore: 'the table is new',
		missingNow: 'the table is not in this export',
		goneFull:
			'The export holds everything of its programs and its period: what it no longer holds of these leaves the figures; what lies outside of them stays.',
		goneChanges: 'The export holds changes only: what is not in it stays in the figures.',
		versions: 'The two are of different versions of the format: columns that both have are compared.',
		unreadable: 'The rows cannot be compared',
		figures: 'Figures, without it and with it',
		muchCaption: 'The figures that moved by as much as matters, each over the same days in both',
		much: ({ value, number }: Count) =>
			cases(value, {
				zero: 'None of them moved by as much as matters.',
				one: '1 of them moved by as much as matters.',
				other: `${number} of them moved by as much as matters.`
			}) + ' How much that is, is set under practical sizes in the settings.',
		littleCaption: 'The figures that moved by less',
		figure: 'Figure',
		period: 'Period',
		without: 'Without it',
		with: 'With it',
		unmoved: ({ value, number }: Count) =>
			`${cases(value, { one: 'The one figure is', other: `All ${number} figures are` })} the same without it and with it, over the days that both know.`,
		why: {
			'not kept':
				'The figures of the other case are not kept. Only the figures just before the present ones are: right after a batch is taken in or taken back, this page shows what moved.',
			'other version':
				'The figures just before the present ones were made by another version of Throughline, or are damaged. They may differ for that reason alone, so they are not compared.',
			nobody: 'Without it, or with it, there are no cases at all: there is nothing to compare.'
		}
	},

	/** Problems in the records of a period: by check, program and worker, and over time. */
	quality: {
		title: 'Data quality',
		link: 'Data quality: problems by program, worker and check, and over time',
		problems: ({ problems, records: of }: { problems: Count; records: Count }) =>
			`The checks find ${cases(problems.value, { one: 'one problem', other: `${problems.number} problems` })} in ${records(of.value, of.number)}.`,
		see: 'See them, with their records',
		what: 'Counted are the records of cases, each by its own day: starts, exits, contacts, services, documents and so on. Problems of workers, programs and assignments have no such day.',
		all: 'All problems, whatever their day',
		byCheck: 'By check',
		byProgram: 'By program',
		byWorker: 'By worker',
		checksCaption: 'What the checks found in these records; what touches a figure comes first',
		count: 'Problems',
		touches: 'Figures that it touches',
		more: ({ some, others }: { some: string; others: string }) => `${some} and ${others} more`,
		records: 'Records',
		withProblem: 'With a problem',
		share: 'Share',
		none: 'The checks found nothing in these records.',
		nobody: 'There are no records.',
		rowsOf: ({ what }: { what: string }) => `See the problems: ${what}`,
		back: 'Back to data quality',
		heading: ({ problems, period }: { problems: Count; period: string }) =>
			`${cases(problems.value, { one: 'One problem', other: `${problems.number} problems` })}, ${period}`,
		whatToDo: 'Why it matters, what to do and where to mend it',
		rowsCaption: 'Each problem with its record, the latest records first',
		day: 'Day',
		download: 'Download all of them as CSV'
	},
	check: {
		headline: ({ value, number, title }: Count & { title: string }) => `${title}: ${records(value, number)}`,
		nothing: 'The check finds nothing in the records as they are now.',
		caption: 'The records, by program',
		program: 'Program',
		enrollment: 'Enrollment',
		record: 'Record',
		table: 'Table',
		source: 'Source',
		detail: 'What is wrong',
		guidance: 'Why it matters',
		remedy: 'What to do',
		mend: 'Where to mend it',
		mendIn: ({ format, where }: { format: string; where: string }) => `${format}: ${where}`,
		download: 'Download all records as CSV',
		pages: 'Pages of the records'
	},

	undo: {
		button: 'Take it back …',
		buttonOf: ({ id }: { id: string }) => `Take ${id} back …`,
		question: ({ id }: { id: string }) => `Take batch ${id} back?`,
		effect: ({ value, number, source }: Count & { source: string }) =>
			`Its ${lines(value, number)} from ${source} leave the figures, which become what they were without it.`,
		effectNone: 'It is not in the figures, so they stay as they are. It is marked as taken back.',
		left: ({ value, number }: Count) =>
			cases(value, {
				zero: 'No other batch is left: there are no figures then.',
				other: `The figures are then made from ${batches(value, number)}.`
			}),
		known: ({ source, now, then }: Record<'source' | 'now' | 'then', string>) =>
			`${source} is then known up to ${then}, not ${now}.`,
		unknown: ({ source }: { source: string }) => `Nothing of ${source} is left.`,
		kept: 'The batch is kept, marked as taken back. To have it again, import the same export again: it then gets a new number.',
		sample:
			'This is the sample agency, which stays as it is for everybody who looks at it: nothing can be taken back here.',
		meanwhile: 'It takes no longer than making the figures. Pages show the present ones until then.',
		yes: 'Take it back',
		no: 'Keep it',
		already: 'It was taken back already'
	},

	work: {
		title: 'Work on the data',
		none: 'Nothing is being done',
		noneWhy:
			'When something is taken in or taken back, this page shows how far it is, and then what it came to, until the next time or until the server is stopped.',
		running: {
			undo: ({ batch }: { batch: string }) => `Taking batch ${batch} back`,
			import: 'Taking it in',
			build: 'Making the figures',
			stage: 'Receiving the upload',
			check: 'Checking what would change',
			accept: 'Taking it in',
			other: 'At work'
		},
		done: {
			undo: ({ batch }: { batch: string }) => `Batch ${batch} was taken back`,
			import: 'It was taken in',
			build: 'The figures were made anew',
			stage: 'The upload was received',
			check: 'The upload was checked',
			accept: 'It was taken in',
			other: 'Done'
		},
		failed: {
			undo: ({ batch }: { batch: string }) => `Taking batch ${batch} back has failed`,
			import: 'It was not taken in',
			build: 'Making the figures has failed',
			stage: 'The upload was not received',
			check: 'The upload cannot be taken in as it is',
			accept: 'It was not taken in',
			other: 'The work has failed'
		},
		accepted: ({ accepted, lines, batch }: Record<'accepted' | 'lines' | 'batch', string>) =>
			`${accepted} of ${lines} lines were accepted as batch ${batch}.`,
		same: ({ batch }: { batch: string }) =>
			`It was imported before, as batch ${batch}: nothing had to be taken in.`,
		problems: ({ value, number }: Count) =>
			cases(value, { one: 'One problem was found in it.', other: `${number} problems were found in it.` }),
		batch: 'The batch, with its problems',
		begins: 'Starting',
		begun: ({ moment }: { moment: string }) => `Begun on ${moment}.`,
		leave:
			'You can leave this page: the work goes on, and the figures stay the present ones until it is done.',
		ended: ({ moment }: { moment: string }) => `Ended on ${moment}.`,
		upToDate: ({ value, number, store }: Count & { store: string }) =>
			cases(value, {
				zero: `The figures are up to date: there is no batch left, so they are empty (store ${store}).`,
				other: `The figures are up to date. They are made from ${batches(value, number)} (store ${store}).`
			}),
		lost: 'The server does not answer at the moment. This page goes on asking.',
		see: 'What changed',
		all: 'All data',
		follow: 'See how far it is',
		cancel: 'Cancel',
		goOn: 'Go on',
		again: 'Upload again'
	}
};
