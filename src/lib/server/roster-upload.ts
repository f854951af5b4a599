import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Refused } from '#pipelines/errors.ts';
import { messages } from '#lib/messages/index.ts';
import { viewerOf } from './access.ts';
import { answer } from './answer.ts';
import { textOf } from './form.ts';
import { filesOf } from './inbox.ts';
import { servedHome } from './reading.ts';
import type { Returned } from './roster-action.ts';
import { importFiles } from './roster-import.ts';
import { findSource } from './roster.ts';
import { readStore } from './store.ts';

/** Takes files of a roster in: where they are refused, with every reason at once; else the work's page follows. */
export async function takeFiles({ request, locals, url }: RequestEvent): Promise<ActionFailure<Returned>> {
	const home = servedHome();
	const { roster } = messages(locals.locale);
	const refuse = (reasons: string[]) =>
		fail(400, { form: 'upload', given: {}, wrong: [], reasons } satisfies Returned);
	const source = await answer(() => readStore(({ db }) => findSource(db, url.searchParams.get('source'))));
	const form = await request.formData();
	const kind = textOf(form, 'kind') === 'changes' ? 'changes' : 'full';
	try {
		const wrong = await importFiles(home, viewerOf(locals), source, filesOf(form, 'files'), kind);
		if (wrong.length > 0) return refuse(wrong.map(({ why, name }) => roster.uploadWrong[why]({ name })));
	} catch (error) {
		if (error instanceof Refused) return refuse(error.reasons);
		throw error;
	}
	redirect(303, resolve('/data/work'));
}
