// A few kills, at moments of a fixed seed; `npm run crashes` has hundreds, over all works.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomOf } from '#pipelines/sample/random.ts';
import { expectedOf, killAll, spread, type Kill, type Planned } from '../crashes/kill.ts';
import { makeScene, WORKS, type Scene } from '../crashes/works.ts';
import {
	exportOf,
	figures,
	header,
	leftovers,
	newHome,
	problems,
	published,
	start,
	take,
	temporaryFolder
} from '../home.ts';

/** How often which works are killed here. */
const KILLS = { import: 3, undo: 1, 'purge of a client': 2 };

let first: string;
let scene: Scene;
beforeAll(async () => {
	first = exportOf(() => undefined);
	const upload = exportOf((tables) => {
		header(tables, { ExportDate: '2025-02-05 08:00:00' });
		for (const exit of tables.Exit ?? []) exit.Destination = '410';
	});
	scene = await makeScene(temporaryFolder(), { first, upload, client: '003' });
	expect((await figures(scene.after)).text).not.toBe((await figures(scene.before)).text);
});

describe('kill -9', () => {
	it('at any moment tears nothing, and loses nothing that was said to be done', async () => {
		const random = randomOf('a few kills');
		const planned: Planned[] = [];
		for (const [name, count] of Object.entries(KILLS)) {
			const work = WORKS.find((each) => each.name === name) ?? expect.fail(name);
			planned.push(...spread(work, await expectedOf(scene, work, 1), count, random));
		}
		const kills: Kill[] = [];
		await killAll(scene, planned, (kill) => kills.push(kill));
		console.log(
			kills.map(({ work, moment, outcome }) => `${work} after ${moment.toFixed(0)} ms: ${outcome}`)
		);
		expect(kills.flatMap(({ work, moment, wrong }) => wrong.map((words) => [work, moment, words]))).toEqual(
			[]
		);
		expect(kills).toHaveLength(planned.length);
	});

	it('of the first import into a home that did not exist leaves one that can be imported into', async () => {
		const home = newHome();
		const { child, ended, says } = start(home, ['import', first], { detached: true });
		await says(/Checking/);
		process.kill(-(child.pid ?? 0), 'SIGKILL');
		await ended;
		if (existsSync(home.batches)) expect(await problems(home)).toEqual([]);
		await take(home, first);
		expect(await problems(home)).toEqual([]);
		expect(leftovers(home)).toEqual([]);
		const undisturbed = newHome({ keysOf: home });
		await take(undisturbed, first);
		expect((await figures(home)).text).toBe((await figures(undisturbed)).text);
	});

	it('of the command alone, or of its child alone, loses nothing either', async () => {
		const home = newHome({ from: scene.before });
		const old = published(home);
		const alone = start(home, ['import', scene.upload]);
		await alone.says(/Checking/);
		alone.child.kill('SIGKILL');
		await alone.ended; // its output closes when the child, which nobody waits for any more, has gone too
		expect(published(home)).toBe(old);
		expect(await problems(home)).toEqual([]);

		const orphaned = start(home, ['import', scene.upload]);
		await orphaned.says(/Checking/);
		const holder = JSON.parse(readFileSync(join(home.path, 'work.lock.json'), 'utf8')) as { pid: number };
		expect(holder.pid).not.toBe(orphaned.child.pid);
		process.kill(holder.pid, 'SIGKILL'); // the child that this command started and that took the lock
		const { code, stderr } = await orphaned.ended;
		expect(code).toBe(3);
		expect(stderr).toContain('The work ended before it was done (SIGKILL)');
		expect(stderr).toContain('Nothing that was accepted before is lost. Try again.');
		expect(published(home)).toBe(old);
		expect(await problems(home)).toEqual([]);

		await take(home, scene.upload);
		expect(published(home)).toBe(published(scene.after));
		expect(leftovers(home)).toEqual([]);
	});
});
