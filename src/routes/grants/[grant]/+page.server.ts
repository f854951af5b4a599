import { error, fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Misused, Refused } from '#pipelines/errors.ts';
import { messages } from '#lib/messages/index.ts';
import { viewerOf, type Viewer } from '#lib/server/access.ts';
import { answer } from '#lib/server/answer.ts';
import {
	addPromise,
	dropPromise,
	findGrant,
	ownPrograms,
	removeGrant,
	saveGrant,
	Unfit,
	type Beside,
	type Own
} from '#lib/server/grants.ts';
import {
	readFields,
	readGrantPage,
	readPromise,
	toCells,
	type GrantFields
} from '#lib/server/grants-page.ts';
import { textOf } from '#lib/server/form.ts';
import { servedHome } from '#lib/server/reading.ts';
import { isSample } from '#lib/server/sample.ts';
import { makeFigures } from '#lib/server/settings-page.ts';
import { latestWork } from '#lib/server/work.ts';
import type { Home } from '#pipelines/home.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is typed while a script is loading would be lost. */
export const csr = false;

export const load: PageServerLoad = async ({ params, locals, url }) => ({
	...(await answer(() => readGrantPage(servedHome(), viewerOf(locals), params.grant))),
	added: url.searchParams.has('added'),
	saved: url.searchParams.has('saved'),
	working: latestWork()?.state === 'running'
});

type Made = ReturnType<typeof makeFigures>;
type Returned = {
	did: 'change' | 'promise' | 'take' | 'build' | 'remove';
	given: GrantFields | null;
	promise: ReturnType<typeof readPromise> | null;
	beside: Beside<string>;
	made: Made | null;
};

const NOTHING = { given: null, promise: null, beside: { fields: {}, whole: [] }, made: null };

type Asked = { home: Home; viewer: Viewer; own: Own; form: FormData; grant: string };

/** Does what is asked of a grant that is there and one's own; what is refused is said beside the fields. */
async function change(
	did: Returned['did'],
	{ request, locals, params }: { request: Request; locals: App.Locals; params: { grant: string } },
	make: (asked: Asked) => Made | null,
	given: (form: FormData) => Partial<Returned> = () => ({})
): Promise<Returned | ActionFailure<Returned>> {
	const home = servedHome();
	const viewer = viewerOf(locals);
	const own = await ownPrograms(home, viewer);
	const { name: grant } = await answer(() => findGrant(home, own, params.grant));
	const form = await request.formData();
	const refuse = (beside: Returned['beside']) => fail(400, { ...NOTHING, did, ...given(form), beside });
	if (isSample(home.path)) return refuse({ fields: {}, whole: [messages(locals.locale).grants.sample] });
	try {
		return { ...NOTHING, did, made: make({ home, viewer, own, form, grant }) };
	} catch (cause) {
		if (cause instanceof Unfit) return refuse(cause.beside);
		if (cause instanceof Refused) return refuse({ fields: {}, whole: cause.reasons });
		if (cause instanceof Misused) error(404, cause.message);
		throw cause;
	}
}

export const actions: Actions = {
	change: (event) =>
		change(
			'change',
			event,
			({ home, viewer, own, form, grant }) => {
				const cells = toCells(readFields(form));
				const { renamed } = saveGrant(home, viewer, own, grant, cells);
				if (renamed) makeFigures(home, viewer);
				const name = encodeURIComponent(cells.grant.replaceAll(/\s+/g, ' ').trim());
				redirect(303, `${resolve('/grants/[grant]', { grant: name })}?saved`);
			},
			(form) => ({ given: readFields(form) })
		),
	promise: (event) =>
		change(
			'promise',
			event,
			({ home, viewer, form, grant }) => {
				addPromise(home, viewer, readPromise(form, grant));
				return makeFigures(home, viewer);
			},
			(form) => ({ promise: readPromise(form, event.params.grant) })
		),
	take: (event) =>
		change('take', event, ({ home, viewer, form, grant }) => {
			const [metric, program, from, to] = ['metric', 'program', 'from', 'to'].map((name) =>
				textOf(form, name)
			);
			dropPromise(home, viewer, {
				grant,
				metric: metric ?? '',
				program: program ?? '',
				from: from ?? '',
				to: to ?? ''
			});
			return makeFigures(home, viewer);
		}),
	build: (event) => change('build', event, ({ home, viewer }) => makeFigures(home, viewer)),
	remove: (event) =>
		change('remove', event, ({ home, viewer, own, form, grant }) => {
			if (textOf(form, 'sure') !== 'yes')
				throw new Refused([messages(event.locals.locale).grants.remove.confirm]);
			const { promised } = removeGrant(home, viewer, own, grant);
			if (promised) makeFigures(home, viewer);
			redirect(303, `${resolve('/grants')}?removed`);
		})
};
