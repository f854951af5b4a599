import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { viewerOf } from '#lib/server/access.ts';
import { answer, partOf } from '#lib/server/answer.ts';
import { findCase } from '#lib/server/assignments.ts';
import { readAssignmentsPage } from '#lib/server/assignments-page.ts';
import { textOf } from '#lib/server/form.ts';
import { servedHome } from '#lib/server/reading.ts';
import { takeFiles } from '#lib/server/roster-upload.ts';
import { findSource } from '#lib/server/roster.ts';
import { readStore } from '#lib/server/store.ts';
import { noteSeen } from '#lib/server/seen.ts';
import { latestWork } from '#lib/server/work.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is typed while a script is loading would be lost. */
export const csr = false;

const PAGE = 50;

export const load: PageServerLoad = async ({ url, locals }) => {
	const part = partOf(url, PAGE);
	const page = await readAssignmentsPage(
		url.searchParams.get('source'),
		url.searchParams.get('worker'),
		part
	);
	const { lines = [], total = 0 } = page.content?.assignments ?? {};
	if (lines.length > 0)
		noteSeen(viewerOf(locals), 'saw rows', 'assignments', { rows: lines.length, of: total, page: part.page });
	return { ...page, part, work: latestWork() };
};

export const actions: Actions = {
	upload: takeFiles,
	/** The id travels in the form, never in an address: addresses are logged and remembered. */
	find: async ({ request, locals, url }) => {
		const home = servedHome();
		const id = textOf(await request.formData(), 'id').trim();
		const { source, enrollment } = await answer(() =>
			readStore(async ({ db }) => {
				const { source } = await findSource(db, url.searchParams.get('source'));
				return { source, enrollment: await findCase(db, home, source, id) };
			})
		);
		const found = enrollment === null ? [] : [enrollment];
		noteSeen(viewerOf(locals), 'looked for a case', 'cases', { found: found.length, enrollments: found });
		if (enrollment === null) return fail(404, { form: 'find', given: { id }, wrong: [], reasons: [] });
		redirect(303, resolve('/data/assignments/[source]/[enrollment]', { source, enrollment }));
	}
};
