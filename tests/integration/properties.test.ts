import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import { measure } from '#lib/metrics/engine.ts';
import type { Result } from '#lib/metrics/result.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { upload } from '../canonical.ts';
import { newHome, take } from '../home.ts';
import { anyUpload, KNOWN_UNTIL } from '../world.ts';

/** Each is an import, a build and some three hundred questions. */
const RUNS = 3;

const YEAR = { from: '2024-07-01', to: KNOWN_UNTIL };
/** What a row is of, what its worker is of, what it is itself, and what its person is. */
const SPLIT_BY = ['program', 'household_type', 'worker', 'team', 'event', 'sex_or_gender'];
const everything = { scope: FULL_SCOPE, audience: CASEWORK, where: [], grain: null, by: [] };

/** Looks at every metric of a store made from wild tables. */
async function ofWildTables(
	runs: number,
	look: (store: Store, metric: MetricDefinition) => Promise<void>
): Promise<void> {
	await fc.assert(
		fc.asyncProperty(anyUpload(), async (files) => {
			const home = newHome();
			await take(home, upload(files));
			const store = await openCurrent(home);
			try {
				const { metrics, broken } = await listMetrics(store);
				expect(broken).toEqual([]);
				for (const metric of metrics) await look(store, metric);
			} finally {
				store.db.close();
			}
		}),
		{ seed: 20260704, numRuns: runs, endOnFailure: true }
	);
}

/** The numbers of a result, by name. */
function numbers({ value, lower, upper, numerator, n, clients, standard, also }: Result) {
	return Object.entries({ value, lower, upper, numerator, n, clients, standard, ...also }).filter(
		(entry): entry is [string, number] => entry[1] !== null
	);
}

describe('for any tables', () => {
	it('splitting into groups and adding up never changes n, nothing is NaN, no row is later than what is known, and each has one worker', async () => {
		let answered = 0;
		await ofWildTables(RUNS, async (store, { id: metric, kind, one_row_per: onePer }) => {
			const ask = async (more: object) =>
				(await measure(store, { ...everything, metric, period: YEAR, ...more })).results;
			const [whole] = await ask({});
			const n = whole?.n ?? expect.fail();
			if (n > 0) answered++;
			const results = [...(await ask({ grain: 'month' }))];
			for (const by of SPLIT_BY) {
				const groups = await ask({ by: [by] });
				results.push(...groups);
				const added = groups.reduce((sum, group) => sum + (group.n || 0), 0);
				// Who was in two programs is one person in all and one in each; what is the person's or the row's own adds up to the whole.
				if (onePer === undefined || ['sex_or_gender', 'event'].includes(by))
					expect(added, `${metric} by ${by}`).toBe(n);
				else expect(added, `${metric} by ${by}`).toBeGreaterThanOrEqual(n);
			}
			for (const result of [...(whole ? [whole] : []), ...results])
				for (const [name, number] of numbers(result))
					expect(Number.isFinite(number), `${metric}: ${name} is ${String(number)}`).toBe(true);
			if (kind === 'ratio')
				for (const { value, lower, upper } of results)
					if (value !== null) {
						expect(lower, metric).toBeGreaterThanOrEqual(0);
						expect(upper, metric).toBeLessThanOrEqual(1);
						expect(value, metric).toBeGreaterThanOrEqual((lower ?? 0) - 1e-12);
						expect(value, metric).toBeLessThanOrEqual((upper ?? 1) + 1e-12);
					}

			const { rows } = await listRows(store, {
				...everything,
				metric,
				period: { from: '2020-01-01', to: '2030-12-31' }
			});
			for (const row of rows) {
				expect(String(row.cohort_date) <= KNOWN_UNTIL, `${metric} on ${String(row.cohort_date)}`).toBe(true);
				expect(typeof row.worker, metric).toBe('string');
				if ('days' in row) expect(Number(row.days), metric).toBeGreaterThanOrEqual(0);
			}
			const within = await listRows(store, { ...everything, metric, period: YEAR });
			expect(within.rows.length, metric).toBe(n);
		});
		expect(answered, 'metrics with rows').toBeGreaterThan(RUNS * 20);
	});
});
