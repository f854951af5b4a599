import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { linesOf } from '#pipelines/batch.ts';
import { Fault, Misused, reasonOf, Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import type { Job, Outcome } from '#pipelines/job.ts';
import { pseudonymLinks } from '#pipelines/secrets.ts';
import { forgetGone } from './put-offs.ts';
import { forgetReviewed } from './reviews.ts';
import { record, type Action, type Actor, type Entry } from './audit.ts';

/** The works on a home. A restore makes the home, with its log: who does it writes it down after. */
const ACTION: Partial<Record<Job['kind'], Action>> = {
	stage: 'received',
	check: 'checked',
	import: 'imported',
	accept: 'imported',
	remap: 'mapped again',
	undo: 'undid',
	purge: 'purged',
	build: 'built',
	backup: 'backed up',
	rotate: 'rotated keys',
	prune: 'pruned'
};

/** What is written down in two entries. */
export const WORK_ACTIONS: readonly Action[] = Object.values(ACTION);

/** How far a work was when an entry was written: each has two, the second with the number of the first (`asked`). */
export type WorkStep = 'asked' | 'done' | 'refused' | 'failed';

/**
 * Does a work and writes it down: that it was asked for, before it begins, and what it came to. One that is cut off
 * has the first entry only. Neither holds the path or the name of a file, a source id or a pseudonym.
 * @throws Fault at once, with nothing done, where it cannot be written down
 */
export function writtenDown(
	home: Home,
	actor: Actor,
	job: Job,
	run: () => Promise<Outcome>
): Promise<Outcome> {
	const action = ACTION[job.kind];
	// A home that is not there is only made by an import; the other works refuse.
	if (action === undefined || (!['import', 'stage'].includes(job.kind) && !existsSync(home.path)))
		return run();
	const about = aboutOf(job);
	const subject = batchesOf(job).join(' ');
	const asked = record(home, actor, action, subject, { step: 'asked', ...about });
	const end = (step: WorkStep, detail: Entry['detail'], to = subject) =>
		record(home, actor, action, to, { step, asked, ...about, ...detail });
	return run().then(
		async (outcome) => {
			if (job.kind === 'purge') {
				await forgetGone(home);
				await forgetReviewed(home);
			}
			const { step, ...detail } = outcomeSaid(outcome);
			const imported = outcome.imported.flatMap(({ batch }) => batch ?? []).join(' ');
			const made = outcome.backedUp ? basename(outcome.backedUp.path) : imported;
			const keys = job.kind === 'rotate' ? { keys: pseudonymLinks(home) } : {};
			try {
				end(step, { ...detail, ...keys }, made || subject);
			} catch (cause) {
				throw new Fault(
					`This was done, but what it came to cannot be written into the audit log, which knows only that it was asked for. ${reasonOf(cause instanceof Fault ? cause.cause : cause)}`,
					{ cause }
				);
			}
			return outcome;
		},
		(error: unknown) => {
			try {
				end(...failureSaid(error));
			} catch {
				// the failure is what is told; that there is no outcome shows it too
			}
			throw error;
		}
	);
}

/** What was asked for, in numbers. */
function aboutOf(job: Job): Entry['detail'] {
	if (job.kind === 'import')
		return { uploads: job.paths.length, ...(job.options.dryRun === true ? { dry_run: true } : {}) };
	if (job.kind === 'stage' || job.kind === 'check' || job.kind === 'accept') return { uploads: 1 };
	return job.kind === 'purge' && job.client !== null ? { clients: 1 } : {};
}

/** Batches that are named; what else was typed in their place is not kept. */
function batchesOf(job: Job): string[] {
	const named =
		job.kind === 'undo' ? [job.batch] : job.kind === 'purge' || job.kind === 'remap' ? job.batches : [];
	return named.filter((each) => /^b\d{4,}-[0-9a-f]{6}$/.test(each));
}

function outcomeSaid({
	imported,
	refused,
	built,
	purgedRows,
	backedUp,
	pruned
}: Outcome): { step: WorkStep } & Entry['detail'] {
	const reasons = refused.reduce((total, each) => total + each.reasons.length, 0);
	return {
		step: refused.length > 0 && imported.length === 0 ? 'refused' : 'done',
		...(imported.length === 0 ? {} : { batches: imported.map(importedSaid) }),
		...(refused.length === 0 ? {} : { refused: refused.length, reasons }),
		...(purgedRows === null ? {} : { rows: purgedRows }),
		...(backedUp ? { files: backedUp.files, bytes: backedUp.bytes, secrets: backedUp.secrets } : {}),
		...(pruned ? { stores: pruned.stores.length, bytes: pruned.bytes } : {}),
		...(built === null ? {} : { store: built.store, made_from: built.batches.length })
	};
}

function importedSaid(imported: Outcome['imported'][number]) {
	const { batch, outcome, source, format, version, problems } = imported;
	return {
		batch,
		outcome,
		source,
		format: `${format} ${version}`,
		...linesOf(imported),
		problems: problems.reduce((total, each) => total + each.count, 0)
	};
}

function failureSaid(error: unknown): [WorkStep, Entry['detail']] {
	if (error instanceof Refused) return ['refused', { reasons: error.reasons.length }];
	return error instanceof Misused ? ['refused', { reasons: 1 }] : ['failed', {}];
}
