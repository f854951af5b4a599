import { dayOf, type Day } from './calendar.ts';
import type { ProgramKey } from './programs.ts';

export const TEAMS = ['Housing North', 'Housing South', 'Street and Shelter', 'Families'] as const;
export type Team = (typeof TEAMS)[number];

export type Worker = {
	id: string;
	/** Made up, as every name here. */
	name: string;
	role: string;
	fte: number;
	activeFrom: Day;
	/** The last working day of one who left; null for one who is still there. */
	activeTo: Day | null;
	/** Whose cases are this worker's; empty for supervisors and intake. */
	programs: readonly ProgramKey[];
};

export type Membership = { worker: string; team: Team; supervisor: string; from: Day; to: Day | null };

/** Who types in what a case worker does not. */
export const INTAKE = 'W90';

const SUPERVISORS: Record<Team, string> = {
	'Housing North': 'W10',
	'Housing South': 'W20',
	'Street and Shelter': 'W30',
	Families: 'W40'
};

const HOUSING = ['rapid', 'supportive'] as const;
const ROSTER: readonly [
	id: string,
	name: string,
	fte: number,
	team: Team,
	programs: readonly ProgramKey[],
	from: string,
	to?: string
][] = [
	['W11', 'A. Alder', 1, 'Housing North', HOUSING, '2019-03-04'],
	['W12', 'B. Birch', 1, 'Housing North', HOUSING, '2021-06-01'],
	['W13', 'C. Cedar', 0.8, 'Housing North', HOUSING, '2020-01-13'],
	['W14', 'D. Dogwood', 1, 'Housing North', HOUSING, '2018-10-01'],
	['W15', 'E. Elm', 1, 'Housing North', HOUSING, '2019-09-09', '2025-03-28'],
	['W16', 'F. Fir', 1, 'Housing North', HOUSING, '2025-03-10'],
	['W17', 'B. Beech', 1, 'Housing North', HOUSING, '2022-05-02'],
	['W21', 'G. Ginkgo', 1, 'Housing South', HOUSING, '2019-05-06'],
	['W22', 'H. Hazel', 0.6, 'Housing South', HOUSING, '2022-02-01'],
	['W23', 'I. Ivy', 1, 'Housing South', HOUSING, '2018-10-01'],
	['W24', 'J. Juniper', 1, 'Housing South', HOUSING, '2021-11-15'],
	['W25', 'K. Katsura', 0.8, 'Housing South', HOUSING, '2019-02-11'],
	['W31', 'L. Larch', 1, 'Street and Shelter', ['outreach'], '2017-08-01'],
	['W32', 'M. Maple', 1, 'Street and Shelter', ['outreach'], '2022-04-18'],
	['W33', 'N. Nutmeg', 0.8, 'Street and Shelter', ['outreach'], '2020-10-05'],
	['W34', 'O. Oak', 1, 'Street and Shelter', ['shelter'], '2016-01-04'],
	['W35', 'P. Pine', 1, 'Street and Shelter', ['shelter'], '2021-03-22', '2024-08-30'],
	['W36', 'Q. Quince', 1, 'Street and Shelter', ['shelter'], '2024-08-19'],
	['W37', 'R. Rowan', 0.8, 'Street and Shelter', ['shelter'], '2019-12-02'],
	['W38', 'A. Aspen', 0.8, 'Street and Shelter', ['shelter'], '2020-06-15'],
	['W41', 'S. Spruce', 1, 'Families', ['family'], '2018-09-03'],
	['W42', 'T. Teak', 1, 'Families', ['family'], '2020-02-17'],
	['W43', 'U. Umbrella-Pine', 0.8, 'Families', ['family'], '2022-09-12']
];

/** Who moved to another team, taking their cases along. */
const MOVES: readonly { worker: string; to: Team; on: string }[] = [
	{ worker: 'W13', to: 'Housing South', on: '2025-02-03' },
	{ worker: 'W25', to: 'Housing North', on: '2025-02-03' }
];

export const WORKERS: readonly Worker[] = [
	...ROSTER.map(([id, name, fte, team, programs, from, to]) => ({
		id,
		name,
		role: {
			'Housing North': 'housing case manager',
			'Housing South': 'housing case manager',
			'Street and Shelter': 'outreach and shelter worker',
			Families: 'family worker'
		}[team],
		fte,
		activeFrom: dayOf(from),
		activeTo: to === undefined ? null : dayOf(to),
		programs
	})),
	...(
		[
			['W10', 'V. Viburnum'],
			['W20', 'W. Willow'],
			['W30', 'X. Xylosma'],
			['W40', 'Y. Yew']
		] as const
	).map(([id, name]) => ({
		id,
		name,
		role: 'supervisor',
		fte: 1,
		activeFrom: dayOf('2017-01-02'),
		activeTo: null,
		programs: []
	})),
	{
		id: INTAKE,
		name: 'Z. Zelkova',
		role: 'intake',
		fte: 1,
		activeFrom: dayOf('2018-01-02'),
		activeTo: null,
		programs: []
	}
];

/** Who was in which team, from when to when. Supervisors and intake are members of none. */
export const MEMBERSHIPS: readonly Membership[] = ROSTER.flatMap(([worker, , , team, , from, to]) => {
	const end = to === undefined ? null : dayOf(to);
	const move = MOVES.find((each) => each.worker === worker);
	if (!move) return [{ worker, team, supervisor: SUPERVISORS[team], from: dayOf(from), to: end }];
	const on = dayOf(move.on);
	return [
		{ worker, team, supervisor: SUPERVISORS[team], from: dayOf(from), to: on - 1 },
		{ worker, team: move.to, supervisor: SUPERVISORS[move.to], from: on, to: end }
	];
});

/** The team that a worker is in on a day, or null. */
export function teamOn(worker: string, day: Day): Team | null {
	return (
		MEMBERSHIPS.find((each) => each.worker === worker && each.from <= day && day <= (each.to ?? day))?.team ??
		null
	);
}
