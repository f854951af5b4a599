import { Z95, type Interval } from './proportion.ts';
import { gammaQuantile, tQuantile } from './distributions.ts';

/** A cluster's events, and the days in which they could happen. */
export interface ClientExposure {
	/** A whole number, at least 0. */
	events: number;
	/** At least 0, not necessarily whole. */
	exposure_days: number;
}

export interface Rate extends Interval {
	/** Events per 30 client-days. `lower` and `upper` are too. */
	per_30_days: number;
	events: number;
	exposure_days: number;
	/** Clients with exposure. */
	clients: number;
	/**
	 * How many times as much clients differ as chance alone would make them: Pearson's chi-squared ÷ (clients − 1).
	 * Null for a single client and where there are no events.
	 */
	dispersion: number | null;
}

const DAYS = 30;

/**
 * Events per 30 client-days with the 95 % interval, allowing for clients who differ: quasi-Poisson, all
 * events ÷ all exposure, on the log scale with t on clients − 1 degrees of freedom. It is never narrower
 * than chance alone makes it (dispersion 1, normal quantile), though clients may differ less than by chance.
 * One client, or no events at all: the exact interval of a single stream. 0 ≤ lower ≤ per_30_days ≤ upper.
 * A client without exposure and events says nothing and is left out. Null where no exposure is left.
 * Throws RangeError for events that are not whole or below 0, exposure below 0 or not finite, and for events
 * without exposure: the day of an event is exposure.
 * Rule: METHODS.md §4, oracle client-rates.json.
 */
export function rate(clients: readonly ClientExposure[]): Rate | null {
	for (const client of clients) check(client.events, client.exposure_days);
	const exposed = clients.filter(({ exposure_days }) => exposure_days > 0);
	if (exposed.length === 0) return null;
	const events = exposed.reduce((sum, client) => sum + client.events, 0);
	const exposure_days = exposed.reduce((sum, client) => sum + client.exposure_days, 0);
	const per_30_days = (DAYS * events) / exposure_days;
	const totals = { per_30_days, events, exposure_days, clients: exposed.length };
	if (exposed.length === 1 || events === 0) {
		return { ...totals, ...exactPoisson(events, exposure_days / DAYS), dispersion: null };
	}
	const df = exposed.length - 1;
	const chiSquared = exposed.reduce((sum, client) => {
		const expected = (client.exposure_days / exposure_days) * events;
		return sum + (client.events - expected) ** 2 / expected;
	}, 0);
	const dispersion = chiSquared / df;
	const spread = Math.max(tQuantile(0.975, df) * Math.sqrt(dispersion), Z95) / Math.sqrt(events);
	return {
		...totals,
		lower: per_30_days * Math.exp(-spread),
		// A client of one day with an event, among years without one, would carry it to Infinity.
		upper: Math.min(Number.MAX_VALUE, per_30_days * Math.exp(spread)),
		dispersion
	};
}

/**
 * How many times larger the variance of all events is than chance alone makes it, at least 1, from how far clusters lie from
 * their common rate: k/(k − 1) · Σ (events − rate · exposure)² ÷ Σ events, as of a ratio of two sums. Unlike `dispersion` it
 * lets those who stay long count by their events squared: where clusters have rates of their own, that is how their
 * distances add up. `of` is exposure in any unit. 1 for a single cluster, and without events.
 */
export function rateDesignEffect(clusters: readonly { events: number; of: number }[]): number {
	const sum = (each: (cluster: { events: number; of: number }) => number) =>
		clusters.reduce((total, cluster) => total + each(cluster), 0);
	const [events, exposure, count] = [sum((each) => each.events), sum((each) => each.of), clusters.length];
	if (count < 2 || events === 0 || exposure === 0) return 1;
	const squares = sum((each) => (each.events - (events / exposure) * each.of) ** 2);
	return Math.max(1, ((count / (count - 1)) * squares) / events);
}

/**
 * The 95 % interval of a single stream's rate, in events per unit of exposure: Garwood's exact one, with at
 * most 2.5 % on either side. 0 events: from 0.
 * Throws RangeError unless events are whole and at least 0, and exposure is above 0 and finite.
 * Rule: Garwood 1936; METHODS.md §4, oracle rates.csv.
 */
export function exactPoisson(events: number, exposure: number): Interval {
	checkStream(events, exposure);
	return {
		lower: events === 0 ? 0 : gammaQuantile(0.025, events) / exposure,
		upper: gammaQuantile(0.975, events + 1) / exposure
	};
}

/**
 * Byar's approximation to `exactPoisson`, as public-health reports use it.
 * Throws RangeError as `exactPoisson` does.
 * Rule: Breslow and Day 1987; METHODS.md §4, oracle rates.csv.
 */
export function byar(events: number, exposure: number): Interval {
	checkStream(events, exposure);
	const limit = (count: number, z: number) =>
		(count * (1 - 1 / (9 * count) + z / (3 * Math.sqrt(count))) ** 3) / exposure;
	return { lower: events === 0 ? 0 : limit(events, -Z95), upper: limit(events + 1, Z95) };
}

function checkStream(events: number, exposure: number): void {
	check(events, exposure);
	if (exposure === 0) throw new RangeError(`${events} events in no exposure: no rate.`);
}

function check(events: number, exposure: number): void {
	const possible = Number.isSafeInteger(events) && events >= 0 && exposure >= 0 && exposure < Infinity;
	if (!possible || (events > 0 && exposure === 0)) {
		throw new RangeError(
			`${events} events in ${exposure} days: events are whole and from 0, and their days are exposure.`
		);
	}
}
