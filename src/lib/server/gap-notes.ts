import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import type { Cell } from '#lib/metrics/gap-answer.ts';
import type { Asker, Scope } from '#lib/metrics/scope.ts';
import type { Condition } from '#lib/view.ts';
import { ABILITIES, askerOf, may, type Viewer } from './access.ts';
import { inOneStep, openApp } from './app-db.ts';
import { record, type Action } from './audit.ts';
import { isWithin, keepPrograms, keyOfAbout, programsOf, type About, type Deed } from './conclusions.ts';
import { listPeople } from './people.ts';
import { isSamplePerson, refuseSample } from './sample.ts';

/** A gap that is followed. */
export type FollowedGap = About &
	Pick<Cell, 'metric' | 'dimension' | 'value'> & {
		id: string;
		/** The comparison as it was when it was opened. */
		found: Cell;
		opened: Deed;
		/** Who sees to it, by the name that they have now. */
		assigned: { id: string; name: string } | null;
		closed: (Deed & { reason: string }) | null;
	};

/** Something that was written down about a gap: a text, or to whom it was given (null: to nobody any more). */
export type GapNote = Deed & ({ text: string } | { text: null; assigned: string | null });

/** Why a text of a form will not do. */
export type WrongText = 'needed' | 'long';

const LONGEST = 2000;

/** The gaps that somebody may see, those that are open first, each with the newest first. */
export function listGaps(home: Home, asker: Asker): FollowedGap[] {
	return readGaps(home).filter((gap) => covers(asker.scope, gap));
}

/** The gap with an id. Throws `Misused` where there is none that who asks may see. */
export function findGap(home: Home, asker: Asker, id: string): FollowedGap {
	const found = listGaps(home, asker).find((gap) => gap.id === id);
	if (!found) throw new Misused('There is no such gap.');
	return found;
}

/**
 * Whether all that a gap is about lies within a scope. Who has chosen programs sees what is about those alone; who has
 * teams or only their own cases sees none, since a gap is about whole programs.
 */
function covers(scope: Scope, gap: Pick<FollowedGap, 'programs'>): boolean {
	const { teams, workers, cases } = scope;
	return teams === 'all' && workers === 'all' && cases === 'all' && isWithin(gap, scope);
}

/** The rows that a gap is about, never beyond those of who asks. Whoever finds it may see all of its programs. */
export function scopeOf(gap: FollowedGap, { scope }: Asker): Scope {
	return gap.programs === 'all' ? scope : { ...scope, programs: gap.programs };
}

/**
 * Opens a gap of the comparison that found it; where it is open already, that one. Gives its id. Throws `Misused` for who
 * may not, `Refused` in the sample's home.
 */
