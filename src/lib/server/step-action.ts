import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { findMetric } from '#lib/metrics/catalogue.ts';
import { DIMENSIONS } from '#lib/metrics/dimensions.ts';
import { readView, writeView, type View } from '#lib/view.ts';
import { may, viewerOf, type Viewer } from './access.ts';
import { answer } from './answer.ts';
import { textOf } from './form.ts';
import { servedHome } from './reading.ts';
import { markStep, takeStepBack, type GivenStep, type WrongStep } from './steps.ts';
import { readStore } from './store.ts';

/** What a form that was not accepted shows: what was given, and every reason at its field. */
export type ReturnedStep = { given: GivenStep; wrong: WrongStep[] };

/** Marks a step change on the metric of a page, for its view; the page follows. For who may write down conclusions. */
export async function takeMark(event: RequestEvent): Promise<ActionFailure<ReturnedStep>> {
	const { viewer, metric, view } = read(event);
	const form = await event.request.formData();
	const given = { on: textOf(form, 'on').trim(), reason: textOf(form, 'reason'), of: textOf(form, 'of') };
	const wrong = await answer(() =>
		readStore(async (store) => {
			const { id } = await findMetric(store, metric);
			return markStep(servedHome(), store, viewer, id, view.where, given);
		})
	);
	if (wrong.length > 0) return fail(400, { given, wrong });
	return back(metric, view);
}

/** Takes a step change of a page's metric back; the page follows. For who may write down conclusions. */
export async function takeTakenBack(event: RequestEvent): Promise<never> {
	const { viewer, metric, view } = read(event);
	const form = await event.request.formData();
	await answer(() =>
		readStore((store) => takeStepBack(servedHome(), store, viewer, metric, view.where, textOf(form, 'step')))
	);
	return back(metric, view);
}

function read({ locals, params, url }: RequestEvent): { viewer: Viewer; metric: string; view: View } {
	const viewer = viewerOf(locals);
	if (!may(viewer, 'conclusions')) error(404, 'Not Found');
	const { view } = readView(
		url.searchParams,
		DIMENSIONS.map(({ id }) => id)
	);
	return { viewer, metric: params.id ?? '', view };
}

function back(metric: string, view: View): never {
	redirect(303, `${resolve('/metrics/[id]', { id: metric })}${writeView(view)}#steps`);
}
