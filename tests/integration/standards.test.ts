import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { checkHome } from '#pipelines/check.ts';
import type { Home } from '#pipelines/home.ts';
import { prepareHome } from '#pipelines/home.ts';
import { measure } from '#lib/metrics/engine.ts';
import type { Result } from '#lib/metrics/result.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { readStandardsPage } from '#lib/server/standards-page.ts';
import { openCurrent } from '#lib/server/store.ts';
import { listStandards, type HeldTo } from '#lib/standards.ts';
import { upload } from '../canonical.ts';
import { newHome, published, query, rebuild, take } from '../home.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const STANDARDS = 'metric,event,program_type,funder,threshold,unit,source';
const TARGETS = 'metric,program,grant,from,to,target';
const COC = 'HUD: CoC - Rapid Re-Housing';
const ESG = 'HUD: ESG - Rapid Rehousing';

/**
 * Four programs, each with one stay from Friday 2024-05-24, written down on Tuesday the 28th: four calendar
 * days, one business day, as Monday is Memorial Day. The documents are of that Friday too.
 */
const SCENE = {
	about:
		'source_name,exported_at,period_from,period_to,kind\nScene,2025-01-02 08:00:00,2024-01-01,2024-12-31,full',
	program: `program_id,name,program_type,funders\nP1,Shelter,emergency shelter,\nP2,Rapid,rapid re-housing,${COC}\nP3,Rapid Two,rapid re-housing,${COC}; ${ESG}\nP4,Outreach,street outreach,`,
	client: 'client_id\nC1\nC2\nC3\nC4',
	enrollment: `enrollment_id,client_id,household_id,is_head_of_household,program_id,started_on,recorded_at,engaged_on,exited_on,exit_recorded_at,exit_destination\n${[
		'E1,C1,H1,yes,P1,2024-05-24,2024-05-28 09:00:00,,2024-12-20,2024-12-27 09:00:00,public housing unit',
		'E2,C2,H2,yes,P2,2024-05-24,2024-05-28 09:00:00,,2024-12-20,2024-12-27 09:00:00,public housing unit',
		'E3,C3,H3,yes,P3,2024-05-24,2024-05-28 09:00:00,,,,',
		'E4,C4,H4,yes,P4,2024-05-24,2024-05-28 09:00:00,2024-05-24,,,'
	].join('\n')}`,
	worker: 'worker_id,display_name\nW1,Ada\nW2,Ben',
	absence: 'worker_id,valid_from,valid_to\nW2,2024-05-29,2024-05-30',
	document: `document_id,enrollment_id,worker_id,kind,service_on,due_on,complete,recorded_at,recorded_by\n${[
		'D1,E1,W1,progress note,2024-05-24,,yes,2024-05-30 09:00:00,W1', // the third business day
		'D2,E1,W1,progress note,2024-05-24,,yes,2024-05-31 09:00:00,W1', // the fourth
		'D3,E1,W2,progress note,2024-05-24,,yes,2024-06-03 09:00:00,W2', // Ben was away on two of them: 3 June
		'D4,E1,W2,progress note,2024-05-24,,yes,2024-06-04 09:00:00,W2',
		'D5,E1,W1,progress note,2024-05-24,2024-05-27,yes,2024-05-28 09:00:00,W1', // its own due day counts
		'D6,E1,W1,lease,2024-05-24,,yes,2024-05-24 09:00:00,W1', // no standard for it
		'D7,E1,W1,progress note,,,no,,', // of no day
		'D8,E1,W1,progress note,2024-12-27,,no,,', // due on 2 January, after the last day known
		'D9,E1,W1,intake,2024-05-24,,no,,' // missing, and long due
	].join('\n')}`
};

let base: Home;
beforeAll(async () => {
	base = newHome();
	await take(base, upload(SCENE));
});

/** The scene with these lines in the home's files, built. */
const EXITS = 'exits-recorded-on-time,exit,,,3,calendar days,us';

async function held(files: {
	standards?: string[];
	targets?: string[];
	holidays?: string;
}): Promise<{ home: Home; notes: string[] }> {
	const home = newHome({ from: base });
	if (files.standards) write(home, 'standards.csv', [STANDARDS, ...files.standards].join('\n'));
	if (files.targets) write(home, 'targets.csv', [TARGETS, ...files.targets].join('\n'));
	if (files.holidays) write(home, 'holidays.csv', files.holidays);
	const { built } = await rebuild(home);
	return { home, notes: built?.notes ?? [] };
}
function write(home: Home, file: string, text: string): void {
	writeFileSync(join(home.path, file), text);
}

