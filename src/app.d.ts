import type { Locale } from '#lib/messages/index.ts';
import type { Ability, Role } from '#lib/roles.ts';
import type { Viewer } from '#lib/server/access.ts';
import type { UploadKey } from '#lib/server/upload-keys.ts';

declare global {
	namespace App {
		interface Locals {
			/** The id of this request, by which the log knows it. */
			request: string;
			/** In which language this request is answered. */
			locale: Locale;
			/** Who is signed in, or null. */
			viewer: Viewer | null;
			/** The key that a script sent, where the address is one for keys, or null. */
			uploader: UploadKey | null;
		}
		interface PageData {
			locale?: Locale;
			/** Who is signed in, as far as the frame shows it. */
			viewer?: { id: string; name: string; role: Role; abilities: readonly Ability[] } | null;
			/** In the demonstration: whom one can be instead. */
			samples?: readonly { id: string; name: string; role: Role }[] | null;
			/** The store that the figures of the page come from; a page that reads one says it. */
			store?: string | null;
			/** The last day that is known. */
			observedUntil?: string | null;
			sample?: boolean;
			empty?: boolean;
			today?: string;
			version?: string;
			/** How much is free on the disk of the home, where it is little, for who looks after the data. */
			room?: string | null;
		}
	}
}
