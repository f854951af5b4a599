import { readBatches } from './batch.ts';
import { Misused } from './errors.ts';
import type { Home } from './home.ts';
import { importKept } from './import.ts';
import type { Profile } from './profile.ts';
import type { Progress } from './progress.ts';
import type { Imported } from './take-in.ts';

/**
 * Maps kept uploads anew: each gives a batch that stands in the place of those made of it before. Where one is refused
 * none is taken: all are tried first.
 * @param batches of them are the uploads; none named: all that count and were made with a version of this profile
 * @throws Refused with every reason at once; Misused where a batch has no kept upload
 */
export async function remap(
	home: Home,
	profile: Profile,
	batches: readonly string[],
	progress: Progress
): Promise<Imported[]> {
	const all = readBatches(home).batches;
	const wanted =
		batches.length === 0
			? all.filter(({ state, mapping }) => state === 'live' && mapping?.name === profile.name)
			: all.filter(({ id }) => batches.includes(id));
	const uploads = [
		...new Set(
			wanted.map(({ id, kept }) => {
				if (kept === null)
					throw new Misused(`Batch ${id} was made of no upload that is kept. Import its file again.`);
				return kept;
			})
		)
	];
	if (uploads.length === 0)
		throw new Misused(
			`No batch that counts was made with the mapping ${profile.name}, so there is nothing to map again.`
		);
	for (const upload of uploads) await importKept(home, upload, { profile, dryRun: true }, progress);
	const imported: Imported[] = [];
	for (const upload of uploads) imported.push(await importKept(home, upload, { profile }, progress));
	return imported;
}
