/** How a follow-up ended: with the event, with something after which the event cannot come, or still open. */
export type Outcome = 'event' | 'competing' | 'censored';

/** Rows that were followed for the same time to the same end. Days or minutes, as the metric says. */
export interface FollowUp {
	/** From the row's start to its outcome, or to the last day that is known of it. */
	days: number;
	outcome: Outcome;
	/** The client, or the household where its members are the rows. */
	cluster: string;
	/** Rows, at least 1. */
	count: number;
}

/** What is known at the end of a day on which follow-ups ended. */
export interface Step {
	day: number;
	/** Rows followed up to this day or longer: those who end on the day are still at risk on it. */
	at_risk: number;
	/** The probability of the event by this day, 0 to 1. */
	share: number;
	/** The probability of a competing end by this day. share + competing + surviving = 1. */
	competing: number;
	surviving: number;
	/** The share's variance were all rows independent: the sum of the rows' squared influences. */
	variance: number;
	/** The same over clusters: the sum of squares of the influences' sum in each cluster. */
	cluster_variance: number;
	/** Rows with the event up to this day. */
	events: number;
	/** Rows with the event or a competing end up to this day. */
	ends: number;
	/** Rows censored up to this day. */
	censored: number;
	/** Clusters that had nothing but censored rows, the last of them up to this day. */
	lost: number;
}

export interface Incidence {
	/** Rows. */
	n: number;
	/** Distinct clusters. */
	clusters: number;
	/** Ascending by day; the first stands before day 0, when nothing had happened. */
	steps: readonly [Step, ...Step[]];
}

/**
 * A row's influence on the share F by any later day is `fixed` + `slope` · F: how the share moves, per
 * unit, when the row gets more weight.
 */
interface Influence {
	fixed: number;
	slope: number;
}

interface Cluster extends Influence {
	/** Rows still followed. */
	open: number;
	hasOutcome: boolean;
}

interface Day {
	day: number;
	counts: Record<Outcome, number>;
	rows: { cluster: Cluster; outcome: Outcome; count: number }[];
}

/**
 * Aalen and Johansen's cumulative incidence of the event on each day on which follow-ups ended, with the
 * infinitesimal-jackknife variance: over rows, as R's survfit has it, and over clusters. One pass:
 * the time is that of sorting the days plus a constant per row.
 * Throws RangeError unless days are finite and from 0, outcomes are known and counts whole and at least 1.
 * Rule: Aalen and Johansen 1978; METHODS.md §4, oracle time-to-event.json.
 *
 * With n at risk, d events and q ends of both kinds on a day, S surviving before it and F after it, the
 * share by a later day t is F + (S − Sq/n) · G, G the share by t among those who survive the day. The
 * derivative of each day's d/n and q/n by a row's weight, with G = (F(t) − F) / (S − Sq/n) put in,
 * is linear in F(t), and so is their sum.
 */
