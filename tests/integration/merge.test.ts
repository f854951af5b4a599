import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { Misused, Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import {
	exportOf,
	figures,
	header,
	newHome,
	parquet,
	problems,
	published,
	query,
	rebuild,
	record,
	remove,
	SAMPLE,
	take,
	temporaryFolder,
	tiny,
	undo,
	value,
	type Tables
} from '../home.ts';
import { zip } from '../zip.ts';

const JANUARY = '2025-01-05 08:00:00'; // when the tiny sample was exported
const FEBRUARY = '2025-02-05 08:00:00';
const MARCH = '2025-03-05 08:00:00';

const exportedAt = (tables: Tables, ExportDate: string) => {
	header(tables, { ExportDate });
};
/**
 * Corrects the destination of 003, of whom the scene does not know where they went: 4 of 5 exits become 5
 * of 5.
 */
const corrected = (tables: Tables, DateUpdated: string, Destination = '410') => {
	Object.assign(record(tables, 'Exit', 'X03'), { Destination, DateUpdated });
};
/** Takes out the stay of 004 in Tiny Rapid, one of seven that began in 2024, with its exit. */
const withoutE04 = (tables: Tables) => {
	remove(tables, 'Enrollment', (each) => each.EnrollmentID === 'E04');
	remove(tables, 'Exit', (each) => each.EnrollmentID === 'E04');
};
const onlyProjects = (tables: Tables, projects: string[]) => {
	const stays = new Set(
		tables.Enrollment?.filter((each) => projects.includes(each.ProjectID ?? '')).map(
			(each) => each.EnrollmentID
		)
	);
	remove(tables, 'Project', (each) => !projects.includes(each.ProjectID ?? ''));
	for (const file of ['Enrollment', 'Exit', 'CurrentLivingSituation', 'Services'])
		remove(tables, file, (each) => !stays.has(each.EnrollmentID));
};
/** A delta that holds nothing but what `change` leaves of the scene. */
const delta = (change: (tables: Tables) => void, ExportDate = FEBRUARY) =>
	exportOf((tables) => {
		header(tables, { ExportDirective: '1', ExportDate });
		change(tables);
	});
const emptyBut = (tables: Tables, keep: Record<string, string[]>) => {
	for (const file of ['Client', 'Enrollment', 'Exit', 'CurrentLivingSituation', 'Services'])
		remove(tables, file, (each) => !(keep[file] ?? []).includes(Object.values(each)[0] ?? ''));
};

let scene: string;
let alone: Home;
let sceneFigures: Awaited<ReturnType<typeof figures>>;

beforeAll(async () => {
	scene = exportOf(() => undefined);
	alone = newHome();
	await take(alone, scene);
	sceneFigures = await figures(alone);
});

/** A home with the same keys as the scene's, so that figures by worker can be compared. */
const homeWith = async (...paths: string[]) => {
	const home = newHome({ keysOf: alone });
	await take(home, paths);
	return home;
};
const housed = (home: Home) => value(home, 'exits-to-permanent-housing');
const started = (home: Home) => value(home, 'enrollments-started');

describe('of two rows with one id', () => {
	it('the one that was updated last counts, even from an older export', async () => {
		expect(await housed(alone)).toBe(0.8);
		const staleButExportedLater = exportOf((tables) => {
			corrected(tables, '2024-07-01 10:00:00');
			exportedAt(tables, FEBRUARY);
		});
		const freshButExportedEarlier = exportOf((tables) => {
			corrected(tables, '2024-07-30 10:00:00');
			exportedAt(tables, '2025-01-02 08:00:00');
		});
		const home = await homeWith(scene, staleButExportedLater);
		expect(await housed(home)).toBe(0.8);
		await take(home, freshButExportedEarlier);
		expect(await housed(home)).toBe(1);
	});

	it('updated at the same moment, the one that was exported last counts, in whatever order they arrive', async () => {
		const later = exportOf((tables) => {
			corrected(tables, '2024-07-03 10:00:00');
			exportedAt(tables, FEBRUARY);
		});
		expect(await housed(await homeWith(scene, later))).toBe(1);
		expect(await housed(await homeWith(later, scene))).toBe(1);
	});

	it('updated and exported at the same moment, the later batch counts', async () => {
		const twin = exportOf((tables) => {
			corrected(tables, '2024-07-03 10:00:00');
		});
		expect(await housed(await homeWith(scene, twin))).toBe(1);
		expect(await housed(await homeWith(twin, scene))).toBe(0.8);
	});

	it('where one does not say when it was updated, the exports’ own times decide', async () => {
		const silentAboutTime = exportOf((tables) => {
			corrected(tables, '');
			exportedAt(tables, FEBRUARY);
		});
		expect(await housed(await homeWith(silentAboutTime, scene))).toBe(1);
	});
});

describe('an export that arrives late', () => {
	it('and is older changes no figure', async () => {
		const newer = exportOf((tables) => {
			exportedAt(tables, FEBRUARY);
			withoutE04(tables);
			corrected(tables, '2025-01-20 10:00:00');
		});
		const home = await homeWith(newer);
		const before = await figures(home);
		expect(await started(home)).toBe(6);
		await take(home, scene);
		const after = await figures(home);
		expect(after.text).toBe(before.text);
		expect(after.store).not.toBe(before.store);
	});

	it('gives the same figures as in any other order of arrival', async () => {
		const full = exportOf((tables) => {
			exportedAt(tables, FEBRUARY);
			withoutE04(tables);
		});
		const change = delta((tables) => {
			emptyBut(tables, { Exit: ['X03'] });
			corrected(tables, '2025-03-01 10:00:00');
		}, MARCH);
		const orders = [
			[scene, full, change],
			[change, full, scene],
			[full, scene, change],
			[change, scene, full]
		];
		const texts = new Set<string>();
		for (const order of orders) {
			const home = await homeWith(...order);
			expect(await started(home)).toBe(6);
			texts.add((await figures(home)).text);
		}
		expect(texts.size).toBe(1);
	});
});

describe('a full refresh', () => {
	it('retires a stay that it no longer holds, with its contacts', async () => {
		expect(await started(alone)).toBe(7);
		const later = exportOf((tables) => {
			exportedAt(tables, FEBRUARY);
			remove(tables, 'Enrollment', (each) => each.EnrollmentID === 'E08');
		});
		const home = await homeWith(scene, later);
		expect(await started(home)).toBe(6);
		expect(await query(home, 'select count(*) as n from enrollment')).toEqual([{ n: 11 }]);
		expect(await query(home, 'select count(*) as n from contact')).toEqual([
			{ n: Number((await query(alone, 'select count(*) as n from contact'))[0]?.n) - 1 }
		]);
	});

	it('leaves a stay that lies outside its period', async () => {
		const nextYear = exportOf((tables) => {
			header(tables, {
				ExportDate: '2025-04-05 08:00:00',
				ExportStartDate: '2025-01-01',
				ExportEndDate: '2025-03-31'
			});
			const over = new Set(tables.Exit?.map((each) => each.EnrollmentID));
			remove(tables, 'Enrollment', (each) => over.has(each.EnrollmentID));
			remove(tables, 'Exit', () => true);
		});
		const home = await homeWith(scene, nextYear);
		expect(await query(home, 'select count(*) as n from enrollment')).toEqual([{ n: 12 }]);
		expect(await value(home, 'exits')).toBe(7);
		expect(await housed(home)).toBe(0.8);
	});

	it('leaves the stays of a project that it does not list, and retires those of one that it does', async () => {
		const withoutStays = (projects: string[]) =>
			exportOf((tables) => {
				exportedAt(tables, FEBRUARY);
				onlyProjects(tables, ['P2', 'P3', 'P4']);
				if (projects.length > 0)
					tables.Project?.push({
						...record(tables, 'Project', 'P2'),
						ProjectID: 'P1',
						ProjectName: 'Tiny Rapid',
						ProjectType: '13'
					});
			});
		const unlisted = await homeWith(scene, withoutStays([]));
		expect((await figures(unlisted)).text).toBe(sceneFigures.text);
		const listed = await homeWith(scene, withoutStays(['P1']));
		expect(await started(listed)).toBe(5);
		expect(
			await query(
				listed,
				"select count(*) as n from enrollment join program using (program_id) where name = 'Tiny Rapid'"
			)
		).toEqual([{ n: 0 }]);
	});

	it('opens a stay again whose exit has vanished', async () => {
		const reopened = exportOf((tables) => {
			exportedAt(tables, FEBRUARY);
			remove(tables, 'Exit', (each) => each.ExitID === 'X04');
		});
		const home = await homeWith(scene, reopened);
		expect(await value(home, 'exits')).toBe(6);
		expect(await value(home, 'active-at-end', 'Tiny Rapid')).toBe(1);
		expect(await value(alone, 'active-at-end', 'Tiny Rapid')).toBe(0);
	});

	it('leaves an exit that lies outside its period', async () => {
		const spring = exportOf((tables) => {
			header(tables, { ExportDate: FEBRUARY, ExportStartDate: '2024-09-01' });
			remove(tables, 'Exit', (each) => each.ExitID === 'X04'); // of 2024-08-31
		});
		expect(await value(await homeWith(scene, spring), 'exits')).toBe(7);
	});
});

describe('a delta', () => {
	it('adds and changes, and takes nothing away', async () => {
		const change = delta((tables) => {
			emptyBut(tables, { Client: ['010'], Enrollment: ['E11'], Exit: ['X03'] });
			corrected(tables, '2025-01-20 10:00:00');
			tables.Enrollment?.push({
				...record(tables, 'Enrollment', 'E11'),
				EnrollmentID: 'E13',
				HouseholdID: 'H13',
				ProjectID: 'P1',
				EntryDate: '2024-12-01',
				DateCreated: '2025-01-20 10:00:00',
				DateUpdated: '2025-01-20 10:00:00'
			});
		});
		const home = await homeWith(scene, change);
		expect(await started(home)).toBe(8);
		expect(await started(alone)).toBe(7);
		expect(await housed(home)).toBe(1);
		expect(await value(home, 'exits')).toBe(7);
	});

	it('deletes what it says is deleted', async () => {
		const gone = delta((tables) => {
			emptyBut(tables, { Enrollment: ['E04'] });
			Object.assign(record(tables, 'Enrollment', 'E04'), {
				DateUpdated: '2025-01-20 10:00:00',
				DateDeleted: '2025-01-20 10:00:00'
			});
		});
		const home = await homeWith(scene, gone);
		expect(await started(home)).toBe(6);
		expect(await value(home, 'exits')).toBe(6);
		await take(
			home,
			exportOf((tables) => exportedAt(tables, '2025-01-04 08:00:00'))
		);
		expect(await started(home)).toBe(6); // an older export does not bring it back
	});
});

describe('two source systems', () => {
	it('never share a person, a stay or a program, whatever their ids say', async () => {
		const home = newHome();
		await take(home, scene);
		const other = await take(home, scene, { source: 'Other County' });
		expect(other.outcome).toBe('accepted');
		expect(await value(home, 'people-served')).toBe(16);
		expect(await started(home)).toBe(14);
		expect(
			await query(
				home,
				'select count(distinct client_id) as n, count(distinct household_id) as h from enrollment'
			)
		).toEqual([{ n: 20, h: 18 }]);
		expect(await query(home, 'select count(*) as n, count(distinct label) as labels from program')).toEqual([
			{ n: 8, labels: 8 }
		]);
		// A full refresh of one does not retire what the other holds.
		await take(
			home,
			exportOf((tables) => {
				exportedAt(tables, FEBRUARY);
				withoutE04(tables);
			}),
			{ source: 'Other County' }
		);
		expect(await started(home)).toBe(13);
	});
});

describe('the scene as FY2022, FY2024 and FY2026', () => {
	const versions = ['fy2022', 'fy2024', 'fy2026'] as const;
	const canonical = async (home: Home) => ({
		figures: (await figures(home)).text,
		enrollment: await query(home, 'select * exclude (batch_id) from enrollment order by enrollment_id'),
		contact: await query(home, 'select * exclude (batch_id) from contact order by contact_id'),
		program: await query(home, 'select * exclude (batch_id) from program order by program_id'),
		client: await query(
			home,
			'select client_id, birth_date, race_ethnicity, veteran, disabling_condition from client order by client_id'
		)
	});

	it('gives one set of figures, alone and on top of each other', async () => {
		const expected = await canonical(await homeWith(tiny('fy2026')));
		expect(expected.enrollment).toHaveLength(12);
		for (const version of versions.slice(0, 2))
			expect(await canonical(await homeWith(tiny(version))), version).toEqual(expected);
		expect(await canonical(await homeWith(tiny('fy2022'), tiny('fy2024'), tiny('fy2026')))).toEqual(expected);
		expect(await canonical(await homeWith(tiny('fy2026'), tiny('fy2022')))).toEqual(expected);
	});
});

describe('the same export twice', () => {
	it('is recognised, also packed or renamed, and changes nothing', async () => {
		const home = newHome();
		const first = await take(home, scene);
		const manifest = join(home.batches, first.batch ?? '', 'manifest.json');
		const before = { manifest: readFileSync(manifest, 'utf8'), store: published(home) };
		const zipped = join(temporaryFolder(), 'again.zip');
		writeFileSync(
			zipped,
			zip(
				readdirSync(scene).map((name) => ({
					name: `inner/${name.toUpperCase()}`,
					data: readFileSync(join(scene, name)),
					deflate: true
				}))
			)
		);
		for (const path of [scene, zipped]) {
			const again = await take(home, path);
			expect(again.outcome).toBe('same');
			expect(again.batch).toBe(first.batch);
		}
		expect(readdirSync(home.batches)).toEqual([first.batch]);
		expect({ manifest: readFileSync(manifest, 'utf8'), store: published(home) }).toEqual(before);
	});

	it('in two homes with the same keys gives the same bytes and the same store', async () => {
		const [one, two] = [newHome({ keysOf: alone }), newHome({ keysOf: alone })];
		const tables = [];
		for (const home of [one, two]) {
			await take(home, SAMPLE);
			tables.push(readBatches(home).batches[0]?.tables);
		}
		expect(tables[0]).toEqual(tables[1]);
		expect(published(one)).toBe(published(two));
	});
});

describe('undo', () => {
	const newer = () =>
		exportOf((tables) => {
			exportedAt(tables, FEBRUARY);
			withoutE04(tables);
			corrected(tables, '2025-01-20 10:00:00');
		});

	it('of the newer export brings the older figures back exactly, to the store’s id', async () => {
		const home = newHome({ keysOf: alone });
		await take(home, scene);
		const before = await figures(home);
		const { batch } = await take(home, newer());
		const between = await figures(home);
		expect(between.text).not.toBe(before.text);
		const { built } = await undo(home, batch);
		const after = await figures(home);
		expect(after).toEqual(before);
		expect(built?.store).toBe(before.store);
		expect(after.text).toBe(sceneFigures.text);
		expect(await problems(home)).toEqual([]);
	});

	it('of the older export leaves what the newer one alone would give', async () => {
		const path = newer();
		const home = newHome({ keysOf: alone });
		const { batch } = await take(home, scene);
		await take(home, path);
		await undo(home, batch);
		expect((await figures(home)).text).toBe((await figures(await homeWith(path))).text);
	});

	it('is undone by importing the file again', async () => {
		const path = newer();
		const home = newHome({ keysOf: alone });
		await take(home, scene);
		const first = await take(home, path);
		const before = await figures(home);
		await undo(home, first.batch);
		const again = await take(home, path);
		expect(again.outcome).toBe('accepted');
		expect(again.batch).not.toBe(first.batch);
		expect((await figures(home)).text).toBe(before.text);
		expect(readBatches(home).batches.map((each) => each.state)).toEqual(['live', 'undone', 'live']);
	});

	it('of the only batch leaves an empty store, not an old one', async () => {
		const home = newHome();
		const { batch } = await take(home, scene);
		await undo(home, batch);
		expect(await query(home, 'select count(*) as n from enrollment')).toEqual([{ n: 0 }]);
		expect(await problems(home)).toEqual([]);
	});

	it('refuses a batch that was undone already or that there is not, and names those there are', async () => {
		const home = newHome();
		const { batch } = await take(home, scene);
		await undo(home, batch);
		await expect(undo(home, batch)).rejects.toThrow(Refused);
		await expect(undo(home, batch)).rejects.toThrow(
			'already been undone. To bring it back, import its file again.'
		);
		await expect(undo(home, 'b0009-nothing')).rejects.toThrow(Misused);
		await expect(undo(home, 'b0009-nothing')).rejects.toThrow(batch ?? '');
	});

	it('leaves the batch itself as it was', async () => {
		const home = newHome();
		const { batch } = await take(home, scene);
		const rows = () =>
			parquet(
				`select count(*) as n from read_parquet('${join(home.batches, batch ?? '', 'Enrollment.parquet')}')`
			);
		const before = await rows();
		await undo(home, batch);
		expect(await rows()).toEqual(before);
		expect(before).toEqual([{ n: 12 }]);
	});
});

describe('the last observed day', () => {
	it('is each project’s own: a later export moves it only for the projects that it lists', async () => {
		const someProjects = exportOf((tables) => {
			header(tables, { ExportDate: '2025-04-05 08:00:00', ExportEndDate: '2025-03-31' });
			onlyProjects(tables, ['P1', 'P2']);
		});
		const home = await homeWith(scene, someProjects);
		const known = () => query(home, 'select name, observed_until from program order by name');
		const expected = [
			{ name: 'Tiny Homes', observed_until: '2025-03-31' },
			{ name: 'Tiny Nights', observed_until: '2024-12-31' },
			{ name: 'Tiny Outreach', observed_until: '2024-12-31' },
			{ name: 'Tiny Rapid', observed_until: '2025-03-31' }
		];
		expect(await known()).toEqual(expected);
		expect(
			await query(
				home,
				'select distinct p.name, e.observed_until from enrollment e join program p using (program_id) order by p.name'
			)
		).toEqual(expected);
		// An older one that arrives late moves it back for none.
		await take(
			home,
			exportOf((tables) => {
				header(tables, { ExportDate: '2024-12-01 08:00:00' });
			})
		);
		expect(await known()).toEqual(expected);
		await rebuild(home);
		expect(await known()).toEqual(expected);
	});

	it('is moved for every project by a delta, which says of all of them that nothing else changed', async () => {
		const change = delta((tables) => {
			header(tables, { ExportDate: '2025-04-05 08:00:00', ExportEndDate: '2025-03-31' });
			emptyBut(tables, {});
			onlyProjects(tables, ['P1']);
		});
		const home = await homeWith(scene, change);
		expect(await query(home, 'select distinct observed_until::varchar as until from program')).toEqual([
			{ until: '2025-03-31' }
		]);
	});
});

it('the scene’s own time of export is the one that these tests count from', () => {
	expect(readFileSync(join(tiny(), 'Export.csv'), 'utf8')).toContain(JANUARY);
});
