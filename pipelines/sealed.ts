import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, openSync, readSync, statSync } from 'node:fs';
import { appendFile, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Fault } from './errors.ts';

const NONCE = 12;
const TAG = 16;

/**
 * Writes a file encrypted (AES-256-GCM): nonce, content, tag. It opens with the same key and `context` only, so
 * that no sealed file can stand in another's place.
 */
export async function sealFile(key: Buffer, from: string, to: string, context: string): Promise<void> {
	const nonce = randomBytes(NONCE);
	const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
	const out = createWriteStream(to, { mode: 0o600 });
	out.write(nonce);
	await pipeline(createReadStream(from), cipher, out);
	await appendFile(to, cipher.getAuthTag());
	const handle = await open(to, 'r+');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Writes what was sealed in clear again. @throws Fault where it is damaged or was sealed with another key */
export async function unsealFile(key: Buffer, from: string, to: string, context: string): Promise<void> {
	const bytes = statSync(from).size;
	if (bytes < NONCE + TAG) throw damaged();
	const nonce = Buffer.alloc(NONCE);
	const tag = Buffer.alloc(TAG);
	const handle = openSync(from, 'r');
	try {
		readSync(handle, nonce, 0, NONCE, 0);
		readSync(handle, tag, 0, TAG, bytes - TAG);
	} finally {
		closeSync(handle);
	}
	const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context)).setAuthTag(tag);
	const content = createReadStream(from, { start: NONCE, end: Math.max(NONCE, bytes - TAG) - 1 });
	try {
		await pipeline(content, decipher, createWriteStream(to, { mode: 0o600 }));
	} catch (cause) {
		throw damaged(cause);
	}
}

function damaged(cause?: unknown): Fault {
	return new Fault(
		'A kept upload is damaged, or was sealed with another key than the one in secrets/. Restore kept/ and secrets/ from one backup, or bring in its file again.',
		{ cause }
	);
}
