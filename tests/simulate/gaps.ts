import { readSettings, type Home } from '#pipelines/home.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { scanGaps } from '#lib/metrics/gaps.ts';
import { standingOf, type Standing } from '#lib/metrics/practical.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import type { Store } from '#lib/server/store.ts';

/** A group that differs from the rest by more than chance, as a scan says. */
export type Group = {
	metric: string;
	dimension: string;
	value: string;
	standing: Standing;
	test: string;
	p: number;
	q: number;
	group: number;
	rest: number;
	clients: number;
};

/** A scan of all metrics, dimensions and values: how many comparisons it made, and what it found. */
export type Scanned = { cells: number; least: number; groups: Group[] };

/** Scans an agency for groups that are left behind, as its page does. */
export async function scan(store: Store, home: Home): Promise<Scanned> {
	const { practical_sizes: sizes } = readSettings(home);
	const metrics = new Map((await listMetrics(store)).metrics.map((metric) => [metric.id, metric]));
	const { cells } = await scanGaps(store, { ...OWNER, where: [] });
	return {
		cells: cells.length,
		least: Math.min(...cells.map(({ q }) => q)),
		groups: cells.flatMap((cell): Group[] => {
			const metric = metrics.get(cell.metric);
			if (!metric) throw new Error(cell.metric);
			const standing = standingOf(cell, metric, sizes);
			if (standing === 'alike' || standing === 'few') return [];
			const { dimension, value, test, p, q, group, rest } = cell;
			return [
				{
					...{ metric: metric.id, dimension, value, standing, test, p, q },
					...{ group: group.value, rest: rest.value, clients: group.clients }
				}
			];
		})
	};
}

/** Whether a group is told on a page as a gap: more than chance, and large enough to matter. */
export const isGap = ({ standing }: Group) => standing === 'behind' || standing === 'ahead';
