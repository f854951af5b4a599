import { logChoose, tTails } from '../estimate/distributions.ts';
import type { ClientExposure } from '../estimate/rate.ts';

export interface RateComparison {
	/** The group's rate over the rest's; 0 or Infinity where one of them has no events. */
	ratio: number;
	/** Pearson's chi-squared within the two groups ÷ (clients − 2). */
	dispersion: number;
	/** Of the ratio's logarithm, on clients − 2 degrees of freedom; null where either has no events. */
	t: number | null;
	df: number;
	p: number;
}

type Totals = { events: number; exposure: number };

/**
 * Quasi-Poisson comparison of two rates over clients who differ: the log ratio with the variance dispersion · (1/events
 * + 1/events), against t on clients − 2 degrees of freedom. p is 1 where there are fewer than three clients or no
 * events. Where one group has no events the ratio has no logarithm, and the exact test alone speaks (`cautiousRateP`).
 * Rule: METHODS.md §4, oracle client-rates.json (R's glm, quasipoisson).
 */
export function compareRates(
	group: readonly ClientExposure[],
	rest: readonly ClientExposure[]
): RateComparison | null {
	const [a, b] = [group, rest].map(exposed) as [ClientExposure[], ClientExposure[]];
	if (a.length === 0 || b.length === 0) return null;
	const [own, others] = [total(a), total(b)];
	const df = a.length + b.length - 2;
	const dispersion = df > 0 ? (chiSquared(a, own) + chiSquared(b, others)) / df : 1;
	const ratio = own.events / own.exposure / (others.events / others.exposure);
	if (own.events === 0 || others.events === 0 || df < 1) return { ratio, dispersion, t: null, df, p: 1 };
	const t = Math.log(ratio) / Math.sqrt(dispersion * (1 / own.events + 1 / others.events));
	return { ratio, dispersion, t, df, p: dispersion > 0 ? Math.min(1, tTails(t, df)) : ratio === 1 ? 1 : 0 };
}

/**
 * The p of `compareRates` with clients who differ at least as much as by chance, or that of the exact test on the
 * events ÷ dispersion where it is larger: which side the events fall to, were both rates the same. Null as there.
 */
export function cautiousRateP(
	group: readonly ClientExposure[],
	rest: readonly ClientExposure[]
): number | null {
	const found = compareRates(group, rest);
	if (found === null) return null;
	const [own, others] = [total(exposed(group)), total(exposed(rest))];
	const dispersion = Math.max(1, found.dispersion);
	const wald =
		found.t === null || found.dispersion === 0
			? 0
			: Math.min(1, tTails(found.t * Math.sqrt(found.dispersion / dispersion), found.df));
	const share = own.exposure / (own.exposure + others.exposure);
	return Math.max(wald, fairShare(own.events / dispersion, others.events / dispersion, share));
}

const RELATIVE = Math.log(1 + 1e-7);

/**
 * The exact two-sided test of how many of the events fall to the group, each with the same chance. What is not
 * whole is rounded towards what was to be expected.
 */
function fairShare(own: number, others: number, chance: number): number {
	const n = Math.floor(own + others + 1e-9);
	if (n === 0) return 1;
	const events = (n * own) / (own + others);
	const whole = events < n * chance ? Math.ceil(events - 1e-9) : Math.floor(events + 1e-9);
	const log = (k: number) => logChoose(n, k) + k * Math.log(chance) + (n - k) * Math.log1p(-chance);
	const observed = log(whole) + RELATIVE;
	let p = 0;
	for (let k = 0; k <= n; k++) {
		const each = log(k);
		if (each <= observed) p += Math.exp(each);
	}
	return Math.min(1, p);
}

function exposed(clients: readonly ClientExposure[]): ClientExposure[] {
	return clients.filter(({ exposure_days }) => exposure_days > 0);
}

function total(clients: readonly ClientExposure[]): Totals {
	return clients.reduce(
		(sum, { events, exposure_days }) => ({
			events: sum.events + events,
			exposure: sum.exposure + exposure_days
		}),
		{ events: 0, exposure: 0 }
	);
}

function chiSquared(clients: readonly ClientExposure[], { events, exposure }: Totals): number {
	if (events === 0) return 0;
	return clients.reduce((sum, client) => {
		const expected = (client.exposure_days / exposure) * events;
		return sum + (client.events - expected) ** 2 / expected;
	}, 0);
}
