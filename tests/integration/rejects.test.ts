// Rejected lines come back with reason and mend; corrected, they come in alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { openDatabase } from '#pipelines/duckdb.ts';
import type { Home } from '#pipelines/home.ts';
import { selectProblems } from '#pipelines/problems.ts';
import { csv } from '#lib/csv.ts';
import { readCorrections, readProblemsOf } from '#lib/server/batch-page.ts';
import { changed } from '../agency.ts';
import { refusal, upload } from '../canonical.ts';
import { newHome, query, record, take, temporaryFolder } from '../home.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

/** The tiny agency with a contact without its day and a line that has a cell too many. */
let home: Home;
let batch: string;
let right: string;
beforeAll(async () => {
	right = changed(() => undefined);
	const wrong = changed((tables) => {
		record(tables, 'contact', 'K2').occurred_on = '';
	});
	const contacts = join(wrong, 'contact.csv');
	const lines = readFileSync(contacts, 'utf8').split('\r\n');
	lines[3] = `${lines[3] ?? ''},Jane Roe`;
	writeFileSync(contacts, lines.join('\r\n'));
	home = newHome();
	batch = (await take(home, wrong)).batch ?? '';
	process.env.THROUGHLINE_HOME = home.path;
});
const contacts = async (of: Home) =>
	(await query(of, 'select count(*) as n from contact')).map(({ n }) => Number(n))[0];

describe('rejected lines', () => {
	it('come back as a CSV with line, column, reason and mend, and nothing of what they hold', async () => {
		const { stdout, code } = await command(home, 'rejects', batch, '--csv');
		expect(code).toBe(0);
		expect(stdout.trimEnd().split('\r\n')).toEqual([
			'file,line,column,reason,mend',
			'contact.csv,3,occurred_on,"occurred_on is empty, and a line without it cannot be counted.",Correct it in the source system and export again.',
			expect.stringMatching(
				/^contact\.csv,4,,"The line has \d+ fields, the header has \d+\.",Look for a missing or extra delimiter or quote\.$/
			)
		]);
		expect(stdout).not.toContain('Jane');
		expect(JSON.parse((await command(home, 'rejects', batch, '--json')).stdout)).toMatchObject({
			batch,
			lines: [{ line: 3 }, { line: 4 }]
		});
		expect((await command(home, 'rejects', 'b0099-abcdef')).code).toBe(2);
	});

	it('are the same on the batch’s page', async () => {
		const rows = await readProblemsOf(batch, { kind: 'rejected' });
		expect(rows.map(({ line, column_name, mend }) => [line, column_name, mend])).toEqual([
			[3, 'occurred_on', 'Correct it in the source system and export again.'],
			[4, null, 'Look for a missing or extra delimiter or quote.']
		]);
	});

	it('are uploaded alone once they are corrected: they count, and what was there stays', async () => {
		const before = await contacts(home);
		const [head = '', ...lines] = readFileSync(join(right, 'contact.csv'), 'utf8').split('\r\n');
		const row = await readCorrections(batch);
		const corrected = upload({
			about: csv([row]),
			contact: [head, lines[1], lines[2], ''].join('\r\n')
		});
		const copy = newHome({ from: home });
		const until = await query(copy, 'select source, observed_until from source');
		const taken = await take(copy, corrected);
		expect(taken.files.find(({ file }) => file === 'contact')).toMatchObject({ lines: 2, accepted: 2 });
		expect(await contacts(copy)).toBe((before ?? 0) + 2);
		const whole = newHome({ keysOf: home });
		await take(whole, right);
		const all = 'select * exclude (batch_id) from contact order by contact_id';
		expect(await query(copy, all)).toEqual(await query(whole, all));
		// They are of the same day: no more is known than before.
		expect(await query(copy, 'select source, observed_until from source')).toEqual(until);
		expect(readBatches(copy).batches.map(({ full }) => full)).toEqual([true, false]);
	});

	it('cannot come in alone where there is nothing to add to, nor as everything there is', async () => {
		const row = await readCorrections(batch);
		const contact = readFileSync(join(right, 'contact.csv'), 'utf8');
		expect(await refusal(newHome(), upload({ about: csv([row]), contact }))).toEqual([
			expect.stringMatching(/^Changes in some files only add to a source that is there already/)
		]);
		const whole = upload({ about: csv([{ ...row, kind: 'full' }]), contact });
		expect(await refusal(newHome({ from: home }), whole)).toContainEqual(
			expect.stringMatching(/^client\.csv is missing\. Only changes/)
		);
	});
});

describe('a batch of an earlier version', () => {
	it('has its problems, with all that their messages say', async () => {
		const folder = temporaryFolder();
		const path = join(folder, 'problems.parquet');
		const db = await openDatabase(':memory:', folder);
		await db.run(`copy (select * from (values
			('a.csv', 3::bigint, 'x', 'rejected', 'a.csv line 3: x is empty. Correct it.'),
			('a.csv', null, null, 'text decoded', 'a.csv is not UTF-8.')
		) t(file, line, column_name, kind, message)) to '${path}' (format parquet)`);
		expect(await db.rows(`${selectProblems(path)} order by kind`)).toMatchObject([
			{ line: 3, reason: 'x is empty. Correct it.', mend: null },
			{ line: null, reason: 'a.csv is not UTF-8.', mend: null }
		]);
		db.close();
	});
});
