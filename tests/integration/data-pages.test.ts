import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { openDatabase } from '#pipelines/duckdb.ts';
import { Misused, Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { csv } from '#lib/csv.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import {
	readBatchPage,
	readChangesPage,
	readComparePage,
	readProblemsOf,
	readUndo
} from '#lib/server/batch-page.ts';
import { foresee, listBatches } from '#lib/server/batches.ts';
import { readCheckPage, readDataPage } from '#lib/server/data-page.ts';
import {
	exportOf,
	figures,
	header,
	newHome,
	published,
	query,
	record,
	remove,
	take,
	temporaryFolder,
	undo
} from '../home.ts';

const WHOLE = { limit: 1000, offset: 0 };

/** An export, and a month later one with a stay less, an exit corrected and dates that are none. */
let base: Home;
let first: string;
let second: string;
let january: string;
let february: string;
beforeAll(async () => {
	january = exportOf(() => undefined);
	february = exportOf((tables) => {
		header(tables, { ExportDate: '2025-02-05 08:00:00', ExportEndDate: '2025-01-31' });
		Object.assign(record(tables, 'Exit', 'X03'), { Destination: '410', DateUpdated: '2025-02-01 08:00:00' });
		remove(tables, 'Enrollment', (each) => each.EnrollmentID === 'E04');
		remove(tables, 'Exit', (each) => each.EnrollmentID === 'E04');
		tables.Services?.push({ ...record(tables, 'Services', 'B1'), ServicesID: 'B9' });
		for (const id of ['B2', 'B3']) record(tables, 'Services', id).DateProvided = '31/31/2024';
		record(tables, 'Client', '004').VeteranStatus = 'perhaps';
	});
	base = newHome();
	first = (await take(base, january)).batch ?? '';
	second = (await take(base, february)).batch ?? '';
});

/** Makes a home the one that this process serves. */
function serve(home: Home): Home {
	process.env.THROUGHLINE_HOME = home.path;
	return home;
}
beforeEach(() => {
	serve(base);
});
const copy = () => serve(newHome({ from: base }));

