import { DATE_ORDERS, type DateOrder } from './date-orders.ts';

/** How texts are dates: in the standard's form, in one order, in several (a person must be asked), or in none. */
export type Reading =
	| { kind: 'none' }
	| { kind: 'standard' }
	| { kind: 'settled'; order: DateOrder }
	| { kind: 'ambiguous'; orders: DateOrder[]; count: number; example: string; readings: string[] }
	| { kind: 'conflict' };

const SHAPE = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ T]+(.*))?$/;
const PLACES: Record<DateOrder, [year: number, month: number, day: number]> = {
	'month first': [3, 1, 2],
	'day first': [3, 2, 1],
	'year first': [1, 2, 3]
};
/** As in dates.ts: two-digit years up to 68 are of this century where nothing else is known. */
export const PIVOT = 2068;

/**
 * Settles the order of dates over all of some texts by the rule of dates.ts, without a database: readings after
 * `latest` (ISO day) are thrown out, and the order must be one in which every date can be read.
 */
export function settleTexts(texts: readonly string[], latest: string | null): Reading {
	const lastYear = latest === null ? PIVOT : Number(latest.slice(0, 4));
	const filled = texts.map((text) => text.trim()).filter((text) => text !== '');
	const open = filled.filter((text) => readStandard(text) === null);
	const readings = open.map((text) =>
		DATE_ORDERS.map((order) => {
			const day = readDateText(text, order, lastYear);
			return day !== null && latest !== null && day > latest ? null : day;
		})
	);
	const readable = readings.filter((each) => each.some((day) => day !== null));
	if (readable.length === 0) return { kind: open.length < filled.length ? 'standard' : 'none' };
	const viable = DATE_ORDERS.flatMap((_, at) => (readable.every((each) => each[at] !== null) ? [at] : []));
	const [first, ...others] = viable;
	if (first === undefined) return { kind: 'conflict' };
	const differs = (each: (string | null)[]) => others.some((at) => each[at] !== each[first]);
	const at = readings.findIndex((each) => each.some((day) => day !== null) && differs(each));
	if (at < 0) return { kind: 'settled', order: DATE_ORDERS[first] ?? 'year first' };
	return {
		kind: 'ambiguous',
		orders: DATE_ORDERS.filter((_, each) => viable.includes(each)),
		count: readable.filter(differs).length,
		example: open[at] ?? '',
		readings: viable.flatMap((each) => readings[at]?.[each] ?? [])
	};
}

/** Whether a text can be a date in some order. */
export function isDateText(text: string): boolean {
	return (
		readStandard(text.trim()) !== null ||
		DATE_ORDERS.some((order) => readDateText(text.trim(), order, PIVOT) !== null)
	);
}

/** The ISO day of a text in an order, or null; a two-digit year after `lastYear` is of the century before. */
export function readDateText(text: string, order: DateOrder, lastYear: number): string | null {
	const found = SHAPE.exec(text);
	if (!found) return null;
	const [year, month, day] = PLACES[order].map((place) => found[place] ?? '');
	if (year === undefined || month === undefined || day === undefined) return null;
	if (month.length > 2 || day.length > 2 || !isTime(found[4])) return null;
	return dayOf(year, month, day, lastYear);
}

/** The ISO day of a text that begins with a year of four digits, or of eight digits; null where it is no such. */
function readStandard(text: string): string | null {
	if (/^\d{8}$/.test(text)) return dayOf(text.slice(0, 4), text.slice(4, 6), text.slice(6), 9999);
	const found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+(.*))?$/.exec(text);
	return found && isTime(found[4]) ? dayOf(found[1] ?? '', found[2] ?? '', found[3] ?? '', 9999) : null;
}

function dayOf(year: string, month: string, day: string, lastYear: number): string | null {
	if (year.length !== 4 && year.length !== 2) return null;
	const short = 2000 + Number(year);
	const full = year.length === 4 ? Number(year) : short <= lastYear ? short : short - 100;
	const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
	date.setUTCFullYear(full, Number(month) - 1, Number(day));
	const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
	return exists && full > 0 ? date.toISOString().slice(0, 10) : null;
}

function isTime(text: string | undefined): boolean {
	if (text === undefined || text === '') return true;
	return /^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AaPp][Mm])?\s*(Z|[+-]\d{2}:?\d{2})?$/.test(text);
}
