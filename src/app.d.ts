import type { Locale } from '#lib/messages/index.ts';

declare global {
	namespace App {
		interface Locals {
			/** In which language this request is answered. */
			locale: Locale;
		}
		interface PageData {
			locale?: Locale;
			/** The store that the figures of the page come from; a page that reads one says it. */
			store?: string | null;
			/** The last day that is known. */
			observedUntil?: string | null;
			sample?: boolean;
			empty?: boolean;
			today?: string;
			version?: string;
		}
	}
}
