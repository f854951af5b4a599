import { literal, type Database } from '../duckdb.ts';
import { programsOf, readStages, type Stage, type Way } from './definition.ts';

/**
 * One row for each enrollment and stage that its type of program has and its source collects: the day from which the
 * days run, how many are usual (`share_by`), the day on which it reached the stage, or when and how it ended before;
 * `before` is the last such stage before, `before_on` when that was reached. `stands`: this is the stage that it has not reached, having reached
 * the one before and none after. `outcome` and `days` are null where nobody waits for the stage.
 */
const COLUMNS: Record<string, string> = {
	enrollment_id: 'uuid',
	stage: 'varchar',
	place: 'integer',
	since_on: 'date',
	usual_days: 'integer',
	reached_on: 'date',
	ended_on: 'date',
	ended_as: 'varchar',
	outcome: 'varchar',
	days: 'integer',
	before: 'varchar',
	before_on: 'date',
	stands: 'boolean'
};

/** Makes the table `case_stage`, empty: rules may name it. */
export async function makeStages(db: Database): Promise<void> {
	const columns = Object.entries(COLUMNS).map((each) => each.join(' '));
	await db.run(`create table case_stage (${columns.join(', ')})`);
}

/** Fills `case_stage`, stage by stage: each may look at those before. */
export async function fillStages(db: Database): Promise<void> {
	for (const stage of readStages()) await db.run(`insert into case_stage by name ${stageSql(stage)}`);
	await db.run(`create or replace table case_stage as
		select * exclude (before, before_on, stands),
			lag(stage) over flow as before,
			lag(reached_on) over flow as before_on,
			outcome is not null and lag(reached_on) over flow is not null and max(reached_on) over onward is null as stands
		from case_stage
		window flow as (partition by enrollment_id order by place),
			onward as (partition by enrollment_id order by place rows between current row and unbounded following)`);
}

/** An enrollment that ends before it starts waits for nothing. */
function stageSql(stage: Stage): string {
	const { id, head, sql } = stage;
	const own = head.after !== undefined;
	const waits = head.share_by !== undefined;
	return `with reached as (${sql.replaceAll('$share_by', String(head.share_by))}),
		possible as (
			select e.enrollment_id, ${own ? 'f.reached_on' : 'e.started_on'} as since_on, r.reached_on,
				case when r.reached_on is null then ${own ? 'r.ended_on' : 'e.exited_on'} end as ended_on,
				case when r.reached_on is null then ${own ? 'r.ended_as' : 'e.exit_destination_group'} end as ended_as,
				e.observed_until
			from enrollment e
			${own ? `join case_stage f on f.enrollment_id = e.enrollment_id and f.stage = ${literal(head.after ?? '')} and f.reached_on is not null` : ''}
			left join reached r on r.enrollment_id = e.enrollment_id
			where (${head.ways.map((way) => hasWay(stage, way)).join(' or ')})
				${waits ? 'and (e.exited_on is null or e.exited_on >= e.started_on)' : ''}
		)
		select enrollment_id, ${literal(id)} as stage, ${String(head.place)} as place, since_on, ${waits ? String(head.share_by) : 'null'} as usual_days, reached_on,
			${waits ? 'ended_on, ended_as' : 'null::date as ended_on, null::varchar as ended_as'},
			${waits ? "case when reached_on is not null then 'event' when ended_on is not null then 'competing' else 'censored' end" : 'null'} as outcome,
			${waits ? 'coalesce(reached_on, ended_on, observed_until) - since_on' : 'null'} as days
		from possible`;
}

/** Whether an enrollment `e` is in a program that has the stage in a way, and its source collects what that needs. */
function hasWay(stage: Stage, way: Way): string {
	const { are, of } = programsOf(stage, way);
	const list = of.map(literal).join(', ');
	const inProgram =
		of.length === 0 ? 'true' : `coalesce(e.program_type, '') ${are ? 'in' : 'not in'} (${list})`;
	const needs = way.needs.map(literal).join(', ');
	return `(${inProgram} and e.source in (
		select source from collected where table_name || '.' || column_name in (${needs})
		group by source having count(distinct table_name || '.' || column_name) = ${String(new Set(way.needs).size)}))`;
}
