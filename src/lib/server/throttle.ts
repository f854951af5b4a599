/**
 * Slows guesses at passwords without locking anybody out: an attempt waits, it is not refused, and it waits only
 * for failures that came the same way. Who guesses at one account from one address waits longer and longer;
 * who tries many accounts from one address, or one account from many, waits a little. A browser that signed in to
 * the account before goes by its own way, so that an attack does not slow its owner there.
 */
const WAYS = {
	'account at address': { free: 3, first: 1, most: 30 },
	address: { free: 20, first: 1, most: 10 },
	account: { free: 30, first: 1, most: 5 },
	'known browser': { free: 5, first: 1, most: 30 }
} as const;
type Way = keyof typeof WAYS;

/** Failures are forgotten after so many minutes without one. */
const MEMORY = 15;
/** At most so many attempts wait in one way; more are turned away. */
const MOST_WAITING = 5;
const MOST_KNOWN = 10_000;

type Past = { failures: number; last: number; waiting: number; turn: Promise<unknown> };

/** Who attempts: from which address, at which account, and whether the browser signed in to it before. */
export type Attempt = { address: string; account: string; known: boolean };

export type Throttle = {
	/**
	 * Does an attempt once its wait is over, one after the other; gives what it gave, or `too many` where more wait
	 * already.
	 */
	attempt<Answer>(
		who: Attempt,
		work: () => Promise<Answer>,
		succeeded: (answer: Answer) => boolean
	): Promise<Answer | 'too many'>;
};

type Clock = { now(): number; sleep(seconds: number): Promise<void> };

const CLOCK: Clock = {
	now: () => Date.now(),
	sleep: (seconds) => new Promise((done) => setTimeout(done, seconds * 1000))
};

/** Makes a throttle that knows nothing yet. */
export function makeThrottle(clock: Clock = CLOCK): Throttle {
	const past = new Map<string, Past>();
	const pastOf = (key: string): Past => {
		const known = past.get(key);
		if (known && (known.waiting > 0 || clock.now() - known.last < MEMORY * 60_000)) return known;
		const none = { failures: 0, last: clock.now(), waiting: 0, turn: Promise.resolve() };
		past.delete(key);
		past.set(key, none);
		const [oldest] = past.keys();
		if (past.size > MOST_KNOWN && oldest !== undefined) past.delete(oldest);
		return none;
	};
	return {
		attempt: async (who, work, succeeded) => {
			const ways = waysOf(who).map(([way, key]) => ({ way, past: pastOf(`${way} ${key}`) }));
			const own = ways[0]!.past;
			if (own.waiting >= MOST_WAITING) return 'too many';
			own.waiting++;
			const before = own.turn;
			let done = () => {};
			own.turn = new Promise<void>((resolve) => (done = resolve));
			try {
				await before;
				const wait = Math.max(...ways.map((each) => waitOf(each.way, each.past.failures)));
				if (wait > 0) await clock.sleep(wait);
				const answer = await work();
				const good = succeeded(answer);
				for (const each of good ? [ways[0]!] : ways) {
					each.past.failures = good ? 0 : each.past.failures + 1;
					each.past.last = clock.now();
				}
				return answer;
			} finally {
				own.waiting--;
				done();
			}
		}
	};
}

/** The ways that an attempt comes, its own first. */
function waysOf({ address, account, known }: Attempt): [Way, string][] {
	if (known) return [['known browser', account]];
	return [
		['account at address', `${account} ${address}`],
		['address', address],
		['account', account]
	];
}

function waitOf(way: Way, failures: number): number {
	const { free, first, most } = WAYS[way];
	return failures < free ? 0 : Math.min(most, first * 2 ** (failures - free));
}
