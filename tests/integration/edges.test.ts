// Edges of the metrics' rules, each a made-up person or two: what a figure must not make of them.
import { describe, expect, it } from 'vitest';
import { measure } from '#lib/metrics/engine.ts';
import type { Result } from '#lib/metrics/result.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent } from '#lib/server/store.ts';
import { upload } from '../canonical.ts';
import { newHome, take } from '../home.ts';

const YEAR = { from: '2025-01-01', to: '2025-12-31' };
const everything = { scope: FULL_SCOPE, audience: CASEWORK, by: [], grain: null, where: [] };
const ABOUT =
	'source_name,exported_at,period_from,period_to,kind\nEdges,2026-06-05 08:00:00,2024-01-01,2026-05-31,full';
const CLIENT = 'client_id,birth_date\nC1,1980-01-01';
const PROGRAM =
	'program_id,name,program_type\nP1,Homes,permanent supportive housing\nP2,More Homes,permanent supportive housing';
/** One adult in Homes since 15 January 2024. */
const ENROLLMENT =
	'enrollment_id,client_id,program_id,started_on,moved_in_on,exited_on,exit_destination,recorded_at\nE1,C1,P1,2024-01-15,2024-01-15,,,2024-01-15 10:00:00';
const INCOME = 'income_id,enrollment_id,client_id,assessed_on,stage,total,recorded_at,updated_at';
const START = 'I1,E1,,2024-01-15,start,100,,';

/** Figures of an upload: each metric asked for a period. */
async function figures<Name extends string>(
	files: Record<string, string>,
	asked: Record<Name, { metric: string; period?: { from: string; to: string }; where?: string }>
): Promise<Record<Name, Result>> {
	const home = newHome();
	await take(
		home,
		upload({ about: ABOUT, client: CLIENT, program: PROGRAM, enrollment: ENROLLMENT, ...files })
	);
	const store = await openCurrent(home);
	try {
		const found: [string, Result][] = [];
		for (const [name, { metric, period = YEAR, where }] of Object.entries<(typeof asked)[Name]>(asked)) {
			const conditions = where === undefined ? [] : [{ dimension: 'event', value: where }];
			const question = { ...everything, metric, period, where: conditions };
			const [whole] = (await measure(store, question)).results;
			found.push([name, whole ?? expect.fail()]);
			expect((await listRows(store, question)).rows.length, name).toBe(whole?.n);
		}
		return Object.fromEntries(found) as Record<Name, Result>;
	} finally {
		store.db.close();
	}
}

const incomes = (...lines: string[]) => ({ income: [INCOME, START, ...lines].join('\n') });

describe('an annual assessment', () => {
	it('is not that of the year before, where this year has none', async () => {
		const long = { from: '2025-01-01', to: '2026-05-31' };
		const found = await figures(incomes('I2,E1,,2025-01-15,annual,500,,'), {
			both: { metric: 'incomes-known', period: long },
			year: { metric: 'incomes-known' }
		});
		expect(found.both).toMatchObject({ n: 1, numerator: 0 });
		expect(found.year).toMatchObject({ n: 1, numerator: 1 });
	});

	it('keeps its income where another part of it is dated later', async () => {
		const found = await figures(
			{
				...incomes('I2,E1,,2025-01-10,annual,500,,'),
				assessment: 'assessment_id,enrollment_id,assessed_on,stage\nA1,E1,2025-01-20,annual'
			},
			{ known: { metric: 'incomes-known' }, more: { metric: 'income-increased' } }
		);
		expect(found).toMatchObject({ known: { n: 1, numerator: 1 }, more: { n: 1, numerator: 1 } });
	});

	it('has the income of the person whose stay it is, and the record that was changed last', async () => {
		const found = await figures(
			incomes(
				'I2,E1,C1,2025-01-10,annual,80,2025-01-10 10:00:00,2025-03-01 10:00:00',
				'I3,E1,C2,2025-01-10,annual,900,2025-01-10 11:00:00,2025-04-01 10:00:00',
				'I4,E1,C1,2025-01-10,annual,700,,'
			),
			{ more: { metric: 'income-increased' } }
		);
		expect(found.more).toMatchObject({ n: 1, numerator: 0 });
	});

	it('is not judged while there is time for it, whether it was made or not', async () => {
		const may = { from: '2026-05-01', to: '2026-05-31' };
		const found = await figures(
			{
				enrollment: `${ENROLLMENT.split('\n')[0] ?? ''}\nE1,C1,P1,2024-05-20,2024-05-20,,,2024-05-20 10:00:00`,
				income: `${INCOME}\nI1,E1,,2024-05-20,start,100,,\nI2,E1,,2026-05-21,annual,200,,`
			},
			{
				made: { metric: 'annual-assessments-on-time', period: may },
				known: { metric: 'incomes-known', period: may },
				more: { metric: 'income-increased', period: may }
			}
		);
		expect(found.made).toMatchObject({ n: 0, status: 'no_data' });
		expect(found.known).toMatchObject({ n: 0, status: 'no_data' });
		expect(found.more).toMatchObject({ n: 1, numerator: 1 });
	});
});

