import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { measure } from '#lib/metrics/engine.ts';
import type { Question } from '#lib/metrics/question.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { upload } from '../canonical.ts';
import { newHome, rebuild, take } from '../home.ts';

const january = { from: '2024-01-01', to: '2024-01-31' };

/** A month of a made-up agency: four programs, and what was paid. */
const AGENCY = {
	about: `source_name,exported_at,period_from,period_to,kind
Agency,2024-02-01 08:00:00,2024-01-01,2024-01-31,full`,
	program: `program_id,name,program_type,operating_from,operating_to,capacity
S,Shelter,emergency shelter,2023-01-01,,2
N,Nights,night-by-night shelter,,,1
H,Homes,permanent supportive housing,2023-01-01,2024-01-10,4
D,Day room,day shelter,,,0
O,Outreach,street outreach,,,`,
	client: `client_id,birth_date
C1,1980-01-01
C2,1981-01-01
C3,1982-01-01
C4,1983-01-01
C5,1984-01-01
C6,1985-01-01
C7,1986-01-01`,
	enrollment: `enrollment_id,client_id,program_id,started_on,moved_in_on,exited_on
E1,C1,S,2023-12-20,,2024-01-11
E2,C1,S,2024-01-05,,2024-01-21
E3,C2,S,2024-01-15,,2024-01-15
E4,C3,S,2024-01-30,,
E5,C4,S,2024-01-01,,2024-01-04
E6,C5,S,2024-01-02,,2024-01-03
E7,C6,N,2023-12-31,,2024-01-20
E8,C7,H,2024-01-01,2024-01-06,
E9,C2,H,2024-01-02,,
E10,C3,D,2024-01-01,,
E11,C4,O,2024-01-05,,`,
	contact: `contact_id,enrollment_id,occurred_on,kind,result
K1,E7,2023-12-31,bed night,attended
K2,E7,2024-01-03,bed night,attended
K3,E7,2024-01-03,bed night,attended
K4,E7,2024-01-20,bed night,attended`,
	service: `service_id,enrollment_id,kind,provided_on,amount
V1,E1,rent assistance,2024-01-02,0.10
V2,E1,rent assistance,2024-01-03,0.20
V3,E5,Bus pass,2024-01-03,12.50
V4,E8,security deposit,2024-01-06,900
V5,E8,security deposit,2024-01-31,-150
V6,E5,Class,2024-01-03,
V7,E5,Class,2024-01-03,0
V8,E8,rent assistance,2024-01-06,
V9,E11,referral,2024-01-06,`
};

let home: Home;
let store: Store;
const ask = async (question: Partial<Question> & { metric: string }, of = store) =>
	(
		await measure(of, {
			scope: FULL_SCOPE,
			audience: CASEWORK,
			period: january,
			by: [],
			grain: null,
			where: [],
			...question
		})
	).results;
const rebuilt = async () => {
	const { built } = await rebuild(home);
	return { own: await openCurrent(home), notes: built?.notes };
};

beforeAll(async () => {
	home = newHome();
	await take(home, upload(AGENCY));
	store = await openCurrent(home);
	return () => {
		store.db.close();
	};
});

describe('beds', () => {
	it('are taken by who is enrolled and not leaving, has moved in, or was there that night', async () => {
		const byProgram = await ask({ metric: 'utilization', by: ['program'] });
		const taken = byProgram.map(({ group, n, value }) => ({ program: group.program, n, value }));
		expect(taken).toEqual([
			// Open for ten days, in five of which C7 had moved in. C2 never did.
			{ program: 'Homes', n: 10, value: 5 / 40 },
			// Twice written down is once; the night of the exit and that of December are none. Open since that December.
			{ program: 'Nights', n: 31, value: 1 / 31 },
			// C1's two stays are one, 20 nights; C2 left on the day they came; C3 2 nights, C4 3, C5 1.
			{ program: 'Shelter', n: 31, value: 26 / 62 }
		]);
		for (const each of byProgram) expect(each).toMatchObject({ lower: null, upper: null, clients: 0 });
	});

	it('count as many as they are in the figure of several programs, which has no interval: they are all that there are', async () => {
		const [whole] = await ask({ metric: 'utilization' });
		expect(whole?.n).toBe(72);
		expect(whole?.value).toBeCloseTo(32 / 133, 12);
		expect(whole).toMatchObject({ lower: null, upper: null });
	});

	it('may be more than taken on a night', async () => {
		const night = { from: '2024-01-02', to: '2024-01-02' };
		const where = [{ dimension: 'program', value: 'Shelter' }];
		expect((await ask({ metric: 'utilization', period: night, where }))[0]?.value).toBe(1.5);
	});

	it('are not known before the data begins, nor after it ends', async () => {
		const around = await ask({
			metric: 'utilization',
			period: { from: '2023-12-01', to: '2024-02-29' },
			grain: 'month'
		});
		expect(around.map(({ n }) => n)).toEqual([0, 72, 0]);
		expect(around[0]).toMatchObject({ status: 'no_data', value: null });
	});

	it('are of a program alone: a scope of programs has them, one of teams, workers or cases does not', async () => {
		const programs = await store.db.rows(
			"select program_id::varchar as id from program where name = 'Homes'"
		);
		const own = { ...FULL_SCOPE, programs: programs.map(({ id }) => String(id)) };
		expect((await ask({ metric: 'utilization', scope: own }))[0]).toMatchObject({ n: 10, value: 5 / 40 });
		for (const part of ['teams', 'workers', 'cases'] as const)
			expect(
				(await ask({ metric: 'utilization', scope: { ...FULL_SCOPE, [part]: ['any'] } }))[0]
			).toMatchObject({
				n: 0,
				status: 'no_data'
			});
		const [none] = await ask({ metric: 'utilization', by: ['worker', 'team', 'age_group'] });
		expect(none).toMatchObject({ n: 72, group: { worker: 'none', team: 'none', age_group: 'not recorded' } });
	});

	it('are listed by program and night, each with its beds', async () => {
		const where = [{ dimension: 'program', value: 'Homes' }];
		const { n, rows } = await listRows(store, {
			metric: 'utilization',
			scope: FULL_SCOPE,
			audience: CASEWORK,
			period: january,
			where
		});
		expect(n).toBe(10);
		expect(rows.map(({ value }) => value)).toEqual([0, 0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25, 0.25]);
		expect(rows[0]).toMatchObject({
			cohort_date: '2024-01-01',
			weight: 4,
			program: 'Homes',
			enrollment_id: null
		});
	});
});

