import { error, redirect } from '@sveltejs/kit';
import { findCheck } from '#pipelines/checks/definition.ts';
import { resolve } from '$app/paths';
import { Refused } from '#pipelines/errors.ts';
import { compareTable, type Comparison } from '#pipelines/sources/hmis-csv/hud/compare.ts';
import { readQuestions } from '#pipelines/sources/hmis-csv/hud/definition.ts';
import type { Asked, Member, Table } from '#pipelines/sources/hmis-csv/hud/report.ts';
import { casesAmong } from '#lib/cases.ts';
import { numberOf, writeHud, type HudCell, type HudView } from '#lib/hud.ts';
import type { Period } from '#lib/metrics/result.ts';
import { shortSources } from '#lib/metrics/sources.ts';
import { may, type Viewer } from './access.ts';
import { record } from './audit.ts';
import { partOf, type Part } from './answer.ts';
import { inWords } from './language.ts';
import { readHud, readMembers, readTables, type HudQuestion } from './hud.ts';
import { findOfficial, listOfficial, type Official } from './hud-official.ts';
import { fromStore, servedHome, type Reading } from './reading.ts';
import { noteSeen } from './seen.ts';
import { readStore, type Store } from './store.ts';
import { withSourceIds, type Identified } from './vault.ts';

/** What a page about tables that were asked for is of. */
type Of = {
	view: HudView;
	period: Period;
	/** Sources that are known only until a day within the period. */ short: {
		name: string;
		observedUntil: string;
	}[];
};

/** The first page: what can be asked, and once it is asked the tables that there are. */
export type HudPage = Pick<HudQuestion, 'projects' | 'view' | 'troubles'> & {
	report:
		| (Of & {
				/** People of the report, how many left and how many stayed; null where the report does not count them. */
				people: { served: number; left: number; stayed: number } | null;
				questions: { question: string; title: string }[];
				official: Omit<Official, 'tables'>[];
		  })
		| null;
};

/** Reads the first page. */
export function readHudPage(viewer: Viewer, parameters: URLSearchParams): Promise<Reading<HudPage>> {
	return fromStore(async (store) => {
		const { asked, ...question } = await readHud(store, servedHome(), viewer.asker.scope, parameters);
		if (asked === null) return { ...question, report: null };
		const [validations] = await readTables(store, servedHome(), asked, (name) => name === 'Q5a');
		return {
			...question,
			report: {
				...(await ofAsked(store, question.view, asked)),
				people: validations ? peopleIn(validations) : null,
				questions: readQuestions(asked.report).map(({ name, head }) => ({
					question: name,
					title: head.title
				})),
				official: listOfficial(servedHome(), question.view)
			}
		};
	});
}

async function ofAsked(store: Store, view: HudView, { from, to }: Asked): Promise<Of> {
	return { view, period: { from, to }, short: await shortSources(store, to) };
}

function peopleIn({ rows }: Table): { served: number; left: number; stayed: number } {
	const count = (label: string) => Number(rows.find((row) => row.label === label)?.cells.at(-1) ?? 0);
	return {
		served: count('Total number of persons served'),
		left: count('Number of leavers'),
		stayed: count('Number of stayers')
	};
}

/**
 * Reads what is asked of a store, for a page that has nothing to show without it: then the first page says what is missing.
 */
export function readAsked<Content>(
	viewer: Viewer,
	parameters: URLSearchParams,
	read: (store: Store, asked: Asked, view: HudView) => Promise<Content>
): Promise<Content> {
	let known = false;
	return readStore(async (store) => {
		const { asked, view } = await readHud(store, servedHome(), viewer.asker.scope, parameters);
		if (asked === null) redirect(303, `${resolve('/hud')}?${parameters.toString()}`);
		known = true;
		return read(store, asked, view);
	}).catch((cause: unknown) => {
		if (!known && cause instanceof Refused) redirect(303, resolve('/hud'));
		throw cause;
	});
}

/** A question of the report: its tables, and where what is wrong in the data can be mended. */
export type QuestionPage = Of & {
	number: string;
	tables: (Table & {
		departures: string[];
		checks: { row: string; checks: { id: string; title: string }[] }[];
	})[];
	/** The numbers before and after it, where there are any. */
	before: string | null;
	after: string | null;
};