async function ask(home: Home, metric: string, by: string[] = [], grant?: string): Promise<Result[]> {
	const store = await openCurrent(home);
	try {
		const period = { from: '2024-01-01', to: '2024-12-31' };
		const asked = {
			metric,
			period,
			by,
			scope: FULL_SCOPE,
			audience: CASEWORK,
			grain: null,
			where: [],
			grant
		};
		return (await measure(store, asked)).results;
	} finally {
		store.db.close();
	}
}

async function listed(home: Home): Promise<HeldTo> {
	const store = await openCurrent(home);
	try {
		return await listStandards(store);
	} finally {
		store.db.close();
	}
}

/** Who of the four was written down in time. */
async function onTime(home: Home): Promise<Record<string, boolean>> {
	const results = await ask(home, 'starts-recorded-on-time', ['program']);
	return Object.fromEntries(results.map(({ group, numerator }) => [group.program ?? '', numerator === 1]));
}

describe('a time limit', () => {
	it('in business days leaves out the weekend and the holiday', async () => {
		const { home, notes } = await held({
			standards: ['starts-recorded-on-time,start,,,1,business days,us', EXITS]
		});
		expect(await onTime(home)).toEqual({ Shelter: true, Rapid: true, 'Rapid Two': true, Outreach: true });
		expect(notes).toEqual([]);
	});

	it('counts the home’s holidays, not ours', async () => {
		const { home, notes } = await held({
			standards: ['starts-recorded-on-time,start,,,1,business days,us', EXITS],
			holidays: 'date,name,source\n2024-07-04,Independence Day,us\n'
		});
		expect(await onTime(home)).toMatchObject({ Shelter: false });
		expect(notes).toEqual([]);
		const { own, holidays } = await listed(home);
		expect(own['holidays.csv']).toBe(true);
		expect(holidays).toEqual([{ date: '2024-07-04', name: 'Independence Day', source: 'us' }]);
	});

	it('that is missing in the home’s file is noted, for that stands in place of ours as a whole', async () => {
		const { home, notes } = await held({ standards: [EXITS] });
		expect(notes).toEqual([
			'standards.csv stands in place of ours and has no time limit for starts-recorded-on-time, so there is no such figure. Copy the lines from data/standards.csv, or write your own.'
		]);
		expect((await ask(home, 'starts-recorded-on-time'))[0]).toMatchObject({ status: 'no_data' });
	});

	it('in years without holidays is noted', async () => {
		const { notes } = await held({
			standards: ['starts-recorded-on-time,start,,,1,business days,us', EXITS],
			holidays: 'date,name,source\n2026-07-03,Independence Day,us\n'
		});
		expect(notes).toEqual([
			'holidays.csv has no holidays of 2024: there every Monday to Friday counts as a business day. Add them.'
		]);
	});

	it('of a funder wins over that of the type of program, that over the default, and a named event over an empty one', async () => {
		const { home } = await held({
			standards: [
				'starts-recorded-on-time,,,,5,calendar days,default of all',
				'starts-recorded-on-time,start,,,3,calendar days,default of starts',
				'starts-recorded-on-time,,rapid re-housing,,4,calendar days,type',
				`starts-recorded-on-time,,,${ESG},1,calendar days,funder`
			]
		});
		expect(await onTime(home)).toEqual({ Shelter: false, Rapid: true, 'Rapid Two': false, Outreach: false });
		const { metrics } = await listed(home);
		const starts = metrics.find(({ metric }) => metric.id === 'starts-recorded-on-time');
		expect(starts?.standards.map(({ source, programs }) => [source, programs])).toEqual([
			['type', ['Rapid']],
			['funder', ['Rapid Two']],
			['default of starts', ['Outreach', 'Shelter']]
		]);
	});

	it('that is harder to keep wins where two funders of a program differ', async () => {
		const { home } = await held({
			standards: [
				`starts-recorded-on-time,start,,${COC},5,calendar days,easy`,
				`starts-recorded-on-time,start,,${ESG},3,calendar days,hard`
			]
		});
		expect(await onTime(home)).toEqual({ Rapid: true, 'Rapid Two': false });
	});

	it('of one event leaves another event of the metric alone', async () => {
		const { home } = await held({
			standards: [
				'documents-on-time,progress note,,,3,business days,policy',
				'documents-on-time,intake,emergency shelter,,30,calendar days,policy'
			]
		});
		expect(
			await query(
				home,
				"select event, threshold, unit from time_limit where metric = 'documents-on-time' and program_id is not null and event <> 'lease' group by all order by event, threshold"
			)
		).toEqual([
			{ event: 'intake', threshold: 30, unit: 'calendar days' },
			{ event: 'progress note', threshold: 3, unit: 'business days' }
		]);
	});
});

