// Who asks is part of every question: read in the source, so that a page that forgets it does not pass.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '#pipelines/home.ts';

const SOURCES = ['src/lib/server', 'src/routes'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
);
const pathOf = (file: string) => relative(ROOT, file).replaceAll('\\', '/');
const whereIs = (pattern: RegExp) =>
	SOURCES.filter((file) => pattern.test(readFileSync(file, 'utf8')))
		.map(pathOf)
		.sort();

describe('no page and no module of the server', () => {
	it('takes everything for its scope but the one that says who may', () => {
		expect(whereIs(/\b(FULL_SCOPE|OWNER)\b/)).toEqual(['src/lib/server/access.ts']);
	});

	it('asks a store by itself, but for what is of no case', () => {
		const allowed = {
			'src/lib/server/assignments.ts': 'one stay and who has it, for who keeps the assignments',
			'src/lib/server/data-page.ts': 'the source systems and the days up to which they are known',
			'src/lib/server/demonstration.ts': 'the made-up people of the sample agency',
			'src/lib/server/hud.ts': 'HUD’s tables of projects in the scope of who asks',
			'src/lib/server/moved.ts': 'the rules of metrics',
			'src/lib/server/reach.ts': 'names of programs, teams and workers, for who invites people',
			'src/lib/server/roster.ts': 'sources and workers, for who keeps the roster',
			'src/lib/server/setting-files.ts': 'which files of standards the figures were made with',
			'src/lib/server/store.ts': 'whether this version made it',
			'src/routes/health/+server.ts': 'whether it can be read at all'
		};
		const query =
			/\bdb\.(rows?|run|write|append|beside|connection)\b|\{[^}]*\bdb\b[^}]*\}\s*=[^;]*\b(store|openStore|openCurrent)\b/;
		expect(whereIs(query)).toEqual(Object.keys(allowed));
	});

	it('opens the vault but the one that asks for the audience, nor makes pseudonyms but to find a case', () => {
		expect(whereIs(/#pipelines\/vault\.ts/)).toEqual(['src/lib/server/vault.ts']);
		// Codes of projects and organizations, in HUD's Q4a, for who sees them; codes of workers, for who invites people; the roster and the assignments, for who keeps them; cases that a purge deleted;
		// ids of meetings, which go back to their source.
		expect(whereIs(/\bfromVault\b/)).toEqual([
			'src/lib/server/assignments.ts',
			'src/lib/server/hud.ts',
			'src/lib/server/put-offs.ts',
			'src/lib/server/reach.ts',
			'src/lib/server/roster-files.ts',
			'src/lib/server/roster.ts',
			'src/lib/server/supervision-batch.ts',
			'src/lib/server/vault.ts'
		]);
		expect(whereIs(/#pipelines\/find\.ts|\bpseudonym\(/)).toEqual([
			'src/lib/server/assignments.ts',
			'src/lib/server/cases-page.ts'
		]);
	});

	it('gives rows of clients without writing into the audit log that it did', () => {
		const gives = whereIs(
			/\b(listRows|listFlow|withSourceIds|readCheckPage|readCheckRows|readCases|readCasePage|lookFor)\(/
		);
		const routes = gives.filter((file) => file.startsWith('src/routes/'));
		expect(routes.length).toBeGreaterThan(4);
		expect(routes.filter((file) => !whereIs(/\bnoteSeen\(/).includes(file))).toEqual([]);
	});
});