export function incidence(rows: readonly FollowUp[]): Incidence {
	const { n, clusters, days } = tabulate(rows);
	const ofRows = new SquaredSums();
	const ofClusters = new SquaredSums();
	for (const { open } of clusters) ofClusters.add(0, 0, open, 1);
	let last: Step = {
		day: -1,
		at_risk: n,
		share: 0,
		competing: 0,
		surviving: 1,
		variance: 0,
		cluster_variance: 0,
		events: 0,
		ends: 0,
		censored: 0,
		lost: 0
	};
	const steps: [Step, ...Step[]] = [last];
	/** The influence of a row that is still followed. */
	const atRisk: Influence = { fixed: 0, slope: 0 };
	let n_at_risk = n;
	for (const { day, counts, rows: ended } of days) {
		const ends = counts.event + counts.competing;
		const remain = n_at_risk - ends;
		const weight = last.surviving / n_at_risk;
		const share = last.share + weight * counts.event;
		// Where nobody remains there is no later day to tell the ends apart.
		const perRemaining = remain > 0 ? 1 / remain : 0;
		const slope = (ends / n_at_risk) * perRemaining;
		atRisk.fixed -= (weight * counts.event) / n_at_risk + share * slope;
		atRisk.slope += slope;
		const competing: Influence = {
			fixed: atRisk.fixed + share * perRemaining,
			slope: atRisk.slope - perRemaining
		};
		const influence: Record<Outcome, Influence> = {
			censored: { ...atRisk },
			competing,
			event: { fixed: competing.fixed + weight, slope: competing.slope }
		};

		let lost = 0;
		for (const { cluster, outcome, count } of ended) {
			const { fixed, slope } = influence[outcome];
			ofRows.add(fixed, slope, 0, count);
			ofClusters.add(cluster.fixed, cluster.slope, cluster.open, -1);
			cluster.fixed += fixed * count;
			cluster.slope += slope * count;
			cluster.open -= count;
			ofClusters.add(cluster.fixed, cluster.slope, cluster.open, 1);
			if (cluster.open === 0 && !cluster.hasOutcome) lost += 1;
		}
		const open = n_at_risk - ends - counts.censored;
		const openInfluence = atRisk.fixed + atRisk.slope * share;
		last = {
			day,
			at_risk: n_at_risk,
			share,
			competing: last.competing + weight * counts.competing,
			surviving: weight * remain,
			variance: ofRows.at(share, openInfluence) + open * openInfluence * openInfluence,
			cluster_variance: ofClusters.at(share, openInfluence),
			events: last.events + counts.event,
			ends: last.ends + ends,
			censored: last.censored + counts.censored,
			lost: last.lost + lost
		};
		steps.push(last);
		n_at_risk = open;
	}
	return { n, clusters: clusters.length, steps };
}

/**
 * Σ (fixed + slope · F + open · r)² over rows or clusters, for any share F and influence r of an open row:
 * its six sums of products, so that a day costs no more than the rows that end on it.
 */
class SquaredSums {
	#fixed2 = 0;
	#fixedSlope = 0;
	#slope2 = 0;
	#fixedOpen = 0;
	#slopeOpen = 0;
	#open2 = 0;

	/** Adds `times` of the same; −1 takes one out. */
	add(fixed: number, slope: number, open: number, times: number): void {
		this.#fixed2 += times * fixed * fixed;
		this.#fixedSlope += times * fixed * slope;
		this.#slope2 += times * slope * slope;
		this.#fixedOpen += times * fixed * open;
		this.#slopeOpen += times * slope * open;
		this.#open2 += times * open * open;
	}

	at(share: number, open: number): number {
		const settled = this.#fixed2 + 2 * share * this.#fixedSlope + share * share * this.#slope2;
		const mixed = 2 * open * (this.#fixedOpen + share * this.#slopeOpen);
		return Math.max(0, settled + mixed + open * open * this.#open2);
	}
}

function tabulate(rows: readonly FollowUp[]): { n: number; clusters: Cluster[]; days: Day[] } {
	const clusters = new Map<string, Cluster>();
	const days = new Map<number, Day>();
	let n = 0;
	for (const row of rows) {
		check(row);
		const { outcome, count } = row;
		let cluster = clusters.get(row.cluster);
		if (!cluster) {
			cluster = { open: 0, hasOutcome: false, fixed: 0, slope: 0 };
			clusters.set(row.cluster, cluster);
		}
		cluster.open += count;
		cluster.hasOutcome ||= outcome !== 'censored';
		let day = days.get(row.days);
		if (!day) {
			day = { day: row.days, counts: { event: 0, competing: 0, censored: 0 }, rows: [] };
			days.set(row.days, day);
		}
		day.counts[outcome] += count;
		day.rows.push({ cluster, outcome, count });
		n += count;
	}
	return { n, clusters: [...clusters.values()], days: [...days.values()].sort((a, b) => a.day - b.day) };
}

function check({ days, outcome, count }: FollowUp): void {
	const known = outcome === 'event' || outcome === 'competing' || outcome === 'censored';
	if (!(days >= 0 && days < Infinity && known && Number.isSafeInteger(count) && count >= 1)) {
		throw new RangeError(`${count} rows of ${days} days, ${outcome}: days from 0, whole counts from 1.`);
	}
}
