import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { homeAt } from '#pipelines/home.ts';
import { Refused } from '#pipelines/errors.ts';
import { cookieName, isSecure, listeningOf, protocolOf, warningOf } from '#lib/server/listening.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-listening-'));
afterAll(() => {
	rmSync(folder, { recursive: true });
});

function decide(settings: unknown, env: NodeJS.ProcessEnv = {}) {
	writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
	return listeningOf(homeAt(folder), env);
}

function reasons(settings: unknown, env: NodeJS.ProcessEnv = {}): string[] {
	try {
		decide(settings, env);
	} catch (error) {
		if (error instanceof Refused) return error.reasons;
		throw error;
	}
	return [];
}

const PROXIED = 'https://figures.agency.example';

describe('where the server listens', () => {
	test('is this machine where nothing is said', () => {
		expect(decide({})).toEqual({ host: '127.0.0.1', port: 4173, origin: null });
	});

	test('is what settings.json says, and before that the environment', () => {
		const settings = { listen: { host: '10.0.0.5', port: 80 }, origin: `${PROXIED}/` };
		expect(decide(settings)).toEqual({ host: '10.0.0.5', port: 80, origin: PROXIED });
		expect(decide(settings, { HOST: '::1', PORT: '0', ORIGIN: 'http://localhost:8080' })).toEqual({
			host: '::1',
			port: 0,
			origin: 'http://localhost:8080'
		});
		expect(decide({ listen: { port: 8080 } }, { HOST: '', PORT: '', ORIGIN: '' })).toEqual({
			host: '127.0.0.1',
			port: 8080,
			origin: null
		});
	});

	test('is refused with place, value and mend, all at once', () => {
		expect(reasons({ listen: { host: 'a b', port: 70000 }, origin: 'figures.agency.example' })).toEqual([
			'settings.json, listen.host: "a b" cannot be used: give an address or a name of this machine, such as 127.0.0.1.',
			'settings.json, listen.port: 70000 cannot be used: give a whole number from 0 to 65535.',
			'settings.json, origin: "figures.agency.example" cannot be used: give an address such as https://figures.agency.example.'
		]);
		expect(reasons({}, { HOST: 'a/b', PORT: '80a', ORIGIN: 'ftp://x' })).toEqual([
			expect.stringContaining('HOST: "a/b" cannot be used') as string,
			expect.stringContaining('PORT: "80a" cannot be used') as string,
			expect.stringContaining('ORIGIN: "ftp://x" cannot be used') as string
		]);
		for (const origin of ['https://a.example/path', 'https://user:word@a.example', 'https://a.example?x'])
			expect(reasons({ origin }), origin).toHaveLength(1);
	});

	test('warns where others can reach it without https', () => {
		for (const host of ['127.0.0.1', 'localhost', '::1'])
			expect(warningOf(decide({}, { HOST: host }))).toBeNull();
		expect(warningOf(decide({}, { HOST: '0.0.0.0' }))).toContain('without https');
		expect(warningOf(decide({}, { HOST: '0.0.0.0', ORIGIN: 'http://a.example' }))).toContain('without https');
		expect(warningOf(decide({}, { HOST: '0.0.0.0', ORIGIN: PROXIED }))).toBeNull();
	});
});

describe('https', () => {
	const proxied = { host: '127.0.0.1', port: 4173, origin: PROXIED };

	test('is what the address that people use says, not what a request says', () => {
		expect(protocolOf('figures.agency.example', proxied)).toBe('https');
		expect(protocolOf('FIGURES.agency.example:443', proxied)).toBe('https');
		for (const host of ['127.0.0.1:4173', 'figures.agency.example:80', '', undefined])
			expect(protocolOf(host, proxied), host).toBe('http');
		expect(protocolOf('figures.agency.example', { ...proxied, origin: null })).toBe('http');
	});

	test('gives cookies a name that only this server can set', () => {
		expect(cookieName('throughline', isSecure(proxied))).toBe('__Host-throughline');
		expect(cookieName('throughline', isSecure({ ...proxied, origin: 'http://a.example' }))).toBe(
			'throughline'
		);
	});
});
