import type { RequestEvent } from '@sveltejs/kit';
import { NEW, readWorkerPage } from '#lib/server/roster-page.ts';
import { takeEdit } from '#lib/server/roster-action.ts';
import {
	addAbsence,
	joinTeam,
	leaveTeam,
	removeAbsence,
	saveWorker,
	type Edit
} from '#lib/server/roster-edits.ts';
import { servedHome } from '#lib/server/reading.ts';
import { readRoster, today, workerOf, type Roster, type RosterWorker } from '#lib/server/roster.ts';
import { latestWork } from '#lib/server/work.ts';
import type { Actions, PageServerLoad } from './$types';

/** A plain form: what is typed while a script is loading would be lost. */
export const csr = false;

export const load: PageServerLoad = async ({ params }) => ({
	...(await readWorkerPage(params.source, params.worker)),
	today: today(servedHome()),
	work: latestWork()
});

type Given = (field: string) => string;

/** An action of the form with a name, on the worker of the page's address. */
function onWorker(
	name: string,
	edit: (roster: Roster, worker: RosterWorker, given: Given) => Edit
): (event: RequestEvent) => ReturnType<typeof takeEdit> {
	return (event) =>
		takeEdit(event, name, async (given, db, home) => {
			const roster = await readRoster(db, home, event.params.source ?? '');
			const worker = workerOf(roster, event.params.worker ?? '');
			return { source: roster.source, ...edit(roster, worker, given) };
		});
}

export const actions: Actions = {
	save: (event) =>
		takeEdit(event, 'save', async (given, db, home) => {
			const roster = await readRoster(db, home, event.params.source);
			const worker = event.params.worker === NEW ? null : workerOf(roster, event.params.worker);
			const line = {
				code: given('code'),
				name: given('name'),
				role: given('role'),
				fte: given('fte'),
				from: given('from'),
				to: given('to')
			};
			return { source: roster.source, ...saveWorker(roster, worker, line) };
		}),
	join: onWorker('join', (roster, worker, given) =>
		joinTeam(roster, worker, {
			team: given('team'),
			from: given('from'),
			supervisor: given('supervisor'),
			alone: given('alone') === 'yes'
		})
	),
	leave: onWorker('leave', (roster, worker, given) =>
		leaveTeam(roster, worker, { team: given('team'), from: given('from'), to: given('to') })
	),
	away: onWorker('away', (_, worker, given) => addAbsence(worker, { from: given('from'), to: given('to') })),
	remove: onWorker('remove', (_, worker, given) => removeAbsence(worker, given('from')))
};
