// What several browser tests ask of a page.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { answerSchema, type MetricAnswer, type Result } from '#lib/metrics/result.ts';
import { throughline } from './serve.ts';

const axe = join(import.meta.dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js');

/** The address of a path on the tests' server. */
export function address(path = '/'): string {
	return new URL(path, process.env.THROUGHLINE_URL).href;
}

/** The barriers that axe finds on the page, each with the first place where it is. Needs `bypassCSP`. */
export async function barriers(page: Page, rules?: readonly string[]): Promise<string[]> {
	if (!(await page.evaluate('"axe" in window'))) await page.addScriptTag({ path: axe });
	const asked = rules === undefined ? '' : `{ runOnly: ${JSON.stringify(rules)} }`;
	const { violations } = await page.evaluate<AxeResults>(`axe.run(${asked})`);
	return violations.map(({ id, impact, nodes }) => `${impact ?? ''} ${id}: ${nodes[0]?.html ?? ''}`);
}

/** How many pixels of the page lie beyond the right edge of the window. */
export function overhang(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What colours alone can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * The barriers of an open page, and what lies beyond its right edge, at each width: in light by every rule, and in
 * dark, where only colours are others, by those of colours. Needs `bypassCSP`; leaves the page light, at the last width.
 */
export async function troubles(page: Page, widths: readonly number[] = [390, 1280]): Promise<string[]> {
	const found: string[] = [];
	for (const width of widths) {
		await page.setViewportSize({ width, height: 844 });
		const look = (words: string) => `${String(width)} px: ${words}`;
		const over = await overhang(page);
		if (over > 0) found.push(look(`${String(over)} px lie beyond the edge`));
		await page.emulateMedia({ colorScheme: 'dark' });
		for (const barrier of await barriers(page, COLOURS)) found.push(look(`dark, ${barrier}`));
		await page.emulateMedia({ colorScheme: 'light' });
		for (const barrier of await barriers(page)) found.push(look(barrier));
	}
	return found;
}

const answers = new Map<string, MetricAnswer>();

/** What `throughline metric --json` answers, asked once: the tests' homes do not change. */
export function answer(metric: string, ...options: string[]): MetricAnswer {
	const key = [metric, ...options].join(' ');
	const known = answers.get(key);
	if (known !== undefined) return known;
	const said = answerSchema.parse(JSON.parse(throughline('metric', metric, '--json', ...options)));
	answers.set(key, said);
	return said;
}

/** The first result of an answer: the whole, where nothing is grouped. */
export function whole({ metric, results: [result] }: MetricAnswer): Result {
	if (result === undefined) throw new Error(`The command line gives no result for ${metric}.`);
	return result;
}

/** Opens a page whose scripts come only once something was done on it: what is chosen in between must stay. */
export async function beforeReady(page: Page, path: string, choose: () => Promise<unknown>): Promise<void> {
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/_app/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(path, { waitUntil: 'commit' });
	await choose();
	release();
	await page.waitForLoadState('networkidle');
}

/** What the page sends is noted in it, as text. */
export const listen = (page: Page) =>
	page.addInitScript(() => {
		const { send } = XMLHttpRequest.prototype as {
			send: (this: XMLHttpRequest, body?: XMLHttpRequestBodyInit | null) => void;
		};
		XMLHttpRequest.prototype.send = function (body?: XMLHttpRequestBodyInit | null) {
			const parts = body instanceof FormData ? [...body.values()] : [];
			const texts = Promise.all(parts.map(async (part) => (typeof part === 'string' ? part : part.text())));
			Object.assign(window, { sent: texts.then((all) => all.join('\n')) });
			send.call(this, body);
		};
	});
/** What was noted. */
export const sentOf = (page: Page) =>
	page.evaluate(() => (window as unknown as { sent: Promise<string> }).sent);
