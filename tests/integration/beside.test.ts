import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { measure, measureBeside, measureOverTime } from '#lib/metrics/engine.ts';
import type { Question } from '#lib/metrics/question.ts';
import { CASEWORK, FULL_SCOPE, OWNER } from '#lib/metrics/scope.ts';
import { readOverview } from '#lib/server/overview.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { newHome, rebuild, SAMPLE, take } from '../home.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const file = (id: string, beside: string[], more = 'group: engagement', success = 'true') => `/* ---
title: The share ${id}
question: How large is the share ${id}?
finding: '{value} of {n} are ${id}.'
kind: ratio
unit: exits
${more}
headline: {better: higher}
grain: exit
needs: [enrollment.exited_on]
beside: [${beside.join(', ')}]
control: shared
source: a test
--- */
select enrollment_id, exited_on as cohort_date, ${success} as success from enrollment where exited_on is not null
`;

const period = { from: '2024-10-01', to: '2025-09-30' };
const question = (metric: string, more: Partial<Question> = {}): Question => ({
	metric,
	scope: FULL_SCOPE,
	audience: CASEWORK,
	period,
	by: [],
	grain: null,
	where: [],
	...more
});

let home: Home;
let store: Store;
beforeAll(async () => {
	home = newHome();
	const own: Record<string, string> = {
		quick: file(
			'quick',
			['known', 'lost', 'caseload', 'days-to-move-in'],
			undefined,
			'exited_on - started_on < 30'
		),
		known: file('known', ['quick']),
		lost: '/* ---\ntitle: Lost\n--- */\nselect 1\n',
		vain: file('vain', ['vain']),
		lonely: file('lonely', ['nobody']),
		voiced: file('voiced', [], 'group: client voice'),
		unheard: file('unheard', [], 'group: client voice').replace('enrollment.exited_on]', 'survey.scale_max]'),
		overdue: file('overdue', []).replace('enrollment.exited_on]', 'document.due_on]')
	};
	await take(home, SAMPLE);
	for (const [id, text] of Object.entries(own)) writeFileSync(join(home.metrics, `${id}.sql`), text);
	await rebuild(home);
	store = await openCurrent(home);
});
afterAll(() => store.db.close());

describe('a metric with companions', () => {
	it.each([
		['whole', {}],
		['by program', { by: ['program'] }],
		['by quarter', { grain: 'quarter' as const }],
		['filtered', { where: [{ dimension: 'program', value: 'Lantern Rapid Re-Housing' }] }]
	])('holds their values for the same period and group: %s', async (_, more) => {
		const { results } = await measure(store, question('quick', more));
		const alone = await measure(store, question('known', more));
		expect(results.length).toBeGreaterThan(0);
		for (const result of results) {
			const same = alone.results.find(
				(each) => JSON.stringify([each.period, each.group]) === JSON.stringify([result.period, result.group])
			);
			expect(result.also['known']).toBe(same?.value);
			expect(result.also['known']).not.toBeUndefined();
		}
	});

	it('has null where one was left out or is not collected', async () => {
		const { results } = await measure(store, question('quick'));
		expect(results[0]?.also).toMatchObject({ lost: null, caseload: null });
	});

	it('asks a companion for its own days, although it would wait longer when asked alone', async () => {
		const beside = await measureBeside(store, question('quick', { period: undefined }));
		const wait = beside.find(({ id }) => id === 'days-to-move-in');
		expect(wait?.answer?.results[0]?.period).toEqual(period);
	});

	it('does not bring the companions of its companions', async () => {
		const [known] = await measureBeside(store, question('quick'));
		expect(known?.id).toBe('known');
		expect(known?.answer?.results[0]?.also).not.toHaveProperty('quick');
	});

	it('that names itself, or what there is not, is left out with that sentence', async () => {
		const { broken } = await listMetrics(store);
		expect(broken.map(({ problem }) => problem)).toEqual([
			'lonely.sql: beside: there is no other metric nobody. Correct the name, or remove it.',
			expect.stringMatching(/^lost\.sql: front matter, question: it is missing; add it/),
			'vain.sql: beside: there is no other metric vain. Correct the name, or remove it.'
		]);
	});

	it('is told with them on the command line', async () => {
		const told = await command(home, 'metric', 'quick', '--from', period.from, '--to', period.to);
		expect(told.stderr).toMatch(/^Read it with The share known: 100 % of \d+ exits are known\.$/m);
		expect(told.stderr).toMatch(/^Read it with lost: it was left out, .* lost\.sql: front matter/m);
		expect(told.stderr).toMatch(/^Read it with Caseload: not collected: no source has assignment/m);
		expect(told.stdout).toMatch(/beside_known/);
		const csv = await command(home, 'metric', 'quick', '--by', 'program', '--csv');
		expect(csv.stdout.split('\r\n')[0]).toContain(',beside_known,');
	});
});

