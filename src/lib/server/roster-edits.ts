import { isLabel } from '#pipelines/values.ts';
import type { WrittenTable } from '#pipelines/sources/canonical-csv/roster.ts';
import { addDays, isDate } from '#lib/metrics/periods.ts';
import type { Roster, RosterWorker } from './roster.ts';

/** What is wrong with a field; the page has the sentence. */
export type Wrong = { field: string; why: Why };
export type Why =
	| 'needed'
	| 'code'
	| 'taken'
	| 'label'
	| 'day'
	| 'fte'
	| 'order'
	| 'unknown'
	| 'self'
	| 'inTeam'
	| 'overlap'
	| 'noCode'
	| 'outside'
	| 'has';

/** A row to be written, with the source system's own ids; `gone` takes it back. */
export type Change = { table: WrittenTable; cells: Record<string, string | null>; gone?: true };

/** What an edit comes to: every reason why it cannot be made, or the rows that it changes and no other. */
export type Edit = { wrong: Wrong[]; changes: Change[] };

/** What a form gave, each field trimmed. */
type Given<Field extends string> = Record<Field, string>;

/** Reads fields and gathers what is wrong with them. */
class Fields {
	wrong: Wrong[] = [];
	say(field: string, why: Why): void {
		this.wrong.push({ field, why });
	}
	/** Own words, such as a name; null where there are none. */
	label(field: string, text: string, { needed = false } = {}): string | null {
		if (text === '') {
			if (needed) this.say(field, 'needed');
			return null;
		}
		if (!isLabel(text)) this.say(field, 'label');
		return text;
	}
	day(field: string, text: string, { needed = false } = {}): string | null {
		if (text === '') {
			if (needed) this.say(field, 'needed');
			return null;
		}
		if (isDate(text)) return text;
		this.say(field, 'day');
		return null;
	}
	/** The source system's own code of a worker. */
	codeOf(field: string, worker: RosterWorker | null): string {
		if (worker?.code === null) this.say(field, 'noCode');
		return worker?.code ?? '';
	}
	order(field: string, from: string | null, to: string | null): void {
		if (from !== null && to !== null && to < from) this.say(field, 'order');
	}
	edit(changes: () => Change[]): Edit {
		return { wrong: this.wrong, changes: this.wrong.length > 0 ? [] : changes() };
	}
}

/** Whether a time lasts on a day or begins after it. */
function reaches({ to }: { to: string | null }, day: string): boolean {
	return to === null || to >= day;
}

/** Adds a worker (`null`), or changes the line of one. */
export function saveWorker(
	{ workers }: Roster,
	worker: RosterWorker | null,
	given: Given<'code' | 'name' | 'role' | 'fte' | 'from' | 'to'>
): Edit {
	const fields = new Fields();
	let code = given.code;
	if (worker !== null) code = fields.codeOf('code', worker);
	else if (code === '') fields.say('code', 'needed');
	else if (code.length > 100 || /\p{Cc}/u.test(code)) fields.say('code', 'code');
	else if (workers.some((each) => each.code === code)) fields.say('code', 'taken');
	const name = fields.label('name', given.name);
	const role = fields.label('role', given.role);
	if (given.fte !== '' && !(/^\d{1,3}(\.\d{1,2})?$/.test(given.fte) && Number(given.fte) > 0))
		fields.say('fte', 'fte');
	const from = fields.day('from', given.from);
	const to = fields.day('to', given.to);
	fields.order('to', from, to);
	return fields.edit(() => [
		{
			table: 'worker',
			cells: {
				worker_id: code,
				display_name: name,
				role,
				fte: given.fte || null,
				active_from: from,
				active_to: to
			}
		}
	]);
}

/**
 * Puts a worker into a team from a day. With `alone` the teams that reach that day end the day before it, and
 * those that begin later go; without it the worker is in several.
 */
export function joinTeam(
	roster: Roster,
	worker: RosterWorker,
	given: Given<'team' | 'from' | 'supervisor'> & { alone: boolean }
): Edit {
	const fields = new Fields();
	const code = fields.codeOf('team', worker);
	const team = fields.label('team', given.team, { needed: true });
	const from = fields.day('from', given.from, { needed: true });
	const supervisor = roster.workers.find(({ id }) => id === given.supervisor) ?? null;
	if (given.supervisor !== '' && supervisor === null) fields.say('supervisor', 'unknown');
	if (supervisor?.id === worker.id) fields.say('supervisor', 'self');
	const supervisorCode = supervisor === null ? null : fields.codeOf('supervisor', supervisor);
	const met = worker.teams.filter((each) => from !== null && reaches(each, from));
	if (!given.alone && met.some((each) => each.team === team)) fields.say('team', 'inTeam');
	return fields.edit(() => [
		...(given.alone ? met : [])
			.filter((each) => each.team !== team || each.from !== from)
			.flatMap((each) => endTeam(roster, code, each, from ?? '')),
		{
			table: 'team_membership',
			cells: { worker_id: code, team, supervisor_id: supervisorCode, valid_from: from, valid_to: null }
		}
	]);
}

type Team = RosterWorker['teams'][number];

function endTeam(roster: Roster, code: string, team: Team, before: string): Change[] {
	if (team.from >= before) return [{ ...teamLine(roster, code, team, team.to), gone: true }];
	return [teamLine(roster, code, team, addDays(before, -1))];
}

function teamLine({ workers }: Roster, code: string, team: Team, to: string | null): Change {
	return {
		table: 'team_membership',
		cells: {
			worker_id: code,
			team: team.team,
			supervisor_id: workers.find(({ id }) => id === team.supervisor)?.code ?? null,
			valid_from: team.from,
			valid_to: to
		}
	};
}

/** Sets the last day of a worker in a team; `from` and `team` tell which time in it. */
export function leaveTeam(roster: Roster, worker: RosterWorker, given: Given<'team' | 'from' | 'to'>): Edit {
	const fields = new Fields();
	const code = fields.codeOf('to', worker);
	const team = worker.teams.find((each) => each.team === given.team && each.from === given.from);
	if (!team) fields.say('to', 'unknown');
	const to = fields.day('to', given.to, { needed: true });
	fields.order('to', given.from, to);
	return fields.edit(() => (team ? [teamLine(roster, code, team, to)] : []));
}

/** Adds an absence, or sets another last day of the one that begins on the same day. */
export function addAbsence(worker: RosterWorker, given: Given<'from' | 'to'>): Edit {
	const fields = new Fields();
	const code = fields.codeOf('from', worker);
	const from = fields.day('from', given.from, { needed: true });
	const to = fields.day('to', given.to);
	fields.order('to', from, to);
	const others = worker.absences.filter((each) => each.from !== from);
	if (from !== null && others.some((each) => reaches(each, from) && (to === null || each.from <= to)))
		fields.say('from', 'overlap');
	return fields.edit(() => [absenceLine(code, from, to)]);
}

/** Takes an absence out. */
export function removeAbsence(worker: RosterWorker, from: string): Edit {
	const fields = new Fields();
	const code = fields.codeOf('from', worker);
	const absence = worker.absences.find((each) => each.from === from);
	if (!absence) fields.say('from', 'unknown');
	return fields.edit(() => [{ ...absenceLine(code, from, absence?.to ?? null), gone: true }]);
}

function absenceLine(code: string, from: string | null, to: string | null): Change {
	return { table: 'absence', cells: { worker_id: code, valid_from: from, valid_to: to } };
}
