// Finds a Chromium for the browser tests, or installs one, and says which.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const root = join(import.meta.dirname, '..');

export const flags = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** The first is made to have no window: it is the quickest. */
const names = [
	'chromium-headless-shell',
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable'
];

function candidates(): string[] {
	const { env } = process;
	if (process.platform === 'win32') {
		const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
		return folders
			.filter((folder) => folder !== undefined)
			.flatMap((folder) => [
				join(folder, 'Chromium/Application/chrome.exe'),
				join(folder, 'Google/Chrome/Application/chrome.exe'),
				join(folder, 'Microsoft/Edge/Application/msedge.exe')
			]);
	}
	if (process.platform === 'darwin') {
		return [
			'/Applications/Chromium.app/Contents/MacOS/Chromium',
			'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
		];
	}
	const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(env.PATH ?? '').split(delimiter)];
	return names.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)));
}

function runs(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function find(): string | undefined {
	const named = process.env.CHROME_PATH;
	if (named) {
		if (!runs(named)) throw new Error(`CHROME_PATH names ${named}, which cannot be run.`);
		return named;
	}
	return [...candidates(), chromium.executablePath()].find(runs);
}

function install(): void {
	const sh = (command: string, ...args: string[]) => {
		console.log(`$ ${command} ${args.join(' ')}`);
		execFileSync(command, args, {
			cwd: root,
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		});
	};
	if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
		sh('apt-get', 'update', '-q');
		try {
			sh('apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium');
		} catch {
			// On Ubuntu the package is a pointer to a snap, which containers cannot run.
			console.log('No chromium from apt-get: trying the one that Playwright brings.');
		}
		if (find() !== undefined) return;
	}
	sh(process.execPath, join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium');
}

/** The version line of a Chromium, or why there is none. Chrome on Windows has no --version. */
function version(path: string): string {
	if (process.platform === 'win32') return 'version not asked';
	const { stdout, status, stderr } = spawnSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8' });
	if (status !== 0) throw new Error(`${path} does not start: ${stderr.trim()}`);
	return stdout.trim();
}

/** The path of a Chromium that starts. Prints which. */
export function ensureChromium(): string {
	let path = find();
	if (path === undefined) {
		console.log('No Chromium on this machine: installing one (CHROME_PATH would name another).');
		install();
		path = find();
	}
	if (path === undefined) throw new Error('No Chromium was found or could be installed. Set CHROME_PATH.');
	console.log(`Browser: ${path} (${version(path)})`);
	return path;
}
