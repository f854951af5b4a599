// `npm run crashes`: kills imports, builds, publishing, undos and purges at 200 moments and says what was left, by
// work and outcome. `--kills N`, `--seed N`, `--only import`, `--keep FILE` (what was left, one kill a line). Exits with 1
// where anything was torn or lost.
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '#pipelines/home.ts';
import { randomOf } from '#pipelines/sample/random.ts';
import { expectedOf, killAll, OUTCOMES, spread, type Kill, type Planned } from './kill.ts';
import { makeScene, WORKS } from './works.ts';

const { values } = parseArgs({
	options: {
		kills: { type: 'string', default: '200' },
		seed: { type: 'string', default: '1' },
		only: { type: 'string', multiple: true },
		keep: { type: 'string' }
	}
});
const works = WORKS.filter(({ name }) => values.only?.includes(name) ?? true);
const count = Number(values.kills);
const folder = mkdtempSync(join(tmpdir(), 'throughline-crashes-'));
const kills: Kill[] = [];
try {
	const scene = await makeScene(join(folder, 'scene'), {
		first: join(ROOT, 'pipelines', 'sources', 'hmis-csv', 'sample', 'fy2026'),
		upload: join(ROOT, 'data', 'sample', 'hmis-fy2026'),
		client: '003'
	});
	const random = randomOf(`crashes ${values.seed}`);
	const planned: Planned[] = [];
	for (const [at, work] of works.entries()) {
		const expected = await expectedOf(scene, work);
		console.error(`${work.name}: ${expected.milliseconds.toFixed(0)} ms`);
		const share = Math.floor(((at + 1) * count) / works.length) - Math.floor((at * count) / works.length);
		planned.push(...spread(work, expected, share, random));
	}
	const mixed = planned
		.map((each) => ({ each, at: random.next() }))
		.sort((one, other) => one.at - other.at)
		.map(({ each }) => each);
	await killAll(scene, mixed, (kill) => {
		kills.push(kill);
		if (values.keep) appendFileSync(values.keep, `${JSON.stringify(kill)}\n`);
		process.stderr.write(`\r${String(kills.length)} of ${String(count)} kills `);
		for (const words of kill.wrong)
			console.error(`\n${kill.work} killed after ${kill.moment.toFixed(0)} ms: ${words}`);
	});
	process.stderr.write('\n');
} finally {
	rmSync(folder, { recursive: true, force: true });
}
console.log(report());
if (kills.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;

function report(): string {
	const line = (name: string, own: readonly Kill[]) =>
		[
			name,
			own.length,
			...OUTCOMES.map((outcome) => own.filter((kill) => kill.outcome === outcome).length),
			own.filter(({ pieces }) => pieces).length,
			own.filter(({ finished }) => finished).length,
			own.filter(({ wrong }) => wrong.length > 0).length
		].map(String);
	const lines = [
		['work', 'kills', ...OUTCOMES, 'left pieces', 'next work compared', 'torn or lost'],
		...works.map(({ name }) =>
			line(
				name,
				kills.filter((kill) => kill.work === name)
			)
		),
		line('in all', kills)
	];
	const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)));
	return lines
		.map((cells) =>
			cells
				.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
				.join('  ')
		)
		.join('\n');
}
