import { Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { programsKnownUntil } from '#lib/metrics/sources.ts';
import { readDefinitions } from '#lib/reports/definition.ts';
import { readGrants } from '#lib/reports/grants.ts';
import { scheduleOf } from '#lib/reports/schedule.ts';
import type { Actor } from './audit.ts';
import { log } from './log.ts';
import { draftedOf, openDraft } from './report-drafts.ts';
import { listReleases } from './report-releases.ts';
import { isSample } from './sample.ts';
import type { Store } from './store.ts';

/** Who opens a draft that nobody asked for. */
export const THROUGHLINE: Actor = { id: null, name: 'Throughline' };

const USUAL = 'quarterly';

/**
 * Opens the draft of each report that is owed and whose quarter is whole, once: what somebody dropped stays dropped. It is the
 * same report in the same language as the last one on the grant. The sample agency stays as it is.
 * @returns the ids of the drafts that were opened
 */
export async function openOwedDrafts(store: Store, home: Home): Promise<string[]> {
	if (isSample(home.path)) return [];
	const ids = readDefinitions(home).reports.map(({ id }) => id);
	const usual = ids.find((id) => id === USUAL) ?? ids[0];
	const opened: string[] = [];
	for (const { name, funder, programs, ...grant } of readGrants(home)) {
		const released = listReleases(home).filter((each) => each.grant === name);
		const { last, quarters } = draftedOf(home, name);
		const report = ids.find((id) => id === last?.report) ?? usual;
		if (report === undefined) continue;
		const known = await programsKnownUntil(store, programs);
		for (const { quarter, isWhole, isOwed } of scheduleOf(
			grant,
			known,
			released.map(({ from }) => from)
		))
			if (isWhole && isOwed && !quarters.includes(quarter.from))
				opened.push(
					openDraft(home, THROUGHLINE, {
						...{ grant: name, funder, report, language: last?.language ?? 'en' },
						...{ from: quarter.from, to: quarter.to }
					})
				);
	}
	return opened;
}

/** The same for a server that has just taken up a store: where the grants or reports cannot be read, it is logged, and their pages say so. */
export async function draftWhatIsOwed(store: Store, home: Home): Promise<void> {
	try {
		const opened = await openOwedDrafts(store, home);
		if (opened.length > 0) log.info({ opened: opened.length }, 'drafted reports');
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		log.warn({ reasons: error.reasons.length }, 'no report could be drafted');
	}
}
