import { literal, name, type Connected } from './duckdb.ts';
import { ANSWER, BLANKS, NUMBER, VALUE_RULES, type ValueRule } from './identifier-shapes.ts';
import { findingsOf, type Counts, type Finding } from './identifiers.ts';

/**
 * Finds direct identifiers in a table of text, as `Scan` of identifiers.ts does in a browser: the same shapes and
 * shares, counted in SQL over all rows, each different value looked at once. No value leaves the database.
 * @param table its name in SQL, such as `source."cases"`
 * @param columns the table's columns, each with the header that its file gives it
 * @returns findings, whose `column` is a place in `columns`
 */
export async function scanTable(
	db: Connected,
	table: string,
	columns: { name: string; header: string }[]
): Promise<Finding[]> {
	const counts: Counts[] = [];
	for (const column of columns) counts.push(await countColumn(db, table, column.name));
	return findingsOf(
		columns.map(({ header }) => header),
		counts
	);
}

async function countColumn(db: Connected, table: string, column: string): Promise<Counts> {
	const hits = VALUE_RULES.map((rule, at) => `${hit(rule)} as hit${String(at)}`);
	const tallies = VALUE_RULES.map(({ head }, at) => {
		const filter = `filter (hit${String(at)})`;
		const matches = `coalesce(sum(n) ${filter}, 0) as matches${String(at)}`;
		if (head === undefined) return matches;
		return `${matches}, count(*) ${filter} as different${String(at)}, count(distinct hash(left(v, ${String(head)}))) ${filter} as heads${String(at)}`;
	});
	const row = await db.row(
		`select coalesce(sum(n), 0) as filled, coalesce(sum(n) filter (answer), 0) as answers, coalesce(sum(n) filter (number), 0) as numbers,
			${tallies.join(', ')}
		from (select v, n, ${like(ANSWER)} as answer, ${like(NUMBER)} as number, ${hits.join(', ')}
			from (select trim(${name(column)}, ${literal(BLANKS)}) as v, count(*) as n from ${table} group by v)
			where v <> '')`
	);
	const count = (key: string) => Number(row[key] ?? 0);
	return {
		filled: count('filled'),
		answers: count('answers'),
		numbers: count('numbers'),
		tallies: VALUE_RULES.map((_, at) => ({
			matches: count(`matches${String(at)}`),
			different: count(`different${String(at)}`),
			heads: count(`heads${String(at)}`)
		}))
	};
}

/** SQL of whether a value has a rule's shape; `case` keeps DuckDB from asking the pattern where a quick look is enough. */
function hit({ pattern, unless, least, most, has }: ValueRule): string {
	const quick = [
		...(least === undefined ? [] : [`length(v) >= ${String(least)}`]),
		...(most === undefined ? [] : [`length(v) <= ${String(most)}`]),
		...(has === undefined ? [] : [`(${has.map((each) => `contains(v, ${literal(each)})`).join(' or ')})`])
	];
	const shape =
		unless === undefined
			? like(pattern)
			: `case when ${like(pattern)} then not ${like(unless)} else false end`;
	return quick.length === 0 ? shape : `case when ${quick.join(' and ')} then ${shape} else false end`;
}

function like(pattern: string): string {
	return `regexp_matches(v, ${literal(pattern)}, 'i')`;
}
