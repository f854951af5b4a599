import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeId } from '#pipelines/build.ts';
import { prepareHome, readSettings, type Home } from '#pipelines/home.ts';
import { clientSecret } from '#pipelines/secrets.ts';

let home: Home;
beforeEach(() => {
	home = prepareHome(mkdtempSync(join(tmpdir(), 'throughline-settings-')));
});
afterEach(() => {
	rmSync(home.path, { recursive: true, force: true });
});

const OIDC = {
	name: 'Agency Login',
	discovery_url: 'https://login.example/openid',
	client_id: 'throughline'
};
function read(oidc: unknown) {
	writeFileSync(join(home.path, 'settings.json'), JSON.stringify({ oidc }));
	return readSettings(home).oidc;
}

test('a provider is named in the settings, and makes no figure', () => {
	const before = storeId(home, []);
	expect(read(undefined)).toBeUndefined();
	expect(read(OIDC)).toEqual({ ...OIDC, only: false });
	expect(storeId(home, [])).toBe(before);
});

test('it is asked by an address that nobody can listen to', () => {
	for (const address of ['http://127.0.0.1:8080/x', 'http://localhost/x', 'http://[::1]:8080/x'])
		expect(read({ ...OIDC, discovery_url: address })?.discovery_url).toBe(address);
	for (const address of [
		'http://login.example/openid',
		'http://127.0.0.1.example/x',
		'https://name:password@login.example/x',
		'ftp://login.example/x',
		'login.example'
	])
		expect(() => read({ ...OIDC, discovery_url: address }), address).toThrow(
			'settings.json, oidc.discovery_url: it must be'
		);
});

test('the secret has no place in the settings', () => {
	expect(() => read({ ...OIDC, client_secret: 'x' })).toThrow('settings.json, oidc: Unrecognized key');
});

test('the secret is a file that nobody else may read', () => {
	expect(() => clientSecret(home)).toThrow('secrets/oidc.secret is missing or empty.');
	const path = join(home.secrets, 'oidc.secret');
	writeFileSync(path, ' \n', { mode: 0o600 });
	expect(() => clientSecret(home)).toThrow('missing or empty');
	writeFileSync(path, 'a secret\n');
	expect(clientSecret(home)).toBe('a secret');
	chmodSync(path, 0o640);
	expect(() => clientSecret(home)).toThrow('secrets/oidc.secret may be read by other accounts.');
});
