import { casesAmong, movedHouseholds, openHouseholds, type Stay } from '#lib/cases.ts';
import {
	dueKinds,
	dueNotCollected,
	listDue,
	WEEK,
	type Due,
	type DueWords,
	type NotCollected
} from '#lib/due.ts';
import { isListed, LISTS, readDueView, sortDue, type DueView, type ListId } from '#lib/due-view.ts';
import { toldStages } from '#lib/metrics/flow/told-stages.ts';
import type { Result } from '#lib/metrics/result.ts';
import { addDays } from '#lib/metrics/periods.ts';
import { lastObserved } from '#lib/metrics/sources.ts';
import type { Condition, View } from '#lib/view.ts';
import { CASELOAD } from '#lib/caseload.ts';
import { idsOfWorkers, listMembers, measureCaseload, type Member } from '#lib/team.ts';
import type { Viewer } from './access.ts';
import { utcDay } from './clock.ts';
import { listPutOffs, type PutOff } from './put-offs.ts';
import { servedHome } from './reading.ts';
import { filtersSeen, noteFigures, noteSeen } from './seen.ts';
import type { Store } from './store.ts';
import { withSourceIds, type Identified } from './vault.ts';

/** Something that is due, as a page lists it: `snoozed` where it is put off, `waits` where it is a wait, in the stage's words. */
export type ListedDue = Due & { snoozed: PutOff | null; waits: string | null };

/** How many things a list has, in how many households. */
export type DueCount = { things: number; households: number };

/** One worker's line: whose caseload it is and how much of it is due. */
export type WorkerLine = Pick<Member, 'worker' | 'team' | 'fte' | 'away_from' | 'away_to'> & {
	/** The pseudonym, for the sheet; null where who asks has no such worker any more. */
	id: string | null;
	households: number;
	/** Cases for a full-time post, as the metric has it; null where there is no figure of the worker on that day. */
	caseload: Result | null;
	over: number;
	week: number;
	/** Of what is overdue, the most days. */
	longest: number | null;
	put_off: number;
};

/** What happened in the last week known, to the households of who asks. */
export type Changes = {
	from: string;
	to: string;
	started: Identified<Stay>[];
	moved_in: Identified<Stay>[];
	exited: Identified<Stay>[];
	/** Things that became overdue in it. */
	newly_over: number;
};

/** A page of a list, with all that is needed to say it. */
export type DueList = {
	address: DueView;
	kinds: DueWords[];
	/** Of each list how much it has, and of each kind in the list that is shown. */
	counts: Record<ListId, DueCount>;
	byKind: { id: string; n: number }[];
	n: number;
	size: number;
	rows: Identified<ListedDue>[];
	/** The cases that who asks may open. */
	cases: string[];
	notCollected: NotCollected[];
};

export type TeamPage = {
	list: DueList;
	workers: WorkerLine[];
	households: number;
	changes: Changes;
	/** Why there are no caseloads. */
	noCaseload: string | null;
};

const ROWS_ON_A_PAGE = 100;

/** Everything that is due in the cases of who asks, with what somebody put off. */
export async function readDue(
	store: Store,
	{ asker }: Pick<Viewer, 'asker'>,
	where: readonly Condition[] = []
): Promise<ListedDue[]> {
	const putOffs = listPutOffs(servedHome(), utcDay());
	const waits = new Map(toldStages().map(({ id, head }) => [id, head.waiting ?? null]));
	return (await listDue(store, asker, { today: utcDay(), where })).map((due) => ({
		...due,
		snoozed: putOffs.get(due.key) ?? null,
		waits: due.kind === 'waits' ? (waits.get(due.what ?? '') ?? null) : null
	}));
}

