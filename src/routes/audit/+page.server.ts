import { partOf } from '#lib/server/answer.ts';
import { readAuditPage } from '#lib/server/audit-page.ts';
import { readFilter } from '#lib/server/audit-search.ts';
import { speak } from '#lib/speak.ts';
import type { PageServerLoad } from './$types';

const ENTRIES_ON_A_PAGE = 50;

/** Looking at the log is not written down: it holds no client's rows, and each look would bury what is looked for. */
export const load: PageServerLoad = async ({ url, locals }) => {
	const { filter, problems } = readFilter((name) => url.searchParams.get(name));
	const part = partOf(url, ENTRIES_ON_A_PAGE);
	const log = await readAuditPage(speak(locals.locale), filter, part, url.searchParams.has('check'));
	return { log, filter, problems, part };
};
