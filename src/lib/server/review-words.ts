import { isShare, toldOf } from '#lib/format.ts';
import type { Period } from '#lib/metrics/result.ts';
import { isBetter, judged } from '#lib/metrics/units.ts';
import type { Reviewed, ReviewFigure, ReviewMetric, ReviewTrends } from '#lib/review.ts';
import { dimensionName, wordOf, type Words } from '#lib/speak.ts';
import { tellTrend } from '#lib/tell-trend.ts';
import { comparedAs, tellMix } from '#lib/tell-units.ts';
import { showUnit, type ShownUnit } from './comparison.ts';

/** What a figure asks for: a word about it, praise, a second look, or nothing. */
export type Calls = 'prompt' | 'strength' | 'again' | 'nothing' | 'little';

/** A figure of a review in words. */
export type ShownFigure = Pick<ShownUnit, 'value' | 'interval'> & {
	metric: string;
	title: string;
	/** Its own window. */
	period: Period;
	control: ReviewMetric['control'];
	rests: string;
	/** As it stands to the others; null where nothing is said of that. */
	unit: ShownUnit | null;
	/** What it is adjusted for, or that it is not. */
	mix: string | null;
	/** That the whole team stands where the worker does; null where it does not stand out. */
	team: string | null;
	/** Whether what is compared is a share in time, where the figure itself is none. */
	asShare: boolean;
	/** What all workers together have. */
	all: string | null;
	calls: Calls;
	/** What may be said, in few words and as a sentence. */
	short: string;
	says: string;
	/** The figure with its limits and what it rests on, with all that may be said; and what it is compared with. */
	told: string;
	beside: string;
};

/** The figures of a review in words. */
export type ShownReview = {
	headline: string;
	counts: Record<Exclude<Calls, 'nothing'> | 'judged' | 'team', number>;
	figures: ShownFigure[];
	households: string;
	caseload: { average: string; now: string | null } | null;
	mix: { dimension: string; id: string; values: { value: string; n: string; share: string }[] }[];
	documents: { kind: string; event: string; value: string; interval: string | null; rests: string }[];
};

/** Which figures changed over time, in words. */
export type ShownTrends = {
	/** How many of how many changed, and how many chance alone would let seem so. */
	says: string;
	changed: { metric: string; title: string; finding: string; more: string[] }[];
};

/** Writes what a review has in numbers. */
export function showReview(reviewed: Reviewed, words: Words): ShownReview {
	const { m, format } = words;
	const figures = reviewed.figures.map((figure) => showFigure(figure, words));
	const count = (calls: Calls) => figures.filter((each) => each.calls === calls).length;
	const { households, caseload, documents } = reviewed;
	const counts = {
		prompt: count('prompt'),
		strength: count('strength'),
		again: count('again'),
		little: count('little'),
		judged: figures.length - count('little'),
		team: figures.filter(({ team }) => team !== null).length
	};
	const counted = (value: number) => ({ value, number: format.number(value) });
	return {
		headline: m.review.headline({
			judged: counted(counts.judged),
			prompts: counted(counts.prompt),
			strengths: counted(counts.strength),
			again: counted(counts.again),
			team: counted(counts.team)
		}),
		counts,
		figures,
		households: format.headline(households, { kind: 'count', unit: 'households' }),
		caseload: caseload && {
			average: format.headline(caseload.result, caseload.metric),
			now: caseload.now && format.headline(caseload.now, caseload.metric)
		},
		mix: reviewed.mix
			.filter(({ results }) => results.length > 0)
			.map(({ dimension, results }) => ({
				id: dimension,
				dimension: dimensionName(m, dimension),
				values: results.map(({ group, n }) => ({
					value: wordOf(m, group[dimension] ?? ''),
					n: format.number(n),
					share: format.percent(n / results.reduce((sum, each) => sum + each.n, 0))
				}))
			})),
		documents: (documents?.results ?? []).map((result) => ({
			kind: wordOf(m, result.group.event ?? ''),
			event: result.group.event ?? '',
			value: format.headline(result, documents!.metric),
			interval: format.interval(result, documents!.metric),
			rests: format.basis(result, documents!.metric) ?? ''
		}))
	};
}

