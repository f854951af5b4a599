import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { digest } from '#pipelines/files.ts';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { isDate } from '#lib/metrics/periods.ts';
import type { Goal, Note, Review, ReviewCase, ReviewContent, Settled, Side, Signature } from '#lib/review.ts';
import { may, type Viewer } from './access.ts';
import { inOneStep, openApp, type AppDb } from './app-db.ts';
import { record, type Action } from './audit.ts';
import { goneAmong } from './put-offs.ts';
import { refuseSample } from './sample.ts';

/** Why a text, or a day, of a form will not do. */
export type WrongText = 'needed' | 'long' | 'day';

const LONGEST = { goal: 500, note: 4000 };

/** The side on which somebody reviews: a worker their own work, whoever leads the others'. */
export function sideOf(viewer: Pick<Viewer, 'abilities'>): Side {
	return may(viewer, 'own') ? 'worker' : 'supervisor';
}

/** The reviews of a worker that who asks may see, the newest first: their own, or of teams that are theirs. */
export function listReviews(home: Home, { asker }: Pick<Viewer, 'asker'>, worker: string): Review[] {
	if (!existsSync(home.app)) return [];
	const { teams, workers } = asker.scope;
	const db = openApp(home);
	return db
		.prepare('select * from review where worker = ? order by opened_at desc, id')
		.all(worker)
		.map((row) => reviewOf(db, row))
		.filter((each) =>
			workers === 'all' ? teams === 'all' || isWithin(each.teams, teams) : workers.includes(worker)
		);
}

function isWithin(own: Review['teams'], teams: Review['teams'] | readonly string[]): boolean {
	return teams === 'all' || (own !== 'all' && own.every((team) => teams.includes(team)));
}

function reviewOf(db: AppDb, row: Record<string, unknown>): Review {
	const id = String(row.id);
	return {
		id,
		worker: String(row.worker),
		teams: typeof row.teams === 'string' ? (JSON.parse(row.teams) as string[]) : 'all',
		period: {
			...(typeof row.from_day === 'string' ? { from: row.from_day } : {}),
			...(typeof row.to_day === 'string' ? { to: row.to_day } : {})
		},
		opened: { by: String(row.opened_by_name), at: String(row.opened_at) },
		held: row.shown !== null,
		closed: typeof row.closed_at === 'string' ? row.closed_at : null,
		signatures: db
			.prepare('select side, by_name, at from review_signature where review = ? order by at')
			.all(id)
			.map(({ side, by_name, at }): Signature => ({
				side: side as Side,
				by: String(by_name),
				at: String(at)
			}))
	};
}

/**
 * Opens a review of a worker's work in some teams; where one is open already, gives that one. Without a period it is about the
 * last twelve months known.
 * @throws Misused for who does not lead
 * @throws Refused in the sample's home
 */
export function openReview(
	home: Home,
	viewer: Viewer,
	{ worker, teams, period }: Pick<Review, 'worker' | 'teams' | 'period'>
): string {
	refuseSample(home);
	if (!may(viewer, 'reviews') || sideOf(viewer) !== 'supervisor')
		throw new Misused('Who leads opens a review.');
	const open = listReviews(home, viewer, worker).find(({ closed }) => closed === null);
	if (open) return open.id;
	const id = randomUUID();
	const db = openApp(home);
	inOneStep(db, () => {
		db.prepare(
			`insert into review (id, worker, teams, from_day, to_day, opened_by, opened_by_name, opened_at)
			values (?, ?, ?, ?, ?, ?, ?, ?)`
		).run(
			id,
			worker,
			teams === 'all' ? null : JSON.stringify(teams),
			period.from ?? null,
			period.to ?? null,
			...now(viewer)
		);
		note(home, viewer, 'opened a review', { id, worker });
	});
	return id;
}

const now = ({ id, name }: Viewer) => [id, name, new Date().toISOString()] as const;

/**
 * What was agreed that a review is about: in it, and before it in reviews of no other teams as far as it was open then. The
 * oldest first.
 */
