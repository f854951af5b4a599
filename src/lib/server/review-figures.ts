import { createHash } from 'node:crypto';
import { findCases } from '#lib/cases.ts';
import { CASELOAD } from '#lib/caseload.ts';
import { findMetric, listMetrics } from '#lib/metrics/catalogue.ts';
import { measure, wholeOf } from '#lib/metrics/engine.ts';
import type { Question } from '#lib/metrics/question.ts';
import type { Period } from '#lib/metrics/result.ts';
import { remember } from '#lib/metrics/remember.ts';
import { listRows } from '#lib/metrics/rows.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import { lastObserved } from '#lib/metrics/sources.ts';
import type { ComparedUnit } from '#lib/metrics/units.ts';
import {
	DOCUMENTS,
	HOUSEHOLDS,
	MIX,
	type ReviewAbout,
	type ReviewCase,
	type Reviewed,
	type ReviewFigure,
	type ReviewMetric,
	type ReviewTrends
} from '#lib/review.ts';
import { listMembers, onlyOf, type Known } from '#lib/team.ts';
import { DEFAULT_VIEW } from '#lib/view.ts';
import { readComparison } from './comparison.ts';
import { listCompared } from './own-figures.ts';
import type { Store } from './store.ts';
import { listTrends } from './trends.ts';

/** Whose work is reviewed, by whose rows, and for which window; without one, the last twelve months known. */
export type ReviewOf = { worker: Known; asker: Asker; period: Partial<Period> };

/** With fewer others than this behind what a figure is compared with, it would tell what is theirs. */
const ENOUGH_OTHERS = 5;
/** Of two teams, each would tell what the other has. */
const ENOUGH_TEAMS = 3;

type Asking = (metric: string, more?: Partial<Question>) => Question;

/** What is asked of the worker and the window of a review. */
const askingOf =
	({ worker, asker, period }: ReviewOf): Asking =>
	(metric, more = {}) => ({
		metric,
		...asker,
		period,
		by: [],
		grain: null,
		where: [{ dimension: 'worker', value: worker.worker }],
		...more
	});

/** The households that a review is about, and of which worker, team, window and data it is. */
export async function readHouseholds(
	store: Store,
	of: ReviewOf
): Promise<{ about: ReviewAbout; cases: ReviewCase[] }> {
	const { worker, asker } = of;
	const ask = askingOf(of);
	const households = wholeOf(await measure(store, ask(HOUSEHOLDS)));
	const cases = await readCases(store, of, ask(HOUSEHOLDS));
	const { period } = households;
	const isIn = (day: string | null) => day !== null && day >= period.from && day <= period.to;
	const { observedUntil } = await lastObserved(store, asker.scope, []);
	const [member] = await listMembers(store, onlyOf(asker.scope, worker.id));
	return {
		about: {
			store: store.id,
			observed_until: observedUntil,
			worker: worker.worker,
			team: member?.team ?? null,
			period,
			households,
			of: {
				listed: cases.length,
				open: cases.filter(({ exited_on }) => exited_on === null || exited_on > period.to).length,
				started: cases.filter(({ started_on }) => isIn(started_on)).length,
				moved_in: cases.filter(({ moved_in_on }) => isIn(moved_in_on)).length,
				exited: cases.filter(({ exited_on }) => isIn(exited_on)).length
			}
		},
		cases
	};
}

/**
 * What a review says of one worker's work, each figure as the engine gives it to whoever asks for this worker on its own page or
 * on the command line.
 */
export function readReviewed(store: Store, of: ReviewOf): Promise<Reviewed> {
	const { worker, asker, period } = of;
	return remember(store, `review ${JSON.stringify([worker.id, asker, period])}`, async () => {
		const ask = askingOf(of);
		const { about } = await readHouseholds(store, of);
		return {
			...about,
			caseload: await readCaseload(store, ask, about.observed_until),
			mix: await Promise.all(
				MIX.map(async (dimension) => ({
					dimension,
					results: (await measure(store, ask(HOUSEHOLDS, { by: [dimension] }))).results.filter(
						({ status }) => status === 'shown'
					)
				}))
			),
			figures: await readFigures(store, of, about.team, ask),
			documents: await readDocuments(store, ask)
		};
	});
}

/** Which of the figures by which workers are compared changed over the last 24 months known, as the page of trends tells it. */
export async function readReviewTrends(store: Store, { worker, asker }: ReviewOf): Promise<ReviewTrends> {
	const view = { ...DEFAULT_VIEW, where: [{ dimension: 'worker', value: worker.worker }] };
	const compared = (await listCompared(store)).map(({ id }) => id);
	const { looked, expected, changed } = await listTrends(store, asker, view, compared);
	return {
		looked,
		expected,
		changed: await Promise.all(
			changed.map(async ({ metric, trend }) => ({
				metric: await metricOf(store, metric.id),
				trend: { ...trend, points: [] }
			}))
		)
	};
}

