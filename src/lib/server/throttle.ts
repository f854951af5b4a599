import { createHash } from 'node:crypto';
import { networkOf } from './network.ts';

/**
 * Slows guesses at passwords without locking anybody out: an attempt waits, and it waits only for failures that
 * came the same way. Who guesses at one account from one address waits longer and longer; who tries many accounts
 * from one address, or one account from many, waits a little. A browser that signed in to the account before goes
 * by a way of its own, so that no attack slows its owner there. From an address that did nothing wrong an attempt
 * waits at most as long as the way of the account says, and is never turned away.
 */
const WAYS = {
	'account at address': { free: 3, first: 1, most: 30, atOnce: 3 },
	address: { free: 20, first: 1, most: 10, atOnce: 40 },
	account: { free: 30, first: 1, most: 5, atOnce: Infinity },
	'known browser': { free: 5, first: 1, most: 30, atOnce: 3 }
} as const;
type Way = keyof typeof WAYS;

/** Failures are forgotten after so many minutes without one. */
const MEMORY = 15;
/** Of more ways than this those that were not used for longest are forgotten. */
const MOST_KNOWN = 100_000;

type Past = { failures: number; last: number; underway: number; turn: Promise<unknown> };

/** Who attempts: at which account, from which address, and by which browser, if it signed in there before. */
export type Attempt = { account: string; address: string; browser: string | null };

export type Throttle = {
	/**
	 * Does an attempt once its wait is over, those at one account from one address one after the other; gives what
	 * it gave, or `too many` where as many as may be are under way already.
	 */
	attempt<Answer>(
		who: Attempt,
		work: () => Promise<Answer>,
		succeeded: (answer: Answer) => boolean
	): Promise<Answer | 'too many'>;
};

/** Milliseconds since 1970, and a pause of so many seconds. */
export type Clock = { now(): number; sleep(seconds: number): Promise<void> };

const CLOCK: Clock = {
	now: () => Date.now(),
	sleep: (seconds) => new Promise((done) => setTimeout(done, seconds * 1000))
};

/** Makes a throttle that knows nothing yet. */
export function makeThrottle(clock: Clock = CLOCK): Throttle {
	const known = new Map<string, Past>();
	const isOver = ({ underway, last }: Past) => underway === 0 && clock.now() - last >= MEMORY * 60_000;

	function pastOf(way: Way, whose: string): Past {
		// Whatever was typed as an e-mail takes no more room than this, and cannot be read in memory.
		const key = createHash('sha256').update(`${way}\n${whose}`).digest('base64');
		let past = known.get(key);
		if (!past || isOver(past))
			past = { failures: 0, last: clock.now(), underway: 0, turn: Promise.resolve() };
		known.delete(key); // so that those used last stand at the end
		known.set(key, past);
		return past;
	}

	function forget(): void {
		for (const [key, past] of known) {
			if (known.size <= MOST_KNOWN) return;
			if (past.underway === 0) known.delete(key);
		}
	}

	return {
		attempt: async (who, work, succeeded) => {
			const ways = waysOf(who).map(([way, whose]) => ({ ...WAYS[way], past: pastOf(way, whose) }));
			forget();
			if (ways.some(({ past, atOnce }) => past.underway >= atOnce)) return 'too many';
			const own = ways[0]!.past;
			const before = own.turn;
			let done = () => {};
			own.turn = new Promise<void>((resolve) => (done = resolve));
			for (const { past } of ways) past.underway++;
			try {
				await before;
				// Others under way may fail as well: a thousand attempts at once are a thousand attempts.
				const waits = ways.map((way) =>
					waitOf(way, way.past.failures + (way.past === own ? 0 : way.past.underway - 1))
				);
				const wait = Math.max(...waits);
				if (wait > 0) await clock.sleep(wait);
				const answer = await work();
				const good = succeeded(answer);
				if (good) own.failures = 0;
				for (const { past } of good ? [] : ways) {
					past.failures++;
					past.last = clock.now();
				}
				return answer;
			} finally {
				for (const { past } of ways) past.underway--;
				done();
			}
		}
	};
}

/** The ways that an attempt comes, its own first. */
function waysOf({ account, address, browser }: Attempt): [Way, string][] {
	if (browser !== null) return [['known browser', `${browser} ${account}`]];
	const network = networkOf(address);
	return [
		['account at address', `${network} ${account}`],
		['address', network],
		['account', account]
	];
}

function waitOf({ free, first, most }: (typeof WAYS)[Way], failures: number): number {
	return failures < free ? 0 : Math.min(most, first * 2 ** (failures - free));
}
