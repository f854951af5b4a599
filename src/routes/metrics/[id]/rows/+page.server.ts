import type { Row } from '#pipelines/duckdb.ts';
import { casesAmong } from '#lib/cases.ts';
import { findMetric } from '#lib/metrics/catalogue.ts';
import { listRows } from '#lib/metrics/rows.ts';
import { viewerOf } from '#lib/server/access.ts';
import { titlesInWords } from '#lib/server/check-words.ts';
import { ask, asksForProblems } from '#lib/server/overview.ts';
import { readPage } from '#lib/server/page.ts';
import { servedHome } from '#lib/server/reading.ts';
import { filtersSeen, noteSeen } from '#lib/server/seen.ts';
import { withSourceIds } from '#lib/server/vault.ts';
import type { PageServerLoad } from './$types';

const ROWS_ON_A_PAGE = 100;

export const load: PageServerLoad = ({ url, params, locals }) => {
	const viewer = viewerOf(locals);
	const { asker } = viewer;
	return readPage(url, asker, async (store, view) => {
		const page = Math.min(1e9, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
		const { id, title, kind, unit, rows } = await findMetric(store, params.id);
		const problems = asksForProblems(url);
		const list = await listRows(
			store,
			{ ...ask(id, view, asker), problems },
			{ limit: ROWS_ON_A_PAGE, offset: (page - 1) * ROWS_ON_A_PAGE }
		);
		const enrollments = list.rows.flatMap((row) =>
			typeof row.enrollment_id === 'string' ? [row.enrollment_id] : []
		);
		noteSeen(viewer, 'saw rows', id, {
			what: 'rows',
			period: list.period,
			...(await filtersSeen(store, asker, view.where)),
			rows: list.rows.length,
			of: list.n,
			page
		});
		const inWords = (row: Row): Row =>
			typeof row.problems === 'string' ? { ...row, problems: titlesInWords(row.problems) } : row;
		return {
			metric: { id, title, kind, unit, rows },
			period: list.period,
			problems,
			n: list.n,
			rows: withSourceIds(servedHome(), asker.audience, list.rows.map(inWords)),
			cases: await casesAmong(store, asker.scope, enrollments),
			page,
			size: ROWS_ON_A_PAGE
		};
	});
};
