// A comparison in which a group is behind, for tests of gaps that are followed.
import type { Cell } from '#lib/metrics/gap-answer.ts';

const side = { value: 0.2, lower: 0.1, upper: 0.3, n: 54, clients: 52 };
export const CELL: Cell = {
	metric: 'days-to-move-in',
	dimension: 'language',
	value: 'Spanish',
	period: { from: '2025-01-01', to: '2025-12-31' },
	group: side,
	rest: { ...side, value: 0.6 },
	difference: { value: -0.4, lower: -0.5, upper: -0.2 },
	worse: true,
	few: false,
	untold: 3,
	test: 'z at the day',
	p: 1e-6,
	q: 1e-4,
	ratio: null,
	explained: null
};
