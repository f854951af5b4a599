import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Refused } from '#pipelines/errors.ts';
import { digest } from '#pipelines/files.ts';
import { PERSONAL } from '#pipelines/identifier-shapes.ts';
import type { Home } from '#pipelines/home.ts';
import { locales, type Locale } from '#lib/messages/index.ts';
import { toldSchema, type Told } from '#lib/metrics/disclose/told.ts';
import type { Texts } from '#lib/reports/draft.ts';
import { readReport, reportBytes } from '#lib/reports/forms/json.ts';
import type { Report } from '#lib/reports/report.ts';
import { inOneStep, openApp, type AppDb } from './app-db.ts';
import { record, type Action, type Actor } from './audit.ts';
import { inputsSchema, type Inputs } from './report-inputs.ts';

/** What is in review, as it stands there: nothing of it changes any more. */
export type Frozen = { report: Report; hash: string; told: Told; inputs: Inputs };

/** A report that is being written, or in review. Moments are ISO in UTC. */
export type Draft = {
	id: string;
	grant: string;
	funder: string;
	report: string;
	from: string;
	to: string;
	language: Locale;
	opened: { by: string; at: string };
	sent: { by: string | null; name: string; at: string } | null;
	frozen: Frozen | null;
	approved: Approval[];
	texts: Texts;
};

export type Approval = { by: string; name: string; at: string };

const LONGEST = 4000;

/** The drafts that have not ended, the oldest first. */
export function listDrafts(home: Home): Draft[] {
	if (!existsSync(home.app)) return [];
	const db = openApp(home);
	return db
		.prepare('select * from report_draft where ended_at is null order by opened_at, id')
		.all()
		.map((row) => draftOf(db, row));
}

/** What was drafted on a grant, though it was dropped: the first days of the quarters, and what the last draft was. */
export function draftedOf(
	home: Home,
	grant: string
): { quarters: string[]; last: Pick<Draft, 'report' | 'language'> | null } {
	if (!existsSync(home.app)) return { quarters: [], last: null };
	const rows = openApp(home)
		.prepare(
			'select report, language, from_day from report_draft where grant_name = ? order by opened_at, id'
		)
		.all(grant);
	const last = rows.at(-1);
	return {
		quarters: rows.map((row) => String(row.from_day)),
		last: last ? { report: String(last.report), language: languageOf(last) } : null
	};
}

const languageOf = ({ language }: Record<string, unknown>): Locale =>
	locales.find((each) => each === language) ?? 'en';

/** A draft that has not ended; null where there is none of that id. */
export function findDraft(home: Home, id: string): Draft | null {
	return listDrafts(home).find((each) => each.id === id) ?? null;
}

function draftOf(db: AppDb, row: Record<string, unknown>): Draft {
	const id = String(row.id);
	const frozen = frozenOf(row);
	return {
		id,
		grant: String(row.grant_name),
		funder: String(row.funder),
		report: String(row.report),
		from: String(row.from_day),
		to: String(row.to_day),
		language: languageOf(row),
		opened: { by: String(row.opened_by_name), at: String(row.opened_at) },
		sent:
			typeof row.sent_at === 'string'
				? {
						by: typeof row.sent_by === 'string' ? row.sent_by : null,
						name: String(row.sent_by_name),
						at: row.sent_at
					}
				: null,
		frozen,
		approved:
			frozen === null
				? []
				: db
						.prepare('select by, by_name, at from report_approval where draft = ? and hash = ? order by at')
						.all(id, frozen.hash)
						.map((each) => ({ by: String(each.by), name: String(each.by_name), at: String(each.at) })),
		texts: textsOf(db, id)
	};
}

function frozenOf({ content, hash, told, inputs }: Record<string, unknown>): Frozen | null {
	if (typeof content !== 'string') return null;
	return {
		report: readReport(Buffer.from(content)),
		hash: String(hash),
		told: toldSchema.parse(JSON.parse(String(told))),
		inputs: inputsSchema.parse(JSON.parse(String(inputs)))
	};
}

function textsOf(db: AppDb, draft: string): Texts {
	const texts: Texts = { summary: null, gaps: null, variance: {}, action: {} };
	for (const row of db.prepare('select about, text from report_text where draft = ?').all(draft)) {
		const [part, metric] = String(row.about).split(' ');
		const text = String(row.text);
		if (part === 'summary' || part === 'gaps') texts[part] = text;
		else if ((part === 'variance' || part === 'action') && metric !== undefined) texts[part][metric] = text;
	}
	return texts;
}

