import { describe, expect, it } from 'vitest';
import { exportOf, figures, header, query, rebuild, record, remove, take, value } from '../home.ts';
import {
	FEBRUARY,
	exportedAt,
	corrected,
	onlyProjects,
	delta,
	emptyBut,
	scene,
	alone,
	sceneFigures,
	homeWith,
	housed,
	started
} from '../scene.ts';

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
