import { readGrants } from '#lib/reports/grants.ts';
import { quartersOf } from '#lib/reports/quarters.ts';
import { programsKnownUntil } from '#lib/metrics/sources.ts';
import { makeDraft } from '#lib/server/report-desk.ts';
import { approveDraft, findDraft, openDraft, sendDraft } from '#lib/server/report-drafts.ts';
import { listReleases, releaseDraft } from '#lib/server/report-releases.ts';
import { openCurrent } from '#lib/server/store.ts';
import type { Home } from '#pipelines/home.ts';

/** Who releases in the sample agency. */
const BY = { id: 'sample-program manager', name: 'P. Primrose' };
const SUMMARY =
	'Rents rose by a tenth since spring, and two large landlords left the program. Exits to permanent homes fell in this quarter; a landlord liaison has begun her work.';

/**
 * Releases, in the sample agency, the report on the last quarter but one of each grant, so that its funders have something to
 * read and its managers something to make. What was released stays.
 */
export async function releaseSample(home: Home): Promise<void> {
	const store = await openCurrent(home);
	try {
		for (const grant of readGrants(home)) {
			if (listReleases(home).some((each) => each.grant === grant.name)) continue;
			const known = await programsKnownUntil(store, grant.programs);
			const quarter = quartersOf(grant)
				.filter(({ to }) => known !== null && to <= known)
				.at(-2);
			if (!quarter) continue;
			const id = openDraft(home, BY, {
				...{ grant: grant.name, funder: grant.funder, report: 'quarterly', language: 'en' },
				...{ from: quarter.from, to: quarter.to }
			});
			const made = await makeDraft(store, home, { draft: findDraft(home, id)!, grant });
			sendDraft(home, BY, findDraft(home, id)!, {
				...made,
				report: { ...made.report, summary: SUMMARY }
			});
			const sent = findDraft(home, id)!;
			approveDraft(home, BY, sent, sent.frozen!.hash);
			releaseDraft(home, BY, findDraft(home, id)!);
		}
	} finally {
		store.db.close();
	}
}
