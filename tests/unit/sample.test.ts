import { beforeAll, describe, expect, it } from 'vitest';
import { dateOf, dayOf, isWeekend, monthOf, timeOf, workdayFrom } from '#pipelines/sample/calendar.ts';
import { canonicalTables } from '#pipelines/sample/canonical.ts';
import { hmisTables } from '#pipelines/sample/hmis.ts';
import type { Enrollment } from '#pipelines/sample/enrollments.ts';
import { teamOn } from '#pipelines/sample/roster.ts';
import { makeSample, type Sample } from '#pipelines/sample/sample.ts';
import { writeTable } from '#pipelines/sample/tables.ts';
import { tellTruths } from '#pipelines/sample/tell.ts';
import { findTruths, type Truths } from '#pipelines/sample/truths.ts';
import { curve, halfBy, median, shareBy, type Wait } from '#pipelines/sample/waits.ts';

/** Both exports of a sample as text, by file. */
function texts(sample: Sample): Record<string, string> {
	const of = (format: string, version: string, tables: ReturnType<typeof canonicalTables>) =>
		Object.entries(tables).map(([file, lines]) => [
			`${format}/${file}`,
			writeTable(format, file, version, lines)
		]);
	return Object.fromEntries([
		...of('canonical-csv', '1', canonicalTables(sample)),
		...of('hmis-csv', '2026', hmisTables(sample))
	]) as Record<string, string>;
}

