import { Refused } from '#pipelines/errors.ts';

/** Every reason for which something is refused; none where it is not. */
export function reasons(give: () => unknown): string[] {
	try {
		give();
	} catch (error) {
		if (error instanceof Refused) return error.reasons;
		throw error;
	}
	return [];
}
