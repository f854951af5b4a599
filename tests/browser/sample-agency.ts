import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { copyHome, sampleHome } from '../sample-homes.ts';
import { makeSampleRoot } from '../sample-root.ts';
import { start, stop } from './serve.ts';

/** The sample agency as `npm start` shows it where there is no home, served while the tests of a file run. */
export type SampleAgency = { root: string; url: string; env: NodeJS.ProcessEnv; child: ChildProcess };

/** Makes and serves a sample agency before the tests of a file, which run one after the other, and removes it after them. */
export function serveSample(): SampleAgency {
	const agency = { root: '', url: '', env: {} } as SampleAgency;
	test.describe.configure({ mode: 'serial' });
	test.beforeAll(async () => {
		test.setTimeout(300_000); // where there is none yet, the sample is made and imported first
		agency.root = makeSampleRoot();
		copyHome(await sampleHome(), join(agency.root, 'data', 'sample-home'));
		agency.env = {
			THROUGHLINE_ROOT: agency.root,
			THROUGHLINE_HOME: '',
			XDG_DATA_HOME: join(agency.root, 'none')
		};
		const { url, child } = await start(agency.env);
		Object.assign(agency, { url: new URL(url).origin, child });
	});
	test.afterAll(async () => {
		await stop(agency.child);
		rmSync(agency.root, { recursive: true });
	});
	return agency;
}

/** Chooses somebody on the page of the choice. */
export async function become(page: Page, { url }: SampleAgency, role: string): Promise<void> {
	await page.goto(`${url}/demonstration`);
	await page
		.getByRole('main')
		.getByRole('button', { name: new RegExp(`, ${role}\\b`) })
		.click();
	await expect(page.getByRole('banner')).toContainText(role);
}
