import { fail, type RequestEvent } from '@sveltejs/kit';
import { viewerOf } from './access.ts';
import { answer } from './answer.ts';
import { utcDay } from './clock.ts';
import { textOf, textsOf } from './form.ts';
import { putOff, wake } from './put-offs.ts';
import { servedHome } from './reading.ts';
import { readStore } from './store.ts';
import { readDue, type ListedDue } from './worklist.ts';

/** The things that a form names, as far as they are those of who sent it. */
function chosenIn(event: RequestEvent, form: FormData): Promise<ListedDue[]> {
	const keys = new Set(textsOf(form, 'thing'));
	return readStore(async (store) =>
		(await readDue(store, viewerOf(event.locals))).filter(({ key }) => keys.has(key))
	);
}

/** Puts off what a form chose. */
export async function takePutOff(event: RequestEvent) {
	const form = await event.request.formData();
	const given = { until: textOf(form, 'until'), reason: textOf(form, 'reason') };
	const things = await chosenIn(event, form);
	const slips = await answer(() =>
		putOff(servedHome(), viewerOf(event.locals), things, { ...given, today: utcDay() })
	);
	const chosen = things.map(({ key }) => key);
	return slips === null
		? { did: 'putOff' as const, n: things.length }
		: fail(400, { did: 'putOff' as const, slips, ...given, chosen });
}

/** Takes back that what a form chose was put off. */
export async function takeWake(event: RequestEvent) {
	const things = await chosenIn(event, await event.request.formData());
	const n = await answer(() => wake(servedHome(), viewerOf(event.locals), things));
	return n > 0
		? { did: 'wake' as const, n }
		: fail(400, { did: 'wake' as const, slips: { things: 'none' as const } });
}