export function openGap(home: Home, viewer: Viewer, found: Cell, where: readonly Condition[]): string {
	checkMayWrite(home, viewer);
	const { programs } = viewer.asker.scope;
	const { metric, dimension, value } = found;
	const gap = {
		metric,
		dimension,
		value,
		where: [...where],
		programs: programs === 'all' ? programs : [...programs]
	};
	const known = readGaps(home).find((each) => each.closed === null && keyOf(each) === keyOf(gap));
	if (known) return known.id;
	const id = randomUUID();
	const db = openApp(home);
	inOneStep(db, () => {
		db.prepare(
			`insert into gap (id, metric, dimension, value, conditions, found, all_programs, opened_by, opened_by_name, opened_at)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
		).run(
			id,
			metric,
			dimension,
			value,
			JSON.stringify(where),
			JSON.stringify(found),
			programs === 'all' ? 1 : 0,
			viewer.id,
			viewer.name,
			new Date().toISOString()
		);
		keepPrograms(db, 'gap_program', id, gap.programs);
		note(home, viewer, 'opened a gap', { id, ...gap });
	});
	return id;
}

/** What tells an open gap from others. */
function keyOf({
	metric,
	dimension,
	value,
	...about
}: Omit<FollowedGap, 'id' | 'found' | 'opened' | 'assigned' | 'closed'>): string {
	return JSON.stringify([metric, dimension, value, keyOfAbout(about)]);
}

/** Writes something down about a gap, or says why the text will not do. Throws as `openGap`, and where it is closed. */
export function noteOnGap(home: Home, viewer: Viewer, id: string, text: string): WrongText | null {
	const gap = findOpen(home, viewer, id);
	const wrong = wrongText(text);
	if (wrong !== null) return wrong;
	inOneStep(openApp(home), () => {
		addNote(home, viewer, id, { text: text.trim(), assigned: null });
		note(home, viewer, 'wrote about a gap', gap);
	});
	return null;
}

/** Somebody who can see to a gap. */
export type Assignable = { id: string; name: string };

/** Who can see to a gap: everybody whose account is open, who sees figures, and all that it is about. */
export function assignable(home: Home, gap: Pick<FollowedGap, 'programs'>): Assignable[] {
	return listPeople(home)
		.filter(
			(person) =>
				person.state === 'active' &&
				!isSamplePerson(person.id) &&
				ABILITIES[person.role].includes('figures') &&
				covers(askerOf(person).scope, gap)
		)
		.map(({ id, name }) => ({ id, name }));
}

/** Gives a gap to somebody, or to nobody. Throws as `noteOnGap`, and for somebody who cannot see it. */
export function assignGap(home: Home, viewer: Viewer, id: string, person: string | null): void {
	const gap = findOpen(home, viewer, id);
	const to = person === null ? null : assignable(home, gap).find((each) => each.id === person);
	if (to === undefined) throw new Misused('There is nobody like that who can see this gap.');
	if ((gap.assigned?.id ?? null) === (to?.id ?? null)) return;
	const db = openApp(home);
	inOneStep(db, () => {
		db.prepare('update gap set assigned_to = ? where id = ?').run(to?.id ?? null, id);
		addNote(home, viewer, id, { text: null, assigned: to?.name ?? null });
		note(home, viewer, 'gave a gap to somebody', gap, { person: to?.id ?? null });
	});
}

/** Closes a gap for a reason, or says why the reason will not do; it can be read from then on. Throws as `noteOnGap`. */
export function closeGap(home: Home, viewer: Viewer, id: string, reason: string): WrongText | null {
	const gap = findOpen(home, viewer, id);
	const wrong = wrongText(reason);
	if (wrong !== null) return wrong;
	const db = openApp(home);
	inOneStep(db, () => {
		db.prepare(
			'update gap set closed_by = ?, closed_by_name = ?, closed_at = ?, reason = ? where id = ?'
		).run(viewer.id, viewer.name, new Date().toISOString(), reason.trim(), id);
		note(home, viewer, 'closed a gap', gap);
	});
	return null;
}

/** What was written down about a gap, oldest first. */
export function notesOf(home: Home, gap: Pick<FollowedGap, 'id'>): GapNote[] {
	return openApp(home)
		.prepare('select * from gap_note where gap = ? order by id')
		.all(gap.id)
		.map((row) => {
			const deed = { by: String(row.by_name), at: String(row.at) };
			if (row.text !== null) return { ...deed, text: String(row.text) };
			return { ...deed, text: null, assigned: row.assigned_name === null ? null : String(row.assigned_name) };
		});
}

function checkMayWrite(home: Home, viewer: Viewer): void {
	if (!may(viewer, 'conclusions')) throw new Misused('There is no such gap.');
	refuseSample(home);
}

function findOpen(home: Home, viewer: Viewer, id: string): FollowedGap {
	checkMayWrite(home, viewer);
	const gap = findGap(home, viewer.asker, id);
	if (gap.closed !== null) throw new Misused('This gap is closed.');
	return gap;
}

function wrongText(text: string): WrongText | null {
	if (text.trim() === '') return 'needed';
	return text.trim().length > LONGEST ? 'long' : null;
}

function addNote(
	home: Home,
	viewer: Viewer,
	gap: string,
	{ text, assigned }: { text: string | null; assigned: string | null }
): void {
	openApp(home)
		.prepare('insert into gap_note (gap, at, by, by_name, text, assigned_name) values (?, ?, ?, ?, ?, ?)')
		.run(gap, new Date().toISOString(), viewer.id, viewer.name, text, assigned);
}

/** Into the audit log: which gap, never what was written about it. */
function note(
	home: Home,
	viewer: Viewer,
	action: Action,
	{ id, metric, dimension }: Pick<FollowedGap, 'id' | 'metric' | 'dimension'>,
	more: Record<string, unknown> = {}
): void {
	record(home, { id: viewer.id, name: viewer.name }, action, metric, { gap: id, by: [dimension], ...more });
}

function readGaps(home: Home): FollowedGap[] {
	if (!existsSync(home.app)) return [];
	const db = openApp(home);
	return db
		.prepare(
			`select g.*, p.name as assigned_name from gap g left join person p on p.id = g.assigned_to
			order by g.closed_at is not null, coalesce(g.closed_at, g.opened_at) desc, g.id`
		)
		.all()
		.map((row) => ({
			id: String(row.id),
			metric: String(row.metric),
			dimension: String(row.dimension),
			value: String(row.value),
			where: JSON.parse(String(row.conditions)) as Condition[],
			programs: programsOf(db, 'gap_program', row),
			found: JSON.parse(String(row.found)) as Cell,
			opened: { by: String(row.opened_by_name), at: String(row.opened_at) },
			assigned:
				row.assigned_to === null ? null : { id: String(row.assigned_to), name: String(row.assigned_name) },
			closed:
				row.closed_at === null
					? null
					: { by: String(row.closed_by_name), at: String(row.closed_at), reason: String(row.reason) }
		}));
}
