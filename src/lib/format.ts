/**
 * Results in words and numbers, the same on every page, in every list and on the command line. No
 * arithmetic beyond rounding. Dates are days of the calendar, in no time zone.
 */

import type { Messages } from './messages/index.ts';
import type { MetricAnswer, Period, Result } from './metrics/result.ts';

export type Measure = Pick<MetricAnswer, 'kind' | 'unit'>;
export type Shown = Pick<
	Result,
	| 'status'
	| 'reason'
	| 'value'
	| 'lower'
	| 'upper'
	| 'n'
	| 'numerator'
	| 'standard'
	| 'standard_source'
	| 'verdict'
>;
/** What a finding is told from: `rows` is what a row is, in the plural; `day` that of a share by a day. */
export type Told = Measure & {
	title: string;
	rows: string;
	finding?: string | undefined;
	day: number | null;
};

export type Format = ReturnType<typeof formatter>;

const DAY_MS = 86_400_000;

/** A sentence as the end of another: no capital, unless it is of an abbreviation, and no full stop. */
function clause(sentence: string): string {
	return sentence.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase()).replace(/\.$/, '');
}

/** Whether what a figure is held to was promised, and is no standard. */
export function isTarget({ standard_source: source }: Pick<Result, 'standard_source'>): boolean {
	return source?.startsWith('target') ?? false;
}

/** True for a figure that is a share, where 1 is all. */
export function isShare({ kind, unit }: Measure): boolean {
	return kind === 'ratio' || kind === 'time_to_event' || (kind === 'mean' && unit === 'share');
}

/** True for a figure that is an amount of dollars. */
export function isMoney({ kind, unit }: Measure): boolean {
	return unit === 'dollars' && kind !== 'count' && kind !== 'rate';
}

/** One decimal; none of a count, two of a rate or mean below one. */
function decimalsOf({ kind }: Measure, value: number): number {
	if (kind === 'count') return 0;
	return (kind === 'rate' || kind === 'mean') && Math.abs(value) < 1 ? 2 : 1;
}

/** The moment of a day's beginning in UTC, or null for what is no date. */
function dayOf(iso: string): Date | null {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
	if (day === undefined) return null;
	const at = new Date(0);
	at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
	return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day) ? at : null;
}

