// Spanish pages have no English sentence left: every page that links lead to is asked for as a browser that wants Spanish does.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, request, test, type APIRequestContext } from '@playwright/test';
import { parseHTML } from 'linkedom';
import { homeAt, ROOT } from '#pipelines/home.ts';
import { messages } from '#lib/messages/index.ts';
import { SIGNED_IN, signedOut, start, stop, throughlineOf } from './serve.ts';

/** Words that English sentences have and Spanish ones have not. */
const ENGLISH =
	/\b(the|of|and|is|are|was|were|with|which|this|that|not|from|has|have|been|who|its|their|than|into|when|where|to|for|by|on|it)\b/i;
/** Titles of books and papers, and what names a file, a setting or an official list, are what they are called. */
const QUOTED = /“[^”]*”|Statistics in Medicine|chronically homeless|[\w./-]+\.(?:csv|json|sql|zip|sqlite)/g;
const NOT_READ = 'script, style, code, pre, kbd, math, textarea, [lang="en"]';
/** Pages whose words are made up, or an agency's. */
const NOT_ASKED = ['/parts'];
/** Names that the samples' programs and funders have. */
const NAMES = ['Tiny House of Samples', 'HUD: ESG - Emergency Shelter (operating and/or essential services)'];
const READ = ['title', 'alt', 'placeholder', 'aria-label'];
/** So many pages of a kind are looked at. */
const MOST = 2;

let url = '';
let child: ChildProcess;
let folder = '';

test.describe.configure({ mode: 'serial', timeout: 600_000 });

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-spanish-'));
	const home = homeAt(join(folder, 'home'));
	const run = throughlineOf(home.path);
	run('import', join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked'));
	run('import', join(ROOT, 'pipelines', 'sources', 'hmis-csv', 'sample', 'fy2026'));
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }));
});

test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

type State = NonNullable<Parameters<typeof request.newContext>[0]>['storageState'];

function browser(language: string, storageState: State = SIGNED_IN): Promise<APIRequestContext> {
	const extraHTTPHeaders = { 'accept-language': language, accept: 'text/html', origin: url };
	return request.newContext({ baseURL: url, storageState, extraHTTPHeaders });
}

/** Everything that a page says, each text by itself. */
function textsOf(html: string): string[] {
	const { document } = parseHTML(html);
	for (const each of document.querySelectorAll(NOT_READ)) each.remove();
	const texts: string[] = [];
	for (const element of document.querySelectorAll('*')) {
		for (const name of READ) texts.push(element.getAttribute(name) ?? '');
		for (const node of element.childNodes) if (node.nodeType === 3) texts.push(node.textContent ?? '');
	}
	return texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => /\p{L}{2}/u.test(text));
}

/** Links of a page to pages of this server, without what is downloaded. */
function linksOf(html: string): string[] {
	const { document } = parseHTML(html);
	return [...document.querySelectorAll('a[href]')]
		.filter((link) => !link.hasAttribute('download'))
		.map((link) => link.getAttribute('href') ?? '');
}

/** What pages of one kind have in common: their address without ids. */
function kindOf({ pathname }: URL): string {
	const kind = pathname
		.split('/')
		.map((part, at) => (at > 1 && !['rows', 'metrics', 'changes', 'undo', 'map'].includes(part) ? '*' : part))
		.join('/');
	const fixed = ['/methods/*', '/data/*'].includes(kind) && !/\/b\d{4}/.test(pathname);
	return fixed ? pathname : kind;
}

const english = flatten(messages('en')).filter((text) => text.split(' ').length > 2);

function flatten(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(flatten) : [];
}

test('no page in Spanish has an English sentence', async () => {
	const context = await browser('es-US,es;q=0.9,en;q=0.1');
	const seen = new Map<string, number>();
	const found = new Map<string, string>();
	const asked = new Set<string>();
	const waiting = ['/'];
	for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
		const at = new URL(path, url);
		const kind = kindOf(at);
		at.hash = '';
		if (
			asked.has(at.href) ||
			at.origin !== url ||
			NOT_ASKED.includes(at.pathname) ||
			(seen.get(kind) ?? 0) >= MOST
		)
			continue;
		asked.add(at.href);
		seen.set(kind, (seen.get(kind) ?? 0) + 1);
		const answer = await context.get(at.href);
		const html = await answer.text();
		if (!(answer.headers()['content-type'] ?? '').includes('text/html')) continue;
		expect(answer.status(), path).toBe(200);
		expect(html).toContain('<html lang="es"');
		for (const text of textsOf(html))
			if ((ENGLISH.test(text.replaceAll(QUOTED, '')) && !NAMES.includes(text)) || english.includes(text))
				found.set(text, path);
		waiting.push(...linksOf(html).map((link) => new URL(link, at).href));
	}
	const missing = await context.get('/no-such-page');
	expect(textsOf(await missing.text())).toContain('No hay ninguna página en esta dirección');
	await context.dispose();
	console.log(`Spanish: ${String(asked.size)} pages of ${String(seen.size)} kinds.`);
	expect([...found].map(([text, path]) => `${path}: ${text}`)).toEqual([]);
	expect(asked.size).toBeGreaterThan(50);
});

test('two browsers at once are each answered in their language, and a choice wins over what a browser asks for', async () => {
	const [spanish, english] = [
		await browser('es', signedOut.storageState),
		await browser('en', signedOut.storageState)
	];
	const heading = async (context: APIRequestContext) => {
		const { document } = parseHTML(await (await context.get('/sign-in')).text());
		return [document.documentElement.lang, document.querySelector('h1')?.textContent];
	};
	const answers = await Promise.all([1, 2, 3].flatMap(() => [heading(spanish), heading(english)]));
	expect(answers).toEqual(
		[1, 2, 3].flatMap(() => [
			['es', 'Iniciar sesión'],
			['en', 'Sign in']
		])
	);
	const chosen = await english.post('/language?to=/sign-in', { form: { language: 'es' }, maxRedirects: 0 });
	expect([chosen.status(), chosen.headers().location]).toEqual([303, '/sign-in']);
	expect(await heading(english)).toEqual(['es', 'Iniciar sesión']);
	await english.post('/language?to=//elsewhere.example', { form: { language: 'xx' } });
	expect(await heading(english)).toEqual(['es', 'Iniciar sesión']);
	for (const context of [spanish, english]) await context.dispose();
});
