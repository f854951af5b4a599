import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { digest } from './files.ts';
import { ROOT } from './home.ts';

let code: string | null = null;

/** A hash of everything below `pipelines`: a store that another version made may have other tables. */
export function codeHash(): string {
	code ??= digest(hashFolder(join(ROOT, 'pipelines'), /\/sample\//).join('\n'));
	return code;
}

/** Each file of a folder with its hash, by path; empty where there is no such folder. */
export function hashFolder(folder: string, leaveOut?: RegExp): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => !leaveOut?.test(path))
		.sort()
		.map((path) => `${relative(folder, path)}:${digest(readFileSync(path, 'utf8'))}`);
}
