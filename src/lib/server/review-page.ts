import { Fault, Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { casesAmong } from '#lib/cases.ts';
import type { Scope } from '#lib/metrics/scope.ts';
import type {
	Goal,
	Note,
	Review,
	ReviewAbout,
	ReviewCase,
	ReviewContent,
	Settled,
	Side
} from '#lib/review.ts';
import type { Words } from '#lib/speak.ts';
import { findWorker, listMembers, onlyOf, type Known } from '#lib/team.ts';
import type { Viewer } from './access.ts';
import { servedHome } from './reading.ts';
import { readHouseholds, readReviewed, readReviewTrends, type ReviewOf } from './review-figures.ts';
import { showReview, showTrends, type ShownReview, type ShownTrends } from './review-words.ts';
import {
	addGoal,
	goalsOf,
	hashOf,
	listReviews,
	notesOf,
	openReview,
	readKept,
	settleGoal,
	sideOf,
	signReview,
	writeNote,
	type WrongText
} from './reviews.ts';
import { isSample } from './sample.ts';
import { noteSeen } from './seen.ts';
import { ready, soonOrLater, type SoonOrLater } from './soon.ts';
import type { Store } from './store.ts';
import { withSourceIds, type Identified } from './vault.ts';

/** What a review says over time, with the hash of all that it says: what is signed. */
export type Traced = { trends: ShownTrends; hash: string };

/** What the page of a review shows. */
export type ReviewPage = {
	worker: Known;
	side: Side;
	sample: boolean;
	/** The reviews that who asks may see, newest first. */
	reviews: Review[];
	/** The one that is shown; null where none is open: it is shown what one would say now, or to a worker nothing. */
	review: Review | null;
	goals: Goal[];
	notes: Note[];
	/** What is told of the households; null where nothing is shown. */
	about: ReviewAbout | null;
	cases: Identified<ReviewCase>[];
	/** The cases that who asks may open. */
	reachable: string[];
	/** Whether what is kept is as it was written; null where nothing is kept. */
	whole: boolean | null;
	/** The figures, which take longer than the cases, and what changed over time, which takes longer still. */
	told: SoonOrLater<ShownReview>;
	traced: SoonOrLater<Traced>;
};

/** Reads from the store of the page for as long as it takes, though the page does not wait for it. */
type Hold = <Answer>(read: (store: Store) => Promise<Answer>) => Promise<Answer>;

/**
 * Reads a review of a worker: the one that is open, or what one would say now; with an id, that one. Writes into the audit log
 * that it was seen.
 * @throws Misused, the same for a worker or a review that there is not and for one that is not theirs
 */
export async function readReviewPage(
	store: Store,
	viewer: Viewer,
	words: Words,
	of: { worker: string; review: string | null; as?: 'saw rows' | 'exported' },
	hold: Hold = (read) => read(store)
): Promise<ReviewPage> {
	const home = servedHome();
	const { worker, reviews, review } = await find(store, viewer, of);
	const side = sideOf(viewer);
	const page = { worker, side, sample: isSample(home.path), reviews, review };
	const none = { goals: [], notes: [], about: null, cases: [], reachable: [], whole: null };
	if (review === null && side === 'worker')
		return { ...page, ...none, told: { soon: null }, traced: { soon: null } };
	const kept = review === null ? null : readKept(home, review);
	const { goals, notes } = kept?.content ?? writtenIn(home, review);
	const asked = await askedOf(store, viewer, worker, review);
	const { about, cases } =
		kept === null
			? await readHouseholds(store, asked)
			: { about: aboutOf(kept.content.reviewed), cases: kept.cases };
	const { scope, audience } = viewer.asker;
	noteSeen(viewer, of.as ?? 'saw rows', 'review', {
		what: 'review',
		where: [`worker:${about.worker}`],
		rows: cases.length
	});
	return {
		...page,
		goals,
		notes,
		about,
		cases: withSourceIds(home, audience, cases),
		reachable: await casesAmong(
			store,
			scope,
			cases.map(({ enrollment_id }) => enrollment_id)
		),
		whole: kept?.whole ?? null,
		...(kept === null
			? await tellLater(asked, { goals, notes }, words, hold)
			: {
					told: { soon: showReview(kept.content.reviewed, words) },
					traced: { soon: { trends: showTrends(kept.content.trends, words), hash: kept.hash } }
				})
	};
}

/** A review with all that its page awaits, for a file. Null for a worker of whom none is open. Throws as `readReviewPage`. */
export async function readWhole(
	store: Store,
	viewer: Viewer,
	words: Words,
	of: { worker: string; review: string | null }
): Promise<{ page: ReviewPage & { about: ReviewAbout }; shown: ShownReview; traced: Traced } | null> {
	const page = await readReviewPage(store, viewer, words, { ...of, as: 'exported' });
	const { about } = page;
	if (about === null) return null;
	const [shown, traced] = await Promise.all([ready(page.told), ready(page.traced)]);
	if (shown === null || traced === null)
		throw new Fault('The figures of the review could not be worked out.');
	return { page: { ...page, about }, shown, traced };
}

/** What was agreed and written in a review; nothing where there is none. */
function writtenIn(home: Home, review: Review | null): Pick<ReviewContent, 'goals' | 'notes'> {
	if (review === null) return { goals: [], notes: [] };
	return { goals: goalsOf(home, review), notes: notesOf(home, review) };
}

async function tellLater(
	asked: ReviewOf,
	written: Pick<ReviewContent, 'goals' | 'notes'>,
	words: Words,
	hold: Hold
): Promise<Pick<ReviewPage, 'told' | 'traced'>> {
	const [told, traced] = await Promise.all([
		soonOrLater(hold(async (store) => showReview(await readReviewed(store, asked), words))),
		soonOrLater(
			hold(async (store) => {
				const content = await readContent(store, asked, written);
				return { trends: showTrends(content.trends, words), hash: hashOf(content) };
			})
		)
	]);
	return { told, traced };
}

/** Of what is kept, what the page itself needs: the figures go out in words. */
function aboutOf({ store, observed_until, worker, team, period, households, of }: ReviewAbout): ReviewAbout {
	return { store, observed_until, worker, team, period, households, of };
}

async function readContent(
	store: Store,
	asked: ReviewOf,
	{ goals, notes }: Pick<ReviewContent, 'goals' | 'notes'>
): Promise<ReviewContent> {
	const reviewed = await readReviewed(store, asked);
	return { reviewed, trends: await readReviewTrends(store, asked), goals, notes };
}

type Found = { worker: Known; reviews: Review[]; review: Review | null };

async function find(
	store: Store,
	viewer: Viewer,
	{ worker: id, review: wanted }: { worker: string; review: string | null }
): Promise<Found> {
	const none = new Misused('There is no such worker, or it is not one of yours.');
	const { scope } = viewer.asker;
	const own = id.toLowerCase();
	if (scope.workers !== 'all' && !scope.workers.includes(own)) throw none;
	const reviews = listReviews(servedHome(), viewer, own);
	const worker = (await findWorker(store, scope, own)) ?? goneWorker(scope, own, reviews);
	if (worker === null) throw none;
	if (wanted === null)
		return { worker, reviews, review: reviews.find(({ closed }) => closed === null) ?? null };
	const review = reviews.find((each) => each.id === wanted);
	if (review === undefined) throw new Misused('There is no such review, or it is not one of yours.');
	return { worker, reviews, review };
}

/** A worker who is not in the data any more, for who saw everybody, or was the one: closed reviews open for ever. */
function goneWorker({ teams }: Scope, id: string, reviews: readonly Review[]): Known | null {
	const kept = reviews.map((review) => readKept(servedHome(), review)).find((each) => each !== null);
	return teams === 'all' && kept ? { id, worker: kept.content.reviewed.worker, source: '' } : null;
}

/** By which rows a review is made: by the worker's own, in the teams that it is about. Those are seen by both. */
async function askedOf(
	store: Store,
	viewer: Viewer,
	worker: Known,
	review: Pick<Review, 'teams' | 'period'> | null
): Promise<ReviewOf> {
	const teams = review?.teams ?? (await teamsOf(store, viewer, worker));
	const scope: Scope = { programs: 'all', teams, workers: 'all', cases: 'all' };
	return { worker, asker: { ...viewer.asker, scope }, period: review?.period ?? {} };
}

/** The teams that a new review is about: those of who leads, else the one that the worker is in. */
async function teamsOf(store: Store, { asker }: Viewer, { id }: Known): Promise<Review['teams']> {
	if (asker.scope.teams !== 'all') return [...asker.scope.teams];
	const [member] = await listMembers(store, onlyOf(asker.scope, id));
	return member?.team ? [member.team] : 'all';
}

/** Opens a review of a worker. Throws as `readReviewPage` and `openReview`. */
export async function openOf(
	store: Store,
	viewer: Viewer,
	id: string,
	period: Review['period']
): Promise<void> {
	const { worker } = await find(store, viewer, { worker: id, review: null });
	const teams = await teamsOf(store, viewer, worker);
	openReview(servedHome(), viewer, { worker: worker.id, teams, period });
}

/** What is done in the open review of a worker. */
export type Deed =
	| { do: 'goal'; text: string; by_day: string }
	| { do: 'settle'; goal: number; as: Settled | null }
	| { do: 'note'; text: string }
	| { do: 'sign'; hash: string };

/** Does something in the open review of a worker; gives what is wrong with it. Throws as `readReviewPage` and `writeNote`. */
export async function doIn(
	store: Store,
	viewer: Viewer,
	id: string,
	deed: Deed
): Promise<WrongText | 'changed' | null> {
	const home = servedHome();
	const { worker, review } = await find(store, viewer, { worker: id, review: null });
	if (review === null) throw new Misused('There is no open review.');
	switch (deed.do) {
		case 'goal':
			return addGoal(home, viewer, review, deed);
		case 'settle':
			settleGoal(home, viewer, review, deed);
			return null;
		case 'note':
			return writeNote(home, viewer, review, deed.text);
		case 'sign': {
			const asked = await askedOf(store, viewer, worker, review);
			const kept = readKept(home, review);
			const content = kept?.content ?? (await readContent(store, asked, writtenIn(home, review)));
			const cases = kept?.cases ?? (await readHouseholds(store, asked)).cases;
			return signReview(home, viewer, review, { hash: deed.hash, content, cases }) ? null : 'changed';
		}
	}
}
