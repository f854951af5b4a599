import { duration, quantileType7 } from '../estimate/duration.ts';
import { mean, sumClusterValues, type ClusterValueSums } from '../estimate/mean.ts';
import { proportion, sumClusters, type ClusterSums, type Interval } from '../estimate/proportion.ts';
import { rate, type ClientExposure } from '../estimate/rate.ts';
import { shareBy, type FollowUp, type Outcome } from '../estimate/time-to-event.ts';
import { dealt } from './dealt.ts';
import type { Figure } from './difference.ts';
import { fisher, riskRatio } from './fisher.ts';
import { mannWhitney } from './mann-whitney.ts';
import { testMeans } from './means.ts';
import { cautiousRateP } from './rates.ts';
import { cautiousP } from './shares.ts';

/** Rows of a metric that are alike in all that a comparison asks. */
export interface Fact {
	/** The household, or the client; members of a household are not independent. */
	cluster: number;
	client: number;
	/** Rows. */
	n: number;
	/** Ratio: successes. Duration and time to event: the time of each. Rate: events. Mean: the values times their weights. */
	x: number;
	/** Rate: days of exposure. Mean: the weights. Else 0. */
	y: number;
	/** Of a time to event, else null. */
	outcome: Outcome | null;
	/** Rows with a data problem that touches the figure. */
	flawed: number;
	/** Values of the dimensions asked for alongside. */
	told: readonly string[];
	/** Whether they are kept by each of the groupings asked for. */
	kept: readonly boolean[];
}

/** The kinds of metric that groups are compared by: all but totals. */
export type ComparedKind = 'ratio' | 'duration' | 'time_to_event' | 'rate' | 'mean';

export type Test = 'Fisher' | 'clustered t' | 'Mann–Whitney' | 'quasi-Poisson' | 'z at the day' | 'Welch t';

/** How a group differs from the rest, beyond chance or not. */
export interface Compared {
	test: Test;
	p: number;
	/** The group's share over the rest's, where each client has one row and both have successes. */
	ratio: ({ value: number } & Interval) | null;
}

/** Tests that lean on large numbers are not made with fewer clients (households) than these on either side. */
export const FEWEST = 10;

interface Kind<Sums> {
	/** What is needed of a side. `day` is that of a time to event's headline. */
	gather: (facts: readonly Fact[]) => Sums;
	/** The headline's figure, as the metric's own estimate gives it; null where there is none. */
	figure: (sums: Sums, day: number) => Figure | null;
	compare: (group: Sums, rest: Sums, day: number) => Compared | null;
}

/** A side of a comparison, ready to be told and compared. */
export interface Side {
	figure: Figure | null;
	n: number;
	clients: number;
	clusters: number;
}

/** The group and the rest with the test of their difference; null where one of them has no figure. */
export function compareSides(
	kind: ComparedKind,
	group: readonly Fact[],
	rest: readonly Fact[],
	day: number
): { group: Side & { figure: Figure }; rest: Side & { figure: Figure }; compared: Compared } | null {
	return compareBy(KINDS[kind], group, rest, day);
}

/** A side's figure alone. */
export function figureOf(kind: ComparedKind, facts: readonly Fact[], day: number): Figure | null {
	if (facts.length === 0) return null;
	const { gather, figure } = KINDS[kind];
	return figure(gather(facts), day);
}

/** How much rows are worth where figures are put together: rows, of a rate days, of a mean weights. */
export function weightOf(kind: ComparedKind, facts: readonly Fact[]): number {
	const isWeighed = kind === 'rate' || kind === 'mean';
	return facts.reduce((sum, fact) => sum + (isWeighed ? fact.y : fact.n), 0);
}

function compareBy<Sums>(
	kind: Kind<Sums>,
	group: readonly Fact[],
	rest: readonly Fact[],
	day: number
): ReturnType<typeof compareSides> {
	if (group.length === 0 || rest.length === 0) return null;
	const [own, others] = [kind.gather(group), kind.gather(rest)];
	const [figure, against] = [kind.figure(own, day), kind.figure(others, day)];
	if (figure === null || against === null) return null;
	const [one, other] = [count(group), count(rest)];
	const found = kind.compare(own, others, day);
	if (found === null) return null;
	const tooFew = Math.min(one.clusters, other.clusters) < FEWEST && !HOLD_FOR_FEW.includes(found.test);
	return {
		group: { ...one, figure },
		rest: { ...other, figure: against },
		compared: tooFew ? { ...found, p: 1 } : found
	};
}

/** Fisher's test is exact; Mann and Whitney's is, or says too little rather than too much. */
const HOLD_FOR_FEW: readonly Test[] = ['Fisher', 'Mann–Whitney'];

function count(facts: readonly Fact[]): Omit<Side, 'figure'> {
	const clients = new Set<number>();
	const clusters = new Set<number>();
	let n = 0;
	for (const fact of facts) {
		clients.add(fact.client);
		clusters.add(fact.cluster);
		n += fact.n;
	}
	return { n, clients: clients.size, clusters: clusters.size };
}

/** What the rows of a cluster add up to. */
type Cluster = { n: number; x: number; y: number };

