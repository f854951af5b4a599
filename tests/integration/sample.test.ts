import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import type { Imported } from '#pipelines/take-in.ts';
import { readCanonical } from '#pipelines/model/definition.ts';
import type { Truths } from '#pipelines/sample/truths.ts';
import { readStandards } from '#pipelines/standards.ts';
import { readGrants } from '#lib/reports/grants.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { measure } from '#lib/metrics/engine.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent } from '#lib/server/store.ts';
import { prepareSample } from '../../src/sample-home.ts';
import { newHome, published, query, SAMPLE, take, temporaryFolder, tiny } from '../home.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

type Answer = { folder: string; seed: number; clients: number; files: { file: string; lines: number }[] };

let out: string;
let answer: Answer;
let truths: Truths;
let home: Home;
let canonical: Imported;
beforeAll(async () => {
	out = join(temporaryFolder(), 'sample');
	const { code, stdout } = await command(newHome(), 'sample', '--clients', '400', '--out', out, '--json');
	expect(code).toBe(0);
	answer = JSON.parse(stdout) as Answer;
	truths = JSON.parse(readFileSync(join(out, 'truths.json'), 'utf8')) as Truths;
	home = newHome();
	canonical = await take(home, join(out, 'canonical-csv'));
});

const dirty = (what: RegExp) => truths.dirt.find((each) => what.test(each.what))?.count ?? -1;

describe('throughline sample', () => {
	it('writes both exports and what is hidden in them, as it says', () => {
		expect(readdirSync(out).sort()).toEqual(['TRUTHS.md', 'canonical-csv', 'hmis-fy2026.zip', 'truths.json']);
		const said = answer.files.filter(({ file }) => file.startsWith('canonical-csv/'));
		expect(said.map(({ file }) => file).sort()).toEqual(
			readdirSync(join(out, 'canonical-csv'))
				.map((file) => `canonical-csv/${file}`)
				.sort()
		);
		for (const { file, lines } of said)
			expect(readFileSync(join(out, file), 'utf8').split('\r\n').length - 2, file).toBe(lines);
		expect(answer).toMatchObject({ folder: out, seed: 1, clients: truths.clients });
		const page = readFileSync(join(out, 'TRUTHS.md'), 'utf8');
		for (const { says } of truths.truths) expect(page).toContain(says);
		for (const { what } of truths.dirt) expect(page).toContain(what);
	});

	it('writes the same bytes again, and only the format that is asked for', async () => {
		const folder = join(temporaryFolder(), 'again');
		const { code, stdout } = await command(
			newHome(),
			'sample',
			'--clients',
			'400',
			'--out',
			folder,
			'--format',
			'hmis-csv'
		);
		expect(code).toBe(0);
		expect(stdout).toContain('people who do not exist');
		expect(readdirSync(folder).sort()).toEqual(['TRUTHS.md', 'hmis-fy2026.zip', 'truths.json']);
		for (const file of readdirSync(folder))
			expect(readFileSync(join(folder, file)).equals(readFileSync(join(out, file))), file).toBe(true);
	});

	it('writes into no folder that holds something', async () => {
		const folder = temporaryFolder();
		writeFileSync(join(folder, 'notes.txt'), 'mine');
		const { code, stderr, stdout } = await command(newHome(), 'sample', '--clients', '400', '--out', folder);
		expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
		expect(stderr).toContain(`${folder} is not an empty folder, and nothing in it is overwritten.`);
		expect(readdirSync(folder)).toEqual(['notes.txt']);
	});

	it('says what it cannot make, and makes nothing', async () => {
		const folder = join(temporaryFolder(), 'none');
		const wrong: [string[], string][] = [
			[['--clients', 'many'], '--clients many: give a whole number.'],
			[['--clients', '3'], '--clients 3: give a whole number from 50 to 100000.'],
			[['--seed', '1.5'], '--seed 1.5: give a whole number.'],
			[['--format', 'excel'], '--format excel: the sample is written as canonical-csv or hmis-csv.']
		];
		for (const [args, words] of wrong) {
			const { code, stderr } = await command(newHome(), 'sample', '--out', folder, ...args);
			expect(code, args.join(' ')).toBe(2);
			expect(stderr).toContain(words);
		}
		expect(existsSync(folder)).toBe(false);
	});
});

