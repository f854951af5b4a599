import type { Words } from '#lib/speak.ts';
import type { Part } from '../part.ts';
import { tallyPromises } from '../promises.ts';
import type { Report } from '../report.ts';

/** Whether the grant delivered what was promised, in sentences, and what the manager wrote. */
export function tellSummary({ m, format }: Words, report: Report): Part[] {
	const { quarter, toDate, behind } = tallyPromises(report);
	const w = m.reports.answer;
	const answer =
		quarter.judged + toDate.judged === 0
			? [w.none]
			: [
					...(toDate.judged > 0 ? [w.toDate(toDate)] : []),
					...(quarter.judged > 0 ? [w.quarter(quarter)] : []),
					...(behind.length > 0 ? [w.behind({ figures: format.list(behind) })] : [])
				];
	return [
		{ is: 'text', text: answer.join(' '), quiet: false },
		...(report.summary === null ? [] : [{ is: 'text' as const, text: report.summary, quiet: false }])
	];
}
