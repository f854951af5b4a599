import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkOf } from '#lib/server/network.ts';
import { makeThrottle, type Attempt, type Clock, type Throttle } from '#lib/server/throttle.ts';

const VICTIM = 'victim@example.org';
const MINUTE = 60_000;

/** A clock that stands still until somebody waits, and then goes on to who waits least. */
function fakeClock(): Clock & { runTo: (moment: number) => Promise<void>; runOut: () => Promise<void> } {
	let now = 0;
	let sleeping: { until: number; wake: () => void }[] = [];
	const settle = () => new Promise((done) => setImmediate(done));
	async function runTo(moment: number): Promise<void> {
		for (;;) {
			await settle();
			const next = sleeping.toSorted((a, b) => a.until - b.until)[0];
			if (!next || next.until > moment) break;
			sleeping = sleeping.filter((each) => each !== next);
			now = next.until;
			next.wake();
		}
		now = Math.max(now, Number.isFinite(moment) ? moment : now);
	}
	return {
		now: () => now,
		sleep: (seconds) =>
			new Promise((wake) => {
				sleeping.push({ until: now + seconds * 1000, wake });
			}),
		runTo,
		runOut: () => runTo(Infinity)
	};
}

function scene() {
	const clock = fakeClock();
	const throttle = makeThrottle(clock);
	return {
		clock,
		throttle,
		wait: (who: Partial<Attempt>, right = false) => waitOf(throttle, clock, who, right)
	};
}

/** How many seconds an attempt waits before the password is looked at, or that it is turned away. */
async function waitOf(
	throttle: Throttle,
	clock: ReturnType<typeof fakeClock>,
	who: Partial<Attempt>,
	right = false
): Promise<number | 'too many'> {
	const asked = clock.now();
	let looked = asked;
	const attempt = throttle.attempt(
		{ account: VICTIM, address: '192.0.2.1', browser: null, ...who },
		() => {
			looked = clock.now();
			return Promise.resolve(right);
		},
		(answer) => answer
	);
	await clock.runOut();
	return (await attempt) === 'too many' ? 'too many' : (looked - asked) / 1000;
}

describe('guesses at one account from one address', () => {
	test('wait longer and longer after three slips, and never longer than half a minute', async () => {
		const { wait } = scene();
		const waits = [];
		for (let guess = 0; guess < 12; guess++) waits.push(await wait({}));
		expect(waits).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30]);
	});

	test('wait no more once the password was right, nor a quarter of an hour after the last one', async () => {
		const { wait, clock } = scene();
		for (let guess = 0; guess < 5; guess++) await wait({});
		expect(await wait({}, true)).toBe(4);
		expect(await wait({})).toBe(0);
		for (let guess = 0; guess < 5; guess++) await wait({});
		await clock.runTo(clock.now() + 14 * MINUTE);
		expect(await wait({})).toBeGreaterThan(0);
		await clock.runTo(clock.now() + 15 * MINUTE);
		expect(await wait({})).toBe(0);
	});

	test('are looked at one after the other, three at a time, however many are sent at once', async () => {
		const { clock, throttle } = scene();
		let atOnce = 0;
		let most = 0;
		const attempts = Array.from({ length: 10 }, () =>
			throttle.attempt(
				{ account: VICTIM, address: '192.0.2.1', browser: null },
				async () => {
					most = Math.max(most, ++atOnce);
					await clock.sleep(1);
					atOnce--;
					return false;
				},
				(right) => right
			)
		);
		await clock.runOut();
		const answers = await Promise.all(attempts);
		expect(answers.filter((each) => each === 'too many')).toHaveLength(7);
		expect(most).toBe(1);
	});
});

