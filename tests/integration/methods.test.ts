import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Misused } from '#pipelines/errors.ts';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { readMetrics } from '#pipelines/metrics/definition.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { readCatalogue, readDepartures, readMethod } from '#lib/server/methods.ts';
import { readStatistics } from '#lib/server/statistics.ts';
import { speak } from '#lib/speak.ts';
import { newHome, rebuild, take, tiny } from '../home.ts';

/** A metric of the agency's own, with what differs from a good one. */
const own = (sql: string, question = 'How many people leave within a week?') => `/* ---
title: Exits within a week
question: ${question}
kind: ratio
unit: exits
group: housing and access
headline: {better: lower}
grain: enrollment that ended
needs: [enrollment.exited_on, document.due_on]
control: shared
source: our own
beside: [exits]
--- */
${sql}
`;
const GOOD =
	'select enrollment_id, exited_on as cohort_date, exited_on - started_on <= 7 as success from active_enrollment($from, $to) where exited_on is not null';

/** Makes a home the one that this process serves, and drops metrics into it. */
function serve(home: Home, metrics: Record<string, string> = {}): Home {
	process.env.THROUGHLINE_HOME = home.path;
	prepareHome(home.path);
	for (const [id, text] of Object.entries(metrics)) writeFileSync(join(home.metrics, `${id}.sql`), text);
	return home;
}

const ids = async () => (await readCatalogue()).groups.flatMap(({ metrics }) => metrics.map(({ id }) => id));

describe('a home into which nothing was imported', () => {
	beforeAll(() => {
		serve(newHome());
	});

	it('lists every metric that ships, and says of each what it needs in words', async () => {
		const { metrics } = readMetrics(null);
		expect((await ids()).sort()).toEqual(metrics.map(({ id }) => id).sort());
		for (const { id, needs } of metrics) {
			const page = await readMethod(id);
			if (page.metric === null) expect.fail(page.problem ?? id);
			expect(page, id).toMatchObject({ problem: null, own: false, noSources: true });
			expect(page.needs.map(({ table, column }) => `${table}.${column}`)).toEqual(needs);
			for (const { column, row, meaning, from } of page.needs) {
				expect(row).toMatch(/ /);
				expect(meaning ?? `kind ${column}`, `${id}: ${column}`).toMatch(
					/ |^kind (outreach|service|bed_night)$/
				);
				expect(from.length, `${id}: ${column}`).toBeGreaterThan(0);
			}
		}
	});

	it('knows no metric that there is not', async () => {
		await expect(readMethod('no-such-metric')).rejects.toThrow(Misused);
	});

	it('shows why closed cases mislead on a cohort that is made up, and says so', async () => {
		const { threeWays, kinds } = await readStatistics(OWNER, speak('en'));
		expect(threeWays.period).toBeNull();
		expect(threeWays.picture?.caption).toContain('made up');
		expect(kinds.flatMap(({ metrics }) => metrics).length).toBe((await ids()).length);
	});
});

describe('a home with metrics of its own', () => {
	beforeAll(async () => {
		const home = serve(newHome(), {
			'exits-within-a-week': own(GOOD),
			'no-question': own(GOOD, 'A statement.'),
			'no-such-column': own('select enrollment_id, left_on as cohort_date, true as success from enrollment')
		});
		await take(home, tiny());
		await rebuild(home);
	});

	it('says which source lacks which column, and which rule the SQL shares', async () => {
		const page = await readMethod('exits-within-a-week');
		if (page.metric === null) expect.fail(page.problem ?? '');
		expect(page).toMatchObject({ own: true, problem: null, beside: [{ id: 'exits', title: 'Exits' }] });
		expect(page.needs.map(({ sources }) => sources.map(({ has }) => has))).toEqual([[true], [false]]);
		expect(page.needs[0]?.from).toContainEqual({
			format: expect.any(String) as string,
			columns: ['Exit.ExitDate']
		});
		expect(page.rules.map(({ id }) => id)).toEqual(['active_enrollment']);
	});

	it('says what is wrong with a file that is no metric, and with one that the build left out', async () => {
		expect(await readMethod('no-question')).toMatchObject({
			metric: null,
			problem: expect.stringContaining('write it as a question') as string
		});
		const failed = await readMethod('no-such-column');
		expect(failed.metric?.title).toBe('Exits within a week');
		expect(failed.problem).toContain('left_on');
		expect((await readCatalogue()).broken.map(({ id }) => id)).toEqual(['no-question', 'no-such-column']);
	});
});

describe('departures from HUD', () => {
	it('come from the metrics, the tables and the rules that have any', () => {
		serve(newHome());
		const { metrics, rules } = readDepartures();
		const told = readMetrics(null).metrics.filter(({ hud }) => hud);
		expect(metrics.map(({ id }) => id).sort()).toEqual(told.map(({ id }) => id).sort());
		expect(metrics.find(({ id }) => id === 'days-to-move-in')?.like).toContain('Q22c');
		expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['enrollment', 'spm_return']));
		for (const text of [
			...metrics.map(({ differs }) => differs),
			...rules.flatMap((each) => each.departures)
		])
			expect(text).toMatch(/^[A-Z].{20,}\.$/s);
	});
});
