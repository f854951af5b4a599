// Sample agencies from the first line of their export to the store that answers questions, as anybody's data goes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homeAt, type Home } from '#pipelines/home.ts';
import { work } from '#pipelines/job.ts';
import { makeSample } from '#pipelines/sample/sample.ts';
import { findTruths, type Truths } from '#pipelines/sample/truths.ts';
import { writeSample } from '#pipelines/sample/write.ts';
import { openCurrent, type Store } from '#lib/server/store.ts';

/** Which sample agency: the same three always make the same one. */
export type Agency = { seed: number; clients: number; planted: boolean };

/**
 * Makes an agency in a temporary home, hands its store to who looks at it, and removes it all. Throws where the
 * import is refused.
 */
export async function withAgency<Answer>(
	agency: Agency,
	look: (store: Store, home: Home) => Promise<Answer>
): Promise<Answer> {
	const folder = mkdtempSync(join(tmpdir(), 'throughline-agency-'));
	try {
		const written = join(folder, 'sample');
		await writeSample(written, { ...agency, formats: ['canonical-csv'] }, () => undefined);
		const home = homeAt(join(folder, 'home'));
		const paths = [join(written, 'canonical-csv')];
		const { refused } = await work(home.path, { kind: 'import', paths, options: {} }, () => undefined);
		if (refused.length > 0) throw new Error(JSON.stringify(refused));
		const store = await openCurrent(home);
		try {
			return await look(store, home);
		} finally {
			store.db.close();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What was planted in an agency, as its rows were made. */
export function truthsOf({ seed, clients, planted }: Agency): Truths {
	return findTruths(makeSample({ seed, clients, planted }));
}
