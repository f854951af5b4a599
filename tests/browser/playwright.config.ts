import { defineConfig } from '@playwright/test';
import { SIGNED_IN } from './serve.ts';
import { flags } from '../chromium.ts';

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results/browser',
	globalSetup: './serve.ts',
	// The tests of a file share what is made before them; in parallel, each worker would make it.
	fullyParallel: false,
	workers: 2,
	timeout: 120_000,
	expect: { timeout: 30_000 },
	forbidOnly: Boolean(process.env.CI),
	reporter: [['list'], ['json', { outputFile: '../../test-results/browser.json' }]],
	use: {
		headless: true,
		storageState: SIGNED_IN,
		launchOptions: { executablePath: process.env.CHROME_PATH, args: flags },
		locale: 'en-GB'
	}
});
