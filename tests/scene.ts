// The scene of twelve enrollments and the exports that come after it, for tests of how exports are merged.
import { beforeAll } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { exportOf, figures, header, newHome, record, remove, take, value, type Tables } from './home.ts';

export const JANUARY = '2025-01-05 08:00:00'; // when the tiny sample was exported
export const FEBRUARY = '2025-02-05 08:00:00';
export const MARCH = '2025-03-05 08:00:00';

export const exportedAt = (tables: Tables, ExportDate: string) => {
	header(tables, { ExportDate });
};
/**
 * Corrects the destination of 003, of whom the scene does not know where they went: 4 of 5 exits become 5
 * of 5.
 */
export const corrected = (tables: Tables, DateUpdated: string, Destination = '410') => {
	Object.assign(record(tables, 'Exit', 'X03'), { Destination, DateUpdated });
};
/** Takes out the stay of 004 in Tiny Rapid, one of seven that began in 2024, with its exit. */
export const withoutE04 = (tables: Tables) => {
	remove(tables, 'Enrollment', (each) => each.EnrollmentID === 'E04');
	remove(tables, 'Exit', (each) => each.EnrollmentID === 'E04');
};
export const onlyProjects = (tables: Tables, projects: string[]) => {
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
export const delta = (change: (tables: Tables) => void, ExportDate = FEBRUARY) =>
	exportOf((tables) => {
		header(tables, { ExportDirective: '1', ExportDate });
		change(tables);
	});
export const emptyBut = (tables: Tables, keep: Record<string, string[]>) => {
	for (const file of ['Client', 'Enrollment', 'Exit', 'CurrentLivingSituation', 'Services'])
		remove(tables, file, (each) => !(keep[file] ?? []).includes(Object.values(each)[0] ?? ''));
};

export let scene: string;
/** A home that holds the scene and nothing else, with its batch and its figures. */
export let alone: Home;
export let sceneBatch: string;
export let sceneFigures: Awaited<ReturnType<typeof figures>>;

beforeAll(async () => {
	scene = exportOf(() => undefined);
	alone = newHome();
	sceneBatch = (await take(alone, scene)).batch ?? '';
	sceneFigures = await figures(alone);
});

/** A home with the same keys as the scene's, so that figures by worker can be compared. */
export const homeWith = async (...paths: string[]) => {
	const begun = paths[0] === scene;
	const home = begun ? newHome({ from: alone }) : newHome({ keysOf: alone });
	const others = begun ? paths.slice(1) : paths;
	if (others.length > 0) await take(home, others);
	return home;
};
export const housed = (home: Home) => value(home, 'exits-to-permanent-housing');
export const started = (home: Home) => value(home, 'enrollments-started');
export const served = (home: Home) => value(home, 'people-served');
