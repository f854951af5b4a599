import { error, fail } from '@sveltejs/kit';
import { reasonOf, Refused } from '#pipelines/errors.ts';
import { may, viewerOf } from '#lib/server/access.ts';
import { textOf } from '#lib/server/form.ts';
import { servedHome } from '#lib/server/reading.ts';
import { record } from '#lib/server/audit.ts';
import { endReportLink, makeReportLink } from '#lib/server/report-links.ts';
import { findOwnRelease, readReleasePage } from '#lib/server/report-page.ts';
import { refuseSample } from '#lib/server/sample.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const viewer = viewerOf(locals);
	const home = servedHome();
	const release = await findOwnRelease(home, viewer, params.release);
	record(home, viewer, 'read a released report', release.grant, { release: release.id });
	return readReleasePage(home, viewer, release);
};

/** Something that only who releases reports may do. */
async function asReleaser({ params, locals }: RequestEvent) {
	const viewer = viewerOf(locals);
	const home = servedHome();
	const release = await findOwnRelease(home, viewer, params.release);
	if (!may(viewer, 'releases')) error(404, 'Not Found');
	return { viewer, home, release };
}

export const actions: Actions = {
	link: async (event) => {
		const { viewer, home, release } = await asReleaser(event);
		try {
			refuseSample(home);
		} catch (cause) {
			if (cause instanceof Refused) return fail(409, { refused: reasonOf(cause) });
			throw cause;
		}
		const days = Number(textOf(await event.request.formData(), 'days')) || 14;
		const { secret, code } = await makeReportLink(home, viewer, release, days);
		return { made: { address: `${event.url.origin}/given/${secret}`, code } };
	},
	end: async (event) => {
		const { viewer, home, release } = await asReleaser(event);
		endReportLink(home, viewer, release, textOf(await event.request.formData(), 'link'));
		return { ended: true };
	}
};
