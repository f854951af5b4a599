import { literal, name, type Connected } from '../../../duckdb.ts';
import { Fault } from '../../../errors.ts';
import { bareSql } from '../../../frontmatter.ts';
import {
	labelLists,
	readLabels,
	readQuestions,
	readTables,
	type Question,
	type Report
} from './definition.ts';

/** Which report: of which projects (by `program_id`), from day to day. */
export type Asked = { report: Report; programs: readonly string[]; from: string; to: string };

/** A table as HUD lays it out. A cell is null where HUD leaves it empty; 0 of 0 is 0, as HUD prints it. */
export type Table = {
	question: string;
	title: string;
	/** What a row is of: of people each cell can be opened to those in it. */
	of: 'people' | 'projects';
	/** What stands above the labels of the rows. */
	corner: string;
	columns: string[];
	rows: { label: string; cells: (number | string | null)[] }[];
};

/** Somebody in a cell: one row for each that the cell is made of. */
export type Member = {
	source: string;
	enrollment_id: string;
	client_id: string;
	known_as: string;
	program: string;
	age: number | null;
	/** The column of the type of household; null where the stay was not active in the period. */
	household: string | null;
	started_on: string;
	exited_on: string | null;
	/** What the cell's mean or median is made of; null where it counts people. */
	value: number | null;
	/** The fact that puts the person into the cell. */
	because: string;
};

/** The source system's own id of a project or an organization; null where it is not to be told. */
export type SourceId = (pseudonym: string, kind: 'organization' | 'program', source: string) => string | null;

/**
 * The tables of a report, or the questions of it that are wanted, each cell the people in it. The connection's temporary
 * tables are made and dropped again.
 * @throws Fault where a question gives a label that its table does not have
 */
export function makeTables(
	db: Connected,
	asked: Asked,
	sourceId: SourceId = () => null,
	isWanted: (question: string) => boolean = () => true
): Promise<Table[]> {
	const questions = readQuestions(asked.report).filter(({ name }) => isWanted(name));
	return prepared(db, asked, questions, async () => {
		const tables: Table[] = [];
		for (const question of questions)
			tables.push(
				question.head.rows.length === 0
					? await listProjects(db, asked, question, sourceId)
					: await countPeople(db, asked, question)
			);
		return tables;
	});
}

/** The people of a cell, by who started first; null where the report has no such cell. */
export async function openCell(
	db: Connected,
	asked: Asked,
	{ question: id, row, column }: { question: string; row: string; column: string }
): Promise<Member[] | null> {
	const question = readQuestions(asked.report).find((each) => each.name === id);
	if (!question?.head.rows.includes(row) || !question.head.columns.includes(column)) return null;
	const value = figureOf(question, row, column) === 'people' ? 'null' : 'c.value';
	const members = await prepared(db, asked, [question], () =>
		ask(
			db,
			asked,
			`select e.source, e.enrollment_id, e.client_id, e.known_as, p.label as program, s.age, s.household, e.started_on, e.exited_on,
				${value} as value, coalesce(c.because, c.row) as because
			from ${cellsOf(question)} c
			join enrollment e using (enrollment_id) join program p using (program_id) left join stay s using (enrollment_id)
			where c.row = ${literal(row)} and c.col = ${literal(column)}
			order by e.started_on, e.enrollment_id, because`
		)
	);
	return members as unknown as Member[];
}

async function countPeople(db: Connected, asked: Asked, question: Question): Promise<Table> {
	const { title, rows, columns, blank, mean, median } = question.head;
	const found = await ask(
		db,
		asked,
		`select c.row, c.col, count(distinct e.client_id) as people${mean.length > 0 ? ', avg(c.value) as mean' : ''}${median.length > 0 ? ', median(c.value) as median' : ''}
		from ${cellsOf(question)} c join enrollment e using (enrollment_id) group by c.row, c.col`
	);
	const cells = new Map<string, Record<string, unknown>>();
	for (const cell of found) {
		const [row, column] = [String(cell.row), String(cell.col)];
		if (!rows.includes(row) || !columns.includes(column))
			throw new Fault(
				`${question.name} has no cell "${row}", "${column}". Correct hud/questions/${question.id}.sql.`
			);
		cells.set(`${row}\n${column}`, cell);
	}
	return {
		question: question.name,
		title,
		of: 'people',
		corner: '',
		columns,
		rows: rows.map((label) => ({
			label,
			cells: columns.map((column) =>
				blank[label]?.includes(column)
					? null
					: Number(cells.get(`${label}\n${column}`)?.[figureOf(question, label, column)] ?? 0)
			)
		}))
	};
}

