import { expect, test, type Locator, type Page } from '@playwright/test';

async function open(page: Page): Promise<Locator> {
	await page.goto(new URL('/parts', process.env.THROUGHLINE_URL).href, { waitUntil: 'networkidle' });
	return page.locator('#charts-Trend');
}

test('a chart is one stop of the Tab key, and arrow keys read its values aloud', async ({ page }) => {
	const trend = await open(page);
	const plate = trend.getByRole('application', { name: /^Fewer leave to a permanent home/ });
	const spoken = trend.locator('[aria-live=polite]');
	await expect(plate).toBeVisible(); // alive
	await page.locator('#charts-Histogram summary').last().focus(); // the sparklines between have no stop
	await page.keyboard.press('Tab');
	await expect(plate).toBeFocused();
	await expect(spoken).toHaveText('Dec 2025, 53 % (41 to 63 %), n = 63, not all observed long enough yet');
	await page.keyboard.press('Home');
	await expect(spoken).toHaveText('Jan 2024, 72 % (60 to 82 %), n = 40');
	for (let month = 1; month <= 5; month++) await page.keyboard.press('ArrowRight');
	await expect(spoken).toHaveText('Jun 2024, no data');
	await page.keyboard.press('Escape');
	await expect(spoken).toHaveText('');
	await expect(plate).toBeFocused();
	await page.keyboard.press('Tab');
	await expect(trend.getByText('The data of this picture')).toBeFocused();
});

test('the pointer shows the value that it is nearest to, and takes it with it', async ({ page }) => {
	const trend = await open(page);
	const plate = trend.getByRole('application');
	const { width, height } = (await plate.boundingBox())!;
	await plate.hover({ position: { x: width * 0.08, y: height * 0.9 } });
	const reading = plate.locator('.reading');
	await expect(reading).toContainText('Jan 2024');
	await expect(reading).toContainText('72 % (60 to 82 %)');
	await expect(trend.locator('[aria-live=polite]')).toHaveText('');
	await page.keyboard.press('Escape');
	await expect(reading).toHaveCount(0);
	await plate.hover({ position: { x: width * 0.5, y: height * 0.5 } });
	await expect(reading).toHaveCount(1);
	await page.mouse.move(0, 0);
	await expect(reading).toHaveCount(0);
});

test('a finger that is lifted leaves the value, and the page still scrolls', async ({ browser }) => {
	const context = await browser.newContext({ viewport: { width: 390, height: 800 }, hasTouch: true });
	const page = await context.newPage();
	const trend = await open(page);
	const plate = trend.getByRole('application');
	await plate.tap();
	await expect(plate.locator('.reading')).toContainText('n = ');
	await expect(plate).toHaveCSS('touch-action', 'pan-y');
	await context.close();
});

test('the data is there as a table that says what the picture says', async ({ page }) => {
	const trend = await open(page);
	await trend.getByText('The data of this picture').click();
	await expect(trend.getByRole('row')).toHaveCount(25);
	await expect(trend.getByRole('row').last()).toContainText(/Dec 2025\s*53 %\s*41 to 63 %\s*63/);
});

test('without JavaScript the picture and its table are there, and nothing takes the focus in vain', async ({
	browser
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	const trend = await open(page);
	await expect(trend.getByRole('img', { name: /^Fewer leave/ })).toBeVisible();
	await expect(trend.locator('[tabindex]')).toHaveCount(0);
	await trend.locator('summary').click();
	await expect(trend.getByRole('row')).toHaveCount(25);
	await context.close();
});

test('a phone has the narrow picture, a desk and a sheet of paper the wide one', async ({ page }) => {
	const trend = await open(page);
	const [wide, narrow] = [trend.locator('svg[width="720"]'), trend.locator('svg[width="350"]')];
	await expect(wide).toBeVisible();
	await expect(narrow).toBeHidden();
	await page.setViewportSize({ width: 390, height: 800 });
	await expect(narrow).toBeVisible();
	await expect(wide).toBeHidden();
	await page.emulateMedia({ media: 'print' });
	await expect(wide).toBeVisible();
});
