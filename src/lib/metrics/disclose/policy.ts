import { z } from 'zod';

/**
 * What an audience that may not see single clients gets (METHODS §5): `k`, the smallest number of clients that it may
 * know; or everything, where a contract asks for it, with the basis on which it is given.
 */
export const policySchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('suppress'), k: z.int().min(3).max(100).default(11) }),
	z.strictObject({ kind: z.literal('unsuppressed'), basis: z.string().trim().min(1) })
]);

export type Policy = z.infer<typeof policySchema>;

/** Whether so many clients are too few to be told of. Of nobody there is nothing to tell. */
export function isSmall(clients: number, k: number): boolean {
	return clients > 0 && clients < k;
}

/** Up to which share a group counts as near one of the ends. */
export const END = 0.1;

/** How many of a group lie within a band at one of its ends, at most; null where it would hold fewer than `k`, and say too much. */
export function bandOf(n: number, k: number): number | null {
	const most = Math.floor(n * END + 1e-9);
	return most < k ? null : most;
}

/** The end that a share is near, or null. */
export function endOf(share: number): 'under' | 'over' | null {
	if (share < END - 1e-9) return 'under';
	return share > 1 - END + 1e-9 ? 'over' : null;
}
