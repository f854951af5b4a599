import { createHash, randomBytes } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { sourceKey } from '#pipelines/sources/format.ts';
import { KEY_DAYS } from '#lib/upload-key.ts';
import { inOneStep, openApp } from './app-db.ts';
import { record, type Actor } from './audit.ts';
import { refuseSample } from './sample.ts';
import { Slipped, type Slip } from './slips.ts';
import { makeThrottle } from './throttle.ts';

/**
 * A key with which a script sends exports, and can do nothing else. better-auth has such keys in a package of their
 * own, bound to a person; these belong to the home and outlast who made them. Moments are ISO in UTC.
 */
export type UploadKey = {
	id: string;
	name: string;
	/** The key of the only source that it may send, or null. */
	source: string | null;
	made_by_name: string;
	made_at: string;
	expires_at: string;
	revoked_at: string | null;
	/** When it was used last, to the minute. */
	used_at: string | null;
};

const DAY = 86_400_000;

/**
 * Makes a key. What it gives is shown once: only a hash of it is kept.
 * @throws Slipped with every reason at once; Refused in the sample agency
 */
export function makeUploadKey(
	home: Home,
	actor: Actor,
	{ name, source, days }: { name: string; source: string; days: number }
): { key: UploadKey; secret: string } {
	refuseSample(home);
	const called = name.trim();
	const db = openApp(home);
	const id = randomBytes(6).toString('hex');
	const secret = `tlk_${id}_${randomBytes(32).toString('base64url')}`;
	const now = Date.now();
	inOneStep(db, () => {
		const slips: Slip[] = [];
		if (called === '' || called.length > 60) slips.push({ field: 'name', why: 'keyName' });
		if (listUploadKeys(home).some((each) => isLive(each) && each.name === called))
			slips.push({ field: 'name', why: 'keyTaken' });
		if (!Number.isSafeInteger(days) || days < KEY_DAYS.least || days > KEY_DAYS.most)
			slips.push({ field: 'days', why: 'keyDays' });
		if (slips.length > 0) throw new Slipped(slips);
		db.prepare('insert into upload_key values (?, ?, ?, ?, ?, ?, ?, null, null)').run(
			id,
			called,
			hashOf(secret),
			source.trim() === '' ? null : sourceKey(source),
			actor.name,
			new Date(now).toISOString(),
			new Date(now + days * DAY).toISOString()
		);
		const { source: only, expires_at: until } = findUploadKey(home, id);
		record(home, actor, 'made an upload key', called, { key: id, source: only, until });
	});
	return { key: findUploadKey(home, id), secret };
}

/** Every key that was made, newest first. */
export function listUploadKeys(home: Home): UploadKey[] {
	return openApp(home).prepare('select * from upload_key order by made_at desc, rowid desc').all().map(keyOf);
}

/** The key with an id. Throws `Misused` where there is none. */
export function findUploadKey(home: Home, id: string): UploadKey {
	const row = openApp(home).prepare('select * from upload_key where id = ?').get(id);
	if (!row) throw new Misused(`There is no upload key ${id}. "throughline upload-keys" lists them.`);
	return keyOf(row);
}

function keyOf(row: unknown): UploadKey {
	const { hash: _, ...key } = row as UploadKey & { hash: string };
	return key;
}

/** Ends a key at once; one that has ended stays ended. Throws `Misused` where there is none. */
export function revokeUploadKey(home: Home, actor: Actor, id: string): void {
	inOneStep(openApp(home), () => {
		const { name, revoked_at } = findUploadKey(home, id);
		if (revoked_at !== null) return;
		openApp(home)
			.prepare('update upload_key set revoked_at = ? where id = ?')
			.run(new Date().toISOString(), id);
		record(home, actor, 'revoked an upload key', name, { key: id });
	});
}

/** Whether a key opens the address now. */
export function isLive({ revoked_at, expires_at }: Pick<UploadKey, 'revoked_at' | 'expires_at'>): boolean {
	return revoked_at === null && expires_at > new Date().toISOString();
}

/** What the audit log calls who sends with a key; `upload key` in front, so that none is called as somebody else. */
export function actorOf({ name }: Pick<UploadKey, 'name'>): Actor {
	return { id: null, name: `upload key ${name}` };
}

/** The key in the head of a request, or null. */
function keyIn(headers: Headers): string | null {
	return /^Bearer +([\x21-\x7e]{1,200})$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null;
}

const throttle = makeThrottle();

/**
 * Whoever sends a request, by its key, or null: there is none, it is unknown, or it has ended. All of these are
 * answered alike. Guesses are slowed, and those that come in crowds are `too many`.
 */
export async function readUploader(home: Home, event: RequestEvent): Promise<UploadKey | null | 'too many'> {
	const given = keyIn(event.request.headers);
	if (given === null) return null;
	return throttle.attempt(
		{ account: given.split('_')[1] ?? '', address: event.getClientAddress(), browser: null },
		() => Promise.resolve(openKey(home, given)),
		(key) => key !== null
	);
}

function openKey(home: Home, given: string): UploadKey | null {
	const db = openApp(home);
	const row = db.prepare('select * from upload_key where hash = ?').get(hashOf(given));
	if (!row) return null;
	const key = keyOf(row);
	if (!isLive(key)) return null;
	const now = new Date().toISOString();
	if (key.used_at?.slice(0, 16) !== now.slice(0, 16))
		db.prepare('update upload_key set used_at = ? where id = ?').run(now, key.id);
	return key;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