/** Reads the tables of a number. A number that the report does not have is a 404. */
export function readQuestionPage(
	viewer: Viewer,
	parameters: URLSearchParams,
	number: string
): Promise<QuestionPage> {
	return readAsked(viewer, parameters, async (store, asked, view) => {
		const questions = readQuestions(asked.report);
		const numbers = [...new Set(questions.map(({ name }) => numberOf(name)))];
		const at = numbers.indexOf(number);
		if (at < 0) error(404, 'Not Found');
		const tables = await readTables(store, servedHome(), asked, (name) => numberOf(name) === number);
		return {
			...(await ofAsked(store, view, asked)),
			number,
			tables: tables.map((table) => {
				const head = questions.find(({ name }) => name === table.question)?.head;
				return {
					...table,
					departures: head?.departures ?? [],
					checks: Object.entries(head?.checks ?? {}).map(([row, ids]) => ({ row, checks: ids.map(titled) }))
				};
			}),
			before: numbers[at - 1] ?? null,
			after: numbers[at + 1] ?? null
		};
	});
}

function titled(id: string): { id: string; title: string } {
	return { id, title: inWords(findCheck(servedHome(), id).head).title };
}

/** The people of a cell. */
export type CellPage = Of & {
	cell: HudCell;
	title: string;
	/** People; of one several rows may stand in the cell. */
	people: number;
	n: number;
	rows: Identified<Member>[];
	/** The enrollments that have a page of their own. */
	cases: string[];
	part: Part | null;
};

const PEOPLE_ON_A_PAGE = 100;

/**
 * Reads the people of a cell, those of one part of the list or all of them, and writes into the audit log that somebody
 * was given them. A cell that the report does not have is a 404.
 */
export function readCellPage(viewer: Viewer, url: URL, whole: boolean): Promise<CellPage> {
	if (!may(viewer, 'cases')) error(404, 'Not Found');
	return readAsked(viewer, url.searchParams, async (store, asked, view) => {
		const given = (name: keyof HudCell) => url.searchParams.get(name) ?? '';
		const cell = { question: given('question'), row: given('row'), column: given('column') };
		const members = await readMembers(store, asked, cell);
		if (members === null) error(404, 'Not Found');
		const part = whole ? null : partOf(url, PEOPLE_ON_A_PAGE);
		const shown = part ? members.slice(part.offset, part.offset + part.limit) : members;
		noteSeen(viewer, whole ? 'exported' : 'saw rows', `hud-${asked.report} ${cell.question}`, {
			what: 'rows',
			period: { from: asked.from, to: asked.to },
			rows: shown.length,
			...(part ? { of: members.length, page: part.page } : {})
		});
		const ids = shown.map(({ enrollment_id }) => enrollment_id);
		return {
			...(await ofAsked(store, view, asked)),
			cell,
			title: readQuestions(asked.report).find(({ name }) => name === cell.question)?.head.title ?? '',
			people: new Set(members.map(({ client_id }) => client_id)).size,
			n: members.length,
			rows: withSourceIds(servedHome(), viewer.asker.audience, shown),
			cases: await casesAmong(store, viewer.asker.scope, ids),
			part
		};
	});
}

/** Every table of a report, to be given out as a file, and its name without an ending; that is written into the audit log. */
export function exportTables(
	viewer: Viewer,
	parameters: URLSearchParams
): Promise<{ tables: Table[]; name: string }> {
	return readAsked(viewer, parameters, async (store, asked) => {
		const tables = await readTables(store, servedHome(), asked);
		const { report, from, to } = asked;
		record(servedHome(), viewer, 'exported', `hud-${report}`, { period: { from, to }, files: tables.length });
		return { tables, name: `hud-${report}-${from}-${to}` };
	});
}

/** Tables of another system beside ours. */
export type ComparedPage = Of & {
	official: Omit<Official, 'tables'>;
	compared: Comparison[];
	/** Tables of ours that were not among those that came, and those whose cells open to people. */
	absent: string[];
	opens: string[];
};

/** Reads a comparison, anew with each store: what was mended since is equal. One beyond who asks is a 404. */
export function readComparedPage(viewer: Viewer, id: string): Promise<ComparedPage> {
	const found = findOfficial(servedHome(), id);
	if (!found) error(404, 'Not Found');
	const { tables: theirs, ...official } = found;
	const address = new URLSearchParams(writeHud(official.view));
	return readStore(async (store) => {
		const { asked, view } = await readHud(store, servedHome(), viewer.asker.scope, address);
		if (asked === null) error(404, 'Not Found');
		const tables = await readTables(store, servedHome(), asked);
		return {
			...(await ofAsked(store, view, asked)),
			official,
			compared: theirs.flatMap((each) => {
				const table = tables.find(({ question }) => question === each.question);
				return table ? [compareTable(table, each)] : [];
			}),
			absent: tables
				.map(({ question }) => question)
				.filter((question) => !theirs.some((each) => each.question === question)),
			opens: tables.filter(({ of }) => of === 'people').map(({ question }) => question)
		};
	}).catch((cause: unknown) => {
		if (cause instanceof Refused) error(404, 'Not Found');
		throw cause;
	});
}
