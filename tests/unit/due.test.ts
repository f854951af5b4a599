// What the files of due things say of themselves, and which list a due thing is in.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readDueKinds } from '#pipelines/due/definition.ts';
import { readMetrics } from '#pipelines/metrics/definition.ts';
import { dueParameters, isListed, readDueView, sortDue } from '#lib/due-view.ts';
import { sayDue } from '#lib/due-words.ts';
import { speak } from '#lib/speak.ts';

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const HEAD = `title: Letters
one: letter
other: letters
place: 1
counts: Every letter that was not answered.
leaves_out: Letters that nobody sent.
what_to_do: Answer it.
needs: [document.due_on]
metric: documents-on-time`;

/** A folder with files of a front matter each. */
function folderOf(...heads: string[]): string {
	const folder = mkdtempSync(join(tmpdir(), 'throughline-due-'));
	folders.push(folder);
	for (const [at, head] of heads.entries())
		writeFileSync(join(folder, `kind-${String(at)}.sql`), `/* ---\n${head}\n--- */\nselect 1\n`);
	return folder;
}

describe('our kinds of due things', () => {
	it('are documents, plan reviews, annual assessments, households without contact and long waits', () => {
		expect(readDueKinds().map(({ id }) => id)).toEqual([
			'documents',
			'plan-reviews',
			'annual-assessments',
			'contacts',
			'waits'
		]);
	});

	it('each stand beside a figure that there is, and say what to do', () => {
		const metrics = readMetrics(null).metrics.map(({ id }) => id);
		for (const { id, head } of readDueKinds()) {
			expect(metrics, id).toContain(head.metric);
			expect(head.what_to_do, id).toMatch(/\.$/);
		}
	});
});

describe('a file of a kind', () => {
	it('is read with what it says', () => {
		const [kind] = readDueKinds(folderOf(HEAD));
		expect(kind).toMatchObject({ id: 'kind-0', head: { title: 'Letters', place: 1 }, sql: 'select 1\n' });
	});

	it.each([
		['lacks what to do', HEAD.replace(/what_to_do.*\n/, ''), 'what_to_do: it is missing; add it'],
		['has a word too many', `${HEAD}\nrank: 1`, 'there is no rank'],
		[
			'needs what no model has',
			HEAD.replace('document.due_on', 'document.due'),
			'write table.column of the model'
		]
	])('that %s is refused with the place and the mend', (_, head, said) => {
		expect(() => readDueKinds(folderOf(head))).toThrow(said);
	});

	it('may not have the place of another', () => {
		expect(() => readDueKinds(folderOf(HEAD, HEAD))).toThrow('Two files have the same place');
	});
});

describe('the address of a list', () => {
	const read = (text: string) => readDueView(new URLSearchParams(text), ['documents', 'contacts']);

	it('says which list, which kind, which order and which page', () => {
		const view = read('list=put-off&kind=contacts&sort=-worker&page=3');
		expect(view).toEqual({
			list: 'put-off',
			kind: 'contacts',
			sort: { by: 'worker', descending: true },
			page: 3
		});
		expect(new URLSearchParams(dueParameters(view)).toString()).toBe(
			'list=put-off&kind=contacts&sort=-worker&page=3'
		);
	});

	it('is the usual list where it says nothing, or what there is not', () => {
		const usual = read('');
		expect(usual).toMatchObject({ list: 'now', kind: null, page: 1 });
		expect(read('list=x&kind=y&sort=rank&page=-1')).toEqual(usual);
		expect(dueParameters(usual)).toEqual([]);
	});
});

describe('a due thing', () => {
	const thing = { state: 'over', snoozed: null } as const;

	it('is in the list of its state and in that of now, and only among those put off where it is', () => {
		expect(isListed(thing, 'now')).toBe(true);
		expect(isListed(thing, 'over')).toBe(true);
		expect(isListed(thing, 'week')).toBe(false);
		expect(isListed({ state: 'since', snoozed: null }, 'now')).toBe(false);
		const put = { state: 'over', snoozed: {} } as const;
		expect([isListed(put, 'now'), isListed(put, 'over'), isListed(put, 'put-off')]).toEqual([
			false,
			false,
			true
		]);
		expect(isListed({ state: 'later', snoozed: null }, 'since')).toBe(false);
	});

	it('stands by its last day among those of one worker', () => {
		const of = (worker: string, due_on: string) => ({
			...thing,
			kind: 'documents',
			program: 'P',
			worker,
			due_on
		});
		const rows = [of('B', '2025-01-02'), of('A', '2025-03-01'), of('A', '2025-01-01')];
		const order = (by: 'worker' | 'due', descending = false) =>
			sortDue(rows, { by, descending }).map(({ worker, due_on }) => `${worker} ${due_on.slice(5)}`);
		expect(order('worker')).toEqual(['A 01-01', 'A 03-01', 'B 01-02']);
		expect(order('worker', true)).toEqual(['B 01-02', 'A 01-01', 'A 03-01']);
		expect(order('due', true)).toEqual(['A 03-01', 'B 01-02', 'A 01-01']);
	});
});

it('a document that is due is named in the language of who reads; an agency’s own kind by its own word', () => {
	const due = { kind: 'documents', waits: null, state: 'over' as const };
	expect(sayDue(speak('en'), { ...due, what: 'progress note' })).toBe('Progress note');
	expect(sayDue(speak('es'), { ...due, what: 'progress note' })).toBe('Nota de progreso');
	expect(sayDue(speak('es'), { ...due, what: 'form 12' })).toBe('Form 12');
});
