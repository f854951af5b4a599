import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readBatches } from '#pipelines/batch.ts';
import { build } from '#pipelines/build.ts';
import { codeHash } from '#pipelines/code.ts';
import { digest } from '#pipelines/files.ts';
import { homeAt, programVersion, type Home } from '#pipelines/home.ts';
import type { Progress } from '#pipelines/progress.ts';
import { withTexts } from '#lib/reports/draft.ts';
import type { Report } from '#lib/reports/report.ts';
import { contentOf } from './report-drafts.ts';
import { layOut } from './report-inputs.ts';
import { findKept, findRelease, releaseFiles } from './report-releases.ts';
import { makeReport } from './report-desk.ts';
import { openStore } from './store.ts';

/**
 * What became of making a release again: the same to the byte; `changed`: what is kept is not what its checksum is of; `gone`:
 * batches that it was made of are not there any more, or not whole: of them somebody was purged; `version`: another version of the program made it, which is needed to
 * say more; `differs`: with the same version something else came out.
 */
export type Verified =
	| { is: 'same' }
	| { is: 'changed' }
	| { is: 'gone'; batches: string[] }
	| { is: 'version'; needs: string; code: string; here: string }
	| { is: 'differs'; parts: string[] };

/**
 * Makes a release again, from its batches and the files that it was made with, in a home of its own that is gone
 * afterwards, and holds it to what was released; null where there is no such release.
 */
export async function verifyRelease(home: Home, id: string, progress: Progress): Promise<Verified | null> {
	const release = findRelease(home, id);
	const kept = findKept(home, id);
	if (release === null || kept === null) return null;
	if (digest(release.report_json) !== release.hash) return { is: 'changed' };
	const { inputs, content } = kept;
	const there = new Map(readBatches(home).batches.map((batch) => [batch.id, batch.purged_rows]));
	const gone = inputs.batches
		.filter(({ id, purged_rows }) => there.get(id) !== purged_rows)
		.map((batch) => batch.id);
	if (gone.length > 0) return { is: 'gone', batches: gone };
	if (inputs.code !== codeHash())
		return { is: 'version', needs: inputs.version, code: inputs.code.slice(0, 12), here: programVersion() };
	const folder = join(home.path, 'verify');
	rmSync(folder, { recursive: true, force: true });
	try {
		// Who was told what is the home's own to say.
		const copy: Home = { ...homeAt(folder), app: home.app };
		layOut(
			home,
			copy,
			inputs.batches.map((batch) => batch.id),
			releaseFiles(home, id)
		);
		const built = await build(copy, progress);
		const store = await openStore(copy, built.store);
		try {
			const commission = {
				definition: content.report.id,
				grant: inputs.grant,
				from: content.quarter.from,
				language: content.language
			};
			const made = await makeReport(store, copy, commission, {
				before: id,
				onProgress: (step) => {
					progress(step);
				}
			});
			const again = withTexts(made.report, textsOf(content));
			if (contentOf(again) === release.report_json) return { is: 'same' };
			return { is: 'differs', parts: differing(content, again) };
		} finally {
			store.db.close();
		}
	} finally {
		if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
	}
}

function textsOf({ summary, gaps, figures }: Report) {
	const of = (part: 'variance' | 'action') =>
		Object.fromEntries(
			figures.flatMap((figure) => (figure[part] === null ? [] : [[figure.metric, figure[part]]]))
		);
	return { summary, gaps, variance: of('variance'), action: of('action') };
}

/** The parts of a report, and the figures, that are others in another. */
function differing(before: Report, now: Report): string[] {
	const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
	const figures = before.figures.flatMap((figure) => {
		const other = now.figures.find(({ metric }) => metric === figure.metric);
		return differs(figure, other) ? [figure.metric] : [];
	});
	const parts = (Object.keys(before) as (keyof Report)[]).filter(
		(part) => part !== 'figures' && differs(before[part], now[part])
	);
	return [...figures, ...parts];
}
