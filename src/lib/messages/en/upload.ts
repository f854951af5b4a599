import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };
const rows = ({ value, number }: Count) => `${number} ${cases(value, { one: 'row', other: 'rows' })}`;
const lines = ({ value, number }: Count) => `${number} ${cases(value, { one: 'line', other: 'lines' })}`;

/** How an export is brought in on a page: received, identified, checked, accepted. */
export default {
	title: 'Upload an export',
	what: 'An upload',
	noFile: 'No file was sent. Choose the files of the export.',
	refused: 'It was not taken',
	intro:
		'CSV, TSV, text and Excel files, or a zip of them; the files of one export together. Nothing counts before you have seen what would change and accepted it.',
	sample: {
		title: 'In the sample agency you can see how files are looked at',
		what: 'It stays as it is: what you send is not taken. For your own exports start Throughline over a home of your own, as its README says.'
	},
	drop: 'Drop the files here, or choose them',
	files: 'Files of the export',
	most: ({ size }: { size: string }) => `At most ${size} at once.`,
	plain:
		'Names, phone numbers, addresses and free text are taken out on this server, before anything is kept. With JavaScript they are taken out before anything is sent.',
	source: 'Name of the source system',
	sourceHint: 'Only where the export does not say it. The same for every export of that system.',
	harmless: 'Columns that look like names and name no client',
	harmlessHint: 'Such as the name of a worker or a provider. Their headers, separated by commas.',
	send: 'Send',
	sendClean: ({ value, number }: Count) =>
		`Send without ${cases(value, { one: 'this column', other: `these ${number} columns` })}`,

	looking: ({ name }: { name: string }) => `Looking at ${name}`,
	sofar: (count: Count) => `${lines(count)} so far`,
	look: ({
		lines: count,
		columns,
		delimiter,
		encoding
	}: {
		lines: Count;
		columns: string;
		delimiter: string;
		encoding: string;
	}) => `${lines(count)}, ${columns} columns, separated by ${delimiter}, ${encoding}`,
	delimiters: { ',': 'commas', '\t': 'tabs', ';': 'semicolons', '|': 'pipes' } as Record<string, string>,
	encodings: {
		'utf-8': 'UTF-8',
		'utf-16le': 'UTF-16',
		'utf-16be': 'UTF-16',
		'windows-1252': 'Windows-1252'
	} as Record<string, string>,
	whole: {
		packed:
			'It is sent as it is. On the server, columns that name a person are taken out before anything is kept.',
		text: 'This browser cannot read it as text. It is sent as it is, and the server says what is wrong with it.',
		quotes:
			'Its quotes are not those of a CSV file, so its columns cannot be told apart here. It is sent as it is; on the server, columns that name a person are taken out before anything is kept.',
		empty: 'It is empty.'
	},
	headless:
		'Its first line looks like data, not like a header. Columns are told apart by their headers: export it with a header.',
	found: ({ value, number, name }: Count & { name: string }) =>
		cases(value, {
			zero: `No column of ${name} names a person.`,
			one: `1 column of ${name} names a person. It is taken out here, before anything is sent.`,
			other: `${number} columns of ${name} name a person. They are taken out here, before anything is sent.`
		}),
	foundCaption: ({ name }: { name: string }) => `Columns of ${name} that look as if they named a person`,
	column: 'Column',
	nameless: ({ place }: { place: string }) => `column ${place}, whose header is not shown`,
	kind: 'Looks like',
	by: 'Told by',
	bys: { header: 'its header', values: 'its values', mapping: 'a mapping' },
	doWith: 'What is done',
	keep: 'Keep it: it names staff, or no person',
	keepOf: ({ column }: { column: string }) => `Keep ${column}: it names staff, or no person`,
	stays: 'Stays: only a made-up code, an age or a region is made of it.',
	kinds: {
		'social security number': 'Social Security numbers',
		'e-mail address': 'e-mail addresses',
		'phone number': 'phone numbers',
		'street address': 'street addresses',
		coordinates: 'coordinates',
		'full ZIP': 'ZIP codes',
		'personal number': 'numbers of persons',
		'person name': 'names',
		'free text': 'free text',
		'birth date': 'birth dates'
	},
	preview: ({ name }: { name: string }) => `The first lines of ${name}`,
	previewCaption: 'As they would be sent. Only this browser has seen them so far.',
	gone: 'taken out',
	remove: ({ name }: { name: string }) => `Leave out ${name}`,
	cleaning: 'Taking the columns out',
	sending: 'Sending',
	sent: ({ done, all }: Record<'done' | 'all', string>) => `${done} of ${all}`,
	cancel: 'Cancel',
	broken: 'The connection was broken. Nothing was taken: send it again.',
	changed: 'A file has changed since it was looked at. Choose it again.',
	tooLarge: ({ size }: { size: string }) =>
		`This is more than ${size}, which is the most that is taken at once. Export a shorter period, or pack the files as a zip.`,

	waiting: {
		title: 'Uploads that wait',
		caption: 'Uploads that were not accepted yet, the newest first',
		none: 'No upload waits.',
		upload: 'Upload',
		received: 'Received',
		lines: 'Lines',
		next: 'Next step',
		damaged: ({ id }: { id: string }) =>
			`The upload ${id} cannot be read any more. Restore a backup that has it, or drop it and bring in its file again.`,
		drop: 'Drop it',
		steps: {
			map: 'Say what it is',
			check: 'Check it',
			mend: 'Mend it: it was refused',
			accept: 'Accept it',
			same: 'Drop it: it was imported before'
		}
	},

	page: {
		back: 'Uploads',
		headline: {
			map: 'Received: now say what its columns are',
			check: 'Known: now check what would change',
			mend: 'It cannot be taken in as it is',
			accept: 'Checked: see what would change, and accept it',
			same: 'It was imported before',
			accepted: 'It was accepted'
		},
		steps: { received: 'Received', identified: 'Identified', checked: 'Checked', accept: 'Accept' },
		stepOf: ({ step, name }: { step: string; name: string }) => `${step}. ${name}`,
		receivedAt: ({ moment }: { moment: string }) => `Received on ${moment}.`,
		filesCaption: 'The files with their lines, and the columns that were taken out',
		file: 'File',
		lines: 'Lines',
		unfit: 'Do not fit',
		encoding: 'Written in',
		out: 'Taken out',
		outOf: ({ column, header, kind }: Record<'column' | 'header' | 'kind', string>) =>
			header === '' ? `column ${column} (${kind})` : `${header} (${kind})`,
		nothingOut: 'nothing',
		unfitOf: ({ value, number, name }: Count & { name: string }) =>
			cases(value, {
				one: `1 line of ${name} does not fit its header and is left out:`,
				other: `${number} lines of ${name} do not fit its header and are left out:`
			}),
		line: ({ line, text }: Record<'line' | 'text', string>) => `Line ${line}: ${text}`,
		moreLines: (count: Count) => `and ${lines(count)} more`,
		ignored: ({ value, number }: Count) =>
			`${cases(value, { one: 'One other file was', other: `${number} other files were` })} not read.`,
		format: ({ title }: { title: string }) => `It is a ${title} export.`,
		mapped: ({ title, version }: Record<'title' | 'version', string>) =>
			`It is read with the mapping “${title}”, version ${version}.`,
		mappedNew: ({ title }: { title: string }) =>
			`It is read with the mapping “${title}”, which is kept once the upload is accepted.`,
		mappedNext: ({ title, version, newest }: Record<'title' | 'version' | 'newest', string>) =>
			`It is read with the mapping “${title}”. One of that name is kept in version ${newest}: this becomes its version ${version} once the upload is accepted.`,
		preset: ({ title }: { title: string }) =>
			`It is read with the mapping “${title}”, which comes with Throughline and fits by its headers. Give your source system a name of its own.`,
		byItself: 'The mapping fits by its headers.',
		otherMapping: 'Change the mapping',
		several: 'Several kept mappings fit it alike. Which is it?',
		mapping: 'Mapping',
		choose: 'Use this mapping',
		chooseNone: ({ name }: { name: string }) =>
			`The mapping ${name} does not fit this upload any more: it was changed, or is not kept. Choose another one, or say what its columns are.`,
		dates: 'Dates that can be read in two ways',
		datesHow: 'How they are written',
		datesHint:
			'It is asked only of columns whose dates do not tell it themselves; a check says which those are. One answer stands for all of them.',
		datesOpen: 'not said: where figures need such a column, it is refused',
		datesSave: 'Save how dates are read',
		unknown:
			'It is of no format that is known, and no kept mapping fits it. Say once what its columns are: the next export of that system is recognised by itself.',
		renamed:
			'Where a column has another name now, say so: what you say becomes the next version of that mapping. Where it is missing, export again with it.',
		map: 'Say what its columns are',
		goOnMapping: 'Go on with the mapping',
		sourceNow: ({ source }: { source: string }) => `Its source system is “${source}”.`,
		sourceOther: 'Another source system',
		sourceSave: 'Save the name',
		sourceHint: 'The same name for every export of that system. Empty: as the mapping says.',
		notYet: 'Nothing is known of it yet.',
		checkWhat:
			'The check reads every line, and makes the figures once with it, on the side. Nothing is changed.',
		check: 'Check',
		checkAgain: 'Check again',
		checkedAt: ({ moment }: { moment: string }) => `Checked on ${moment}.`,
		stale: 'The figures have changed since this check. Check again to see what would change now.',
		refused: 'It would be refused',
		refusedNext:
			'The upload stays here. Mend it in the source system and upload it again, or change what was said of it.',
		same: ({ batch }: { batch: string }) =>
			`It was imported before, as batch ${batch}: nothing would change.`,
		sum: ({ rows: count, tables, rejected }: Record<'rows' | 'tables' | 'rejected', Count>) =>
			`${rows(count)} of ${tables.number} ${cases(tables.value, { one: 'table', other: 'tables' })} would be taken in.${rejected.value === 0 ? '' : ` ${lines(rejected)} would be rejected.`}`,
		known: ({ date, from, to }: Record<'date' | 'from' | 'to', string>) =>
			`It covers ${from} to ${to}; its source would be known up to ${date}.`,
		rowsTitle: 'Rows',
		first: 'It is the first export of its source: every row is new.',
		rowsCaption: ({ before }: { before: string }) => `Rows of each table, against batch ${before}`,
		nothing: 'Every row is the same as before.',
		problems: 'Problems',
		problemsCaption: 'Problems in its lines by kind, each with its first lines',
		noProblems: 'Every line and value would be taken as it is.',
		download: (count: Count) =>
			`Download ${cases(count.value, { one: 'the rejected line', other: `the ${count.number} rejected lines` })} as CSV: file, line, reason and mend`,
		figures: 'Figures',
		firstFigures: 'There are no figures yet that it could be compared with.',
		notCompared:
			'The present figures cannot be compared: they were made by another version of Throughline, or are damaged.',
		still: 'No figure would move by more than a little.',
		moved: ({ value, number, of }: Count & { of: string }) =>
			cases(value, {
				one: `1 of ${of} figures would move by more than a little, over the days that both know.`,
				other: `${number} of ${of} figures would move by more than a little, over the days that both know.`
			}),
		figuresCaption: 'Figures that would move',
		figure: 'Figure',
		period: 'Period',
		now: 'Now',
		then: 'With it',
		accept: 'Accept',
		acceptWhat: 'It becomes a batch, and the figures are made with it. It can be taken back at any time.',
		acceptAfter: 'Once it was checked it can be accepted.',
		busy: 'Another work is running. Wait until it has ended.',
		drop: 'Drop this upload',
		dropWhat: 'What was received is deleted. Nothing in the figures changes.',
		accepted: ({ batch }: { batch: string }) => `It was accepted as batch ${batch}.`
	}
};
