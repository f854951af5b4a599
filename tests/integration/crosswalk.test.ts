// Two source systems about the same people: apart, until a crosswalk says who is who.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { filesBelow } from '#pipelines/files.ts';
import { writeSettings, type Home } from '#pipelines/home.ts';
import { pseudonym, pseudonymKeys } from '#pipelines/secrets.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { readLate } from '#lib/server/late.ts';
import { lookFor, readCases } from '#lib/server/cases-page.ts';
import { refusal, TINY, upload } from '../canonical.ts';
import { newHome, problems, published, query, run, take, tiny, undo, value } from '../home.ts';

const HMIS = 'tiny-tiny-county-sample';
const HEAD = 'source_a,client_id_a,source_b,client_id_b';
const crosswalk = (...lines: string[]) => upload({ crosswalk: [HEAD, ...lines, ''].join('\n') });
/** Who a client of a source is, by the source's own id. */
const code = (home: Home, source: string, id: string) => pseudonym(pseudonymKeys(home), source, 'client', id);
const served = (home: Home) => value(home, 'people-served');
const copy = () => newHome({ from: base });

/** The tiny agency and the tiny county, which have two people in common. */
let base: Home;
let agency: string;
let apart: number;
let before: string | null;
let joined: Home;
let batch: string;
beforeAll(async () => {
	base = newHome();
	await take(base, [tiny(), TINY]);
	agency = readBatches(base).batches.at(-1)?.source ?? '';
	apart = (await served(base)) ?? 0;
	before = published(base);
	joined = copy();
	batch = (await take(joined, crosswalk(`${HMIS},001,${agency},C1`, `${HMIS},002,${agency},C2`))).batch ?? '';
});

describe('a crosswalk', () => {
	it('is no export of a source, so none of its own is ever due', () => {
		writeSettings(joined, { expected_days: { crosswalk: 1, [agency]: 1 } });
		try {
			expect(readLate(joined, '2099-01-01').map(({ source }) => source)).toEqual([agency]);
		} finally {
			writeSettings(joined, {});
		}
	});

	it('makes one person of two records, who is counted once', async () => {
		expect(await served(joined)).toBe(apart - 2);
		const one = code(joined, agency, 'C1');
		const other = code(joined, HMIS, '001');
		// The source that comes first by its key speaks for them.
		const [first, second] = agency < HMIS ? [one, other] : [other, one];
		expect(
			await query(joined, `select count(*) as n from client where client_id in ('${one}', '${other}')`)
		).toEqual([{ n: 1 }]);
		const stays = await query(
			joined,
			`select source, client_id::varchar as client, known_as::varchar as known_as from enrollment
			where known_as in ('${one}', '${other}') group by all order by source`
		);
		expect(stays).toHaveLength(2);
		for (const stay of stays) expect(stay.client).toBe(first);
		expect(stays.map(({ known_as }) => known_as).sort()).toEqual([first, second].sort());
		expect(await query(joined, 'select count(*) as n from source')).toEqual([{ n: 2 }]);
	});

	it('is doubted where the two records have different birth dates', async () => {
		const found = await query(
			joined,
			`select source, record_id::varchar as record, detail from problem where check_id = 'joined-birth-dates' order by record`
		);
		expect(found.length).toBeGreaterThan(0);
		for (const { detail } of found)
			expect(detail).toMatch(
				/^A crosswalk joins this client to one of [a-z-]+ who has another birth date\.$/
			);
	});

	it('is stored without an id in clear, and checks as whole', async () => {
		expect(await problems(joined)).toEqual([]);
		const folder = join(joined.batches, batch);
		for (const file of filesBelow(folder))
			expect(readFileSync(join(folder, file)).includes('C1,'), file).toBe(false);
		expect(await query(joined, 'select source_a, joins, count(*) as n from crosswalk group by all')).toEqual([
			{ source_a: HMIS, joins: true, n: 2 }
		]);
	});

	it('leads from the id of either system to all stays of the person, each with its own id', async () => {
		process.env.THROUGHLINE_HOME = joined.path;
		for (const id of ['001', 'C1']) {
			const { by } = await lookFor(OWNER, id);
			const stays = await readCases(OWNER, by);
			expect(new Set(stays.map(({ source }) => source)), id).toEqual(new Set([HMIS, agency]));
			for (const { source, source_client_id } of stays)
				expect(source_client_id).toBe(source === HMIS ? '001' : 'C1');
		}
	});

	it('taken back gives the figures of before', async () => {
		const home = newHome({ from: joined });
		await undo(home, batch);
		expect(published(home)).toBe(before);
		expect(await served(home)).toBe(apart);
	});

	it('is replaced by a newer one of the same two systems', async () => {
		const home = newHome({ from: joined });
		await take(home, crosswalk(`${agency},C3,TINY Tiny County sample,003`));
		expect(await served(home)).toBe(apart - 1);
	});

	it('is the same when it is uploaded again', async () => {
		const again = await take(
			newHome({ from: joined }),
			crosswalk(`${HMIS},001,${agency},C1`, `${HMIS},002,${agency},C2`)
		);
		expect(again).toMatchObject({ outcome: 'same', batch });
	});
});

