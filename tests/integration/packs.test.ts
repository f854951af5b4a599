import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { PACKS } from '#pipelines/metrics/definition.ts';
import { measure } from '#lib/metrics/engine.ts';
import type { Result } from '#lib/metrics/result.ts';
import { CASEWORK, FULL_SCOPE, OWNER } from '#lib/metrics/scope.ts';
import { openCurrent } from '#lib/server/store.ts';
import type { MetricDefinition } from '#lib/metrics/catalogue.ts';
import { readOverview } from '#lib/server/overview.ts';
import { DEFAULT_VIEW } from '#lib/view.ts';
import { exportOf, newHome, query, record, ROOT, take, tiny, type Tables } from '../home.ts';

const WORKED = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked');
const YEAR = { from: '2024-07-01', to: '2025-06-30' };

/** A home with the worked sample as `change` leaves it. */
async function worked(change: (tables: Tables) => void): Promise<Home> {
	const home = newHome();
	await take(home, exportOf(change, { from: WORKED, files: 'all' }));
	return home;
}

/** The whole figure of a metric. */
async function figure(home: Home, metric: string, period = YEAR): Promise<Result> {
	const store = await openCurrent(home);
	try {
		const question = {
			metric,
			period,
			scope: FULL_SCOPE,
			audience: CASEWORK,
			by: [],
			grain: null,
			where: []
		};
		return (await measure(store, question)).results[0] ?? expect.fail();
	} finally {
		store.db.close();
	}
}

let plain: Home;
/** With a lease of a later day than is known, a referral of somebody who died, and one answered before it was made. */
let changed: Home;
beforeAll(async () => {
	plain = await worked(() => undefined);
	changed = await worked((tables) => {
		tables.document?.push({
			document_id: 'D17',
			enrollment_id: 'E11',
			worker_id: 'W2',
			kind: 'lease',
			service_on: '2025-07-01',
			due_on: '2025-06-29',
			complete: 'yes',
			audit_passed: 'yes'
		});
		const referral = { referral_id: 'R12', enrollment_id: 'E08', service_type: 'health care' };
		tables.referral?.push({ ...referral, made_on: '2025-01-22', result: 'pending' });
		record(tables, 'referral', 'R01').result_on = '2024-07-01';
	});
});

describe('the packs', () => {
	const shown = async (home: Home) => {
		const store = await openCurrent(home);
		try {
			const { outputs, questions, notCollected } = await readOverview(store, DEFAULT_VIEW, OWNER);
			const sections = questions.flatMap(({ sections }) => sections);
			const figures = [
				...outputs.figures,
				...sections.flatMap(({ leading, others }) => [...leading, ...others])
			];
			const ids = (metrics: MetricDefinition[]) =>
				metrics.filter(({ group }) => PACKS.includes(group)).map(({ id }) => id);
			return {
				figures: ids(figures.map(({ metric }) => metric)).sort(),
				missing: ids(notCollected.flatMap(({ metrics }) => metrics))
			};
		} finally {
			store.db.close();
		}
	};

	it('stand on the overview where a source has their tables, and else nowhere on it', async () => {
		expect(await shown(plain)).toEqual({
			figures: [
				...['appeals-pending', 'appeals-won', 'applications-approved', 'applications-pending'],
				...['crises-de-escalated', 'crisis-response', 'satisfaction', 'surveys-answered']
			],
			missing: []
		});
		const hmis = newHome();
		await take(hmis, tiny());
		expect(await shown(hmis)).toEqual({ figures: [], missing: [] });
	});
});

