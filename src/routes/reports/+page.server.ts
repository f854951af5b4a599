import { error, fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { reasonOf, Refused } from '#pipelines/errors.ts';
import { may, viewerOf } from '#lib/server/access.ts';
import { utcDay } from '#lib/server/clock.ts';
import { textOf } from '#lib/server/form.ts';
import { fromStore, servedHome } from '#lib/server/reading.ts';
import { findQuarter, listDue, listReports } from '#lib/server/report-desk.ts';
import { openDraft } from '#lib/server/report-drafts.ts';
import { readInShort } from '#lib/server/report-page.ts';
import { listReleases } from '#lib/server/report-releases.ts';
import { refuseSample } from '#lib/server/sample.ts';
import type { Actions, PageServerLoad } from './$types';

/** A funder sees what was released to it; who makes reports, what is owed and how it stands. */
export const load: PageServerLoad = async ({ locals }) => {
	const viewer = viewerOf(locals);
	const home = servedHome();
	if (!may(viewer, 'releases'))
		return {
			desk: null,
			funder: viewer.funder,
			releases: viewer.funder === null ? [] : listReleases(home, viewer.funder),
			inShort: readInShort(home, viewer)
		};
	const due = await fromStore((store) => listDue(store, home, viewer, utcDay()));
	return { desk: { due, reports: listReports(home) }, funder: null, releases: [], inShort: [] };
};

export const actions: Actions = {
	make: async ({ request, locals }) => {
		const viewer = viewerOf(locals);
		if (!may(viewer, 'releases')) error(404, 'Not Found');
		const home = servedHome();
		const form = await request.formData();
		let id: string;
		try {
			refuseSample(home);
			const of = { grant: textOf(form, 'grant'), from: textOf(form, 'from') };
			const found = await findQuarter(home, viewer, of);
			const report = listReports(home).reports.find((each) => each.id === textOf(form, 'report'));
			if (!found || !report) error(404, 'Not Found');
			const { grant, quarter } = found;
			id = openDraft(home, viewer, {
				...{ grant: grant.name, funder: grant.funder, report: report.id },
				...{ from: quarter.from, to: quarter.to, language: locals.locale }
			});
		} catch (cause) {
			if (cause instanceof Refused) return fail(409, { refused: reasonOf(cause) });
			throw cause;
		}
		redirect(303, resolve('/reports/drafts/[draft]', { draft: id }));
	}
};
