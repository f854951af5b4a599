import { readChecks } from '#pipelines/checks/definition.ts';
import { readMetrics, readUnlisted } from '#pipelines/metrics/definition.ts';
import { readSettings, type Home } from '#pipelines/home.ts';
import type { Names } from '#lib/audit-words.ts';
import { addDays, isDate } from '#lib/metrics/periods.ts';
import type { ViewProblem } from '#lib/view.ts';
import { beginOf } from '#lib/zone.ts';
import { openApp } from './app-db.ts';
import { ACTIONS, type Action, type Entry, type Stored } from './audit.ts';
import { inWords } from './language.ts';
import { WORK_ACTIONS } from './work-audit.ts';

/** Which entries are asked for; null is all. Days are ISO and those of the agency's time zone, both included. */
export type AuditFilter = {
	/** A person's id, or the name of whoever has none, such as the command line. */
	person: string | null;
	action: Action | null;
	from: string | null;
	to: string | null;
	/** A part of what it was done to, by name or id. */
	text: string | null;
};

/** What is wrong with an address that asks for entries. */
export type FilterProblem =
	Extract<ViewProblem, { kind: 'date' | 'order' }> | { kind: 'action'; value: string };

/** Reads a filter. What is wrong is left out of it and told in `problems`. */
export function readFilter(get: (name: string) => string | null | undefined): {
	filter: AuditFilter;
	problems: FilterProblem[];
} {
	const problems: FilterProblem[] = [];
	const valueOf = (name: keyof AuditFilter) => get(name)?.trim() || null;
	const dayOf = (name: 'from' | 'to') => {
		const value = valueOf(name);
		if (value === null || isDate(value)) return value;
		problems.push({ kind: 'date', value });
		return null;
	};
	const wanted = valueOf('action');
	const action = ACTIONS.find((each) => each === wanted) ?? null;
	if (wanted !== null && action === null) problems.push({ kind: 'action', value: wanted });
	const [from, to] = [dayOf('from'), dayOf('to')];
	const backwards = from !== null && to !== null && to < from;
	if (backwards) problems.push({ kind: 'order', from, to });
	const days = backwards ? { from: null, to: null } : { from, to };
	return { filter: { person: valueOf('person'), action, ...days, text: valueOf('text') }, problems };
}

/** What people, metrics and checks are called now. */
export function readNames(home: Home): Names {
	const people = openApp(home).prepare('select id, name from person').all();
	return {
		people: new Map(people.map(({ id, name }) => [String(id), String(name)])),
		titles: new Map([
			...readChecks(home).checks.map(({ id, head }): [string, string] => [id, inWords(head).title]),
			...[...readMetrics(home).metrics, ...readUnlisted()]
				.map(inWords)
				.map(({ id, title }): [string, string] => [id, title])
		])
	};
}

/** Who is in the log without being a person of the home: the command line, and who was not signed in. */
export function listNameless(home: Home): string[] {
	const rows = openApp(home)
		.prepare('select distinct actor_name from audit where actor is null order by actor_name')
		.all();
	return rows.map((row) => String(row.actor_name));
}

/** Whoever goes by a name or an e-mail in the log: a person's id, else the text itself. */
export function findActor(home: Home, text: string): string {
	const row = openApp(home)
		.prepare('select id from person where email = lower($text) or lower(name) = lower($text)')
		.get({ text });
	return row === undefined ? text : String(row.id);
}

/** A filter as the log keeps it, without what was typed: that may be anything. */
export function filterSaid({ person, text, ...rest }: AuditFilter, { people }: Names): Entry['detail'] {
	const said = Object.entries(rest).filter(([, value]) => value !== null);
	return {
		...Object.fromEntries(said),
		...(person !== null && people.has(person) ? { person } : {}),
		...(text === null ? {} : { text: true })
	};
}

/** How many entries fit. */
export function countEntries(home: Home, filter: AuditFilter, names: Names): number {
	const { sql, values } = conditionOf(home, filter, names);
	return Number(openApp(home).prepare(`select count(*) as n from audit where ${sql}`).get(values)?.n);
}

/** Entries that fit, newest first. */
export function listEntries(
	home: Home,
	filter: AuditFilter,
	names: Names,
	{ limit, offset }: { limit: number; offset: number }
): Entry[] {
	const { sql, values } = conditionOf(home, filter, names);
	return openApp(home)
		.prepare(`select * from audit where ${sql} order by seq desc limit $limit offset $offset`)
		.all({ ...values, limit, offset })
		.map((row) => entryOf(row as Stored));
}

