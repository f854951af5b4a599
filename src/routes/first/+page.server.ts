import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { firstPage, viewerOf } from '#lib/server/access.ts';
import type { PageServerLoad } from './$types';

/** Leads each role to the page that answers its first question. */
export const load: PageServerLoad = ({ locals }) => {
	redirect(303, resolve(firstPage(viewerOf(locals).role)));
};
