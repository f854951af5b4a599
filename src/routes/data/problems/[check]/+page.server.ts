import { viewerOf } from '#lib/server/access.ts';
import { answer, partOf } from '#lib/server/answer.ts';
import { readCheckPage } from '#lib/server/data-page.ts';
import { noteSeen } from '#lib/server/seen.ts';
import type { PageServerLoad } from './$types';

const RECORDS_ON_A_PAGE = 50;

export const load: PageServerLoad = async ({ params, url, locals }) => {
	const viewer = viewerOf(locals);
	const part = partOf(url, RECORDS_ON_A_PAGE);
	const check = await answer(() => readCheckPage(params.check, viewer.asker, part));
	const { page } = part;
	noteSeen(viewer, 'saw rows', check.id, { what: 'problems', rows: check.rows.length, of: check.count, page });
	return { check, part };
};
