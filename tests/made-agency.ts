// The exports of an agency that is made up of stays, as uploads.
import { upload } from './canonical.ts';
import { filesOfStays, type Stay } from './made-stays.ts';

export * from './made-stays.ts';

/** Writes a full export of stays that is known until a day. */
export function exportStays(stays: readonly Stay[], until: string, exported?: string): string {
	return upload(filesOfStays(stays, until, exported));
}
