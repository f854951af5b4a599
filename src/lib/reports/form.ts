import type { Words } from '#lib/speak.ts';
import type { Part } from './part.ts';
import type { Report } from './report.ts';

export type Spoken = Pick<Words, 'm' | 'format' | 'locale'>;

/** How an agency's documents look: its logo, and its colour as #rrggbb; null where it gave none. */
export type Look = { logo: { format: 'svg' | 'png'; bytes: Buffer } | null; colour: string | null };

/** A file that a report is given out as: how its name ends, its media type, and how it is made. */
export type Form = {
	ending: string;
	type: string;
	make: (
		report: Report,
		parts: readonly Part[],
		as: { words: Spoken; look: Look }
	) => Buffer | string | Promise<Buffer>;
};
