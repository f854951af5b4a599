import { isTotal } from '#lib/metrics/total.ts';
import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import type { Report, ReportFigure } from './report.ts';

/**
 * Whether a promise is kept: `kept`, `missed` (of an estimate, by more than chance), `chance` (short, by no more than that),
 * `little` (too little data to judge), `waiting` (not all observed long enough), `hidden`, or `unknown`, where there is no figure.
 */
export type State = 'kept' | 'missed' | 'chance' | 'little' | 'waiting' | 'hidden' | 'unknown';

/** Whether a figure keeps what was promised for its period; null where nothing was. */
export function stateOf(
	{ kind, better }: Pick<ReportFigure, 'kind' | 'better'>,
	result: DisclosedResult,
	promise: number | null
): State | null {
	if (promise === null) return null;
	const { status, value, verdict, immature } = result;
	if (status === 'suppressed') return 'hidden';
	if (status !== 'shown' || value === null) return 'unknown';
	if (immature && kind === 'time_to_event') return 'waiting';
	const isKept = better === 'lower' ? value <= promise + 1e-9 : value >= promise - 1e-9;
	if (isKept) return 'kept';
	if (isTotal({ kind })) return 'missed';
	if (verdict === 'within chance') return 'chance';
	return verdict === 'too little data' ? 'little' : 'missed';
}

/** How the promises of a report are kept: of the quarter and of the year to date, those that could be judged; those to date that could not; and figures that are behind to date. */
export function tallyPromises({ figures }: Report): {
	quarter: { kept: number; judged: number };
	toDate: { kept: number; judged: number };
	unjudged: number;
	behind: string[];
} {
	const states = figures.map((figure) => ({
		title: figure.title,
		quarter: stateOf(figure, figure.quarter, figure.promised.quarter),
		toDate: stateOf(figure, figure.to_date, figure.promised.to_date)
	}));
	const count = (part: 'quarter' | 'toDate') => {
		const judged = states.filter((each) => ['kept', 'missed', 'chance'].includes(each[part] ?? ''));
		return { kept: judged.filter((each) => each[part] === 'kept').length, judged: judged.length };
	};
	return {
		quarter: count('quarter'),
		toDate: count('toDate'),
		unjudged: states.filter(({ toDate }) => toDate !== null).length - count('toDate').judged,
		behind: states.filter(({ toDate }) => toDate === 'missed').map(({ title }) => title)
	};
}
