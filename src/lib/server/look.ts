import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '#pipelines/home.ts';
import type { Look } from '#lib/reports/form.ts';

/** How the agency's documents look: `logo.svg` or `logo.png` of its home. */
export function lookOf(home: Home): Look {
	const format = (['svg', 'png'] as const).find((each) => existsSync(join(home.path, `logo.${each}`)));
	const logo = format ? { format, bytes: readFileSync(join(home.path, `logo.${format}`)) } : null;
	return { logo, colour: null };
}