/** Writes which figures changed over time. */
export function showTrends({ looked, expected, changed }: ReviewTrends, words: Words): ShownTrends {
	const { m, format } = words;
	const count = (value: number) => ({ value, number: format.number(value) });
	const w = m.review.trends;
	return {
		says:
			changed.length === 0
				? w.none({ looked: count(looked) })
				: w.some({
						changed: count(changed.length),
						looked: count(looked),
						expected: format.number(expected, 1)
					}),
		changed: changed.map(({ metric, trend }) => ({
			metric: metric.id,
			title: titleOf(metric, words),
			...tellTrend(words, trend, metric)
		}))
	};
}

function titleOf({ title, es }: ReviewMetric, { locale }: Words): string {
	return locale === 'es' ? (es?.title ?? title) : title;
}

function showFigure(figure: ReviewFigure, words: Words): ShownFigure {
	const { format } = words;
	const { metric, result, unit, pool, period } = figure;
	const as = toldOf(metric);
	const shown = unit && showUnit(unit, { by: 'worker' }, metric, words);
	const value = format.headline(result, as);
	const interval = format.interval(result, as);
	const rests = format.basis(result, as) ?? '';
	const says = shown?.position.says ?? tellSilence(figure, words);
	const team = tellTeam(figure, words);
	const all = pool && format.plain(pool.value, comparedAs(metric));
	return {
		metric: metric.id,
		title: titleOf(metric, words),
		period,
		control: metric.control,
		value,
		interval,
		rests,
		unit: shown,
		mix: pool && tellMix(words, metric, pool.adjusted),
		team,
		asShare: unit !== null && isOfShare(metric),
		all,
		calls: callsOf(figure),
		short: shown?.position.short ?? words.m.review.not,
		says,
		told: [
			`${words.m.figures.answer({ figure: value, limits: interval, rests })}.`,
			says,
			...(team ? [team] : [])
		].join(' '),
		beside: tellBeside(metric, shown, all, words)
	};
}

function tellBeside(
	{ control }: ReviewMetric,
	unit: ShownUnit | null,
	all: string | null,
	{ m }: Words
): string {
	const { columns } = m.review.figures;
	const parts = [
		[columns.adjusted, unit?.adjusted],
		[columns.all, all],
		[columns.peers, unit?.peers]
	].flatMap(([name, value]) => (value ? [`${name ?? ''}: ${value}.`] : []));
	return [...parts, `(${m.review.control[control]})`].join(' ');
}

/** Whether what is compared is the share in time of a figure that is no share itself. */
function isOfShare(metric: ReviewMetric): boolean {
	return comparedAs(metric).kind !== metric.kind && !isShare(metric);
}

function tellTeam({ team, metric }: ReviewFigure, { m, format }: Words): string | null {
	if (team === null) return null;
	const as = comparedAs(metric);
	const { unit, all } = team;
	return m.review.team({
		team: unit.unit,
		value: format.plain(judged(unit).value, as),
		all: format.plain(all, as),
		inTime: isOfShare(metric)
	});
}

function tellSilence({ silent }: ReviewFigure, { m }: Words): string {
	if (silent === null || silent === 'few others') return m.review.fewOthers;
	const reason = m.units.not[silent];
	return typeof reason === 'string' ? reason : reason({ kind: 'worker' });
}

function callsOf({ metric, unit }: ReviewFigure): Calls {
	if (unit === null) return 'little';
	switch (unit.position.says) {
		case 'too little data':
			return 'little';
		case 'look again':
			return 'again';
		case 'worth a conversation':
			return isBetter(metric, unit.position.side) === true ? 'strength' : 'prompt';
		default:
			return 'nothing';
	}
}
