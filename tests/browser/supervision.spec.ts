// From the sign-in of a supervisor and of a worker to the answer to each of their questions, in as few clicks as the note says; and
// the figure that they talk about, the same on the review, on its own page, in the PDF and on the command line.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { invite } from '#lib/server/links.ts';
import { openCurrent } from '#lib/server/store.ts';
import { answerSchema } from '#lib/metrics/result.ts';
import { copyHome, sampleHome } from '../sample-homes.ts';
import { readPdf } from '../pdf.ts';
import { troubles } from './page.ts';
import { enter, signedOut, signIn, start, stop, throughlineOf } from './serve.ts';

test.use(signedOut);
test.describe.configure({ mode: 'serial', timeout: 300_000 });

const WORKER = 'D. Dogwood';
const password = 'four words of a meeting';
let folder = '';
let url = '';
let child: ChildProcess;

test.beforeAll(async () => {
	test.setTimeout(300_000); // where there is none yet, the sample is made and imported first
	folder = mkdtempSync(join(tmpdir(), 'throughline-supervision-'));
	const home = copyHome(await sampleHome(), join(folder, 'home'));
	const store = await openCurrent(home);
	const { id } = await store.db.row('select worker_id::varchar as id from worker where label = $label', {
		label: WORKER
	});
	store.db.close();
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }, { people: false }));
	url = new URL(url).origin;
	const none = { programs: [], teams: [], worker: null };
	for (const person of [
		{ ...none, name: 'Anna', email: 'anna@example.org', role: 'administrator' as const },
		{
			...none,
			name: 'Nora',
			email: 'nora@example.org',
			role: 'supervisor' as const,
			teams: ['Housing North']
		},
		{ ...none, name: WORKER, email: 'dogwood@example.org', role: 'worker' as const, worker: String(id) }
	]) {
		const { secret } = invite(home, COMMAND_LINE, person);
		await signIn(url, `/links/${secret}`, { ...person, password });
	}
});
test.afterAll(async () => {
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

/** Waits until a review is worked out. */
async function ready(page: Page): Promise<void> {
	await expect(page.getByRole('heading', { level: 1 })).toContainText('that can be judged', {
		timeout: 200_000
	});
	await expect(page.getByText('being worked out')).toHaveCount(0, { timeout: 200_000 });
}
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

let review = '';

test('a supervisor reads who needs help, what is overdue, what was agreed, and whether a result is more than chance', async ({
	browser
}) => {
	const page = await enter(browser, url, { email: 'nora@example.org', password });
	// No click: who needs help, and what is overdue.
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		/^\d+ things are overdue in \d+ households/
	);
	await expect(part(page, 'Who needs help').getByRole('row', { name: new RegExp(WORKER) })).toBeVisible();
	// One: what was agreed last time.
	await page.getByRole('link', { name: `The sheet for a one-to-one with ${WORKER}` }).click();
	await expect(part(page, 'Agreed last time')).toContainText('Nothing that was agreed is open.');
	// Two: whether the result differs from what chance and caseload would give.
	await page.getByRole('link', { name: 'The half-yearly review' }).click();
	await ready(page);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('1 is worth a conversation');
	const prompts = part(page, 'Worth a conversation').getByRole('listitem');
	await expect(prompts).toHaveCount(1);
	await expect(prompts).toContainText(
		'Worth a conversation: further below than chance gives, now and six months before. Begin with the cases.'
	);
	await page.getByRole('button', { name: 'Open a review' }).click();
	await ready(page);
	review = new URL(page.url()).pathname;
	expect(await troubles(page)).toEqual([]);
});

test('a worker reads what to do next, what is said of their work and whether it is fair, and answers', async ({
	browser
}) => {
	const page = await enter(browser, url, { email: 'dogwood@example.org', password });
	// No click: what to do next, and what is said.
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ things? (is|are) overdue/);
	await expect(page.getByRole('heading', { name: 'My deadlines' })).toBeVisible();
	const figures = page.getByRole('region', { name: 'My figures' });
	await expect(figures.getByRole('row', { name: /^Appointments kept/ })).toContainText(
		'worth a conversation: below',
		{
			timeout: 200_000
		}
	);
	// One: whether it is fair, and room for an answer.
	await page.getByRole('link', { name: 'My reviews' }).click();
	await ready(page);
	expect(new URL(page.url()).pathname).toBe(review);
	await expect(part(page, 'Worth a conversation')).toContainText('not in the worker’s hands alone');
	await expect(part(page, 'All figures').getByRole('link', { name: 'How units are compared' })).toBeVisible();
	await page.getByLabel('Your answer').fill('Two of the programs moved in spring.');
	await page.getByRole('button', { name: 'Write it down' }).click();
	await ready(page);
	await expect(part(page, 'What both say')).toContainText('Two of the programs moved in spring.');
	// Both read the same of each figure.
	expect(await troubles(page)).toEqual([]);
});