describe('a sample', () => {
	it('is the same to the letter for the same seed, and another for another', () => {
		const first = texts(makeSample({ clients: 120, seed: 7 }));
		expect(texts(makeSample({ clients: 120, seed: 7 }))).toEqual(first);
		const other = texts(makeSample({ clients: 120, seed: 8 }));
		for (const file of ['client', 'enrollment', 'contact', 'document', 'absence'])
			expect(other[`canonical-csv/${file}`], file).not.toEqual(first[`canonical-csv/${file}`]);
	});

	it('has about as many people as asked for', () => {
		const samples = [300, 1000, 4000].map((clients) => ({ clients, planted: true }));
		for (const asked of [...samples, { clients: 2000, planted: false }]) {
			const { people } = makeSample({ ...asked, seed: 3 });
			expect(people.length / asked.clients).toBeGreaterThan(0.85);
			expect(people.length / asked.clients).toBeLessThan(1.15);
		}
	});

	it('holds nobody’s name, number or address', () => {
		const tables = hmisTables(makeSample({ clients: 120, seed: 7 }));
		const filled = new Set(
			['Client', 'User', 'ProjectCoC', 'Export'].flatMap((file) => (tables[file] ?? []).flatMap(Object.keys))
		);
		for (const column of ['FirstName', 'LastName', 'SSN', 'UserFirstName', 'UserEmail', 'Address1', 'ZIP'])
			expect(filled).not.toContain(column);
	});

	it('holds only what was written down before it was exported', () => {
		for (const [file, text] of Object.entries(texts(makeSample({ clients: 120, seed: 7 }))))
			if (file !== 'canonical-csv/incident')
				for (const [, moment = ''] of text.matchAll(/,(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/g))
					expect(moment <= '2026-10-02 23:59:59', `${file}: ${moment}`).toBe(true);
	});
});

describe('the truths of the default sample', () => {
	let truths: Truths;
	beforeAll(() => {
		truths = findTruths(makeSample({ clients: 4000, seed: 1 }));
	});
	const measures = (id: string) => {
		const found = truths.truths.find((each) => each.id === id)?.measures ?? [];
		return found.map(({ value, against, n, n_against }) => {
			if (value === null || against === null) throw new Error(`${id} has no value.`);
			expect(Math.min(n, n_against)).toBeGreaterThan(100);
			return { value, against };
		});
	};

	it('the waits of one program doubled', () => {
		const [half, by90] = measures('waits-doubled');
		if (!half || !by90) throw new Error('There are two measures.');
		expect(half.value / half.against).toBeGreaterThan(1.7);
		expect(half.value / half.against).toBeLessThan(2.5);
		expect(by90.against - by90.value).toBeGreaterThan(0.2);
		expect(half.against).toBeGreaterThan(45);
		expect(half.against).toBeLessThan(75);
	});

	it('one team’s notes are late', () => {
		const [documents, lag] = measures('late-notes');
		if (!documents || !lag) throw new Error('There are two measures.');
		expect(documents.against).toBeGreaterThan(0.75);
		expect(documents.against - documents.value).toBeGreaterThan(0.25);
		expect(lag.value - lag.against).toBeGreaterThanOrEqual(3);
	});

	it('one language group waits longer', () => {
		const [half, by90] = measures('language-waits-longer');
		if (!half || !by90) throw new Error('There are two measures.');
		expect(half.value / half.against).toBeGreaterThan(1.6);
		expect(by90.against - by90.value).toBeGreaterThan(0.2);
	});

	it('one kind of referral has no capacity', () => {
		const [none, connected] = measures('no-capacity');
		if (!none || !connected) throw new Error('There are two measures.');
		expect(none.value).toBeGreaterThan(0.5);
		expect(none.against).toBeLessThan(0.06);
		expect(connected.against - connected.value).toBeGreaterThan(0.4);
	});

	it('one worker differs, and those named for chance lie far closer', () => {
		for (const { value, against } of measures('different-worker'))
			expect(against - value).toBeGreaterThan(0.12);
		const { workers, pooled } = truths.by_chance ?? { workers: [], pooled: 0 };
		expect(workers).toHaveLength(3);
		for (const { worker, value, z } of workers) {
			expect(worker).not.toBe('W14');
			expect(Math.abs(z)).toBeLessThan(3.09);
			expect(Math.abs(value - pooled)).toBeLessThan(0.1);
		}
	});

	it('the dirt is little and listed', () => {
		expect(truths.dirt.map((each) => each.what)).toContain('exit before the start');
		for (const { count, ids } of truths.dirt) {
			expect(ids).toHaveLength(count);
			expect(count).toBeGreaterThan(0);
			expect(count).toBeLessThanOrEqual(80);
		}
	});
});

describe('a sample with nothing planted', () => {
	let plain: Sample;
	beforeAll(() => {
		plain = makeSample({ clients: 6000, seed: 1, planted: false });
	});
	/** The shares of two parts of a list, and how many standard errors they lie apart. */
	const apart = <Item>(
		list: readonly Item[],
		is: (item: Item) => boolean,
		succeeds: (item: Item) => boolean
	) => {
		const [one, other] = [list.filter(is), list.filter((item) => !is(item))].map((part) => ({
			n: part.length,
			share: part.filter(succeeds).length / part.length
		}));
		if (!one || !other) throw new Error('There are two parts.');
		const all = list.filter(succeeds).length / list.length;
		expect(Math.min(one.n, other.n)).toBeGreaterThan(100);
		return (one.share - other.share) / Math.sqrt(all * (1 - all) * (1 / one.n + 1 / other.n));
	};

	it('says so, and names nobody', () => {
		expect(findTruths(plain)).toMatchObject({ truths: [], by_chance: null });
		expect(tellTruths(findTruths(plain))).toContain('Nothing was planted');
	});

	it('has programs of the same people', () => {
		const heads = plain.enrollments.filter((each) => each.isHead);
		for (const key of ['outreach', 'shelter', 'rapid', 'family'] as const)
			for (const [trait, has] of Object.entries({
				family: (each: Enrollment) => each.case.stays.length > 1,
				veteran: (each: Enrollment) => each.person.veteran === 'yes',
				disabled: (each: Enrollment) => each.person.disabling === 'yes',
				sheltered: (each: Enrollment) => each.case.before === 'emergency shelter',
				long: (each: Enrollment) => each.case.homelessSince !== null
			}))
				expect(
					Math.abs(apart(heads, (each) => each.case.program.key === key, has)),
					`${key} ${trait}`
				).toBeLessThan(4);
	});

	it('has no group that waits longer or leaves otherwise', () => {
		const heads = plain.enrollments.filter((each) => each.isHead);
		const inRapid = heads.filter((each) => each.case.program.key === 'rapid');
		const left = heads.filter((each) => each.exitedOn !== null && each.case.program.key === 'shelter');
		const waited = (each: Enrollment) => each.movedInOn !== null && each.movedInOn - each.startedOn <= 90;
		const home = (each: Enrollment) => /rental|permanent/.test(each.destination ?? '');
		for (const [group, is] of Object.entries({
			language: (each: Enrollment) => each.person.language === 'Spanish',
			race: (each: Enrollment) => each.person.race === 'White',
			sex: (each: Enrollment) => each.person.sex === 'female',
			veteran: (each: Enrollment) => each.person.veteran === 'yes',
			family: (each: Enrollment) => each.case.stays.length > 1,
			late: (each: Enrollment) => each.startedOn >= dayOf('2025-04-01')
		})) {
			// The latest were not followed for 90 days.
			const followed = inRapid.filter((each) => each.startedOn <= dayOf('2026-07-01'));
			expect(Math.abs(apart(followed, is, waited)), group).toBeLessThan(4);
			expect(Math.abs(apart(left, is, home)), group).toBeLessThan(4);
		}
	});

	it('has no worker, team or service of another kind, and nobody who is away', () => {
		const kept = plain.contacts.filter((each) => each.scheduled && each.result !== 'cancelled_by_agency');
		// Households differ in how often they come: several standard errors of single appointments are nothing.
		for (const worker of ['W11', 'W14', 'W34', 'W42'])
			expect(
				Math.abs(
					apart(
						kept,
						(each) => each.worker === worker,
						(each) => each.result === 'attended'
					)
				),
				worker
			).toBeLessThan(6);
		const referred = plain.referrals.filter((each) => each.result !== 'pending');
		expect(
			Math.abs(
				apart(
					referred,
					(each) => each.serviceType === 'mental health care',
					(each) => each.result === 'no capacity'
				)
			)
		).toBeLessThan(4);
		const written = plain.contacts.filter((each) => teamOn(each.worker, each.on)?.startsWith('Housing'));
		expect(
			Math.abs(
				apart(
					written,
					(each) => teamOn(each.worker, each.on) === 'Housing South',
					(each) => each.entry.on - each.on <= 1
				)
			)
		).toBeLessThan(6);
		expect(
			Math.abs(
				apart(
					plain.supervisions,
					(each) => each.supervisor === 'W20',
					(each) => each.heldOn !== null
				)
			)
		).toBeLessThan(4);
		expect(plain.absences).toEqual([]);
	});

	it('has households whose members share all but a few faults of the data', () => {
		const together = Map.groupBy(plain.contacts, (each) => `${each.case.id} ${String(each.on)} ${each.kind}`);
		const partly = [...together.values()].filter(
			(contacts) => contacts.length % (contacts[0]?.case.stays.length ?? 1) > 0
		);
		expect(partly.length / together.size).toBeLessThan(0.005);
		const others = plain.enrollments.filter((each) => each.startedOn !== each.case.startedOn);
		expect(others.length / plain.enrollments.length).toBeLessThan(0.005);
	});
});

describe('the calendar', () => {
	it('knows days, months and weekends', () => {
		expect(dateOf(dayOf('2024-02-29') + 1)).toBe('2024-03-01');
		expect(timeOf(dayOf('2026-09-30'), 14 * 60 + 5)).toBe('2026-09-30 14:05:00');
		expect(monthOf(dayOf('2026-09-30'))).toBe(9);
		const week = ['2026-09-25', '2026-09-26', '2026-09-27', '2026-09-28'].map(dayOf);
		expect(week.map(isWeekend)).toEqual([false, true, true, false]);
		expect(week.map((day) => dateOf(workdayFrom(day)))).toEqual([
			'2026-09-25',
			'2026-09-28',
			'2026-09-28',
			'2026-09-28'
		]);
	});
});

describe('waits', () => {
	const wait = (days: number, outcome: Wait['outcome']): Wait => ({ days, outcome });

	it('count those who left and those who still wait', () => {
		// By hand: 1 of 4 on day 10; on day 20 one of the other three leaves, so half wait on; day 40 has all of that half.
		const waits = [wait(10, 'event'), wait(20, 'competing'), wait(30, 'censored'), wait(40, 'event')];
		expect(curve(waits)).toEqual([
			{ day: 10, share: 0.25 },
			{ day: 40, share: 0.75 }
		]);
		expect(shareBy(waits, 9)).toBe(0);
		expect(shareBy(waits, 39)).toBe(0.25);
		expect(halfBy(waits)).toBe(40);
		expect(halfBy(waits.slice(0, 3))).toBeNull();
	});

	it('have a middle value', () => {
		expect(median([5, 1, 3])).toBe(3);
		expect(median([4, 1, 3, 2])).toBe(2.5);
		expect(() => median([])).toThrow(RangeError);
	});
});