/** Writes figures, dates and periods as a locale does: `tag` is BCP 47, `m` has its words. */
export function formatter(tag: string, m: Messages['figures']) {
	const numbers = [0, 1, 2, 3].map((maximumFractionDigits) =>
		Intl.NumberFormat(tag, { maximumFractionDigits })
	);
	const money = [0, 2].map((maximumFractionDigits) =>
		Intl.NumberFormat(tag, {
			style: 'currency',
			currency: 'USD',
			currencyDisplay: 'narrowSymbol',
			maximumFractionDigits,
			trailingZeroDisplay: 'stripIfInteger'
		})
	);
	const dates = (options: Intl.DateTimeFormatOptions) =>
		Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
	const long = dates({ day: 'numeric', month: 'long', year: 'numeric' });
	const short = dates({ day: 'numeric', month: 'short', year: 'numeric' });
	const months = dates({ month: 'long', year: 'numeric' });
	const monthsAlone = dates({ month: 'long' });
	const shortMonths = dates({ month: 'short', year: 'numeric' });
	const times = dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

	const written = (writer: Intl.DateTimeFormat) => (iso: string) => {
		const at = dayOf(iso);
		return at === null ? iso : writer.format(at);
	};

	/** A number with thousands separated and at most so many decimals (0 to 3): 1,234 or 2.5. */
	function number(value: number, decimals = 0): string {
		if (!Number.isFinite(value)) return m.none;
		const text = (numbers[decimals] ?? numbers[0])?.format(value) ?? '';
		return text === '-0' ? '0' : text;
	}

	/** A share as a percentage without its sign. It is 0 or 100 only where the share is exactly none or all. */
	function hundredths(share: number): string {
		const percent = share * 100;
		if (percent > 0 && percent < 0.05) return m.under({ number: number(0.1, 1) });
		if (percent < 100 && percent >= 99.95) return m.over({ number: number(99.9, 1) });
		const nearAnEnd = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
		return number(percent, nearAnEnd ? 1 : 0);
	}

	/** A share of 0 to 1 as a percentage: 71 %. */
	function percent(share: number): string {
		return Number.isFinite(share) ? m.percent({ number: hundredths(share) }) : m.none;
	}

	/** A number of units, with the unit in the singular for one: 1 day, 2.5 days, 1 person. */
	function quantity(value: number, unit: string, decimals = 0): string {
		if (!Number.isFinite(value)) return m.none;
		return m.quantity({
			number: number(value, decimals),
			value: Number(value.toFixed(decimals)),
			unit
		});
	}

	/** An amount of money, with cents only below 100: $1,240 or $12.50. */
	function dollars(value: number): string {
		if (!Number.isFinite(value)) return m.none;
		const [round, exact] = money;
		const text = (Math.abs(value) < 100 ? exact : round)?.format(value) ?? '';
		return text.replace(/^-(?=\D*0$)/, '');
	}

	/** A figure without its unit, as in a column or on an axis: "71 %", "$1,240", "3.21". */
	function plain(value: number, measure: Measure): string {
		if (isShare(measure)) return percent(value);
		return isMoney(measure) ? dollars(value) : number(value, 2);
	}

	/** A figure of a metric: "71 %", "2 days", "28 people", "$1,240", "3.2 contacts per 30 days". */
	function amount(value: number, measure: Measure): string {
		if (isShare(measure) || isMoney(measure)) return plain(value, measure);
		const text = quantity(value, measure.unit, decimalsOf(measure, value));
		return measure.kind === 'rate' && Number.isFinite(value) ? m.per30days({ quantity: text }) : text;
	}

	/** The headline alone, or why there is none. */
	function headline(result: Shown, measure: Measure): string {
		if (result.status === 'shown') return result.value === null ? m.none : amount(result.value, measure);
		const status = m.status[result.status];
		if (result.reason === null) return status;
		return m.because({ status: status.split(':')[0] ?? status, reason: clause(result.reason) });
	}

	/** The 95 % interval, "36 to 92 %", or null where there is none. */
	function interval({ status, lower, upper }: Shown, measure: Measure): string | null {
		if (status !== 'shown' || lower === null || upper === null) return null;
		if (!Number.isFinite(lower) || !Number.isFinite(upper)) return null;
		return limits(lower, upper, measure);
	}

	/** Both limits of a figure: "36 to 92 %". */
	function limits(lower: number, upper: number, measure: Measure): string {
		if (isShare(measure))
			return m.percent({ number: m.range({ from: hundredths(lower), to: hundredths(upper) }) });
		if (isMoney(measure)) return m.range({ from: dollars(lower), to: dollars(upper) });
		const decimals = decimalsOf(measure, upper);
		const from = number(lower, decimals);
		if (measure.kind === 'rate') return m.range({ from, to: number(upper, decimals) });
		return m.range({ from, to: quantity(upper, measure.unit, decimals) });
	}

	/**
	 * What the figure rests on: "5 of 7" for a share, else the number of rows. Null where it says no more
	 * than the figure.
	 */
	function basis(result: Shown, { kind }: Measure): string | null {
		const { n, numerator } = result;
		if (result.status !== 'shown' || kind === 'count') return null;
		return numerator === null
			? m.basis({ n: number(n) })
			: m.share({ part: number(numerator), whole: number(n) });
	}

	/** All of it: "71 % (36 to 92 %), 5 of 7". */
	function answer(result: Shown, measure: Measure): string {
		return m.answer({
			figure: headline(result, measure),
			limits: interval(result, measure),
			rests: basis(result, measure)
		});
	}

	/**
	 * The finding as a sentence, in pieces, so that its value can stand out: the metric's own, with its places
	 * filled, or its title and its figure. Where there is no figure, why not.
	 */
	function findingPieces(result: Shown, told: Told): { text: string; isValue: boolean }[] {
		const figure = headline(result, told);
		if (told.finding === undefined || result.status !== 'shown' || result.value === null)
			return [{ text: m.finding({ title: told.title, figure }), isValue: false }];
		const places: Record<string, string> = {
			'{value}': figure,
			'{n}': quantity(result.n, told.rows),
			'{numerator}': number(result.numerator ?? result.n),
			'{day}': number(told.day ?? 0)
		};
		return told.finding
			.split(/(\{\w+\})/)
			.filter((piece) => piece !== '')
			.map((piece, index) => {
				const text = places[piece] ?? piece;
				const first = index === 0 ? text.charAt(0).toLocaleUpperCase(tag) : text.charAt(0);
				return { text: first + text.slice(1), isValue: piece === '{value}' };
			});
	}

	/** The finding as one sentence. */
	function finding(result: Shown, told: Told): string {
		return findingPieces(result, told)
			.map(({ text }) => text)
			.join('');
	}

	/** The standard or target that the figure is held to, or null. */
	function standard(result: Shown, measure: Measure): string | null {
		return result.standard === null ? null : amount(result.standard, measure);
	}

	/** How the figure compares with its standard, or null where it is not judged. */
	function verdict(result: Shown): string | null {
		return result.verdict === null ? null : m.verdict[result.verdict];
	}

	/** How the figure compares with its standard, as a sentence that names it, or null without a standard. */
	function comparison(result: Shown, measure: Measure): string | null {
		const to = result.status === 'shown' ? standard(result, measure) : null;
		if (to === null) return null;
		const held = { standard: to, kind: isTarget(result) ? ('target' as const) : ('standard' as const) };
		return result.verdict === null ? m.standard(held) : m.comparison[result.verdict](held);
	}

	/** An ISO date in words: 30 September 2022. What is no date stays as it is. */
	const date = written(long);

	/** A moment to the minute: 22 November 2026, 05:13 UTC. */
	function moment(iso: string): string {
		const at = new Date(iso);
		if (Number.isNaN(at.getTime())) return iso;
		return m.moment({ date: long.format(at), time: times.format(at) });
	}

	/** A period in full: 1 October 2021 to 30 September 2022. */
	function period({ from, to }: Period): string {
		return m.range({ from: date(from), to: date(to) });
	}

	/** A period in few words, for a label: "Sept 2022", "Jul 2022 to Sept 2022" for whole months, else days. */
	function span({ from, to }: Period): string {
		const after = dayOf(to);
		const whole =
			from.endsWith('-01') && after !== null && new Date(after.getTime() + DAY_MS).getUTCDate() === 1;
		const write = written(whole ? shortMonths : short);
		const [first, last] = [write(from), write(to)];
		return first === last ? first : m.range({ from: first, to: last });
	}

	const lists = new Intl.ListFormat(tag, { type: 'conjunction' });

	/** Several things in a row: "Housing North and Families". */
	function list(parts: readonly string[]): string {
		return lists.format(parts);
	}

	/** How long before a day another was: "55 days ago", "yesterday". Null for what is no date. */
	function age(day: string, today: string): string | null {
		const [then, now] = [dayOf(day), dayOf(today)];
		if (then === null || now === null) return null;
		const days = Math.max(0, Math.round((now.getTime() - then.getTime()) / DAY_MS));
		return m.age({ days, number: number(days) });
	}

	return {
		number,
		percent,
		quantity,
		plain,
		amount,
		headline,
		interval,
		limits,
		basis,
		answer,
		finding,
		findingPieces,
		standard,
		verdict,
		comparison,
		date,
		/** A day in few words: 30 Sept 2022. */
		shortDate: written(short),
		/** The month of a day: September 2022. */
		month: written(months),
		/** A month of every year, 1 to 12: September. */
		monthName: (month: number) => monthsAlone.format(new Date(Date.UTC(2000, month - 1))),
		/** The month of a day in few words: Sept 2022. */
		shortMonth: written(shortMonths),
		moment,
		period,
		span,
		list,
		age
	};
}

/** What a metric's findings are told from. */
export function toldOf(
	metric: Measure & {
		title: string;
		rows: string;
		finding?: string | undefined;
		headline: { share_by?: number | undefined };
	}
): Told {
	const { title, kind, unit, rows, finding, headline } = metric;
	return { title, kind, unit, rows, finding, day: headline.share_by ?? null };
}
