// Who is quicker than the scripts of a page keeps what they typed and chose.
import { expect, test, type Page } from '@playwright/test';
import { address, beforeReady } from './page.ts';

/** What can be filled in or chosen in the page's main part. */
const fieldsOf = (page: Page) =>
	page
		.getByRole('main')
		.locator('input:not([type=hidden], [type=file], [readonly], [type=submit]), textarea, select');

/** What stands in each field of the page's main part: the text, the choice, or whether it is ticked. */
const standing = (page: Page) =>
	fieldsOf(page).evaluateAll((fields) =>
		(fields as HTMLInputElement[]).map(
			({ name, type, value, checked }) =>
				`${name}: ${type === 'checkbox' || type === 'radio' ? `${value} ${String(checked)}` : value}`
		)
	);

/** Puts something else into every field. */
const change = (page: Page) =>
	fieldsOf(page).evaluateAll((fields) => {
		for (const field of fields as (HTMLInputElement | HTMLSelectElement)[])
			if (field instanceof HTMLSelectElement) field.selectedIndex = field.options.length - 1;
			else if (field.type === 'checkbox' || field.type === 'radio') field.click();
			else if (field.type === 'date') field.value = '2026-01-02';
			else if (field.type === 'number') field.value = '3';
			else field.value = `${field.value} and what was typed early`;
	});

const PAGES = [
	'/people/invite?role=supervisor',
	'/settings/targets.csv',
	'/data/roster',
	'/data/inbox',
	'/data/quality',
	'/audit',
	'/metrics/days-to-move-in',
	'/account'
];

for (const path of PAGES)
	test(`on ${path}, who types before the scripts have come loses nothing`, async ({ page }) => {
		let typed: string[] = [];
		await beforeReady(page, address(path), async () => {
			await page.waitForLoadState('domcontentloaded');
			await change(page);
			typed = await standing(page);
		});
		expect(typed).not.toEqual([]);
		expect(await standing(page)).toEqual(typed);
	});
