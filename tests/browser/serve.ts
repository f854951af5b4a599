// Before the browser tests: a home of its own with the sample in it, the built pages served from it, and an
// administrator who is signed in in every test that does not say otherwise (`signedOut`).
import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { request, type Browser, type Page } from '@playwright/test';
import { homeAt } from '#pipelines/home.ts';
import { closeApp, openApp } from '#lib/server/app-db.ts';

const root = join(import.meta.dirname, '..', '..');

/** Runs the `throughline` command in the tests' home. */
export function throughline(...args: string[]): string {
	return execFileSync(process.execPath, [join(root, 'src', 'cli.ts'), ...args], {
		cwd: root,
		encoding: 'utf8'
	});
}

/** The `throughline` command in another home. */
export const throughlineOf =
	(home: string) =>
	(...args: string[]): string =>
		throughline('--home', home, ...args);

export type Server = { url: string; child: ChildProcess };

/**
 * Starts Throughline as `npm start` does, on a free port, and waits for its address. A home without people gets
 * those of the tests' home, with its sign-ins, so that the tests' administrator is signed in there too;
 * `people: false` leaves it without. `hear` gets what it logs.
 */
export async function start(
	env: NodeJS.ProcessEnv,
	{ people = true, hear }: { people?: boolean; hear?: (text: string) => void } = {}
): Promise<Server> {
	if (people && env.THROUGHLINE_HOME) lendPeople(env.THROUGHLINE_HOME);
	const child = spawn(process.execPath, [join(root, 'src', 'start.ts')], {
		cwd: root,
		stdio: ['ignore', 'pipe', hear ? 'pipe' : 'inherit'],
		env: { ...process.env, HOST: '127.0.0.1', PORT: '0', THROUGHLINE_LOG: 'warn', ...env }
	});
	if (hear) child.stderr?.setEncoding('utf8').on('data', hear);
	if (!child.stdout) throw new Error('Its words are not to be had.');
	for await (const line of createInterface({ input: child.stdout })) {
		const url = /http:\/\/\S+/.exec(line)?.[0];
		if (url) return { url, child };
	}
	throw new Error('Throughline ended before it said its address.');
}

function lendPeople(path: string): void {
	const from = homeAt(process.env.THROUGHLINE_HOME ?? '');
	const to = homeAt(path);
	if (path === from.path || !existsSync(from.app)) return;
	const db = openApp(to); // a command may have made it, for its audit log
	if (db.prepare('select 1 from person').get() === undefined) {
		cpSync(join(from.secrets, 'sign-in.key'), join(to.secrets, 'sign-in.key'));
		db.prepare('attach ? as lender').run(from.app);
		for (const table of ['person', 'person_scope', 'account', 'session'])
			db.exec(`insert into ${table} select * from lender.${table}`);
	}
	closeApp(to);
}

/** The administrator of the tests. */
export const ADMINISTRATOR = {
	name: 'Test Administrator',
	email: 'administrator@example.org',
	password: 'four words of a test'
};

/** Where the cookies of the signed-in administrator are kept for `storageState`. */
export const SIGNED_IN = (process.env.THROUGHLINE_SIGNED_IN ??= join(
	tmpdir(),
	`throughline-signed-in-${String(process.pid)}.json`
));

/** For `test.use`: nobody is signed in. */
export const signedOut = { storageState: { cookies: [], origins: [] } };

/** Follows a link that sets a password, and signs in: gives the cookies as `storageState` takes them. */
export async function signIn(
	url: string,
	link: string | null,
	{ name, email, password }: typeof ADMINISTRATOR,
	path?: string
): Promise<void> {
	const headers = { origin: new URL(url).origin, accept: 'text/html' };
	const context = await request.newContext({ baseURL: url, extraHTTPHeaders: headers });
	const post = async (to: string, form: Record<string, string>) => {
		const answer = await context.post(to, { form, maxRedirects: 0 });
		if (answer.status() !== 303) throw new Error(`${to} answered ${String(answer.status())}.`);
	};
	if (link !== null) await post(link, { name, email, password });
	await post('/sign-in', { email, password });
	await context.storageState({ path });
	await context.dispose();
}

/** Signs somebody in at the form, in a browser of their own that keeps nothing. Leaves open the first page of their role. */
export async function enter(
	browser: Browser,
	url: string,
	{ email, password }: Pick<typeof ADMINISTRATOR, 'email' | 'password'>
): Promise<Page> {
	const page = await (await browser.newContext({ ...signedOut, bypassCSP: true })).newPage();
	await page.goto(url);
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((to) => to.pathname !== '/sign-in');
	return page;
}

/** Asks it to stop, as Ctrl+C does, and gives its exit code. */
export async function stop(child: ChildProcess): Promise<number | null> {
	if (child.exitCode !== null) return child.exitCode;
	const closed = once(child, 'exit');
	child.kill('SIGTERM');
	await closed;
	return child.exitCode;
}

export default async function serve(): Promise<() => Promise<void>> {
	const home = mkdtempSync(join(tmpdir(), 'throughline-browser-'));
	process.env.THROUGHLINE_HOME = home;
	throughline('import', join(root, 'data', 'sample', 'hmis-fy2026'));
	const { url, child } = await start({});
	process.env.THROUGHLINE_URL = url;
	await signIn(url, throughline('set-up-link').trim(), ADMINISTRATOR, SIGNED_IN);
	return async () => {
		const code = await stop(child);
		rmSync(home, { recursive: true, force: true });
		rmSync(SIGNED_IN, { force: true });
		if (code !== 0) throw new Error(`Throughline stopped with exit code ${String(code)}.`);
	};
}