describe('the page of all data', () => {
	it('lists every batch, newest first, with the counts of its manifest', async () => {
		const { batches, unreadable, unverified, trouble } = await readDataPage(OWNER, ['data']);
		expect({ unreadable, unverified, trouble }).toEqual({ unreadable: [], unverified: null, trouble: null });
		expect(batches.map(({ id, state }) => [id, state])).toEqual([
			[second, 'counts'],
			[first, 'counts']
		]);
		for (const manifest of readBatches(base).batches) {
			const sum = (of: 'lines' | 'accepted' | 'rejected') =>
				manifest.files.reduce((total, file) => total + file[of], 0);
			expect(batches.find(({ id }) => id === manifest.id)).toMatchObject({
				lines: sum('lines'),
				accepted: sum('accepted'),
				rejected: sum('rejected'),
				problems: manifest.problems
			});
		}
	});

	it('says how fresh each source is, as the figures have it', async () => {
		expect((await readDataPage(OWNER, ['data'])).sources).toEqual([
			{
				source: 'tiny-tiny-county-sample',
				name: 'TINY Tiny County sample',
				knownUntil: '2025-01-31',
				batches: 2,
				exportedAt: '2025-02-05 08:00:00'
			}
		]);
	});

	it('counts what the checks found, and the lines of the newest export apart from older ones', async () => {
		const { checks, lines, older } = await readDataPage(OWNER, ['data']);
		const [{ n } = {}] = await query(base, 'select count(*) as n from problem');
		expect(checks.reduce((total, { count }) => total + count, 0)).toBe(n);
		expect(checks.map(({ severity }) => severity)).toEqual(checks.map(({ severity }) => severity).sort());
		expect(lines.map(({ kind, count, batch }) => [kind, count, batch.id])).toEqual([
			['not a date', 2, second],
			['rejected', 2, second],
			['not a number', 1, second]
		]);
		expect(older).toBe(readBatches(base).batches[0]?.problems);
	});

	it('tells a batch that was taken back, one that is damaged, one not built and one unreadable', async () => {
		const home = copy();
		await undo(home, second);
		expect(await states(home)).toEqual([
			[second, 'undone'],
			[first, 'counts']
		]);
		rmSync(join(home.batches, second, 'undone.json'));
		expect(await states(home)).toEqual([
			[second, 'waiting'],
			[first, 'counts']
		]);
		const client = join(home.batches, first, 'Client.parquet');
		writeFileSync(client, 'damaged');
		expect(await states(home)).toEqual([
			[second, 'waiting'],
			[first, 'damaged']
		]);
		const damaged = (await readDataPage(OWNER, ['data'])).batches.find(({ id }) => id === first);
		expect(damaged?.damage).toEqual([expect.stringContaining('Client.parquet is damaged')]);
		writeFileSync(join(home.batches, first, 'manifest.json'), '{');
		const { unreadable, batches } = await readDataPage(OWNER, ['data']);
		expect(unreadable).toEqual([
			{ id: first, problem: expect.stringContaining('manifest is damaged') as string }
		]);
		expect(batches.map(({ id }) => id)).toEqual([second]);
		await expect(readBatchPage(first, {}, WHOLE)).rejects.toThrow(Refused);
	});

	it('lists the batches also where the figures cannot be read, and says that a key is gone', async () => {
		const home = copy();
		renameSync(home.current, `${home.current}.gone`);
		rmSync(join(home.secrets, 'pseudonym.key'));
		const page = await readDataPage(OWNER, ['data']);
		expect(page.trouble).toContain('No store is published');
		expect(page.unverified).toContain('secrets/pseudonym.key is missing');
		expect(page.batches.map(({ id }) => id)).toEqual([second, first]);
		expect(page.sources).toEqual([]);
	});

	it('is empty, and makes no key, where nothing was imported', async () => {
		const home = serve(newHome());
		const page = await readDataPage(OWNER, ['data']);
		expect(page).toMatchObject({ batches: [], sources: [], checks: [], lines: [], unverified: null });
		expect(page.trouble).toContain('Nothing was imported');
		expect(() => readFileSync(join(home.secrets, 'pseudonym.key'))).toThrow();
	});
});

async function states(home: Home): Promise<[string, string][]> {
	const { batches } = await listBatches(home, published(home));
	return batches.map(({ id, state }) => [id, state]);
}

