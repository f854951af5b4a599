import type { Row } from '#pipelines/duckdb.ts';
import { sentences } from '#lib/server/language.ts';
import { halfBy, shareBy, type FollowUp } from '../estimate/time-to-event.ts';
import { canDiffer } from '../judge.ts';
import { CLUSTER, eachGroup, type Asked, type Summarise } from './kind.ts';

/** The share with the event by the headline's day, from the Aalen–Johansen curve, clustered by household. */
export const timeToEvent: Summarise = (asked) => {
	const { headline, also, unit } = asked.selection.metric;
	const day = headline.share_by ?? 0;
	return eachGroup(asked, waitsSql(asked), (rows) => {
		const waits = readWaits(rows);
		const estimate = shareBy(waits, day);
		const total = (outcome: FollowUp['outcome']) =>
			waits.filter((wait) => wait.outcome === outcome).reduce((sum, wait) => sum + wait.count, 0);
		const further = also.map((each): [string, number | null] =>
			each === 'half_by'
				? ['half_by', halfBy(waits)]
				: [`share_by_${String(each.share_by)}`, shareBy(waits, each.share_by)?.share ?? null]
		);
		return {
			value: estimate?.share ?? null,
			lower: estimate?.lower ?? null,
			upper: estimate?.upper ?? null,
			numerator: estimate?.numerator ?? null,
			also: {
				...Object.fromEntries(further),
				waiting: total('censored'),
				left: total('competing'),
				at_risk: estimate?.at_risk ?? null,
				effective_n: estimate?.effective_n ?? null
			},
			...(estimate?.share === null ? { reason: sentences().reasons.notObserved({ day, unit }) } : {}),
			canDiffer: (standard) => canDiffer(estimate?.effective_n ?? 0, standard)
		};
	});
};

/** Waits of all groups: each with how it ended, whose it is, and how many rows are alike. */
export function waitsSql({ keys, rows }: Pick<Asked, 'keys' | 'rows'>): string {
	return `select ${keys.join(', ')}, days::double as days, outcome, ${CLUSTER} as cluster, count(*) as n from ${rows} group by all order by all`;
}

/** Rows of `waitsSql` as the estimator takes them. */
export function readWaits(rows: readonly Row[]): FollowUp[] {
	return rows.map((row) => ({
		days: Number(row.days),
		outcome: row.outcome as FollowUp['outcome'],
		cluster: String(row.cluster),
		count: Number(row.n)
	}));
}
