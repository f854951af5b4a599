import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Home } from '#pipelines/home.ts';
import { inOneStep, openApp } from './app-db.ts';
import { record, type Actor } from './audit.ts';
import { isDemonstration } from './demonstration.ts';
import type { ReleaseNote } from './report-releases.ts';

/** A link to a release that still works. Moments are ISO in UTC. */
export type ReportLink = { id: string; made: { by: string; at: string }; until: string };

/** Wrong codes after which a link ends: a code has a million. */
const MOST_TRIES = 10;
export const MOST_DAYS = 90;

/** Under this name a browser keeps that it opened a link; the cookie is sent to the link's address alone. */
export const ENTRY_COOKIE = 'report-link';

const HOURS = 12;
/** Whoever has a link and its code. */
const BY_LINK: Actor = { id: null, name: 'link' };

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const now = () => new Date().toISOString();

/**
 * Makes a link to a release that works for some days, 1 to 90, for a funder without an account: gives the secret of its
 * address and its code, which are kept hashed only.
 */
export async function makeReportLink(
	home: Home,
	actor: Actor,
	release: ReleaseNote,
	days: number
): Promise<{ secret: string; code: string }> {
	const secret = randomBytes(32).toString('base64url');
	const code = String(randomInt(1_000_000)).padStart(6, '0');
	const kept = await hash(code);
	const until = new Date(Date.now() + Math.min(Math.max(1, days), MOST_DAYS) * 86_400_000).toISOString();
	inOneStep(openApp(home), () => {
		openApp(home)
			.prepare(
				'insert into report_link (id, release, secret, code, made_by, made_by_name, made_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)'
			)
			.run(randomUUID(), release.id, hashOf(secret), kept, actor.id, actor.name, now(), until);
		record(home, actor, 'made a link to a report', release.grant, { release: release.id, until });
	});
	return { secret, code };
}

/** The links to a release that work. */
export function listReportLinks(home: Home, release: string): ReportLink[] {
	return openApp(home)
		.prepare(
			'select id, made_by_name, made_at, expires_at from report_link where release = ? and ended_at is null and expires_at > ? order by made_at'
		)
		.all(release, now())
		.map((row) => ({
			id: String(row.id),
			made: { by: String(row.made_by_name), at: String(row.made_at) },
			until: String(row.expires_at)
		}));
}

/** Ends a link of a release. */
export function endReportLink(home: Home, actor: Actor, release: ReleaseNote, id: string): void {
	inOneStep(openApp(home), () => {
		const { changes } = openApp(home)
			.prepare('update report_link set ended_at = ? where id = ? and release = ? and ended_at is null')
			.run(now(), id, release.id);
		if (changes > 0) record(home, actor, 'ended a link to a report', release.grant, { release: release.id });
	});
}

type Found = { id: string; release: string; grant: string; code: string; until: string };

function find(home: Home, secret: string): Found | null {
	if (isDemonstration(home)) return null;
	const row = openApp(home)
		.prepare(
			`select l.id, l.release, l.code, l.expires_at, r.grant_name from report_link l join report_release r on r.id = l.release
			where l.secret = ? and l.ended_at is null and l.expires_at > ?`
		)
		.get(hashOf(secret), now());
	if (!row) return null;
	return {
		id: String(row.id),
		release: String(row.release),
		grant: String(row.grant_name),
		code: String(row.code),
		until: String(row.expires_at)
	};
}

/** Until when a link works; null where it does not exist, has ended or run out: all are answered alike. */
export function linkWorksUntil(home: Home, secret: string): string | null {
	return find(home, secret)?.until ?? null;
}

/**
 * Opens a link by its code: gives what the browser is to keep, by which `entered` knows it again for some hours; null where the
 * code is not the link's, or the link does not work. Each try counts before the code is looked at, and the tenth wrong one
 * ends the link.
 */
export async function openReportLink(home: Home, secret: string, code: string): Promise<string | null> {
	const found = find(home, secret);
	if (found === null) return null;
	const db = openApp(home);
	const { changes } = db
		.prepare('update report_link set tries = tries + 1 where id = ? and tries < ?')
		.run(found.id, MOST_TRIES);
	if (changes === 0 || !(await verify(found.code, code.replace(/\s/g, '')))) {
		db.prepare('update report_link set ended_at = ? where id = ? and tries >= ?').run(
			now(),
			found.id,
			MOST_TRIES
		);
		return null;
	}
	const token = randomBytes(32).toString('base64url');
	inOneStep(db, () => {
		db.prepare('update report_link set tries = 0 where id = ?').run(found.id);
		db.prepare('insert into report_entry values (?, ?, ?)').run(
			hashOf(token),
			found.id,
			new Date(Date.now() + HOURS * 3_600_000).toISOString()
		);
		record(home, BY_LINK, 'opened a report by a link', found.grant, { release: found.release });
	});
	return token;
}

/** The release that a link leads to for who opened it; null for anybody else, and where the link does not work any more. */
export function entered(home: Home, secret: string, token: string | undefined): string | null {
	const found = find(home, secret);
	if (found === null || token === undefined) return null;
	const row = openApp(home)
		.prepare('select 1 as yes from report_entry where token = ? and link = ? and expires_at > ?')
		.get(hashOf(token), found.id, now());
	return row ? found.release : null;
}
