import { resolve } from '$app/paths';
import { hasCases, readBatches } from '#pipelines/batch.ts';
import { Refused } from '#pipelines/errors.ts';
import { readSettings, type Home, type Settings } from '#pipelines/home.ts';
import type { Delivery } from '#lib/delivery.ts';
import { countRefused, latestDeliveries } from './deliveries.ts';
import { textOf } from './form.ts';
import { shownDelivery, watchTrouble } from './hands-free.ts';
import { isSample } from './sample.ts';
import { isLive, listUploadKeys, type UploadKey } from './upload-keys.ts';

/** What the page of exports that come in by themselves shows. */
export type HandsPage = {
	/** The last ones, newest first; `by` is the name of a key, null for the watched folder. */
	deliveries: (Delivery & { by: string | null })[];
	/** Why the watched folder does not work, or null. */
	trouble: string | null;
	/** How it is set; null where the settings cannot be read. */
	inbox: Settings['inbox'] | null;
	keys: (UploadKey & { live: boolean })[];
	/** Keys of the sources that a key can be bound to, with their names. */
	sources: { source: string; name: string }[];
	/** Whether keys can be made here. */
	changeable: boolean;
	/** Where a script sends to. */
	address: string;
};

const SHOWN = 50;

/** Reads what came in by itself, and how it can. */
export function readHandsPage(home: Home, url: URL): HandsPage {
	const live = readBatches(home).batches.filter((batch) => batch.state === 'live' && hasCases(batch));
	const named = new Map(live.map(({ source, source_name }) => [source, source_name]));
	return {
		deliveries: latestDeliveries(home, SHOWN).map((kept) => ({ ...shownDelivery(kept), by: kept.by })),
		trouble: watchTrouble(),
		inbox: settingsOf(home),
		keys: listUploadKeys(home).map((key) => ({ ...key, live: isLive(key) })),
		sources: [...named].map(([source, name]) => ({ source, name })),
		changeable: !isSample(home.path),
		address: `${url.origin}${resolve('/api/uploads')}`
	};
}

function settingsOf(home: Home): Settings['inbox'] | null {
	try {
		return readSettings(home).inbox;
	} catch (error) {
		if (error instanceof Refused) return null; // the page of settings says why
		throw error;
	}
}

/** What a form asks of a key, as it was typed. */
export function readWantedKey(form: FormData): { name: string; source: string; days: string } {
	return { name: textOf(form, 'name'), source: textOf(form, 'source'), days: textOf(form, 'days') };
}

/** How many exports that came in by themselves were refused in the last seven days. */
export function refusedLately(home: Home): number {
	return countRefused(home, new Date(Date.now() - 7 * 86_400_000).toISOString());
}