describe('a document without a due day', () => {
	it('is due by the standard for its kind, later by the days on which its worker was away', async () => {
		const { home } = await held({ standards: ['documents-on-time,progress note,,,3,business days,policy'] });
		const rows = await query(
			home,
			'select cohort_date::varchar as due, success, w.label as worker from metric."documents-on-time" join worker w using (worker_id) order by all'
		);
		expect(rows).toEqual([
			{ due: '2024-05-27', success: false, worker: 'Ada' }, // D5, by its own due day
			{ due: '2024-05-30', success: false, worker: 'Ada' }, // D2
			{ due: '2024-05-30', success: true, worker: 'Ada' }, // D1
			{ due: '2024-06-03', success: false, worker: 'Ben' }, // D4
			{ due: '2024-06-03', success: true, worker: 'Ben' } // D3
		]);
	});

	it('is missing in the figure once the standard’s day has passed, and is no problem of the data then', async () => {
		const { home } = await held({ standards: ['documents-on-time,,,,3,calendar days,policy'] });
		const [all] = await ask(home, 'documents-on-time');
		expect(all).toMatchObject({ n: 8, numerator: 1 }); // all but D7; of the rest only the lease was in time
		expect(
			await query(home, "select detail from problem where check_id = 'document-without-due-date'")
		).toEqual([{ detail: 'The progress note has no due date.' }]);
	});

	it('is not counted where no standard is for its kind', async () => {
		expect((await ask(base, 'documents-on-time'))[0]).toMatchObject({ n: 1, numerator: 0 });
		expect(
			await query(base, "select count(*) as n from problem where check_id = 'document-without-due-date'")
		).toEqual([{ n: 8 }]);
	});
});

describe('a figure', () => {
	it('of each kind that has a better way can have a standard', async () => {
		const { home } = await held({
			standards: [
				'exits-to-permanent-housing,,,,0.5,share,a',
				'record-entry-lag,,,,2,calendar days,b',
				'days-to-move-in,,,,0.7,share,c',
				'contact-frequency,,,,3,contacts,d'
			]
		});
		for (const [metric, standard, source] of [
			['exits-to-permanent-housing', 0.5, 'a'],
			['record-entry-lag', 2, 'b'],
			['days-to-move-in', 0.7, 'c'],
			['contact-frequency', 3, 'd']
		] as const) {
			const [result] = await ask(home, metric);
			if (result?.status === 'shown') {
				expect(result, metric).toMatchObject({ standard, standard_source: source });
				expect(result.verdict, metric).not.toBeNull();
			} else expect(result?.status, metric).toBe('not_collected');
		}
	});

	it('of one event is held to that event’s own standard', async () => {
		const { home } = await held({
			standards: ['record-entry-lag,,,,3,calendar days,all', 'record-entry-lag,exit,,,7,calendar days,exits']
		});
		expect(
			(await ask(home, 'record-entry-lag', ['event'])).map(({ group, standard }) => [group.event, standard])
		).toEqual([
			['exit', 7],
			['start', 3]
		]);
		expect((await ask(home, 'record-entry-lag'))[0]?.standard).toBeNull(); // its rows are held to different ones
	});

	it('of several funders is held to the share that is harder to reach', async () => {
		const { home } = await held({
			standards: [
				`exits-recorded-on-time,,,${COC},0.7,share,low`,
				`exits-recorded-on-time,,,${ESG},0.9,share,high`
			]
		});
		expect(
			await query(
				home,
				"select p.label, v.threshold from value_standard v join program p using (program_id) where event = '' order by 1"
			)
		).toEqual([
			{ label: 'Rapid', threshold: 0.7 },
			{ label: 'Rapid Two', threshold: 0.9 }
		]);
	});
});

