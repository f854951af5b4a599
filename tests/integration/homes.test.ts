// Homes of earlier versions: each lies in `tests/homes` with its figures, made once by `make.ts` of its version.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import yauzl from 'yauzl';
import { checkHomeVersion, HOME_VERSION, prepareHome, programVersion, type Home } from '#pipelines/home.ts';
import { verifyAudit } from '#lib/server/audit.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { newHome, problems, rebuild, ROOT } from '../home.ts';
import { command } from '../command-here.ts';
import { someFigures } from '../homes/some-figures.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

const HOMES = join(ROOT, 'tests', 'homes');
const versions = readdirSync(HOMES)
	.filter((file) => file.endsWith('.zip'))
	.map((file) => file.replace(/\.zip$/, ''));

async function unpack(version: string): Promise<Home> {
	const home = newHome();
	const zip = await yauzl.openPromise(join(HOMES, `${version}.zip`), { lazyEntries: true, autoClose: false });
	try {
		for await (const entry of zip.eachEntry()) {
			const parts: Buffer[] = [];
			for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
			const to = join(home.path, entry.fileName);
			mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
			writeFileSync(to, Buffer.concat(parts), { mode: 0o600 });
		}
	} finally {
		zip.close();
	}
	return home;
}

describe('a home of an earlier version', () => {
	it('is kept for this version too', () => {
		expect(versions).toContain(programVersion());
	});

	it.each(versions)('%s opens, is built and gives its figures', async (version) => {
		const home = await unpack(version);
		await rebuild(home);
		const expected: unknown = JSON.parse(readFileSync(join(HOMES, `${version}.json`), 'utf8'));
		expect(await someFigures(home)).toEqual(expected);
		expect(await problems(home)).toEqual([]);
		expect(await verifyAudit(home)).toMatchObject({ entries: 3, problems: [] });
		closeApp(home);
	});
});

describe('home.json', () => {
	const note = (home: Home) => join(home.path, 'home.json');

	it('says which form a home has and who made it, and is never written over', () => {
		const home = prepareHome(newHome().path);
		expect(JSON.parse(readFileSync(note(home), 'utf8'))).toEqual({
			home: HOME_VERSION,
			made_by: programVersion()
		});
		writeFileSync(note(home), '{"home":1,"made_by":"0.0.1"}');
		prepareHome(home.path);
		expect(readFileSync(note(home), 'utf8')).toContain('0.0.1');
	});

	it('of a later version stops every work, in words', async () => {
		const home = prepareHome(newHome().path);
		writeFileSync(note(home), '{"home":99,"made_by":"7.0.0"}');
		const words = /is a home of Throughline 7\.0\.0 in form 99; .* Install version 7\.0\.0 or a later one\./;
		expect(() => {
			checkHomeVersion(home);
		}).toThrow(words);
		expect(() => prepareHome(home.path)).toThrow(words);
		for (const name of ['build', 'backup', 'prune']) {
			const { code, stderr } = await command(home, name, ...(name === 'backup' ? [newHome().path] : []));
			expect(code, name).toBe(1);
			expect(stderr).toMatch(words);
		}
		expect(await problems(home)).toEqual([expect.stringMatching(words)]);
	});

	it('that cannot be read is named', () => {
		const home = prepareHome(newHome().path);
		writeFileSync(note(home), '{"home":');
		expect(() => prepareHome(home.path)).toThrow(/home\.json is damaged\. Restore it from a backup\./);
	});
});