describe('one row per person', () => {
	it('is the latest stay, also where that leaves the count: not an earlier one in its place', async () => {
		const found = await figures(
			{
				enrollment: [
					ENROLLMENT.split('\n')[0],
					'E1,C1,P1,2024-03-01,2024-03-01,2025-03-01,place not meant for habitation,',
					'E2,C1,P2,2025-04-01,2025-04-01,2025-08-01,deceased,'
				].join('\n')
			},
			{ kept: { metric: 'housing-retained-or-exited-to-permanent' } }
		);
		expect(found.kept).toMatchObject({ n: 0, status: 'no_data' });
	});
});

describe('what nobody classified', () => {
	it('is still a contact that was written down, and a contact is not lost for being called a service', async () => {
		const found = await figures(
			{
				contact: [
					'contact_id,enrollment_id,occurred_on,kind,result,recorded_at',
					'K1,E1,2025-03-05,,attended,2025-03-15 10:00:00',
					'K2,E1,2025-03-06,service,attended,2025-03-16 10:00:00'
				].join('\n'),
				service: [
					'service_id,enrollment_id,kind,provided_on,recorded_at',
					'S1,E1,bed night,2025-03-07,2025-03-08 10:00:00'
				].join('\n')
			},
			{ lag: { metric: 'record-entry-lag' } }
		);
		// The two contacts took ten days; the night, which is a contact too, stands once, as the service that it is.
		expect(found.lag).toMatchObject({ n: 3, value: 10 });
	});
});

describe('what did not come about', () => {
	it('is no night in the shelter, and nobody was met by it', async () => {
		const found = await figures(
			{
				program:
					'program_id,name,program_type,capacity\nP1,Nights,night-by-night shelter,1\nP2,Outreach,street outreach,',
				enrollment: [
					'enrollment_id,client_id,program_id,started_on,exited_on,engaged_on',
					'E1,C1,P1,2025-03-01,,',
					'E2,C1,P2,2025-03-01,,'
				].join('\n'),
				contact: [
					'contact_id,enrollment_id,occurred_on,kind,result',
					'K1,E1,2025-03-05,bed night,no_show',
					'K2,E2,2025-03-05,outreach,cancelled_by_agency'
				].join('\n')
			},
			{
				met: { metric: 'outreach-engagement-rate' },
				enrolled: { metric: 'people-served' },
				nights: { metric: 'utilization' }
			}
		);
		expect(found.met).toMatchObject({ n: 0, status: 'no_data' });
		expect(found.enrolled.n).toBe(1); // in outreach; of the shelter no night is known
		expect(found.nights.n).toBe(0);
	});

	it('is not held against a month that is not over', async () => {
		const found = await figures(
			{
				about: ABOUT.replace('2026-05-31', '2025-12-20'),
				contact: 'contact_id,enrollment_id,occurred_on,kind,result\nK1,E1,2025-11-05,visit,attended'
			},
			{ months: { metric: 'engagement-rate', period: { from: '2025-11-01', to: '2025-12-31' } } }
		);
		expect(found.months).toMatchObject({ n: 1, numerator: 1 });
	});
});

describe('a household that comes back under its id', () => {
	it('has one head at a time', async () => {
		const found = await figures(
			{
				client: 'client_id,birth_date\nC1,1980-01-01\nC2,1982-01-01',
				enrollment: [
					'enrollment_id,client_id,household_id,is_head_of_household,program_id,started_on,exited_on',
					'E1,C1,H,yes,P1,2025-01-15,2025-03-01',
					'E2,C2,H,yes,P1,2025-06-01,'
				].join('\n')
			},
			{ complete: { metric: 'records-complete' } }
		);
		expect(found.complete).toMatchObject({ n: 2, numerator: 2 });
	});
});

describe('what stands beside a figure', () => {
	it('is of the same kind of record as the figure', async () => {
		const found = await figures(
			{
				appeal: [
					'appeal_id,enrollment_id,kind,program,filed_on,decided_on,result',
					'B1,E1,appeal,SSI,2025-03-05,2025-05-01,approved',
					'B2,E1,appeal,SSI,2025-06-05,,pending',
					'B3,E1,application,SSI,2025-06-05,,pending',
					'B4,E1,appeal,food,2025-06-05,,pending'
				].join('\n')
			},
			{ won: { metric: 'appeals-won', where: 'SSI' }, all: { metric: 'appeals-won' } }
		);
		expect(found.won).toMatchObject({ n: 1, also: { 'appeals-pending': 1 } });
		expect(found.all).toMatchObject({ n: 1, also: { 'appeals-pending': 2 } });
	});
});
