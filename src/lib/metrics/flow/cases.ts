import { rowsSql } from '#pipelines/metrics/bind.ts';
import { readStages } from '#pipelines/stages/definition.ts';
import { Misused } from '#pipelines/errors.ts';
import type { Store } from '#lib/server/store.ts';
import { CLUSTER } from '../kinds/kind.ts';
import { addDays } from '../periods.ts';
import { prepareRows, type Asked, type Question } from '../question.ts';
import type { Period } from '../result.ts';
import { selectRows, UNLISTED, type Query, type StoredMetric } from '../select.ts';

/** What somebody asks of the flow of cases: whole, and by one dimension where it is not null. */
export type FlowQuestion = Pick<Question, 'scope' | 'audience' | 'period' | 'where'> & { by: string | null };

/** The households of a question as rows: `period` 0 are those that started in it, the others before or after. */
export type Cases = { asked: Asked; period: Period; periods: Period[]; query: Query };

/** Every household by the day it started, told by its head. One that ends before it starts is none. */
function households(): StoredMetric {
	const days = readStages().flatMap(({ head }) => (head.after === undefined ? [head.share_by ?? 0] : []));
	const metric = {
		...UNLISTED,
		id: 'households',
		title: 'Households that started',
		question: 'Which households started?',
		unit: 'households',
		rows: 'households',
		group: 'outputs',
		// Without a period: the last twelve months whose households were followed as long as any of its stages asks.
		headline: { better: 'neutral', share_by: Math.max(...days) },
		grain: 'head of household, each time one starts',
		needs: ['enrollment.started_on'],
		control: 'shared',
		sql: 'select enrollment_id, started_on as cohort_date from enrollment where is_head_of_household and (exited_on is null or exited_on >= started_on)'
	} satisfies Omit<StoredMetric, 'rows_sql'>;
	return { ...metric, rows_sql: rowsSql(metric, ['enrollment_id', 'cohort_date']) };
}

/**
 * The households that a question is about, in the scope of who asks.
 * @throws Misused for a dimension that there is not, or that no household has
 */
export async function casesOf(store: Store, question: FlowQuestion): Promise<Cases> {
	const { by, where } = question;
	if ([by, ...where.map(({ dimension }) => dimension)].includes('event'))
		throw new Misused('A household has no "event". Choose another dimension.');
	const asked = await prepareRows(store, households(), {
		...question,
		by: by === null ? [] : [by],
		grain: null
	});
	const [period] = asked.periods as [Period];
	const periods = [
		period,
		{ from: '0001-01-01', to: addDays(period.from, -1) },
		{ from: addDays(period.to, 1), to: '9999-12-31' }
	];
	return { asked, period, periods, query: selectRows({ ...asked, periods }) };
}

/** Rows that are alike in all that a stage's figures are made from: a household and a stage it could reach. */
export type Step = {
	stage: string;
	/** Whether it started in the period; of the others there are only those that wait. */
	own: boolean;
	group: string;
	reached: boolean;
	/** Null where nobody waits for the stage. */
	outcome: 'event' | 'competing' | 'censored' | null;
	days: number;
	/** Of who left before it, where they went. */
	endedAs: string | null;
	/** Having reached the stage before and none after, this is the one that it has not reached. */
	stands: boolean;
	before: string | null;
	/** Days from the stage before to this one, or so far; null where that was not reached first. */
	sinceBefore: number | null;
	cluster: string;
	count: number;
};

/** Every household of a question at every stage that it could reach. */
export async function readSteps(store: Store, { asked, query }: Cases): Promise<Step[]> {
	const rows = await store.db.rows(
		`select s.stage, r.period = 0 as own, ${groupOf(asked)} as "group", s.reached_on is not null as reached, s.outcome, s.days, s.ended_as, s.stands,
			s.before,
			case when s.reached_on is null or s.reached_on >= s.before_on then coalesce(s.since_on + s.days, s.reached_on) - s.before_on end as since_before,
			${CLUSTER} as cluster, count(*) as n
		from (${query.sql}) r join case_stage s using (enrollment_id)
		where r.period = 0 or s.outcome = 'censored'
		group by all order by all`,
		query.values
	);
	return rows.map((row) => ({
		stage: String(row.stage),
		own: row.own === true,
		group: String(row.group),
		reached: row.reached === true,
		outcome: row.outcome as Step['outcome'],
		days: Number(row.days),
		endedAs: row.ended_as === null ? null : String(row.ended_as),
		stands: row.stands === true,
		before: row.before === null ? null : String(row.before),
		sinceBefore: row.since_before === null ? null : Number(row.since_before),
		cluster: String(row.cluster),
		count: Number(row.n)
	}));
}

/** How many households of a question started, by what decides which stages they have. */
export type Kind = { group: string; source: string; programType: string | null; count: number };

/** The households that started in the period of a question, by type of program and source. */
export async function readKinds(store: Store, { asked, query }: Cases): Promise<Kind[]> {
	const rows = await store.db.rows(
		`select ${groupOf(asked)} as "group", r.source, e.program_type, count(*) as n
		from (${query.sql}) r join enrollment e using (enrollment_id)
		where r.period = 0 group by all order by all`,
		query.values
	);
	return rows.map((row) => ({
		group: String(row.group),
		source: String(row.source),
		programType: row.program_type === null ? null : String(row.program_type),
		count: Number(row.n)
	}));
}

function groupOf({ by }: Pick<Asked, 'by'>): string {
	return by.length === 0 ? "''" : 'r.g0';
}
