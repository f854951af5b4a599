import { literal, name, type Database } from '../duckdb.ts';

/** The tables whose rows are records of a case, each with the day of a row. A document may have but one of its two days. */
const RECORDS: Record<string, string> = {
	contact: 'occurred_on',
	service: 'provided_on',
	document: 'coalesce(service_on, due_on)',
	plan: 'created_on',
	goal: 'set_on',
	referral: 'made_on',
	assessment: 'assessed_on',
	income: 'assessed_on',
	incident: 'reported_at::date',
	appeal: 'filed_on',
	survey: 'invited_on'
};

/** Those of them that name a worker of their own. */
const OF_WORKERS = ['contact', 'document', 'incident'];

/** What a check is about, where it is the exit of a stay. */
const OF_EXIT = ['t."column" like \'enrollment.exit%\'', 't."column" = \'enrollment.completed_program\''];

/**
 * Makes two views over the canonical tables and what the checks found. `case_record`: every record of a case (`event` says
 * which kind, `record_id` which one), the day that it is of and who wrote it. `case_problem`: every problem of one of them, with
 * `event` and `record_id` of the record that it is in; what is of a stay and of no record of its own is in its start.
 */
export async function makeRecords(db: Database): Promise<void> {
	const rows = Object.entries(RECORDS).map(([table, day]) => {
		const id = `${table}_id`;
		const twice =
			table === 'contact' ? 'and not exists (select 1 from service s where s.service_id = r.contact_id)' : '';
		return `select r.enrollment_id, r.${id}, ${literal(table)}, ${day}, ${OF_WORKERS.includes(table) ? 'r.worker_id' : 'null::uuid'}, r.recorded_by
			from ${name(table)} r where ${day} is not null ${twice}`;
	});
	await db.run(`create view case_record as
		select enrollment_id, enrollment_id as record_id, 'start' as event, started_on as day, null::uuid as worker_id, recorded_by from enrollment
		union all select enrollment_id, enrollment_id, 'exit', exited_on, null::uuid, exit_recorded_by from enrollment where exited_on is not null
		union all ${rows.join(' union all ')}`);
	const own = Object.keys(RECORDS).map(literal).join(', ');
	await db.run(`create view case_problem as
		select p.check_id, p.title, p.severity, p.source, p.table_name, p.detail, p.enrollment_id,
			case when p.table_name in (${own}) then p.record_id else p.enrollment_id end as record_id,
			case
				when p.table_name in (${own}) then p.table_name
				when e.exited_on is not null and exists (select 1 from check_touches t where t.check_id = p.check_id and (${OF_EXIT.join(' or ')})) then 'exit'
				else 'start'
			end as event
		from problem p join enrollment e using (enrollment_id)`);
}
