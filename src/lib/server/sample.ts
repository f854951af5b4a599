import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Refused } from '#pipelines/errors.ts';
import { ROOT, type Home } from '#pipelines/home.ts';

/** The home of the made-up agency that is shown where nothing was imported; `sample-home.ts` fills it. */
export const SAMPLE_HOME = join(ROOT, 'data', 'sample-home');

/** Whether a home lies at the sample's place. What lies in it is another question: `holdsOnlySample`. */
export function isSample(home: string): boolean {
	return resolve(home) === SAMPLE_HOME;
}

/**
 * Refuses to change what lies in the sample's home: it is the same for everybody who looks at it.
 * @throws Refused
 */
export function refuseSample(home: Pick<Home, 'path'>): void {
	if (isSample(home.path))
		throw new Refused(
			'This is the sample agency: nothing is changed in it. Import an export of your own and start Throughline again.'
		);
}

/** The file in the sample's home that says what its generator wrote. */
export const MADE_BY = 'made-by';

const madeSchema = z.object({
	/** A hash of all that the sample's bytes come from. */
	generator: z.string(),
	/** SHA-256 of each file of the export. */
	files: z.array(z.string()).min(1)
});

/** What the sample's generator notes of what it wrote. */
export type Made = z.infer<typeof madeSchema>;

/** What the generator wrote into a home, as it noted it then; null where it did not, or an older one did. */
export function readMade(home: string): Made | null {
	const path = join(home, MADE_BY);
	if (!existsSync(path)) return null;
	try {
		return madeSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
	} catch {
		return null;
	}
}

/** How the ids of sample people begin; everybody else's is a random UUID. */
export const SAMPLE_PERSON = 'sample-';

/** Whether an id is a sample person's, who never has a password. */
export function isSamplePerson(id: string | null): boolean {
	return id?.startsWith(SAMPLE_PERSON) ?? false;
}
