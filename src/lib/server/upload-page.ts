import { readBatches } from '#pipelines/batch.ts';
import { Misused } from '#pipelines/errors.ts';
import type { DateOrder } from '#pipelines/date-orders.ts';
import type { Dropped } from '#pipelines/kept.ts';
import type { Rejected } from '#pipelines/lines.ts';
import type { BatchProblem } from '#pipelines/problems.ts';
import { currentStoreId } from '#pipelines/publish.ts';
import type { Moved } from './moved.ts';
import { servedHome } from './reading.ts';
import { checkedOf, type Checked, type Found } from './upload-check.ts';
import { identifyWaiting, type Identity } from './upload-identify.ts';
import { damagedUploads, readUpload, waitingUploads, type Waiting } from './uploads.ts';

/** A file of an upload as it was received: of lines that do not fit, the first ones. */
export type UploadFile = {
	name: string;
	lines: number;
	encoding: string;
	rejected: number;
	first: Rejected[];
	dropped: Dropped[];
};

/** What a check found, without the rejected lines, and of the figures those that move by more than a little. */
export type FoundPage = Omit<Found, 'rejected'> & { rejectedLines: number; much: Moved[] };

/** What the page of an upload shows. */
export type UploadPage = {
	id: string;
	receivedAt: string;
	files: UploadFile[];
	ignored: string[];
	identity: Identity;
	step: Step;
	source: string | null;
	/** How dates are written that can be read in two ways, where a person said it of an upload in a format of ours. */
	dates: DateOrder | null;
	checked: (Omit<Checked, 'found'> & { found: FoundPage | null; stale: boolean }) | null;
	/** The batch that was made of it already, or null. */
	batch: string | null;
};

const FIRST = 20;

/** One upload that waits. Throws `Misused` where there is none. */
export async function readUploadPage(id: string): Promise<UploadPage> {
	const home = servedHome();
	const waiting = readUpload(id);
	const checked = checkedOf(waiting.said);
	const identity = await identifyWaiting(waiting);
	return {
		id,
		receivedAt: waiting.received_at,
		files: waiting.tables.map(fileOf),
		ignored: waiting.ignored,
		identity,
		step: nextOf(identity, checked),
		source: waiting.said.source,
		dates: waiting.said.dates,
		checked: checked && {
			...checked,
			found: checked.found && shown(checked.found),
			stale: checked.store !== currentStoreId(home)
		},
		batch: readBatches(home).batches.findLast(({ kept }) => kept === id)?.id ?? null
	};
}

function shown({ rejected, ...found }: Found): FoundPage {
	const { movement } = found;
	return {
		...found,
		rejectedLines: new Set(rejected.map(({ file, line }) => `${file} ${String(line)}`)).size,
		much: movement.why === null ? movement.moved.filter(({ much }) => much) : []
	};
}

function fileOf({ received, lines, dropped }: Waiting['tables'][number]): UploadFile {
	return {
		name: received.name,
		lines: lines.lines,
		encoding: lines.encoding,
		rejected: lines.rejected.length,
		first: lines.rejected.slice(0, FIRST),
		dropped
	};
}

/** An upload that waits, in a list. */
export type WaitingFacts = { id: string; receivedAt: string; files: string[]; lines: number; step: Step };
/** What is to do next with it; nothing with what was imported before. */
export type Step = 'map' | 'check' | 'mend' | 'accept' | 'same';

/**
 * The uploads that wait, the newest first, each with what is to do next; `damaged` are the ids of those that cannot be
 * read any more.
 */
export async function listWaiting(): Promise<{ waiting: WaitingFacts[]; damaged: string[] }> {
	const waiting = await Promise.all(
		waitingUploads().map(async (waiting) => ({
			id: waiting.id,
			receivedAt: waiting.received_at,
			files: waiting.tables.map(({ received }) => received.name),
			lines: waiting.tables.reduce((sum, { lines }) => sum + lines.lines, 0),
			step: nextOf(await identifyWaiting(waiting), checkedOf(waiting.said))
		}))
	);
	return { waiting, damaged: damagedUploads() };
}

function nextOf({ as }: Identity, checked: Checked | null): Step {
	if (as === 'unknown' || as === 'several') return 'map';
	if (checked === null) return 'check';
	if (checked.found === null) return 'mend';
	return checked.found.imported.outcome === 'same' ? 'same' : 'accept';
}

/** The lines that the last check of an upload rejected. Throws `Misused` where there is no upload, or it was not checked. */
export function readRejected(id: string): BatchProblem[] {
	const found = checkedOf(readUpload(id).said)?.found;
	if (!found) throw new Misused('This upload was not checked as it stands. Check it first.');
	return found.rejected;
}
