import type { Words } from '#lib/speak.ts';
import type { PartId } from './definition.ts';
import { paragraphsOf } from './cells.ts';
import type { Part } from './part.ts';
import { tellFigures } from './parts/figures.ts';
import { tellMethods } from './parts/methods.ts';
import { tellPromises } from './parts/promises.ts';
import { tellRestated } from './parts/restated.ts';
import { tellServed } from './parts/served.ts';
import { tellSummary } from './parts/summary.ts';
import type { Report } from './report.ts';

const TELL: Record<PartId, (words: Words, report: Report) => Part[]> = {
	summary: tellSummary,
	promises: tellPromises,
	'how much': (words, report) => tellFigures(words, report, 'how much'),
	'how well': (words, report) => tellFigures(words, report, 'how well'),
	'better off': (words, report) => tellFigures(words, report, 'better off'),
	served: tellServed,
	gaps: ({ m }, { gaps }) =>
		gaps === null ? [{ is: 'text', text: m.reports.noGaps, quiet: true }] : paragraphsOf(gaps),
	restated: tellRestated,
	methods: tellMethods
};

/** A report as it is read, in the language of its words: what its page, PDF and workbook are made from. */
export function partsOf(words: Words, report: Report): Part[] {
	const { m, format } = words;
	const { grant, quarter } = report;
	return [
		{
			is: 'heading',
			level: 1,
			text: m.reports.title({ report: report.report.title, grant: grant.name }),
			id: 'report'
		},
		{
			is: 'text',
			text: m.reports.of({
				quarter: format.number(quarter.number),
				period: format.period(quarter),
				funder: grant.funder
			}),
			quiet: false
		},
		...report.parts.flatMap((id): Part[] => [
			{ is: 'heading', level: 2, text: m.reports.parts[id], id: id.replaceAll(' ', '-') },
			...TELL[id](words, report)
		]),
		{
			is: 'text',
			text: m.reports.about({
				programs: format.list(grant.programs),
				observed: format.date(report.observed_until),
				store: report.store.slice(0, 8)
			}),
			quiet: true
		}
	];
}