describe('a promise', () => {
	it('is asked for by its grant; of several grants the one that is harder to keep counts, whichever stands first', async () => {
		const { home } = await held({
			targets: [
				'exits-to-permanent-housing,,County,2024-01-01,2024-12-31,0.5',
				'exits-to-permanent-housing,,State,2024-01-01,2024-12-31,0.7',
				'exits-to-permanent-housing,,City,2023-01-01,2025-12-31,0.9',
				'record-entry-lag,,County,2024-01-01,2024-12-31,4',
				'record-entry-lag,,State,2024-01-01,2024-12-31,2',
				'exits,,County,2024-01-01,2024-12-31,3',
				'exits,,State,2024-01-01,2024-03-31,1'
			]
		});
		const standardOf = async (metric: string, grant?: string) =>
			(await ask(home, metric, [], grant))[0]?.standard_source;
		expect(await standardOf('exits-to-permanent-housing')).toBe('target of State');
		expect(await standardOf('exits-to-permanent-housing', 'County')).toBe('target of County');
		expect(await standardOf('exits-to-permanent-housing', 'City')).toBe('target of City');
		expect(await standardOf('exits-to-permanent-housing', 'Nobody')).toBeNull();
		expect(await standardOf('record-entry-lag')).toBe('target of State');
		expect(await standardOf('record-entry-lag', 'County')).toBe('target of County');
		expect(await standardOf('exits', 'County')).toBe('target of County');
		expect(await standardOf('exits', 'State')).toBeNull(); // promised for a quarter only
	});
});

describe('what only the data can tell', () => {
	it('is noted by the build and by check, with line and near match, and holds nobody', async () => {
		const { home, notes } = await held({
			standards: [
				'starts-recorded-on-time,start,,,3,calendar days,us',
				'starts-recorded-on-time,start,,HUD: CoC - Rapid Rehousing,1,calendar days,us',
				'documents-on-time,progres note,,,3,business days,us',
				'record-entry-lag,visit,,,3,calendar days,us',
				EXITS
			],
			targets: ['exits,Rapid To,HUD: ESG - Rapid Rehousin,2024-01-01,2024-12-31,5']
		});
		const expected = [
			`standards.csv line 3: no program has the funder "HUD: CoC - Rapid Rehousing". Did you mean "${COC}"? Until one has it, the line holds nobody.`,
			'standards.csv line 4: no row of documents-on-time is of the event "progres note". Did you mean "progress note"? Until one is, the line holds nothing.',
			'standards.csv line 5: no row of record-entry-lag is of the event "visit". Until one is, the line holds nothing.',
			'targets.csv line 2: no source has the program "Rapid To". Did you mean "Rapid Two"? Until one has it, the promise holds nobody.',
			`targets.csv line 2: no program has the funder "HUD: ESG - Rapid Rehousin". Did you mean "${ESG}"? The promise counts all the same, under that name.`
		];
		expect(notes).toEqual(expected);
		const findings = await checkHome(home);
		expect(findings.filter(({ level }) => level === 'notice').map(({ message }) => message)).toEqual(
			expected
		);
		expect((await listed(home)).notes).toEqual(expected);
		expect(await onTime(home)).toMatchObject({ Rapid: false });
	});
});

describe('files that cannot be read', () => {
	it('refuse a build with every reason; the figures of before serve on, and check says it', async () => {
		const { home } = await held({ standards: ['starts-recorded-on-time,start,,,5,calendar days,us'] });
		const before = published(home);
		write(home, 'standards.csv', `${STANDARDS}\nstarts-recorded-on-time,start,,,soon,weeks,us`);
		write(home, 'holidays.csv', '');
		const said = [
			'standards.csv line 2, threshold "soon": write a number, such as 3 or 0.8.',
			'standards.csv line 2, unit "weeks": its unit is "calendar days" or "business days" or "share".',
			'holidays.csv is empty: it has not even a header. Its first line is date,name,source. Remove the file to keep to ours.'
		];
		await expect(rebuild(home)).rejects.toMatchObject({ reasons: said });
		await expect(take(home, upload(SCENE))).rejects.toMatchObject({ reasons: said });
		expect(published(home)).toBe(before);
		expect(await onTime(home)).toMatchObject({ Shelter: true });
		const findings = await checkHome(home);
		expect(findings.filter(({ level }) => level === 'problem').map(({ message }) => message)).toEqual(said);
		rmSync(join(home.path, 'standards.csv'));
		rmSync(join(home.path, 'holidays.csv'));
		await rebuild(home);
		expect(await onTime(home)).toMatchObject({ Shelter: false });
	});
});

