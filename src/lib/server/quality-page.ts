import { findCheck } from '#pipelines/checks/definition.ts';
import { casesAmong } from '#lib/cases.ts';
import { findMetric, listMetrics, type MetricDefinition } from '#lib/metrics/catalogue.ts';
import { measure, wholeOf } from '#lib/metrics/engine.ts';
import {
	countByCheck,
	listQuality,
	QUALITY,
	type FoundByCheck,
	type ProblemList
} from '#lib/metrics/quality.ts';
import type { Period, Result } from '#lib/metrics/result.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import type { Trend } from '#lib/metrics/trend.ts';
import type { Words } from '#lib/speak.ts';
import type { View } from '#lib/view.ts';
import type { Viewer } from './access.ts';
import type { Part } from './answer.ts';
import { inCheckWords } from './check-words.ts';
import { inWords } from './language.ts';
import { ask } from './overview.ts';
import { drawBars, type Picture } from './pictures.ts';
import { servedHome } from './reading.ts';
import { filtersSeen, noteSeen } from './seen.ts';
import type { Store } from './store.ts';
import { drawTrend, type TrendPicture } from './trend-picture.ts';
import { readTrend } from './trends.ts';
import { withSourceIds, type Identified } from './vault.ts';

/** How many of the records in a view have a problem: in all, by program, worker and check, and over time. */
export type QualityPage = {
	metric: MetricDefinition;
	whole: Result;
	/** Problems in all; a record may have several. */
	problems: number;
	checks: FoundByCheck[];
	/** Each in the alphabetical order of the names. */
	programs: Result[];
	workers: Result[];
	pictures: { trend: TrendPicture | null; programs: Picture | null };
};

/** Answers a view of the problems in records, for who asks. */
export async function readQualityPage(
	store: Store,
	view: View,
	asker: Asker,
	words: Words
): Promise<QualityPage> {
	const { sql: _, rows_sql: __, ...definition } = await findMetric(store, QUALITY);
	const metric = { ...definition, problem: null };
	const question = ask(QUALITY, view, asker);
	const whole = wholeOf(await measure(store, question));
	const { period } = whole;
	const by = async (dimension: string) =>
		(await measure(store, { ...question, period, by: [dimension] })).results.filter(({ n }) => n > 0);
	const [programs, workers] = [await by('program'), await by('worker')];
	const titles = new Map((await listMetrics(store)).metrics.map(({ id, title }) => [id, title]));
	const found = await countByCheck(store, { ...question, period });
	const checks = inCheckWords(found, ({ check }) => check).map((each) => ({
		...each,
		touches: each.touches.map((metric) => titles.get(metric) ?? metric).sort((a, b) => a.localeCompare(b))
	}));
	const { trend } = await readTrend(store, QUALITY, view, asker);
	return {
		metric,
		whole,
		problems: checks.reduce((sum, each) => sum + each.problems, 0),
		checks,
		programs,
		workers,
		pictures: {
			trend: drawTrend(trendPerHundred(trend), ofHundred(metric), words),
			programs: drawBars(
				{
					metric: ofHundred(metric),
					whole: perHundred(whole),
					breakdown: { by: 'program', results: programs.map(perHundred) }
				},
				words
			)
		}
	};
}

/** Shares are drawn from 0 to 100 %, on which a few in a hundred cannot be told apart: here as a number of a hundred records. */
const ofHundred = (metric: MetricDefinition): MetricDefinition => ({
	...metric,
	kind: 'mean',
	unit: 'in 100 records'
});

const hundredfold = (share: number | null) => share && share * 100;

function perHundred(result: Result): Result {
	const { value, lower, upper } = result;
	return {
		...result,
		value: hundredfold(value),
		lower: hundredfold(lower),
		upper: hundredfold(upper)
	};
}

function trendPerHundred(trend: Trend): Trend {
	const { verdict } = trend;
	return {
		...trend,
		verdict:
			verdict.says === 'changed'
				? { ...verdict, value: verdict.value * 100, level: verdict.level * 100 }
				: verdict,
		points: trend.points.map((point) => ({
			...point,
			result: perHundred(point.result),
			centre: hundredfold(point.centre),
			lower: hundredfold(point.lower),
			upper: hundredfold(point.upper)
		}))
	};
}

/** The problems behind a number of the page; `cases` are the enrollments that have a page of their own. */
export type QualityRows = {
	check: { id: string; title: string } | null;
	period: Period;
	n: number;
	rows: Identified<ProblemList['rows'][number]>[];
	cases: string[];
};

/**
 * The problems in the records of a view, of one check where it is named, those of one part or all of them; writes into the
 * audit log that somebody was given them.
 * @throws Misused where there is no such check
 */
export async function readQualityRows(
	store: Store,
	viewer: Viewer,
	view: View,
	check: string | null,
	part: Part | null
): Promise<QualityRows> {
	const { asker } = viewer;
	const found = check === null ? null : findCheck(servedHome(), check);
	const { period, n, rows } = await listQuality(store, ask(QUALITY, view, asker), check, part);
	noteSeen(viewer, part === null ? 'exported' : 'saw rows', check ?? QUALITY, {
		what: check === null ? 'rows' : 'problems',
		period,
		...(await filtersSeen(store, asker, view.where)),
		rows: rows.length,
		...(part === null ? {} : { of: n, page: part.page })
	});
	const stays = rows.map(({ enrollment_id }) => String(enrollment_id));
	return {
		check: found && { id: found.id, title: inWords(found.head).title },
		period,
		n,
		rows: withSourceIds(
			servedHome(),
			asker.audience,
			part === null ? rows : inCheckWords(rows, (row) => String(row.check))
		),
		cases: part === null ? [] : await casesAmong(store, asker.scope, stays)
	};
}