describe('the canonical export', () => {
	it('is taken line by line, but for the lines that were spoiled', () => {
		for (const { file, lines, accepted, rejected } of canonical.files) {
			expect(accepted + rejected, file).toBe(lines);
			expect(lines, file).toBe(answer.files.find((each) => each.file === `canonical-csv/${file}.csv`)?.lines);
			expect(rejected, file).toBe(file === 'contact' ? dirty(/without a day/) : 0);
		}
		expect(canonical.problems.map(({ kind, count }) => [kind, count]).sort()).toEqual([
			['rejected', dirty(/without a day/)],
			['same id twice', dirty(/in the file twice/)]
		]);
		expect(canonical).toMatchObject({ observed_until: '2026-09-30', period: { from: '2023-10-01' } });
	});

	it('fills every canonical table', async () => {
		for (const { id } of readCanonical('canonical-csv')) {
			const [row] = await query(home, `select count(*) as n from ${id}`);
			expect(Number(row?.n), id).toBeGreaterThan(0);
		}
	});

	it('has something to say to every metric in the last twelve months', async () => {
		const store = await openCurrent(home);
		try {
			const period = { from: '2025-10-01', to: '2026-09-30' };
			const everything = { scope: FULL_SCOPE, audience: CASEWORK, by: [], grain: null, where: [] };
			for (const { id } of (await listMetrics(store)).metrics) {
				const { results } = await measure(store, { metric: id, period, ...everything });
				expect(results[0]?.n, id).toBeGreaterThan(0);
				expect(results[0]?.status, id).toBe('shown');
			}
		} finally {
			store.db.close();
		}
	});

	it('gives the figures that the truths say, by another way', async () => {
		const store = await openCurrent(home);
		try {
			const figure = async (metric: string, dimension: string, value: string, from: string, to: string) => {
				const { results } = await measure(store, {
					metric,
					scope: FULL_SCOPE,
					audience: CASEWORK,
					period: { from, to },
					by: [dimension],
					grain: null,
					where: [{ dimension, value }]
				});
				return results[0];
			};
			for (const [id, metric, at] of [
				['waits-doubled', 'days-to-move-in', 1],
				['language-waits-longer', 'days-to-move-in', 1],
				['different-worker', 'appointments-kept', 0]
			] as const) {
				const truth = truths.truths.find((each) => each.id === id);
				const said = truth?.measures[at];
				if (!truth || !said) throw new Error(`${id} is not among the truths.`);
				const found = await figure(metric, truth.dimension, truth.value, truth.from, truth.to);
				expect(found?.n, id).toBe(said.n);
				expect(found?.value, id).toBeCloseTo(said.value ?? -1, 9);
			}
		} finally {
			store.db.close();
		}
	});

	it('has the dirt that is listed, and the checks find it', async () => {
		const findings = await query(home, 'select check_id, count(*)::int as n from problem group by check_id');
		const found = new Map(findings.map((row) => [String(row.check_id), Number(row.n)]));
		for (const [check, what] of [
			['exit-before-start', /exit before the start/],
			['exit-after-observed', /exit after the last day/],
			['start-after-observed', /start after the last day/],
			['household-without-head', /without a head/],
			['household-with-two-heads', /two heads/],
			['enrollment-without-client', /not among the clients/],
			['birth-after-start', /birth after/]
		] as const)
			expect(found.get(check), check).toBeGreaterThanOrEqual(dirty(what));
	});
});