describe('the page of standards and targets', () => {
	it('says what is wrong in the files, and shows what the figures were made with', async () => {
		const { home } = await held({ standards: ['starts-recorded-on-time,start,,,5,calendar days,us'] });
		process.env.THROUGHLINE_HOME = home.path;
		const whole = await readStandardsPage();
		expect(whole).toMatchObject({ trouble: null, broken: [], changed: false });
		expect(whole.held?.own).toEqual({ 'standards.csv': true, 'targets.csv': false, 'holidays.csv': false });
		write(home, 'standards.csv', `${STANDARDS}\nstarts-recorded-on-time,start,,,1,calendar days,us`);
		expect(await readStandardsPage()).toEqual({ ...whole, changed: true });
		write(home, 'standards.csv', `${STANDARDS}\nstarts-recorded-on-time,start,,,soon,calendar days,us`);
		expect(await readStandardsPage()).toEqual({
			...whole,
			changed: true,
			broken: ['standards.csv line 2, threshold "soon": write a number, such as 3 or 0.8.']
		});
	});

	it('says why, where nothing was imported yet', async () => {
		process.env.THROUGHLINE_HOME = newHome().path;
		expect(await readStandardsPage()).toMatchObject({ held: null, broken: [], changed: false });
	});
});

describe('throughline standards', () => {
	it('lists what is in force as a table, as CSV and as JSON', async () => {
		const { home } = await held({
			standards: ['documents-on-time,progress note,,,3,business days,policy'],
			targets: ['exits,Rapid,Grant A,2024-01-01,2024-12-31,5']
		});
		const table = await command(home, 'standards');
		expect(table).toMatchObject({ code: 0 });
		expect(table.stdout).toMatch(
			/documents-on-time +time limit +progress note +all +3 +business days +policy/
		);
		expect(table.stdout).toMatch(
			/exits +target +Rapid +5 +enrollments +2024-01-01 +2024-12-31 +target of Grant A/
		);
		expect(table.stderr).not.toContain('Grant A'); // a grant may have any name
		expect((await command(home, 'standards', '--csv')).stdout.split('\r\n')[0]).toBe(
			'metric,holds,event,program_type,funder,programs,threshold,unit,from,to,source'
		);
		const { metrics } = JSON.parse((await command(home, 'standards', '--json')).stdout) as HeldTo;
		expect(metrics.map(({ metric }) => metric.id)).toEqual(['exits', 'documents-on-time']);
	});

	it('says so where no figure is held to anything', async () => {
		const { home } = await held({ standards: [] });
		expect((await command(home, 'standards')).stdout).toBe('No figure is held to anything.\n');
	});
});

it('a metric that asks for a time limit says of what, and one that says so asks for one', async () => {
	const home = prepareHome(newHome({ from: base }).path);
	const metric = (more: string, join: string) => `/* ---
title: A trial
question: Does it work?
kind: ratio
unit: starts
group: documentation
headline: {better: higher}
grain: enrollment
needs: [enrollment.started_on]
${more}
control: worker
source: a test
--- */
select e.enrollment_id, e.started_on as cohort_date, true as success from enrollment e ${join}`;
	const join_ = "join time_limit l on l.metric = 'own' and l.event = 'start' and l.program_id = e.program_id";
	writeFileSync(join(home.metrics, 'own.sql'), metric('', join_));
	writeFileSync(join(home.metrics, 'other.sql'), metric('time_limits: document.sort', ''));
	writeFileSync(join(home.metrics, 'third.sql'), metric('time_limits: document.sort', join_));
	expect((await rebuild(home)).built?.notes.sort()).toEqual([
		'other.sql: time_limits: its SQL asks for no time_limit. Join it, or remove time_limits.',
		'own.sql: its SQL asks for a time_limit. Say in its front matter what the limits run from: time_limits: [start].',
		'third.sql: time_limits: there is no document.sort in the model.'
	]);
});
