import { json } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { needRoom } from '#pipelines/disk.ts';
import { explain, Refused } from '#pipelines/errors.ts';
import { readSettings } from '#pipelines/home.ts';
import { messages } from '#lib/messages/index.ts';
import { TooLarge, writeBody } from '#lib/server/body.ts';
import { countWaiting, findDelivery } from '#lib/server/deliveries.ts';
import { shownDelivery } from '#lib/server/hands-free.ts';
import { described, log } from '#lib/server/log.ts';
import { receiveDelivery } from '#lib/server/received.ts';
import { servedHome } from '#lib/server/reading.ts';
import { reasonsOf } from '#lib/server/work.ts';
import type { RequestHandler } from './$types';

/** So many uploads of one key may wait at a time. */
const MOST_WAITING = 20;

/**
 * Takes an export that a script sends, and lines it up to be imported: 202 with its id, where what becomes of it
 * can be asked. The body is the file, named by `?name=`, or a form with files.
 */
export const POST: RequestHandler = async ({ request, url, locals }) => {
	const home = servedHome();
	const key = locals.uploader!;
	const { upload } = messages(locals.locale).hands;
	const refuse = (status: number, reasons: string[]) => json({ reasons }, { status });
	if (countWaiting(home, key.id) >= MOST_WAITING)
		return refuse(429, [upload.waiting({ most: String(MOST_WAITING) })]);
	const megabytes = readSettings(home).script_upload_limit_mb;
	try {
		needRoom(home.path, Number(request.headers.get('content-length') ?? 0), upload.what);
		const id = await receiveDelivery(home, key, (folder) =>
			writeBody(request, folder, url.searchParams.get('name'), megabytes * 1_000_000)
		);
		const kept = findDelivery(home, id, key.id)!;
		const location = resolve('/api/uploads/[upload]', { upload: id });
		return json(shownDelivery(kept), { status: 202, headers: { location } });
	} catch (error) {
		if (isTooLarge(error))
			return refuse(413, [
				messages(locals.locale).frame.refusal.large({ megabytes, setting: 'script_upload_limit_mb' })
			]);
		if (error instanceof Refused) return refuse(400, error.reasons);
		log.error({ id: locals.request, error: described(error) }, 'upload');
		return refuse(503, reasonsOf(explain(error), locals.request));
	}
};

/** Ours, or that of whoever reads the body. */
function isTooLarge(error: unknown): boolean {
	return error instanceof TooLarge || (error instanceof Error && 'status' in error && error.status === 413);
}
