import { Refused } from '#pipelines/errors.ts';
import { digest } from '#pipelines/files.ts';
import type { Home } from '#pipelines/home.ts';
import { addDays } from '#lib/metrics/periods.ts';
import { remember } from '#lib/metrics/remember.ts';
import { programsKnownUntil } from '#lib/metrics/sources.ts';
import { findDefinition, readDefinitions } from '#lib/reports/definition.ts';
import { draftReport, withTexts, type Drafted } from '#lib/reports/draft.ts';
import type { Grant } from '#lib/reports/grants.ts';
import { quartersOf, type Quarter } from '#lib/reports/quarters.ts';
import { scheduleOf } from '#lib/reports/schedule.ts';
import { speak } from '#lib/speak.ts';
import type { Viewer } from './access.ts';
import { listGrants, ownPrograms } from './grants.ts';
import { inLanguage, inWords } from './language.ts';
import { findDraft, listDrafts, type Draft } from './report-drafts.ts';
import { inputsOf, reasonsBetween, type Inputs } from './report-inputs.ts';
import { listReleases, toldTo, type Kept, type ReleaseNote } from './report-releases.ts';
import { THROUGHLINE } from './report-schedule.ts';
import type { Store } from './store.ts';

/** How the report on a quarter stands: its data is not whole yet, it can be made, a draft was made that nobody has touched, it is being written, in review, or released. */
export type Standing = 'not whole' | 'ready' | 'drafted' | 'draft' | 'review' | 'released';

/** A report that is or will be due. Days are ISO dates. */
export type Due = {
	grant: string;
	funder: string;
	quarter: Quarter;
	standing: Standing;
	/** Whether it is still to be given out, for the first time or again. */
	isOwed: boolean;
	/** Whether it should have been given out before today. */
	isLate: boolean;
	/** Until when it is to be given out, and who sees to it; null where the grant does not say. */
	due: string;
	responsible: string | null;
	draft: string | null;
	/** The latest release on the quarter. */
	release: ReleaseNote | null;
};

/** The grants that somebody looks after. */
async function grantsFor(home: Home, viewer: Pick<Viewer, 'asker'>): Promise<Grant[]> {
	return listGrants(home, await ownPrograms(home, viewer));
}

/**
 * The grant of a name that somebody looks after, and its quarter that begins on a day; null where there is none.
 */
export async function findQuarter(
	home: Home,
	viewer: Pick<Viewer, 'asker'>,
	{ grant: name, from }: { grant: string; from: string }
): Promise<{ grant: Grant; quarter: Quarter } | null> {
	const grant = (await grantsFor(home, viewer)).find((each) => each.name === name);
	const quarter = grant && quartersOf(grant).find((each) => each.from === from);
	return grant && quarter ? { grant, quarter } : null;
}

/** The reports on the grants of who asks: those that are owed before the others, and of each what is due first. */
export async function listDue(
	store: Store,
	home: Home,
	viewer: Pick<Viewer, 'asker'>,
	today: string
): Promise<Due[]> {
	const drafts = listDrafts(home);
	const releases = listReleases(home);
	const due: Due[] = [];
	for (const grant of await grantsFor(home, viewer)) {
		const known = await programsKnownUntil(store, grant.programs);
		const released = releases.filter((each) => each.grant === grant.name).map(({ from }) => from);
		for (const { quarter, isWhole, isOwed, due: day } of scheduleOf(grant, known, released)) {
			const isOf = ({ grant: of, from }: Pick<Draft, 'grant' | 'from'>) =>
				of === grant.name && from === quarter.from;
			const draft = drafts.find(isOf) ?? null;
			const release = releases.find((each) => isOf(each) && !each.superseded) ?? null;
			due.push({
				...{ grant: grant.name, funder: grant.funder, quarter },
				standing: standingOf({ draft, release, isWhole }),
				isOwed: isOwed || draft !== null,
				isLate: isOwed && day < today,
				due: day,
				responsible: grant.responsible,
				draft: draft?.id ?? null,
				release
			});
		}
	}
	return due.sort(
		(a, b) =>
			Number(b.isOwed) - Number(a.isOwed) || a.due.localeCompare(b.due) || a.grant.localeCompare(b.grant)
	);
}