describe('what comes after the last day known', () => {
	it('is in no canonical row, neither as a day nor as a result', async () => {
		const days = [
			...['goal.closed_on', 'incident.closed_at', 'incident.responded_at', 'survey.answered_on'],
			...['document.service_on', 'appeal.decided_on', 'plan.reviewed_on', 'supervision.held_on']
		];
		for (const day of days) {
			const [table = '', column = ''] = day.split('.');
			const sql = `select count(*) filter (${column}::date > date '2025-06-30') as later, count(${column}) > 0 as known from ${table}`;
			expect(await query(plain, sql), day).toEqual([{ later: 0, known: true }]);
		}
		expect(
			await query(
				plain,
				`select (select status from goal where set_on = date '2024-10-20') as goal,
					(select result from incident where reported_at = timestamp '2025-06-30 22:00:00') as incident,
					(select score from survey where invited_on = date '2025-05-31') as survey,
					(select result from appeal where filed_on = date '2025-05-02') as appeal`
			)
		).toEqual([{ goal: 'in progress', incident: 'open', survey: null, appeal: 'pending' }]);
	});

	it('leaves a document that was due before it in the count, as not done yet and not audited', async () => {
		expect(await figure(plain, 'documents-on-time')).toMatchObject({ numerator: 6, n: 11 });
		expect(await figure(changed, 'documents-on-time')).toMatchObject({ numerator: 6, n: 12 });
		expect(await figure(changed, 'records-accurate')).toMatchObject({ numerator: 4, n: 7 });
	});

	it('is the day of no row', async () => {
		for (const metric of ['applications-approved', 'satisfaction', 'goals-achieved', 'crises-de-escalated']) {
			const later = `select count(*) as n from metric."${metric}" where cohort_date > date '2025-06-30'`;
			expect(await query(plain, later), metric).toEqual([{ n: 0 }]);
		}
	});
});

describe('decisions pending', () => {
	it('are those of the last day of the period, so that an earlier one has its own', async () => {
		// At the end of 2024: the appeals B03 and B12 and the application B04, decided in 2025. At the end of September: the
		// application B01; the appeal B08 was decided in June.
		const pending = async (to: string) => {
			const appeals = await figure(plain, 'appeals-pending', { ...YEAR, to });
			const applications = await figure(plain, 'applications-pending', { ...YEAR, to });
			return { appeals: appeals.value, applications: applications.value };
		};
		expect(await pending('2024-12-31')).toEqual({ appeals: 2, applications: 1 });
		expect(await pending('2024-09-30')).toEqual({ appeals: 0, applications: 1 });
	});
});

describe('a referral', () => {
	it('of somebody who died ends that day without the service', async () => {
		const days = `select days::integer as days, outcome from metric."days-to-connection" where cohort_date = date '2025-01-22'`;
		expect(await query(changed, days)).toEqual([{ days: 10, outcome: 'competing' }]);
		const { n, also } = await figure(changed, 'days-to-connection');
		expect({ n, waiting: also.waiting, left: also.left }).toEqual({ n: 10, waiting: 3, left: 5 });
	});

	it('that was answered before it was made took no days, never fewer', async () => {
		const least = `select min(days)::integer as least from metric."days-to-connection" where outcome = 'event'`;
		expect(await query(changed, least)).toEqual([{ least: 0 }]);
	});
});

describe('programs that say of nobody whether they completed it', () => {
	it('have no figure, and that is no 0 %', async () => {
		const silent = await worked((tables) => {
			for (const row of tables.enrollment ?? []) row.completed_program = '';
		});
		expect(await figure(silent, 'program-completion')).toMatchObject({
			status: 'no_data',
			value: null,
			n: 0
		});
	});

	it('stay out where a few answers strayed in, and are in with half of their exits', async () => {
		const said = (ids: string[]) =>
			worked((tables) => {
				for (const row of tables.enrollment ?? [])
					row.completed_program = ids.includes(row.enrollment_id ?? '') ? 'yes' : '';
			});
		// Shelter has the exits E01, E03 and E09 besides a transfer, Rapid E04 and E10.
		expect(await figure(await said(['E01', 'E04']), 'program-completion')).toMatchObject({
			numerator: 1,
			n: 2
		});
	});
});
