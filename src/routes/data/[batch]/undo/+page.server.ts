import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { findBatch } from '#pipelines/batch.ts';
import { Refused } from '#pipelines/errors.ts';
import { viewerOf } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { readUndo } from '#lib/server/batch-page.ts';
import { servedHome } from '#lib/server/reading.ts';
import { latestWork, startWork } from '#lib/server/work.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({
	...(await answer(() => readUndo(params.batch))),
	batch: params.batch,
	work: latestWork()
});

export const actions: Actions = {
	default: async ({ params, locals }) => {
		const { state } = await answer(() => findBatch(servedHome(), params.batch));
		if (state === 'undone') return fail(409);
		try {
			startWork(viewerOf(locals), { kind: 'undo', batch: params.batch });
		} catch (error) {
			if (error instanceof Refused) return fail(409);
			throw error;
		}
		redirect(303, resolve('/data/work'));
	}
};
