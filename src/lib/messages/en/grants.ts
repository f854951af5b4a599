import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };

/** Grants: who gives what for which programs, what was promised for it, and what the funder may be told. */
export default {
	title: 'Grants',
	headline: ({ value, number, funders }: Count & { funders: string }) =>
		cases(value, { one: `One grant, of ${funders}`, other: `${number} grants, of ${funders}` }),
	none: 'There are no grants yet',
	noneWhy: 'Add one below, or upload a file of them. Reports to funders are made from grants.',
	what: 'A grant says which programs a funder pays for and when, what was promised for it, and what its reports may tell.',
	sample:
		'This is the sample agency: its grants can be looked at, not changed. To begin with your own data, import an export and start Throughline again.',
	broken: 'The file of grants or that of targets is wrong, so no grant can be shown',
	brokenWhy: 'Upload a file of grants that is right, or correct it in the home of Throughline.',
	caption: 'The grants that you look after',
	name: 'Grant',
	funder: 'Funder',
	programs: 'Programs',
	time: 'Time',
	promised: 'Promised',
	promises: ({ value, number }: Count) =>
		cases(value, { zero: 'nothing yet', one: 'one promise', other: `${number} promises` }),
	unknown: ({ grant, program, near }: { grant: string; program: string; near: string | null }) =>
		`${grant}: no program in the data is called “${program}”.${near === null ? '' : ` Did you mean “${near}”?`}`,
	unknownWhy: 'Nothing of it is counted for the grant until its name is the one in the data.',
	download: 'Download them as CSV',

	add: 'Add a grant',
	addSubmit: 'Add the grant',
	change: 'Change the grant',
	save: 'Save the grant',
	added: 'The grant was added',
	saved: 'The grant was saved',
	nothing: 'Nothing was saved: see what is marked below',
	form: {
		name: 'Name',
		nameHint: 'As the contract has it. Its promises name it so.',
		funder: 'Funder',
		funderHint: 'Who gives it. People of that funder see the reports that are released on it.',
		programs: 'Programs that it is for',
		noPrograms: 'No program is known yet: they come with an export.',
		notThere: 'not in the data',
		from: 'First day',
		to: 'Last day',
		starts: 'Its year starts in',
		startsHint: 'Quarters are counted from this month.',
		breakdowns: 'What its reports are broken down by',
		crossed: 'By several at once',
		crossedHint: ({ ids }: { ids: string }) =>
			`One in each line, with + between them, three at most, such as program+household_type. There are ${ids}.`,
		k: 'Smallest number of clients that it may know',
		kHint: 'From 3 to 100; if empty, 11. What is fewer is hidden, with all that it could be worked out from.',
		basis: 'Basis for hiding nothing',
		basisHint: 'Only where the contract or a law asks for every figure: name it, and leave the number empty.',
		dueDays: 'Days after a quarter until its report is due',
		dueDaysHint: '30 where nothing is written.',
		responsible: 'Who sees to its reports',
		responsibleHint: 'A name or an office, as everybody here calls it.'
	},

	back: 'All grants',
	about: 'What it is',
	yearStarts: 'Its year starts in',
	breakdowns: 'Broken down by',
	noBreakdowns: 'nothing',
	policy: 'What is hidden',
	suppress: ({ k }: { k: string }) => `Every number of fewer than ${k} clients`,
	unsuppressed: ({ basis }: { basis: string }) => `Nothing, on the basis of: ${basis}`,
	reports: 'Its reports',
	reportsDue: ({ value, number, who }: Count & { who: string | null }) =>
		`Due ${cases(value, { one: 'a day', other: `${number} days` })} after each quarter${who === null ? '' : `; ${who} sees to them`}.`,
	toReports: 'What is due',
	quarters: {
		title: 'Its quarters',
		caption: 'The quarters that are reported on',
		quarter: 'Quarter',
		number: ({ number }: { number: string }) => `Quarter ${number}`,
		time: 'Time',
		year: 'Of the year',
		toDate: 'Year to date'
	},
	promise: {
		title: 'What was promised',
		caption: 'What was promised for this grant',
		none: 'Nothing was promised yet',
		noneWhy: 'Add below what the contract says, for each year and, where it does, for each quarter.',
		totals:
			'What is counted is promised for its own period only: the year, the quarter and the year to date each have a line. A share or an average holds for every period within its days.',
		trouble: 'The figures cannot be read, so nothing can be promised now',
		figure: 'Figure',
		program: 'Program',
		allPrograms: 'all of the grant',
		period: 'Period',
		periodHint: 'Or choose other days, and write them below.',
		choose: 'Choose …',
		others: 'Other days',
		target: 'Target',
		targetHint: 'A share from 0 to 1, such as 0.65; else a number in the figure’s unit.',
		kinds: {
			whole: 'Whole grant',
			year: 'Year',
			quarter: ({ number }: { number: string }) => `Quarter ${number}`,
			toDate: ({ number }: { number: string }) => `To the end of quarter ${number}`
		},
		chosen: ({ kind, span }: { kind: string; span: string }) => `${kind}: ${span}`,
		add: 'Add a promise',
		submit: 'Add the promise',
		take: 'Remove',
		takeWhich: ({ figure, span }: { figure: string; span: string }) => `the promise of ${figure}, ${span}`
	},
	/** After a change of promises, or where the figures were asked for. */
	made: {
		begun: 'What was promised is saved. The figures are being made anew.',
		later:
			'What was promised is saved. Another work is running: once it is done, open this page again and have the figures made anew.',
		nothing: 'What was promised is saved. Nothing was imported yet, so there are no figures to be made anew.'
	},
	remove: {
		title: 'Remove the grant',
		why: 'Its promises are removed with it. What was released stays.',
		sure: 'Yes, remove it with its promises',
		confirm: 'Say that the grant is to be removed, beside the button.',
		submit: 'Remove the grant',
		done: 'The grant was removed'
	},
	upload: {
		title: 'Upload a file of grants',
		why: 'It takes the place of the grants in the list above; promises stay as they are. Its first line is:',
		choose: 'CSV file',
		submit: 'Upload',
		done: 'The grants were saved',
		none: 'CSV file: choose one.',
		large: 'CSV file: it is larger than 2 MB. Leave out what is not needed.'
	},
	refused: ({ value, number }: Count) =>
		cases(value, {
			one: 'Nothing was saved: one thing to correct',
			other: `Nothing was saved: ${number} things to correct`
		})
};
