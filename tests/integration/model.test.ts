// HUD's rules in the model, on small made-up cases worked out by hand. hud.test.ts holds them to HUD's own tables.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { exportOf, newHome, query, record, take, type Tables } from '../home.ts';

const in2024 = "date '2024-01-01', date '2024-12-31'";

/** The tiny scene of twelve enrollments as `change` leaves it. */
async function scene(change: (tables: Tables) => void, files: 'all' | undefined = undefined): Promise<Home> {
	const home = newHome();
	await take(home, exportOf(change, files ? { files } : {}));
	return home;
}

describe('who was served in 2024, of the tiny scene', () => {
	let home: Home;
	beforeAll(async () => {
		home = await scene((tables) => {
			record(tables, 'Client', '009').DOB = '';
		});
	});
	const people = (what: string, program: string) =>
		query(
			home,
			`select ${what} from served(${in2024}) s join program p using (program_id) where p.name = '${program}'
			order by started_on, source_order, age nulls last, days_stayed`
		);

	it('is known by age at the later of start and period start, and by whether they left', async () => {
		expect(await people('started_on::varchar as started, age, is_adult, is_leaver', 'Tiny Outreach')).toEqual(
			[
				{ started: '2024-02-10', age: 9, is_adult: false, is_leaver: true },
				{ started: '2024-02-10', age: 33, is_adult: true, is_leaver: false }
			]
		);
		// 001 had a birthday in April, 002 in June: by the middle of June they are older than at their start in October.
		expect(
			await query(
				home,
				"select age_at_start, age from served(date '2024-06-15', date '2024-12-31') where started_on = '2023-10-05' order by age"
			)
		).toEqual([
			{ age_at_start: 8, age: 9 },
			{ age_at_start: 38, age: 39 }
		]);
	});

	it('stayed up to the day before the exit, or to the last day and with it', async () => {
		// E05 from 1 September to the end of the year; E06 from 15 February to its exit on the last day.
		expect(await people('started_on::varchar as started, days_stayed', 'Tiny Homes')).toEqual([
			{ started: '2024-02-15', days_stayed: 320 },
			{ started: '2024-09-01', days_stayed: 122 }
		]);
	});

	it('stayed as many days as nights in night-by-night shelter, whatever the exit says', async () => {
		expect(await people('started_on::varchar as started, days_stayed', 'Tiny Nights')).toEqual([
			{ started: '2023-11-01', days_stayed: 3 },
			{ started: '2023-12-20', days_stayed: 2 }
		]);
	});

	it('has the household type of those who were there, unknown where an age is', async () => {
		const types = await query(
			home,
			`select p.name, s.household_type as type, count(*) as n from served(${in2024}) s join program p using (program_id) group by all order by all`
		);
		expect(types).toEqual([
			{ name: 'Tiny Homes', type: 'adults only', n: 2 },
			{ name: 'Tiny Nights', type: 'adults only', n: 1 },
			{ name: 'Tiny Nights', type: 'unknown', n: 1 },
			{ name: 'Tiny Outreach', type: 'adults and children', n: 2 },
			{ name: 'Tiny Rapid', type: 'adults and children', n: 3 },
			{ name: 'Tiny Rapid', type: 'adults only', n: 1 }
		]);
	});

	it('has no move-in and no engagement later than the period, and its quality is judged in outreach once engaged', async () => {
		const on = (last: string) =>
			query(
				home,
				`select count(*) filter (is_permanent_housing and moved_in_on is not null) as moved, count(engaged_on) as engaged,
					count(*) filter (not is_in_quality_universe) as not_judged
				from served(date '2024-01-01', date '${last}')`
			);
		// By 15 January: E07 is gone, E01 and E02 wait until February. Of outreach nobody has started.
		expect(await on('2024-01-15')).toEqual([{ moved: 0, engaged: 0, not_judged: 0 }]);
		// By 4 March E01 and E02 are in; E08 is engaged on the 5th.
		expect(await on('2024-03-04')).toEqual([{ moved: 2, engaged: 1, not_judged: 2 }]);
		expect(await on('2024-03-05')).toEqual([{ moved: 2, engaged: 2, not_judged: 1 }]);
	});
});

