import { readSettings } from '#pipelines/home.ts';
import { entryCells, tellDetails, tellEntry } from '#lib/audit-words.ts';
import { csv } from '#lib/csv.ts';
import type { Words } from '#lib/speak.ts';
import { clockOf } from '#lib/zone.ts';
import { ACTIONS, record, verifyAudit, type Action, type Actor, type Verdict } from './audit.ts';
import {
	countEntries,
	eachEntries,
	filterSaid,
	listEntries,
	listNameless,
	openWorks,
	readNames,
	type AuditFilter
} from './audit-search.ts';
import { servedHome } from './reading.ts';

/** An entry as the page shows it. `clock` is the moment in the agency's time, ISO without an offset. */
export type ToldEntry = {
	seq: number;
	at: string;
	clock: string;
	what: string;
	details: { name: string; text: string }[];
	/** Whether it says of a work that it was asked for, and nothing says what it came to. */
	open: boolean;
};

/** What the page of the audit log shows. */
export type AuditPage = {
	/** How many entries there are, and when the first was written (ISO in UTC). */
	all: number;
	since: string | null;
	/** What the chain says; null where that was not looked at. */
	verdict: Verdict | null;
	zone: string;
	total: number;
	entries: ToldEntry[];
	/** Who can be asked for. */
	people: { id: string; name: string }[];
	actions: readonly Action[];
};

/** A log of so many entries is verified each time that it is shown: that takes less than a tenth of a second. */
const SOON = 5_000;

/** Reads the entries that fit, one page of them. `check` verifies a log that is too long for that each time. */
export async function readAuditPage(
	words: Words,
	filter: AuditFilter,
	part: { limit: number; offset: number },
	check: boolean
): Promise<AuditPage> {
	const home = servedHome();
	const names = readNames(home);
	const { time_zone: zone } = readSettings(home);
	const everything = { person: null, action: null, from: null, to: null, text: null };
	const all = countEntries(home, everything, names);
	const [first] = listEntries(home, everything, names, { limit: 1, offset: Math.max(0, all - 1) });
	const entries = listEntries(home, filter, names, part);
	const open = openWorks(home, entries);
	const { actors } = words.m.audit;
	return {
		all,
		since: first === undefined ? null : clockOf(first.at, zone),
		verdict: check || all <= SOON ? await verifyAudit(home) : null,
		zone,
		total: countEntries(home, filter, names),
		entries: entries.map((entry) => ({
			seq: entry.seq,
			at: entry.at,
			clock: clockOf(entry.at, zone),
			what: tellEntry(words, entry, names),
			details: tellDetails(words, entry, names),
			open: open.has(entry.seq)
		})),
		people: [
			...[...names.people].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name)),
			...listNameless(home).map((name) => ({ id: name, name: actors[name] ?? name }))
		],
		actions: ACTIONS
	};
}

/** The entries that fit as a file that is made while it is sent. That it was asked for is written down first. */
export function exportAudit(words: Words, actor: Actor, filter: AuditFilter): ReadableStream<Uint8Array> {
	const home = servedHome();
	const names = readNames(home);
	const rows = countEntries(home, filter, names);
	const own = record(home, actor, 'exported', 'audit log', {
		rows,
		form: 'csv',
		...filterSaid(filter, names)
	});
	const pieces = eachEntries(home, filter, names, own - 1);
	const encoder = new TextEncoder();
	const columns = ['entry', 'at', 'person', 'action', 'subject', 'what', 'detail'];
	const heading = csv([], columns);
	return new ReadableStream({
		start(controller) {
			controller.enqueue(encoder.encode(heading));
		},
		pull(controller) {
			const { value, done } = pieces.next();
			if (done === true) controller.close();
			else {
				const lines = csv(
					value.map((entry) => entryCells(words, entry, names)),
					columns
				);
				controller.enqueue(encoder.encode(lines.slice(heading.length)));
			}
		}
	});
}
