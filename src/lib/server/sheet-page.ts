import { Misused } from '#pipelines/errors.ts';
import { problemsOfHouseholds, type HouseholdProblem } from '#lib/cases.ts';
import { isListed } from '#lib/due-view.ts';
import { readMends } from '#lib/problems.ts';
import { inCheckWords } from './check-words.ts';
import type { OpenMeeting, Supervision } from '#lib/supervision.ts';
import { findWorker, listMembers, onlyOf, type Known, type Member } from '#lib/team.ts';
import { may, type Viewer } from './access.ts';
import { servedHome } from './reading.ts';
import { isSample } from './sample.ts';
import { noteSeen } from './seen.ts';
import type { Store } from './store.ts';
import { listOpenMeetings } from './supervision-batch.ts';
import { listSupervisions } from './supervisions.ts';
import { withSourceIds, type Identified } from './vault.ts';
import {
	countListed,
	isOfHousehold,
	readDue,
	readOwnCases,
	type DueCount,
	type ListedDue,
	type OwnCase
} from './worklist.ts';

/** A household of the worker: what is to be done first, how many other things are overdue or fall due in the week, and what is to be mended. */
export type SheetCase = OwnCase & { more: number; found: Omit<HouseholdProblem, 'head'>[] };

/** A check that found something in a household of the sheet: what to do about it, and in which fields of the source. */
export type ToMend = { check: string; title: string; remedy: string; where: string | null };

/** What the sheet for a one-to-one with a worker shows. */
export type Sheet = {
	worker: Known;
	/** The time in a team and away; null where the worker is in none on the last day known. */
	member: Member | null;
	counts: Record<'over' | 'week', DueCount>;
	/** What is to be done first stands first. */
	cases: SheetCase[];
	/** Things that are overdue or fall due in the week in cases that are none of these households, such as ended ones. */
	others: Identified<ListedDue>[];
	mends: ToMend[];
	/** The meetings that were written down, the newest first; null for who may not read them. */
	log: Supervision[] | null;
	/** What a meeting that is written down may be; null for who may not write. */
	open: OpenMeeting[] | null;
	/** Of a meeting that is being corrected. */
	correcting: Supervision | null;
};

/**
 * Reads the sheet of one worker, and writes into the audit log that it was seen.
 * @throws Misused, the same for a worker that there is not and for one of whom who asks has no case
 */
export async function readSheet(
	store: Store,
	viewer: Viewer,
	id: string,
	correct: string | null
): Promise<Sheet> {
	const home = servedHome();
	const worker = await findSheetWorker(store, viewer, id);
	const asker = { ...viewer.asker, scope: onlyOf(viewer.asker.scope, id) };
	const rows = await readDue(store, { asker });
	const cases = await readOwnCases(store, { asker }, rows);
	const found = inCheckWords(
		await problemsOfHouseholds(
			store,
			cases.map(({ enrollment_id }) => enrollment_id)
		),
		({ check }) => check
	);
	const pressing = rows.filter((row) => isListed(row, 'now'));
	const others = pressing.filter((row) => !cases.some((each) => isOfHousehold(each, row)));
	const members = await listMembers(store, { ...asker.scope, programs: 'all' });
	const log = mayRead(viewer) ? listSupervisions(home, id) : null;
	const correcting = (mayWrite(viewer) && log?.find(({ first }) => first === correct)) || null;
	noteSeen(viewer, 'saw rows', 'sheet', {
		what: 'sheet',
		where: [`worker:${worker.worker}`],
		rows: cases.length
	});
	return {
		worker,
		member: members[0] ?? null,
		counts: { over: countListed(rows, 'over'), week: countListed(rows, 'week') },
		cases: cases
			.map((each) => ({
				...each,
				more: pressing.filter((row) => row.key !== each.next?.key && isOfHousehold(each, row)).length,
				found: found.flatMap(({ head, ...problem }) => (head === each.enrollment_id ? [problem] : []))
			}))
			.sort((a, b) => (a.next?.due_on ?? '9999').localeCompare(b.next?.due_on ?? '9999')),
		others: withSourceIds(home, asker.audience, others),
		mends: await mendsOf(store, worker, found),
		log,
		open: mayWrite(viewer) ? await listOpenMeetings(store, home, worker, correcting?.first) : null,
		correcting
	};
}

/** The worker of a sheet. @throws Misused as `readSheet` */
export async function findSheetWorker(store: Store, viewer: Viewer, id: string): Promise<Known> {
	const worker = await findWorker(store, viewer.asker.scope, id.toLowerCase());
	if (worker === null) throw new Misused('There is no such worker, or it is not one of yours.');
	return worker;
}

/** The log is between a worker and who leads them. */
const mayRead = (viewer: Viewer) => may(viewer, 'supervision') || may(viewer, 'own');
const mayWrite = (viewer: Viewer) => may(viewer, 'supervision') && !isSample(servedHome().path);

async function mendsOf(
	store: Store,
	{ source }: Known,
	found: readonly HouseholdProblem[]
): Promise<ToMend[]> {
	const mends = await readMends(store);
	const checks = new Map(found.map((each) => [each.check, each]));
	return [...checks.values()].map(({ check, title, remedy }) => ({
		check,
		title,
		remedy,
		where: mends.find((each) => each.check === check && each.sources.includes(source))?.where ?? null
	}));
}
