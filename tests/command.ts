// A home whose programs are named like formulas, for tests of the command.
import { beforeAll } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { cli, exportOf, newHome, record, take } from './home.ts';

export let base: Home;
export let scene: string;
export let metrics: string[];
beforeAll(async () => {
	scene = exportOf((tables) => {
		record(tables, 'Project', 'P1').ProjectName = '=1+1';
		record(tables, 'Project', 'P2').ProjectName = '@SUM(A1)';
		record(tables, 'Project', 'P3').ProjectName = '-Tiny';
		record(tables, 'Project', 'P4').ProjectName = '+Nights';
	});
	base = newHome();
	await take(base, scene);
	metrics = (
		JSON.parse((await cli(base, 'metrics', '--json')).stdout) as { metrics: { id: string }[] }
	).metrics.map((each) => each.id);
});

export const YEAR = ['--from', '2024-01-01', '--to', '2024-12-31'];
/** The lines of a CSV without quoted line breaks. */
export const lines = (text: string) => text.trimEnd().split('\r\n');