describe('the page of a batch', () => {
	it('counts problems by kind and file as it lists them, filtered and page by page', async () => {
		const { problems, batch } = await readBatchPage(second, {}, WHOLE);
		const { counts = [], rows = [], total } = problems.content ?? {};
		expect(total).toBe(batch.problems);
		expect(rows).toHaveLength(batch.problems);
		for (const { kind, file, count, examples } of counts) {
			const own = await readBatchPage(second, { kind, file }, WHOLE);
			expect(own.problems.content?.rows).toEqual(
				rows.filter((row) => row.kind === kind && row.file === file)
			);
			expect(own.problems.content?.total).toBe(count);
			expect(own.problems.content?.rows[0]?.message).toBe(examples[0]);
		}
		const pages = await Promise.all(
			[0, 2, 4].map((offset) => readBatchPage(second, {}, { limit: 2, offset }))
		);
		expect(pages.flatMap((page) => page.problems.content?.rows ?? [])).toEqual(rows);
		expect(rows).toContainEqual({
			file: 'Services.csv',
			line: 3,
			column_name: 'DateProvided',
			kind: 'not a date',
			reason: 'DateProvided "31/31/2024" is not a date.',
			mend: 'Correct it in the source system and export again.',
			message: expect.stringContaining(
				'Services.csv line 3: DateProvided "31/31/2024" is not a date'
			) as string
		});
		const none = await readBatchPage(second, { kind: "' or true --" }, WHOLE);
		expect(none.problems.content).toMatchObject({ total: 0, rows: [] });
	});

	it('still lists the problems of a batch that was taken back', async () => {
		await undo(copy(), second);
		const { problems, undo: offered, batch } = await readBatchPage(second, {}, WHOLE);
		expect(problems.content?.total).toBe(batch.problems);
		expect(offered).toBeNull();
	});

	it('gives its problems as CSV in which nothing is a formula', async () => {
		const home = newHome({ keysOf: base });
		const named = join(temporaryFolder(), '=cmd()');
		renameSync(
			exportOf(() => undefined),
			named
		);
		writeFileSync(join(named, 'Notes.csv'), 'a\r\n1\r\n');
		const { batch } = await take(serve(home), named);
		const rows = await readProblemsOf(batch ?? '', { kind: 'files ignored' });
		expect(rows.map(({ file }) => file)).toEqual(['=cmd()']);
		expect(csv(rows)).toMatch(/\r\n'=cmd\(\),,,files ignored,1 file .*,"'=cmd\(\): 1 file/);
		expect(csv([], ['file', 'line'])).toBe('file,line\r\n');
	});

	it('says which rows are new, changed and gone against the export before', async () => {
		const { before } = await readChangesPage(second, OWNER);
		expect(before?.batch.id).toBe(first);
		const changes = Object.fromEntries(
			(before?.changes.content ?? []).map(({ file, added, changed, same, gone }) => [
				file,
				{ added, changed, same, gone }
			])
		);
		expect(changes).toMatchObject({
			Enrollment: { added: 0, changed: 0, same: 11, gone: 1 },
			Exit: { added: 0, changed: 1, same: 6, gone: 1 },
			Services: { added: 1, changed: 0, same: 12, gone: 2 },
			Client: { added: 0, changed: 1, same: 9, gone: 0 },
			Project: { added: 0, changed: 0, same: 4, gone: 0 }
		});
		expect((await readChangesPage(first, OWNER)).before).toBeNull();
	});

	it('is listed with what it changed, as it was when it came in', async () => {
		const { batches } = await readDataPage(OWNER, ['data']);
		const { before } = await readChangesPage(second, OWNER);
		const tables = before?.changes.content ?? [];
		const sum = (of: 'added' | 'changed' | 'gone') => tables.reduce((total, table) => total + table[of], 0);
		expect(batches.map(({ changed }) => changed)).toEqual([
			{ before: first, added: sum('added'), changed: sum('changed'), gone: sum('gone') },
			{
				before: null,
				added: readBatches(base).batches[0]?.tables.reduce((total, { rows }) => total + rows, 0),
				changed: 0,
				gone: 0
			}
		]);
		const home = copy();
		rmSync(join(home.batches, second, 'changes.json')); // a batch of before
		expect((await readDataPage(OWNER, ['data'])).batches[0]?.changed).toBeNull();
	});

	it('is compared with any other of its source, and told apart from one of another', async () => {
		const { chosen } = await readComparePage(first, second);
		const { before } = await readChangesPage(second, OWNER);
		expect(chosen?.changes).toEqual(before?.changes);
		expect(chosen?.kinds).toContainEqual({ kind: 'not a date', a: 0, b: 2 });
		const back = await readComparePage(second, first);
		expect(back.chosen?.changes?.content?.find(({ file }) => file === 'Enrollment')).toMatchObject({
			added: 1,
			gone: 0
		});
		expect((await readComparePage(first, '')).chosen).toBeNull();
		await expect(readComparePage(first, 'b0009-abcdef')).rejects.toThrow(Misused);
	});

	it('names no batch that is not there', async () => {
		for (const id of ['b0009-abcdef', '../secrets', first.toUpperCase()])
			await expect(readBatchPage(id, {}, WHOLE), id).rejects.toThrow(Misused);
	});
});

