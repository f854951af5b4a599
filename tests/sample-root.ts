// The program in a folder of its own, so that a test has a sample agency to itself and can spoil it.
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = join(import.meta.dirname, '..');
const PROGRAM = [
	'src',
	'pipelines',
	'static',
	'build',
	'package.json',
	'package-lock.json',
	'vite.config.ts'
];

/** Makes the folder: where THROUGHLINE_ROOT names it, it is taken for the program's. */
export function makeSampleRoot(): string {
	const root = mkdtempSync(join(realpathSync(tmpdir()), 'throughline-root-'));
	const options = { recursive: true };
	for (const name of PROGRAM)
		if (existsSync(join(here, name))) cpSync(join(here, name), join(root, name), options);
	const built = join(root, 'build', 'index.js');
	if (existsSync(built)) utimesSync(built, Date.now() / 1000, Date.now() / 1000); // newer than the sources
	symlinkSync(join(here, 'node_modules'), join(root, 'node_modules'));
	mkdirSync(join(root, 'data'));
	cpSync(join(here, 'data'), join(root, 'data'), {
		...options,
		filter: (path) => !path.startsWith(join(here, 'data', 'sample-home'))
	});
	return root;
}
