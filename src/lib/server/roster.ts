import type { Connected } from '#pipelines/duckdb.ts';
import { Misused } from '#pipelines/errors.ts';
import { readSettings, type Home } from '#pipelines/home.ts';
import { rosterRows } from '#pipelines/sources/canonical-csv/roster.ts';
import { clockOf } from '#lib/zone.ts';
import { fromVault } from './vault.ts';

/** A source system that a roster can be for. */
export type RosterSource = { source: string; name: string };

/** A time in a team. Days are ISO; `supervisor` is a pseudonym. */
export type Membership = { team: string; supervisor: string | null; from: string; to: string | null };

/** A time away. */
export type Absence = { from: string; to: string | null };

/** A worker of a source, from the roster or from the records. */
export type RosterWorker = {
	/** The pseudonym, and the source system's own code; null where the vault does not have it. */
	id: string;
	code: string | null;
	/** The name, with the code where two have the same; else the code by which figures call who has no name. */
	label: string;
	/** Whether the roster has a line of the worker; others are only known from records. */
	listed: boolean;
	name: string | null;
	role: string | null;
	fte: number | null;
	from: string | null;
	to: string | null;
	/** Newest first. */
	teams: Membership[];
	absences: Absence[];
};

/** Everybody who works with the cases of a source, by label. */
export type Roster = { source: RosterSource; workers: RosterWorker[] };

/** The sources that the figures know, by name. */
export async function listSources(db: Connected): Promise<RosterSource[]> {
	const rows = await db.rows('select source, source_name from source order by source_name, source');
	return rows.map((row) => ({ source: String(row.source), name: String(row.source_name) }));
}

/** The source with a key; the first one where none is asked for. Throws `Misused` where there is none. */
export async function findSource(db: Connected, key: string | null): Promise<RosterSource> {
	const source = (await listSources(db)).find((each) => key === null || each.source === key);
	if (!source) throw new Misused('There is no such source.');
	return source;
}

/** The roster of a source as it stands. Throws `Misused` where there is no such source. */
export async function readRoster(db: Connected, home: Home, key: string): Promise<Roster> {
	const source = await findSource(db, key);
	const named = await db.rows('select worker_id, label from worker where source = $source', { source: key });
	const lines = new Map((await rosterRows(db, key, 'worker')).map((row) => [row.worker_id, row]));
	const teams = Map.groupBy(await rosterRows(db, key, 'team_membership'), (row) => row.worker_id);
	const absences = Map.groupBy(await rosterRows(db, key, 'absence'), (row) => row.worker_id);
	const names = [...lines.values()].map((line) => line.display_name);
	return fromVault(home, (vault) => ({
		source,
		workers: named
			.map((row) => {
				const id = String(row.worker_id);
				const line = lines.get(id);
				const code = vault.find(id, 'worker');
				const name = line?.display_name ?? null;
				const isShared = names.filter((each) => each === name).length > 1;
				return {
					id,
					code,
					label: name === null ? String(row.label) : isShared && code !== null ? `${name} (${code})` : name,
					listed: line !== undefined,
					name,
					role: line?.role ?? null,
					fte: line?.fte ? Number(line.fte) : null,
					from: line?.active_from ?? null,
					to: line?.active_to ?? null,
					teams: (teams.get(id) ?? []).map((each) => ({
						team: each.team ?? '',
						supervisor: each.supervisor_id ?? null,
						from: each.valid_from ?? '',
						to: each.valid_to ?? null
					})),
					absences: (absences.get(id) ?? []).map((each) => ({
						from: each.valid_from ?? '',
						to: each.valid_to ?? null
					}))
				};
			})
			.sort((a, b) => a.label.localeCompare(b.label) || a.id.localeCompare(b.id))
	}));
}

/** A worker of a roster. Throws `Misused` where there is none. */
export function workerOf(roster: Roster, id: string): RosterWorker {
	const worker = roster.workers.find((each) => each.id === id);
	if (!worker) throw new Misused('There is no such worker.');
	return worker;
}

/** The ISO day of today where the agency is. */
export function today(home: Home): string {
	return now(home).slice(0, 10);
}

/** This moment by the clocks of the agency, as exports say it: `yyyy-mm-dd hh:mm:ss`. */
export function now(home: Home): string {
	const { time_zone } = readSettings(home);
	return clockOf(new Date().toISOString(), time_zone).replace('T', ' ');
}
