import { z } from 'zod';
import { DATE_ORDERS } from '#pipelines/date-orders.ts';
import { readBatches } from '#pipelines/batch.ts';
import type { Home } from '#pipelines/home.ts';
import { dropKept, keptIds, listKept, noteKept, readKept, type Kept } from '#pipelines/kept.ts';
import { profileSchema } from '#pipelines/profile.ts';
import { record, type Actor } from './audit.ts';
import { servedHome } from './reading.ts';

/** What a person has said of an upload so far: each step can be left and taken up again. */
const saidSchema = z.object({
	/** The mapping as it stands; it need not be complete, so it is checked when it is used. */
	draft: z.json().default(null),
	/** The mapping that was found complete, or null. */
	profile: profileSchema.nullable().default(null),
	/** The name of the source system, where the upload does not say it of itself. */
	source: z.string().nullable().default(null),
	/** How dates are written that can be read in two ways, where the upload is in a format of ours. */
	dates: z.enum(DATE_ORDERS).nullable().default(null),
	/** What the last check found of exactly this; null after anything was changed. */
	checked: z.json().default(null)
});
export type Said = z.infer<typeof saidSchema>;

/** An upload that waits to be accepted, without its lines. */
export type Waiting = Omit<Kept, 'said'> & { said: Said };

/** The uploads that are kept and of which nothing was made yet, the newest first. */
export function waitingUploads(): Waiting[] {
	return listKept(servedHome())
		.kept.filter(({ accepted }) => accepted.length === 0)
		.map(({ accepted: _, ...kept }) => withSaid(kept));
}

/** The ids of uploads that wait and cannot be read any more. */
export function damagedUploads(): string[] {
	return listKept(servedHome())
		.damaged.filter(({ accepted }) => accepted.length === 0)
		.map(({ id }) => id);
}

/** @throws Misused where there is none; Fault where it cannot be read */
export function readUpload(id: string): Waiting {
	return withSaid(readKept(servedHome(), id));
}

/** Notes what a person says of an upload. Whatever changes what it would become voids the last check. */
export function noteUpload(id: string, change: Partial<Said>): Waiting {
	const { said } = readUpload(id);
	const voided = 'checked' in change ? {} : { checked: null };
	return withSaid(noteKept(servedHome(), id, { ...said, ...change, ...voided }));
}

/** Drops an upload for good, because a person says so, unless a batch was made of it. The log says who it was. */
export function dropUpload(actor: Actor, id: string): void {
	const home = servedHome();
	if (!keptIds(home).includes(id) || isBehindBatch(home, id)) return;
	record(home, actor, 'dropped an upload', id, {});
	dropKept(home, id);
}

/** Lets an upload go that was accepted, unless its batch needs it. */
export function releaseUpload(id: string): void {
	if (!isBehindBatch(servedHome(), id)) dropKept(servedHome(), id);
}

function isBehindBatch(home: Home, id: string): boolean {
	return readBatches(home).batches.some(({ kept }) => kept === id);
}

function withSaid(kept: Kept): Waiting {
	return { ...kept, said: saidSchema.parse(kept.said ?? {}) };
}
