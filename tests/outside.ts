// What is looked at in a home from outside, and the `throughline` command: for tests, and for scripts beside them.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkHome } from '#pipelines/check.ts';
import { literal, name } from '#pipelines/duckdb.ts';
import { digest } from '#pipelines/files.ts';
import { ROOT, type Home } from '#pipelines/home.ts';
import { currentStoreId } from '#pipelines/publish.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { measure } from '#lib/metrics/engine.ts';
import type { MetricAnswer } from '#lib/metrics/result.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';

export type Figures = Omit<MetricAnswer, 'store'>[];

/**
 * Every figure that the home's store gives, whole, by program, quarter and worker, without the store's id:
 * two homes with equal figures are equal in this.
 */
export async function figures(home: Home): Promise<{ store: string; figures: Figures; text: string }> {
	const store = await openCurrent(home);
	try {
		const held = await contents(store);
		const known = measured.get(held);
		if (known) return { store: store.id, figures: known, text: JSON.stringify(known) };
		const { metrics, broken } = await listMetrics(store);
		if (broken.length > 0) throw new Error(broken.map((each) => each.problem).join('\n'));
		const found: Figures = [];
		for (const { id: metric } of metrics)
			for (const { by, grain } of [
				{ by: [], grain: null },
				{ by: ['program'], grain: null },
				{ by: [], grain: 'quarter' as const },
				{ by: ['worker'], grain: null }
			]) {
				const { store: _, ...answer } = await measure(store, {
					metric,
					scope: FULL_SCOPE,
					audience: CASEWORK,
					period:
						grain === null
							? { from: '2023-01-01', to: '2025-12-31' }
							: { from: '2024-01-01', to: '2024-12-31' },
					by,
					grain,
					where: []
				});
				found.push(answer);
			}
		measured.set(held, found);
		return { store: store.id, figures: found, text: JSON.stringify(found) };
	} finally {
		store.db.close();
	}
}

/** The figures of stores that were measured before, by what they hold: the same of the same. */
const measured = new Map<string, Figures>();

/** A digest of all that a store holds but its own id: every row of every table in its order, every view and macro. */
async function contents({ db }: Store): Promise<string> {
	const tables = await db.rows(
		'select schema_name as schema, table_name as "table" from duckdb_tables() where not temporary order by all'
	);
	const held = await db.rows(
		tables
			.map(({ schema, table }) => {
				const rows = `${name(String(schema))}.${name(String(table))}`;
				const of = table === 'store' ? '(select fiscal_year_start from store)' : rows;
				return `select ${literal(rows)} as what, md5(string_agg(md5(t::varchar), '')) as held from ${of} t`;
			})
			.join(' union all ')
	);
	const words = await db.rows(
		`select view_name as what, sql as held from duckdb_views() where not internal
		union all select function_name, concat(parameters::varchar, macro_definition) from duckdb_functions() where not internal order by all`
	);
	return digest(JSON.stringify([held, words]));
}

/** What `check` calls a problem. */
export async function problems(home: Home): Promise<string[]> {
	return (await checkHome(home)).filter((each) => each.level === 'problem').map((each) => each.message);
}

/** Drafts and private folders of work that is not finished. */
export function leftovers(home: Home): string[] {
	return [home.uploads, home.batches, home.stores].flatMap((folder) =>
		existsSync(folder)
			? readdirSync(folder)
					.filter((file) => folder === home.uploads || file.startsWith('.draft-'))
					.map((file) => join(folder, file))
			: []
	);
}

export const published = (home: Home): string | null => currentStoreId(home);

export type Ended = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };

/** Starts the `throughline` command; `detached` gives it a process group of its own. */
export function start(
	home: Home,
	args: string[],
	{
		detached = false,
		env = {},
		through = []
	}: { detached?: boolean; env?: NodeJS.ProcessEnv; through?: string[] } = {}
): { child: ChildProcess; ended: Promise<Ended>; says: (pattern: RegExp) => Promise<void> } {
	const [command = '', ...rest] = [...through, process.execPath, join(ROOT, 'src', 'cli.ts'), ...args];
	const child = spawn(command, rest, {
		cwd: ROOT,
		detached,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, THROUGHLINE_HOME: home.path, ...env }
	});
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
	const ended = new Promise<Ended>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => {
			resolve({ code, signal, stdout, stderr });
		});
	});
	const says = (pattern: RegExp) =>
		new Promise<void>((resolve, reject) => {
			const look = () => {
				if (pattern.test(stderr)) resolve();
			};
			child.stderr.on('data', look);
			child.on('close', () => {
				reject(new Error(`It ended before it said ${String(pattern)}: ${stderr}`));
			});
			look();
		});
	return { child, ended, says };
}

/** Runs the `throughline` command to its end. */
export const cli = (home: Home, ...args: string[]): Promise<Ended> => start(home, args).ended;
