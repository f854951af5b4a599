import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { isDate } from '#lib/metrics/periods.ts';
import {
	dayOf,
	OTHER,
	STEPS,
	type Agreement,
	type Given,
	type OpenMeeting,
	type Slips,
	type Step,
	type Supervision,
	type Told
} from '#lib/supervision.ts';
import type { Known } from '#lib/team.ts';
import { may, type Viewer } from './access.ts';
import { inOneStep, openApp, type AppDb } from './app-db.ts';
import { record } from './audit.ts';
import { refuseSample } from './sample.ts';

const LONGEST = { topics: 4000, reason: 500, agreed: 300 };

/** The supervision meetings of a worker that were written down, the newest day first. */
export function listSupervisions(home: Home, worker: string): Supervision[] {
	if (!existsSync(home.app)) return [];
	const db = openApp(home);
	const rows = db
		.prepare('select * from supervision where worker = ? order by at desc, rowid desc')
		.all(worker);
	const meetings = [...Map.groupBy(rows, ({ first }) => String(first))];
	return meetings
		.map(([first, versions]): Supervision => {
			const [now, ...before] = versions.map(toldOf);
			if (now === undefined) throw new Misused('There is no such meeting.');
			return { ...now, first, before, agreed: [], sent: (versions[0]?.sent_at ?? null) !== null };
		})
		.sort((a, b) => dayOf(b).localeCompare(dayOf(a)) || b.at.localeCompare(a.at))
		.map((meeting, _, all) => ({ ...meeting, agreed: agreedIn(db, meeting, all) }));
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

function toldOf(row: Record<string, unknown>): Told {
	return {
		id: String(row.id),
		meeting: textOrNull(row.meeting),
		planned_on: textOrNull(row.planned_on),
		held_on: textOrNull(row.held_on),
		next_on: textOrNull(row.next_on),
		topics: String(row.topics),
		reason: textOrNull(row.reason),
		by: String(row.by_name),
		at: String(row.at)
	};
}

function agreedIn(db: AppDb, meeting: Supervision, all: readonly Supervision[]): Agreement[] {
	const days = new Map(all.map((each) => [each.first, dayOf(each)]));
	return db
		.prepare('select * from agreement where supervision = ? order by rowid')
		.all(meeting.first)
		.map((row): Agreement => {
			const steps = db
				.prepare('select * from agreement_step where agreement = ? order by id')
				.all(String(row.id));
			const last = steps.at(-1);
			return {
				id: String(row.id),
				what: String(row.what),
				who: String(row.who),
				until: steps.reduce((until, step) => textOrNull(step.until) ?? until, textOrNull(row.until)),
				state: last ? (String(last.state) as Step) : 'open',
				agreed_on: dayOf(meeting),
				told_on: last ? (days.get(String(last.supervision)) ?? null) : null
			};
		});
}

/**
 * Writes a meeting down, with what was agreed and what became of what was agreed before; or says what of the form will not do.
 * `open` are the planned meetings that it may be, `today` is a day where the agency is.
 * @throws Misused for who may not
 * @throws Refused in the sample's home
 */
export function logSupervision(
	home: Home,
	viewer: Viewer,
	worker: Known,
	given: Given,
	{ open, today }: { open: readonly OpenMeeting[]; today: string }
): Slips | null {
	checkMayWrite(home, viewer);
	const slips = { ...slipsOf(given, open, today), ...slipsOfAgreed(given) };
	if (Object.keys(slips).length > 0) return slips;
	const db = openApp(home);
	const living = new Set(
		listSupervisions(home, worker.id).flatMap(({ agreed }) => agreed.map(({ id }) => id))
	);
	const id = randomUUID();
	inOneStep(db, () => {
		write(db, viewer, worker, { id, first: id, reason: null }, given, open);
		for (const { what, who, until } of said(given))
			db.prepare('insert into agreement values (?, ?, ?, ?, ?)').run(
				randomUUID(),
				id,
				what.trim(),
				who.trim(),
				until || null
			);
		for (const { id: agreement, step, until } of given.steps)
			if (living.has(agreement) && STEPS.some((each) => each === step))
				db.prepare(
					'insert into agreement_step (agreement, supervision, state, until) values (?, ?, ?, ?)'
				).run(agreement, id, step, step === 'carried on' ? until || null : null);
		note(home, viewer, 'logged a supervision', worker, given);
	});
	return null;
}

/**
 * Writes down what a meeting of a worker was instead, and why; what was told of it before stays to be read. Throws as
 * `logSupervision`, and `Misused` where there is no such meeting.
 */
export function correctSupervision(
	home: Home,
	viewer: Viewer,
	worker: Known,
	first: string,
	given: Given,
	{ open, today }: { open: readonly OpenMeeting[]; today: string }
): Slips | null {
	checkMayWrite(home, viewer);
	const told = listSupervisions(home, worker.id).find((each) => each.first === first);
	if (told === undefined) throw new Misused('There is no such meeting.');
	const reason = given.reason.trim();
	const slips: Slips = slipsOf(given, open, today);
	if (reason === '') slips.reason = 'needed';
	else if (reason.length > LONGEST.reason) slips.reason = 'long';
	if (Object.keys(slips).length > 0) return slips;
	const db = openApp(home);
	inOneStep(db, () => {
		write(db, viewer, worker, { id: randomUUID(), first, reason }, given, open);
		note(home, viewer, 'corrected a supervision', worker, given);
	});
	return null;
}

/** Everything that was told of each meeting of a source that the figures do not have as it is told now, the oldest first. */
export function listUnsent(home: Home, source: string): { first: string; worker: string; told: Told[] }[] {
	if (!existsSync(home.app)) return [];
	const rows = openApp(home)
		.prepare('select * from supervision where source = ? order by at, rowid')
		.all(source);
	return [...Map.groupBy(rows, ({ first }) => String(first))]
		.filter(([, versions]) => versions.at(-1)?.sent_at === null)
		.map(([first, versions]) => ({
			first,
			worker: String(versions[0]?.worker),
			told: versions.map(toldOf)
		}));
}

/** The planned meetings of a source that were written down, as it is told now, by which of them: its `first`. */
export function listTakenMeetings(home: Home, source: string): Map<string, string> {
	if (!existsSync(home.app)) return new Map();
	const rows = openApp(home)
		.prepare(
			`select meeting, first from supervision s where source = ? and meeting is not null
				and rowid = (select max(rowid) from supervision where first = s.first)`
		)
		.all(source);
	return new Map(rows.map(({ meeting, first }) => [String(meeting), String(first)]));
}

/** Notes that the figures have what was told. */
export function markSent(home: Home, ids: readonly string[]): void {
	const set = openApp(home).prepare('update supervision set sent_at = ? where id = ?');
	for (const id of ids) set.run(new Date().toISOString(), id);
}

function checkMayWrite(home: Home, viewer: Viewer): void {
	if (!may(viewer, 'supervision')) throw new Misused('There is no such log.');
	refuseSample(home);
}

/** What is agreed, without the lines that were left empty. */
const said = ({ agreed }: Given) => agreed.filter(({ what, until }) => `${what}${until}`.trim() !== '');

function slipsOf(given: Given, open: readonly OpenMeeting[], today: string): Slips {
	const { meeting, planned_on: planned, held_on: held, next_on: next } = given;
	const slips: Slips = {};
	const fellOut = given.fell_out !== '';
	if (meeting !== OTHER && !open.some(({ id }) => id === meeting)) slips.meeting = 'unknown';
	if (meeting === OTHER) {
		if (planned !== '' && !isDate(planned)) slips.planned_on = 'day';
		else if (planned > today) slips.planned_on = 'future';
		else if (open.some((each) => each.planned_on === planned)) slips.planned_on = 'listed';
		else if (planned === '' && fellOut) slips.planned_on = 'needed';
	}
	if (fellOut ? held !== '' : false) slips.held_on = 'both';
	else if (!fellOut && held === '') slips.held_on = 'needed';
	else if (held !== '' && !isDate(held)) slips.held_on = 'day';
	else if (held > today) slips.held_on = 'future';
	if (next !== '' && !isDate(next)) slips.next_on = 'day';
	else if (next !== '' && next <= (held || planned || today)) slips.next_on = 'past';
	if (given.topics.trim() === '') slips.topics = 'needed';
	else if (given.topics.length > LONGEST.topics) slips.topics = 'long';
	return slips;
}

function slipsOfAgreed(given: Given): Slips {
	const agreed: NonNullable<Slips['agreed']> = {};
	for (const [at, { what, who, until }] of given.agreed.entries()) {
		if (`${what}${until}`.trim() === '') continue;
		if (what.trim() === '') agreed[at] = 'what';
		else if (who.trim() === '') agreed[at] = 'who';
		else if (until !== '' && !isDate(until)) agreed[at] = 'day';
		else if (what.length > LONGEST.agreed || who.length > LONGEST.agreed) agreed[at] = 'long';
	}
	const steps: NonNullable<Slips['steps']> = {};
	for (const [at, { until }] of given.steps.entries()) if (until !== '' && !isDate(until)) steps[at] = 'day';
	return {
		...(Object.keys(agreed).length > 0 ? { agreed } : {}),
		...(Object.keys(steps).length > 0 ? { steps } : {})
	};
}

function write(
	db: AppDb,
	viewer: Viewer,
	worker: Known,
	{ id, first, reason }: { id: string; first: string; reason: string | null },
	{ meeting, planned_on, held_on, next_on, topics }: Given,
	open: readonly OpenMeeting[]
): void {
	const planned = open.find((each) => each.id === meeting);
	db.prepare(
		`insert into supervision (id, first, worker, source, meeting, planned_on, held_on, next_on, topics, reason, by, by_name, at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	).run(
		...[id, first, worker.id, worker.source, planned?.id ?? null],
		...[(planned?.planned_on ?? planned_on) || null, held_on || null, next_on || null, topics.trim(), reason],
		...[viewer.id, viewer.name, new Date().toISOString()]
	);
}

/** Into the audit log: of which worker and which day, never what was said. */
function note(
	home: Home,
	viewer: Viewer,
	action: 'logged a supervision' | 'corrected a supervision',
	worker: Known,
	{ held_on }: Given
): void {
	const detail = { what: 'supervision', ...(held_on === '' ? {} : { day: held_on }) };
	record(home, { id: viewer.id, name: viewer.name }, action, worker.worker, detail);
}
