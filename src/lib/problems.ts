import type { Row } from '#pipelines/duckdb.ts';
import type { Store } from '#lib/server/store.ts';

/**
 * Every problem that the store knows of, for who owns the home: what the checks found in the records, and
 * what was wrong with single lines of the exports (`file`, `line`). `about` is the check's id or the kind
 * of problem; `id` filters by it, `batch` keeps the lines of one batch.
 */
export async function listProblems(
	store: Store,
	{ id, batch }: { id?: string | undefined; batch?: string | undefined }
): Promise<Row[]> {
	const rows = await store.db.rows(
		`select check_id as about, severity, null as batch, null as file, null as line, source, table_name, enrollment_id::varchar as enrollment_id, detail, remedy from problem
		union all by name
		select kind as about, 'line' as severity, batch_id as batch, file, line, message as detail from batch_problem
		order by about, batch, file, line, enrollment_id, detail`
	);
	return rows.filter(
		(row) => (id === undefined || row.about === id) && (batch === undefined || row.batch === batch)
	);
}
