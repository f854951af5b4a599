// What an audience gets that may not see single clients: of the sample agency, all answers of one release together.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { questionOf, type DisclosedQuestion } from '#lib/metrics/disclose/asked.ts';
import { disclose, type Disclosed } from '#lib/metrics/disclose/disclosed.ts';
import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import { measure, measurePeriods } from '#lib/metrics/engine.ts';
import { periodsBetween } from '#lib/metrics/periods.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import type { Period, Result } from '#lib/metrics/result.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { workOut, type Published } from '../attacker.ts';
import { newHome, ROOT, take } from '../home.ts';
import { sampleHome } from '../sample-homes.ts';

const K = 11;
const SUPPRESS = { kind: 'suppress', k: K } as const;

let store: Store;
beforeAll(async () => {
	store = await openCurrent(await sampleHome());
});
afterAll(() => {
	store.db.close();
});

const question = (metric: string, by: string[], periods: Period[]): DisclosedQuestion => ({
	...{ metric, by, periods },
	programs: []
});

/** A year and its quarters. */
const withQuarters = (year: Period): Period[] => [year, ...periodsBetween(year.from, year.to, 'quarter', 7)];

const asCasework = async (asked: DisclosedQuestion) =>
	(await measurePeriods(store, questionOf(asked), asked.periods)).results;

const inSecret = async (of: Store, questions: DisclosedQuestion[]) =>
	(await disclose(of, questions, { policy: SUPPRESS })).disclosed;

const keyOf = ({ period, group }: Pick<Result, 'period' | 'group'>) =>
	[period.from, period.to, ...Object.entries(group).sort().flat()].join();

/** Each result beside what it is in truth. */
async function beside(disclosed: Disclosed, questions: DisclosedQuestion[]) {
	const pairs: { told: DisclosedResult; true: Result }[] = [];
	for (const [at, asked] of questions.entries()) {
		const truths = new Map((await asCasework(asked)).map((result) => [keyOf(result), result]));
		for (const told of disclosed.answers[at]!.results) pairs.push({ told, true: truths.get(keyOf(told))! });
	}
	return pairs;
}

/** The last twelve months that are known. */
const YEAR = async (): Promise<Period> => {
	const asked = { metric: 'exits-to-permanent-housing', by: [], where: [], grain: null };
	return (await measure(store, { ...asked, scope: FULL_SCOPE, audience: CASEWORK })).results[0]!.period;
};

describe('answers for an audience that may not see single clients', () => {
	it('give nothing of fewer than eleven clients, and what is given is what it is', async () => {
		const year = await YEAR();
		const questions = [
			'people-served',
			'exits-to-permanent-housing',
			'days-to-move-in',
			'documents-on-time'
		].flatMap((metric) =>
			[[], ['program'], ['race_ethnicity'], ['program', 'language']].map((by) => question(metric, by, [year]))
		);
		const pairs = await beside(await inSecret(store, questions), questions);
		const hidden = pairs.filter(({ told }) => told.status === 'suppressed');
		expect(hidden.length).toBeGreaterThan(10);
		for (const { told, true: result } of pairs) {
			if (result.clients > 0 && result.clients < K)
				expect(told).toMatchObject({
					status: 'suppressed',
					n: null,
					clients: null,
					value: null,
					numerator: null
				});
			for (const part of ['value', 'lower', 'upper', 'n', 'clients', 'numerator'] as const)
				if (told[part] !== null) expect(told[part]).toBe(result[part]);
			if (told.status === 'suppressed')
				expect(told).toMatchObject({ value: null, lower: null, upper: null, numerator: null, verdict: null });
		}
	});

	it('hide a share of which too few are on one side, with its numerator, and say of how many it is', async () => {
		const asked = question('exits-to-permanent-housing', ['program', 'language'], [await YEAR()]);
		const pairs = await beside(await inSecret(store, [asked]), [asked]);
		const few = pairs.filter(
			({ true: { n, numerator, clients } }) =>
				clients >= K && numerator! > 0 && Math.min(numerator!, n - numerator!) < K
		);
		expect(few.length).toBeGreaterThan(0);
		for (const { told } of few)
			expect(told).toMatchObject({ status: 'suppressed', value: null, numerator: null });
	});

	it('are given whole where a contract asks for that, with its basis', async () => {
		const asked = question('people-served', ['program'], [await YEAR()]);
		const policy = { kind: 'unsuppressed', basis: 'Contract 12, § 4' } as const;
		const { disclosed } = await disclose(store, [asked], { policy });
		expect(disclosed.policy).toEqual(policy);
		for (const { told, true: result } of await beside(disclosed, [asked]))
			expect(told.value).toBe(result.value);
	});

	it('give no hidden number away: by program and language, in quarters and the year, with all totals', async () => {
		const periods = withQuarters(await YEAR());
		const metric = 'exits-to-permanent-housing';
		const groupings = [[], ['program'], ['language'], ['program', 'language']];
		const questions = groupings.map((by) => question(metric, by, periods));
		const disclosed = await inSecret(store, questions);
		const quarters = { ...questions.at(-1)!, periods: periods.slice(1) };
		const finest = (await asCasework(quarters)).flatMap((result) =>
			['yes', 'no'].map((side) => ({ ...result, side }))
		);
		const published: Record<string, Published> = {};
		for (const { results } of disclosed.answers)
			for (const result of results) {
				const own = finest.filter(
					({ period, group }) =>
						period.from >= result.period.from &&
						period.to <= result.period.to &&
						Object.entries(result.group).every(([id, value]) => group[id] === value)
				);
				const places = (side?: string) =>
					own
						.filter((each) => side === undefined || each.side === side)
						.map((each) => `${keyOf(each)} ${each.side}`);
				const none = result.n === null || result.numerator === null;
				published[`${keyOf(result)} n`] = { of: places(), value: result.n };
				published[`${keyOf(result)} yes`] = { of: places('yes'), value: result.numerator };
				published[`${keyOf(result)} no`] = {
					of: places('no'),
					value: none ? null : result.n! - result.numerator!
				};
			}
		const hidden = Object.values(published).filter(({ value }) => value === null);
		expect(hidden.length).toBeGreaterThan(20);
		const weak = Object.entries(workOut(published, K - 1)).filter(
			([, { lower, upper }]) => upper < K || upper - lower < K - 1
		);
		expect(weak).toEqual([]);
	});
});

test('the figures of every metric hang together as readers will think: by programs, people and quarters', async () => {
	const home = newHome();
	await take(home, join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked'));
	const worked = await openCurrent(home);
	const period = { from: '2024-07-01', to: '2025-06-30' };
	const { metrics } = await listMetrics(worked);
	expect(metrics.length).toBeGreaterThan(40);
	for (const { id } of metrics) {
		const questions = [[], ['program'], ['race_ethnicity']].map((by) =>
			question(id, by, withQuarters(period))
		);
		// What hangs together otherwise is refused by the ledger. Of so few nothing is left to tell.
		const { answers } = await inSecret(worked, questions);
		const told = answers.flatMap(({ results }) => results).filter(({ clients }) => (clients ?? 0) > 0);
		expect(told.map(({ clients, period, group }) => [id, clients, period, group])).toEqual(
			told
				.filter(({ clients }) => clients! >= K)
				.map(({ clients, period, group }) => [id, clients, period, group])
		);
	}
	worked.db.close();
});
