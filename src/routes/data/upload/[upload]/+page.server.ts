import { error as fault, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { DATE_ORDERS } from '#pipelines/date-orders.ts';
import { Misused, Refused } from '#pipelines/errors.ts';
import { sourceKey } from '#pipelines/sources/format.ts';
import { messages } from '#lib/messages/index.ts';
import { viewerOf, type Viewer } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { textOf } from '#lib/server/form.ts';
import { servedHome } from '#lib/server/reading.ts';
import { startAccept, startCheck } from '#lib/server/upload-check.ts';
import { fittingOf } from '#lib/server/upload-identify.ts';
import { readUploadPage } from '#lib/server/upload-page.ts';
import { dropUpload, noteUpload, readUpload } from '#lib/server/uploads.ts';
import { latestWork, type Work } from '#lib/server/work.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({
	upload: await answer(() => readUploadPage(params.upload)),
	work: latestWork()
});

export const actions: Actions = {
	check: (event) => begin(event, startCheck),
	accept: (event) => begin(event, startAccept),
	source: async ({ params, request }) => {
		const source = textOf(await request.formData(), 'source').trim().slice(0, 120);
		await answer(() => noteUpload(upload(params), { source: sourceKey(source) === '' ? null : source }));
		return { reasons: [] };
	},
	dates: async ({ params, request }) => {
		const said = textOf(await request.formData(), 'dates');
		const dates = DATE_ORDERS.find((each) => each === said) ?? null;
		await answer(() => noteUpload(upload(params), { dates }));
		return { reasons: [] };
	},
	choose: async ({ params, request, locals }) => {
		const name = textOf(await request.formData(), 'mapping');
		const waiting = await answer(() => readUpload(upload(params)));
		const profile = fittingOf(servedHome(), waiting).find((each) => each.name === name);
		if (!profile)
			return fail(400, { reasons: [messages(locals.locale).upload.page.chooseNone({ name: JSON.stringify(name) })] });
		noteUpload(waiting.id, { profile });
		return { reasons: [] };
	},
	drop: ({ params, locals }) => {
		dropUpload(viewerOf(locals), upload(params));
		redirect(303, resolve('/data/upload'));
	}
};

const upload = ({ upload }: Partial<Record<string, string>>) => upload ?? '';

function begin({ params, locals }: RequestEvent, start: (viewer: Viewer, id: string) => Work) {
	try {
		start(viewerOf(locals), upload(params));
	} catch (error) {
		if (error instanceof Refused) return fail(409, { reasons: error.reasons });
		if (error instanceof Misused) fault(404, error.message);
		throw error;
	}
	redirect(303, `${resolve('/data/work')}?go`);
}
