import { error, fail } from '@sveltejs/kit';
import { textOf } from '#lib/server/form.ts';
import { servedHome } from '#lib/server/reading.ts';
import { ENTRY_COOKIE, entered, linkWorksUntil, openReportLink } from '#lib/server/report-links.ts';
import { readReleasePage } from '#lib/server/report-page.ts';
import { findRelease } from '#lib/server/report-releases.ts';
import type { Actions, PageServerLoad } from './$types';

/** A link to a release: it asks for the code, and shows the release to who gave it. A link that does not work is a 404. */
export const load: PageServerLoad = ({ params, cookies }) => {
	const home = servedHome();
	const until = linkWorksUntil(home, params.secret);
	if (until === null) error(404, 'Not Found');
	const id = entered(home, params.secret, cookies.get(ENTRY_COOKIE));
	const release = id === null ? null : findRelease(home, id);
	return { until, page: release && readReleasePage(home, null, release) };
};

export const actions: Actions = {
	default: async ({ params, request, cookies, url }) => {
		const code = textOf(await request.formData(), 'code');
		const token = await openReportLink(servedHome(), params.secret, code);
		if (token === null) return fail(400, { wrong: true });
		cookies.set(ENTRY_COOKIE, token, {
			path: `/given/${params.secret}`,
			httpOnly: true,
			sameSite: 'strict',
			secure: url.protocol === 'https:'
		});
		return { opened: true };
	}
};
