// `npm run licences`: what the program is made of besides our own code, each package with its version and licence.
// It fails for one without a licence, or with one that is not known to let us give the program away as we do.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Licences that ask for no more than to be named. */
const KNOWN = new Set([
	'0BSD',
	'Apache-2.0',
	'BlueOak-1.0.0',
	'BSL-1.0', // Boost, not the Business Source License
	'BSD-2-Clause',
	'BSD-3-Clause',
	'CC0-1.0',
	'ISC',
	'MIT',
	'MIT-0',
	'OFL-1.1', // a typeface, given away as it is
	'Unlicense'
]);

export type Package = { name: string; version: string; licence: string | null };

type Locked = {
	version?: string;
	dev?: boolean;
	optional?: boolean;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Locked> };

/**
 * Every package that runs with the program: what it depends on, and what is built into its pages, with all that those
 * need. Packages for other systems than this one are not installed and are left out.
 */
export function listPackages(): Package[] {
	const { packages } = read<Lock>('package-lock.json');
	const own = packages[''] ?? {};
	const wanted = [
		...Object.keys(own.dependencies ?? {}),
		...Object.keys(own.optionalDependencies ?? {}),
		...built()
	];
	const found = new Map<string, Package>();
	const take = (name: string, from: string) => {
		const path = placeOf(name, from, packages);
		if (path === null || found.has(path)) return;
		const locked = packages[path] ?? {};
		if (existsSync(join(root, path))) found.set(path, describe(name, path));
		const needs = { ...locked.dependencies, ...locked.optionalDependencies };
		for (const need of Object.keys(needs)) take(need, path);
	};
	for (const name of wanted) take(name, '');
	return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** What is wrong with the licences of packages, as sentences. */
export function problemsOf(packages: readonly Package[]): string[] {
	return packages.flatMap(({ name, version, licence }) => {
		if (licence === null) return [`${name} ${version} names no licence. Ask its authors, or do without it.`];
		if (isKnown(licence)) return [];
		return [
			`${name} ${version} has the licence ${licence}. Read it, and add it to the known ones or do without.`
		];
	});
}

/** Of `A OR B` one is enough, of `A AND B` all. */
function isKnown(licence: string): boolean {
	const plain = licence.replace(/[()]/g, '');
	return plain.split(' OR ').some((some) => some.split(' AND ').every((each) => KNOWN.has(each.trim())));
}

/** Packages that the sources of the pages import, and those that bring them to the browser. */
function built(): string[] {
	const names = new Set(['svelte', '@sveltejs/kit', '@sveltejs/adapter-node']);
	for (const file of globSync('src/**/*.{ts,svelte,css}', { cwd: root }))
		for (const [, specifier = ''] of readFileSync(join(root, file), 'utf8').matchAll(
			/(?:from |import |import\()'([^'.#$/][^']*)'/g
		)) {
			const name = specifier
				.split('/')
				.slice(0, specifier.startsWith('@') ? 2 : 1)
				.join('/');
			if (!name.startsWith('node:')) names.add(name);
		}
	return [...names];
}

/** Where a package lies for one that needs it: the nearest folder, going outwards. */
function placeOf(name: string, from: string, packages: Lock['packages']): string | null {
	const folders = from.split('/node_modules/');
	for (let depth = from === '' ? 0 : folders.length; depth >= 0; depth--) {
		const path = join(folders.slice(0, depth).join('/node_modules/'), 'node_modules', name);
		if (packages[path]) return path;
	}
	return null;
}

function describe(name: string, path: string): Package {
	const { version, license, licenses } = read<{
		version: string;
		license?: string | { type: string };
		licenses?: { type: string }[];
	}>(join(path, 'package.json'));
	const one = typeof license === 'string' ? license : license?.type;
	const named = one ?? licenses?.map(({ type }) => type).join(' OR ');
	return { name, version, licence: named ?? readLicence(path) };
}

/** The licence whose text lies beside a package that does not name one: MIT, or null. */
function readLicence(path: string): string | null {
	const file = join(root, path, 'LICENSE');
	return existsSync(file) && /^(The )?MIT License/i.test(readFileSync(file, 'utf8').trim()) ? 'MIT' : null;
}

function read<Content>(path: string): Content {
	return JSON.parse(readFileSync(join(root, path), 'utf8')) as Content;
}

if (process.argv[1] === import.meta.filename) {
	const packages = listPackages();
	for (const { name, version, licence } of packages) console.log(`${name} ${version}\t${licence ?? '-'}`);
	const problems = problemsOf(packages);
	for (const problem of problems) console.error(problem);
	if (problems.length > 0) process.exitCode = 1;
}
