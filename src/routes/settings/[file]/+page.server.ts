import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { messages } from '#lib/messages/index.ts';
import { viewerOf, type Viewer } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import { textOf } from '#lib/server/form.ts';
import { filesOf } from '#lib/server/inbox.ts';
import { servedHome } from '#lib/server/reading.ts';
import { isSample } from '#lib/server/sample.ts';
import {
	removeSettingFile,
	saveSettingFile,
	settingFileOf,
	settingFiles,
	settingText
} from '#lib/server/setting-files.ts';
import { makeFigures } from '#lib/server/settings-page.ts';
import { latestWork } from '#lib/server/work.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is typed while a script is loading would be lost. */
export const csr = false;

const MOST_BYTES = 2_000_000;

export const load: PageServerLoad = async ({ params }) => {
	const home = servedHome();
	const file = await answer(() => settingFileOf(params.file));
	const state = settingFiles(home).find((each) => each.file === file);
	return {
		file,
		own: state?.own ?? false,
		reasons: state?.reasons ?? [],
		text: readText(home, file),
		work: latestWork()
	};
};

/** One that is no text at all cannot be edited, only replaced. */
function readText(home: Home, file: Parameters<typeof settingText>[1]): string | null {
	try {
		return settingText(home, file);
	} catch (error) {
		if (error instanceof Refused) return null;
		throw error;
	}
}

type Returned = { saved: 'later' | 'nothing' | null; text: string | null; reasons: string[] };

/** Changes a file of the home; then the figures are made anew, and the page of that work follows. */
function change(
	home: Home,
	viewer: Viewer,
	text: string | null,
	make: () => void
): Returned | ActionFailure<Returned> {
	try {
		make();
	} catch (error) {
		if (error instanceof Refused) return fail(400, { saved: null, text, reasons: error.reasons });
		throw error;
	}
	const made = makeFigures(home, viewer);
	if (made === 'begun') redirect(303, resolve('/data/work'));
	return { saved: made, text: null, reasons: [] };
}

export const actions: Actions = {
	save: async ({ params, request, locals }) => {
		const home = servedHome();
		const file = await answer(() => settingFileOf(params.file));
		const text = textOf(await request.formData(), 'text');
		if (isSample(home.path)) return refuse([messages(locals.locale).settings.sample]);
		const viewer = viewerOf(locals);
		return change(home, viewer, text, () => {
			saveSettingFile(home, viewer, file, Buffer.from(text.replaceAll('\r\n', '\n')));
		});
	},
	upload: async ({ params, request, locals }) => {
		const home = servedHome();
		const w = messages(locals.locale).settings;
		const file = await answer(() => settingFileOf(params.file));
		if (isSample(home.path)) return refuse([w.sample]);
		const [given] = filesOf(await request.formData(), 'file');
		if (!given) return refuse([w.file.none]);
		if (given.size > MOST_BYTES) return refuse([w.file.large]);
		const bytes = new Uint8Array(await given.arrayBuffer());
		const viewer = viewerOf(locals);
		return change(home, viewer, null, () => {
			saveSettingFile(home, viewer, file, bytes);
		});
	},
	ours: async ({ params, locals }) => {
		const home = servedHome();
		const file = await answer(() => settingFileOf(params.file));
		if (isSample(home.path)) return refuse([messages(locals.locale).settings.sample]);
		const viewer = viewerOf(locals);
		return change(home, viewer, null, () => {
			removeSettingFile(home, viewer, file);
		});
	}
};

function refuse(reasons: string[]): ActionFailure<Returned> {
	return fail(400, { saved: null, text: null, reasons });
}