/** Opens the draft of a quarter of a grant; where one is open, gives that one. */
export function openDraft(
	home: Home,
	actor: Actor,
	of: Pick<Draft, 'grant' | 'funder' | 'report' | 'from' | 'to' | 'language'>
): string {
	const open = listDrafts(home).find(
		({ grant, report, from }) => grant === of.grant && report === of.report && from === of.from
	);
	if (open) return open.id;
	const id = randomUUID();
	const db = openApp(home);
	inOneStep(db, () => {
		db.prepare(
			`insert into report_draft (id, grant_name, funder, report, from_day, to_day, language, opened_by, opened_by_name, opened_at)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
		).run(id, of.grant, of.funder, of.report, of.from, of.to, of.language, actor.id, actor.name, now());
		note(home, actor, 'opened a report', of);
	});
	return id;
}

/** Why a text will not do: it is too long, has what looks like a person's number or address, or the report is in review. */
export type WrongReportText = 'long' | 'personal' | 'review';

const personal = new RegExp(PERSONAL, 'iu');

/**
 * Writes a text of a draft; an empty one takes it away. Gives why not, or null.
 * @param about `summary`, `gaps`, or `variance` or `action` and the id of a metric
 */
export function writeText(
	home: Home,
	actor: Actor,
	draft: Draft,
	about: string,
	text: string
): WrongReportText | null {
	if (draft.frozen !== null) return 'review';
	const said = text.trim();
	if (said.length > LONGEST) return 'long';
	if (personal.test(said)) return 'personal';
	const db = openApp(home);
	inOneStep(db, () => {
		db.prepare('delete from report_text where draft = ? and about = ?').run(draft.id, about);
		if (said !== '')
			db.prepare('insert into report_text values (?, ?, ?, ?, ?, ?)').run(
				draft.id,
				about,
				said,
				actor.id,
				actor.name,
				now()
			);
		note(home, actor, 'wrote in a report', draft);
	});
	return null;
}

/** Chooses the language of a draft. */
export function chooseLanguage(home: Home, actor: Actor, draft: Draft, language: Locale): void {
	if (draft.frozen !== null) return;
	openApp(home).prepare('update report_draft set language = ? where id = ?').run(language, draft.id);
	note(home, actor, 'wrote in a report', draft);
}

/** Freezes what was drafted, for review. */
export function sendDraft(
	home: Home,
	actor: Actor,
	draft: Draft,
	{ report, told, inputs }: Omit<Frozen, 'hash'>
): void {
	const content = contentOf(report);
	inOneStep(openApp(home), () => {
		openApp(home)
			.prepare(
				`update report_draft set content = ?, hash = ?, told = ?, inputs = ?, sent_by = ?, sent_by_name = ?, sent_at = ?
				where id = ? and content is null`
			)
			.run(
				content,
				digest(content),
				JSON.stringify(told),
				JSON.stringify(inputs),
				actor.id,
				actor.name,
				now(),
				draft.id
			);
		note(home, actor, 'sent a report for review', draft);
	});
}

/** A report as the text that is frozen: what its checksum is of. */
export function contentOf(report: Report): string {
	return reportBytes(report).toString('utf8');
}

/** Takes a draft back from review: it can be written in again, and nobody has approved it. */
export function takeBackDraft(home: Home, actor: Actor, draft: Draft): void {
	inOneStep(openApp(home), () => {
		openApp(home)
			.prepare(
				'update report_draft set content = null, hash = null, told = null, inputs = null, sent_by = null, sent_by_name = null, sent_at = null where id = ?'
			)
			.run(draft.id);
		note(home, actor, 'took a report back', draft);
	});
}

/**
 * Approves what is in review.
 * @param hash of what was looked at
 * @throws Refused where that is not what is in review now
 */
export function approveDraft(
	home: Home,
	actor: { id: string; name: string },
	draft: Draft,
	hash: string
): void {
	if (draft.frozen?.hash !== hash)
		throw new Refused('The report has changed since this page was loaded. Look at it again.');
	inOneStep(openApp(home), () => {
		openApp(home)
			.prepare('insert into report_approval values (?, ?, ?, ?, ?) on conflict do nothing')
			.run(draft.id, hash, actor.id, actor.name, now());
		note(home, actor, 'approved a report', draft);
	});
}

/** Drops a draft with all that was typed. */
export function dropDraft(home: Home, actor: Actor, draft: Draft): void {
	inOneStep(openApp(home), () => {
		openApp(home).prepare('delete from report_text where draft = ?').run(draft.id);
		endDraft(home, draft);
		note(home, actor, 'dropped a report', draft);
	});
}

/** Notes that a draft has ended. */
export function endDraft(home: Home, draft: Draft): void {
	openApp(home).prepare('update report_draft set ended_at = ? where id = ?').run(now(), draft.id);
}

const now = () => new Date().toISOString();

function note(
	home: Home,
	actor: Actor,
	action: Action,
	{ grant, from, to }: Pick<Draft, 'grant' | 'from' | 'to'>
): void {
	record(home, actor, action, grant, { from, to });
}
