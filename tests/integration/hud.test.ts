import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '#pipelines/build.ts';
import { importUpload } from '#pipelines/import.ts';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { receive } from '#pipelines/receive.ts';
import { measure } from '#lib/metrics/engine.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { compareTable, readTheirs, type Difference } from '#pipelines/sources/hmis-csv/hud/compare.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { FIXTURES, newHome, temporaryFolder } from '../home.ts';
import * as hud from '../hud.ts';

const RRH = 'apr-rrh-coc-1';

/**
 * Two people of the RRH project are of another age in HUD's tables than by the kit's Client.csv: one is a child of 13 to 17 there (Q11), born in
 * 2001 by the kit and so 19; one is 24 and was 25 at the start. No day on which ages could be told gives both and the infant, so the
 * birth dates were changed after the tables were made. These are within what the tables say.
 */
const BIRTHS: Record<string, string> = { '671183': '2005-10-25', '605773': '1997-10-05' };

type Kit = { home: Home; store: Store };

async function openKit(version: string): Promise<Kit> {
	const home = prepareHome(newHome().path);
	const upload = await receive(home, join(FIXTURES, `hmis-${version}-testkit.zip`), () => undefined);
	const folder = temporaryFolder();
	for (const file of upload.files) copyFileSync(file.path, join(folder, file.name));
	upload.dispose();
	const path = join(folder, 'Client.csv');
	const lines = readFileSync(path, 'utf8').split(/\r?\n/);
	const column = (lines[0] ?? '').split(',').indexOf('DOB');
	const changed = lines.map((line) => {
		const cells = line.split(',');
		const birth = BIRTHS[cells[0]?.replaceAll('"', '') ?? ''];
		if (birth !== undefined) cells[column] = birth;
		return cells.join(',');
	});
	writeFileSync(path, changed.join('\n'));
	await importUpload(home, folder, {}, () => undefined);
	await build(home, () => undefined);
	return { home, store: await openCurrent(home) };
}

/** Why a cell of the kit's tables is not ours: what the kit's data no longer say, and one slip of the tables. */
const REASONS: [reason: string, fits: (cell: Difference) => boolean][] = [
	[
		'the tables name their maker',
		({ question, column }) => question === 'Q4a' && column === 'HMIS Software Name'
	],
	[
		'the exits were recorded on other days when the tables were made',
		({ question, column }) => question === 'Q6e' && column === 'Number of Project Exit Records'
	],
	[
		'people were born on other days when the tables were made',
		({ question }) => ['Q10d', 'Q11', 'Q25d', 'Q26d'].includes(question)
	],
	['nobody is Hispanic in the kit', ({ question }) => question === 'Q12b'],
	[
		'the tables have the last two columns the wrong way round',
		({ question, column }) => ['Q25e', 'Q26e'].includes(question) && column !== 'Conditions At Start'
	]
];

/** The FY2026 kit says neither a gender nor a sex. */
const NO_GENDER: (typeof REASONS)[number] = [
	'the kit has no gender',
	({ question, row }) =>
		['Q10a', 'Q10b', 'Q10c', 'Q10d', 'Q25c', 'Q26c', 'Q27c'].includes(question) ||
		(question === 'Q6a' && ['Gender', 'Overall Score'].includes(row))
];

async function differencesOf(
	{ home, store }: Kit,
	folder: string
): Promise<{ cells: number; differing: Difference[] }> {
	const { name, report } = hud.PROJECTS[folder] ?? expect.fail();
	const tables = await hud.tablesOf(home, store, report, [name], hud.PERIOD);
	const compared = tables.map((table) =>
		compareTable(table, readTheirs(table, hud.expectedTable(folder, table.question)))
	);
	expect(
		compared.flatMap(({ missing, strange }) => [...missing, ...strange.lines, ...strange.columns])
	).toEqual([]);
	const differing = compared.flatMap((each) => each.differing);
	return { cells: compared.reduce((sum, { equal }) => sum + equal, differing.length), differing };
}

