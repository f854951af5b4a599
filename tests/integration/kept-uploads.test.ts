// Uploads of no format of ours: kept sealed, recognised again, mapped anew, and gone where they must be.
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { Refused } from '#pipelines/errors.ts';
import { filesBelow } from '#pipelines/files.ts';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { importKept, importUpload, stageUpload } from '#pipelines/import.ts';
import { listKept, readLook } from '#pipelines/kept.ts';
import type { Profile } from '#pipelines/profile.ts';
import { profileVersions } from '#pipelines/profiles.ts';
import { unsealFile } from '#pipelines/sealed.ts';
import type { ImportOptions } from '#pipelines/take-in.ts';
import { column as values, refusal } from '../canonical.ts';
import { newHome, problems, query, rebuild, run, take, temporaryFolder, undo } from '../home.ts';
import { folderOf, lines, profileOf } from '../mapped.ts';
import { mappingFile, silent } from '../uploads.ts';

const column = (name: string) => ({ column: name });
const HEADER = 'Case No,Participant,First Name,Program,In,Out,Went to';
const JUNE = lines(
	HEADER,
	'Q-77001,KZ-90001,Marguerite,Rapid,06/03/2024,06/20/2024,Flat',
	'Q-77002,KZ-90002,Bartholomew,Rapid,06/13/2024,,',
	'Q-77003,KZ-90003,Wilhelmina,Nights,06/25/2024,06/28/2024,Unknown place'
);
const JULY = JUNE + lines('Q-77004,KZ-90004,Ferdinand,Nights,07/15/2024,,');
const tables = (codes: Record<string, string> = { flat: 'rental, no subsidy' }): Profile['tables'] => {
	const rest = { join: [], where: [] };
	return [
		{
			...rest,
			table: 'enrollment',
			from: 'cases',
			merge: false,
			columns: {
				enrollment_id: column('Case No'),
				client_id: column('Participant'),
				program_id: column('Program'),
				started_on: { column: 'In', dates: 'month first' },
				exited_on: { column: 'Out', dates: 'month first' },
				exit_destination: { column: 'Went to', codes }
			}
		},
		{ ...rest, table: 'client', from: 'cases', merge: true, columns: { client_id: column('Participant') } },
		{
			...rest,
			table: 'program',
			from: 'cases',
			merge: true,
			columns: { program_id: column('Program'), name: column('Program') }
		}
	];
};
const READ = 'Case No,Participant,Program,In,Out,Went to\r\n';
const profile = profileOf({ cases: READ }, tables(), { name: 'sheet' });
const mapping = mappingFile(profile);
const destinations = (home: Home) =>
	values(home, 'select exit_destination from enrollment order by started_on');
const live = (home: Home) =>
	readBatches(home)
		.batches.filter(({ state }) => state === 'live')
		.map(({ id }) => id);
const stays = async (home: Home) => Number((await values(home, 'select count(*) from enrollment'))[0]);

let home: Home;
let first: string;
beforeAll(async () => {
	home = newHome();
	const taken = await take(home, folderOf({ june: JUNE }), { mapping });
	first = taken.batch ?? '';
});
const copyOf = () => newHome({ from: home });
/** Takes an upload in without making figures of it. */
const bring = (to: Home, path: string, options: ImportOptions = {}) =>
	importUpload(prepareHome(to.path), path, options, silent);

it('a long and narrow table of a format of ours is none that tells what an upload is', async () => {
	const clients = Array.from({ length: 12_000 }, (_, n) => `C${String(n)}`);
	const path = folderOf({
		about: lines(
			'source_name,exported_at,period_from,period_to,kind',
			'Long,2024-07-01,2024-01-01,2024-06-30,full'
		),
		client: lines('client_id', ...clients),
		program: lines('program_id,name', 'P1,Rapid'),
		enrollment: lines('enrollment_id,client_id,program_id,started_on', 'E1,C1,P1,2024-02-01')
	});
	const copy = prepareHome(copyOf().path);
	const { id } = await stageUpload(copy, path, { by: 'somebody' }, silent);
	expect(await importKept(copy, id, { dryRun: true }, silent)).toMatchObject({ outcome: 'checked' });
});