function byCluster(facts: readonly Fact[]): Cluster[] {
	const found = new Map<number, Cluster>();
	for (const { cluster, n, x, y } of facts) {
		const known = found.get(cluster);
		if (known) {
			known.n += n;
			known.x += x;
			known.y += y;
		} else found.set(cluster, { n, x, y });
	}
	return [...found.values()];
}

/**
 * How far the group's clusters lie from what they would have at the figure of both together, against dealing the
 * clusters out at random: what `x` has of `of`: successes of rows, events of days, values of weights.
 */
function dealtClusters(group: readonly Cluster[], rest: readonly Cluster[], of: 'n' | 'y'): number {
	const total = (each: 'n' | 'x' | 'y') =>
		[...group, ...rest].reduce((sum, cluster) => sum + cluster[each], 0);
	const together = total('x') / total(of);
	const left = (clusters: readonly Cluster[]) => clusters.map((each) => each.x - together * each[of]);
	return dealt(left(group), left(rest));
}

type Ratio = { clusters: Cluster[]; sums: ClusterSums };

const ratio: Kind<Ratio> = {
	gather: (facts) => {
		const clusters = byCluster(facts);
		const sums = sumClusters(clusters.map(({ n, x }) => ({ n, successes: x })));
		return { clusters, sums };
	},
	figure: ({ sums }) => proportion(sums),
	compare: (group, rest) => {
		const [one, other] = [group.sums, rest.sums];
		if (one.n === one.clusters && other.n === other.clusters) {
			const found = riskRatio(one, other);
			return {
				test: 'Fisher',
				p: fisher(one, other),
				ratio: found && { value: found.ratio, lower: found.lower, upper: found.upper }
			};
		}
		const [own, others] = [proportion(one), proportion(other)];
		if (own === null || others === null) return null;
		const side = ({ value, effective_n }: typeof own, { clusters }: ClusterSums) => ({
			share: value,
			effective_n,
			clusters
		});
		const p = cautiousP(side(own, one), side(others, other));
		return {
			test: 'clustered t',
			p: Math.max(p, dealtClusters(group.clusters, rest.clusters, 'n')),
			ratio: null
		};
	}
};

const timeToEvent: Kind<FollowUp[]> = {
	gather: (facts) =>
		facts.map(({ x, outcome, cluster, n }) => ({
			days: x,
			outcome: outcome ?? 'censored',
			cluster: String(cluster),
			count: n
		})),
	figure: (waits, day) => {
		const found = shareBy(waits, day);
		return found?.known ? { value: found.share, lower: found.lower, upper: found.upper } : null;
	},
	compare: (group, rest, day) => {
		const [own, others] = [shareBy(group, day), shareBy(rest, day)];
		if (!own?.known || !others?.known) return null;
		return { test: 'z at the day', p: cautiousP(own, others), ratio: null };
	}
};

type Times = { histogram: [value: number, count: number][]; medians: number[] };

/** Mann and Whitney's test is of clusters' medians: each once, however many rows it has. */
const durations: Kind<Times> = {
	gather: (facts) => {
		const histogram = new Map<number, number>();
		const clusters = new Map<number, number[]>();
		for (const { cluster, x, n } of facts) {
			histogram.set(x, (histogram.get(x) ?? 0) + n);
			const own = clusters.get(cluster);
			const times = new Array<number>(n).fill(x);
			if (own) own.push(...times);
			else clusters.set(cluster, times);
		}
		return {
			histogram: [...histogram].sort(([a], [b]) => a - b),
			medians: [...clusters.values()].map(median)
		};
	},
	figure: ({ histogram }) => {
		const found = duration(histogram);
		return found && { value: found.median, lower: found.lower, upper: found.upper };
	},
	compare: (group, rest) => ({
		test: 'Mann–Whitney',
		p: mannWhitney(group.medians, rest.medians),
		ratio: null
	})
};

function median(times: number[]): number {
	return quantileType7(
		times.sort((a, b) => a - b),
		0.5
	);
}

const rates: Kind<Cluster[]> = {
	gather: byCluster,
	figure: (clusters) => {
		const found = rate(clusters.map(exposure));
		return found && { value: found.per_30_days, lower: found.lower, upper: found.upper };
	},
	compare: (group, rest) => {
		const p = cautiousRateP(group.map(exposure), rest.map(exposure));
		if (p === null) return null;
		return { test: 'quasi-Poisson', p: Math.max(p, dealtClusters(group, rest, 'y')), ratio: null };
	}
};

const exposure = ({ x, y }: Cluster): ClientExposure => ({ events: x, exposure_days: y });

type Mean = { clusters: Cluster[]; sums: ClusterValueSums };

const means: Kind<Mean> = {
	gather: (facts) => {
		const clusters = byCluster(facts);
		const sums = sumClusterValues(clusters.map(({ n, x, y }) => ({ rows: n, n: y, sum: x })));
		return { clusters, sums };
	},
	figure: ({ sums }) => mean(sums),
	compare: (group, rest) => {
		const p = testMeans(group.sums, rest.sums)?.p ?? 1;
		return {
			test: 'Welch t',
			p: Math.max(p, dealtClusters(group.clusters, rest.clusters, 'y')),
			ratio: null
		};
	}
};

/** Each takes back what its own `gather` gave. */
const KINDS = {
	ratio,
	time_to_event: timeToEvent,
	duration: durations,
	rate: rates,
	mean: means
} as unknown as Record<ComparedKind, Kind<unknown>>;
