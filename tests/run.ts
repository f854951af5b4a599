// `npm test`: every stage in order, up to the first that fails. `npm test -- unit types` runs those named.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';

const root = join(import.meta.dirname, '..');
const reports = join(root, 'test-results');
/** Each stage begins several processes of the same modules. */
const compiled = join(root, 'node_modules', '.cache', 'compiled');

type Command = [packageName: string, bin: string, ...args: string[]];
type Counts = { passed: number; failed: number; skipped: number };

type Stage = {
	name: string;
	title: string;
	commands: Command[];
	/** The JSON report that the last command leaves, and how it is counted. */
	report?: { file: string; count: (report: unknown) => Counts };
	before?: () => Record<string, string>;
};

const vitest = (project: string): Pick<Stage, 'commands' | 'report'> => {
	const file = join(reports, `${project}.json`);
	return {
		commands: [
			// prettier-ignore
			['vitest', 'vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
		],
		report: { file, count: countVitest }
	};
};

const stages: Stage[] = [
	{ name: 'format', title: 'Format (prettier)', commands: [['prettier', 'prettier', '--check', '.']] },
	{
		name: 'lint',
		title: 'Lint (eslint)',
		commands: [
			['@sveltejs/kit', 'svelte-kit', 'sync'],
			['eslint', 'eslint', '.', '--max-warnings=0']
		]
	},
	{
		name: 'types',
		title: 'Types (svelte-check)',
		commands: [
			['@sveltejs/kit', 'svelte-kit', 'sync'],
			['svelte-check', 'svelte-check', '--fail-on-warnings']
		]
	},
	{ name: 'unit', title: 'Unit tests (vitest)', ...vitest('unit') },
	{ name: 'integration', title: 'Integration tests (vitest)', ...vitest('integration') },
	{ name: 'build', title: 'Build (vite)', commands: [['vite', 'vite', 'build', '--logLevel', 'warn']] },
	{
		name: 'browser',
		title: 'Browser tests (playwright)',
		before: () => ({ CHROME_PATH: ensureChromium() }),
		commands: [['@playwright/test', 'playwright', 'test', '--config', 'tests/browser/playwright.config.ts']],
		report: { file: join(reports, 'browser.json'), count: countPlaywright }
	}
];

function countVitest(report: unknown): Counts {
	const r = report as Record<string, number>;
	return {
		passed: r['numPassedTests'] ?? 0,
		failed: r['numFailedTests'] ?? 0,
		skipped: (r['numPendingTests'] ?? 0) + (r['numTodoTests'] ?? 0)
	};
}

function countPlaywright(report: unknown): Counts {
	const { stats } = report as { stats: Record<string, number> };
	return {
		passed: (stats['expected'] ?? 0) + (stats['flaky'] ?? 0),
		failed: stats['unexpected'] ?? 0,
		skipped: stats['skipped'] ?? 0
	};
}

/** The script behind an installed command, so that it runs in this Node on every system. */
function script(packageName: string, bin: string): string {
	const folder = join(root, 'node_modules', packageName);
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		bin: string | Record<string, string>;
	};
	const path = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin];
	if (path === undefined) throw new Error(`The package ${packageName} has no command ${bin}.`);
	return join(folder, path);
}

function run([packageName, bin, ...args]: Command, env: Record<string, string>): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [script(packageName, bin), ...args], {
			cwd: root,
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...env }
		});
		child.on('error', reject);
		child.on('close', (code, signal) => {
			if (signal !== null) console.error(`${bin} was ended by ${signal}.`);
			resolve(code ?? 1);
		});
	});
}

async function runStage(stage: Stage): Promise<{ code: number; counts: Counts }> {
	const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
	if (stage.report) rmSync(stage.report.file, { force: true });
	const env = stage.before?.() ?? {};
	let code = 0;
	for (const command of stage.commands) {
		code = await run(command, env);
		if (code !== 0) break;
	}
	if (stage.report && existsSync(stage.report.file)) {
		Object.assign(counts, stage.report.count(JSON.parse(readFileSync(stage.report.file, 'utf8'))));
	}
	// A test file that cannot be loaded has no tests to count, and has failed all the same.
	if (stage.report && code !== 0) counts.failed ||= 1;
	return { code, counts };
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
	console.error(
		`No stage is called ${unknown.join(', ')}. There are: ${stages.map((s) => s.name).join(', ')}.`
	);
	process.exit(2);
}

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const stage of stages) {
	if (named.length > 0 && !named.includes(stage.name)) continue;
	console.log(`\n== ${stage.title}`);
	const began = performance.now();
	const { code, counts } = await runStage(stage);
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	total.passed += counts.passed;
	total.failed += counts.failed;
	total.skipped += counts.skipped;
	console.log(`== ${stage.name} ${code === 0 ? 'passed' : `failed, exit code ${code}`} after ${seconds} s`);
	if (code !== 0) {
		process.exitCode = code;
		break;
	}
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
