import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Refused } from '#pipelines/errors.ts';
import { messages } from '#lib/messages/index.ts';
import { GRANT_COLUMNS } from '#lib/reports/grants.ts';
import { viewerOf } from '#lib/server/access.ts';
import { ownPrograms, saveGrant, saveGrants, Unfit, type Beside } from '#lib/server/grants.ts';
import { readFields, readGrantsPage, toCells, type GrantFields } from '#lib/server/grants-page.ts';
import { filesOf } from '#lib/server/inbox.ts';
import { servedHome } from '#lib/server/reading.ts';
import { isSample } from '#lib/server/sample.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is typed while a script is loading would be lost. */
export const csr = false;

const MOST_BYTES = 2_000_000;

export const load: PageServerLoad = async ({ locals, url }) => ({
	...(await readGrantsPage(servedHome(), viewerOf(locals))),
	columns: GRANT_COLUMNS.join(','),
	removed: url.searchParams.has('removed')
});

type Returned = {
	given: GrantFields | null;
	beside: Beside<string>;
	uploaded: boolean;
};

const refuse = (reasons: string[]): ActionFailure<Returned> =>
	fail(400, { given: null, beside: { fields: {}, whole: reasons }, uploaded: false });

export const actions: Actions = {
	add: async ({ request, locals }) => {
		const home = servedHome();
		if (isSample(home.path)) return refuse([messages(locals.locale).grants.sample]);
		const viewer = viewerOf(locals);
		const given = readFields(await request.formData());
		try {
			saveGrant(home, viewer, await ownPrograms(home, viewer), null, toCells(given));
		} catch (error) {
			if (error instanceof Unfit) return fail(400, { given, beside: error.beside, uploaded: false });
			if (error instanceof Refused) return refuse(error.reasons);
			throw error;
		}
		const grant = encodeURIComponent(given.grant.replaceAll(/\s+/g, ' ').trim());
		redirect(303, `${resolve('/grants/[grant]', { grant })}?added`);
	},
	upload: async ({ request, locals }) => {
		const home = servedHome();
		const w = messages(locals.locale).grants;
		if (isSample(home.path)) return refuse([w.sample]);
		const viewer = viewerOf(locals);
		const [given] = filesOf(await request.formData(), 'file');
		if (!given) return refuse([w.upload.none]);
		if (given.size > MOST_BYTES) return refuse([w.upload.large]);
		const bytes = new Uint8Array(await given.arrayBuffer());
		try {
			saveGrants(home, viewer, await ownPrograms(home, viewer), bytes);
		} catch (error) {
			if (error instanceof Refused) return refuse(error.reasons);
			throw error;
		}
		return { given: null, beside: { fields: {}, whole: [] }, uploaded: true };
	}
};