async function listProjects(
	db: Connected,
	asked: Asked,
	{ name, sql, head }: Question,
	sourceId: SourceId
): Promise<Table> {
	const [corner = '', ...columns] = head.columns;
	const lines = await ask(db, asked, sql);
	return {
		question: name,
		title: head.title,
		of: 'projects',
		corner,
		columns,
		rows: lines.map((line) => ({
			label: String(line[corner] ?? ''),
			cells: columns.map((column) => {
				const value = line[column] ?? null;
				const kind = head.ids[column];
				if (kind === undefined || value === null) return typeof value === 'boolean' ? null : value;
				const ids = String(value)
					.split(', ')
					.map((id) => sourceId(id, kind, String(line.source)));
				return ids.some((id) => id === null) ? null : ids.join(', ');
			})
		}))
	};
}

function figureOf({ head }: Question, row: string, column: string): 'people' | 'mean' | 'median' {
	const is = (labels: readonly string[]) => labels.includes(row) || labels.includes(column);
	return is(head.median) ? 'median' : is(head.mean) ? 'mean' : 'people';
}

/** The rows of a question, once for each cell in which one stands. */
function cellsOf({ sql }: Question): string {
	return `(
		select q.enrollment_id, q.value, q.because, r.row, k.col
		from (
			from (${sql})
			union all by name
			select null::uuid as enrollment_id, null::double as value, null::varchar as because where false
		) q, unnest(q.in_rows) r(row), unnest(q.in_columns) k(col)
		where r.row is not null and k.col is not null
	)`;
}

/** Makes the tables that questions are asked of, and drops them again. */
async function prepared<Answer>(
	db: Connected,
	asked: Asked,
	questions: readonly Question[],
	use: () => Promise<Answer>
): Promise<Answer> {
	const made: string[] = [];
	try {
		for (const { id, sql } of tablesFor(questions)) {
			await db.run(`create or replace temp table ${name(id)} as ${sql}`, valuesIn(sql, asked));
			made.push(id);
		}
		return await use();
	} finally {
		for (const id of made) await db.run(`drop table if exists temp.${name(id)}`);
	}
}

/** The lists of labels and the shared tables that questions rest on, each after those it is made from. */
function tablesFor(questions: readonly Question[]): { id: string; sql: string }[] {
	const names = (sql: string, id: string) => new RegExp(`\\b${id}\\b`).test(bareSql(sql));
	const tables: { id: string; sql: string }[] = [];
	for (const table of readTables().reverse())
		if (table.id === 'stay' || [...questions, ...tables].some(({ sql }) => names(sql, table.id)))
			tables.unshift(table);
	const lists = labelLists()
		.map((list) => ({ id: `label_${list.replaceAll('-', '_')}`, sql: labelsSql(list) }))
		.filter(({ id }) => [...questions, ...tables].some(({ sql }) => names(sql, id)));
	return [...lists, ...tables];
}

function labelsSql(list: string): string {
	const records = readLabels(list);
	const columns = Object.keys(records[0] ?? {});
	const rows = records.map((record) => columns.map((column) => literal(record[column] ?? '')).join(', '));
	return `from (values ${rows.map((row) => `(${row})`).join(', ')}) l(${columns.map(name).join(', ')})`;
}

const ask = (db: Connected, asked: Asked, sql: string) => db.rows(sql, valuesIn(sql, asked));

/** What a statement is bound to: of the period and the projects what it names. */
function valuesIn(sql: string, { from, to, programs }: Asked): Record<string, string> {
	const bare = bareSql(sql);
	return Object.fromEntries(
		Object.entries({ from, to, programs: programs.join(',') }).filter(([key]) =>
			new RegExp(`\\$${key}\\b`).test(bare)
		)
	);
}
