import { columnsOfFile } from '../format.ts';

/**
 * Statements that run on the merged tables of `schema` (HMIS.md, "Merging exports of one source"): a full
 * refresh retires rows of older exports, of the projects that it lists, whose stay overlaps its period and
 * that it does not hold; and of the enrollments that it holds, rows dated in its period that it does not
 * hold. A file of which a line was rejected retires nothing: the line may be the very row.
 */
export function retire(schema: string, files: string[]): string[] {
	const newer = `f.source = r.source and f.is_full and (f.exported_at, f.seq) > (r.exported_at, r.batch_seq)`;
	const statements = [
		`delete from ${schema}."Enrollment" where rowid in (
			select r.rowid from ${schema}."Enrollment" r
			join incoming.batch f on ${newer}
			join incoming."Project" p on p.batch_id = f.id and p."ProjectID" = r."ProjectID"
			left join ${schema}."Exit" x on x.source = r.source and x."EnrollmentID" = r."EnrollmentID"
			join incoming.batch_file b on b.batch_id = f.id and b.file = 'Enrollment' and b.rejected = 0
			left join incoming."Enrollment" held on held.batch_id = f.id and held."EnrollmentID" = r."EnrollmentID"
			where held."EnrollmentID" is null and r."EntryDate" <= f.period_to and coalesce(x."ExitDate", date '9999-12-31') >= f.period_from)`
	];
	for (const file of files) {
		const columns = columnsOfFile('hmis-csv', file);
		const date = columns.find((column) => column.type === 'date' && column.need.includes('key'));
		const primary = columns.find((column) => column.need.includes('primary'));
		if (file === 'Enrollment' || !date || !primary) continue;
		statements.push(
			`delete from ${schema}."${file}" where rowid in (
				select r.rowid from ${schema}."${file}" r
				join incoming.batch f on ${newer}
				join incoming.batch_file b on b.batch_id = f.id and b.file = '${file}' and b.rejected = 0
				join incoming."Enrollment" e on e.batch_id = f.id and e."EnrollmentID" = r."EnrollmentID"
				left join incoming."${file}" held on held.batch_id = f.id and held."${primary.column}" = r."${primary.column}"
				where held."${primary.column}" is null and r."${date.column}" between f.period_from and f.period_to)`
		);
	}
	return statements;
}

/**
 * The statement that makes `observed`: up to which day each project is known, by the newest export that
 * lists it, or the newest delta of its source.
 */
export function observe(schema: string): string {
	return `create or replace table ${schema}.observed as
			with known as (
				select p.source, p."ProjectID", max(f.observed_until) as observed_until from ${schema}."Project" p
				join incoming.batch f on f.source = p.source
					and (not f.is_full or exists (select 1 from incoming."Project" q where q.batch_id = f.id and q."ProjectID" = p."ProjectID"))
				group by all
			),
			named as (
				select source, "ProjectID" from ${schema}."Project" union select source, "ProjectID" from ${schema}."Enrollment"
			)
			select n.source, n."ProjectID",
				coalesce(k.observed_until, (select max(f.observed_until) from incoming.batch f where f.source = n.source)) as observed_until
			from named n left join known k on k.source = n.source and k."ProjectID" = n."ProjectID"`;
}
