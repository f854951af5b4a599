import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Refused } from '#pipelines/errors.ts';
import { digest } from '#pipelines/files.ts';
import { readSettings, type Home } from '#pipelines/home.ts';
import { toldSchema, type Told } from '#lib/metrics/disclose/told.ts';
import { readReport } from '#lib/reports/forms/json.ts';
import { readGrants, type Grant } from '#lib/reports/grants.ts';
import type { Report } from '#lib/reports/report.ts';
import { inOneStep, openApp } from './app-db.ts';
import { record, type Actor } from './audit.ts';
import { contentOf, endDraft, type Approval, type Draft } from './report-drafts.ts';
import { filesOf, inputsSchema, type Inputs } from './report-inputs.ts';

/** A release as lists show it. Moments are ISO in UTC. */
export type ReleaseNote = {
	id: string;
	grant: string;
	funder: string;
	report: string;
	from: string;
	to: string;
	/** Counts the releases on the same quarter, from 1. */
	version: number;
	hash: string;
	released: { by: string; at: string };
	/** Whether a later release on the same quarter has come in its place. */
	superseded: boolean;
};

/** A release, whole: what it says, the text of that which its checksum is of, and who approved it. */
export type Release = ReleaseNote & { report_json: string; content: Report; approved: Approval[] };

/** What a funder was told by a release, for disclosure control, and what it was made of. */
export type Kept = ReleaseNote & { told: Told; inputs: Inputs; content: Report };

/** The releases, the latest first; of a funder where one is named. */
export function listReleases(home: Home, funder: string | null = null): ReleaseNote[] {
	if (!existsSync(home.app)) return [];
	return openApp(home)
		.prepare(
			`select id, grant_name, funder, report, from_day, to_day, version, hash, released_by_name, released_at,
				version < max(version) over (partition by grant_name, report, from_day) as superseded
			from report_release where $funder is null or funder = $funder order by released_at desc, rowid desc`
		)
		.all({ $funder: funder })
		.map((row) => noteOf(row));
}

function noteOf(row: Record<string, unknown>): ReleaseNote {
	return {
		id: String(row.id),
		grant: String(row.grant_name),
		funder: String(row.funder),
		report: String(row.report),
		from: String(row.from_day),
		to: String(row.to_day),
		version: Number(row.version),
		hash: String(row.hash),
		released: { by: String(row.released_by_name), at: String(row.released_at) },
		superseded: row.superseded === 1
	};
}

/** A release, whole; null where there is none of that id. */
export function findRelease(home: Home, id: string): Release | null {
	const note = listReleases(home).find((each) => each.id === id);
	if (!note) return null;
	const row = openApp(home).prepare('select content, approved from report_release where id = ?').get(id)!;
	const text = String(row.content);
	return {
		...note,
		report_json: text,
		content: readReport(Buffer.from(text)),
		approved: JSON.parse(String(row.approved)) as Approval[]
	};
}

/** All that a funder was given, the oldest first, up to a release where one is named (that one not among them). */
export function toldTo(home: Home, funder: string, before: string | null = null): Kept[] {
	const notes = listReleases(home, funder).reverse();
	const end = before === null ? -1 : notes.findIndex(({ id }) => id === before);
	return (end < 0 ? notes : notes.slice(0, end)).map((note) => keptOf(home, note));
}

function keptOf(home: Home, note: ReleaseNote): Kept {
	const row = openApp(home)
		.prepare('select content, told, inputs from report_release where id = ?')
		.get(note.id)!;
	return {
		...note,
		content: readReport(Buffer.from(String(row.content))),
		told: toldSchema.parse(JSON.parse(String(row.told))),
		inputs: inputsSchema.parse(JSON.parse(String(row.inputs)))
	};
}

/** What of a release is kept for disclosure control and to make it again. */
export function findKept(home: Home, id: string): Kept | null {
	const note = listReleases(home).find((each) => each.id === id);
	return note ? keptOf(home, note) : null;
}

/** The files that a release was made with. */
export function releaseFiles(home: Home, id: string): { name: string; bytes: Uint8Array }[] {
	return openApp(home)
		.prepare('select name, bytes from report_file where release = ? order by name')
		.all(id)
		.map(({ name, bytes }) => ({ name: String(name), bytes: bytes as Uint8Array }));
}

/** How many people have to approve a report before it is released. */
export function approvalsNeeded(home: Home): number {
	return readSettings(home).report_approvals;
}

/**
 * Releases what is in review, once as many have approved it as the settings ask for. It stays what it is for ever.
 * @returns its id
 * @throws Refused where it is not in review or not approved, where the grant or what it was made with has changed, or where the
 * funder was given another release since: what was hidden was decided without that
 */
export function releaseDraft(home: Home, actor: Actor, draft: Draft): string {
	const { frozen, approved } = draft;
	if (frozen === null) throw new Refused('The report is not in review. Send it for review first.');
	const needed = approvalsNeeded(home);
	if (approved.length < needed)
		throw new Refused(
			`${String(needed)} people have to approve the report before it is released; ${String(approved.length)} have.`
		);
	const content = contentOf(frozen.report);
	if (digest(content) !== frozen.hash)
		throw new Refused('The report is not what was approved. Take it back, and send it for review again.');
	const given = listReleases(home, draft.funder).map(({ id }) => id);
	if (given.length !== frozen.inputs.earlier.length)
		throw new Refused(
			`${draft.funder} was given another report since this one was sent for review, and what is hidden was decided without that. Take it back, and send it for review again.`
		);
	const grant = readGrants(home).find(({ name }) => name === draft.grant);
	const termsOf = ({ dueDays: _, responsible: __, ...terms }: Grant) => JSON.stringify(terms);
	if (grant === undefined || termsOf(grant) !== termsOf(frozen.inputs.grant))
		throw new Refused(
			`The grant “${draft.grant}” was changed since the report was sent for review. Take it back, and send it for review again.`
		);
	const files = filesOf(home);
	const same = files.every(
		({ name, bytes }) => frozen.inputs.files[name] === digest(bytes.toString('latin1'))
	);
	if (!same || files.length !== Object.keys(frozen.inputs.files).length)
		throw new Refused(
			'Settings, standards, targets, metrics or checks of this home have changed since the report was sent for review. Take it back, and send it for review again.'
		);
	const id = randomUUID();
	const db = openApp(home);
	inOneStep(db, () => {
		const row = db
			.prepare(
				'select coalesce(max(version), 0) + 1 as version from report_release where grant_name = ? and report = ? and from_day = ?'
			)
			.get(draft.grant, draft.report, draft.from);
		db.prepare('insert into report_release values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
			id,
			draft.id,
			draft.grant,
			draft.funder,
			draft.report,
			draft.from,
			draft.to,
			Number(row?.version),
			content,
			frozen.hash,
			JSON.stringify(frozen.told),
			JSON.stringify(frozen.inputs),
			JSON.stringify(approved),
			actor.id,
			actor.name,
			new Date().toISOString()
		);
		const keep = db.prepare('insert into report_file values (?, ?, ?)');
		for (const { name, bytes } of files) keep.run(id, name, bytes);
		endDraft(home, draft);
		record(home, actor, 'released a report', draft.grant, { release: id, from: draft.from, to: draft.to });
	});
	return id;
}
