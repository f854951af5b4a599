import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '#pipelines/build.ts';
import { importUpload } from '#pipelines/import.ts';
import { prepareHome } from '#pipelines/home.ts';
import { receive } from '#pipelines/receive.ts';
import { measure } from '#lib/metrics/engine.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';
import { FIXTURES, newHome, temporaryFolder } from '../home.ts';
import * as hud from '../hud.ts';

const KIT = join(FIXTURES, 'hmis-fy2026-testkit.zip');
const RRH = 'apr-rrh-coc-1';

/**
 * Two people of the RRH project are of another age in HUD's tables than by the kit's Client.csv: one is a child of 13 to 17 there (Q11), born in
 * 2001 by the kit and so 19; one is 24 and was 25 at the start. No day on which ages could be told gives both and the infant, so the
 * birth dates were changed after the tables were made. These are within what the tables say.
 */
const BIRTHS: Record<string, string> = { '671183': '2005-10-25', '605773': '1997-10-05' };

async function openKit(births: Record<string, string>): Promise<Store> {
	const home = prepareHome(newHome().path);
	const upload = await receive(home, KIT, () => undefined);
	const folder = temporaryFolder();
	for (const file of upload.files) copyFileSync(file.path, join(folder, file.name));
	upload.dispose();
	const path = join(folder, 'Client.csv');
	const lines = readFileSync(path, 'utf8').split(/\r?\n/);
	const column = (lines[0] ?? '').split(',').indexOf('DOB');
	const changed = lines.map((line) => {
		const cells = line.split(',');
		const birth = births[cells[0]?.replaceAll('"', '') ?? ''];
		if (birth !== undefined) cells[column] = birth;
		return cells.join(',');
	});
	writeFileSync(path, changed.join('\n'));
	await importUpload(home, folder, {}, () => undefined);
	await build(home, () => undefined);
	return openCurrent(home);
}

async function differencesOf(store: Store, folder: string): Promise<string[]> {
	const project = hud.PROJECTS[folder] ?? expect.fail();
	const people = await hud.peopleOf(store, project);
	const met = await hud.metBy(store, project);
	const ours = {
		Q5a: hud.q5a(people),
		Q6e: hud.q6eStarts(people),
		Q7a: hud.q7a(people),
		Q8a: hud.q8a(people),
		Q9a: hud.q9a(met),
		Q9b: hud.q9b(met),
		Q22a1: hud.q22a1(people),
		Q22b: hud.q22b(people),
		Q22c: hud.q22c(people),
		Q23c: hud.q23c(people)
	};
	return Object.entries(ours).flatMap(([table, cells]) => {
		const expected = hud.expectedTable(folder, table);
		return expected ? hud.differences(table, expected, cells) : [];
	});
}

