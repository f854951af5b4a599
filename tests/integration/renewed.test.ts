// What people may see is kept by pseudonym, and pseudonyms change with the keys.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reachOf } from '#lib/server/people.ts';
import { invite } from '#lib/server/links.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { newHome, query, ROOT, run, take } from '../home.ts';

it('a rotation of the keys leaves everybody the programs and the worker that they had', async () => {
	const home = newHome();
	await take(home, join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked'));
	const known = async () => ({
		programs: await query(home, 'select program_id::varchar as id, label from program order by label'),
		workers: await query(home, 'select worker_id::varchar as id, label from worker order by label')
	});
	const before = await known();
	const manager = invite(home, COMMAND_LINE, {
		name: 'Mara',
		email: 'mara@example.org',
		role: 'program manager',
		teams: [],
		worker: null,
		programs: [String(before.programs[0]?.id)]
	}).person;
	const worker = invite(home, COMMAND_LINE, {
		name: 'Will',
		email: 'will@example.org',
		role: 'worker',
		teams: [],
		programs: [],
		worker: String(before.workers[0]?.id)
	}).person;
	for (const _ of [1, 2]) await run(home, { kind: 'rotate' });
	const after = await known();
	expect(after.programs[0]?.label).toBe(before.programs[0]?.label);
	expect(after.programs[0]?.id).not.toBe(before.programs[0]?.id);
	expect(reachOf(home, manager).programs).toEqual([after.programs[0]?.id]);
	expect(reachOf(home, worker).worker).toBe(after.workers[0]?.id);
});