/** Answers a supervisor's view of what is due, and writes into the audit log that it was seen. */
export async function readTeamPage(store: Store, viewer: Viewer, view: View, url: URL): Promise<TeamPage> {
	const { asker } = viewer;
	const { where } = view;
	const rows = await readDue(store, viewer, where);
	const choosing = where.filter(({ dimension }) => dimension !== 'worker');
	const ofAll = choosing.length === where.length ? rows : await readDue(store, viewer, choosing);
	const households = await openHouseholds(store, asker.scope);
	const caseload = await measureCaseload(store, asker);
	await noteFigures(store, viewer, CASELOAD, { where: [], by: ['worker'] });
	const missing = caseload.results.find(({ status }) => status === 'not_collected');
	return {
		list: await readList(store, viewer, rows, view, url),
		workers: await readWorkers(store, viewer, { rows: ofAll, households, caseload: caseload.results }),
		households: households.length,
		changes: await readChanges(store, viewer, rows, where),
		noCaseload: missing?.reason ?? null
	};
}

/** The list that an address asks for, of things that are due. */
export async function readList(
	store: Store,
	viewer: Viewer,
	rows: readonly ListedDue[],
	view: View,
	url: URL
): Promise<DueList> {
	const kinds = dueKinds();
	const address = readDueView(
		url.searchParams,
		kinds.map(({ id }) => id)
	);
	const listed = rows.filter((row) => isListed(row, address.list));
	const chosen = listed.filter(({ kind }) => address.kind === null || kind === address.kind);
	const shown = sortDue(chosen, address.sort).slice(
		(address.page - 1) * ROWS_ON_A_PAGE,
		address.page * ROWS_ON_A_PAGE
	);
	await noteDue(store, viewer, view, address, shown.length, chosen.length);
	const { scope, audience } = viewer.asker;
	return {
		address,
		kinds,
		counts: Object.fromEntries(LISTS.map((id) => [id, countListed(rows, id)])) as Record<ListId, DueCount>,
		byKind: kinds.map(({ id }) => ({ id, n: listed.filter(({ kind }) => kind === id).length })),
		n: chosen.length,
		size: ROWS_ON_A_PAGE,
		rows: withSourceIds(servedHome(), audience, shown),
		cases: await casesAmong(
			store,
			scope,
			shown.map(({ enrollment_id }) => enrollment_id)
		),
		notCollected: await dueNotCollected(store)
	};
}

/** The whole list that an address asks for, for a file; writes into the audit log that it was exported. */
export async function exportList(
	store: Store,
	viewer: Viewer,
	view: View,
	url: URL
): Promise<Identified<ListedDue>[]> {
	const address = readDueView(
		url.searchParams,
		dueKinds().map(({ id }) => id)
	);
	const rows = (await readDue(store, viewer, view.where)).filter(
		(row) => isListed(row, address.list) && (address.kind === null || row.kind === address.kind)
	);
	await noteDue(store, viewer, view, address, rows.length, null);
	return withSourceIds(servedHome(), viewer.asker.audience, sortDue(rows, address.sort));
}

async function noteDue(
	store: Store,
	viewer: Viewer,
	view: View,
	{ list, kind, page }: DueView,
	rows: number,
	of: number | null
): Promise<void> {
	noteSeen(viewer, of === null ? 'exported' : 'saw rows', 'due', {
		what: 'due',
		list,
		...(kind === null ? {} : { due: kind }),
		...(await filtersSeen(store, viewer.asker, view.where)),
		rows,
		...(of === null ? {} : { of, page })
	});
}

/** How many things a list has, and in how many households. */
export function countListed(rows: readonly ListedDue[], list: ListId): DueCount {
	const listed = rows.filter((row) => isListed(row, list));
	const households = new Set(listed.map((row) => row.household_id ?? row.enrollment_id));
	return { things: listed.length, households: households.size };
}

type Work = { rows: readonly ListedDue[]; households: readonly Stay[]; caseload: readonly Result[] };

