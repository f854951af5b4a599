import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { closeApp, inOneStep, openApp } from '#lib/server/app-db.ts';
import { record, verifyAudit, type Actor } from '#lib/server/audit.ts';
import { newHome } from '../home.ts';

const ANA: Actor = { id: 'ana', name: 'Ana Administrator' };
const FIELDS = ['at', 'actor', 'actor_name', 'action', 'subject', 'detail', 'hash'] as const;

let home: Home;
beforeEach(() => {
	home = newHome();
});

function write(count: number): void {
	for (let n = 1; n <= count; n++) record(home, ANA, 'saw rows', `metric-${String(n)}`, { rows: n });
}

/** Does what only somebody with the file in their hands can do. */
function tamper(...statements: string[]): void {
	closeApp(home);
	const db = new DatabaseSync(home.app);
	db.exec('drop trigger if exists audit_is_never_changed; drop trigger if exists audit_is_never_deleted;');
	for (const statement of statements) db.exec(statement);
	db.close();
}

const problems = async () => (await verifyAudit(home)).problems;
const head = () => join(home.path, 'audit.head');

describe('the audit log', () => {
	it('is whole as it was written, and says since when', async () => {
		expect(await verifyAudit(home)).toEqual({ entries: 0, since: null, problems: [] });
		write(5);
		const verdict = await verifyAudit(home);
		expect(verdict).toMatchObject({ entries: 5, problems: [] });
		expect(Math.abs(Date.now() - Date.parse(verdict.since ?? ''))).toBeLessThan(60_000);
	});

	it('cannot be changed or emptied by the program itself', () => {
		write(2);
		const db = openApp(home);
		for (const statement of ["update audit set subject = 'x'", 'delete from audit'])
			expect(() => {
				db.exec(statement);
			}).toThrow('The audit log is only ever added to.');
	});

	it.each<[what: string, statements: string[], said: string[]]>([
		['changed', ["update audit set subject = 'x' where seq = 3"], ['Entry 3 of the audit log, of ']],
		[
			'changed with a hash of another entry',
			["update audit set subject = 'x', hash = (select hash from audit where seq = 5) where seq = 3"],
			['Entries 3 to 4 of the audit log were changed']
		],
		[
			'changed in several places',
			["update audit set actor_name = 'Bob' where seq in (2, 5)"],
			['Entry 2 of', 'Entry 5 of']
		],
		[
			'without its first entry',
			['delete from audit where seq = 1'],
			['Entry 1 of the audit log is missing.']
		],
		[
			'without some of the middle',
			['delete from audit where seq in (2, 3)'],
			['Entries 2 to 3 of the audit log are missing.']
		],
		[
			'without some of the middle, and numbered anew',
			['delete from audit where seq = 3', 'update audit set seq = seq - 1 where seq > 3'],
			[
				'Entries 3 to 5 of the audit log were changed',
				'The audit log ends with entry 5, but audit.head knows of entry 6'
			]
		],
		[
			'in another order',
			['update audit set seq = 0 - seq where seq in (3, 4)', 'update audit set seq = 7 + seq where seq < 0'],
			['Entries 3 to 5 of the audit log were changed']
		],
		[
			'cut off',
			['delete from audit where seq > 4'],
			['The audit log ends with entry 4, but audit.head knows of entry 6']
		],
		['emptied', ['delete from audit'], ['The audit log ends with entry 0, but audit.head knows of entry 6']],
		[
			'longer at its beginning',
			[
				'insert into audit select 0, at, actor, actor_name, action, subject, detail, hash from audit where seq = 1'
			],
			['Entries 0 to 1 of the audit log were changed']
		],
		[
			'longer at its end',
			[
				'insert into audit select 7, at, actor, actor_name, action, subject, detail, hash from audit where seq = 6'
			],
			['Entry 7 of the audit log, of ']
		]
	])('that is %s is found, place by place', async (_what, statements, said) => {
		write(6);
		expect(await problems()).toEqual([]);
		tamper(...statements);
		const found = await problems();
		expect(found).toHaveLength(said.length);
		for (const [index, sentence] of said.entries()) expect(found[index]).toContain(sentence);
	});

	it('shows any change of a single byte, of any field of any entry', async () => {
		write(4);
		record(home, { id: null, name: 'command line' }, 'exported', 'Größe 🏠 �', { form: 'csv', rows: 0 });
		write(3);
		tamper();
		const db = new DatabaseSync(home.app);
		const read = db.prepare(
			`select ${FIELDS.map((field) => `cast(${field} as blob) as ${field}`).join(', ')} from audit where seq = ?`
		);
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 8 }),
				fc.constantFrom(...FIELDS),
				fc.nat(),
				fc.integer({ min: 1, max: 255 }),
				async (seq, field, place, change) => {
					const stored = read.get(seq)?.[field];
					fc.pre(stored instanceof Uint8Array && stored.length > 0);
					const before = stored as Uint8Array;
					const after = Uint8Array.from(before);
					const at = place % after.length;
					after[at] = (after[at] ?? 0) ^ change;
					const set = db.prepare(`update audit set ${field} = cast(? as text) where seq = ?`);
					set.run(after, seq);
					const found = await problems();
					set.run(before, seq);
					expect(found.length, `entry ${String(seq)}, ${field}, byte ${String(at)}`).toBeGreaterThan(0);
				}
			),
			{ numRuns: 400 }
		);
		expect(await problems()).toEqual([]);
		for (const field of ['actor', 'at'] as const) {
			const value = db.prepare(`select ${field} as value from audit where seq = 5`).get()?.value ?? null;
			db.exec(`update audit set ${field} = '' where seq = 5`);
			expect(await problems(), field).toHaveLength(1);
			db.prepare(`update audit set ${field} = ? where seq = 5`).run(value);
		}
		expect(await problems()).toEqual([]);
		db.close();
	});

	it('shows any change of a single byte of audit.head, and that it is missing', async () => {
		write(3);
		const whole = readFileSync(head());
		for (let at = 0; at < whole.length - 1; at++) {
			const changed = Buffer.from(whole);
			changed.writeUInt8((changed[at] ?? 0) ^ 1, at);
			writeFileSync(head(), changed);
			expect(await problems(), `byte ${String(at)}`).toHaveLength(1);
		}
		rmSync(head());
		expect(await problems()).toEqual([expect.stringContaining('audit.head is missing') as string]);
	});

	it('shows that an older app.sqlite was put in its place, or that it is gone', async () => {
		write(3);
		openApp(home).exec('pragma wal_checkpoint(truncate)');
		const older = join(home.path, 'older.sqlite');
		copyFileSync(home.app, older);
		write(2);
		closeApp(home);
		copyFileSync(older, home.app);
		expect(await problems()).toEqual([
			expect.stringMatching(/entry 3, .* entry 5: .* older app\.sqlite/) as string
		]);
		closeApp(home);
		rmSync(home.app);
		expect(await problems()).toEqual([
			expect.stringContaining('app.sqlite with the audit log is missing') as string
		]);
	});

	it('shows that an older app.sqlite has gone on being written to', async () => {
		write(3);
		openApp(home).exec('pragma wal_checkpoint(truncate)');
		const older = join(home.path, 'older.sqlite');
		copyFileSync(home.app, older);
		write(2);
		const knows = readFileSync(head());
		closeApp(home);
		copyFileSync(older, home.app);
		write(2); // the same number of entries as before
		writeFileSync(head(), knows);
		expect(await problems()).toEqual([
			expect.stringContaining('audit.head does not belong to this audit log') as string
		]);
	});

	it('shows that its key was replaced, in one sentence', async () => {
		write(4);
		const file = join(home.secrets, 'audit.key');
		writeFileSync(file, 'ab'.repeat(32));
		expect(await problems()).toEqual([
			expect.stringMatching(/Entries 1 to 4 .* or secrets\/audit\.key is not the one/) as string,
			expect.stringContaining('audit.head does not belong') as string
		]);
		rmSync(file);
		await expect(problems()).rejects.toThrow('secrets/audit.key is missing');
	});

	it('is whole after a crash between an entry and audit.head', async () => {
		write(3);
		const before = readFileSync(head());
		write(1);
		writeFileSync(head(), before);
		expect(await problems()).toEqual([]);
		write(1);
		expect(await verifyAudit(home)).toMatchObject({ entries: 5, problems: [] });
	});

	it('has no entry of a step that failed, and audit.head knows of none', async () => {
		write(2);
		expect(() =>
			inOneStep(openApp(home), () => {
				write(2);
				throw new Error('The rest of the step failed.');
			})
		).toThrow('The rest of the step failed.');
		expect(await verifyAudit(home)).toMatchObject({ entries: 2, problems: [] });
		inOneStep(openApp(home), () => {
			write(2);
		});
		tamper('delete from audit where seq > 3');
		expect(await problems()).toHaveLength(1);
	});

	it('takes entries of several processes at once, without a gap', async () => {
		record(home, ANA, 'built', '');
		const writer = join(import.meta.dirname, '..', 'audit-writer.ts');
		const writers = [1, 2, 3, 4].map((n) =>
			fork(writer, [home.path, String(n), '200'], { execArgv: [], stdio: 'inherit' })
		);
		for (const [code] of await Promise.all(writers.map((each) => once(each, 'exit')))) expect(code).toBe(0);
		expect(await verifyAudit(home)).toMatchObject({ entries: 801, problems: [] });
		const counts = openApp(home)
			.prepare("select actor_name, count(*) as n from audit where action = 'saw rows' group by actor_name")
			.all();
		expect(counts.map(({ n }) => n)).toEqual([200, 200, 200, 200]);
		const [seq] = readFileSync(head(), 'utf8').split(' ');
		expect(seq).toBe('801');
		tamper('delete from audit where seq = 801');
		expect(await problems()).toHaveLength(1);
	});

	it('that cannot be written says so, and nothing else happens', async () => {
		write(2);
		tamper(
			"create trigger full before insert on audit begin select raise(fail, 'database or disk is full'); end"
		);
		expect(() => record(home, ANA, 'saw rows', 'exits')).toThrow(Fault);
		expect(() => record(home, ANA, 'saw rows', 'exits')).toThrow(
			/^The audit log cannot be written, and what cannot be written down is neither shown nor done\. The disk is full\..* Free some space/
		);
		expect(() =>
			inOneStep(openApp(home), () => {
				openApp(home).exec("insert into verification values ('1', 'x', 'y', 1, 1, 1)");
				record(home, ANA, 'invited', 'somebody');
			})
		).toThrow(Fault);
		expect(openApp(home).prepare('select * from verification').all()).toEqual([]);
		expect(await verifyAudit(home)).toMatchObject({ entries: 2, problems: [] });
		expect(existsSync(`${head()}.${String(process.pid)}`)).toBe(false);
	});
});