describe('how the figures moved', () => {
	const told = async (id: string) => {
		const { movement } = await readChangesPage(id, OWNER);
		if (movement.why !== null) return movement.why;
		return Object.fromEntries(
			movement.moved.map(({ metric, period, without, with: withIt }) => [
				metric.id,
				[`${period.from} to ${period.to}`, without.n, withIt.n]
			])
		);
	};

	it('over the days that both know, the same right after the import and right after it is taken back', async () => {
		const moved = await told(second);
		expect(moved).toMatchObject({ exits: ['2024-01-01 to 2024-12-31', 7, 6] });
		expect(moved).not.toHaveProperty('outreach-engagement-rate');
		await undo(copy(), second);
		expect(await told(second)).toEqual(moved);
	});

	it('is not told of an older batch, whose other store is not kept', async () => {
		expect(await told(first)).toBe('not kept');
	});

	it('is not told where the other store is of another version', async () => {
		const home = copy();
		await undo(home, second);
		const other = published(base) ?? '';
		const db = await openDatabase(join(home.stores, `${other}.duckdb`), temporaryFolder());
		await db.run("update store set code = 'of another version'");
		await db.run('checkpoint');
		db.close();
		expect(await told(second)).toBe('other version');
	});

	it('is not told where there is nobody without it', async () => {
		const home = serve(newHome({ keysOf: base }));
		const { batch } = await take(home, january);
		expect(await told(batch ?? '')).toBe('nobody');
	});
});

describe('taking a batch back', () => {
	it('does what was said before', async () => {
		const home = copy();
		const said = await foresee(home, published(home), second);
		expect(said).toMatchObject({ counts: true, left: 1, knownNow: '2025-01-31', knownThen: '2024-12-31' });
		const { built } = await undo(home, second);
		expect(built?.batches).toHaveLength(said.left);
		expect((await readDataPage(OWNER, ['data'])).sources[0]?.knownUntil).toBe(said.knownThen);
		expect((await readUndo(second)).undo).toBeNull();
	});

	it('is undone by importing the same export again: a new batch, the same figures', async () => {
		const home = copy();
		const before = await figures(home);
		await undo(home, second);
		expect((await figures(home)).text).not.toBe(before.text);
		const again = await take(home, february);
		expect(again).toMatchObject({ outcome: 'accepted', batch: second.replace('b0002', 'b0003') });
		expect((await figures(home)).text).toBe(before.text);
		expect((await states(home)).map(([, state]) => state)).toEqual(['counts', 'undone', 'counts']);
	});

	it('leaves nothing of a source that has no other batch', async () => {
		const home = copy();
		await undo(home, second);
		expect(await foresee(home, published(home), first)).toMatchObject({ left: 0, knownThen: null });
	});
});

describe('the page of a check', () => {
	it('lists as many records as it counts, page by page', async () => {
		const { checks } = await readDataPage(OWNER, ['data']);
		expect(checks.length).toBeGreaterThan(1);
		for (const { id, count, title } of checks) {
			const rows = [];
			for (let offset = 0; offset < count; offset += 2)
				rows.push(...(await readCheckPage(id, OWNER, { limit: 2, offset })).rows);
			expect(rows, id).toHaveLength(count);
			expect(new Set(rows.map((row) => JSON.stringify(row))).size, id).toBe(count);
			expect(await readCheckPage(id, OWNER, WHOLE)).toMatchObject({ title, count });
		}
	});

	it('says that a check found nothing, and names those that there are', async () => {
		expect(await readCheckPage('exit-before-start', OWNER, WHOLE)).toMatchObject({ count: 0, rows: [] });
		await expect(readCheckPage('no-such-check', OWNER, WHOLE)).rejects.toThrow(
			/^There is no check "no-such-check". There are: .*exit-before-start/
		);
	});
});
