import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const check = join(import.meta.dirname, '../../src/node-version.cjs');

function runUnder(version: string) {
	const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`;
	return spawnSync(process.execPath, ['-e', `${pretend} require(${JSON.stringify(check)})`], {
		encoding: 'utf8'
	});
}

test('an old Node gets one line that says what to do', () => {
	const { status, stderr } = runUnder('20.20.2');
	expect(status).toBe(1);
	expect(stderr.trim().split('\n')).toHaveLength(1);
	expect(stderr).toContain('needs Node 24');
	expect(stderr).toContain('npm ci');
});

test.each(['24.0.0', '26.1.0'])('Node %s is let through in silence', (version) => {
	expect(runUnder(version)).toMatchObject({ status: 0, stdout: '', stderr: '' });
});
