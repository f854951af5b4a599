import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fault } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import type { Job } from '#pipelines/job.ts';
import { pseudonym, pseudonymKeys } from '#pipelines/secrets.ts';
import { closeApp, openApp } from '#lib/server/app-db.ts';
import { verifyAudit, type Entry } from '#lib/server/audit.ts';
import { listEntries, openWorks, readNames } from '#lib/server/audit-search.ts';
import { latestWork, startWork } from '#lib/server/work.ts';
import { command } from '../command-here.ts';
import { exportOf, header, newHome, published, run, take } from '../home.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const ANA = { id: 'ana', name: 'Ana Administrator' };
const CLIENT = '003';
const EVERYTHING = { person: null, action: null, from: null, to: null, text: null };

let base: Home;
let batch: string;
let scene: string;
beforeAll(async () => {
	base = newHome();
	scene = exportOf(() => undefined);
	batch = (await take(base, scene)).batch ?? '';
});

let home: Home;
beforeEach(() => {
	home = newHome({ from: base });
	process.env.THROUGHLINE_HOME = home.path;
});

/** The log in the order in which it was written. */
function written(): Entry[] {
	return listEntries(home, EVERYTHING, readNames(home), { limit: 1000, offset: 0 }).reverse();
}
const steps = () => written().map(({ action, subject, detail }) => [action, subject, detail.step]);

/** Makes the log refuse whatever is written, as a full disk would. */
function fill(): void {
	openApp(home).exec(
		"create trigger full before insert on audit begin select raise(fail, 'database or disk is full'); end"
	);
	closeApp(home);
}

async function ended() {
	while (latestWork()?.state === 'running') await sleep(5);
	return latestWork();
}

