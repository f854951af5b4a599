import { expect, test } from 'vitest';
import { listPackages, problemsOf } from '../licences.ts';

const packages = listPackages();

test('every package that runs with the program has a licence that lets us give it away', () => {
	expect(problemsOf(packages)).toEqual([]);
});

test('also what is built into the pages, and what those need', () => {
	const names = packages.map(({ name }) => name);
	for (const name of [
		'better-auth',
		'pino',
		'sonic-boom',
		'svelte',
		'@observablehq/plot',
		'd3-shape',
		'bits-ui'
	])
		expect(names).toContain(name);
	for (const name of ['eslint', 'vitest', 'vite']) expect(names).not.toContain(name);
});

test('one without a licence is refused, and one that asks for more than a name', () => {
	const one = (licence: string | null) => problemsOf([{ name: 'x', version: '1.0.0', licence }]).length;
	for (const good of ['MIT', '(MIT OR GPL-3.0)', 'Apache-2.0 AND BSL-1.0']) expect(one(good), good).toBe(0);
	for (const bad of [null, 'GPL-3.0', 'AGPL-3.0-only', 'MIT AND GPL-2.0', 'UNLICENSED', 'SEE LICENSE IN x'])
		expect(one(bad), String(bad)).toBe(1);
});
