import { existsSync } from 'node:fs';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import type { Due } from '#lib/due.ts';
import { isDate } from '#lib/metrics/periods.ts';
import { may, type Viewer } from './access.ts';
import { inOneStep, openApp } from './app-db.ts';
import { record } from './audit.ts';
import type { Deed } from './conclusions.ts';
import { refuseSample } from './sample.ts';
import { fromVault } from './vault.ts';

/** That something was put off: until which day, why, by whom. It is back in the list from that day on. */
export type PutOff = Deed & { until: string; reason: string };

/** Why a form that puts things off will not do, by its field. */
export type PutOffSlips = {
	things?: 'none';
	until?: 'needed' | 'past' | 'far';
	reason?: 'needed' | 'long';
};

const LONGEST = 500;
/** Nothing is put off for longer: what rests for a year is another plan. */
const FARTHEST_DAYS = 365;
const DAY_MS = 86_400_000;

type Thing = Pick<Due, 'key' | 'kind' | 'enrollment_id' | 'record_id' | 'what' | 'due_on'>;

/** What is put off on a day of the clock, by the key of the thing. */
export function listPutOffs(home: Home, today: string): Map<string, PutOff> {
	if (!existsSync(home.app)) return new Map();
	const rows = openApp(home)
		.prepare('select * from put_off where woken_at is null and until > ? order by id')
		.all(today);
	return new Map(
		rows.map((row) => [
			[row.kind, row.enrollment, row.thing, row.due_on].map(String).join(' '),
			{ until: String(row.until), reason: String(row.reason), by: String(row.by_name), at: String(row.at) }
		])
	);
}

/**
 * Puts things off until a day for a reason, each that was put off already anew; or says what of the form will not do.
 * `things` are those that who asks may see.
 * @throws Misused for who may not
 * @throws Refused in the sample's home
 */
export function putOff(
	home: Home,
	viewer: Viewer,
	things: readonly Thing[],
	{ until, reason, today }: Record<'until' | 'reason' | 'today', string>
): PutOffSlips | null {
	checkMayPutOff(home, viewer);
	const slips = slipsOf(things, until, reason.trim(), today);
	if (slips !== null) return slips;
	const db = openApp(home);
	inOneStep(db, () => {
		for (const thing of things) {
			end(home, viewer, thing);
			db.prepare(
				`insert into put_off (kind, enrollment, thing, due_on, until, reason, by, by_name, at)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?)`
			).run(...identity(thing), until, reason.trim(), viewer.id, viewer.name, new Date().toISOString());
			note(home, viewer, 'put off what is due', thing, { until });
		}
	});
	return null;
}

/** Takes back that things were put off; gives how many were. Throws as `putOff`. */
export function wake(home: Home, viewer: Viewer, things: readonly Thing[]): number {
	checkMayPutOff(home, viewer);
	return inOneStep(openApp(home), () => {
		const woken = things.filter((thing) => end(home, viewer, thing));
		for (const thing of woken) note(home, viewer, 'took up again what was put off', thing, {});
		return woken.length;
	});
}

/** Forgets what was put off in cases that a purge deleted. */
export async function forgetGone(home: Home): Promise<void> {
	if (!existsSync(home.app)) return;
	const db = openApp(home);
	const cases = db.prepare('select distinct enrollment from put_off').all();
	const gone = await goneAmong(
		home,
		cases.map(({ enrollment }) => String(enrollment))
	);
	inOneStep(db, () => {
		for (const each of gone) db.prepare('delete from put_off where enrollment = ?').run(each);
	});
}

/** Which of some cases a purge deleted: the vault knows them no more. */
export async function goneAmong(home: Home, enrollments: readonly string[]): Promise<string[]> {
	if (enrollments.length === 0) return [];
	return fromVault(home, (vault) => enrollments.filter((each) => vault.find(each, 'enrollment') === null));
}

function checkMayPutOff(home: Home, viewer: Viewer): void {
	if (!may(viewer, 'team')) throw new Misused('There is no such list.');
	refuseSample(home);
}

function slipsOf(things: readonly Thing[], until: string, reason: string, today: string): PutOffSlips | null {
	const slips: PutOffSlips = {};
	if (things.length === 0) slips.things = 'none';
	if (!isDate(until)) slips.until = 'needed';
	else if (until <= today) slips.until = 'past';
	else if (Date.parse(until) - Date.parse(today) > FARTHEST_DAYS * DAY_MS) slips.until = 'far';
	if (reason === '') slips.reason = 'needed';
	else if (reason.length > LONGEST) slips.reason = 'long';
	return Object.keys(slips).length === 0 ? null : slips;
}

const identity = ({ kind, enrollment_id, record_id, what, due_on }: Thing) =>
	[kind, enrollment_id, record_id ?? what ?? '', due_on] as const;

/** Ends that a thing is put off; false where it was not. */
function end(home: Home, viewer: Viewer, thing: Thing): boolean {
	const { changes } = openApp(home)
		.prepare(
			`update put_off set woken_by_name = ?, woken_at = ?
			where kind = ? and enrollment = ? and thing = ? and due_on = ? and woken_at is null`
		)
		.run(viewer.name, new Date().toISOString(), ...identity(thing));
	return changes > 0;
}

/** Into the audit log: what of which case, never the reason. */
function note(
	home: Home,
	viewer: Viewer,
	action: 'put off what is due' | 'took up again what was put off',
	{ kind, enrollment_id, due_on }: Thing,
	more: Record<string, unknown>
): void {
	const detail = { what: 'due', due: kind, day: due_on, ...more };
	record(home, { id: viewer.id, name: viewer.name }, action, enrollment_id, detail);
}
