import { Fault, Misused } from '#pipelines/errors.ts';
import type { Store } from '#lib/server/store.ts';
import { findMetric } from './catalogue.ts';
import { addDays, isDate, lastTwelveMonths, periodsBetween } from './periods.ts';
import { remember } from './remember.ts';
import type { Grain, Period } from './result.ts';
import type { Audience, Scope } from './scope.ts';
import type { Condition, Selection, StoredMetric } from './select.ts';
import { collectingSources, lastObserved, type Collecting } from './sources.ts';

/**
 * What somebody asks. Without a period: the last twelve months observed, of a time to event those that were
 * observed for as long as its headline asks.
 */
export type Question = {
	metric: string;
	scope: Scope;
	audience: Audience;
	period?: Partial<Period> | undefined;
	by: readonly string[];
	grain: Grain | null;
	where: readonly Condition[];
	/** True where it is asked, too, how many rows have problems that touch the figure, and what it is without them. */
	problems?: boolean;
	/** The grant whose promises alone the figure is held to; without it those of all. */
	grant?: string | undefined;
};

/** A question, made ready to be answered from a store. */
export type Asked = Selection &
	Collecting & {
		grain: Grain | null;
		/** The last day that is known of the rows in question, and whether there is any enrollment among them. */
		observedUntil: string | null;
		anybody: boolean;
	};

/**
 * Makes a question ready: finds its metric, its periods and the sources that have what it needs. Throws
 * `Misused` for what there is not, `Fault` for an audience that may not see clients.
 */
export async function prepare(store: Store, question: Question): Promise<Asked> {
	return prepareRows(store, await findMetric(store, question.metric), question);
}

/** Makes ready what is asked of rows that may be in no catalogue, as `prepare` does. */
export async function prepareRows(
	store: Store,
	metric: StoredMetric,
	question: Omit<Question, 'metric'>
): Promise<Asked> {
	if (!question.audience.may_see_clients)
		throw new Fault(
			'This audience may not see single clients, and results are not yet disclosed for such audiences. Nothing is given out.'
		);
	const { scope, by, where, grain, problems = false, grant } = question;
	const collecting = await collectingSources(store, metric);
	const { observedUntil, anybody } = await lastObserved(store, scope, where);
	const whole = wholePeriod(metric, question.period ?? {}, observedUntil);
	const periods =
		grain === null ? [whole] : periodsBetween(whole.from, whole.to, grain, await fiscalYearStart(store));
	return { metric, periods, grain, observedUntil, anybody, ...collecting, scope, by, where, problems, grant };
}

/** Makes a question of given periods ready, as `prepare` does. */
export async function preparePeriods(
	store: Store,
	question: Omit<Question, 'period' | 'grain'>,
	periods: readonly Period[]
): Promise<Asked> {
	const [period] = periods;
	return { ...(await prepare(store, { ...question, period, grain: null })), periods: [...periods] };
}

/** The month, 1 to 12, in which the agency's fiscal year starts. */
export function fiscalYearStart(store: Store): Promise<number> {
	return remember(store, 'fiscal year', async () => {
		const { month } = await store.db.row('select fiscal_year_start as month from store');
		return Number(month);
	});
}

function wholePeriod(metric: StoredMetric, asked: Partial<Period>, observedUntil: string | null): Period {
	for (const day of [asked.from, asked.to])
		if (day !== undefined && !isDate(day))
			throw new Misused(`"${day}" is not a date. Write it as 2026-07-01.`);
	if (observedUntil === null && asked.from === undefined && asked.to === undefined)
		return { from: '2000-01-01', to: '2000-12-31' }; // an empty home: no figure has rows
	const last = asked.to ?? latestCohort(metric, observedUntil, asked.from) ?? asked.from ?? '';
	const period = { from: asked.from ?? lastTwelveMonths(last).from, to: last };
	if (period.from > period.to)
		throw new Misused(`The period ends on ${period.to}, before it begins on ${period.from}.`);
	return period;
}

const MINUTES_PER_DAY = 1440;

/** For how many days a row must be observed before the headline says anything of it. */
export function followUp({ headline, unit }: StoredMetric): number {
	const asked = headline.share_by ?? 0;
	return unit === 'minutes' ? Math.ceil(asked / MINUTES_PER_DAY) : asked;
}

/** The last day whose rows were observed for as long as the headline asks; not before `from`. */
function latestCohort(
	metric: StoredMetric,
	observedUntil: string | null,
	from: string | undefined
): string | null {
	if (observedUntil === null) return null;
	const mature = addDays(observedUntil, -followUp(metric));
	return from !== undefined && mature < from ? observedUntil : mature;
}

/**
 * Whether a period is not known whole: it goes on after the last observed day, or, of a time to event, its
 * latest rows were not observed for as long as the headline asks (METHODS §2).
 */
export function isImmature({ observedUntil, metric }: Asked, period: Period): boolean {
	return observedUntil !== null && observedUntil < addDays(period.to, followUp(metric));
}
