import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/**
 * Lets Node keep what it compiles for the next process, beside the packages, so that `npm ci` clears it:
 * modules that are imported after this call, and those of child processes. Where the folder cannot be
 * written, nothing is kept.
 */
export function keepCompiled(): void {
	process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled');
	enableCompileCache(process.env.NODE_COMPILE_CACHE);
}
