import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { explain, Fault, reasonOf, Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { key } from '#pipelines/secrets.ts';
import { inOneStep, onceKept, openApp, type AppDb } from './app-db.ts';

/** Everything that is written down. */
export const ACTIONS = [
	'set up',
	'signed in',
	'signed out',
	'sign-in refused',
	'invited',
	'made a password link',
	'set a password',
	'changed a person',
	'closed an account',
	'saw rows',
	'saw figures by worker',
	'looked for a case',
	'exported',
	'compared',
	'received',
	'checked',
	'dropped an upload',
	'imported',
	'mapped again',
	'undid',
	'purged',
	'built',
	'made an upload key',
	'revoked an upload key',
	'changed a setting',
	'changed standards or targets',
	'added a grant',
	'changed a grant',
	'removed a grant',
	'brought in grants',
	'changed a mapping',
	'changed the roster',
	'marked a step change',
	'took a step change back',
	'opened a gap',
	'wrote about a gap',
	'gave a gap to somebody',
	'closed a gap',
	'put off what is due',
	'took up again what was put off',
	'logged a supervision',
	'corrected a supervision',
	'opened a review',
	'wrote in a review',
	'signed a review',
	'closed a review',
	'opened a report',
	'wrote in a report',
	'sent a report for review',
	'took a report back',
	'approved a report',
	'dropped a report',
	'released a report',
	'read a released report',
	'made a link to a report',
	'ended a link to a report',
	'opened a report by a link',
	'verified a release',
	'backed up',
	'restored',
	'rotated keys',
	'pruned'
] as const;
export type Action = (typeof ACTIONS)[number];

/** Who did it: a person of the home by id, or whoever used the command line on this machine. */
export type Actor = { id: string | null; name: string };

/** Whoever uses the command line on this machine, who owns the home. */
export const COMMAND_LINE: Actor = { id: null, name: 'command line' };

/** One thing that was done. `at` is ISO in UTC; `detail` never holds a source id, a name of a client or a value. */
export type Entry = {
	seq: number;
	at: string;
	actor: string | null;
	actor_name: string;
	action: Action;
	/** What it was done to: a metric, a batch, a person. */
	subject: string;
	detail: Record<string, unknown>;
};

/** An entry as the table has it. */
export type Stored = Omit<Entry, 'detail'> & { detail: string; hash: string };

const START = 'throughline audit log';
const HEAD = 'audit.head';

/**
 * Adds an entry and gives its number. Each carries a keyed hash of itself and the one before it (HMAC-SHA-256, key in
 * `secrets/`), and `audit.head` in the home says how far the log goes, so that what is changed, taken out or cut
 * off shows. Within `inOneStep` it is a part of that step.
 * @throws Fault where it cannot be written: what cannot be written down must not be shown or done
 */
export function record(
	home: Home,
	actor: Actor,
	action: Action,
	subject: string,
	detail: Entry['detail'] = {}
): number {
	try {
		const db = openApp(home);
		const secret = key(home, 'audit');
		return inOneStep(db, () => {
			const last = lastOf(db);
			const entry = {
				seq: last.seq + 1,
				at: new Date().toISOString(),
				actor: actor.id,
				actor_name: actor.name,
				action,
				subject,
				detail: JSON.stringify(detail)
			};
			const hash = chained(secret, last.hash, entry);
			db.prepare('insert into audit values (?, ?, ?, ?, ?, ?, ?, ?)').run(...Object.values(entry), hash);
			onceKept(db, HEAD, () => {
				noteHead(home, db, secret);
			});
			return entry.seq;
		});
	} catch (cause) {
		if (cause instanceof Refused) throw cause; // of a home that this version does not know
		throw new Fault(
			`The audit log cannot be written, and what cannot be written down is neither shown nor done. ${explain(cause).message}`,
			{ cause }
		);
	}
}

/** How far the log goes, and the hash that the next entry goes on from. */
function lastOf(db: AppDb): { seq: number; hash: string } {
	const last = db.prepare('select seq, hash from audit order by seq desc limit 1').get();
	return { seq: Number(last?.seq ?? 0), hash: String(last?.hash ?? START) };
}

/**
 * Notes outside of the database how far it goes. Only after an entry is kept: a step that is dropped must not look
 * like a log that was cut off. Under the database's lock, so that no process notes less than another did.
 */
function noteHead(home: Home, db: AppDb, secret: Buffer): void {
	try {
		inOneStep(db, () => {
			const { seq, hash } = lastOf(db);
			const draft = join(home.path, `${HEAD}.${String(process.pid)}`);
			writeFileSync(draft, `${String(seq)} ${sealed(secret, seq, hash)}\n`, { mode: 0o600 });
			renameSync(draft, join(home.path, HEAD));
		});
	} catch (cause) {
		throw new Fault(
			`audit.head, which says how far the audit log goes, cannot be written. ${reasonOf(cause)}`,
			{
				cause
			}
		);
	}
}

function sealed(secret: Buffer, seq: number, hash: string): string {
	return sign(secret, [HEAD, seq, hash]);
}

function chained(secret: Buffer, before: string, entry: Omit<Stored, 'hash'>): string {
	const { seq, at, actor, actor_name, action, subject, detail } = entry;
	return sign(secret, [before, seq, at, actor, actor_name, action, subject, detail]);
}

function sign(secret: Buffer, parts: readonly unknown[]): string {
	return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex');
}

/** What the chain says of the log: how many entries, since when (ISO in UTC), and what is wrong, as sentences. */
export type Verdict = { entries: number; since: string | null; problems: string[] };

const AT_ONCE = 500;

/**
 * Looks whether the audit log is whole. It reads the log in pieces and lets others go on between them. A home without
 * a log is whole.
 */
export async function verifyAudit(home: Home): Promise<Verdict> {
	const head = readHead(home);
	if (!existsSync(home.app))
		return {
			entries: 0,
			since: null,
			problems: head === null ? [] : ['app.sqlite with the audit log is missing. Restore it from a backup.']
		};
	const db = openApp(home);
	const secret = key(home, 'audit');
	const problems: string[] = [];
	let verified = { seq: 0, hash: START };
	let entries = 0;
	let since: string | null = null;
	let headFits: boolean | null = head?.seq === 0 ? false : null;
	let changed = null as { from: number; to: number; at: string } | null;
	const tellChanged = () => {
		if (changed !== null) problems.push(changedSaid(changed));
		changed = null;
	};
	const next = db.prepare('select * from audit where seq > ? order by seq limit ?');
	for (let after = Number.MIN_SAFE_INTEGER; ; await breathe()) {
		const rows = next.all(after, AT_ONCE) as Stored[];
		for (const entry of rows) {
			entries++;
			since ??= entry.at;
			const expected = verified.seq + 1;
			if (entry.seq > expected) {
				tellChanged();
				problems.push(missingSaid(expected, entry.seq - 1));
			} else if (entry.hash !== chained(secret, verified.hash, entry)) {
				changed = { at: entry.at, from: entry.seq, ...changed, to: entry.seq };
			} else tellChanged();
			verified = { seq: Math.max(entry.seq, 0), hash: entry.hash };
			if (entry.seq === head?.seq) headFits = sealed(secret, entry.seq, entry.hash) === head.seal;
		}
		const last = rows.at(-1);
		if (last === undefined) break;
		after = last.seq;
	}
	tellChanged();
	if (head === null && entries > 0)
		problems.push(
			'audit.head is missing, so it cannot be told whether the end of the audit log was cut off.'
		);
	else if (head !== null && headFits === null)
		problems.push(
			`The audit log ends with entry ${String(verified.seq)}, but audit.head knows of entry ${String(head.seq)}: the end was cut off, or an older app.sqlite was put in its place.`
		);
	else if (headFits === false)
		problems.push('audit.head does not belong to this audit log: one of the two was changed or replaced.');
	return { entries, since, problems };
}

/** What `audit.head` says; one that cannot be read fits no log. */
function readHead(home: Home): { seq: number; seal: string } | null {
	const path = join(home.path, HEAD);
	if (!existsSync(path)) return null;
	const [, seq = '0', seal = ''] = /^(\d{1,15}) ([0-9a-f]{64})\s*$/.exec(readFileSync(path, 'utf8')) ?? [];
	return { seq: Number(seq), seal };
}

function missingSaid(from: number, to: number): string {
	return from === to
		? `Entry ${String(from)} of the audit log is missing.`
		: `Entries ${String(from)} to ${String(to)} of the audit log are missing.`;
}

function changedSaid({ from, to, at }: { from: number; to: number; at: string }): string {
	return from === to
		? `Entry ${String(from)} of the audit log, of ${at}, was changed.`
		: `Entries ${String(from)} to ${String(to)} of the audit log were changed, or secrets/audit.key is not the one that they were written with.`;
}