export function goalsOf(home: Home, review: Review): Goal[] {
	return openApp(home)
		.prepare(
			`select g.*, r.opened_at, r.teams from review_goal g join review r on r.id = g.review
			where r.worker = ? and r.opened_at <= ? order by g.id`
		)
		.all(review.worker, review.opened.at)
		.filter(({ review: of, settled_in: end, teams }) => {
			const own = typeof teams === 'string' ? (JSON.parse(teams) as string[]) : 'all';
			return isWithin(own, review.teams) && (of === review.id || end === null || end === review.id);
		})
		.map((row) => ({
			id: Number(row.id),
			text: String(row.text),
			by_day: row.by_day === null ? null : String(row.by_day),
			by: String(row.by_name),
			at: String(row.at),
			own: row.review === review.id,
			since: String(row.opened_at),
			settled:
				row.settled === null
					? null
					: { as: row.settled as Settled, by: String(row.settled_by_name), at: String(row.settled_at) }
		}));
}

/** What both wrote, the oldest first. */
export function notesOf(home: Home, { id }: Pick<Review, 'id'>): Note[] {
	return openApp(home)
		.prepare('select side, text, by_name, at from review_note where review = ? order by id')
		.all(id)
		.map(({ side, text, by_name, at }) => ({
			side: side as Side,
			text: String(text),
			by: String(by_name),
			at: String(at)
		}));
}

/** Writes a goal down, or says what will not do. It is for who leads. Throws as `writeNote`. */
export function addGoal(
	home: Home,
	viewer: Viewer,
	review: Review,
	given: { text: string; by_day: string }
): WrongText | null {
	checkMayWrite(home, viewer, review, ['supervisor']);
	const wrong = wrongText(given.text, LONGEST.goal);
	if (wrong !== null) return wrong;
	if (given.by_day !== '' && !isDate(given.by_day)) return 'day';
	write(home, viewer, review, (db) => {
		db.prepare(
			'insert into review_goal (review, text, by_day, by, by_name, at) values (?, ?, ?, ?, ?, ?)'
		).run(review.id, given.text.trim(), given.by_day || null, ...now(viewer));
	});
	return null;
}

/** Says what came of a goal; null: it goes on. It is for who leads. Throws as `writeNote`, and for a goal that is not in it. */
export function settleGoal(
	home: Home,
	viewer: Viewer,
	review: Review,
	{ goal, as }: { goal: number; as: Settled | null }
): void {
	checkMayWrite(home, viewer, review, ['supervisor']);
	if (!goalsOf(home, review).some(({ id }) => id === goal)) throw new Misused('There is no such goal.');
	const [, name, at] = now(viewer);
	write(home, viewer, review, (db) => {
		db.prepare(
			'update review_goal set settled = ?, settled_in = ?, settled_by_name = ?, settled_at = ? where id = ?'
		).run(as, ...(as === null ? [null, null, null] : [review.id, name, at]), goal);
	});
}

/**
 * Writes down what one of the two says, or says what will not do. What was signed before no longer is.
 * @throws Misused for who may not, and where it is closed
 * @throws Refused in the sample's home
 */
export function writeNote(home: Home, viewer: Viewer, review: Review, text: string): WrongText | null {
	checkMayWrite(home, viewer, review);
	const wrong = wrongText(text, LONGEST.note);
	if (wrong !== null) return wrong;
	write(home, viewer, review, (db) => {
		db.prepare('insert into review_note (review, side, text, by, by_name, at) values (?, ?, ?, ?, ?, ?)').run(
			review.id,
			sideOf(viewer),
			text.trim(),
			...now(viewer)
		);
	});
	return null;
}

function wrongText(text: string, longest: number): WrongText | null {
	if (text.trim() === '') return 'needed';
	return text.trim().length > longest ? 'long' : null;
}

function checkMayWrite(
	home: Home,
	viewer: Viewer,
	review: Review,
	sides: readonly Side[] = ['supervisor', 'worker']
): void {
	refuseSample(home);
	const own = listReviews(home, viewer, review.worker).find(({ id }) => id === review.id);
	if (!may(viewer, 'reviews') || !sides.includes(sideOf(viewer)) || own === undefined)
		throw new Misused('There is no such review.');
	if (own.closed !== null) throw new Misused('This review is closed.');
}

