import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import {
	exportOf,
	header,
	newHome,
	published,
	query,
	record,
	ROOT,
	run,
	take,
	tiny,
	value,
	type Tables
} from '../home.ts';

const WORKED = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked');

/** What the checks found in a home, by check. */
async function found(home: Home): Promise<Record<string, number>> {
	const rows = await query(home, 'select check_id, count(*) as n from problem group by all order by all');
	return Object.fromEntries(rows.map((row) => [String(row.check_id), Number(row.n)]));
}

describe('the checks of an agency with a roster', () => {
	let home: Home;
	beforeAll(async () => {
		home = newHome();
		await take(home, WORKED);
	});

	it('find what the worked sample has on purpose, and nothing else', async () => {
		expect(await found(home)).toEqual({
			'appointment-without-result': 1, // K12
			'closed-crisis-without-result': 1, // N09
			'completion-not-recorded': 1, // E09
			'contact-outside-stay': 2, // K04, K09
			'crisis-answered-before-report': 1, // N07
			'decided-before-filed': 1, // B10
			'decision-without-result': 1, // B11
			'document-without-due-date': 1, // D14
			'fte-not-above-zero': 1, // Eli
			'goal-closed-without-result': 1, // G14
			'plan-outside-stay': 2, // L03, L07
			'referral-after-start': 1, // E04
			'referral-connected-without-date': 1, // R10
			'review-before-plan': 1, // L10
			'score-outside-scale': 1, // V10
			'survey-without-scale': 1 // V11
		});
	});

	it('find each slip of a roster, of documents and of referrals, and no such slip moves the caseload', async () => {
		const files = readdirSync(WORKED).filter((file) => file.endsWith('.csv'));
		const dirty = exportOf(
			(tables) => {
				tables.absence?.push({ worker_id: 'W3', valid_from: '2024-12-10', valid_to: '2024-12-01' });
				const kept = tables.assignment?.find((row) => row.enrollment_id === 'E06' && row.worker_id === 'W3');
				Object.assign(kept ?? expect.fail(), { valid_to: '' }); // Cleo left, and Ada has the case
				const late = {
					enrollment_id: 'E07',
					worker_id: 'W2',
					valid_from: '2025-01-02',
					valid_to: '2025-01-09'
				};
				tables.assignment?.push({ ...late, primary: 'yes' });
				record(tables, 'document', 'D05').complete = 'yes';
				record(tables, 'referral', 'R01').result_on = '2024-07-01';
				record(tables, 'contact', 'K01').worker_id = 'W9';
			},
			{ from: WORKED, files: files.map((file) => file.replace('.csv', '')) }
		);
		const slipped = newHome();
		await take(slipped, dirty);
		expect(await found(slipped)).toEqual({
			...(await found(home)),
			'absence-without-days': 1,
			'assigned-to-who-left': 1,
			'assignment-outside-stay': 1,
			'complete-document-without-date': 1,
			'referral-result-before-made': 1,
			'two-primary-assignments': 1,
			'worker-not-on-roster': 1
		});
		const caseload = await value(home, 'caseload');
		expect(caseload).toBeGreaterThan(0);
		expect(await value(slipped, 'caseload')).toBe(caseload);
	});

	it('find each slip of goals, reviews, crises, appeals and surveys that the worked sample has not', async () => {
		const slipped = newHome();
		const dirty = (tables: Tables) => {
			record(tables, 'goal', 'G01').closed_on = '2024-07-01';
			record(tables, 'goal', 'G03').target_on = '2024-09-01';
			record(tables, 'plan', 'L12').review_due_on = '2025-03-01';
			record(tables, 'incident', 'N04').closed_at = '2025-01-10 07:00:00';
			record(tables, 'referral', 'R03').result_on = '2024-10-20';
			record(tables, 'survey', 'V01').answered_on = '2024-07-20';
			record(tables, 'survey', 'V02').scale_max = '';
			record(tables, 'survey', 'V05').score = '-1';
		};
		await take(slipped, exportOf(dirty, { from: WORKED, files: 'all' }));
		const before = await found(home);
		expect(await found(slipped)).toEqual({
			...before,
			'answered-before-invited': 1,
			'crisis-answered-before-report': 2,
			'goal-before-set': 2,
			'referral-answered-without-result': 1,
			'review-before-plan': 2,
			'score-outside-scale': 2,
			'survey-without-scale': 2
		});
		const [error] = await query(
			slipped,
			"select detail from problem where check_id = 'survey-without-scale' order by detail"
		);
		expect(error?.detail).toBe('The survey of 2024-10-15 has a score and no scale.');
	});
});

describe('the checks of beds and money', () => {
	it('find the payment without an amount and the one below zero of the twelve enrollments', async () => {
		const home = newHome();
		await take(home, tiny());
		expect(await found(home)).toMatchObject({ 'payment-without-amount': 1, 'negative-amount': 1 }); // P3, P4
		expect(await query(home, "select detail from problem where check_id = 'payment-without-amount'")).toEqual(
			[{ detail: 'The payment of 2024-05-20 has no amount.' }]
		);
	});

	it('find a program where people sleep that has no beds, but not one that has none to have', async () => {
		const home = newHome();
		await take(
			home,
			exportOf(
				(tables) => {
					for (const id of ['I1', 'I2']) record(tables, 'Inventory', id).BedInventory = '0'; // rapid, homes
				},
				{ files: 'all' }
			)
		);
		expect(
			await query(
				home,
				"select p.name, q.detail from problem q join program p on p.program_id = q.record_id where check_id = 'capacity-missing'"
			)
		).toEqual([{ name: 'Tiny Homes', detail: 'It has enrollments, and 0 beds.' }]);
	});

	it('ask no beds of a source that has no column for them', async () => {
		const home = newHome();
		await take(
			home,
			exportOf(() => undefined)
		);
		expect(await found(home)).not.toHaveProperty('capacity-missing');
	});
});

describe('an upload in which nothing can be joined', () => {
	const apart = (file: string, column: string) =>
		exportOf((tables) => {
			header(tables, { ExportID: 'another' });
			for (const row of tables[file] ?? []) row[column] = `x${String(row[column])}`;
		});
	const refused = async (home: Home, path: string, dryRun = false) =>
		(await run(home, { kind: 'import', paths: [path], options: { dryRun } })).refused.flatMap(
			({ reasons }) => reasons
		);

	it('is refused with the reason, tried or in earnest, and what was accepted before stays', async () => {
		const home = newHome();
		await take(home, tiny());
		const before = published(home);
		const programs = apart('Project', 'ProjectID');
		const sentence =
			/^Most enrollments are in an unknown program: 12 of 12 enrollments .* Export the programs \(in HMIS, Project\.csv\)/;
		expect(await refused(home, programs, true)).toEqual([expect.stringMatching(sentence)]);
		expect(await refused(home, programs)).toEqual([expect.stringMatching(sentence)]);
		expect(await refused(home, apart('Client', 'PersonalID'))).toEqual([
			expect.stringMatching(/^Most enrollments are of unknown people: 12 of 12/)
		]);
		expect(published(home)).toBe(before);
		expect(await query(home, 'select count(distinct batch_id) as n from enrollment')).toEqual([{ n: 1 }]);
	});

	it('is none where it holds changes only: what they refer to was sent before', async () => {
		const home = newHome();
		await take(home, tiny());
		const changes = exportOf((tables) => {
			header(tables, { ExportDirective: '1', ExportID: 'another', ExportDate: '2025-02-02 08:00:00' });
			tables.Project = [];
			tables.Client = [];
		});
		expect(await refused(home, changes)).toEqual([]);
	});
});