/** The households of the window, one for each row of the figure, newest first. */
async function readCases(store: Store, { asker }: ReviewOf, question: Question): Promise<ReviewCase[]> {
	const { rows } = await listRows(store, question);
	const enrollment = rows.flatMap(({ enrollment_id: id }) => (typeof id === 'string' ? [id] : []));
	if (enrollment.length === 0) return [];
	const stays = await findCases(store, asker.scope, { enrollment, client: [], household: [] });
	return stays.map(
		({
			enrollment_id,
			source,
			program,
			started_on,
			moved_in_on,
			exited_on,
			exit_destination,
			last_contact_on,
			days
		}) => ({
			enrollment_id,
			source,
			program,
			started_on,
			moved_in_on,
			exited_on,
			exit_destination,
			last_contact_on,
			days
		})
	);
}

async function readCaseload(store: Store, ask: Asking, last: string | null): Promise<Reviewed['caseload']> {
	const metric = await metricIn(store, CASELOAD);
	if (metric === null) return null;
	const result = wholeOf(await measure(store, ask(CASELOAD)));
	if (result.status !== 'shown') return null;
	const period = last === null ? {} : { period: { from: last, to: last } };
	const now = wholeOf(await measure(store, ask(CASELOAD, period)));
	return { metric, result, now: now.status === 'shown' ? now : null };
}

async function readDocuments(store: Store, ask: Asking): Promise<Reviewed['documents']> {
	const metric = await metricIn(store, DOCUMENTS);
	if (metric === null) return null;
	const { results } = await measure(store, ask(DOCUMENTS, { by: ['event'] }));
	const shown = results.filter(({ status }) => status === 'shown');
	return shown.length === 0 ? null : { metric, results: shown };
}

/** Every figure by which workers are compared that the worker has, with where it stands. */
async function readFigures(
	store: Store,
	{ worker }: ReviewOf,
	team: string | null,
	ask: Asking
): Promise<ReviewFigure[]> {
	const figures: ReviewFigure[] = [];
	for (const { id } of await listCompared(store)) {
		const result = wholeOf(await measure(store, ask(id)));
		if (result.status !== 'shown') continue;
		// Of all workers at once: what is asked for each of a team is worked out once.
		const ofAll = ask(id, { where: [] });
		const comparison = await readComparison(store, ofAll, 'worker');
		if (comparison === null) continue;
		const head = {
			metric: await metricOf(store, id),
			period: comparison.period,
			earlier: comparison.earlier
		};
		const silence = (silent: Exclude<ReviewFigure['silent'], null>): ReviewFigure => ({
			...head,
			result,
			team: null,
			silent,
			unit: null,
			pool: null
		});
		if (comparison.not_compared !== null) {
			figures.push(silence(comparison.not_compared));
			continue;
		}
		const unit = comparison.units.find((each) => each.unit === worker.worker);
		const { pool } = comparison;
		if (unit === undefined) continue;
		if (pool.units <= ENOUGH_OTHERS) figures.push(silence('few others'));
		else
			figures.push({
				...head,
				result: unit.result,
				team: await readTeam(store, ofAll, team, unit),
				silent: null,
				unit,
				pool: { value: pool.value, units: pool.units, adjusted: pool.adjusted }
			});
	}
	return figures;
}

/** What one of a team has with all of it is the team's before it is theirs. */
async function readTeam(
	store: Store,
	question: Question,
	team: string | null,
	{ position: own }: ComparedUnit
): Promise<ReviewFigure['team']> {
	if (team === null || !('side' in own)) return null;
	const comparison = await readComparison(store, question, 'team');
	if (comparison === null || comparison.not_compared !== null || comparison.pool.units < ENOUGH_TEAMS)
		return null;
	const unit = comparison.units.find((each) => each.unit === team);
	if (unit?.position.says !== 'worth a conversation' || unit.position.side !== own.side) return null;
	return { unit, all: comparison.pool.value };
}

async function metricIn(store: Store, id: string): Promise<ReviewMetric | null> {
	const { metrics } = await listMetrics(store);
	return metrics.some((each) => each.id === id) ? metricOf(store, id) : null;
}

async function metricOf(store: Store, id: string): Promise<ReviewMetric> {
	const metric = await findMetric(store, id);
	const { title, kind, unit, rows, headline, case_mix, control, es } = metric;
	const version = createHash('sha256').update(JSON.stringify(metric)).digest('hex').slice(0, 16);
	return {
		id,
		title,
		kind,
		unit,
		rows,
		headline,
		case_mix,
		control,
		es: es?.title === undefined ? null : { title: es.title },
		version
	};
}
