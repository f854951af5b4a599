import { error } from '@sveltejs/kit';
import { csv } from '#lib/csv.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { viewerOf } from '#lib/server/access.ts';
import { ask, asksForProblems } from '#lib/server/overview.ts';
import { readPage } from '#lib/server/page.ts';
import { servedHome } from '#lib/server/reading.ts';
import { filtersSeen, noteSeen } from '#lib/server/seen.ts';
import { withSourceIds } from '#lib/server/vault.ts';
import { csvFile } from '#lib/server/download.ts';
import type { RequestHandler } from './$types';

/** The whole case list behind a figure, as a file. */
export const GET: RequestHandler = async ({ url, params, locals }) => {
	const viewer = viewerOf(locals);
	const { asker } = viewer;
	const { content, missing } = await readPage(url, asker, async (store, view) => {
		const list = await listRows(store, {
			...ask(params.id, view, asker),
			problems: asksForProblems(url)
		});
		noteSeen(viewer, 'exported', list.metric, {
			what: 'rows',
			period: list.period,
			...(await filtersSeen(store, asker, view.where)),
			rows: list.n
		});
		return list;
	});
	if (content === null) error(404, missing);
	const { metric, period, rows } = content;
	return csvFile(
		csv(withSourceIds(servedHome(), asker.audience, rows)),
		`${metric} ${period.from} to ${period.to}.csv`
	);
};
