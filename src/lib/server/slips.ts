import { Refused } from '#pipelines/errors.ts';
import { DEFAULT_LOCALE, messages } from '#lib/messages/index.ts';
import type { Slip } from '#lib/slips.ts';

export type { Slip };

/** A form was refused: every slip at once, each to be said at its field. */
export class Slipped extends Refused {
	slips: readonly Slip[];
	constructor(slips: readonly Slip[]) {
		const { slips: sentences } = messages(DEFAULT_LOCALE).people;
		super(slips.map(({ why }) => sentences[why]));
		this.slips = slips;
	}
}

/** Does what a form asks for: gives what was done, or what it was refused for. */
export async function orSlips<Done>(
	work: () => Done | Promise<Done>
): Promise<{ done: Done; slips: null } | { done: null; slips: readonly Slip[] }> {
	try {
		return { done: await work(), slips: null };
	} catch (error) {
		if (error instanceof Slipped) return { done: null, slips: error.slips };
		throw error;
	}
}
