import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Refused } from '#pipelines/errors.ts';
import type { Connected } from '#pipelines/duckdb.ts';
import type { Home } from '#pipelines/home.ts';
import { viewerOf } from './access.ts';
import { answer } from './answer.ts';
import { servedHome } from './reading.ts';
import { importEdit } from './roster-import.ts';
import type { Edit, Wrong } from './roster-edits.ts';
import type { RosterSource } from './roster.ts';
import { readStore } from './store.ts';

/** What a form that was not accepted shows: which of the page's it is, what was given, and every reason. */
export type Returned = {
	form: string;
	given: Record<string, string>;
	wrong: Wrong[];
	reasons: string[];
};

/**
 * Takes one edit of a roster in: what is wrong is shown at the fields; otherwise its import begins and the page
 * of the work follows.
 */
export async function takeEdit(
	{ request, locals }: RequestEvent,
	name: string,
	make: (
		given: (field: string) => string,
		db: Connected,
		home: Home
	) => Promise<Edit & { source: RosterSource }>
): Promise<ActionFailure<Returned>> {
	const home = servedHome();
	const viewer = viewerOf(locals);
	const form = await request.formData();
	const given = Object.fromEntries(
		[...form].flatMap(([field, value]) => (typeof value === 'string' ? [[field, value.trim()]] : []))
	) as Record<string, string>;
	const { source, wrong, changes } = await answer(() =>
		readStore(({ db }) => make((field) => given[field] ?? '', db, home))
	);
	if (wrong.length > 0) return fail(400, { form: name, given, wrong, reasons: [] });
	try {
		importEdit(home, viewer, source, changes);
	} catch (error) {
		if (error instanceof Refused) return fail(409, { form: name, given, wrong: [], reasons: error.reasons });
		throw error;
	}
	redirect(303, resolve('/data/work'));
}
