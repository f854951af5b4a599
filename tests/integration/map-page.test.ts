// What the page on which an upload is mapped begins with, takes, and says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { stageUpload } from '#pipelines/import.ts';
import { saveProfile } from '#pipelines/profiles.ts';
import { draftOf, openWorkbench, suggestedTable } from '#lib/server/draft.ts';
import { readMapForm } from '#lib/server/map-form.ts';
import { readMapPage } from '#lib/server/map-page.ts';
import { identifyWaiting, profileOf } from '#lib/server/upload-identify.ts';
import { noteUpload, readUpload } from '#lib/server/uploads.ts';
import { newHome, ROOT } from '../home.ts';
import { folderOf, lines } from '../mapped.ts';
import { silent } from '../uploads.ts';

const HEAD = 'Record No,Participant ID,Where,Intake Date,Exit Destination';
const SHEET = lines(
	HEAD,
	...Array.from(
		{ length: 12 },
		(_, n) =>
			`R${String(n)},P${String(n)},${n % 2 ? 'Harbor' : 'Bridge'},2024-03-${String(10 + n)},${n % 3 ? 'Aged out' : 'Emergency shelter'}`
	)
);

/** A word that is known is put into ours from the first. */
const KNOWN = { 'Emergency shelter': 'emergency shelter' };

let home: Home;
beforeAll(() => {
	home = prepareHome(newHome().path);
	process.env.THROUGHLINE_HOME = home.path;
});

const stage = async (text: string) =>
	(await stageUpload(home, folderOf({ sheet: text }), { by: 'somebody' }, silent)).id;
/** Sends the page's form, with fields of it changed, and notes what it leaves. */
function post(id: string, fields: Record<string, string>) {
	const form = new FormData();
	const bench = openWorkbench(id);
	readMapPage(id).tables.forEach(({ table, at, columns }) => {
		form.set(`table.${String(at)}`, table);
		for (const { column, choice } of columns) form.set(`take.${String(at)}.${column}`, choice);
	});
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	const draft = readMapForm(form, draftOf(bench), bench);
	noteUpload(id, { draft, profile: null, source: draft.source });
	return draft;
}
const wordsOf = (id: string, column: string) =>
	readMapPage(id).tables[0]?.columns.find((each) => each.column === column)?.words?.words;

describe('the page on which an upload is mapped', () => {
	it('begins with what ships where that fits, as an import does', async () => {
		const id = await stage(
			readFileSync(join(ROOT, 'pipelines', 'presets', 'row-per-case', 'sample', 'cases.csv'), 'utf8')
		);
		const waiting = readUpload(id);
		expect(await identifyWaiting(waiting)).toMatchObject({
			as: 'mapping',
			title: 'One row per case',
			fits: 'preset',
			newest: 0
		});
		expect(profileOf(waiting)?.name).toBe('row-per-case');
		expect(readMapPage(id)).toMatchObject({ title: 'One row per case', reasons: [], kept: null });
	});

	it('takes a word for one of ours, and sets it back as it was written', async () => {
		const id = await stage(SHEET);
		const at = wordsOf(id, 'exit_destination')?.findIndex(({ theirs }) => theirs === 'Aged out') ?? -1;
		const word = (ours: string) => ({ [`code.0.exit_destination.${String(at)}`]: ours });
		expect(post(id, word('other')).tables[0]?.columns.exit_destination).toMatchObject({
			codes: { ...KNOWN, 'Aged out': 'other' }
		});
		expect(wordsOf(id, 'exit_destination')?.[at]).toMatchObject({ ours: 'other', otherwise: 'Aged out' });
		expect(post(id, word('Aged out')).tables[0]?.columns.exit_destination).toEqual({
			column: 'Exit Destination',
			codes: KNOWN
		});
	});

	it('says which table is missing, and adds it by what the stays say already', async () => {
		const id = await stage(SHEET.replace('Where', 'Yard'));
		const draft = post(id, { 'take.0.program_id': '0:Yard' });
		expect(readMapPage(id).alone).toMatchObject([{ table: 'program', from: 0 }]);
		expect(suggestedTable(draft, openWorkbench(id), 'program', 0)).toMatchObject({
			merge: true,
			columns: { program_id: { column: 'Yard' }, name: { column: 'Yard' } }
		});
	});

	it('says that a mapping becomes the next version of the one of its name', async () => {
		const id = await stage(SHEET);
		saveProfile(home, {
			...openWorkbench(id).suggestion.profile,
			name: 'our-list',
			title: 'Our list',
			source: 'List'
		});
		const other = await stage(
			SHEET.replace(HEAD, 'Case Number,Client Number,Program Name,Start Date,Destination')
		);
		expect(readMapPage(other).kept).toBeNull();
		post(other, { source: 'Another', title: 'Our list' });
		expect(readMapPage(other).kept).toEqual({ title: 'Our list', newest: 1, version: 2 });
		post(other, { source: 'Another', title: 'Another list' });
	});

	it('says which column a kept mapping misses, and goes on from that mapping', async () => {
		const id = await stage(SHEET.replace('Participant ID', 'Ref'));
		const identity = await identifyWaiting(readUpload(id));
		expect(identity).toEqual({
			as: 'unknown',
			begun: false,
			near: [
				'The mapping our-list (version 1) reads "Participant ID" of its file "enrollment", and no file has it with the rest; sheet.csv is nearest. If a column was renamed, change the mapping.'
			]
		});
		expect(readMapPage(id)).toMatchObject({ source: 'List', title: 'Our list', kept: { version: 2 } });
	});
});
