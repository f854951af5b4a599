import { plural } from '../plural.ts';

const cases = plural('en');
type Count = { value: number; number: string };
const workers = ({ value, number }: Count) =>
	`${number} ${cases(value, { one: 'worker', other: 'workers' })}`;

/** The roster of a source, and who has which case. */
export default {
	title: 'Roster',
	onData: 'Workers and who has which case',
	link: 'Roster: workers, teams and absences',
	headline: ({ source, ...count }: Count & { source: string }) =>
		`${workers(count)} on the roster of ${source}`,
	none: ({ source }: { source: string }) => `There is no roster of ${source} yet`,
	noneWhy:
		'Figures by worker go by who wrote the records, under a code. With a roster workers have names, roles and teams.',
	noSource: 'There is nothing to make a roster of yet',
	noSourceWhy: 'A roster belongs to a source system. Import an export of it first.',
	sources: 'Source system',
	trouble: 'The roster cannot be read',
	sample:
		'This is the sample agency: its roster can be looked at and downloaded, not changed. To begin with your own data, import an export and start Throughline again.',
	columns: {
		worker: 'Worker',
		code: 'Code',
		role: 'Role',
		fte: 'FTE',
		team: 'Team',
		active: 'Active',
		away: 'Away',
		supervisor: 'Supervisor',
		from: 'First day',
		to: 'Last day',
		change: 'Change'
	},
	caption: ({ source }: { source: string }) => `The workers of ${source}, as they stand now`,
	since: ({ from }: { from: string }) => `since ${from}`,
	until: ({ to }: { to: string }) => `until ${to}`,
	span: ({ from, to }: Record<'from' | 'to', string>) => `${from} to ${to}`,
	away: {
		now: 'away',
		nowUntil: ({ to }: { to: string }) => `away until ${to}`,
		from: ({ from }: { from: string }) => `from ${from}`
	},
	noCode: 'not in the vault',
	others: {
		title: 'Not on the roster',
		what: (count: Count) =>
			`${cases(count.value, { one: '1 worker is', other: `${count.number} workers are` })} known only from records or teams. Until they are on the roster they are shown under a code.`,
		caption: 'Workers who are in the records and not on the roster',
		add: 'Put on the roster'
	},
	add: 'Add a worker',
	adding: ({ source }: { source: string }) => `A new worker of ${source}`,
	assignments: 'Who has which case',

	download: {
		title: 'Download it',
		what: 'As it stands now, with the codes of the source system. It can be changed and uploaded again.',
		all: 'Workers, teams and absences (zip)',
		files: {
			worker: 'Workers (worker.csv)',
			team_membership: 'Teams (team_membership.csv)',
			absence: 'Absences (absence.csv)',
			assignment: 'Assignments (assignment.csv)'
		}
	},
	upload: {
		title: 'Upload files',
		what: 'One or several of worker.csv, team_membership.csv, absence.csv, assignment.csv and supervision.csv, or a zip of them.',
		templates: 'What the columns are',
		files: 'Files',
		kind: 'What they hold',
		full: 'everything as it is now: of teams, absences and assignments, what is missing in its file is taken out',
		changes: 'only rows that are new or changed',
		worker:
			'A worker is never taken out by an upload: give a last day instead. Where an about.csv is among the files, it says what they hold and of which day they are.',
		submit: 'Upload'
	},
	uploadWrong: {
		none: () => 'Files: choose at least one.',
		name: ({ name }: { name: string }) =>
			`${name} is none of the files of a roster. Name it worker.csv, team_membership.csv, absence.csv, assignment.csv or supervision.csv.`,
		twice: ({ name }: { name: string }) => `${name} is there twice. Leave one out.`
	},

	worker: {
		line: 'On the roster',
		what: 'A change counts in all figures, also of the past.',
		code: 'Code in the source system',
		codeHint: 'Exactly as the records have it. It cannot be changed later.',
		name: 'Name',
		nameHint: 'As it is shown. It may be a code.',
		role: 'Role',
		fte: 'Full-time equivalent',
		fteHint: '1 for full time, 0.5 for half. Empty counts as full time where it matters.',
		from: 'First working day',
		to: 'Last working day',
		toHint: 'Empty while employed.',
		save: 'Save',
		add: 'Add',
		back: 'The whole roster',
		teams: 'Teams',
		teamsCaption: ({ worker }: { worker: string }) => `The teams of ${worker}, newest first`,
		noTeams: 'In no team yet.',
		join: 'Put into a team',
		team: 'Team',
		teamHint: 'Exactly as the others of the team have it.',
		joinFrom: 'From',
		supervisor: 'Supervisor',
		noSupervisor: 'none',
		alone: 'The only team from that day on: others end the day before',
		joinSubmit: 'Put into the team',
		leave: 'Last day',
		leaveOf: ({ team }: { team: string }) => `Last day in ${team}`,
		leaveSubmit: 'End',
		absences: 'Absences',
		absencesCaption: ({ worker }: { worker: string }) => `When ${worker} was or will be away, newest first`,
		noAbsences: 'None.',
		olderAbsences: ({ value, number }: Count) =>
			cases(value, {
				one: 'One that ended more than a year ago',
				other: `${number} that ended more than a year ago`
			}),
		awayTitle: 'Add an absence',
		awayFrom: 'First day away',
		awayTo: 'Last day away',
		awayToHint: 'Empty while it lasts. To change the end of one, give its first day again.',
		awaySubmit: 'Add the absence',
		remove: 'Take out',
		removeOf: ({ from }: { from: string }) => `Take out the absence from ${from}`
	},

	/** How an edit is taken in, below every form. */
	batch: 'It is taken in as a batch of its own, which can be taken back on the page of all data.',
	nothing: ({ value, number }: Count) =>
		cases(value, {
			one: 'Nothing was changed: one thing to correct',
			other: `Nothing was changed: ${number} things to correct`
		}),
	refused: 'Nothing was changed',
	wrong: {
		needed: 'This is needed.',
		code: 'A code has at most 100 letters and no line breaks. Copy it from the source system.',
		taken: 'There is a worker with this code already. Open that one and change it.',
		label:
			'Use at most 100 letters, and nothing that looks like an e-mail address, a phone number or a number of a person.',
		day: 'Write a day of the calendar, such as 2026-07-01.',
		fte: 'Write a number above 0 with at most two decimals, such as 1 or 0.5.',
		order: 'It lies before the first day. Correct one of the two.',
		unknown: 'It is not there any more. Load the page again.',
		self: 'Nobody is their own supervisor. Choose another.',
		inTeam: 'The worker is in this team then. End that first, or make it the only team.',
		overlap: 'The worker is away then already. Take that absence out first, or choose other days.',
		noCode:
			'The vault does not have the source system’s own id of what this needs. Restore the vault from a backup, or upload a file.',
		outside: 'It lies outside of the stay. Choose a day from its start to its exit.',
		has: 'That worker has the case then already.'
	},

	cases: {
		title: 'Assignments',
		link: 'Assignments: who has which case',
		headline: ({ value, number, source }: Count & { source: string }) =>
			`${number} ${cases(value, { one: 'assignment', other: 'assignments' })} of cases of ${source}`,
		none: ({ source }: { source: string }) => `No case of ${source} is assigned to anybody yet`,
		noneWhy:
			'Until then a case counts for who wrote its records. Find a case and hand it to a worker, or upload assignment.csv.',
		noneOf: 'This worker has no assignment',
		find: 'Find a case',
		id: 'Id of the stay in the source system',
		idHint: 'The enrollment id.',
		submit: 'Find',
		notFound:
			'The figures know no stay with this id in this source. Check the id, or whether its export was imported.',
		of: 'Worker',
		all: 'all workers',
		filter: 'Show',
		caption: ({ source }: { source: string }) => `Assignments of ${source}, newest first`,
		case: 'Case',
		sourceId: 'Id in the source system',
		pages: 'Pages of the assignments',
		held: ({ id }: { id: string }) => `Case ${id}`,
		stay: ({ program, from }: Record<'program' | 'from', string>) => `${program}, since ${from}.`,
		past: ({ program, from, to }: Record<'program' | 'from' | 'to', string>) =>
			`${program}, ${from} to ${to}.`,
		has: 'Who has it and had it',
		hasCaption: ({ id }: { id: string }) => `Who has and had case ${id}, newest first`,
		nobody: 'It was never assigned. It counts for who wrote its records.',
		share: 'Part',
		primary: 'their case',
		second: 'second worker',
		hand: 'Hand it to another worker',
		change: 'Who has it, and hand it to another',
		to: 'To',
		choose: 'choose',
		from: 'From',
		handHint: 'Whoever has it then has it to the day before; what was written for later days goes.',
		handSubmit: 'Hand it over',
		back: 'All assignments',
		notListed: ({ worker }: { worker: string }) => `${worker} (not on the roster)`
	}
};