it('an upload of a format of ours says that it has columns and files beyond it, kept or not', async () => {
	const path = folderOf({
		about: lines(
			'source_name,exported_at,period_from,period_to,kind',
			'Beyond,2024-07-01,2024-01-01,2024-06-30,full'
		),
		client: lines('client_id,colour,shoes,first_name', 'C1,red,9,Marguerite'),
		program: lines('program_id,name', 'P1,Rapid'),
		enrollment: lines('enrollment_id,client_id,program_id,started_on', 'E1,C1,P1,2024-02-01'),
		enrolment: lines('x', '1')
	});
	const copy = prepareHome(copyOf().path);
	const atOnce = await importUpload(copy, path, { dryRun: true }, silent);
	const { id } = await stageUpload(copy, path, { by: 'somebody' }, silent);
	const later = await importKept(copy, id, { dryRun: true }, silent);
	expect(later.problems).toEqual(atOnce.problems);
	expect(later.problems.map(({ kind, count }) => [kind, count])).toEqual([
		['columns ignored', 1],
		['files ignored', 1]
	]);
});

it('a kept upload that is damaged is listed as such, beside those that can be read', async () => {
	const copy = prepareHome(copyOf().path);
	const { id } = await stageUpload(copy, folderOf({ july: JULY }), { by: 'somebody' }, silent);
	writeFileSync(join(copy.kept, id, 'about'), 'cut off');
	expect(listKept(copy)).toMatchObject({
		kept: [{ accepted: live(copy) }],
		damaged: [{ id, accepted: [], problem: expect.stringContaining('drop it') as string }]
	});
});

it('a kept upload that was cut off is said to be damaged', async () => {
	const path = join(temporaryFolder(), 'cut');
	writeFileSync(path, 'cut off');
	await expect(unsealFile(Buffer.alloc(32), path, `${path}.clear`, '')).rejects.toThrow(/is damaged/);
});

describe('a file of no format of ours', () => {
	it('becomes a batch by its mapping, which is kept with it', async () => {
		expect(await stays(home)).toBe(3);
		expect(profileVersions(home, 'sheet')).toEqual([1]);
		expect(readBatches(home).batches).toMatchObject([
			{
				mapping: { name: 'sheet', version: 1 },
				source: 'made-up-sheet',
				observed_until: '2024-06-28',
				brought: [{ name: 'june.csv', lines: 3, accepted: 3, rejected: 0 }]
			}
		]);
		expect(await problems(home)).toEqual([]);
	});

	it('is refused where a format of ours is named, or a mapping says only how dates are written', async () => {
		const copy = copyOf();
		const path = folderOf({ cases: JULY });
		expect(await refusal(copy, path, { format: 'hmis-csv' })).toEqual([
			expect.stringMatching(/is not in the format hmis-csv\. Leave out --format/)
		]);
		const dates = mappingFile({ dates: { 'Enrollment.EntryDate': 'month first' } });
		expect(await refusal(copy, path, { mapping: dates })).toEqual([
			expect.stringMatching(/in no format of ours, and the mapping only says how dates/)
		]);
	});

	it('is recognised next month by itself', async () => {
		const copy = copyOf();
		expect(await bring(copy, folderOf({ 'july export': JULY }))).toMatchObject({
			outcome: 'accepted',
			mapping: { name: 'sheet', version: 1 },
			observed_until: '2024-07-15'
		});
	});

	it('is refused in words where a column was renamed, and what was there stays', async () => {
		const copy = copyOf();
		const reasons = await refusal(copy, folderOf({ july: JULY.replace('Participant', 'Client Ref') }));
		expect(reasons).toEqual([
			'The mapping sheet (version 1) reads "Participant" of its file "cases", and no file has it with the rest; july.csv is nearest. If a column was renamed, change the mapping.'
		]);
		expect(live(copy)).toEqual([first]);
	});

	it('changes nothing where it comes a second time', async () => {
		const copy = copyOf();
		expect(await bring(copy, folderOf({ 'same again': JUNE }))).toMatchObject({
			outcome: 'same',
			batch: first
		});
		expect(listKept(copy).kept).toHaveLength(1);
	});

	it('does not stand in place of a newer one where it arrives late', async () => {
		const copy = copyOf();
		await bring(copy, folderOf({ july: JULY }));
		await bring(copy, folderOf({ may: lines(HEADER, 'Q-77001,KZ-90001,Marguerite,Rapid,06/03/2024,,') }));
		await rebuild(copy);
		expect(await stays(copy)).toBe(4);
		expect(
			await values(copy, 'select exited_on::varchar from enrollment order by started_on limit 1')
		).toEqual(['2024-06-20']);
	});

	it('is known up to the day of its file where its mapping says so', async () => {
		const copy = newHome();
		const folder = folderOf({ june: JUNE });
		utimesSync(join(folder, 'june.csv'), new Date('2024-07-02T15:00:00Z'), new Date('2024-07-02T15:00:00Z'));
		const until = mappingFile({ ...profile, known_until: 'file date' });
		expect(await bring(copy, folder, { mapping: until })).toMatchObject({ observed_until: '2024-07-02' });
	});

	it('is refused where its mapping reads a column with names, and none of them is repeated', async () => {
		const reading = profileOf({ cases: `${HEADER}\r\n` }, [
			...tables().slice(0, 2),
			{
				table: 'program',
				from: 'cases',
				merge: true,
				columns: { program_id: column('Program'), name: column('First Name') }
			}
		]);
		const copy = newHome();
		const reasons = await refusal(copy, folderOf({ june: JUNE }), { mapping: mappingFile(reading) });
		expect(reasons).toEqual([
			expect.stringMatching(
				/^june\.csv, column 3: it holds direct identifiers \(.*name\), and the mapping sheet reads it\./
			)
		]);
		expect(JSON.stringify(reasons)).not.toContain('Marguerite');
		expect(listKept(copy)).toEqual({ kept: [], damaged: [] });
	});
});

