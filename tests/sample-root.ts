// The program in a folder of its own, by links, so that a test has a sample agency to itself and can spoil it.
import { mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OWN = ['data', 'test-results', '.git'];

/** Makes the folder, and has this process and those that it starts take it for the program's (THROUGHLINE_ROOT). */
export function makeSampleRoot(): string {
	const here = join(import.meta.dirname, '..');
	const root = mkdtempSync(join(tmpdir(), 'throughline-root-'));
	const link = (from: string, to: string, but: readonly string[]) => {
		for (const name of readdirSync(from))
			if (!but.includes(name)) symlinkSync(join(from, name), join(to, name));
	};
	link(here, root, OWN);
	mkdirSync(join(root, 'data'));
	link(join(here, 'data'), join(root, 'data'), ['sample-home']);
	process.env.THROUGHLINE_ROOT = root;
	return root;
}
