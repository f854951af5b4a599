// Twelve households in rapid re-housing, and a few others, whose flow is worked by hand in flow.test.ts.
import { addDays } from '#lib/metrics/periods.ts';
import { upload } from './canonical.ts';

/** The day on which the twelve started, and the last day known, 300 days later. */
export const STARTED = '2025-03-01';
export const UNTIL = addDays(STARTED, 300);

/** Days from the start on which something happened; before the start they are below 0. */
type Course = {
	id: string;
	program?: string;
	start?: number;
	referred?: number;
	contact?: number;
	plan?: number;
	home?: number;
	left?: number;
	to?: string;
	client?: string;
};

const HOMELESS = 'place not meant for habitation';
const RENTAL = 'rental, no subsidy';

export const COURSES: readonly Course[] = [
	{ id: 'H01', referred: -10, contact: 0, plan: 10, home: 40 },
	{ id: 'H02', referred: -20, contact: 2, plan: 20, home: 60, left: 100, to: RENTAL },
	{ id: 'H03', referred: -30, contact: 1, plan: 10, home: 50, left: 120, to: HOMELESS },
	{ id: 'H04', contact: 3, plan: 30, home: 30, left: 90, to: RENTAL },
	{ id: 'H05', contact: 5, home: 20 },
	{ id: 'H06', contact: 0, plan: 15 },
	{ id: 'H07', contact: 4, plan: 25, left: 80, to: 'emergency shelter' },
	{ id: 'H08', contact: 6, plan: 12, left: 50, to: 'with friends, temporary' },
	{ id: 'H09', contact: 8, left: 30, to: 'no exit interview' },
	{ id: 'H10', left: 3, to: HOMELESS },
	{ id: 'H11' },
	{ id: 'H12', contact: 1, plan: 200 },
	// It started the year before, and still waits.
	{ id: 'H13', start: -270, contact: 2, plan: 5 },
	// H04 comes back to the shelter 60 days after it left for a home.
	{ id: 'S04', client: 'H04', program: 'Shelter', start: 150, contact: 0 },
	{ id: 'S14', program: 'Shelter', start: 10, contact: 1, plan: 3, left: 20, to: RENTAL },
	{ id: 'A15', program: 'Advice', contact: 0 }
];

const PROGRAMS = { Rapid: 'rapid re-housing', Shelter: 'emergency shelter', Advice: 'services only' };

const csv = (head: string, rows: readonly (readonly (string | number)[])[]) =>
	[head, ...rows.map((row) => row.join(','))].join('\n') + '\n';

/** The households as an upload; `without` leaves files out, or the day of referral. */
export function households({
	without = []
}: { without?: ('plan' | 'contact' | 'referred_on')[] } = {}): string {
	const day = (course: Course, days: number | undefined) =>
		days === undefined ? '' : addDays(addDays(STARTED, course.start ?? 0), days);
	const referred = !without.includes('referred_on');
	const all = {
		about: csv('source_name,exported_at,period_from,period_to,kind', [
			['Twelve', `${addDays(UNTIL, 1)} 08:00:00`, '2024-01-01', UNTIL, 'full']
		]),
		program: csv(
			'program_id,name,program_type',
			Object.entries(PROGRAMS).map(([name, type]) => [name, name, type])
		),
		client: csv(
			'client_id,language',
			[...new Set(COURSES.map(({ id, client }) => client ?? id))].map((id) => [
				id,
				id < 'H07' ? 'English' : 'Spanish'
			])
		),
		enrollment: csv(
			`enrollment_id,client_id,household_id,program_id,${referred ? 'referred_on,' : ''}started_on,moved_in_on,exited_on,exit_destination`,
			COURSES.map((each) => [
				each.id,
				each.client ?? each.id,
				each.id,
				each.program ?? 'Rapid',
				...(referred ? [day(each, each.referred)] : []),
				day(each, 0),
				day(each, each.home),
				day(each, each.left),
				each.to === undefined ? '' : `"${each.to}"`
			])
		),
		contact: csv(
			'contact_id,enrollment_id,occurred_on,kind,scheduled,result',
			COURSES.filter(({ contact }) => contact !== undefined).map((each) => [
				`K${each.id}`,
				each.id,
				day(each, each.contact),
				'visit',
				'no',
				'attended'
			])
		),
		plan: csv(
			'plan_id,enrollment_id,created_on',
			COURSES.filter(({ plan }) => plan !== undefined).map((each) => [
				`L${each.id}`,
				each.id,
				day(each, each.plan)
			])
		)
	};
	return upload(
		Object.fromEntries(Object.entries(all).filter(([name]) => !(without as string[]).includes(name)))
	);
}
