/** What a number's format makes of it: a moment (with what of it is shown), a length of time, or digits in a pattern. */
export type Format =
	| { is: 'number' }
	| { is: 'moment'; date: boolean; time: boolean }
	| { is: 'elapsed' }
	| { is: 'digits'; sections: { below: number; pattern: string }[] };

const NUMBER: Format = { is: 'number' };

/** Formats that have no code in the file (ECMA-376 part 1, 18.8.30): dates, times, both, and elapsed hours. */
const BUILT_IN: Record<string, Format> = Object.fromEntries<Format>([
	...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id): [number, Format] => [
		id,
		{ is: 'moment', date: true, time: false }
	]),
	...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id): [number, Format] => [
		id,
		{ is: 'moment', date: false, time: true }
	]),
	[22, { is: 'moment', date: true, time: true }] as const,
	[46, { is: 'elapsed' }] as const
]);

/** The format of an id, by its code where the file gives one. */
export function formatOf(id: string, code: string | undefined): Format {
	if (code === undefined) return BUILT_IN[id] ?? NUMBER;
	if (/^(general|@)$/i.test(code.trim())) return NUMBER;
	const sections = splitSections(code);
	const [first = ''] = sections;
	if (/\[(h+|m+|s+)\]/i.test(first)) return { is: 'elapsed' };
	const letters = first
		.replace(/"[^"]*"|\\.|[_*]./g, '')
		.replace(/\[[^\]]*\]/g, '')
		.toLowerCase();
	const time = /[hs]|am\/pm|a\/p/.test(letters);
	const date = /[yd]/.test(letters) || (letters.includes('m') && !time);
	if (date || time) return { is: 'moment', date, time };
	const patterns = sections.slice(0, 2).map((section) => ({
		below: Number(/\[<=?([0-9.]+)\]/.exec(section)?.[1] ?? Infinity),
		pattern: section
			.replace(/\[[^\]]*\]/g, '')
			.replace(/"([^"]*)"/g, '$1')
			.replace(/\\(.)/g, '$1')
	}));
	// A ZIP, a social security number, a phone: digits one by one. A blank alone parts thousands.
	const digits = patterns.filter(({ pattern }) => /^(?=.*[0#])[-0#/]+$|^\([#0]+\)[-0# ]+$/.test(pattern));
	return digits.length > 0 ? { is: 'digits', sections: digits } : NUMBER;
}

function splitSections(code: string): string[] {
	return code.match(/(?:"[^"]*"|\\.|[^;"\\])+/g) ?? [];
}

/** A number as its cell shows it: dates as yyyy-mm-dd [hh:mm:ss], zeros in front where the format has them. */
export function shown(value: number, format: Format, is1904: boolean): string {
	switch (format.is) {
		case 'moment':
			return value < 0 ? plain(value) : moment(value, format, is1904);
		case 'elapsed': {
			const seconds = Math.round(Math.abs(value) * 86_400);
			const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
			return (value < 0 ? '-' : '') + parts.map((part) => String(part).padStart(2, '0')).join(':');
		}
		case 'digits': {
			const section = format.sections.find(({ below }) => value <= below);
			return section && Number.isSafeInteger(value) && value >= 0
				? filled(section.pattern, String(value))
				: plain(value);
		}
		default:
			return plain(value);
	}
}

/** A number with the fifteen digits that a spreadsheet has, without an exponent. */
function plain(value: number): string {
	const text = String(Number(value.toPrecision(15)));
	if (!text.includes('e')) return text;
	return Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(20).replace(/0+$/, '');
}

function filled(pattern: string, digits: string): string {
	let left = digits.length;
	const first = pattern.search(/[0#]/);
	let text = '';
	for (let at = pattern.length - 1; at >= 0; at--) {
		const place = pattern[at] ?? '';
		if (place !== '0' && place !== '#') text = place + text;
		else if (left > 0) {
			const from = at === first ? 0 : left - 1;
			text = digits.slice(from, left) + text;
			left = from;
		} else if (place === '0') text = `0${text}`;
	}
	return text.trim();
}

const DAY = 86_400_000;

/**
 * A serial number as a moment: days since 1899-12-30, or since 1904-01-01. The first system has a 29 February 1900 that
 * never was, so earlier days are one more; a day that never was stays as the sheet shows it.
 */
function moment(serial: number, { date, time }: { date: boolean; time: boolean }, is1904: boolean): string {
	const seconds = Math.round(serial * 86_400);
	const clock = new Date((seconds % 86_400) * 1000).toISOString().slice(11, 19);
	if (!date && serial < 1) return clock;
	const days = Math.floor(seconds / 86_400) + (is1904 ? 1462 : 0);
	const day =
		days === 0
			? '1900-01-00'
			: days === 60
				? '1900-02-29'
				: new Date(Date.UTC(1899, 11, 30) + (days + (days < 60 ? 1 : 0)) * DAY).toISOString().slice(0, 10);
	return time || seconds % 86_400 !== 0 ? `${day} ${clock}` : day;
}

/** A date of the strict format (`t="d"`), written as we write dates. */
export function isoMoment(text: string): string {
	const [day = '', clock = ''] = text.replace(/(\.\d+)?Z?$/, '').split('T');
	return clock === '' || clock === '00:00:00' ? day : `${day} ${clock}`;
}

/** A text of a workbook: `_x000D_` and the like stand for letters that XML cannot have. */
export function unescaped(text: string): string {
	return text.includes('_x')
		? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		: text;
}

/** A text as a workbook holds it, read back by `unescaped`; letters that no text has are left out. It is not yet XML. */
export function escaped(text: string): string {
	return text
		.replace(/[^\P{Cc}\t\n]/gu, '')
		.toWellFormed()
		.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** A day as the serial number of a workbook: `days` since 1970-01-01. */
export function serialOf(days: number, is1904: boolean): number {
	return days + 25_569 - (is1904 ? 1462 : 0);
}
