import { join, resolve } from 'node:path';
import { ROOT } from '#pipelines/home.ts';

/** The home of the made-up agency that is shown where nothing was imported; `sample-home.ts` fills it. */
export const SAMPLE_HOME = join(ROOT, 'data', 'sample-home');

/** Sample and real data never meet: what lies in the sample's home is the sample. */
export function isSample(home: string): boolean {
	return resolve(home) === SAMPLE_HOME;
}