test('a figure of the review is the figure of its page, of the PDF and of the command line', async ({
	browser
}) => {
	const page = await enter(browser, url, { email: 'nora@example.org', password });
	await page.goto(`${url}${review}`);
	await ready(page);
	const table = part(page, 'All figures').getByRole('table');
	const lines = await table.getByRole('row').evaluateAll((rows) =>
		rows.slice(1).map((row) => {
			const link = row.querySelector('a');
			const own = row.querySelectorAll('td')[0]?.cloneNode(true) as HTMLElement;
			for (const more of own.querySelectorAll('a')) more.remove();
			return {
				title: link?.textContent ?? '',
				href: link?.getAttribute('href') ?? '',
				said: own.textContent.replace(/\s+/g, ' ').trim()
			};
		})
	);
	expect(lines.length).toBeGreaterThan(15);

	const [download] = await Promise.all([
		page.waitForEvent('download', { timeout: 200_000 }),
		page.getByRole('link', { name: 'As a PDF of two pages' }).click()
	]);
	const chunks: Buffer[] = [];
	for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
	const pdf = await readPdf(Buffer.concat(chunks));
	expect(pdf).toMatchObject({ title: `Review: ${WORKER}`, language: 'en', tagged: true, ua: true });
	expect(pdf.pages).toHaveLength(2);
	expect([...pdf.roles]).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TH', 'TD', 'L']));
	expect(pdf.bookmarks).toEqual(expect.arrayContaining(['The cases', 'Worth a conversation', 'All figures']));
	const text = pdf.pages.join(' ');
	expect(text).toContain('Two of the programs moved in spring.');

	for (const { title, said } of lines) {
		expect(text, title).toContain(`${title} `);
		expect(text, title).toContain(said);
	}
	// Each asks for a page and a process; the one that is talked about, and one of each kind.
	const compared = [
		'Appointments kept',
		'Days until it is written down',
		'Days to the first contact',
		'How often we are in contact'
	];
	for (const { title, href, said } of lines.filter((each) => compared.includes(each.title))) {
		await page.goto(`${url}${href}`);
		const [figure, limits] = /^(.*) \((.*)\)$/.exec(said)!.slice(1);
		const answer = page.getByRole('main');
		await expect(answer, title).toContainText(figure!);
		await expect(answer, title).toContainText(limits!);
		const id = new URL(page.url()).pathname.split('/').at(-1)!;
		const json = throughlineOf(join(folder, 'home'))('metric', id, '--json', '--where', `worker=${WORKER}`);
		const [result] = answerSchema.parse(JSON.parse(json)).results;
		const shown = Number.parseFloat(figure!);
		const value = /%$/.test(figure!) ? 100 * result!.value! : result!.value!;
		expect(Math.abs(value - shown), `${title}: ${String(value)} and ${figure!}`).toBeLessThanOrEqual(0.5);
	}
	expect(lines.filter((each) => compared.includes(each.title))).toHaveLength(compared.length);
});