describe.skipIf(!existsSync(FIXTURES))("HUD's tables of the test kit", () => {
	let kit: Store;
	let corrected: Store;
	beforeAll(async () => {
		kit = await openKit({});
		corrected = await openKit(BIRTHS);
	});
	afterAll(() => {
		kit.db.close();
		corrected.db.close();
	});

	it.each(['apr-psh-coc-1', 'caper-so-esg'])('are equal to ours in every cell for %s', async (folder) => {
		expect(await differencesOf(kit, folder)).toEqual([]);
	});

	it('are equal to ours in every cell for the RRH project, once two birth dates are those of the tables', async () => {
		expect(await differencesOf(corrected, RRH)).toEqual([]);
	});

	it('differ for the RRH project as exported in the cells of those two people, and in no other', async () => {
		expect(await differencesOf(kit, RRH)).toMatchInlineSnapshot(`
			[
			  "Q5a, Number of adults age 18 or over, column 1: 13, HUD 12",
			  "Q5a, Number of adults age 18 or over, column 2: 13, HUD 12",
			  "Q5a, Number of children under age 18, column 1: 1, HUD 2",
			  "Q5a, Number of children under age 18, column 2: 1, HUD 2",
			  "Q5a, Number of adult leavers, column 1: 7, HUD 6",
			  "Q5a, Number of adult leavers, column 2: 7, HUD 6",
			  "Q5a, Number of adult and head of household leavers, column 1: 7, HUD 6",
			  "Q5a, Number of adult and head of household leavers, column 2: 7, HUD 6",
			  "Q5a, Number of youth under age 25, column 1: 0, HUD 2",
			  "Q5a, Number of youth under age 25, column 2: 0, HUD 2",
			  "Q5a, Number of parenting youth under age 25 with children, column 1: 0, HUD 2",
			  "Q5a, Number of parenting youth under age 25 with children, column 2: 0, HUD 2",
			  "Q7a, Adults, column 1: 13, HUD 12",
			  "Q7a, Adults, column 2: 11, HUD 9",
			  "Q7a, Adults, column 3: 2, HUD 3",
			  "Q7a, Children, column 1: 1, HUD 2",
			  "Q7a, Children, column 3: 1, HUD 2",
			  "Q7a, Total, column 2: 11, HUD 9",
			  "Q7a, Total, column 3: 3, HUD 5",
			  "Q7a, For PSH & RRH - the total persons served who moved into housing, column 2: 11, HUD 9",
			  "Q7a, For PSH & RRH - the total persons served who moved into housing, column 3: 3, HUD 5",
			  "Q8a, Total Households, column 2: 10, HUD 9",
			  "Q8a, Total Households, column 3: 1, HUD 2",
			  "Q8a, Moved In Households, column 2: 10, HUD 9",
			  "Q8a, Moved In Households, column 3: 1, HUD 2",
			  "Q23c, Permanent Subtotal, column 2: 5, HUD 3",
			  "Q23c, Permanent Subtotal, column 3: 0, HUD 2",
			  "Q23c, Total, column 2: 7, HUD 5",
			  "Q23c, Total, column 3: 0, HUD 2",
			  "Q23c, Total persons exiting to positive housing destinations, column 2: 5, HUD 3",
			  "Q23c, Total persons exiting to positive housing destinations, column 3: 0, HUD 2",
			  "Q23c, Percentage, column 2: 0.7142857142857143, HUD 0.6",
			  "Q23c, Percentage, column 3: 0, HUD 1",
			]
		`);
	});

	// HUD APR Q19a1 and Q19a2: adults who gained or increased income, and all whose two incomes are known.
	it.each([
		['apr-psh-coc-1', 'Q19a1', 'at the annual assessment', 'Annual Assessment'],
		['apr-psh-coc-1', 'Q19a2', 'at the exit', 'Exit'],
		[RRH, 'Q19a1', 'at the annual assessment', 'Annual Assessment'],
		[RRH, 'Q19a2', 'at the exit', 'Exit']
	])('give the shares of income of %s, %s', async (folder, table, event) => {
		const expected = hud.expectedTable(folder, table) ?? expect.fail();
		const where = [{ dimension: 'program', value: hud.PROJECTS[folder] ?? '' }];
		for (const [metric, label] of [
			['earned-income-increased', 'Number of Adults with Earned Income'],
			['other-income-increased', 'Number of Adults with Other Income'],
			['income-increased', 'Number of Adults with Any Income (i e , Total Income)']
		] as const) {
			const { results } = await measure(kit, {
				metric,
				scope: FULL_SCOPE,
				audience: CASEWORK,
				period: hud.PERIOD,
				by: ['event'],
				grain: null,
				where
			});
			const found = results.find((each) => each.group.event === event);
			const [adults = NaN, accomplished = NaN, share = NaN] = expected[label]?.slice(-3) ?? [];
			expect(found?.n ?? 0, metric).toBe(adults);
			expect(found?.numerator ?? 0, metric).toBe(accomplished);
			expect(found?.value ?? 0, metric).toBeCloseTo(share, 12);
		}
	});
});