describe('money', () => {
	it('adds up to the cent, less what was paid back, over programs, months and kinds', async () => {
		const [whole] = await ask({ metric: 'assistance-paid' });
		expect(whole).toMatchObject({
			value: 762.8,
			n: 5,
			clients: 3,
			lower: null,
			upper: null,
			status: 'shown'
		});
		const by = async (dimension: string) =>
			(await ask({ metric: 'assistance-paid', by: [dimension] })).map(({ group, value }) => [
				group[dimension],
				value
			]);
		expect(await by('program')).toEqual([
			['Homes', 750],
			['Shelter', 12.8]
		]);
		expect(await by('event')).toEqual([
			['Bus pass', 12.5],
			['rent assistance', 0.3],
			['security deposit', 750]
		]);
		const days = { from: '2024-01-01', to: '2024-02-29' };
		const months = await ask({ metric: 'assistance-paid', period: days, grain: 'month' });
		expect(months.map(({ value }) => value)).toEqual([762.8, null]);
	});

	it('is 0 where nothing was paid', async () => {
		const where = [{ dimension: 'program', value: 'Outreach' }];
		expect((await ask({ metric: 'assistance-paid', where }))[0]).toMatchObject({
			status: 'shown',
			value: 0,
			n: 0
		});
	});

	it('that was promised is promised for its own period only, and is not judged', async () => {
		writeFileSync(
			join(home.path, 'targets.csv'),
			'metric,program,grant,from,to,target\nassistance-paid,,Grant A,2024-01-01,2024-01-31,1000\n'
		);
		const { own } = await rebuilt();
		expect((await ask({ metric: 'assistance-paid' }, own))[0]).toMatchObject({
			standard: 1000,
			verdict: null
		});
		const half = { from: '2024-01-01', to: '2024-01-15' };
		expect((await ask({ metric: 'assistance-paid', period: half }, own))[0]).toMatchObject({
			standard: null
		});
		own.db.close();
	});
});

it('a service is what is given: no night, no money alone and no referral, with or without a price', async () => {
	const [whole] = await ask({ metric: 'services-provided' });
	const kinds = await ask({ metric: 'services-provided', by: ['event'] });
	expect(whole).toMatchObject({ value: 3, clients: 1 });
	expect(kinds.map(({ group, value }) => [group.event, value])).toEqual([
		['Bus pass', 1],
		['Class', 2]
	]);
});

describe('an agency’s own metric', () => {
	const metric = (kind: string, select: string) => `/* ---
title: A trial
question: Does it work?
kind: ${kind}
unit: things
group: outputs
headline: {better: neutral}
grain: thing
needs: [program.capacity]
control: agency
source: a test
--- */
${select}`;

	it.each([
		[
			'names neither an enrollment nor a worker nor a program',
			metric('count', 'select operating_from as cohort_date from program'),
			/a row needs an enrollment_id, or a worker_id or program_id where it is of a worker or a program alone\./
		],
		[
			'names the program of an enrollment, which is known',
			metric('count', 'select enrollment_id, program_id, started_on as cohort_date from enrollment'),
			/the column program_id \(UUID\) is not one that a count has/
		],
		[
			'weighs a row with nothing',
			metric('mean', 'select program_id, $to as cohort_date, 1 as value, capacity as weight from program'),
			/1 of its rows have what a mean cannot have \(weight <= 0\)/
		],
		[
			'weighs what is no mean',
			metric(
				'sum',
				'select enrollment_id, started_on as cohort_date, 1 as value, 2 as weight from enrollment'
			),
			/the column weight \(INTEGER\) is not one that a sum has/
		],
		[
			'has nothing to add up',
			metric('sum', 'select enrollment_id, started_on as cohort_date from enrollment'),
			/a sum needs a column value of type .*; it has none\./
		]
	])('that %s is left out with that sentence', async (_, text, sentence) => {
		writeFileSync(join(home.metrics, 'own.sql'), text);
		const { own, notes } = await rebuilt();
		own.db.close();
		expect(notes).toEqual([expect.stringMatching(sentence)]);
	});

	it('may have rows of a program alone, of any kind', async () => {
		writeFileSync(
			join(home.metrics, 'own.sql'),
			metric(
				'sum',
				'select program_id, $to as cohort_date, capacity as value from program where capacity > 0'
			)
		);
		const { own, notes } = await rebuilt();
		expect(notes).toEqual([]);
		expect((await ask({ metric: 'own' }, own))[0]).toMatchObject({ value: 7, n: 3, clients: 0 });
		own.db.close();
	});
});