it('over time, a figure is the same as its whole and its parts asked apart', async () => {
	const { metrics } = await listMetrics(store);
	for (const { id } of metrics) {
		const { grain: _, ...over } = question(id);
		const { whole, parts } = await measureOverTime(store, over);
		const apart = await openCurrent(home);
		expect(whole, id).toEqual(await measure(apart, question(id)));
		expect(parts, id).toEqual(await measure(apart, question(id, { grain: 'month' })));
		apart.db.close();
	}
});

describe('the overview', () => {
	const read = () => readOverview(store, { period, grain: null, by: [], where: [] }, OWNER);

	it('has every metric once: told, not collected or left out, but for packs that no source has', async () => {
		const { outputs, questions, notCollected, broken } = await read();
		const told = [
			...outputs.figures,
			...questions.flatMap(({ sections }) =>
				sections.flatMap(({ leading, others }) => [...leading, ...others])
			)
		];
		const all = [
			...told.map(({ metric }) => metric.id),
			...notCollected.flatMap(({ metrics }) => metrics.map(({ id }) => id)),
			...broken.map(({ id }) => id)
		];
		expect(all).toContain('voiced');
		expect(all).not.toContain('unheard');
		const known = await listMetrics(store);
		const packs = known.metrics.filter(({ group }) => ['advocacy', 'crisis', 'client voice'].includes(group));
		const rest = known.metrics.filter((metric) => !packs.includes(metric));
		expect(all.filter((id) => !packs.some((pack) => pack.id === id)).sort()).toEqual(
			[...rest.map(({ id }) => id), ...known.broken.map(({ id }) => id)].sort()
		);
	});

	it('leads with the first of a group by their place, and keeps the others in that order', async () => {
		const { questions } = await read();
		const { metrics } = await listMetrics(store);
		for (const { leading, others } of questions.flatMap(({ sections }) => sections)) {
			const shown = [...leading, ...others].filter(({ result }) => result.status === 'shown');
			const place = ({ metric }: { metric: { id: string } }) =>
				metrics.findIndex(({ id }) => id === metric.id);
			expect(shown.map(place)).toEqual(shown.map(place).sort((a, b) => a - b));
			if (others.length > 0) expect(leading).toHaveLength(2);
		}
	});

	it('gathers what is not collected by the tables that would bring it', async () => {
		const { notCollected } = await read();
		const documents = notCollected.find(({ columns }) => columns.includes('document.due_on'));
		expect(documents?.metrics.map(({ id }) => id)).toEqual(
			expect.arrayContaining(['overdue', 'documents-on-time'])
		);
	});

	it('says what stands out only of figures that are known whole, what is worse first', async () => {
		const { questions, outputs, standsOut } = await read();
		const told = [
			...outputs.figures,
			...questions.flatMap(({ sections }) => sections.flatMap((each) => [...each.leading, ...each.others]))
		];
		const results = standsOut.ids.map((id) => told.find(({ metric }) => metric.id === id)?.result);
		for (const result of results) expect(result).toMatchObject({ status: 'shown', immature: false });
		const verdicts = results.map((result) => result?.verdict);
		expect(verdicts).toEqual([...verdicts].sort().reverse());
		expect(standsOut.judged).toBeGreaterThanOrEqual(standsOut.ids.length);
	});
});
