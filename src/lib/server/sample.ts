import { join, resolve } from 'node:path';
import { ROOT } from '#pipelines/home.ts';

/** The made-up export that ships with the program, and the home that it is imported into. */
export const SAMPLE_EXPORT = join(ROOT, 'data', 'sample', 'hmis-fy2026');
export const SAMPLE_HOME = join(ROOT, 'data', 'sample-home');

/** Sample and real data never meet: what lies in the sample's home is the sample. */
export function isSample(home: string): boolean {
	return resolve(home) === SAMPLE_HOME;
}
