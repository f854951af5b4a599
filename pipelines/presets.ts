import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './home.ts';
import type { Profile } from './profile.ts';
import { parseProfile } from './profiles.ts';

const FOLDER = join(ROOT, 'pipelines', 'presets');

/** The mapping profiles that ship, by name: each folder of `pipelines/presets` has a `profile.json`, called as it is. */
export function readPresets(): Profile[] {
	return readdirSync(FOLDER, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort()
		.map((name) =>
			parseProfile(readFileSync(join(FOLDER, name, 'profile.json'), 'utf8'), `presets/${name}/profile.json`)
		);
}
