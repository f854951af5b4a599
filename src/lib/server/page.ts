import { error } from '@sveltejs/kit';
import { Misused, Refused } from '#pipelines/errors.ts';
import { LeftOut } from '#lib/metrics/catalogue.ts';
import { DIMENSIONS } from '#lib/metrics/dimensions.ts';
import { fiscalYearStart } from '#lib/metrics/question.ts';
import type { Asker, Scope } from '#lib/metrics/scope.ts';
import { lastObserved } from '#lib/metrics/sources.ts';
import { listValues } from '#lib/metrics/values.ts';
import { presets, readView, type Preset, type View, type ViewProblem } from '#lib/view.ts';
import { readStore, type Store } from './store.ts';

/** A dimension that figures can be filtered and broken down by, with its values. */
export type Choice = { id: string; values: string[] };

/** What the controls of a page offer, and what they are set to. */
export type Controls = {
	view: View;
	/** What was wrong with the address. */
	problems: ViewProblem[];
	observedUntil: string | null;
	presets: Preset[];
	choices: Choice[];
};

/** What a page shows where there is a store; where nothing was imported yet, the sentence that says so. */
export type Page<Content> =
	| { missing: null; controls: Controls; content: Content }
	| { missing: string; controls: null; content: null };

/**
 * Reads what a page shows for the view in its address, with the controls of who asks, all of it from one store. What
 * does not exist is a 404, a metric whose file has a problem a 422.
 */
export async function readPage<Content>(
	url: URL,
	{ scope }: Asker,
	read: (store: Store, view: View) => Promise<Content>
): Promise<Page<Content>> {
	const { view, problems } = readView(
		url.searchParams,
		DIMENSIONS.map(({ id }) => id)
	);
	try {
		return await readStore(async (store) => ({
			missing: null,
			controls: await readControls(store, scope, view, problems),
			content: await read(store, view)
		}));
	} catch (cause) {
		if (cause instanceof Refused) return { missing: cause.message, controls: null, content: null };
		if (cause instanceof LeftOut) error(422, cause.message);
		if (cause instanceof Misused) error(404, cause.message);
		throw cause;
	}
}

async function readControls(
	store: Store,
	scope: Scope,
	view: View,
	problems: ViewProblem[]
): Promise<Controls> {
	const { observedUntil } = await lastObserved(store, scope, []);
	const choices: Choice[] = [];
	for (const { id } of DIMENSIONS) {
		const values = await listValues(store, id, scope);
		if (values.length > 1) choices.push({ id, values: values.map(({ value }) => value) });
	}
	return {
		view,
		problems,
		observedUntil,
		presets: presets(observedUntil, await fiscalYearStart(store)),
		choices
	};
}
