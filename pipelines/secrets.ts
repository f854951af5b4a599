import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Fault } from './errors.ts';
import { writeWhole } from './files.ts';
import type { Home } from './home.ts';

/** `pseudonym` keys the HMAC of ids, `vault` encrypts the ids themselves, `sign-in` signs cookies, `audit` the audit log. */
export type KeyName = 'pseudonym' | 'vault' | 'sign-in' | 'audit';

/** What does not work without a key. */
const LOST: Record<KeyName, string> = {
	pseudonym: 'without it no id can be matched again',
	vault: 'without it no id can be matched again',
	audit: 'without it the audit log cannot be verified',
	'sign-in': 'or remove the file: everybody then signs in again'
};

/** True where something was made with a key, so that a new one would not match it. */
function wasUsed(home: Home, name: KeyName): boolean {
	if (name === 'vault') return existsSync(join(home.vault, 'vault.sqlite'));
	if (name === 'audit') return existsSync(home.app);
	if (name === 'sign-in') return false; // with a new one everybody signs in again, and nothing is lost
	return (
		existsSync(home.batches) &&
		readdirSync(home.batches).some(
			(batch) => !batch.startsWith('.') && !existsSync(join(home.batches, batch, 'purged.json'))
		)
	);
}

/**
 * A 256-bit key of the home, made on first use and kept outside the stores in `secrets/` with mode 600.
 * @throws Fault where the file is damaged, others may read it, or it is missing although it was used
 */
export function key(home: Home, name: KeyName): Buffer {
	const path = join(home.secrets, `${name}.key`);
	if (!existsSync(path) && wasUsed(home, name))
		throw new Fault(`secrets/${name}.key is missing. Restore it from a backup: ${LOST[name]}.`);
	if (!existsSync(path)) writeWhole(path, randomBytes(32).toString('hex'), home.secrets, 0o600);
	refuseShared(path);
	const bytes = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
	if (bytes.length !== 32)
		throw new Fault(`secrets/${name}.key is damaged. Restore it from a backup: ${LOST[name]}.`);
	return bytes;
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
 * The pseudonym of an id: HMAC-SHA-256 over source system, kind of id and id, 128 bits kept, as a UUID's text
 * (METHODS §6). The same id in another source system, or of another kind, has another pseudonym.
 */
export function pseudonym(secret: Buffer, source: string, domain: string, id: string): string {
	const hex = createHmac('sha256', secret)
		.update(pseudonymMessage(source, domain, id))
		.digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
		'-'
	);
}

/** What is signed: the parts, with a separator that a source's or domain's name cannot hold. */
export function pseudonymMessage(source: string, domain: string, id: string): string {
	return `${source}\u001f${domain}\u001f${id}`;
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
