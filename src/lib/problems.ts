import type { Check } from '#pipelines/checks/definition.ts';
import { tellPlace, type Place } from '#pipelines/checks/places.ts';
import type { Row } from '#pipelines/duckdb.ts';
import { readFormats } from '#pipelines/sources/format.ts';
import { caseCondition, FULL_SCOPE, type Scope } from '#lib/metrics/scope.ts';
import type { Store } from '#lib/server/store.ts';

/**
 * Every problem that the store knows of, for who owns the home: what the checks found in the records, and
 * what was wrong with single lines of the exports (`file`, `line`). `about` is the check's id or the kind
 * of problem; `id` filters by it, `batch` keeps the lines of one batch. `where_to_mend` says in which fields of the
 * record's own format.
 */
export async function listProblems(
	store: Store,
	{ id, batch }: { id?: string | undefined; batch?: string | undefined }
): Promise<Row[]> {
	const mends = await readMends(store);
	const rows = await store.db.rows(
		`select check_id as about, severity, null as batch, null as file, null as line, source, table_name, enrollment_id::varchar as enrollment_id, detail, guidance, remedy from problem
		union all by name
		select kind as about, 'line' as severity, batch_id as batch, file, line, message as detail from batch_problem
		order by about, batch, file, line, enrollment_id, detail`
	);
	return rows
		.filter((row) => (id === undefined || row.about === id) && (batch === undefined || row.batch === batch))
		.map((row) => ({
			...row,
			where_to_mend:
				mends.find((each) => each.check === row.about && each.sources.includes(String(row.source)))?.where ??
				null
		}));
}

/** Where a check's problems are mended in the sources of one format: the fields as one says them. */
export type Mend = { check: string; format: string; sources: string[]; where: string };

/** For every check and every format of the store's sources, where its problems are mended. */
export async function readMends(store: Store): Promise<Mend[]> {
	const rows = await store.db.rows(
		`select m.check_id as "check", m.format, s.sources, list({file: m.file, "column": m."column", element: m.element} order by m.place)::json::varchar as places
		from check_mend m
		join (select format, list(source order by source)::json::varchar as sources from source group by format) s using (format)
		group by all order by all`
	);
	return rows.map((row) => ({
		check: String(row.check),
		format: String(row.format),
		sources: JSON.parse(String(row.sources)) as string[],
		where: (JSON.parse(String(row.places)) as Place[]).map(tellPlace).join('; ')
	}));
}

/** Where the problems of one check are mended, by format. */
export async function listMends(store: Store, check: string): Promise<Mend[]> {
	const titles = new Map((await readFormats()).map(({ id, title }) => [id, title]));
	return (await readMends(store))
		.filter((each) => each.check === check)
		.map((each) => ({ ...each, format: titles.get(each.format) ?? each.format }));
}

/** What a check found, all in all. Its severities are those of `SEVERITIES`. */
export type CheckCount = Pick<Check['head'], 'title' | 'severity' | 'guidance' | 'remedy'> & {
	id: string;
	count: number;
};

/** A row that a check found. Ids are pseudonyms; `program` is null where the row has no stay that is known. */
export type CheckRow = {
	source: string;
	program: string | null;
	table_name: string;
	enrollment_id: string | null;
	record_id: string | null;
	detail: string;
};

/** What each check found in the records of a scope, errors first. Checks that found nothing are not among them. */
export async function countChecks(store: Store, scope: Scope): Promise<CheckCount[]> {
	const { sql, values } = inScope(scope);
	const rows = await store.db.rows(
		`select check_id as id, title, severity, guidance, remedy, count(*) as count from problem p where ${sql}
		group by all order by severity, count desc, id`,
		values
	);
	return rows as CheckCount[];
}

/** The rows of one check in a scope by program and record; with `part` as many as `limit` from `offset` on. */
export async function listCheck(
	store: Store,
	id: string,
	scope: Scope,
	part?: { limit: number; offset: number }
): Promise<CheckRow[]> {
	const scoped = inScope(scope);
	const rows = await store.db.rows(
		`select p.source, g.label as program, p.table_name, p.enrollment_id::varchar as enrollment_id, p.record_id::varchar as record_id, p.detail
		from problem p
		left join (select enrollment_id, any_value(program_id) as program_id from enrollment group by enrollment_id) e using (enrollment_id)
		left join program g on g.program_id = e.program_id
		where p.check_id = $id and ${scoped.sql}
		order by g.label nulls last, p.table_name, p.enrollment_id nulls last, p.record_id, p.detail
		${part ? `limit ${String(part.limit)} offset ${String(part.offset)}` : ''}`,
		{ id, ...scoped.values }
	);
	return rows as CheckRow[];
}

/** Problems `p` of the cases in a scope; those of no case are for who may see everything. */
function inScope(scope: Scope): ReturnType<typeof caseCondition> {
	const { sql, values } = caseCondition(scope);
	if (sql === caseCondition(FULL_SCOPE).sql) return { sql, values };
	return { sql: `p.enrollment_id in (select m.enrollment_id from enrollment m where ${sql})`, values };
}

/** How many problems of each kind the lines of each live batch have. */
export async function countLineProblems(
	store: Store
): Promise<{ batch: string; kind: string; count: number }[]> {
	const rows = await store.db.rows(
		'select batch_id as batch, kind, count(*) as count from batch_problem group by all order by count desc, kind, batch'
	);
	return rows as { batch: string; kind: string; count: number }[];
}