/** Every worker of who asks, by name: those of the teams now, and whoever has a case or something due. */
async function readWorkers(store: Store, { asker }: Viewer, work: Work): Promise<WorkerLine[]> {
	const { rows, households, caseload } = work;
	const members = asker.scope.programs === 'all' ? await listMembers(store, asker.scope) : [];
	const teamOf = new Map<string, string | null>([
		...rows.map(({ worker, team }): [string, string | null] => [worker, team]),
		...households.flatMap(({ worker, team }): [string, string | null][] =>
			worker === null ? [] : [[worker, team]]
		),
		...members.map(({ worker, team }): [string, string | null] => [worker, team])
	]);
	const known = new Map(members.map((member) => [member.worker, member]));
	const ids = await idsOfWorkers(store);
	return [...teamOf]
		.map(([worker, team]): WorkerLine => {
			const own = rows.filter((row) => row.worker === worker);
			const over = own.filter((row) => isListed(row, 'over'));
			return {
				fte: null,
				away_from: null,
				away_to: null,
				...known.get(worker),
				worker,
				id:
					known.has(worker) || households.some((each) => each.worker === worker)
						? (ids.get(worker) ?? null)
						: null,
				team: team === 'none' ? null : team,
				households: households.filter((each) => each.worker === worker).length,
				caseload: caseload.find(({ status, group }) => status === 'shown' && group.worker === worker) ?? null,
				over: over.length,
				week: own.filter((row) => isListed(row, 'week')).length,
				longest: over.length === 0 ? null : Math.max(...over.map((row) => row.over)),
				put_off: own.filter((row) => isListed(row, 'put-off')).length
			};
		})
		.sort((a, b) => a.worker.localeCompare(b.worker));
}

/** What changed in the last week known; `rows` are what is due. */
export async function readChanges(
	store: Store,
	{ asker }: Pick<Viewer, 'asker'>,
	rows: readonly ListedDue[],
	where: readonly Condition[]
): Promise<Changes> {
	const stays = (await movedHouseholds(store, asker.scope, WEEK)).filter((stay) => fits(stay, where));
	const shown = withSourceIds(servedHome(), asker.audience, stays);
	const isNew = (day: string | null, { observed_until }: { observed_until: string }) =>
		day !== null && day > addDays(observed_until, -WEEK);
	const { observedUntil } = await lastObserved(store, asker.scope, []);
	const last = observedUntil ?? utcDay();
	return {
		from: addDays(last, 1 - WEEK),
		to: last,
		started: shown.filter((stay) => isNew(stay.started_on, stay)),
		moved_in: shown.filter((stay) => isNew(stay.moved_in_on, stay)),
		exited: shown.filter((stay) => isNew(stay.exited_on, stay)),
		newly_over: rows.filter((row) => isListed(row, 'over') && row.over < WEEK).length
	};
}

/** Whether a household is one of some filters: of several values of a dimension one is enough. */
function fits(stay: Stay, where: readonly Condition[]): boolean {
	const values: Record<string, string | null> = {
		worker: stay.worker,
		team: stay.team,
		program: stay.program,
		program_type: stay.program_type
	};
	return [...Map.groupBy(where, ({ dimension }) => dimension)].every(
		([dimension, of]) =>
			!(dimension in values) || of.some(({ value }) => value === (values[dimension] ?? 'none'))
	);
}

/** A household of who asks with what is to be done in it first. */
export type OwnCase = Identified<Stay> & { next: ListedDue | null };

/** Whether something due is of a household: of its head, or of anybody else of it who is enrolled. */
export function isOfHousehold(
	stay: Pick<Stay, 'enrollment_id' | 'household_id' | 'program'>,
	due: Pick<Due, 'enrollment_id' | 'household_id' | 'program' | 'exited_on'>
): boolean {
	if (stay.enrollment_id === due.enrollment_id) return true;
	const isSame = stay.household_id !== null && stay.household_id === due.household_id;
	return isSame && stay.program === due.program && due.exited_on === null;
}

/** The households that are now those of who asks, newest first, each with what is to be done first in it. */
export async function readOwnCases(
	store: Store,
	{ asker }: Pick<Viewer, 'asker'>,
	rows: readonly ListedDue[]
): Promise<OwnCase[]> {
	const contacts = new Map(
		rows.filter(({ kind }) => kind === 'contacts').map((row) => [row.enrollment_id, row])
	);
	const stays = withSourceIds(servedHome(), asker.audience, await openHouseholds(store, asker.scope));
	return stays.map((stay) => {
		const contact = contacts.get(stay.enrollment_id);
		return {
			...stay,
			// With any member of the household, as the list of what is due counts it.
			last_contact_on: contact ? (contact.what === 'never' ? null : contact.since_on) : stay.last_contact_on,
			next: rows.find((row) => row.snoozed === null && isOfHousehold(stay, row)) ?? null
		};
	});
}
