import type { Row } from '#pipelines/duckdb.ts';
import type { Entry } from './server/audit.ts';
import type { WorkStep } from './server/work-audit.ts';
import type { Words } from './speak.ts';

/** What ids in entries are called now: people by name, metrics and checks by title. */
export type Names = { people: ReadonlyMap<string, string>; titles: ReadonlyMap<string, string> };

type Count = { value: number; number: string };

/** What the sentence of an entry is made of; null where the entry does not have it. */
export type Said = {
	who: string;
	/** What it was done to, by its name; '' where nothing is named. */
	what: string;
	step: WorkStep | null;
	rows: Count | null;
	reasons: Count | null;
	uploads: Count | null;
	refused: Count | null;
	/** Of rows that were seen or exported: `rows` behind a figure, `problems` of a check, a single `case`, or another list. */
	kind: string | null;
	/** Whether what was looked for was found. */
	found: boolean | null;
	dryRun: boolean;
	/** Whether every export was imported before. */
	known: boolean;
	/** The role that somebody got, and the one before. */
	role: { from: string | null; to: string } | null;
	state: string | null;
};

/** An entry as the sentence that a person understands: who did what, to what. */
export function tellEntry(words: Words, entry: Entry, names: Names): string {
	const said = saidOf(words, entry, names);
	const action = (words.m.audit.actions as Partial<Words['m']['audit']['actions']>)[entry.action];
	return action?.did(said) ?? `${said.who}: ${entry.action} ${said.what}`.trim();
}

/** Who did it, by the name that they have now. */
export function tellActor({ m }: Words, { actor, actor_name }: Entry, { people }: Names): string {
	return people.get(actor ?? '') ?? m.audit.actors[actor_name] ?? actor_name;
}

/** The details of an entry by name, in words as far as they are known. */
export function tellDetails(words: Words, entry: Entry, names: Names): { name: string; text: string }[] {
	return Object.entries(entry.detail).map(([id, value]) => ({
		name: words.m.audit.labels[id] ?? id,
		text: textOf(words, value, names)
	}));
}

/** An entry as the cells of a line, for files: the moment in UTC, ids as they are, and what they mean in words. */
export function entryCells(words: Words, entry: Entry, names: Names): Row {
	return {
		entry: entry.seq,
		at: entry.at,
		person: tellActor(words, entry, names),
		action: entry.action,
		subject: entry.subject,
		what: tellEntry(words, entry, names),
		detail: JSON.stringify(entry.detail)
	};
}

function saidOf(words: Words, entry: Entry, names: Names): Said {
	const { detail } = entry;
	const count = (name: string): Count | null => {
		const value = detail[name];
		return typeof value === 'number' ? { value, number: words.format.number(value) } : null;
	};
	return {
		who: tellActor(words, entry, names),
		what: subjectOf(words, entry.subject, names),
		step: typeof detail.step === 'string' ? (detail.step as WorkStep) : null,
		rows: count('rows'),
		reasons: count('reasons'),
		uploads: count('uploads'),
		refused: count('refused'),
		kind: kindOf(entry, names),
		found:
			typeof detail.found === 'number' || typeof detail.found === 'boolean' ? Boolean(detail.found) : null,
		dryRun: detail.dry_run === true,
		known: isKnown(detail.batches),
		role: roleOf(words, detail.role),
		state: typeof detail.state === 'string' ? detail.state : null
	};
}

function subjectOf({ m }: Words, subject: string, { people, titles }: Names): string {
	const batches = subject.split(' ').filter((each) => /^b\d{4,}-/.test(each));
	if (batches.length > 0) return m.audit.batch({ value: batches.length, ids: batches.join(', ') });
	const title = titles.get(subject);
	return people.get(subject) ?? (title ? m.audit.titled({ title }) : (m.audit.subjects[subject] ?? subject));
}

function kindOf({ subject, detail }: Entry, { titles }: Names): string | null {
	return typeof detail.what === 'string' ? detail.what : titles.has(subject) ? 'rows' : null;
}

function isKnown(batches: unknown): boolean {
	return (
		Array.isArray(batches) && batches.every((each) => (each as { outcome?: unknown }).outcome === 'same')
	);
}

function roleOf({ m }: Words, role: unknown): Said['role'] {
	const roles = m.people.roles as Record<string, string | undefined>;
	const nameOf = (id: unknown) => (typeof id === 'string' ? (roles[id] ?? id) : null);
	const { from, to } =
		typeof role === 'object' && role !== null ? (role as Record<string, unknown>) : { from: null, to: role };
	const now = nameOf(to);
	return now === null ? null : { from: nameOf(from), to: now };
}

function textOf(words: Words, value: unknown, names: Names): string {
	const { m, format } = words;
	if (value === null || value === undefined) return '–';
	if (typeof value === 'boolean') return value ? m.audit.yes : m.audit.no;
	if (typeof value === 'number') return format.number(value, 3);
	if (typeof value === 'string') return names.people.get(value) ?? names.titles.get(value) ?? value;
	if (Array.isArray(value)) return value.map((each) => textOf(words, each, names)).join('; ') || '–';
	return Object.entries(value)
		.map(([id, inner]) => `${m.audit.labels[id] ?? id}: ${textOf(words, inner, names)}`)
		.join(', ');
}
