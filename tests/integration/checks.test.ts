import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { exportOf, newHome, query, record, ROOT, take, tiny, value } from '../home.ts';

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
			'contact-outside-stay': 2, // K04, K09
			'document-without-due-date': 1, // D14
			'fte-not-above-zero': 1, // Eli
			'plan-outside-stay': 2, // L03, L07
			'referral-after-start': 1 // E04
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
