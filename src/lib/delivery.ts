import { z } from 'zod';

/**
 * How far an upload is that came in without anybody at a page. `waiting`: for other works, or for what stands in
 * its way to be mended (`reasons`); `accepted`: it is a batch; `same`: it was imported before; `refused`: it has to
 * be mended; `failed`: the server could not take it, and gave up.
 */
const DELIVERY_STATES = ['waiting', 'running', 'accepted', 'same', 'refused', 'failed'] as const;

/** What became of an upload. */
export const outcomeSchema = z.object({
	batch: z.string().nullable(),
	/** The source system, by its key. */
	source: z.string().nullable(),
	/** Of all its files, without headers: accepted and rejected make up the lines. */
	lines: z.int().nullable(),
	accepted: z.int().nullable(),
	rejected: z.int().nullable(),
	/** Problems in its lines, rejected lines among them. */
	problems: z.int().nullable(),
	/** Why it was refused, has failed or waits; of one that was accepted, what is left to do. */
	reasons: z.array(z.string())
});

/** What `/api/uploads` says of an upload. Moments are ISO in UTC. */
export const deliverySchema = outcomeSchema.extend({
	id: z.string(),
	state: z.enum(DELIVERY_STATES),
	/** What it was called when it came. */
	name: z.string(),
	received_at: z.iso.datetime(),
	ended_at: z.iso.datetime().nullable(),
	/** While it runs: the step, and how much of it is done, 0 to 1 or null. */
	progress: z.object({ step: z.string(), share: z.number().nullable() }).nullable()
});

export type DeliveryState = (typeof DELIVERY_STATES)[number];
export type DeliveryOutcome = z.infer<typeof outcomeSchema>;
export type Delivery = z.infer<typeof deliverySchema>;
