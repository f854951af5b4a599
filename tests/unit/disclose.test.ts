import { describe, expect, it } from 'vitest';
import { fits, impliedZeros, Ledger } from '#lib/metrics/disclose/counts.ts';
import { bandOf, endOf, isSmall, policySchema } from '#lib/metrics/disclose/policy.ts';

describe('a policy', () => {
	it('hides from one client up to one below k, never nobody', () => {
		expect([0, 1, 10, 11].map((clients) => isSmall(clients, 11))).toEqual([false, true, true, false]);
	});

	it('shows a band at an end only where enough clients are within it', () => {
		expect([50, 109, 110, 400].map((n) => bandOf(n, 11))).toEqual([null, null, 11, 40]);
		expect([0, 0.0999, 0.1, 0.5, 0.9, 0.91, 1].map(endOf)).toEqual([
			'under',
			'under',
			null,
			null,
			null,
			'over',
			'over'
		]);
	});

	it('has eleven for its k, and gives all away only with a basis', () => {
		expect(policySchema.parse({ kind: 'suppress' })).toEqual({ kind: 'suppress', k: 11 });
		expect(policySchema.safeParse({ kind: 'unsuppressed', basis: ' ' }).success).toBe(false);
		expect(policySchema.safeParse({ kind: 'suppress', k: 2 }).success).toBe(false);
	});
});

describe('a ledger', () => {
	it('refuses what is no count, what was another number before, and sums that are wrong', () => {
		const ledger = new Ledger();
		const [all, part] = [ledger.note('all', 7), ledger.note('part', 4)];
		expect(ledger.note('all', 7)).toBe(all);
		expect(() => ledger.note('half', 3.5)).toThrow('half is 3.5, which is no count.');
		expect(() => ledger.note('part', 5)).toThrow('part is 5, and was 4 before.');
		expect(() => {
			ledger.sum(all, [part]);
		}).toThrow('all is 7, and part are together 4.');
		expect(() => {
			ledger.atMost(all, [part]);
		}).toThrow(RangeError);
	});

	it('knows which other numbers would fit', () => {
		const ledger = new Ledger();
		const [all, one, two] = [ledger.note('all', 7), ledger.note('one', 4), ledger.note('two', 3)];
		ledger.sum(all, [one, two]);
		const { counts } = ledger;
		const with_ = (...pairs: [number, number][]) => fits(counts, new Map(pairs));
		expect(with_([one, 6], [two, 1])).toBe(true);
		expect(with_([one, 6])).toBe(false);
		expect(with_([one, 8], [two, -1])).toBe(false);
		expect(with_([one, 3.5], [two, 3.5])).toBe(false);
	});

	it('knows which zeros follow from one that is shown', () => {
		const ledger = new Ledger();
		const [all, one, inner] = ['all', 'one', 'inner'].map((name) => ledger.note(name, 0));
		ledger.sum(all!, [one!]);
		ledger.sum(one!, [inner!]);
		expect(impliedZeros(ledger.counts, new Set([one!, inner!]))).toEqual(new Set([one, inner]));
		expect(impliedZeros(ledger.counts, new Set([all!, one!, inner!]))).toEqual(new Set());
	});
});
