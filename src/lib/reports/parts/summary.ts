import type { Words } from '#lib/speak.ts';
import { figureCell, paragraphsOf } from '../cells.ts';
import type { Part } from '../part.ts';
import { tallyPromises } from '../promises.ts';
import type { Report } from '../report.ts';
import { figuresOf, measureIn } from '../restated.ts';

/**
 * The answers to what a funder asks: whether the grant delivered what was promised, with what the manager wrote, whether the
 * figures can be trusted, and what changed since the last report.
 */
export function tellSummary(words: Words, report: Report): Part[] {
	const w = words.m.reports.answer;
	return [
		{ is: 'text', text: tellDelivered(words, report), quiet: false },
		...(report.summary === null ? [] : paragraphsOf(report.summary)),
		{
			is: 'pairs',
			pairs: [
				[w.trust, tellTrust(words, report)],
				[w.changes, tellChanges(words, report)]
			]
		}
	];
}

function tellDelivered({ m, format }: Words, report: Report): string {
	const { quarter, toDate, unjudged, behind } = tallyPromises(report);
	const w = m.reports.answer;
	if (quarter.judged + toDate.judged + unjudged === 0) return w.none;
	return [
		...(toDate.judged > 0 ? [w.toDate(toDate)] : []),
		...(quarter.judged > 0 ? [w.quarter(quarter)] : []),
		...(behind.length > 0 ? [w.behind({ figures: format.list(behind) })] : []),
		...(unjudged > 0 ? [w.unjudged({ n: unjudged })] : [])
	].join(' ');
}

function tellTrust({ m, format }: Words, report: Report): string {
	const w = m.reports.answer;
	const told = [...figuresOf(report).values()].map(({ result }) => result);
	const hidden = told.filter(({ status }) => status === 'suppressed').length;
	const carried = told.filter((each) => each.carried).length;
	const known = report.figures.filter(({ problems }) => problems !== null);
	const doubted = known.filter(({ problems }) => problems === '5 to 20 %' || problems === 'over 20 %');
	return [
		w.known({ date: format.date(report.observed_until) }),
		...(doubted.length > 0
			? [w.doubted({ figures: format.list(doubted.map(({ title }) => title)) })]
			: known.length > 0
				? [w.sound({ n: known.length })]
				: []),
		hidden === 0 ? w.allTold : w.hidden({ n: format.number(hidden), all: format.number(told.length) }),
		...(carried > 0 ? [w.carried({ n: carried })] : [])
	].join(' ');
}

/** How many figures were restated, and of one of them, for the whole where there is one, by how much and why. */
function tellChanges(words: Words, report: Report): string {
	const { m, format } = words;
	const w = m.reports;
	const { since, changes } = report.restated;
	if (since === null) return w.firstRelease;
	const date = format.date(since);
	const isTold = ({ before, now }: (typeof changes)[number]) => before.value !== null && now.value !== null;
	const first =
		changes.find((each) => isTold(each) && Object.keys(each.group).length === 0) ?? changes.find(isTold);
	if (changes.length === 0) return w.nothingRestated({ since: date });
	const said = w.restated({ n: changes.length, since: date });
	if (first === undefined) return said;
	const measure = measureIn(report, first.metric);
	return [
		said,
		w.answer.such({
			figure: first.title,
			period: format.span(first.period),
			before: figureCell(words, first.before, measure).text,
			now: figureCell(words, first.now, measure).text
		}),
		...first.reasons
	].join(' ');
}
