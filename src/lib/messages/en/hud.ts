import type { HudTrouble } from '#lib/hud.ts';
import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };

/** HUD's tables of HMIS projects: choosing, reading, opening a cell, comparing. */
export default {
	nav: 'HUD',
	title: 'HUD tables',
	lead: 'The tables that HUD asks for, made from the HMIS export. Each cell opens to the people in it, and the tables of your HMIS vendor can be compared with these before anything is submitted.',
	none: 'There is no HMIS project here',
	noneWhy:
		'HUD’s tables are made of HMIS CSV exports (FY2022 to FY2026). None was imported, or none of its projects is among the programs that you see.',
	noneTry:
		'To look at them without an export of your own, make one of people who do not exist, and import it into a home of its own:',
	reports: {
		apr: 'APR, the annual performance report of CoC projects',
		caper: 'CAPER, the report of ESG projects',
		spm: 'System performance measures, of every project of the system'
	} as Record<string, string>,
	short: { apr: 'APR', caper: 'CAPER', spm: 'System performance measures' } as Record<string, string>,
	choose: {
		title: 'Choose report, projects and period',
		again: 'Another report, other projects or another period',
		report: 'Report',
		projects: 'Projects',
		hint: 'Of several projects people are counted once. System performance measures are of all, whatever is chosen here.',
		from: 'First day',
		to: 'Last day',
		submit: 'Make the tables',
		making: 'All tables of a large agency take some seconds.'
	},
	troubles: {
		report: 'There is no such report. Choose one of those below.',
		day: 'A day is not a date. Write it as 2025-10-01.',
		order: 'The period ends before it begins. Exchange the two days.',
		none: 'Choose a project, or several.',
		unknown: 'A project in this address is not among those that you see. Choose again.',
		system:
			'System performance measures are of every project of a homelessness system, and no source here is said to hold all of one. If one does, an administrator names it in the setting covers_system.',
		part: 'System performance measures are of every project of the system, and you see some of them only. An administrator or a data steward can make them.'
	} satisfies Record<HudTrouble, string>,
	served: ({ served, left, stayed }: { served: Count; left: string; stayed: string }) =>
		cases(served.value, {
			zero: 'Nobody was served in these projects in this period.',
			one: '1 person was served.',
			other: `${served.number} people were served: ${left} left, ${stayed} stayed.`
		}),
	of: ({ report, projects, period }: { report: string; projects: string; period: string }) =>
		[report, projects, period].filter((each) => each !== '').join(', '),
	known: ({ source, day }: { source: string; day: string }) =>
		`The data of ${source} is known until ${day}. What came later is not in these tables.`,
	tables: {
		title: 'The tables',
		caption: 'Tables by question',
		question: 'Question',
		name: 'Table',
		zip: 'All tables as CSV (zip)',
		xlsx: 'All tables as a workbook (XLSX)'
	},
	question: ({ number, title }: { number: string; title: string }) => `${number}. ${title}`,
	opens: 'A number opens to the people in it.',
	departures: 'Where ours is not HUD’s',
	mend: 'Mend it in the source system',
	mendLead: 'The same records are found by these checks, with what to do:',
	before: ({ number }: { number: string }) => `Before: ${number}`,
	after: ({ number }: { number: string }) => `Next: ${number}`,
	back: 'All tables',
	people: {
		title: ({ people }: { people: Count }) =>
			cases(people.value, {
				zero: 'Nobody is in this cell.',
				one: '1 person is in this cell.',
				other: `${people.number} people are in this cell.`
			}),
		cell: ({ question, title, row, column }: Record<'question' | 'title' | 'row' | 'column', string>) =>
			`${question}. ${title}: ${row}, ${column}`,
		rows: ({ n }: { n: string }) => `They stand in it with ${n} rows.`,
		caption: 'People of the cell, who started first before who started later',
		stay: 'Case',
		client: 'Client',
		program: 'Project',
		age: 'Age',
		household: 'Household',
		started: 'Started',
		left: 'Left',
		value: 'Value',
		because: 'Why in this cell',
		none: 'Nobody is in it.',
		download: 'Download these rows (CSV)',
		pages: 'Pages of people'
	},
	compare: {
		title: 'Compare with the official tables',
		lead: 'Give the CSV tables of your HMIS vendor for the same projects and period (Q4a.csv, Q5a.csv …, or a zip of them). Each cell that is not ours is shown with our people, so that the record at fault can be found.',
		kept: 'Only numbers in cells of these tables are kept of what you give, and names of projects.',
		files: 'Tables of the vendor (CSV or zip)',
		submit: 'Compare',
		choose: 'Choose the CSV tables of the vendor, or a zip of them.',
		noTable:
			'None of these files is a table of this report. Their names must be those of the questions, such as Q5a.csv.',
		twice: ({ question }: { question: string }) =>
			`Two of these files are of ${question}. Give one of each table.`,
		refused: 'Nothing was compared',
		earlier: 'Compared before',
		by: ({ who, when }: { who: string; when: string }) => `${when}, by ${who}`
	},
	compared: {
		title: 'Compared with the official tables',
		equal: ({ cells, tables }: { cells: Count; tables: string }) =>
			`All ${cells.number} ${cases(cells.value, { one: 'cell', other: 'cells' })} of ${tables} are equal.`,
		differ: ({ differing, cells }: { differing: Count; cells: string }) =>
			cases(differing.value, {
				one: `1 cell of ${cells} differs.`,
				other: `${differing.number} cells of ${cells} differ.`
			}),
		tables: ({ n }: { n: Count }) => `${n.number} ${cases(n.value, { one: 'table', other: 'tables' })}`,
		nothing: 'No cell could be compared: the tables that came have other labels.',
		lead: 'Open our number to see whom we count; look for the one who is missing or too many. Mend the record in the source system, import the next export, and this page compares anew.',
		differences: 'What differs',
		caption: 'Cells that differ',
		question: 'Table',
		row: 'Row',
		column: 'Column',
		ours: 'Ours',
		theirs: 'Theirs',
		difference: 'Theirs less ours',
		noNumber: 'no number',
		nobody: 'nobody',
		all: 'Table by table',
		allCaption: 'How many cells of each table are equal',
		alike: 'Equal',
		other: 'Differing',
		notThere: 'Only in ours',
		strange: 'Only in theirs',
		lines: ({ lines, n }: { lines: string; n: number }) =>
			`${cases(n, { one: 'line', other: 'lines' })} ${lines}`,
		columns: ({ columns, n }: { columns: string; n: number }) =>
			`${cases(n, { one: 'column', other: 'columns' })} ${columns}`,
		absent: ({ tables }: { tables: string }) => `Not among what came: ${tables}.`,
		kept: ({ who, when }: { who: string; when: string }) => `Given by ${who} on ${when}.`
	}
};
