/** How one wait ended: with what was waited for, with something else that rules it out, or not yet. */
export type Wait = { days: number; outcome: 'event' | 'competing' | 'censored' };

/**
 * The share that had the event by each day on which one had it, by Aalen and Johansen: who left otherwise
 * stays in the denominator, who still waits counts until the last day known.
 */
export function curve(waits: readonly Wait[]): { day: number; share: number }[] {
	const days = [...new Set(waits.map((wait) => wait.days))].sort((one, other) => one - other);
	const on = Map.groupBy(waits, (wait) => wait.days);
	let waiting = waits.length;
	let neither = 1;
	let share = 0;
	const steps: { day: number; share: number }[] = [];
	for (const day of days) {
		const ended = on.get(day) ?? [];
		const events = ended.filter((wait) => wait.outcome === 'event').length;
		const competing = ended.filter((wait) => wait.outcome === 'competing').length;
		share += neither * (events / waiting);
		neither *= 1 - (events + competing) / waiting;
		waiting -= ended.length;
		if (events > 0) steps.push({ day, share });
	}
	return steps;
}

/** The share that had the event by a day. */
export function shareBy(waits: readonly Wait[], day: number): number {
	return curve(waits).findLast((step) => step.day <= day)?.share ?? 0;
}

/** The first day by which half had the event, or null where that is not reached. */
export function halfBy(waits: readonly Wait[]): number | null {
	return curve(waits).find((step) => step.share >= 0.5 - 1e-9)?.day ?? null;
}

/** The middle value, of an even number the mean of the two middle ones; throws `RangeError` without any. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((one, other) => one - other);
	const low = sorted[Math.floor((sorted.length - 1) / 2)];
	const high = sorted[Math.ceil((sorted.length - 1) / 2)];
	if (low === undefined || high === undefined) throw new RangeError('There is no median of nothing.');
	return (low + high) / 2;
}
