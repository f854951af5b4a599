/** Less than this of it is done, and nothing can be said. */
const LEAST = 0.02;

/** How many seconds something still takes that has taken so many milliseconds for a share of it; null while it cannot be told. */
export function timeLeft(elapsedMs: number, share: number | null): number | null {
	if (share === null || share < LEAST || elapsedMs < 1000) return null;
	return Math.max(0, Math.round((elapsedMs * (1 - share)) / share / 1000));
}

/** Seconds as a person counts them: in seconds below a minute and a half, else in minutes. */
export function untilOf(seconds: number): { value: number; unit: 'seconds' | 'minutes' } {
	return seconds < 90
		? { value: Math.max(1, seconds), unit: 'seconds' }
		: { value: Math.round(seconds / 60), unit: 'minutes' };
}
