import type { Chart, Goal, Reading, Table } from './chart.ts';
import { drawCurves } from './parts/curves.server.ts';
import { dayStep, multiples } from './parts/scale.ts';

/** A corner of the step curve: the share and its 95 % interval hold from this day to the next point. */
export interface CurvePoint {
	day: number;
	/** 0 to 1, as are the limits. */
	share: number;
	lower: number;
	upper: number;
}

export interface CurveGroup {
	/** Null where there is one curve, of everybody. */
	name: string | null;
	/** By day, ascending. The last is the last day that anything is known of. */
	points: readonly CurvePoint[];
	/** How many were followed up to each of these days or longer. */
	atRisk: (days: readonly number[]) => readonly number[];
	/** The share by the headline's day is not mature: its dot is hollow. */
	immature: boolean;
}

/** The day that the finding speaks of, with the standard or target for the share by then. */
export interface CurveHeadline {
	day: number;
	standard: Goal | null;
}

export interface Curve {
	/** One to four. */
	groups: readonly CurveGroup[];
	headline: CurveHeadline | null;
	words: CurveWords;
}

export interface CurveWords {
	/** A share: "41 %". */
	share: (share: number) => string;
	/** Both limits of a share: "32 to 51 %". */
	interval: (lower: number, upper: number) => string;
	/** The share by a day, at the headline's mark: "41 % by day 90". */
	shareBy: (share: number, day: number) => string;
	/** A day as the head of a reading: "By day 90". */
	day: (day: number) => string;
	/** A number: "1,204". */
	number: (n: number) => string;
	/** In a reading: "64 still followed". */
	followed: (n: number) => string;
	/** A group's part of a reading: "Harbor Rapid: 41 %". */
	of: (name: string, text: string) => string;
	/** Below the days: "days since enrollment". */
	axis: string;
	/** Above the numbers at risk: "Still followed on that day". */
	atRisk: string;
	/** Where a group is not known that long: "not known". */
	none: string;
	/** Headings of the table. */
	columns: { day: string; group: string; share: string; interval: string; atRisk: string };
}

/** What is known of a group by a day that can be read. */
type Known = CurvePoint & { atRisk: number };

const MOST = 4;
/** Up to so many days can be read one by one; of more, some at even distances. */
const READINGS = 24;

/**
 * The share with the event by each day since the start, as steps: one curve with its 95 % band, or two to four
 * named curves with the intervals at the headline's day. Numbers at risk stand below. A curve ends where
 * nothing more is known. Null where there is no group with points.
 * Throws RangeError for more than four groups.
 */
export function curve({ groups: given, headline, words }: Curve): Chart | null {
	if (given.length > MOST) throw new RangeError(`${given.length} curves in one picture: at most ${MOST}.`);
	const groups = given.filter(({ points }) => points.length > 0).map(fromDayZero);
	if (groups.length === 0) return null;
	const until = Math.max(1, ...groups.map(lastDay));
	const days = readingDays(groups, until, headline?.day ?? null);
	const known = groups.map((group) => knownOf(group, days));
	const input = {
		groups,
		headline: headline !== null && headline.day <= until ? headline : null,
		words,
		until,
		readings: days.map((day, index) => ({ day, shares: known.flatMap((each) => each[index]?.share ?? []) }))
	};
	return {
		along: 'x',
		wide: drawCurves(input, { width: 720, height: 320, names: 150 }),
		narrow: drawCurves(input, { width: 350, height: 270, names: 84 }),
		readings: days.map((day, index) => ({
			label: words.day(day),
			lines: groups.flatMap(({ name }, at) => read(name, known[at]![index]!, words))
		})),
		start: Math.max(0, days.indexOf(headline?.day ?? until)),
		table: curveTable(groups, known, words)
	};
}

/** The same group with a corner on day 0, when nothing had happened yet. */
function fromDayZero(group: CurveGroup): CurveGroup {
	if (group.points[0]!.day <= 0) return group;
	return { ...group, points: [{ day: 0, share: 0, lower: 0, upper: 0 }, ...group.points] };
}

function lastDay({ points }: CurveGroup): number {
	return points.at(-1)!.day;
}

/** The days of all corners, or where those are many, days at even distances; always the headline's. */
function readingDays(groups: readonly CurveGroup[], until: number, headline: number | null): number[] {
	const corners = new Set(groups.flatMap(({ points }) => points.map(({ day }) => day)));
	const days =
		corners.size <= READINGS ? [...corners] : [...multiples(dayStep(until, READINGS), until), until];
	if (headline !== null && headline <= until) days.push(headline);
	return [...new Set(days)].sort((a, b) => a - b);
}

/** What is known by each of the days; null after the group's last. */
function knownOf(group: CurveGroup, days: readonly number[]): (Known | null)[] {
	const atRisk = group.atRisk(days);
	return days.map((day, index) => {
		if (day > lastDay(group)) return null;
		const point = group.points.findLast((each) => each.day <= day)!;
		return { ...point, day, atRisk: atRisk[index]! };
	});
}

function read(name: string | null, known: Known | null, words: CurveWords): Reading['lines'] {
	const figure =
		known === null ? words.none : `${words.share(known.share)} (${words.interval(known.lower, known.upper)})`;
	if (name !== null) return [words.of(name, figure)];
	return known === null ? [figure] : [figure, words.followed(known.atRisk)];
}

function curveTable(
	groups: readonly CurveGroup[],
	known: readonly (Known | null)[][],
	words: CurveWords
): Table {
	const { columns } = words;
	const hasNames = groups.some(({ name }) => name !== null);
	return {
		columns: [
			{ label: columns.day, isNumber: false },
			...(hasNames ? [{ label: columns.group, isNumber: false }] : []),
			{ label: columns.share, isNumber: true },
			{ label: columns.interval, isNumber: true },
			{ label: columns.atRisk, isNumber: true }
		],
		rows: groups.flatMap(({ name }, at) =>
			known[at]!.flatMap((each) => {
				if (each === null) return [];
				const { day, share, lower, upper, atRisk } = each;
				return [
					[
						words.day(day),
						...(hasNames ? [name ?? ''] : []),
						words.share(share),
						words.interval(lower, upper),
						words.number(atRisk)
					]
				];
			})
		)
	};
}