describe('chronic homelessness', () => {
	/** Each enrollment's answer, by the day of its start and the age. */
	async function answers(change: (tables: Tables) => void): Promise<Record<string, unknown>> {
		const home = await scene((tables) => {
			for (const row of tables.Enrollment ?? [])
				Object.assign(row, {
					DisablingCondition: '0',
					DateToStreetESSH: '',
					TimesHomelessPastThreeYears: '',
					MonthsHomelessPastThreeYears: '',
					LOSUnderThreshold: '',
					PreviousStreetESSH: ''
				});
			change(tables);
		}, 'all');
		const rows = await query(
			home,
			`select p.name || ' ' || e.started_on as stay, string_agg(e.chronically_homeless, ', ' order by e.age_at_start) as answer
			from enrollment e join program p using (program_id) group by all`
		);
		return Object.fromEntries(rows.map((row) => [String(row.stay), row.answer]));
	}

	it('is a disabling condition and a year without a break, or four times and twelve months in three years', async () => {
		const found = await answers((tables) => {
			const say = (id: string, values: Record<string, string>) =>
				Object.assign(record(tables, 'Enrollment', id), { DisablingCondition: '1', ...values });
			say('E10', { DateToStreetESSH: '2022-11-01' }); // a year to the day
			say('E11', {
				DateToStreetESSH: '2023-12-31',
				TimesHomelessPastThreeYears: '4',
				MonthsHomelessPastThreeYears: '112'
			});
			say('E12', {
				DateToStreetESSH: '2022-12-21',
				TimesHomelessPastThreeYears: '3',
				MonthsHomelessPastThreeYears: '113'
			});
		});
		expect(found).toMatchObject({
			'Tiny Nights 2023-11-01': 'yes',
			'Tiny Nights 2024-12-30': 'yes',
			'Tiny Nights 2023-12-20': 'no' // a day short of a year, and three times only
		});
	});

	it('needs the street or a shelter before, or a short stay elsewhere that came after it', async () => {
		const long = { DisablingCondition: '1', DateToStreetESSH: '2015-01-01' };
		const found = await answers((tables) => {
			Object.assign(record(tables, 'Enrollment', 'E04'), long); // from a hotel
			Object.assign(record(tables, 'Enrollment', 'E06'), long, {
				LOSUnderThreshold: '1',
				PreviousStreetESSH: '1'
			});
			Object.assign(record(tables, 'Enrollment', 'E05'), long, {
				LOSUnderThreshold: '1',
				PreviousStreetESSH: '0'
			});
		});
		expect(found).toMatchObject({
			'Tiny Rapid 2024-05-01': 'not known',
			'Tiny Homes 2024-02-15': 'yes',
			'Tiny Homes 2024-09-01': 'no'
		});
	});

	it('is shared by who came with a head or an adult, not by who came later', async () => {
		const found = await answers((tables) => {
			Object.assign(record(tables, 'Enrollment', 'E01'), {
				DisablingCondition: '1',
				DateToStreetESSH: '2020-01-01'
			});
		});
		expect(found).toMatchObject({ 'Tiny Rapid 2023-10-05': 'yes, yes', 'Tiny Rapid 2024-03-10': 'no' });
	});

	it('takes a disability found at the start for a disabling condition, whatever is written there', async () => {
		const found = await answers((tables) => {
			record(tables, 'Enrollment', 'E08').DateToStreetESSH = '2020-01-01';
			const [first] = tables.Disabilities ?? [];
			tables.Disabilities = [
				{
					...first,
					DisabilitiesID: 'DX',
					EnrollmentID: 'E08',
					PersonalID: '007',
					InformationDate: '2024-02-10',
					DisabilityType: '9',
					DisabilityResponse: '1',
					IndefiniteAndImpairs: '1',
					DataCollectionStage: '1'
				}
			];
		});
		expect(found['Tiny Outreach 2024-02-10']).toBe('yes, yes');
	});
});

describe('whom outreach met', () => {
	it('is counted with contacts up to the engagement, by where the first found them', async () => {
		const home = await scene((tables) => {
			const [first] = tables.CurrentLivingSituation ?? [];
			const met = (id: string, on: string, situation: string) =>
				tables.CurrentLivingSituation?.push({
					...first,
					CurrentLivingSitID: `X${on}`,
					EnrollmentID: 'E08',
					PersonalID: '007',
					InformationDate: on,
					CurrentLivingSituation: situation,
					DateCreated: `${on} 10:00:00`,
					DateUpdated: `${on} 10:00:00`
				});
			met('E08', '2024-02-12', '329'); // a residential project
			met('E08', '2024-03-05', '116'); // the street, on the day of the engagement
			met('E08', '2024-03-06', '116'); // after it
		});
		expect(
			await query(
				home,
				`select p.name, contacts, first_met, became_engaged from outreach_contact(${in2024}) join program p using (program_id) order by 1`
			)
		).toEqual([
			{ name: 'Tiny Nights', contacts: 1, first_met: expect.any(String) as string, became_engaged: false },
			{ name: 'Tiny Outreach', contacts: 2, first_met: 'elsewhere', became_engaged: true }
		]);
	});
});
