// Looks at files beside the page, so that it stays quick while one of a gigabyte is read.
import { NotRead, type Look, type Unreadable } from './look.ts';
import { lookAt, without } from './read.ts';

/** What the page asks. */
export type Ask =
	{ id: number; file: File; look: true } | { id: number; file: File; look: Look; places: number[] };

/** What it is told: how far it is, and the end. */
export type Told =
	| { id: number; bytes: number; sofar: Look | null }
	| { id: number; look: Look }
	| { id: number; blob: Blob }
	| { id: number; unreadable: Unreadable };

const tell = (told: Told) => {
	postMessage(told);
};

async function answer(ask: Ask): Promise<Told> {
	const { id, file } = ask;
	try {
		if (ask.look === true) {
			const look = await lookAt(file, (bytes, sofar) => {
				tell({ id, bytes, sofar });
			});
			return { id, look };
		}
		return { id, blob: await without(file, ask.look, ask.places) };
	} catch (error) {
		return { id, unreadable: error instanceof NotRead ? error.why : 'text' };
	}
}

/** One file after the other. */
let before: Promise<unknown> = Promise.resolve();
addEventListener('message', ({ data }: MessageEvent<Ask>) => {
	before = before.then(async () => {
		tell(await answer(data));
	});
});
