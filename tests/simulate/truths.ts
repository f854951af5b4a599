import { readSettings, type Home } from '#pipelines/home.ts';
import type { Truth, Truths } from '#pipelines/sample/truths.ts';
import { findMetric } from '#lib/metrics/catalogue.ts';
import { sayGap } from '#lib/gap-words.ts';
import { DEFAULT_LOCALE } from '#lib/messages/index.ts';
import { scanGaps } from '#lib/metrics/gaps.ts';
import { standingOf } from '#lib/metrics/practical.ts';
import { readNeeds, unmetOf } from '#lib/metrics/needs.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { traceTrend } from '#lib/metrics/trend.ts';
import { compareUnits, type Unit } from '#lib/metrics/units.ts';
import type { Store } from '#lib/server/store.ts';
import { speak } from '#lib/speak.ts';
import { tellPosition } from '#lib/tell-units.ts';
import { tellTrend } from '#lib/tell-trend.ts';

const words = speak(DEFAULT_LOCALE);

/** Whether a truth is found where its person looks: what is said of it there, and how sure it is. */
export type Sighting = { id: string; found: boolean; says: string; sure: string };

type Look = (store: Store, truth: Truth, home: Home) => Promise<Omit<Sighting, 'id'>>;

/** Looks for each truth of an agency where a program manager or a supervisor would. */
export async function seekTruths(
	store: Store,
	home: Home,
	{ truths, by_chance: chance }: Truths
): Promise<Sighting[]> {
	const seen: Sighting[] = [];
	for (const truth of truths) {
		const look = LOOKS[truth.id];
		if (!look) throw new Error(`Nobody looks for ${truth.id}: say where it is seen.`);
		seen.push({ id: truth.id, ...(await look(store, truth, home)) });
	}
	if (chance !== null) {
		const said = await sayOf(
			store,
			chance.metric,
			'worker',
			chance.workers.map(({ name }) => name)
		);
		seen.push({
			id: 'only-chance',
			found: said.every(({ says }) => says !== 'worth a conversation'),
			says: said.map(({ unit, says }) => `${unit}: ${says}`).join('; '),
			sure: said.map(({ limits }) => limits).join('; ')
		});
	}
	return seen;
}

const LOOKS: Record<string, Look> = {
	'waits-doubled': async (store, { metric, value, from }) => {
		const where = [{ dimension: 'program', value }];
		const trend = await traceTrend(store, { ...OWNER, metric, grain: null, where });
		const { verdict, points, by_chance: chance } = trend;
		const { finding } = tellTrend(words, trend, await findMetric(store, metric));
		const last = points.findLast(({ lower }) => lower !== null);
		return {
			found: verdict.says === 'changed' && verdict.direction === 'worse' && verdict.last.from >= from,
			says: finding,
			sure: `level ${share(last?.centre)}, limits ${share(last?.lower)} to ${share(last?.upper)}; chance says as much in ${share(chance)} of charts`
		};
	},
	'late-notes': async (store, { metric, value }) => lookAtUnit(store, metric, 'team', value, 'below'),
	'language-waits-longer': async (store, { metric, dimension, value }, home) => {
		const { cells } = await scanGaps(store, { ...OWNER, where: [] });
		const cell = cells.find(
			(each) => each.metric === metric && each.dimension === dimension && each.value === value
		);
		if (!cell) return { found: false, says: 'It is not compared.', sure: '' };
		const definition = { ...(await findMetric(store, metric)), problem: null };
		return {
			found: standingOf(cell, definition, readSettings(home).practical_sizes) === 'behind',
			says: sayGap(words, cell, definition),
			sure: `q ${cell.q.toPrecision(2)} among ${String(cells.length)} comparisons`
		};
	},
	'no-capacity': async (store, { value }) => {
		const { share: most, count, whole } = await readNeeds(store, { ...OWNER, where: [] });
		if (most === null || count === null) return { found: false, says: 'No service stands out.', sure: '' };
		const { room } = most.of;
		return {
			found: most.service === value && count.service === value && (room.lower ?? 0) > (whole.room.upper ?? 1),
			says: `${most.service}: ${share(unmetOf(most.of) / most.n)} of ${String(most.n)} referrals unmet, the largest share of any service; the largest number is of ${count.service}.`,
			sure: `no room for ${share(room.value)} (${share(room.lower)} to ${share(room.upper)}), of all services ${share(whole.room.value)} (${share(whole.room.lower)} to ${share(whole.room.upper)})`
		};
	},
	'different-worker': async (store, { metric, value }) => lookAtUnit(store, metric, 'worker', value, 'below')
};

async function lookAtUnit(
	store: Store,
	metric: string,
	by: Unit,
	value: string,
	side: 'below' | 'above'
): Promise<Omit<Sighting, 'id'>> {
	const [said] = await sayOf(store, metric, by, [value]);
	if (!said) return { found: false, says: 'It is not compared.', sure: '' };
	return {
		found: said.says === 'worth a conversation' && said.side === side,
		says: `${value}: ${said.sentence} (${share(said.value)} against ${share(said.pooled)})`,
		sure: said.limits
	};
}

/** What is said of units of an agency, with the limits that it rests on. */
async function sayOf(store: Store, metric: string, by: Unit, names: readonly string[]) {
	const { units, pool } = await compareUnits(store, { ...OWNER, metric, where: [] }, by);
	const definition = await findMetric(store, metric);
	return units
		.filter(({ unit }) => names.includes(unit))
		.map((each) => ({
			unit: each.unit,
			says: each.position.says,
			sentence: tellPosition(words, { by }, each, definition).says,
			side: 'side' in each.position ? each.position.side : null,
			value: (each.adjusted ?? each.crude).value,
			pooled: pool?.value,
			limits: `99.8 % limits ${share(each.limits.lower998)} to ${share(each.limits.upper998)}, z ${each.z.toFixed(1)}`
		}));
}

const share = (value: number | null | undefined) =>
	value === null || value === undefined ? 'none' : `${(100 * value).toFixed(1)} %`;
