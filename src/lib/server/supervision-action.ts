import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Misused, Refused } from '#pipelines/errors.ts';
import { MOST_AGREED, type Given, type Slips } from '#lib/supervision.ts';
import { may, viewerOf } from './access.ts';
import { answer } from './answer.ts';
import { textOf, textsOf } from './form.ts';
import { servedHome } from './reading.ts';
import { today } from './roster.ts';
import { findSheetWorker } from './sheet-page.ts';
import { readStore } from './store.ts';
import { listOpenMeetings, sendMeetings } from './supervision-batch.ts';
import { correctSupervision, logSupervision } from './supervisions.ts';

/** A form that was not accepted: what was given, why not, and which meeting it is a correction of. */
export type Returned = { given: Given; slips: Slips; correcting: string | null };

function givenIn(form: FormData): Given {
	const text = (name: string) => textOf(form, name).trim();
	return {
		meeting: text('meeting'),
		planned_on: text('planned_on'),
		held_on: text('held_on'),
		fell_out: text('fell_out'),
		next_on: text('next_on'),
		topics: text('topics'),
		reason: text('reason'),
		agreed: Array.from({ length: MOST_AGREED }, (_, at) => ({
			what: text(`what${String(at)}`),
			who: text(`who${String(at)}`),
			until: text(`until${String(at)}`)
		})),
		steps: textsOf(form, 'step').map((id) => ({
			id,
			step: text(`step-${id}`),
			until: text(`step-until-${id}`)
		}))
	};
}

/** Writes a meeting down or corrects it, and begins to bring it to the figures; the sheet follows. */
export async function takeSupervision(event: RequestEvent) {
	const home = servedHome();
	const viewer = viewerOf(event.locals);
	const form = await event.request.formData();
	const given = givenIn(form);
	const correcting = textOf(form, 'correcting') || null;
	const { worker, open } = await answer(() =>
		readStore(async (store) => {
			const worker = await findSheetWorker(store, viewer, event.params.worker ?? '');
			return { worker, open: await listOpenMeetings(store, home, worker, correcting) };
		})
	);
	const facts = { open, today: today(home) };
	const slips = await answer(() =>
		correcting === null
			? logSupervision(home, viewer, worker, given, facts)
			: correctSupervision(home, viewer, worker, correcting, given, facts)
	);
	if (slips !== null) return fail(400, { given, slips, correcting } satisfies Returned);
	await send(event);
	redirect(
		303,
		`${resolve('/team/[worker]', { worker: worker.id })}?kept=${correcting === null ? 'new' : 'corrected'}#log`
	);
}

/** Begins to bring to the figures what they do not have of the meetings of a worker's source. */
export async function takeSend(event: RequestEvent) {
	await send(event);
	redirect(303, `${resolve('/team/[worker]', { worker: event.params.worker ?? '' })}#log`);
}

/** What was written down is kept whatever becomes of its import: the page says what the figures do not have yet. */
async function send(event: RequestEvent): Promise<void> {
	const viewer = viewerOf(event.locals);
	const worker = await answer(() => {
		if (!may(viewer, 'supervision')) throw new Misused('There is no such log.');
		return readStore((store) => findSheetWorker(store, viewer, event.params.worker ?? ''));
	});
	try {
		await sendMeetings(servedHome(), viewer, worker.source);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
	}
}
