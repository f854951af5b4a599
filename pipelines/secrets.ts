import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Fault } from './errors.ts';
import { writeOnce } from './files.ts';
import type { Home } from './home.ts';

/**
 * `pseudonym` keys the HMAC of ids, `vault` encrypts the ids themselves, `kept` kept uploads, `sign-in` signs cookies,
 * `audit` the audit log.
 */
export type KeyName = 'pseudonym' | 'vault' | 'kept' | 'sign-in' | 'audit';

/** What does not work without a key. */
const LOST: Record<KeyName, string> = {
	pseudonym: 'without it no id can be matched again',
	vault: 'without it no id can be matched again',
	kept: 'without it no kept upload can be read',
	audit: 'without it the audit log cannot be verified',
	'sign-in': 'or remove the file: everybody then signs in again'
};

/** True where something was made with a key, so that a new one would not match it. */
function wasUsed(home: Home, name: KeyName): boolean {
	if (name === 'vault') return existsSync(join(home.vault, 'vault.sqlite'));
	if (name === 'kept') return existsSync(home.kept) && readdirSync(home.kept).length > 0;
	if (name === 'audit') return existsSync(home.app);
	if (name === 'sign-in') return false; // with a new one everybody signs in again, and nothing is lost
	return (
		existsSync(home.batches) &&
		readdirSync(home.batches).some(
			(batch) => !batch.startsWith('.') && !existsSync(join(home.batches, batch, 'purged.json'))
		)
	);
}

/** The file of a key, one key a line in hex; made on first use with mode 600. */
function readKeys(home: Home, name: KeyName): Buffer[] {
	const path = join(home.secrets, `${name}.key`);
	if (!existsSync(path) && wasUsed(home, name))
		throw new Fault(`secrets/${name}.key is missing. Restore it from a backup: ${LOST[name]}.`);
	if (!existsSync(path)) writeOnce(path, newKey().toString('hex'), home.secrets);
	refuseShared(path);
	const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/);
	if (!lines.every((line) => /^[0-9a-f]{64}$/i.test(line)) || (name !== 'pseudonym' && lines.length > 1))
		throw new Fault(`secrets/${name}.key is damaged. Restore it from a backup: ${LOST[name]}.`);
	return lines.map((line) => Buffer.from(line, 'hex'));
}

/** 256 random bits. */
export function newKey(): Buffer {
	return randomBytes(32);
}

/**
 * A 256-bit key of the home, made on first use and kept outside the stores in `secrets/` with mode 600.
 * @throws Fault where the file is damaged, others may read it, or it is missing although it was used
 */
export function key(home: Home, name: Exclude<KeyName, 'pseudonym'>): Buffer {
	const [only] = readKeys(home, name);
	if (!only) throw new Fault(`secrets/${name}.key is empty.`);
	return only;
}

/**
 * What this server proves itself with to the provider of sign-ins: the text of `secrets/oidc.secret`.
 * @throws Fault where it is missing, empty, or others may read it
 */
export function clientSecret(home: Home): string {
	const path = join(home.secrets, 'oidc.secret');
	const text = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
	if (text === '')
		throw new Fault(
			'secrets/oidc.secret is missing or empty. Write into it the client secret that the provider of sign-ins gave, with mode 600.'
		);
	refuseShared(path);
	return text;
}

function refuseShared(path: string): void {
	if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
		throw new Fault(
			`secrets/${basename(path)} may be read by other accounts. Set its mode to 600 (chmod 600).`
		);
}

/**
 * The keys of the home's pseudonyms, oldest first: each rotation adds one (`rotate.ts`).
 * @throws Fault as `key` does
 */
export function pseudonymKeys(home: Home): Buffer[] {
	return readKeys(home, 'pseudonym');
}

/** How many keys the home's pseudonyms are made with. Keep it beside a pseudonym that is kept outside batches. */
export function pseudonymLinks(home: Home): number {
	return pseudonymKeys(home).length;
}

/**
 * What a pseudonym that was made with the first `links` keys is now, after the rotations since.
 * @throws Fault where the home has fewer keys than that
 */
export function pseudonymNow(home: Home, before: string, links: number): string {
	const keys = pseudonymKeys(home);
	if (links > keys.length)
		throw new Fault(
			`A pseudonym was made with ${String(links)} keys, and secrets/pseudonym.key has ${String(keys.length)}. Restore secrets/ and the rest of the home from one backup.`
		);
	return keys.slice(links).reduce((last, secret) => nextPseudonym(secret, last), before);
}

/**
 * The pseudonym of an id: HMAC-SHA-256 with the first key over source system, kind of id and id, 128 bits kept, as
 * a UUID's text (METHODS §6), and for each later key the next pseudonym of that. The same id in another source
 * system, or of another kind, has another pseudonym.
 */
export function pseudonym(keys: readonly Buffer[], source: string, domain: string, id: string): string {
	const [first, ...later] = keys;
	if (!first) throw new Fault('There is no pseudonym key.');
	return later.reduce(
		(last, secret) => nextPseudonym(secret, last),
		sign(first, pseudonymMessage(source, domain, id))
	);
}

/** Whether a text has the form of a pseudonym. */
export function isPseudonym(text: string): boolean {
	return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** The pseudonym that takes another one's place when a key is added: HMAC-SHA-256 over its text, cut alike. */
export function nextPseudonym(secret: Buffer, before: string): string {
	return sign(secret, nextMessage(before));
}

function sign(secret: Buffer, message: string): string {
	const hex = createHmac('sha256', secret).update(message).digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
		'-'
	);
}

/** What is signed: the parts, with a separator that a source's or domain's name cannot hold. */
export function pseudonymMessage(source: string, domain: string, id: string): string {
	return `${source}\u001f${domain}\u001f${id}`;
}

/** What is signed of a pseudonym; one separator only, so that it is never the message of an id. */
export function nextMessage(before: string): string {
	return `next\u001f${before}`;
}

/** Encrypts a text with AES-256-GCM, bound to `context` (it cannot be moved to another row). */
export function seal(secret: Buffer, text: string, context: string): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(context));
	const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Undoes `seal`. Throws where key, context or bytes are not the ones it was sealed with. */
export function unseal(secret: Buffer, sealed: Uint8Array, context: string): string {
	const bytes = Buffer.from(sealed);
	const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12)).setAAD(
		Buffer.from(context)
	);
	decipher.setAuthTag(bytes.subarray(12, 28));
	return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
