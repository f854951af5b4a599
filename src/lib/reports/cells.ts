import { isMoney, isShare, type Measure } from '#lib/format.ts';
import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import type { Words } from '#lib/speak.ts';
import type { Cell, CellKind, Column, Part } from './part.ts';
import type { ReportFigure, Served } from './report.ts';
import { whyNone } from './why-none.ts';

/** What somebody typed, a paragraph for each line that is not empty. */
export function paragraphsOf(typed: string): Part[] {
	return typed
		.split(/[\r\n]+/)
		.filter((text) => text.trim() !== '')
		.map((text) => ({ is: 'text', text, quiet: false }));
}

export const textCell = (text: string): Cell => ({ text, value: null, as: 'text' });

/** A column whose values stand at the right, or not. */
export function column(title: string, about: string, number = false): Column {
	return { title, number, about };
}

/** What is measured by a table of who was served. */
export function measureOf({ kind = 'count', unit }: Pick<Served, 'kind' | 'unit'>): Measure {
	return { kind, unit };
}

/** What a figure is called; of a time to an event, by which day it is the share. */
export function nameOf(
	{ m, format }: Words,
	{ title, share_by: day }: Pick<ReportFigure, 'title' | 'share_by'>
): string {
	return day === null ? title : m.reports.byDay({ figure: title, day: format.number(day) });
}

/** How the figures of a metric are typed. */
export function kindOf(measure: Measure): CellKind {
	if (isShare(measure)) return 'share';
	if (isMoney(measure)) return 'dollars';
	return measure.kind === 'count' ? 'count' : 'number';
}

/** A number of a metric's unit, which a count's title says already; a dash where there is none. */
export function amountCell({ m, format }: Words, value: number | null, measure: Measure): Cell {
	if (value === null) return textCell(m.reports.none);
	const text = measure.kind === 'count' ? format.number(value) : format.amount(value, measure);
	return { text, value, as: kindOf(measure) };
}

/** A figure, or in few words why there is none. */
export function figureCell(words: Words, result: DisclosedResult, measure: Measure): Cell {
	const { m } = words;
	if (result.band !== null) return textCell(whyNone(result, words) ?? '');
	if (result.status === 'suppressed') return textCell(m.reports.hidden);
	if (result.status === 'shown' && result.value !== null) return amountCell(words, result.value, measure);
	const [status = ''] = m.figures.status[result.status].split(':');
	return textCell(status);
}

/** The 95 % interval; a dash where there is none. */
export function intervalCell({ m, format }: Words, result: DisclosedResult, measure: Measure): Cell {
	return textCell(format.interval({ ...result, n: result.n ?? 0 }, measure) ?? m.reports.none);
}

/** What a figure rests on: "5 of 7" of a share, else how many. */
export function restsCell({ m, format }: Words, { n, numerator }: DisclosedResult): Cell {
	if (n === null) return textCell(m.reports.hidden);
	if (numerator === null) return { text: format.number(n), value: n, as: 'count' };
	return textCell(m.figures.share({ part: format.number(numerator), whole: format.number(n) }));
}

/** What must be read with a figure: that it is carried, or not known whole, or why there is none; null where there is nothing. */
export function remarkOf(words: Words, result: DisclosedResult): string | null {
	const { carried, immature, status } = result;
	if (carried) return words.m.reports.carried;
	if (status === 'shown') return immature ? words.m.reports.state.waiting : null;
	return status === 'suppressed' ? null : whyNone(result, words);
}
