import { casesAmong } from '#lib/cases.ts';
import { listFlow, type FlowList, type Sought } from '#lib/metrics/flow/rows.ts';
import { WHO } from '#lib/metrics/flow/who.ts';
import type { View } from '#lib/view.ts';
import type { Viewer } from './access.ts';
import { servedHome } from './reading.ts';
import { filtersSeen, noteSeen } from './seen.ts';
import type { Store } from './store.ts';
import { withSourceIds, type Identified } from './vault.ts';

/** A list of households with the source system's own ids, and those whose page who asks may open. */
export type ShownList = Omit<FlowList, 'rows'> & {
	rows: Identified<FlowList['rows'][number]>[];
	cases: string[];
};

/** Which households an address asks for: those that wait, where it does not say. */
export function soughtAt(stage: string, { searchParams }: URL): Sought {
	const who = WHO.find((each) => each === searchParams.get('who')) ?? 'waiting';
	return { stage, who, to: searchParams.get('to') };
}

/**
 * Lists households at a stage for who asks, all of them or a page, and writes into the audit log that they were seen, or all of
 * them exported. Throws `Misused` for a stage that there is not.
 */
export async function readFlowRows(
	store: Store,
	viewer: Viewer,
	view: View,
	sought: Sought,
	part: { page: number; size: number } | null
): Promise<ShownList> {
	const { scope, audience } = viewer.asker;
	const list = await listFlow(
		store,
		{ scope, audience, period: view.period, where: view.where },
		sought,
		part && { limit: part.size, offset: (part.page - 1) * part.size }
	);
	noteSeen(viewer, part === null ? 'exported' : 'saw rows', 'flow', {
		what: 'rows',
		stage: list.stage,
		households: list.who,
		period: list.period,
		...(await filtersSeen(store, viewer.asker, view.where)),
		rows: list.rows.length,
		...(part === null ? {} : { of: list.n, page: part.page })
	});
	const enrollments = list.rows.map((row) => String(row.enrollment_id));
	return {
		...list,
		rows: withSourceIds(servedHome(), audience, list.rows),
		cases: part === null ? [] : await casesAmong(store, scope, enrollments)
	};
}
