import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { reasonOf, Refused } from '#pipelines/errors.ts';
import { locales } from '#lib/messages/index.ts';
import { viewerOf, type Viewer } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { ownDraft, readDraftPage, readPreview } from '#lib/server/draft-page.ts';
import { textOf } from '#lib/server/form.ts';
import { servedHome } from '#lib/server/reading.ts';
import { makeDraft } from '#lib/server/report-desk.ts';
import {
	approveDraft,
	chooseLanguage,
	dropDraft,
	sendDraft,
	takeBackDraft,
	writeText,
	type WrongReportText
} from '#lib/server/report-drafts.ts';
import { offerGaps } from '#lib/server/report-gaps.ts';
import { releaseDraft } from '#lib/server/report-releases.ts';
import { refuseSample } from '#lib/server/sample.ts';
import { soonOrLater } from '#lib/server/soon.ts';
import { readStore, type Store } from '#lib/server/store.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	answer(() =>
		readStore(async () => {
			const viewer = viewerOf(locals);
			const home = servedHome();
			const own = await ownDraft(home, viewer, params.draft);
			const made = readStore((same) => readPreview(same, home, viewer, own)).catch((cause: unknown) => {
				if (cause instanceof Refused) return { refused: reasonOf(cause) };
				throw cause;
			});
			return { ...readDraftPage(home, viewer, own.draft), preview: await soonOrLater(made) };
		})
	);

type Own = Awaited<ReturnType<typeof ownDraft>>;
type By = { viewer: Viewer; store: Store; home: ReturnType<typeof servedHome> };

/** Does something with the draft; what is refused is told on the page. */
async function deed<Did>({ params, locals }: RequestEvent, act: (own: Own, by: By) => Promise<Did> | Did) {
	const viewer = viewerOf(locals);
	const home = servedHome();
	try {
		return await readStore(async (store) => {
			const own = await ownDraft(home, viewer, params.draft);
			refuseSample(home);
			return act(own, { viewer, store, home });
		});
	} catch (cause) {
		if (cause instanceof Refused) return fail(409, { refused: reasonOf(cause) });
		throw cause;
	}
}

const ABOUT = /^(summary|gaps|(variance|action) [a-z0-9-]+)$/;

function write({ draft }: Own, { viewer, home }: By, form: FormData) {
	const language = locales.find((each) => each === textOf(form, 'language'));
	if (language && language !== draft.language) chooseLanguage(home, viewer, draft, language);
	const wrong: Record<string, WrongReportText> = {};
	const given: Record<string, string> = {};
	for (const [about, text] of form) {
		if (!ABOUT.test(about) || typeof text !== 'string') continue;
		const why = writeText(home, viewer, draft, about, text);
		if (why !== null) {
			wrong[about] = why;
			given[about] = text;
		}
	}
	return Object.keys(wrong).length === 0 ? { saved: true } : fail(400, { wrong, given });
}

export const actions: Actions = {
	write: async (event) => {
		const form = await event.request.formData();
		return deed(event, (own, by) => write(own, by, form));
	},
	/** Writes all that was typed, and what can be said of the gaps that are followed below what was typed of gaps. */
	gaps: async (event) => {
		const form = await event.request.formData();
		return deed(event, async (own, by) => {
			const typed = textOf(form, 'gaps');
			const offered = await offerGaps(by.store, by.home, by.viewer, own);
			form.set('gaps', [typed, ...offered.filter((text) => !typed.includes(text))].join('\n\n').trim());
			return write(own, by, form);
		});
	},
	send: (event) =>
		deed(event, async (own, { viewer, store, home }) => {
			if (own.draft.frozen !== null) throw new Refused('The report is in review already.');
			sendDraft(home, viewer, own.draft, await makeDraft(store, home, own));
			return { sent: true };
		}),
	take: (event) =>
		deed(event, ({ draft }, { viewer, home }) => {
			takeBackDraft(home, viewer, draft);
			return { taken: true };
		}),
	approve: async (event) => {
		const form = await event.request.formData();
		return deed(event, ({ draft }, { viewer, home }) => {
			approveDraft(home, viewer, draft, textOf(form, 'hash'));
			return { approved: true };
		});
	},
	release: async (event) => {
		const done = await deed(event, ({ draft }, { viewer, home }) => ({
			release: releaseDraft(home, viewer, draft)
		}));
		if ('release' in done) redirect(303, resolve('/reports/[release]', { release: done.release }));
		return done;
	},
	drop: async (event) => {
		if (textOf(await event.request.formData(), 'sure') !== 'yes') return fail(400, { unsure: true });
		const done = await deed(event, ({ draft }, { viewer, home }) => {
			dropDraft(home, viewer, draft);
			return { dropped: true };
		});
		if ('dropped' in done) redirect(303, resolve('/reports'));
		return done;
	}
};
