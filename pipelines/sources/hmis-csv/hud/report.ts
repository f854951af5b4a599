import { literal, name, type Connected } from '../../../duckdb.ts';
import { Fault } from '../../../errors.ts';
import { bareSql } from '../../../frontmatter.ts';
import { labelLists, readLabels, readQuestions, readTables, type Question, type Report } from './definition.ts';

/** Which report: of which projects (by `program_id`), from day to day. */
export type Asked = { report: Report; programs: readonly string[]; from: string; to: string };

/** A table as HUD lays it out. A cell is null where HUD leaves it empty; 0 of 0 is 0, as HUD prints it. */
export type Table = {
	question: string;
	title: string;
	columns: string[];
	rows: { label: string; cells: (number | null)[] }[];
};

/** Somebody in a cell: one row for each that the cell is made of. */
export type Member = {
	source: string;
	enrollment_id: string;
	client_id: string;
	known_as: string;
	program: string;
	age: number | null;
	household: string;
	started_on: string;
	exited_on: string | null;
	/** What the cell's mean or median is made of; null where it counts people. */
	value: number | null;
	/** The fact that puts the person into the cell. */
	because: string;
};

/**
 * The tables of a report. The connection's temporary tables are made and dropped again.
 * @throws Fault where a question gives a label that its table does not have
 */
export function makeTables(db: Connected, asked: Asked): Promise<Table[]> {
	return prepared(db, asked, async () => {
		const tables: Table[] = [];
		for (const question of readQuestions(asked.report)) tables.push(await makeTable(db, asked, question));
		return tables;
	});
}

/** The people of a cell, by who started first; null where the report has no such cell. */
export function openCell(
	db: Connected,
	asked: Asked,
	cell: { question: string; row: string; column: string }
): Promise<Member[] | null> {
	const question = readQuestions(asked.report).find((each) => each.name === cell.question);
	if (!question || !question.head.rows.includes(cell.row) || !question.head.columns.includes(cell.column))
		return Promise.resolve(null);
	const { row, column } = cell;
	return prepared(
		db,
		asked,
		async () =>
			(await ask(
				db,
				asked,
				`select s.source, s.enrollment_id, s.client_id, s.known_as, p.label as program, s.age, s.household,
					s.started_on, s.exited_on, ${isOf(question, 'value', row, column) ? 'c.value' : 'null'} as value, coalesce(c.because, ${literal(row)}) as because
				from ${cells(question)} c join stay s using (enrollment_id) join program p using (program_id)
				where c.row = ${literal(row)} and c.col = ${literal(column)}
				order by s.started_on, s.enrollment_id, because`
			)) as unknown as Member[]
	);
}

async function makeTable(db: Connected, asked: Asked, question: Question): Promise<Table> {
	const { title, rows, columns, blank } = question.head;
	const found = await ask(
		db,
		asked,
		`select c.row, c.col, count(distinct s.client_id) as people, avg(c.value) as mean, median(c.value) as median
		from ${cells(question)} c join stay s using (enrollment_id) group by c.row, c.col`
	);
	const at = new Map(found.map((cell) => [`${String(cell.row)}\n${String(cell.col)}`, cell]));
	for (const { row, col } of found)
		if (!rows.includes(String(row)) || !columns.includes(String(col)))
			throw new Fault(`${question.name}: it has no cell "${String(row)}", "${String(col)}".`);
	return {
		question: question.name,
		title,
		columns,
		rows: rows.map((label) => ({
			label,
			cells: columns.map((column) =>
				blank[label]?.includes(column)
					? null
					: Number(at.get(`${label}\n${column}`)?.[figureOf(question, label, column)] ?? 0)
			)
		}))
	};
}

function figureOf({ head }: Question, row: string, column: string): 'people' | 'mean' | 'median' {
	if ([row, column].some((label) => head.median.includes(label))) return 'median';
	return [row, column].some((label) => head.mean.includes(label)) ? 'mean' : 'people';
}

const isOf = (question: Question, _: 'value', row: string, column: string) =>
	figureOf(question, row, column) !== 'people';

/** The rows of a question, one for each cell in which one stands. */
function cells(question: Question): string {
	return `(
		select q.enrollment_id, q.value, q.because, r.row, k.col
		from (from (${question.sql}) union all by name (select null::uuid as enrollment_id, null::double as value, null::varchar as because where false)) q,
			unnest(q.in_rows) r(row), unnest(q.in_columns) k(col)
		where r.row is not null and k.col is not null
	)`;
}

async function prepared<Answer>(db: Connected, asked: Asked, use: () => Promise<Answer>): Promise<Answer> {
	const made: string[] = [];
	try {
		for (const list of labelLists()) {
			const id = `label_${list.replaceAll('-', '_')}`;
			await db.run(`create or replace temp table ${id} as ${labelsSql(list)}`);
			made.push(id);
		}
		for (const { id, sql } of readTables()) {
			await db.run(`create or replace temp table ${name(id)} as ${sql}`, valuesIn(sql, asked));
			made.push(name(id));
		}
		return await use();
	} finally {
		for (const id of made.reverse()) await db.run(`drop table if exists temp.${id}`);
	}
}

function labelsSql(list: string): string {
	const records = readLabels(list);
	const columns = Object.keys(records[0] ?? {});
	const rows = records.map((record) => `(${columns.map((column) => literal(record[column] ?? '')).join(', ')})`);
	return `from (values ${rows.join(', ')}) l(${columns.map(name).join(', ')})`;
}

const ask = (db: Connected, asked: Asked, sql: string) => db.rows(sql, valuesIn(sql, asked));

/** What a statement is bound to: of the period and the projects what it names. */
function valuesIn(sql: string, { from, to, programs }: Asked): Record<string, string> {
	const all = { from, to, programs: programs.join(',') };
	const bare = bareSql(sql);
	return Object.fromEntries(Object.entries(all).filter(([key]) => new RegExp(`\\$${key}\\b`).test(bare)));
}