describe('a pair that is not right', () => {
	it('is a problem of its line where a client is unknown, and counts once the client is there', async () => {
		const home = newHome();
		await take(home, [tiny(), TINY]);
		const result = await take(home, crosswalk(`${HMIS},001,${agency},C1`, `${HMIS},999,${agency},C2`));
		expect(result.problems).toEqual([
			{
				kind: 'unknown client',
				count: 1,
				examples: [
					`crosswalk.csv line 3: client_id_a is no client of ${HMIS}. Correct the id, as the source system writes it; or leave it: the pair counts as soon as an export holds the client.`
				]
			}
		]);
		expect(await served(home)).toBe(apart - 1);
	});

	it('is rejected where it names no source, without telling what it says', async () => {
		const result = await take(copy(), crosswalk(`${HMIS},001,${agency},C1`, `Jane Roe,002,${agency},C2`));
		expect(result.files).toMatchObject([{ lines: 2, accepted: 1, rejected: 1 }]);
		expect(JSON.stringify(result)).not.toContain('Jane');
		expect(await refusal(copy(), crosswalk(`Nowhere,001,${agency},C1`))).toEqual([
			expect.stringMatching(/^crosswalk\.csv has no line that joins two clients\./)
		]);
	});

	it('refuses two clients of one system as one person, with every line', async () => {
		expect(
			await refusal(
				copy(),
				crosswalk(
					`${HMIS},001,${agency},C1`,
					`${agency},C2,${HMIS},001`,
					`${HMIS},003,${HMIS},004`,
					`${HMIS},005,${agency},C3`
				)
			)
		).toEqual([
			expect.stringMatching(
				new RegExp(`^crosswalk\\.csv, lines 2 and 3 would make two clients of ${agency} one person\\.`)
			),
			expect.stringMatching(
				new RegExp(`^crosswalk\\.csv, line 4 would make two clients of ${HMIS} one person\\.`)
			)
		]);
	});

	it('refuses what contradicts older pairs by way of a third system', async () => {
		const home = newHome({ from: joined });
		await take(home, TINY, { source: 'Third' });
		await take(home, crosswalk(`third,C1,${HMIS},001`));
		expect(await served(home)).toBe(apart - 2 + 5 - 1);
		expect(await refusal(home, crosswalk(`third,C1,${agency},C2`))).toEqual([
			expect.stringMatching(
				/^crosswalk\.csv, line 2, with older pairs that still count, would make two clients/
			)
		]);
	});
});

describe('what keeps a home', () => {
	it('purges a client from the crosswalk, and says who was joined to them', async () => {
		const home = newHome({ from: joined });
		const outcome = await run(home, {
			kind: 'purge',
			batches: [],
			client: 'C1',
			source: agency
		});
		expect(outcome.built?.notes.join(' ')).toContain(code(home, HMIS, '001'));
		expect(readBatches(home).batches.at(-1)?.tables[0]?.rows).toBe(1);
		expect(await query(home, 'select count(*) as n from crosswalk')).toEqual([{ n: 1 }]);
		expect(existsSync(join(home.path, 'purging.json'))).toBe(false);
		expect(await problems(home)).toEqual([]);
	});

	it('rotates its keys with the crosswalk', async () => {
		const home = newHome({ from: joined });
		await run(home, { kind: 'rotate' });
		expect(await served(home)).toBe(apart - 2);
		expect(await query(home, 'select distinct source from client order by 1')).toEqual(
			await query(joined, 'select distinct source from client order by 1')
		);
		expect(await query(home, 'select count(*) as n from crosswalk where joins')).toEqual([{ n: 2 }]);
		expect(await take(home, crosswalk(`${HMIS},001,${agency},C1`))).toMatchObject({ problems: [] });
	});

	it('is backed up and restored with it', async () => {
		const to = newHome().path;
		const { backedUp } = await run(joined, { kind: 'backup', to, secrets: true });
		const home = newHome();
		await run(home, { kind: 'restore', from: backedUp?.path ?? '' });
		expect(published(home)).toBe(published(joined));
		writeFileSync(join(home.batches, batch, 'crosswalk.parquet'), 'damaged');
		expect(await problems(home)).toContainEqual(
			expect.stringContaining(`Batch ${batch}: crosswalk.parquet is damaged`)
		);
	});
});
