import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { OWNER, type Scope } from '#lib/metrics/scope.ts';
import { askerOf, ABILITIES, type Viewer } from '#lib/server/access.ts';
import { openApp } from '#lib/server/app-db.ts';
import { lookFor, readCasePage, readCases, soughtIn, writeSought } from '#lib/server/cases-page.ts';
import { filtersSeen, noteFigures } from '#lib/server/seen.ts';
import { openCurrent, readStore } from '#lib/server/store.ts';
import { withSourceIds } from '#lib/server/vault.ts';
import { TINY } from '../canonical.ts';
import { exportOf, newHome, query, take } from '../home.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

/** The tiny agency whose ids begin with zeros; stay E1 is of client 000C1. */
let home: Home;
beforeAll(async () => {
	home = newHome();
	const zeros = exportOf(
		(tables) => {
			for (const rows of Object.values(tables))
				for (const row of rows)
					for (const column of ['enrollment_id', 'client_id', 'household_id'])
						if (row[column]) row[column] = `000${row[column]}`;
		},
		{ from: TINY, files: 'all' }
	);
	await take(home, zeros);
	process.env.THROUGHLINE_HOME = home.path;
});

const pseudonymOf = async (sql: string) => String(Object.values((await query(home, sql))[0] ?? {})[0]);
const manager = async (program: string) =>
	askerOf({
		role: 'program manager',
		programs: [await pseudonymOf(`select program_id::varchar from program where name = '${program}'`)],
		teams: [],
		worker: null
	});
const rowsOf = async (scope: Scope = OWNER.scope) => {
	const store = await openCurrent(home);
	try {
		const { rows } = await listRows(store, {
			metric: 'enrollments-started',
			scope,
			audience: OWNER.audience,
			period: { from: '2020-01-01', to: '2025-12-31' },
			where: []
		});
		return rows;
	} finally {
		store.db.close();
	}
};
/** What is written down of somebody; the command line writes there too. */
const entriesOf = (actor: string) =>
	openApp(home)
		.prepare('select action, subject, detail from audit where actor = ? order by seq')
		.all(actor)
		.map((row) => ({ ...row, detail: JSON.parse(String(row.detail)) as Record<string, unknown> }));

describe('the source system’s own ids', () => {
	it('lead each row, with their zeros, and the pseudonyms stay', async () => {
		const rows = await rowsOf();
		const identified = withSourceIds(home, { may_see_clients: true }, rows);
		expect(Object.keys(identified[0] ?? {}).slice(0, 3)).toEqual([
			'source_enrollment_id',
			'source_client_id',
			'source_household_id'
		]);
		expect(identified.map((row) => row.source_enrollment_id).sort()).toEqual(
			['E1', 'E2', 'E3', 'E4', 'E5', 'E6'].map((id) => `000${id}`)
		);
		for (const [at, row] of identified.entries()) expect(row).toMatchObject(rows[at] ?? {});
	});

	it('are not given to an audience that may not see clients, and the vault stays shut', async () => {
		const rows = await rowsOf();
		const key = join(home.secrets, 'vault.key');
		renameSync(key, `${key}.away`);
		try {
			expect(withSourceIds(home, { may_see_clients: false }, rows)).toEqual(rows);
			expect(() => withSourceIds(home, { may_see_clients: true }, rows)).toThrow('vault.key is missing');
		} finally {
			rmSync(key, { force: true });
			renameSync(`${key}.away`, key);
		}
	});

	it('are only those of the kind that a column is of', async () => {
		const [row] = await rowsOf();
		const [wrong] = withSourceIds(home, OWNER.audience, [{ client_id: row?.enrollment_id }]);
		expect(wrong?.source_client_id).toBeNull();
	});

	it('stand first in the file of the command line too', async () => {
		const { stdout } = await command(home, 'rows', 'enrollments-started', '--source-ids', '--csv');
		expect(stdout.split(',')[0]).toBe('source_enrollment_id');
	});
});

