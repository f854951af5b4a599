import { error } from '@sveltejs/kit';
import type { Home } from '#pipelines/home.ts';
import type { Locale } from '#lib/messages/index.ts';
import { FORMS } from '#lib/reports/forms.ts';
import { fillTemplate, templateNames } from '#lib/reports/forms/template.ts';
import { form as workbook } from '#lib/reports/forms/workbook.ts';
import type { Part } from '#lib/reports/part.ts';
import { partsOf } from '#lib/reports/parts.ts';
import { tellSummary } from '#lib/reports/parts/summary.ts';
import type { Report } from '#lib/reports/report.ts';
import { speak } from '#lib/speak.ts';
import { may, type Viewer } from './access.ts';
import { record, type Actor } from './audit.ts';
import { download } from './download.ts';
import { ownPrograms } from './grants.ts';
import { lookOf } from './look.ts';
import { listReportLinks, type ReportLink } from './report-links.ts';
import { findRelease, listReleases, type Release, type ReleaseNote } from './report-releases.ts';

/** What the page of a release shows. */
export type ReleasePage = {
	release: ReleaseNote;
	parts: Part[];
	/** In which it is written. */
	language: Locale;
	/** The names by which cells of a funder's own workbook are filled. */
	names: string[];
	/** Other releases on the same quarter, the latest first. */
	others: ReleaseNote[];
	/** The links to it that work, for who may make them; else null. */
	links: ReportLink[] | null;
};

/**
 * A release of who asks: of a funder those that were released to it, of anybody else those whose programs are all theirs. What
 * is none of these is answered as what does not exist.
 */
export async function findOwnRelease(home: Home, viewer: Viewer, id: string): Promise<Release> {
	const release = findRelease(home, id);
	if (release === null || !(await isOwn(home, viewer, release))) error(404, 'Not Found');
	return release;
}

async function isOwn(home: Home, viewer: Viewer, { funder, content }: Release): Promise<boolean> {
	if (viewer.role === 'funder') return viewer.funder === funder;
	const { programs } = await ownPrograms(home, viewer);
	return programs === 'all' || content.grant.programs.every((each) => programs.includes(each));
}

/** The answers of a release to what its funder asks, in its language. */
export type InShort = { release: ReleaseNote; parts: Part[]; language: Locale };

/** Of each grant of a funder the latest release on its last quarter, in short; the latest quarter first. */
export function readInShort(home: Home, viewer: Viewer): InShort[] {
	const current = listReleases(home, viewer.funder ?? '').filter(({ superseded }) => !superseded);
	const latest = new Map<string, ReleaseNote>();
	for (const note of current.toSorted((a, b) => b.to.localeCompare(a.to)))
		if (!latest.has(note.grant)) latest.set(note.grant, note);
	return [...latest.values()].flatMap((note) => {
		const content = findRelease(home, note.id)?.content;
		if (content === undefined) return [];
		record(home, viewer, 'read a released report', note.grant, { release: note.id });
		const { language } = content;
		return [{ release: note, parts: tellSummary(speak(language), content), language }];
	});
}

/** What the page of a release shows to who may see it. */
export function readReleasePage(home: Home, viewer: Viewer | null, release: Release): ReleasePage {
	const { report_json: _, content, approved: __, ...note } = release;
	const isSame = (each: ReleaseNote) =>
		each.grant === note.grant &&
		each.report === note.report &&
		each.from === note.from &&
		each.id !== note.id;
	return {
		release: note,
		parts: partsOf(speak(content.language), content),
		language: content.language,
		names: templateNames(content),
		others: viewer === null ? [] : listReleases(home, note.funder).filter(isSame),
		links: may(viewer, 'releases') ? listReportLinks(home, note.id) : null
	};
}

/** A file of a release: one of its forms, or the picture of a metric (`METRIC.svg`). What there is not is a 404. */
export async function makeFile(home: Home, actor: Actor, release: Release, name: string): Promise<Response> {
	const made = await fileOf(home, release.content, name);
	if (made === null) error(404, 'Not Found');
	record(home, actor, 'read a released report', release.grant, { release: release.id, file: name });
	const body = typeof made.bytes === 'string' ? made.bytes : new Uint8Array(made.bytes);
	return download(body, made.type, fileName(release, name));
}

async function fileOf(
	home: Home,
	report: Report,
	name: string
): Promise<{ bytes: Buffer | string; type: string } | null> {
	const words = speak(report.language);
	const parts = partsOf(words, report);
	const picture = parts.find((part) => part.is === 'picture' && `${part.id}.svg` === name);
	if (picture?.is === 'picture') return { bytes: picture.svg, type: 'image/svg+xml' };
	const form = FORMS.find(({ ending }) => name === `report.${ending}`);
	if (!form) return null;
	return { bytes: await form.make(report, parts, { words, look: lookOf(home) }), type: form.type };
}

/**
 * The funder's own workbook, filled in by the names of its cells; names that the report has not stay as they are.
 * @throws Refused where it cannot be taken, with every reason
 */
export async function fillFor(
	home: Home,
	actor: Actor,
	release: Release,
	template: Buffer
): Promise<Response> {
	const { filled } = await fillTemplate(template, release.content);
	record(home, actor, 'read a released report', release.grant, { release: release.id, file: FILLED });
	return download(new Uint8Array(filled), workbook.type, fileName(release, FILLED));
}

/** The name of a funder's own workbook, filled in. */
export const FILLED = 'filled.xlsx';

/** The grant, the quarter and the release, without a letter beyond ASCII. */
function fileName({ grant, from, version }: ReleaseNote, name: string): string {
	const plain = grant
		.normalize('NFKD')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.toLowerCase();
	return `${plain}-${from}-r${String(version)}-${name}`;
}
