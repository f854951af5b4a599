import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { draftOf, finished, openWorkbench, settled, suggestedDraft, suggestedTable } from '#lib/server/draft.ts';
import { answer } from '#lib/server/answer.ts';
import { textOf } from '#lib/server/form.ts';
import { readMapForm } from '#lib/server/map-form.ts';
import { readMapPage } from '#lib/server/map-page.ts';
import { noteUpload } from '#lib/server/uploads.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is chosen while a script is loading would be lost. */
export const csr = false;

export const load: PageServerLoad = ({ params }) => answer(() => readMapPage(params.upload));

/** Reads the form into the draft, and notes it as `change` leaves it. */
async function note(
	id: string,
	form: FormData,
	change: (draft: ReturnType<typeof draftOf>, bench: ReturnType<typeof openWorkbench>) => ReturnType<typeof draftOf>
) {
	return answer(() => {
		const bench = openWorkbench(id);
		const draft = settled(change(readMapForm(form, draftOf(bench), bench), bench), bench);
		noteUpload(id, { draft, profile: null, source: draft.source });
		return { bench, draft };
	});
}

export const actions: Actions = {
	save: async ({ params, request }) => {
		await note(params.upload, await request.formData(), (draft) => draft);
		return { saved: true, reasons: [] };
	},
	add: async ({ params, request, url }) => {
		const form = await request.formData();
		const table = url.searchParams.get('table') ?? textOf(form, 'add');
		const from = Number(url.searchParams.get('from') ?? textOf(form, 'add.from')) || 0;
		await note(params.upload, form, (draft, bench) => ({
			...draft,
			tables: [...draft.tables, suggestedTable(draft, bench, table, from)]
		}));
		return { saved: true, reasons: [] };
	},
	remove: async ({ params, request, url }) => {
		const at = Number(url.searchParams.get('table'));
		await note(params.upload, await request.formData(), (draft) => ({
			...draft,
			tables: draft.tables.filter((_, each) => each !== at)
		}));
		return { saved: true, reasons: [] };
	},
	restart: async ({ params }) => {
		await note(params.upload, new FormData(), (_, bench) => suggestedDraft(bench));
		return { saved: true, reasons: [] };
	},
	finish: async ({ params, request }) => {
		const { draft, bench } = await note(params.upload, await request.formData(), (each) => each);
		const { profile, reasons } = finished(draft, bench);
		if (!profile) return fail(400, { saved: false, reasons });
		noteUpload(params.upload, { profile });
		redirect(303, resolve('/data/upload/[upload]', { upload: params.upload }));
	}
};