it('says of the files that were brought how many lines were accepted and rejected, whatever is made of them', async () => {
	const bad = lines(
		'Q-77005,too,short',
		'Q-77006,KZ-90006,Ada,Rapid,,,',
		'Q-77007,KZ-90007,Bo,Rapid,7/1/2024,,'
	);
	const taken = await bring(copyOf(), folderOf({ july: JUNE + bad }), { mapping, dryRun: true });
	expect(taken.brought).toEqual([{ name: 'july.csv', lines: 6, accepted: 4, rejected: 2 }]);
	expect(taken.files.map(({ file, accepted, rejected }) => [file, accepted, rejected])).toEqual([
		['enrollment', 4, 2],
		['client', 5, 0],
		['program', 2, 0]
	]);
});

describe('an upload that waits', () => {
	const stage = async (to: Home, text: string) => {
		const path = folderOf({ june: text });
		const { staged } = await run(to, { kind: 'stage', path, options: { by: 'somebody' } });
		return staged?.id ?? '';
	};

	it('has its columns looked at, but those with names, and is accepted with the mapping that is made of it', async () => {
		const copy = newHome();
		const id = await stage(copy, JUNE);
		const [look] = readLook(copy, id) ?? [];
		expect(look).toMatchObject({
			name: 'june.csv',
			headers: ['Case No', 'Participant', 'Program', 'In', 'Out', 'Went to'],
			distinct: {
				Program: [
					{ value: 'Rapid', count: 2 },
					{ value: 'Nights', count: 1 }
				]
			}
		});
		expect(look?.samples).toHaveLength(3);
		await run(copy, { kind: 'accept', upload: id, options: {}, profile });
		expect(await stays(copy)).toBe(3);
		expect(listKept(copy).kept).toMatchObject([{ id, accepted: live(copy) }]);
	});

	it('may keep a birth date, which only an age may come of', async () => {
		const copy = newHome();
		const id = await stage(
			copy,
			JUNE.replace('Went to', 'Date of Birth').replaceAll(/Flat|Unknown place/g, '03/04/1984')
		);
		const wrong = profileOf(
			{ cases: READ.replace('Went to', 'Date of Birth') },
			[
				tables()[0] ?? { table: '', from: '', columns: {} },
				{
					table: 'client',
					from: 'cases',
					merge: true,
					columns: { client_id: column('Participant'), language: column('Date of Birth') }
				},
				tables()[2] ?? { table: '', from: '', columns: {} }
			].map((each) => ({
				...each,
				columns: Object.fromEntries(
					Object.entries(each.columns).filter(([name]) => name !== 'exit_destination')
				)
			}))
		);
		const check = run(copy, { kind: 'check', upload: id, options: {}, profile: wrong });
		const reasons = await check.then(
			() => [],
			(error: unknown) => (error instanceof Refused ? error.reasons : [String(error)])
		);
		expect(reasons).toEqual([expect.stringContaining('it holds direct identifiers (birth date)')]);
		expect(JSON.stringify(reasons)).not.toContain('1984');
	});
});