describe('the HMIS export', () => {
	it('is taken line by line, and holds the same people and stays', async () => {
		const other = newHome();
		const imported = await take(other, join(out, 'hmis-fy2026.zip'));
		for (const { file, lines, accepted, rejected } of imported.files) {
			expect(accepted + rejected, file).toBe(lines);
			expect(rejected, file).toBe(file === 'CurrentLivingSituation' ? dirty(/without a day/) : 0);
		}
		expect(imported.version).toBe('FY2026');
		for (const table of ['client', 'enrollment', 'program', 'income']) {
			const sql = `select count(*)::int as n from ${table}`;
			expect(await query(other, sql), table).toEqual(await query(home, sql));
		}
		// Exits, their groups and move-ins are the same by both ways.
		const stays = `select p.program_type, exit_destination_group, count(*)::int as n, count(moved_in_on)::int as homes,
			sum(exited_on - started_on)::int as days from enrollment e join program p using (program_id) group by all order by all`;
		expect(await query(other, stays)).toEqual(await query(home, stays));
	});
});

describe('an empty folder', () => {
	it('is good enough', async () => {
		const folder = join(temporaryFolder(), 'empty');
		mkdirSync(folder);
		const { code, stdout } = await command(newHome(), 'sample', '--clients', '60', '--out', folder, '--csv');
		expect(code).toBe(0);
		expect(stdout.split('\r\n')[0]).toBe('file,lines');
	});
});

describe('the home of the sample', () => {
	/** Writes the sample, or fails on the way; tells how often it was asked to. */
	function writer({ fails = false } = {}): { write: (folder: string) => void; times: () => number } {
		let count = 0;
		const write = (folder: string) => {
			count++;
			cpSync(out, folder, { recursive: true });
			if (fails) throw new Error('cut off');
		};
		return { write, times: () => count };
	}

	it('takes the place of the small sample that was shown before', async () => {
		const own = newHome();
		await take(own, SAMPLE);
		await prepareSample(own.path, writer().write);
		expect({ batches: readdirSync(own.batches), store: published(own) }).toEqual({
			batches: [],
			store: null
		});
	});

	it('is filled once, and anew where another version made it', async () => {
		const own = newHome();
		const { write, times } = writer();
		const upload = await prepareSample(own.path, write);
		expect(readdirSync(upload)).toContain('client.csv');
		writeFileSync(own.current, 'figures');
		expect(await prepareSample(own.path, write)).toBe(upload);
		expect({ times: times(), store: published(own) }).toEqual({ times: 1, store: 'figures' });
		writeFileSync(join(own.path, 'made-by'), 'another version');
		expect(await prepareSample(own.path, write)).toBe(upload);
		expect({ times: times(), store: published(own) }).toEqual({ times: 2, store: null });
	});

	it('comes with what the agency promised, and keeps what was promised since', async () => {
		const own = newHome();
		const promised = join(own.path, 'targets.csv');
		await prepareSample(own.path, writer().write);
		expect(readStandards(own).targets.map(({ metric }) => metric)).toContain('days-to-move-in');
		expect(readGrants(own).map(({ funder }) => funder)).toEqual(['Harbor County', 'Marigold Foundation']);
		const changed = 'metric,program,grant,from,to,target\nexits,,,2026-01-01,2026-12-31,900\n';
		writeFileSync(promised, changed);
		writeFileSync(join(own.path, 'made-by'), 'another version');
		await prepareSample(own.path, writer().write);
		expect(readFileSync(promised, 'utf8')).toBe(changed);
	});

	it('is made anew where the making was cut off', async () => {
		const own = newHome();
		await expect(prepareSample(own.path, writer({ fails: true }).write)).rejects.toThrow('cut off');
		const { write, times } = writer();
		expect(readdirSync(await prepareSample(own.path, write))).toContain('client.csv');
		expect(times()).toBe(1);
		expect(existsSync(join(own.path, 'export.draft'))).toBe(false);
	});

	it('is left as it is where somebody imported other data into it', async () => {
		const own = newHome();
		const { batch } = await take(own, tiny());
		const { write, times } = writer();
		await expect(prepareSample(own.path, write)).rejects.toThrow(/is the sample's home, and b0001-/);
		expect(times()).toBe(0);
		expect(readdirSync(own.batches)).toEqual([batch]);
	});
});