/** Writes something into a review: what is signed is what was read, so every signature on it is taken away. */
function write(home: Home, viewer: Viewer, { id, worker }: Review, work: (db: AppDb) => void): void {
	const db = openApp(home);
	inOneStep(db, () => {
		work(db);
		db.prepare('delete from review_signature where review = ?').run(id);
		db.prepare('delete from review_case where review = ?').run(id);
		db.prepare('update review set shown = null, hash = null where id = ?').run(id);
		note(home, viewer, 'wrote in a review', { id, worker });
	});
}

/** What is kept of a review that somebody signed. `whole`: it is as it was written. */
export type Kept = { content: ReviewContent; cases: ReviewCase[]; hash: string; whole: boolean };

/** Reads what was shown when a review was signed first; null while nobody has. */
export function readKept(home: Home, { id }: Pick<Review, 'id'>): Kept | null {
	const db = openApp(home);
	const row = db.prepare('select shown, hash from review where id = ?').get(id);
	if (typeof row?.shown !== 'string') return null;
	return {
		content: JSON.parse(row.shown) as ReviewContent,
		cases: db
			.prepare('select enrollment, shown from review_case where review = ? order by place')
			.all(id)
			.map(({ enrollment, shown }) => ({
				...(JSON.parse(String(shown)) as Omit<ReviewCase, 'enrollment_id'>),
				enrollment_id: String(enrollment)
			})),
		hash: String(row.hash),
		whole: digest(row.shown) === row.hash
	};
}

/** The hash of what is shown of a review: what who signs it has read. */
export function hashOf(content: ReviewContent): string {
	return digest(JSON.stringify(content));
}

/**
 * Signs a review as one of the two has read it, by the hash of that; false where something else is shown by now. The first
 * signature keeps what was shown, the second closes it.
 * @throws Misused as `writeNote`
 */
export function signReview(
	home: Home,
	viewer: Viewer,
	review: Review,
	read: { hash: string; content: ReviewContent; cases: readonly ReviewCase[] }
): boolean {
	checkMayWrite(home, viewer, review);
	const side = sideOf(viewer);
	const db = openApp(home);
	return inOneStep(db, () => {
		const { id, worker } = review;
		const kept = readKept(home, review);
		const hash = kept?.hash ?? hashOf(read.content);
		if (hash !== read.hash || kept?.whole === false) return false;
		if (kept === null) {
			db.prepare('update review set shown = ?, hash = ? where id = ?').run(
				JSON.stringify(read.content),
				hash,
				id
			);
			const insert = db.prepare('insert into review_case values (?, ?, ?, ?)');
			for (const [place, { enrollment_id, ...shown }] of read.cases.entries())
				insert.run(id, place, enrollment_id, JSON.stringify(shown));
		}
		db.prepare(
			`insert into review_signature (review, side, hash, by, by_name, at) values (?, ?, ?, ?, ?, ?)
			on conflict do nothing`
		).run(id, side, hash, ...now(viewer));
		note(home, viewer, 'signed a review', { id, worker }, { hash });
		const { signed } = db
			.prepare('select count(*) as signed from review_signature where review = ?')
			.get(id) as { signed: number };
		if (signed === 2) {
			db.prepare('update review set closed_at = ? where id = ?').run(new Date().toISOString(), id);
			note(home, viewer, 'closed a review', { id, worker }, { hash });
		}
		return true;
	});
}

/** Takes the cases of clients whom a purge deleted out of what is kept of reviews; counts and sentences stay. */
export async function forgetReviewed(home: Home): Promise<void> {
	if (!existsSync(home.app)) return;
	const db = openApp(home);
	const cases = db.prepare('select distinct enrollment from review_case').all();
	const gone = await goneAmong(
		home,
		cases.map(({ enrollment }) => String(enrollment))
	);
	inOneStep(db, () => {
		for (const each of gone) db.prepare('delete from review_case where enrollment = ?').run(each);
	});
}

/** Into the audit log: whose review, never what was written. */
function note(
	home: Home,
	viewer: Viewer,
	action: Extract<Action, 'opened a review' | 'wrote in a review' | 'signed a review' | 'closed a review'>,
	{ id, worker }: Pick<Review, 'id' | 'worker'>,
	more: Record<string, unknown> = {}
): void {
	record(home, { id: viewer.id, name: viewer.name }, action, worker, { review: id, ...more });
}
