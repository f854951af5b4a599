import { describe, expect, test } from 'vitest';
import { entryCells, tellActor, tellDetails, tellEntry, type Names } from '#lib/audit-words.ts';
import { csv } from '#lib/csv.ts';
import { locales } from '#lib/messages/index.ts';
import { ACTIONS, type Action, type Entry } from '#lib/server/audit.ts';
import { readFilter } from '#lib/server/audit-search.ts';
import { speak } from '#lib/speak.ts';
import { beginOf, clockOf } from '#lib/zone.ts';

const names: Names = {
	people: new Map([
		['p1', 'Ana Administrator'],
		['p2', 'Bo Worker']
	]),
	titles: new Map([
		['exits', 'Exits'],
		['no-exit', 'Stays without an exit']
	])
};
const words = speak('en');
const entry = (action: Action, subject = '', detail: Entry['detail'] = {}): Entry => ({
	seq: 7,
	at: '2026-11-22T05:13:09.120Z',
	actor: 'p1',
	actor_name: 'Ana Before',
	action,
	subject,
	detail
});
const told = (...what: Parameters<typeof entry>) => tellEntry(words, entry(...what), names);

describe.each(locales)('in %s', (locale) => {
	test.each(ACTIONS)('“%s” has a name and a sentence, with and without details', (action) => {
		const { m } = speak(locale);
		expect(Object.keys(m.audit.actions)).toContain(action);
		expect(m.audit.actions[action].name).not.toBe('');
		for (const subject of ['', 'p2', 'exits', 'b0001-abcdef', 'something else'])
			for (const detail of [
				{},
				...['asked', 'done', 'refused', 'failed'].map((step) => ({ step, reasons: 2, rows: 1, uploads: 1 })),
				{ step: 'done', dry_run: true },
				...['rows', 'problems', 'case', 'cases'].map((what) => ({ what, found: 1 })),
				{ role: 'worker' },
				{ role: { from: 'worker', to: 'supervisor' } },
				{ state: 'active' },
				{ step: 7, rows: 'x', role: [], batches: null, state: {} } // what a later version, or somebody, wrote
			]) {
				const sentence = tellEntry(speak(locale), entry(action, subject, detail), names);
				expect(sentence).toMatch(/^Ana Administrator .*\.$/);
				expect(sentence).not.toMatch(/undefined|null|NaN|\[object| {2}| \.|p2/);
			}
	});
});

test.each<[sentence: string, ...of: Parameters<typeof entry>]>([
	[
		'Ana Administrator invited Bo Worker as supervisor.',
		'invited',
		'p2',
		{ role: 'supervisor', teams: ['Blue'] }
	],
	[
		'Ana Administrator made Bo Worker, who was worker, supervisor.',
		'changed a person',
		'p2',
		{ role: { from: 'worker', to: 'supervisor' } }
	],
	[
		'Ana Administrator changed Bo Worker: name, e-mail or what they see.',
		'changed a person',
		'p2',
		{ role: { from: 'worker', to: 'worker' } }
	],
	['Ana Administrator opened the account of Bo Worker again.', 'changed a person', 'p2', { state: 'active' }],
	['Ana Administrator saw rows of “Exits” (1,200 rows).', 'saw rows', 'exits', { rows: 1200 }],
	[
		'Ana Administrator saw records with the problem “Stays without an exit” (50 rows).',
		'saw rows',
		'no-exit',
		{ what: 'problems', rows: 50, of: 120, page: 1 }
	],
	[
		'Ana Administrator saw the case 0b1f7f5e-0000-0000-0000-000000000000.',
		'saw rows',
		'0b1f7f5e-0000-0000-0000-000000000000',
		{ what: 'case' }
	],
	[
		'Ana Administrator saw the cases that were found (2 rows).',
		'saw rows',
		'cases',
		{ what: 'cases', rows: 2 }
	],
	[
		'Ana Administrator looked for a case by the source system’s own id and found none.',
		'looked for a case',
		'cases',
		{ found: 0 }
	],
	['Ana Administrator exported problems in the exports (1 row).', 'exported', 'problems', { rows: 1 }],
	['Ana Administrator asked for the import of 2 uploads.', 'imported', '', { step: 'asked', uploads: 2 }],
	[
		'Ana Administrator imported batch b0002-abcdef (1 other upload was refused).',
		'imported',
		'b0002-abcdef',
		{ step: 'done', uploads: 2, refused: 1, reasons: 3, batches: [{ outcome: 'accepted' }] }
	],
	[
		'Ana Administrator asked for the import of 1 upload, known already as batch b0002-abcdef.',
		'imported',
		'b0002-abcdef',
		{ step: 'done', uploads: 1, batches: [{ outcome: 'same' }] }
	],
	[
		'Ana Administrator looked at 1 upload without importing.',
		'imported',
		'',
		{ step: 'done', uploads: 1, dry_run: true, batches: [{ outcome: 'checked' }] }
	],
	[
		'Ana Administrator asked for the import of 1 upload, which was refused (3 reasons).',
		'imported',
		'',
		{ step: 'refused', uploads: 1, refused: 1, reasons: 3 }
	],
	['Ana Administrator took back batch b0002-abcdef.', 'undid', 'b0002-abcdef', { step: 'done' }],
	[
		'Ana Administrator asked for batch b0002-abcdef to be taken back, which failed.',
		'undid',
		'b0002-abcdef',
		{ step: 'failed' }
	],
	[
		'Ana Administrator deleted a client’s rows for good (12 rows).',
		'purged',
		'',
		{ step: 'done', clients: 1, rows: 12 }
	]
])('%s', (sentence, ...of) => {
	expect(told(...of)).toBe(sentence);
});

test('who did it has the name of now, and whoever is no person a name in words', () => {
	expect(tellActor(words, entry('built'), names)).toBe('Ana Administrator');
	expect(tellActor(words, { ...entry('built'), actor: 'gone' }, names)).toBe('Ana Before');
	const nobody = { ...entry('sign-in refused', 'p2'), actor: null, actor_name: 'not signed in' };
	expect(tellEntry(words, nobody, names)).toBe(
		'Somebody who was not signed in tried to sign in as Bo Worker and was refused.'
	);
});

test('an action that this version does not know is shown as it is', () => {
	expect(tellEntry(words, { ...entry('built', 'x'), action: 'danced' as Action }, names)).toBe(
		'Ana Administrator: danced x'
	);
});

test('details are told by name, with what is inside of them', () => {
	const detail = {
		rows: 1200,
		dry_run: true,
		period: { from: '2024-01-01', to: null },
		where: ['a=b', 'c=d'],
		person: 'p2'
	};
	expect(tellDetails(words, entry('saw rows', '', detail), names)).toEqual([
		{ name: 'Rows', text: '1,200' },
		{ name: 'Without importing', text: 'yes' },
		{ name: 'Period', text: 'From: 2024-01-01, To: –' },
		{ name: 'Only', text: 'a=b; c=d' },
		{ name: 'Who', text: 'Bo Worker' }
	]);
});

test('a file of entries is safe to open in a spreadsheet', () => {
	const evil = { ...entry('exported', '=1+1'), actor: null, actor_name: '@SUM(A1)' };
	const [, line] = csv([entryCells(words, evil, names)]).split('\r\n');
	expect(line).toBe(`7,2026-11-22T05:13:09.120Z,'@SUM(A1),exported,'=1+1,'@SUM(A1) exported =1+1.,{}`);
});

describe('a filter', () => {
	const read = (address: string) => {
		const parameters = new URLSearchParams(address);
		return readFilter((name) => parameters.get(name));
	};
	const none = { person: null, action: null, from: null, to: null, text: null };

	test('is read from an address; what is empty is as if it were not there', () => {
		expect(read('person=p1&action=saw+rows&from=2026-01-01&to=2026-01-01&text=+x+')).toEqual({
			filter: { person: 'p1', action: 'saw rows', from: '2026-01-01', to: '2026-01-01', text: 'x' },
			problems: []
		});
		expect(read('person=&action=&from=&to=&text=+')).toEqual({ filter: none, problems: [] });
	});

	test('leaves out what is wrong, and tells all of it', () => {
		expect(read('action=danced&from=2026-02-30&to=x')).toEqual({
			filter: none,
			problems: [
				{ kind: 'action', value: 'danced' },
				{ kind: 'date', value: '2026-02-30' },
				{ kind: 'date', value: 'x' }
			]
		});
		expect(read('from=2026-02-02&to=2026-02-01').problems).toEqual([
			{ kind: 'order', from: '2026-02-02', to: '2026-02-01' }
		]);
	});
});

describe('in a time zone', () => {
	test.each([
		['UTC', '2026-11-22', '2026-11-22T00:00:00.000Z'],
		['America/New_York', '2026-07-01', '2026-07-01T04:00:00.000Z'],
		['America/New_York', '2026-12-01', '2026-12-01T05:00:00.000Z'],
		['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'], // clocks change at two
		['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
		['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z'],
		['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
		['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00.000Z'],
		['Pacific/Pago_Pago', '2026-01-01', '2026-01-01T11:00:00.000Z'],
		['Asia/Kolkata', '2026-01-01', '2025-12-31T18:30:00.000Z'],
		['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'] // there is no midnight: it is one at once
	])('%s the day %s begins at %s', (zone, day, moment) => {
		expect(beginOf(day, zone)).toBe(moment);
		expect(clockOf(moment, zone).slice(0, 10)).toBe(day);
		expect(clockOf(new Date(Date.parse(moment) - 1).toISOString(), zone).slice(0, 10) < day).toBe(true);
	});

	test('a moment is what the clocks there show', () => {
		expect(clockOf('2026-11-22T05:13:09.999Z', 'America/New_York')).toBe('2026-11-22T00:13:09');
		expect(clockOf('2026-11-22T04:59:59Z', 'America/New_York')).toBe('2026-11-21T23:59:59');
	});
});
