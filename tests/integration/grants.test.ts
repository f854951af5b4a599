// Grants and what they promise, kept in the home's files: added, changed, removed, brought in as a file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { readGrants, type GrantCells } from '#lib/reports/grants.ts';
import type { Viewer } from '#lib/server/access.ts';
import { openApp } from '#lib/server/app-db.ts';
import {
	addPromise,
	dropPromise,
	findGrant,
	grantsText,
	listGrants,
	promisesOf,
	removeGrant,
	saveGrant,
	saveGrants,
	Unfit,
	unknownPrograms,
	type Beside,
	type Own
} from '#lib/server/grants.ts';
import { newHome } from '../home.ts';
import { reasons } from '../refused.ts';

const PROGRAMS = ['Harbor Rapid', 'Lantern Rapid', 'Harbor Shelter'];
const ALL: Own = { programs: 'all', known: PROGRAMS };
const RAPID: Own = { programs: ['Harbor Rapid', 'Lantern Rapid'], known: ['Harbor Rapid', 'Lantern Rapid'] };
const MANAGER: Viewer = {
	id: 'mona',
	name: 'Mona',
	email: 'mona@example.org',
	role: 'program manager',
	abilities: ['grants'],
	asker: OWNER,
	funder: null
};

let home: Home;
beforeEach(() => {
	home = newHome();
	prepareHome(home.path);
});

const grant = (more: Partial<GrantCells> = {}): GrantCells => ({
	grant: 'Rapid 26',
	funder: 'Harbor County',
	programs: 'Harbor Rapid; Lantern Rapid',
	from: '2025-07-01',
	to: '2027-06-30',
	year_starts: '7',
	breakdowns: 'program; race_ethnicity+household_type',
	k: '',
	basis: '',
	due_days: '',
	responsible: '',
	...more
});
const add = (more: Partial<GrantCells> = {}, own = ALL) => saveGrant(home, MANAGER, own, null, grant(more));
const SHELTER = { grant: 'ESG', funder: 'State', programs: 'Harbor Shelter' };
const exits = (more: Partial<Parameters<typeof addPromise>[2]> = {}) => ({
	metric: 'exits',
	program: '',
	grant: 'Rapid 26',
	from: '2025-07-01',
	to: '2026-06-30',
	target: '100',
	...more
});
const names = () => readGrants(home).map(({ name }) => name);
const actions = () =>
	openApp(home)
		.prepare('select action, subject from audit order by seq')
		.all()
		.map(({ action, subject }) => [action, subject]);

/** What is said beside the fields of a form that is refused. */
function beside(act: () => unknown): Beside<string> {
	try {
		act();
	} catch (error) {
		if (error instanceof Unfit) return error.beside;
		throw error;
	}
	throw new Error('It was not refused.');
}

describe('a grant', () => {
	it('is added, changed in its place, and removed, each in the audit log', () => {
		add();
		add({ ...SHELTER, k: '5' });
		saveGrant(home, MANAGER, ALL, 'Rapid 26', grant({ funder: 'Harbor  County ', to: '2026-06-30' }));
		expect(readGrants(home)).toMatchObject([
			{
				name: 'Rapid 26',
				funder: 'Harbor County',
				to: '2026-06-30',
				breakdowns: [['program'], ['race_ethnicity', 'household_type']],
				policy: { kind: 'suppress', k: 11 }
			},
			{ name: 'ESG', policy: { kind: 'suppress', k: 5 } }
		]);
		removeGrant(home, MANAGER, ALL, 'Rapid 26');
		expect(names()).toEqual(['ESG']);
		expect(actions()).toEqual([
			['added a grant', 'Rapid 26'],
			['added a grant', 'ESG'],
			['changed a grant', 'Rapid 26'],
			['removed a grant', 'Rapid 26']
		]);
	});

	it('is refused with every reason beside its field, and nothing is changed', () => {
		add({ ...SHELTER, basis: 'Agreement "A", § 4' });
		const before = readFileSync(join(home.path, 'grants.csv'), 'utf8');
		const wrong = { funder: '', programs: '', to: '2025-01-01', k: '2', breakdowns: 'langauge' };
		expect(beside(() => add(wrong))).toEqual({
			fields: {
				funder: 'Name who gives it.',
				programs: expect.stringMatching(/^Name the programs/) as string,
				to: 'It ends before it begins, on 2025-07-01. Correct one of them.',
				k: 'Write the smallest number of clients that it may know, 3 to 100.',
				breakdowns: expect.stringContaining('Did you mean "language"?') as string
			},
			whole: []
		});
		const nothing = Object.fromEntries(Object.keys(grant()).map((column) => [column, ''])) as GrantCells;
		expect(beside(() => add(nothing)).fields).toEqual({ grant: 'Name the grant, as the contract does.' });
		expect(beside(() => add({ grant: 'ESG' })).fields.grant).toBe('Line 2 is of that grant. Remove one.');
		expect(readFileSync(join(home.path, 'grants.csv'), 'utf8')).toBe(before);
	});

	it('keeps its name as it is, with quotes, commas and what a spreadsheet takes for a formula', () => {
		const name = '=Rapid, "26"';
		add({ grant: name });
		expect(names()).toEqual([name]);
		expect(findGrant(home, ALL, name).programs).toEqual(['Harbor Rapid', 'Lantern Rapid']);
	});

	it('tells which of its programs the data has not', () => {
		add({ programs: 'Harbor Rapit; Harbor Shelter' });
		expect(unknownPrograms(readGrants(home)[0]!, ALL)).toEqual([
			{ program: 'Harbor Rapit', near: 'Harbor Rapid' }
		]);
		expect(unknownPrograms(readGrants(home)[0]!, { programs: 'all', known: [] })).toEqual([]);
	});
});