/**
 * Entries since a day (ISO) that say that somebody was given figures or rows by a filter of one worker alone, newest first; what
 * `except` did is not among them.
 */
export function listLooksAt(
	home: Home,
	worker: string,
	{ since, except, limit }: { since: string; except: string; limit: number }
): Entry[] {
	return openApp(home)
		.prepare(
			`select * from audit where action in ('saw figures by worker', 'saw rows', 'exported') and at >= $since
				and actor is not $except and json_valid(detail)
				and exists (select 1 from json_each(detail, '$.where') w where w.value = $filter)
			order by seq desc limit $limit`
		)
		.all({ since: beginOf(since, readSettings(home).time_zone), except, limit, filter: `worker:${worker}` })
		.map((row) => entryOf(row as Stored));
}

const AT_ONCE = 2000;

/** All entries up to a number that fit, newest first, in pieces: for files of any length. */
export function* eachEntries(
	home: Home,
	filter: AuditFilter,
	names: Names,
	upTo: number
): Generator<Entry[], void> {
	const { sql, values } = conditionOf(home, filter, names);
	const next = openApp(home).prepare(
		`select * from audit where ${sql} and seq <= $upTo order by seq desc limit ${String(AT_ONCE)}`
	);
	for (;;) {
		const entries = next.all({ ...values, upTo }).map((row) => entryOf(row as Stored));
		const last = entries.at(-1);
		if (last === undefined) return;
		yield entries;
		upTo = last.seq - 1;
	}
}

/** Of works that were asked for in these entries, those of which no outcome is written down, by number. */
export function openWorks(home: Home, entries: readonly Entry[]): Set<number> {
	const asked = entries
		.filter(({ action, detail }) => WORK_ACTIONS.includes(action) && detail.step === 'asked')
		.map(({ seq }) => seq);
	const ended = openApp(home)
		.prepare(
			`select json_extract(detail, '$.asked') as asked from audit
			where action in (select value from json_each($actions)) and seq > $first and json_valid(detail)
				and json_extract(detail, '$.asked') in (select value from json_each($asked))`
		)
		.all({
			actions: JSON.stringify(WORK_ACTIONS),
			first: Math.min(...asked, Number.MAX_SAFE_INTEGER),
			asked: JSON.stringify(asked)
		});
	const known = new Set(ended.map((row) => Number(row.asked)));
	return new Set(asked.filter((seq) => !known.has(seq)));
}

function conditionOf(
	home: Home,
	{ person, action, from, to, text }: AuditFilter,
	names: Names
): { sql: string; values: Record<string, string> } {
	const { time_zone: zone } = readSettings(home);
	const parts: [sql: string, values: Record<string, string>][] = [];
	if (person !== null)
		parts.push([
			names.people.has(person) ? 'actor = $person' : 'actor is null and actor_name = $person',
			{ person }
		]);
	if (action !== null) parts.push(['action = $action', { action }]);
	if (from !== null) parts.push(['at >= $from', { from: beginOf(from, zone) }]);
	if (to !== null) parts.push(['at < $to', { to: beginOf(addDays(to, 1), zone) }]);
	if (text !== null)
		parts.push([
			// A case is also in the details of what was found; no list of rows names its cases.
			'(instr(lower(subject), lower($text)) > 0 or subject in (select value from json_each($named)) or (length($text) = 36 and instr(detail, lower($text)) > 0))',
			{ text, named: JSON.stringify(idsNamed(names, text)) }
		]);
	return {
		sql: parts.map(([sql]) => sql).join(' and ') || 'true',
		values: Object.assign({}, ...parts.map(([, values]) => values)) as Record<string, string>
	};
}

function idsNamed({ people, titles }: Names, text: string): string[] {
	const wanted = text.toLocaleLowerCase();
	return [...people, ...titles].flatMap(([id, name]) =>
		name.toLocaleLowerCase().includes(wanted) ? [id] : []
	);
}

function entryOf({ hash: _, ...stored }: Stored): Entry {
	return { ...stored, detail: detailOf(stored.detail) };
}

/** Somebody may have changed it; the page must show the rest all the same. */
function detailOf(text: string): Entry['detail'] {
	try {
		const detail: unknown = JSON.parse(text);
		if (typeof detail === 'object' && detail !== null) return detail as Entry['detail'];
	} catch {
		// told as it is
	}
	return { unreadable: text };
}