function standingOf({
	draft,
	release,
	isWhole
}: {
	draft: Draft | null;
	release: ReleaseNote | null;
	isWhole: boolean;
}): Standing {
	if (draft?.frozen) return 'review';
	if (draft !== null) return isUntouched(draft) ? 'drafted' : 'draft';
	if (release !== null) return 'released';
	return isWhole ? 'ready' : 'not whole';
}

/** Whether Throughline opened a draft, and nobody has written in it. */
function isUntouched({ opened, texts: { summary, gaps, variance, action } }: Draft): boolean {
	const texts = [summary, gaps, ...Object.values(variance), ...Object.values(action)];
	return opened.by === THROUGHLINE.name && texts.every((text) => text === null);
}

/** Days before a report is due in which its manager is told of it. */
const SOON = 14;

/** The reports that are owed and overdue on a day, or due in the two weeks after it. */
export async function listPressing(
	store: Store,
	home: Home,
	viewer: Pick<Viewer, 'asker'>,
	today: string
): Promise<Due[]> {
	const due = await listDue(store, home, viewer, today);
	return due.filter((each) => each.isOwed && each.release === null && each.due <= addDays(today, SOON));
}

/** The reports that can be made, by id and title in the language in which is answered, and those whose file has a problem. */
export type ReportList = {
	reports: { id: string; title: string }[];
	broken: { id: string; problem: string }[];
};

export function listReports(home: Home): ReportList {
	const { reports, broken } = readDefinitions(home);
	return { reports: reports.map((each) => ({ id: each.id, title: inWords(each).title })), broken };
}

/** The draft with an id, of a grant of who asks; null where there is none. */
export async function findOwnDraft(
	home: Home,
	viewer: Pick<Viewer, 'asker'>,
	id: string
): Promise<{ draft: Draft; grant: Grant } | null> {
	const draft = findDraft(home, id);
	if (draft === null) return null;
	const grant = (await grantsFor(home, viewer)).find(({ name }) => name === draft.grant);
	return grant ? { draft, grant } : null;
}

/** What a report on a quarter is made of: whose it is, and what its funder has. */
export type Commission = { definition: string; grant: Grant; from: string; language: Draft['language'] };

/**
 * Makes the report of a quarter with all that its funder has, without texts. The same is made once for each state of the data.
 * @param before makes it as it was made before this release
 * @throws Refused where no quarter of the grant begins on that day
 */
export async function makeReport(
	store: Store,
	home: Home,
	{ definition: id, grant, from, language }: Commission,
	{ before = null, onProgress }: { before?: string | null; onProgress?: (step: string) => void } = {}
): Promise<Drafted & { inputs: Inputs }> {
	const quarter = quartersOf(grant).find((each) => each.from === from);
	if (quarter === undefined)
		throw new Refused(`No quarter of the grant “${grant.name}” begins on ${from}. Was its time changed?`);
	const definition = findDefinition(home, id);
	const earlier = toldTo(home, grant.funder, before);
	const last = earlier.findLast((each) => each.grant === grant.name && each.report === id) ?? null;
	const inputs = inputsOf(home, store.id, {
		grant,
		earlier: earlier.map((each) => each.id),
		last: last?.id ?? null
	});
	const key = digest(JSON.stringify([definition, inputs, from, language, home.path]));
	const drafted = await inLanguage(language, () =>
		remember(store, `report ${key}`, () =>
			draftReport(
				store,
				{
					...{ definition, grant, quarter },
					earlier: earlier.map(({ told }) => told),
					last: last && lastOf(last, inputs, language)
				},
				onProgress
			)
		)
	);
	return { ...drafted, inputs };
}

function lastOf(last: Kept, inputs: Inputs, language: Draft['language']) {
	const { m, format } = speak(language);
	return {
		report: last.content,
		released_on: last.released.at.slice(0, 10),
		reasons: reasonsBetween(last.inputs, inputs, m, format.date)
	};
}

/** The report of a draft, with what was typed. */
export async function makeDraft(
	store: Store,
	home: Home,
	{ draft, grant }: { draft: Draft; grant: Grant },
	onProgress?: (step: string) => void
): Promise<Drafted & { inputs: Inputs }> {
	const commission = { definition: draft.report, grant, from: draft.from, language: draft.language };
	const made = await makeReport(store, home, commission, onProgress ? { onProgress } : {});
	return { ...made, report: withTexts(made.report, draft.texts) };
}
