import { listMetrics } from '#lib/metrics/catalogue.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { compareUnits } from '#lib/metrics/units.ts';
import type { Store } from '#lib/server/store.ts';

/** A worker of whom more is said than that chance may do it. */
export type Worker = {
	metric: string;
	worker: string;
	says: string;
	side: string;
	value: number;
	pooled: number;
	n: number;
	clients: number;
	z: number;
	tau2: number;
};

/** The workers of an agency compared by every figure that there is: how many comparisons, and what is said. */
export type Compared = { figures: number; judged: number; workers: Worker[] };

/** Compares the workers of an agency with each other, by every figure by which they can be. */
export async function compareWorkers(store: Store): Promise<Compared> {
	const { metrics } = await listMetrics(store);
	const found: Compared = { figures: 0, judged: 0, workers: [] };
	for (const { id: metric } of metrics) {
		const { units, pool } = await compareUnits(store, { ...OWNER, metric, where: [] }, 'worker');
		if (pool === null) continue;
		found.figures++;
		for (const { position, unit, clients, crude, adjusted, z } of units) {
			if (position.says !== 'too little data') found.judged++;
			if (position.says === 'too little data' || position.says === 'within chance') continue;
			const { value, n } = adjusted ?? crude;
			const { tau2, value: pooled } = pool;
			found.workers.push({
				...{ metric, worker: unit, says: position.says, side: position.side },
				...{ value, pooled, n, clients, z, tau2 }
			});
		}
	}
	return found;
}

/** Whether a page says of a worker that it is worth a conversation. */
export const isClaim = ({ says }: Worker) => says === 'worth a conversation';
