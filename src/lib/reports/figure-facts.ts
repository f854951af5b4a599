import { digest } from '#pipelines/files.ts';
import type { Store } from '#lib/server/store.ts';
import { questionOf } from '#lib/metrics/disclose/asked.ts';
import { isSmall } from '#lib/metrics/disclose/policy.ts';
import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import { measurePeriods } from '#lib/metrics/engine.ts';
import type { Period } from '#lib/metrics/result.ts';
import type { StoredMetric } from '#lib/metrics/select.ts';
import type { Grant } from './grants.ts';
import type { ReportFigure } from './report.ts';

/** What tells a metric's definition from any other: its rows and what it says of itself, but for the wording in other languages. */
export function versionOf({ rows_sql, kind, unit, headline, one_row_per }: StoredMetric): string {
	return digest(JSON.stringify([rows_sql, kind, unit, headline, one_row_per ?? null])).slice(0, 12);
}

const FEW = 0.05;
const SOME = 0.2;

/**
 * How many of a figure's rows have problems that touch it, roughly: so that nobody can be told from it, only where even the
 * smallest band holds as many clients as may be told of.
 */
export async function problemsBand(
	store: Store,
	{ metric, grant, period, shown }: { metric: string; grant: Grant; period: Period; shown: DisclosedResult }
): Promise<ReportFigure['problems']> {
	if (shown.status !== 'shown' || shown.carried || shown.n === null) return null;
	const question = questionOf({ metric, programs: grant.programs, by: [], periods: [period] });
	const asked = { from: period.from, to: period.to };
	const { results } = await measurePeriods(store, { ...question, problems: true }, [asked]);
	const { problems, n } = results[0]!;
	if (problems === undefined || n === 0) return null;
	const least = Math.floor(n * FEW);
	if (grant.policy.kind === 'suppress' && (least === 0 || isSmall(least, grant.policy.k))) return null;
	if (problems.rows === 0) return 'none';
	const share = problems.rows / n;
	if (share < FEW) return 'under 5 %';
	return share <= SOME ? '5 to 20 %' : 'over 20 %';
}
