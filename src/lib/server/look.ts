import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings, type Home } from '#pipelines/home.ts';
import type { Look } from '#lib/reports/form.ts';

/** How the agency's documents look: with `logo.svg` or `logo.png` of its home, and the colour of its settings. */
export function lookOf(home: Home): Look {
	const format = (['svg', 'png'] as const).find((each) => existsSync(join(home.path, `logo.${each}`)));
	const logo = format ? { format, bytes: readFileSync(join(home.path, `logo.${format}`)) } : null;
	return { logo, colour: readSettings(home).report_colour ?? null };
}