describe('what a grant promises', () => {
	it('is added and taken back among the promises of others, and the figures’ file is ours no more', () => {
		writeFileSync(
			join(home.path, 'targets.csv'),
			'metric,program,grant,from,to,target\nexits,,ESG,2025-07-01,2026-06-30,50\n'
		);
		add();
		addPromise(home, MANAGER, exits());
		addPromise(home, MANAGER, exits({ metric: 'exits-to-permanent-housing', target: '0.65' }));
		expect(promisesOf(home, 'Rapid 26').map(({ metric, target }) => [metric, target])).toEqual([
			['exits', 100],
			['exits-to-permanent-housing', 0.65]
		]);
		dropPromise(home, MANAGER, exits());
		expect(promisesOf(home, 'Rapid 26')).toHaveLength(1);
		expect(promisesOf(home, 'ESG')).toHaveLength(1);
		expect(() => {
			dropPromise(home, MANAGER, exits());
		}).toThrow('There is no such promise.');
	});

	it('is refused beside its field; what clashes is said of the whole', () => {
		addPromise(home, MANAGER, exits());
		const wrong = exits({ metric: 'exit', from: '2026-07-01', target: 'many' });
		expect(
			beside(() => {
				addPromise(home, MANAGER, wrong);
			}).fields
		).toEqual({
			metric: expect.stringContaining('Did you mean "exits"?') as string,
			from: expect.stringMatching(/^It lies after to/) as string,
			target: 'Write a number, such as 3 or 0.8.'
		});
		const twice = beside(() => {
			addPromise(home, MANAGER, exits({ target: '90' }));
		});
		expect(twice.whole).toEqual([expect.stringContaining('promise exits twice')]);
		expect(promisesOf(home, 'Rapid 26').map(({ target }) => target)).toEqual([100]);
	});

	it('goes with the grant to its new name, and with it when it is removed', () => {
		add();
		addPromise(home, MANAGER, exits());
		addPromise(home, MANAGER, exits({ grant: 'ESG' }));
		expect(saveGrant(home, MANAGER, ALL, 'Rapid 26', grant({ grant: 'Rapid 27' })).renamed).toBe(true);
		expect(promisesOf(home, 'Rapid 27')).toHaveLength(1);
		expect(removeGrant(home, MANAGER, ALL, 'Rapid 27')).toEqual({ promised: true });
		expect(promisesOf(home, 'Rapid 27')).toEqual([]);
		expect(promisesOf(home, 'ESG')).toHaveLength(1);
	});
});

describe('who looks after some programs', () => {
	beforeEach(() => {
		add();
		add(SHELTER);
		add({ grant: 'Both', programs: 'Harbor Rapid; Harbor Shelter' });
	});

	it('sees the grants all of whose programs are theirs; another is answered as what there is not', () => {
		expect(listGrants(home, RAPID).map(({ name }) => name)).toEqual(['Rapid 26']);
		const said = (act: () => unknown) => {
			expect(act).toThrow('There is no such grant.');
		};
		for (const name of ['Both', 'ESG', 'Nothing']) {
			said(() => findGrant(home, RAPID, name));
			said(() => saveGrant(home, MANAGER, RAPID, name, grant({ grant: name })));
			said(() => removeGrant(home, MANAGER, RAPID, name));
		}
		expect(grantsText(home, RAPID)).not.toContain('ESG');
	});

	it('can give a grant no other program, and replaces by a file no other grant', () => {
		expect(beside(() => add({ grant: 'New', programs: 'Harbor Shelter' }, RAPID)).fields).toEqual({
			programs: 'Choose only programs that are yours.'
		});
		const text = grantsText(home, RAPID).replaceAll('Rapid 26', 'Rapid 28');
		saveGrants(home, MANAGER, RAPID, Buffer.from(text));
		expect(names()).toEqual(['ESG', 'Both', 'Rapid 28']);
		const theirs = grantsText(home, ALL);
		expect(
			reasons(() => {
				saveGrants(home, MANAGER, RAPID, Buffer.from(theirs));
			})
		).toHaveLength(2);
		expect(names()).toEqual(['ESG', 'Both', 'Rapid 28']);
	});
});

describe('a file of grants', () => {
	it('takes the place of all of them, whatever its encoding, or of none where a line is wrong', () => {
		add();
		const text = grantsText(home, ALL);
		const wrong = `${text}B,,P,2025-07-01,2026-06-30,13,,,,,\r\n`;
		expect(
			reasons(() => {
				saveGrants(home, MANAGER, ALL, Buffer.from(wrong));
			})
		).toEqual([
			'grants.csv line 3, funder "": name who gives it.',
			'grants.csv line 3, year_starts "13": write the month in which its year starts, 1 to 12.'
		]);
		expect(names()).toEqual(['Rapid 26']);
		saveGrants(home, MANAGER, ALL, Buffer.from(`\ufeff${text.replace('Rapid 26', 'Zürich')}`, 'utf16le'));
		expect(names()).toEqual(['Zürich']);
	});

	it('that cannot be read is kept when one is added, and can be replaced', () => {
		writeFileSync(join(home.path, 'grants.csv'), 'grant,funder\nA,B\n');
		expect(reasons(() => add()).length).toBeGreaterThan(1);
		expect(readFileSync(join(home.path, 'grants.csv'), 'utf8')).toContain('A,B');
		const other = newHome();
		saveGrant(other, MANAGER, ALL, null, grant());
		saveGrants(home, MANAGER, ALL, readFileSync(join(other.path, 'grants.csv')));
		expect(names()).toEqual(['Rapid 26']);
		expect(existsSync(join(home.path, 'targets.csv'))).toBe(false);
	});
});
