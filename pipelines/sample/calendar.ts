/** A day as the number of days since 1970-01-01. */
export type Day = number;

const MILLISECONDS = 86_400_000;

/** The day of a date such as 2026-09-30. */
export function dayOf(date: string): Day {
	return Date.parse(`${date}T00:00:00Z`) / MILLISECONDS;
}

const written = new Map<Day, string>();

/** A day as a date, such as 2026-09-30. */
export function dateOf(day: Day): string {
	let date = written.get(day);
	if (date === undefined) {
		date = new Date(day * MILLISECONDS).toISOString().slice(0, 10);
		written.set(day, date);
	}
	return date;
}

/** A minute of a day as date and time, such as 2026-09-30 14:05:00. */
export function timeOf(day: Day, minute: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${dateOf(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}:00`;
}

/** The month of a day, 1 to 12. */
export function monthOf(day: Day): number {
	return Number(dateOf(day).slice(5, 7));
}

/** True on Saturday and Sunday. */
export function isWeekend(day: Day): boolean {
	return ((day + 4) % 7) % 6 === 0; // 1970-01-01 was a Thursday
}

/** The day itself, or the Monday after it where it falls on a weekend. */
export function workdayFrom(day: Day): Day {
	let found = day;
	while (isWeekend(found)) found++;
	return found;
}

/** The first day of what the sample agency reports, and the last. */
export const FIRST_DAY = dayOf('2023-10-01');
export const LAST_DAY = dayOf('2026-09-30');
/** When it was exported: what was written down later is not in it. */
export const EXPORTED_ON = dayOf('2026-10-02');
export const EXPORTED_AT = timeOf(EXPORTED_ON, 6 * 60 + 30);
