// `node tests/homes/make.ts`: writes the home of this version, as it comes about from the tiny sample with fixed
// keys, to `<version>.zip` and its figures to `<version>.json`. Run it once for each version that is released, and
// commit both: `homes.test.ts` opens every one with the code of the day.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '#pipelines/files.ts';
import { prepareHome, programVersion, ROOT } from '#pipelines/home.ts';
import { work } from '#pipelines/job.ts';
import { COMMAND_LINE, record } from '#lib/server/audit.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { zip } from '../zip.ts';
import { someFigures } from './some-figures.ts';

const UPLOAD = join(ROOT, 'pipelines', 'sources', 'hmis-csv', 'sample', 'fy2026');
const folder = mkdtempSync(join(tmpdir(), 'throughline-home-'));
try {
	const home = prepareHome(join(folder, 'home'));
	for (const [index, name] of ['pseudonym', 'vault', 'audit', 'sign-in'].entries())
		writeFileSync(join(home.secrets, `${name}.key`), String(index + 1).repeat(64), { mode: 0o600 });
	writeFileSync(join(home.path, 'settings.json'), '{"fiscal_year_start": 7}');
	const job = { kind: 'import', paths: [UPLOAD], options: {} } as const;
	await work(home.path, { ...job, paths: [...job.paths] }, () => undefined);
	record(home, COMMAND_LINE, 'imported', 'b0001', { lines: 100 });
	record(home, COMMAND_LINE, 'backed up', 'throughline-20260101T000000Z', { files: 30 });
	record(home, COMMAND_LINE, 'built', 'figures');
	closeApp(home);
	const entries = filesBelow(home.path)
		.filter((path) => !/^(stores\/|current$|.*\.lock)/.test(path))
		.map((name) => ({ name, data: readFileSync(join(home.path, name)), deflate: true }));
	const at = join(import.meta.dirname, programVersion());
	writeFileSync(`${at}.zip`, zip(entries));
	writeFileSync(`${at}.json`, `${JSON.stringify(await someFigures(home), null, '\t')}\n`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