describe('guesses at many accounts from one address', () => {
	const spray = (n: number) => ({ account: `person${String(n)}@example.org` });

	test('wait up to ten seconds, also for accounts that nobody tried', async () => {
		const { wait } = scene();
		const waits = [];
		for (let guess = 0; guess < 26; guess++) waits.push(await wait(spray(guess)));
		expect(waits.slice(0, 20)).toEqual(Array(20).fill(0));
		expect(waits.slice(20)).toEqual([1, 2, 4, 8, 10, 10]);
	});

	test('are not let through by being sent at once', async () => {
		const { clock, throttle } = scene();
		let looked = 0;
		const attempts = Array.from({ length: 1000 }, (_, guess) =>
			throttle.attempt(
				{ address: '192.0.2.1', browser: null, ...spray(guess) },
				() => Promise.resolve(looked++ < 0),
				(right) => right
			)
		);
		await clock.runTo(clock.now());
		expect(looked).toBeLessThanOrEqual(20);
		await clock.runOut();
		expect((await Promise.all(attempts)).filter((each) => each !== 'too many')).toHaveLength(40);
	});

	test('leave who signs in right from that address to wait, and not who did so before in the same browser', async () => {
		const { wait } = scene();
		for (let guess = 0; guess < 30; guess++) await wait(spray(guess));
		expect(await wait({}, true)).toBe(10);
		expect(await wait({ browser: 'known' }, true)).toBe(0);
	});
});

test('a known browser in which somebody guesses waits, and another one of the same person does not', async () => {
	const { wait } = scene();
	for (let guess = 0; guess < 9; guess++) await wait({ browser: 'at the reception' });
	expect(await wait({ browser: 'at the reception' })).toBe(16);
	expect(await wait({ browser: 'at home' })).toBe(0);
});

test('whatever is done from other addresses, the person waits at most five seconds, and never in a known browser', async () => {
	const others = fc.record({
		account: fc.constantFrom(VICTIM, VICTIM, 'attacker@example.org', 'x'.repeat(10_000)),
		/** From one address, or each time from another. */
		network: fc.constantFrom('203.0.113.', '2001:db8:0:'),
		spread: fc.boolean(),
		pause: fc.constantFrom(0, 0, 0, 500, 2_000, 40_000, 5 * MINUTE),
		times: fc.constantFrom(1, 3, 100),
		right: fc.boolean()
	});
	await fc.assert(
		fc.asyncProperty(fc.array(others, { maxLength: 30 }), async (attack) => {
			const { clock, throttle, wait } = scene();
			for (const { account, network, spread, pause, times, right } of attack) {
				await clock.runTo(clock.now() + pause);
				for (let time = 0; time < times; time++) {
					const at = `${network}${String(spread ? time : 0)}`;
					void throttle.attempt(
						{
							account,
							address: at.includes(':') ? `${at}::1` : at,
							browser: account === VICTIM ? null : 'own'
						},
						() => Promise.resolve(right && account !== VICTIM),
						(answer) => answer
					);
				}
			}
			const fresh = await wait({ address: '2001:db8:ffff::5' }, true);
			expect(fresh).not.toBe('too many');
			expect(fresh).toBeLessThanOrEqual(5);
			expect(await wait({ browser: 'known' }, true)).toBe(0);
		}),
		{ numRuns: 60 }
	);
});

test('many addresses that guess at one account make it wait five seconds everywhere', async () => {
	const { wait } = scene();
	for (let guess = 0; guess < 40; guess++) await wait({ address: `203.0.113.${String(guess)}` });
	expect(await wait({ address: '198.51.100.7' }, true)).toBe(5);
});

describe('the network of an address', () => {
	test.each([
		['192.0.2.1', '192.0.2.1'],
		['::ffff:192.0.2.1', '192.0.2.1'],
		['::FFFF:c000:0201', '192.0.2.1'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
		['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
		['2001:db8::1', '2001:db8:0:0::/64'],
		['fe80::1%eth0', 'fe80:0:0:0::/64'],
		['::1', '0:0:0:0::/64'],
		['no address', 'no address']
	])('of %s is %s', (address, network) => {
		expect(networkOf(address)).toBe(network);
	});

	test('makes all addresses of a household one', async () => {
		const { wait } = scene();
		for (let guess = 0; guess < 5; guess++) await wait({ address: `2001:db8:1:2::${String(guess)}` });
		expect(await wait({ address: '2001:db8:1:2:ffff::1' })).toBe(4);
		expect(await wait({ address: '2001:db8:1:3::1' })).toBe(0);
	});
});
