import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '#pipelines/home.ts';
import { key } from '#pipelines/secrets.ts';
import { inOneStep, openApp } from './app-db.ts';

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
	'imported',
	'undid',
	'purged',
	'built',
	'changed a setting',
	'changed standards or targets',
	'changed the roster',
	'backed up',
	'restored',
	'rotated keys'
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

type Stored = Omit<Entry, 'detail'> & { detail: string; hash: string };

const START = 'throughline audit log';

/**
 * Adds an entry. Each carries a keyed hash of itself and the one before it (HMAC-SHA-256, key in `secrets/`), and
 * `audit.head` in the home says how far the log goes, so that what is changed, taken out or cut off shows.
 */
export function record(
	home: Home,
	actor: Actor,
	action: Action,
	subject: string,
	detail: Entry['detail'] = {}
): void {
	const db = openApp(home);
	const secret = key(home, 'audit');
	const head = inOneStep(db, () => {
		const last = db.prepare('select seq, hash from audit order by seq desc limit 1').get();
		const entry = {
			seq: Number(last?.seq ?? 0) + 1,
			at: new Date().toISOString(),
			actor: actor.id,
			actor_name: actor.name,
			action,
			subject,
			detail: JSON.stringify(detail)
		};
		const hash = chained(secret, String(last?.hash ?? START), entry);
		db.prepare('insert into audit values (?, ?, ?, ?, ?, ?, ?, ?)').run(...Object.values(entry), hash);
		return { seq: entry.seq, hash };
	});
	// Two processes may write at once: one that lags behind the log by an entry is still found in it.
	const draft = join(home.path, `${HEAD}.${String(process.pid)}`);
	writeFileSync(draft, `${String(head.seq)} ${head.hash}\n`, { mode: 0o600 });
	renameSync(draft, join(home.path, HEAD));
}

const HEAD = 'audit.head';

function chained(secret: Buffer, before: string, entry: Omit<Stored, 'hash'>): string {
	const { seq, at, actor, actor_name, action, subject, detail } = entry;
	return createHmac('sha256', secret)
		.update(JSON.stringify([before, seq, at, actor, actor_name, action, subject, detail]))
		.digest('hex');
}

/** What is wrong with the audit log, as sentences; none where it is whole or there is none yet. */
export function verifyAudit(home: Home): { entries: number; problems: string[] } {
	if (!existsSync(home.app)) return { entries: 0, problems: [] };
	const db = openApp(home);
	const secret = key(home, 'audit');
	const problems: string[] = [];
	let before = START;
	let seq = 0;
	const headText = existsSync(join(home.path, HEAD))
		? readFileSync(join(home.path, HEAD), 'utf8').trim()
		: '';
	const [headSeq = '', headHash = ''] = headText.split(' ');
	let headFound = headText === '';
	for (const row of db.prepare('select * from audit order by seq').iterate()) {
		const entry = row as Stored;
		seq++;
		if (entry.seq !== seq) {
			problems.push(`Entries ${String(seq)} to ${String(entry.seq - 1)} of the audit log are missing.`);
			seq = entry.seq;
		} else if (entry.hash !== chained(secret, before, entry))
			problems.push(`Entry ${String(seq)} of the audit log, of ${entry.at}, was changed.`);
		before = entry.hash;
		if (String(seq) === headSeq && entry.hash === headHash) headFound = true;
	}
	if (!headFound)
		problems.push(
			`The audit log ends with entry ${String(seq)}; audit.head knows of entry ${headSeq}. The rest was cut off or replaced.`
		);
	if (headText === '' && seq > 0)
		problems.push(
			'audit.head is missing, so it cannot be told whether the end of the audit log was cut off.'
		);
	return { entries: seq, problems };
}