describe('a case is found', () => {
	it.each([
		['an enrollment', '000E1', 1],
		['a client', '000C4', 2],
		['a household', '000H1', 2]
	])('by the id of %s', async (_, id, n) => {
		const { stays, by } = await lookFor(OWNER, id);
		expect(stays).toHaveLength(n);
		const again = await readCases(
			OWNER,
			soughtIn(new URL(writeSought(by), 'http://localhost')) ?? expect.fail()
		);
		expect(again.map(({ enrollment_id }) => enrollment_id)).toEqual(
			stays.map(({ enrollment_id }) => enrollment_id)
		);
		expect(writeSought(by)).not.toContain(id);
	});

	it('by a whole pseudonym, and not by an id without its zeros or in other letters', async () => {
		const [stay] = (await lookFor(OWNER, '000E1')).stays;
		expect((await lookFor(OWNER, stay?.enrollment_id ?? '')).stays).toEqual([stay]);
		for (const id of ['E1', '000e1', '00E1', '', '%', "' or 1=1 --"])
			expect((await lookFor(OWNER, id)).stays, id).toEqual([]);
	});

	it('in its scope alone, and what is others’ is as what is not there', async () => {
		const [row] = (await lookFor(OWNER, '000E1')).stays;
		const programs = (await query(home, 'select name from program order by name')).map(({ name }) =>
			String(name)
		);
		for (const program of programs) {
			const asker = await manager(program);
			const { stays } = await lookFor(asker, '000E1');
			expect(stays.length).toBe(row?.program === program ? 1 : 0);
			const opened = readCasePage(asker, row?.enrollment_id ?? '');
			if (stays.length === 1) expect((await opened).source_enrollment_id).toBe('000E1');
			else {
				const missing = readCasePage(asker, '00000000-0000-0000-0000-000000000000');
				const said = await Promise.allSettled([opened, missing]);
				expect(said[0]).toEqual(said[1]);
				expect(await lookFor(asker, 'no such id')).toEqual(await lookFor(asker, '000E1'));
			}
		}
	});

	it('with its facts, never a birth date', async () => {
		const [found] = (await lookFor(OWNER, '000E1')).stays;
		const stay = await readCasePage(OWNER, found?.enrollment_id ?? '');
		expect(JSON.stringify(stay)).not.toMatch(/birth/i);
		expect(stay.records.map(({ table }) => table)).toEqual(expect.arrayContaining(['contact', 'service']));
		const n = await query(
			home,
			`select count(*) as n from contact where enrollment_id::varchar = '${stay.enrollment_id}'`
		);
		expect(stay.records.find(({ table }) => table === 'contact')?.n).toBe(n[0]?.n);
	});
});

describe('the audit log', () => {
	const viewer: Viewer = {
		id: 'p1',
		name: 'Somebody',
		email: 'somebody@example.org',
		role: 'administrator',
		abilities: ABILITIES.administrator,
		asker: OWNER,
		funder: null
	};
	const where = [
		{ dimension: 'worker', value: 'C. Client, born 1970-01-02' },
		{ dimension: 'program', value: '' }
	];

	it('has a filter’s value only where it is one of the list', async () => {
		const [program] = (await query(home, 'select label from program order by label')).map(({ label }) =>
			String(label)
		);
		where[1]!.value = program ?? '';
		expect(await readStore((store) => filtersSeen(store, OWNER, where))).toEqual({
			where: ['worker', `program:${program ?? ''}`]
		});
	});

	it('says who saw figures of single workers, and nothing of other figures', async () => {
		await readStore(async (store) => {
			await noteFigures(store, viewer, 'exits', { by: ['program'], where: [] });
			await noteFigures(store, viewer, 'exits', { by: ['worker'], where: [] });
			await noteFigures(store, viewer, 'overview', { by: [], where: where.slice(0, 1) });
		});
		expect(entriesOf(viewer.id)).toEqual([
			{ action: 'saw figures by worker', subject: 'exits', detail: { by: ['worker'] } },
			{ action: 'saw figures by worker', subject: 'overview', detail: { where: ['worker'], by: [] } }
		]);
	});
});