describe.skipIf(!existsSync(FIXTURES))("HUD's tables of the test kit", () => {
	const kits: Record<string, Kit> = {};
	beforeAll(async () => {
		for (const version of ['fy2024', 'fy2026']) kits[version] = await openKit(version);
	});
	afterAll(() => {
		for (const { store } of Object.values(kits)) store.db.close();
	});

	it.each([
		['fy2024', 'apr-psh-coc-1', 3502, 48],
		['fy2024', RRH, 3502, 24],
		['fy2024', 'caper-so-esg', 1825, 26],
		['fy2026', 'apr-psh-coc-1', 3502, 75],
		['fy2026', RRH, 3502, 61],
		['fy2026', 'caper-so-esg', 1825, 55]
	])(
		'of %s are equal to ours in every cell of %s, but for what the kit no longer says',
		async (version, folder, all, but) => {
			const { cells, differing } = await differencesOf(kits[version] ?? expect.fail(), folder);
			const reasons = version === 'fy2026' ? [...REASONS, NO_GENDER] : REASONS;
			expect(differing.filter((each) => !reasons.some(([, fits]) => fits(each)))).toEqual([]);
			expect([cells, differing.length]).toEqual([all, but]);
		}
	);

	it.each(['apr-psh-coc-1', RRH])(
		'have the conditions of stayers and of leavers the wrong way round for %s',
		async (folder) => {
			const { name, report } = hud.PROJECTS[folder] ?? expect.fail();
			const { home, store } = kits.fy2024 ?? expect.fail();
			const tables = await hud.tablesOf(home, store, report, [name], hud.PERIOD);
			for (const table of tables.filter(({ question }) => ['Q25e', 'Q26e'].includes(question))) {
				const lines = hud.expectedTable(folder, table.question);
				const exchanged = lines.map(([label = '', start = '', stayers = '', leavers = ''], at) =>
					at === 0 ? [label, start, stayers, leavers] : [label, start, leavers, stayers]
				);
				expect(compareTable(table, readTheirs(table, exchanged)).differing).toEqual([]);
			}
		}
	);

	// HUD APR Q19a1 and Q19a2: adults who gained or increased income, and all whose two incomes are known.
	it.each([
		['apr-psh-coc-1', 'Q19a1', 'at the annual assessment', 'Annual Assessment'],
		['apr-psh-coc-1', 'Q19a2', 'at the exit', 'Exit'],
		[RRH, 'Q19a1', 'at the annual assessment', 'Annual Assessment'],
		[RRH, 'Q19a2', 'at the exit', 'Exit']
	])('give the shares of income of %s, %s', async (folder, table, event) => {
		const lines = hud.expectedTable(folder, table);
		const where = [{ dimension: 'program', value: hud.PROJECTS[folder]?.name ?? '' }];
		for (const [metric, label] of [
			['earned-income-increased', 'Number of Adults with Earned Income'],
			['other-income-increased', 'Number of Adults with Other Income'],
			['income-increased', 'Number of Adults with Any Income (i e , Total Income)']
		] as const) {
			const { results } = await measure(kits.fy2026?.store ?? expect.fail(), {
				metric,
				scope: FULL_SCOPE,
				audience: CASEWORK,
				period: hud.PERIOD,
				by: ['event'],
				grain: null,
				where
			});
			const found = results.find((each) => each.group.event === event);
			const line = lines.find((cells) => cells[0] === label) ?? expect.fail();
			const [adults = NaN, accomplished = NaN, share = NaN] = line.slice(-3).map(Number);
			expect(found?.n ?? 0, metric).toBe(adults);
			expect(found?.numerator ?? 0, metric).toBe(accomplished);
			expect(found?.value ?? 0, metric).toBeCloseTo(share, 12);
		}
	});
});