describe('what is kept of it', () => {
	it('is sealed: no id and no name is to be read anywhere in the home', () => {
		const found = filesBelow(home.path).filter((path) => {
			const bytes = readFileSync(join(home.path, path)).toString('latin1');
			return /KZ-9000|Q-7700|Marguerite|Bartholomew|Wilhelmina/.test(bytes);
		});
		expect(found).toEqual([]);
	});

	it('goes with its batch, and with any client', async () => {
		for (const what of [
			{ batches: [first], client: null },
			{ batches: [], client: 'KZ-90001' }
		]) {
			const copy = copyOf();
			await run(copy, { kind: 'purge', source: null, ...what });
			expect(listKept(copy)).toEqual({ kept: [], damaged: [] });
			expect(existsSync(join(copy.kept, readBatches(home).batches[0]?.kept ?? ''))).toBe(false);
		}
	});

	it('can be mapped again after keys were rotated, and from a backup', async () => {
		const copy = copyOf();
		await run(copy, { kind: 'stage', path: folderOf({ july: JULY }), options: { by: 'somebody' } });
		const looks = (of: Home) => listKept(of).kept.map(({ id }) => readLook(of, id));
		const before = looks(copy);
		await run(copy, { kind: 'rotate' });
		expect(looks(copy)).toEqual(before);
		const to = temporaryFolder();
		const { backedUp } = await run(copy, { kind: 'backup', to, secrets: true });
		const restored = newHome();
		await run(restored, { kind: 'restore', from: backedUp?.path ?? '' });
		expect(looks(restored)).toEqual(before);
		await run(restored, {
			kind: 'remap',
			profile: { ...profile, tables: tables({ flat: 'other' }) },
			batches: []
		});
		expect(await destinations(restored)).toEqual(['other', null, 'Unknown place']);
	});
});

describe('a better mapping', () => {
	const better = { ...profile, tables: tables({ flat: 'rental, no subsidy', 'unknown place': 'other' }) };

	it('is run over what is kept: its batch stands in place of the one before, as if it had been there at once', async () => {
		const copy = copyOf();
		expect(await destinations(copy)).toEqual(['rental, no subsidy', null, 'Unknown place']);
		const { imported } = await run(copy, { kind: 'remap', profile: better, batches: [] });
		expect(imported).toMatchObject([{ outcome: 'accepted', mapping: { name: 'sheet', version: 2 } }]);
		expect(await destinations(copy)).toEqual(['rental, no subsidy', null, 'other']);
		const once = newHome({ keysOf: home });
		await take(once, folderOf({ june: JUNE }), { mapping: mappingFile(better) });
		const all = 'select * exclude (batch_id) from enrollment order by all';
		expect(await query(copy, all)).toEqual(await query(once, all));
		await undo(copy, imported[0]?.batch ?? '');
		expect(await destinations(copy)).toEqual(['rental, no subsidy', null, 'Unknown place']);
	});

	it('takes none where one of the uploads is refused', async () => {
		const copy = copyOf();
		await bring(copy, folderOf({ july: JULY }));
		const before = live(copy);
		const broken = {
			...profile,
			files: profile.files.map((file) => ({ ...file, headers: [...file.headers, 'Site'] }))
		};
		await expect(run(copy, { kind: 'remap', profile: broken, batches: [] })).rejects.toThrow(Refused);
		expect(live(copy)).toEqual(before);
		expect(profileVersions(copy, 'sheet')).toEqual([1]);
	});
});
