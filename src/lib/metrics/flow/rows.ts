import type { Row } from '#pipelines/duckdb.ts';
import { Misused } from '#pipelines/errors.ts';
import type { Store } from '#lib/server/store.ts';
import { selectRows } from '../select.ts';
import type { Period } from '../result.ts';
import { casesOf, type FlowQuestion } from './cases.ts';
import { saysOf, type FlowStage } from './stage.ts';
import { toldStages } from './told-stages.ts';
import { WHO, type Who } from './who.ts';

const CONDITIONS: Record<Who, string> = {
	could: 'own',
	reached: 'own and s.reached_on is not null',
	waiting: "own and s.outcome = 'censored'",
	'waiting-here': "own and s.outcome = 'censored' and s.stands",
	others: "not own and s.outcome = 'censored'",
	left: "own and s.outcome = 'competing'",
	'left-here': "own and s.outcome = 'competing' and s.stands"
};

/** Which households are asked for: of those who left, perhaps only those who went to one group of destinations. */
export type Sought = { stage: string; who: Who; to: string | null };

/** A list of households, `n` in all, of which `rows` are those of the page asked for. */
export type FlowList = Sought &
	Pick<FlowStage, 'title' | 'says'> & { store: string; period: Period; n: number; rows: Row[] };

/**
 * The households behind a number of the flow, those with the most days first: when they started, when they reached
 * the stage or left before it and where they went, or for how many days they have waited so far.
 * @throws Misused for a stage or a kind of households that there is not
 */
export async function listFlow(
	store: Store,
	question: Omit<FlowQuestion, 'by'>,
	{ stage, who, to }: Sought,
	page: { limit: number; offset: number } | null = null
): Promise<FlowList> {
	const stages = toldStages();
	const found = stages.find(({ id }) => id === stage);
	if (!found)
		throw new Misused(`There is no stage "${stage}". There are: ${stages.map(({ id }) => id).join(', ')}.`);
	if (!WHO.includes(who)) throw new Misused(`There is no "${who}" at a stage. There are: ${WHO.join(', ')}.`);
	const { asked, period, periods } = await casesOf(store, { ...question, by: null });
	const { sql, values } = selectRows({ ...asked, periods }, { labels: true });
	const from = `from (select *, period = 0 as own from (${sql})) r join case_stage s using (enrollment_id)
		where s.stage = $stage and ${CONDITIONS[who]} ${to === null ? '' : 'and s.ended_as = $to'}`;
	const bound = { ...values, stage, ...(to === null ? {} : { to }) };
	const { n } = await store.db.row(`select count(*) as n ${from}`, bound);
	const rows = await store.db.rows(
		`select r.started_on, ${found.head.after === undefined ? '' : 's.since_on,'} s.reached_on, s.ended_on as left_on, s.ended_as as went_to, s.days,
			r.program, r.program_type, r.worker, r.team, r.exited_on, r.source, r.enrollment_id, r.client_id, r.household_id
		${from} order by s.days desc nulls last, r.started_on, r.enrollment_id
		${page ? `limit ${String(page.limit)} offset ${String(page.offset)}` : ''}`,
		bound
	);
	return {
		stage,
		who,
		to,
		title: found.head.title,
		says: saysOf(found),
		store: store.id,
		period,
		n: Number(n),
		rows
	};
}