describe('a work on the command line', () => {
	it('that keeps the home safe is written down before it begins, too', async () => {
		const to = mkdtempSync(join(tmpdir(), 'throughline-backups-'));
		expect((await command(home, 'backup', to)).code).toBe(0);
		expect((await command(home, 'rotate-keys', '--yes')).code).toBe(0);
		expect((await command(home, 'prune')).code).toBe(0);
		const [backup] = readdirSync(to);
		rmSync(to, { recursive: true });
		expect(steps()).toEqual([
			['backed up', '', 'asked'],
			['backed up', backup, 'done'],
			['rotated keys', '', 'asked'],
			['rotated keys', '', 'done'],
			['pruned', '', 'asked'],
			['pruned', '', 'done']
		]);
		expect(written().map(({ detail }) => detail)).toMatchObject([
			{},
			{ secrets: true, files: expect.any(Number) as number },
			{},
			{ keys: 2 },
			{},
			{ stores: 0, bytes: expect.any(Number) as number }
		]);
	});

	it('is written down when it is asked for and with what it came to', async () => {
		const later = exportOf((tables) => header(tables, { ExportDate: '2025-02-05 08:00:00' }));
		expect((await command(home, 'import', later, '--dry-run')).code).toBe(0);
		expect((await command(home, 'import', later, scene)).code).toBe(0);
		const second = written().at(-1)?.subject.split(' ')[0] ?? '';
		expect((await command(home, 'undo', second)).code).toBe(0);
		expect((await command(home, 'build')).code).toBe(0);
		expect((await command(home, 'purge', '--batch', second, '--yes')).code).toBe(0);
		expect(steps()).toEqual([
			['imported', '', 'asked'],
			['imported', '', 'done'],
			['imported', '', 'asked'],
			['imported', `${second} ${batch}`, 'done'],
			['undid', second, 'asked'],
			['undid', second, 'done'],
			['built', '', 'asked'],
			['built', '', 'done'],
			['purged', second, 'asked'],
			['purged', second, 'done']
		]);
		const [, looked, asked, imported] = written();
		expect(looked?.detail).toMatchObject({
			dry_run: true,
			uploads: 1,
			batches: [{ batch: null, outcome: 'checked' }]
		});
		expect(asked?.detail).toEqual({ step: 'asked', uploads: 2 });
		expect(imported?.detail).toMatchObject({
			asked: 3,
			batches: [
				{ batch: second, outcome: 'accepted', source: 'tiny-tiny-county-sample', rejected: 0 },
				{ batch, outcome: 'same' }
			],
			made_from: 2
		});
		for (const entry of written()) expect(entry).toMatchObject({ actor: null, actor_name: 'command line' });
		expect(written().at(-1)?.detail.store).toBe(published(home));
		expect(await verifyAudit(home)).toMatchObject({ entries: 10, problems: [] });
	});

	it('that is refused has the number of reasons, and nothing of what was typed', async () => {
		const folder = exportOf((tables) => {
			header(tables, { ExportStartDate: '' });
		});
		expect((await command(home, 'import', folder, join(folder, 'John Smith.csv'))).code).toBe(1);
		expect((await command(home, 'undo', 'John Smith')).code).toBe(2);
		expect(
			(await command(home, 'purge', '--client', 'John-Smith-17', '--source', 'John Smith', '--yes')).code
		).toBe(2);
		expect(steps()).toEqual([
			['imported', '', 'asked'],
			['imported', '', 'refused'],
			['undid', '', 'asked'],
			['undid', '', 'refused'],
			['purged', '', 'asked'],
			['purged', '', 'refused']
		]);
		expect(written()[1]?.detail).toMatchObject({ refused: 2 });
		expect(written()[1]?.detail.reasons).toBeGreaterThanOrEqual(2);
		expect(written()[3]?.detail.reasons).toBe(1);
		expect(JSON.stringify(written())).not.toMatch(/Smith|\.csv|\//i);
	});

	it('that deletes a client keeps no id and no pseudonym of theirs', async () => {
		expect((await command(home, 'purge', '--client', CLIENT, '--yes')).code).toBe(0);
		expect(steps()).toEqual([
			['purged', '', 'asked'],
			['purged', '', 'done']
		]);
		expect(written()[1]?.detail).toMatchObject({ clients: 1, rows: expect.any(Number) as number });
		const alias = pseudonym(pseudonymKeys(home), 'tiny-tiny-county-sample', 'client', CLIENT);
		openApp(home).exec('pragma wal_checkpoint(truncate)');
		const bytes = readFileSync(home.app, 'latin1');
		expect(bytes).not.toContain(alias);
		expect(JSON.stringify(written())).not.toContain(`"${CLIENT}"`);
	});

	it('that was cut off is seen by its missing outcome', async () => {
		await command(home, 'build');
		openApp(home).exec('drop trigger audit_is_never_deleted; delete from audit where seq = 2');
		expect([...openWorks(home, written())]).toEqual([1]);
		await command(home, 'build');
		expect([...openWorks(home, written())]).toEqual([1]);
	});

	it('is not begun where it cannot be written down', async () => {
		fill();
		for (const args of [['import', scene], ['build'], ['undo', batch]]) {
			const { code, stdout, stderr } = await command(home, ...args);
			expect(code, args[0]).toBe(3);
			expect(stdout).toBe('');
			expect(stderr).toMatch(/^The audit log cannot be written, .*\. The disk is full\. Nothing was changed/);
		}
		expect(published(home)).toBe(published(base));
	});

	it('that is done and whose outcome cannot be written down says both', async () => {
		openApp(home).exec(
			"create trigger full before insert on audit when new.detail like '%done%' begin select raise(fail, 'database or disk is full'); end"
		);
		const { code, stderr } = await command(home, 'undo', batch);
		expect(code).toBe(3);
		expect(stderr).toContain('This was done, but what it came to cannot be written into the audit log');
		expect(stderr).not.toContain('Nothing was changed');
		expect(steps()).toEqual([['undid', batch, 'asked']]);
		expect((await command(home, 'batches', '--json')).stdout).toContain('"state": "undone"');
	});
});

describe('rows of single clients on the command line', () => {
	it('are written down as seen, or as exported, with how many and for which days', async () => {
		const year = ['--from', '2024-01-01', '--to', '2024-12-31'];
		const shown = await command(home, 'rows', 'exits', ...year);
		const csv = await command(
			home,
			'rows',
			'exits',
			...year,
			'--csv',
			'--source-ids',
			'--where',
			'program=Tiny Rapid'
		);
		await command(home, 'rows', 'exits', ...year, '--json', '--where', 'program=John Smith');
		await command(home, 'problems', '--json');
		await command(home, 'metric', 'exits', ...year, '--csv');
		await command(home, 'metric', 'exits', ...year, '--by', 'worker');
		const period = { from: '2024-01-01', to: '2024-12-31' };
		const told = written().map(({ action, subject, detail }) => ({ action, subject, detail }));
		expect(told).toEqual([
			{
				action: 'saw rows',
				subject: 'exits',
				detail: { rows: shown.stdout.trim().split('\n').length - 2, period }
			},
			{
				action: 'exported',
				subject: 'exits',
				detail: {
					rows: csv.stdout.trim().split('\n').length - 1,
					form: 'csv',
					source_ids: true,
					period,
					where: ['program=Tiny Rapid']
				}
			},
			{ action: 'exported', subject: 'exits', detail: { rows: 0, form: 'json', period } },
			{
				action: 'exported',
				subject: 'problems',
				detail: { rows: expect.any(Number) as number, form: 'json' }
			},
			{
				action: 'saw figures by worker',
				subject: 'exits',
				detail: { rows: expect.any(Number) as number, period, by: ['worker'] }
			}
		]);
	});

	it('are not shown where that cannot be written down', async () => {
		fill();
		for (const args of [
			['rows', 'exits'],
			['rows', 'exits', '--csv'],
			['problems'],
			['metric', 'exits', '--by', 'worker']
		]) {
			const { code, stdout, stderr } = await command(home, ...args);
			expect(code, args.join(' ')).toBe(3);
			expect(stdout, args.join(' ')).toBe('');
			expect(stderr).toContain('what cannot be written down is neither shown nor done');
		}
		expect((await command(home, 'metric', 'exits')).code).toBe(0);
	});
});

describe('a work that is asked for on a page', () => {
	const undo: Job = { kind: 'undo', batch: 'b0009-abcdef' };

	it('is written down with who asked first', async () => {
		startWork(ANA, { kind: 'undo', batch });
		startWork({ id: 'bob', name: 'Bob' }, { kind: 'undo', batch });
		expect((await ended())?.state).toBe('done');
		startWork(ANA, undo);
		expect((await ended())?.state).toBe('failed');
		expect(written().map(({ actor, subject, detail }) => [actor, subject, detail.step])).toEqual([
			['ana', batch, 'asked'],
			['ana', batch, 'done'],
			['ana', 'b0009-abcdef', 'asked'],
			['ana', 'b0009-abcdef', 'refused']
		]);
	});

	it('is not begun where it cannot be written down', async () => {
		await run(home, { kind: 'build' });
		fill();
		const before = latestWork()?.id;
		expect(() => startWork(ANA, { kind: 'undo', batch })).toThrow(Fault);
		expect(latestWork()?.id).toBe(before);
	});
});

describe('check', () => {
	it('says that the log is whole, or place by place what is wrong', async () => {
		const about = async () => {
			const { code, stdout } = await command(home, 'check', '--json');
			const findings = JSON.parse(stdout) as { level: string; about: string; message: string }[];
			return { code, found: findings.filter((each) => each.about === 'audit') };
		};
		expect(await about()).toEqual({ code: 0, found: [] });
		await command(home, 'build');
		expect(await about()).toEqual({
			code: 0,
			found: [{ level: 'ok', about: 'audit', message: 'The audit log is whole: 2 entries.' }]
		});
		openApp(home).exec(
			"drop trigger audit_is_never_changed; update audit set actor_name = 'nobody' where seq = 1"
		);
		const { code, found } = await about();
		expect(code).toBe(1);
		expect(found).toEqual([
			{
				level: 'problem',
				about: 'audit',
				message: expect.stringMatching(/^Entry 1 of the audit log, of .* was changed\.$/) as string
			}
		]);
	});
});

describe('throughline audit', () => {
	it('prints sentences, newest first, filtered; a file of it is itself written down', async () => {
		await command(home, 'build');
		await command(home, 'rows', 'exits', '--from', '2024-01-01', '--to', '2024-12-31');
		const table = await command(home, 'audit');
		expect(table.stdout.trim().split('\n')).toHaveLength(5);
		expect(table.stdout).toMatch(/^entry {2}when +what\n.*\n +3 .*The command line saw rows of “Exits.*”/);
		const rows = await command(home, 'audit', '--action', 'saw rows');
		expect(rows.stdout.trim().split('\n')).toHaveLength(3);
		expect((await command(home, 'audit', '--text', 'EXITS')).stdout).toContain('saw rows');
		expect((await command(home, 'audit', '--person', 'Ana')).stdout).toBe('No entry fits.\n');
		const json = JSON.parse((await command(home, 'audit', '--json', '--person', 'command line')).stdout) as {
			entries: Entry[];
		};
		expect(json.entries.map(({ seq }) => seq)).toEqual([3, 2, 1]);
		const csv = (await command(home, 'audit', '--csv', '--text', 'a secret')).stdout;
		expect(csv).toBe('\r\n');
		expect(
			written()
				.slice(3)
				.map(({ action, subject, detail }) => ({ action, subject, detail }))
		).toEqual([
			{ action: 'exported', subject: 'audit log', detail: { rows: 3, form: 'json' } },
			{ action: 'exported', subject: 'audit log', detail: { rows: 0, form: 'csv', text: true } }
		]);
	});

	it('refuses what is no filter, with every reason', async () => {
		const { code, stderr } = await command(home, 'audit', '--action', 'danced', '--from', '2026-13-01');
		expect(code).toBe(2);
		expect(stderr).toMatch(
			/--action danced: it is one of set up, .*\n?.*2026-13-01.*is not a date|2026-13-01.*is not a date.*\n.*danced/s
		);
	});
});
