import { hasCases, readBatches, type Manifest } from '#pipelines/batch.ts';
import { Refused } from '#pipelines/errors.ts';
import { readSettings, type Home } from '#pipelines/home.ts';
import { addDays } from '#lib/metrics/periods.ts';

/** A source whose newest data is older than expected. Days are ISO. */
export type LateSource = {
	source: string;
	name: string;
	/** The last day that is known, and the one since which something newer is due. */
	known: string;
	due: string;
	/** How old its newest data may be, in days, and whether that was set or is its own rhythm. */
	days: number;
	isSet: boolean;
};

/** A rhythm is told from so many exports of different days, and from the last so many of them. */
const FEWEST = 3;
const LATEST = 12;

type Export = Pick<Manifest, 'source' | 'source_name' | 'exported_at' | 'observed_until'>;

/**
 * Sources whose newest data is older than expected on a day: older than was set for it (`expected`, by source; 0 is
 * never), else than it usually was on the day of its next export. That is the median over its past exports; then it
 * is late only a quarter beyond, two days at the least, as no export keeps its day exactly.
 * @param exports those that count, without rosters
 */
export function lateAmong(
	exports: readonly Export[],
	expected: Readonly<Record<string, number>>,
	today: string
): LateSource[] {
	const late: LateSource[] = [];
	for (const [source, own] of Object.entries(Object.groupBy(exports, (each) => each.source))) {
		const newest = own?.reduce((best, each) => (each.exported_at >= best.exported_at ? each : best));
		if (own === undefined || newest === undefined) continue;
		const set = expected[source];
		const days = set ?? usualAge(own);
		if (days === null || days === 0) continue;
		const known =
			own
				.map(({ observed_until }) => observed_until)
				.sort()
				.at(-1) ?? '';
		const due = addDays(known, days);
		const grace = set === undefined ? Math.max(2, Math.ceil(days / 4)) : 0;
		if (today > addDays(due, grace))
			late.push({ source, name: newest.source_name, known, due, days, isSet: set !== undefined });
	}
	return late.sort((a, b) => a.due.localeCompare(b.due));
}

/** How old in days the newest data usually was when the next export came; null where too few came to tell. */
function usualAge(exports: readonly Export[]): number | null {
	const days = Object.entries(Object.groupBy(exports, ({ exported_at }) => exported_at.slice(0, 10))).sort();
	if (days.length < FEWEST) return null;
	const ages: number[] = [];
	let known = '';
	for (const [day, some = []] of days) {
		if (known !== '') ages.push(Math.max(0, daysFrom(known, day)));
		known = [known, ...some.map(({ observed_until }) => observed_until)].sort().at(-1) ?? known;
	}
	const latest = ages.slice(-LATEST).sort((a, b) => a - b);
	return Math.max(1, latest[Math.floor(latest.length / 2)] ?? 1);
}

function daysFrom(from: string, to: string): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Sources of a home that are late on a day. Settings that cannot be read are told elsewhere: then none is. */
export function readLate(home: Home, today: string): LateSource[] {
	try {
		const exports = readBatches(home).batches.filter(
			(batch) => batch.state === 'live' && !batch.roster && hasCases(batch)
		);
		return lateAmong(exports, readSettings(home).expected_days, today);
	} catch (error) {
		if (error instanceof Refused) return [];
		throw error;
	}
}
