import { columnsOfFile, primaryColumns } from '../format.ts';

/** Tables of workers: an upload of nothing else adds to any source. */
export const ROSTER = ['worker', 'team_membership', 'absence', 'assignment', 'supervision'];

/** Without these there are no cases. */
export const CASES = ['client', 'program', 'enrollment'];

/** Of these a full upload holds what is so now; a worker once named keeps the name. */
const STANDING = ['team_membership', 'absence', 'assignment'];

/**
 * Statements that run on the merged tables of `schema`. A full upload retires rows of older uploads of its
 * source that it does not hold:
 *
 * - of the programs that it lists, stays that overlap its period
 * - of the stays that it holds, rows dated in its period
 * - of teams, absences and assignments, all; where it holds stays too, only the assignments of those
 * - of supervision, meetings planned in its period
 *
 * A file of which a line was rejected, or that is not there, retires nothing. The rule is that of HMIS
 * exports (HMIS.md, "Merging exports of one source").
 */
export function retire(schema: string, files: string[]): string[] {
	return files.flatMap((file) => {
		const which = whichRows(file);
		if (which === null) return [];
		const same = primaryColumns(columnsOfFile('canonical-csv', file))
			.map(({ column }) => `held.${column} = r.${column}`)
			.join(' and ');
		return [
			`delete from ${schema}.${file} where rowid in (
				select r.rowid from ${schema}.${file} r
				join incoming.batch f on f.source = r.source and f.is_full and (f.exported_at, f.seq) > (r.exported_at, r.batch_seq)
				join incoming.batch_file b on b.batch_id = f.id and b.file = '${file}' and b.rejected = 0
				where not exists (select 1 from incoming.${file} held where held.batch_id = f.id and ${same}) and ${which})`
		];
	});
}

/**
 * The statement that makes `observed`: up to which day each program is known, by the newest full upload that
 * lists it, or the newest changes of its source.
 */
export function observe(schema: string): string {
	return `create or replace table ${schema}.observed as
			with telling as (
				select f.* from incoming.batch f where exists (select 1 from incoming.batch_file b where b.batch_id = f.id and b.file = 'enrollment')
			),
			known as (
				select p.source, p.program_id, max(f.observed_until) as observed_until from ${schema}.program p
				join telling f on f.source = p.source
					and (not f.is_full or exists (select 1 from incoming.program q where q.batch_id = f.id and q.program_id = p.program_id))
				group by all
			),
			named as (select source, program_id from ${schema}.program union select source, program_id from ${schema}.enrollment)
			select n.source, n.program_id,
				coalesce(k.observed_until, (select max(f.observed_until) from telling f where f.source = n.source)) as observed_until
			from named n left join known k on k.source = n.source and k.program_id = n.program_id`;
}

/** Which rows `r` of a file a full upload `f` retires where it does not hold them; null: none. */
function whichRows(file: string): string | null {
	const holdsStay =
		'exists (select 1 from incoming.enrollment e where e.batch_id = f.id and e.enrollment_id = r.enrollment_id)';
	if (file === 'enrollment')
		return `exists (select 1 from incoming.program p where p.batch_id = f.id and p.program_id = r.program_id)
			and r.started_on <= f.period_to and coalesce(r.exited_on, date '9999-12-31') >= f.period_from`;
	if (file === 'assignment')
		return `(${holdsStay} or not exists (select 1 from incoming.batch_file x where x.batch_id = f.id and x.file = 'enrollment'))`;
	if (STANDING.includes(file)) return 'true';
	if (file === 'supervision') return 'r.planned_on between f.period_from and f.period_to';
	const columns = columnsOfFile('canonical-csv', file);
	if (!columns.some((column) => column.column === 'enrollment_id')) return null;
	// A document may have no day but the one by which it is due.
	const date =
		file === 'document'
			? 'coalesce(r.service_on, r.due_on)'
			: `r.${columns.find((column) => column.need.includes('key') && column.need.includes('figure'))?.column ?? ''}::date`;
	return `${holdsStay} and ${date} between f.period_from and f.period_to`;
}
