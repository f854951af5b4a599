import type { Condition, Profile, ProfileTable, TakenFrom } from './profile.ts';
import { CASES, ROSTER } from './sources/canonical-csv/retire.ts';
import type { Column } from './sources/format.ts';

/** A column without which no row of a table can be, and nothing says where it is taken from. */
export type Missing = { table: string; column: string | null; sentence: string };

/**
 * What a profile still lacks, in sentences: columns without which a table's lines are rejected, and tables without
 * which there are no cases. Empty where it can be used.
 * @param columns the columns of canonical CSV
 */
export function whatIsMissing(profile: Profile, columns: readonly Column[]): Missing[] {
	const there = new Set(profile.tables.map(({ table }) => table));
	const isRoster = there.size > 0 && [...there].every((table) => ROSTER.includes(table));
	const tables = isRoster ? [] : CASES.filter((table) => !there.has(table));
	return [
		...tables.map((table) => ({
			table,
			column: null,
			sentence: `Nothing says yet which ${PLURAL[table] ?? table} there are: no file feeds the table ${table}.`
		})),
		...profile.tables.flatMap(({ table, from, columns: taken }) =>
			columns
				.filter(
					({ file, column, need }) =>
						file === table && !(column in taken) && (need.includes('primary') || need.includes('key'))
				)
				.map(({ column, meaning }) => ({
					table,
					column,
					sentence: `Each row of ${table} needs ${column} (${lower(meaning)}): say which column of ${quoted(from)} it is${column === 'program_id' ? ', or write one word where all is of one program' : ''}.`
				}))
		)
	];
}

const PLURAL: Record<string, string> = { client: 'people', program: 'programs', enrollment: 'stays' };

/**
 * What a profile does, in sentences for who is to keep or to mend it: the files, what is thrown away, then each table
 * with where its columns are taken from. It holds headers and words of lists, no other values.
 */
export function sayProfile(profile: Profile): string[] {
	const { files, tables, title, version, source } = profile;
	if (tables.length === 0) return [`${quoted(title)} makes no table of any file yet.`];
	const dropped = files.filter(({ drop }) => drop.length > 0);
	return [
		`${quoted(title)}, version ${String(version)}, reads ${files.length === 1 ? 'one file' : `${String(files.length)} files`} of the source ${quoted(source)}: ${listed(files.map(({ key, headers }) => `${quoted(key)} by ${counted(headers.length, 'header')}`))}.`,
		...dropped.map(
			({ key, drop }) =>
				`Of ${quoted(key)}, ${listed(drop.map(quoted))} ${drop.length === 1 ? 'is' : 'are'} thrown away before anything is stored.`
		),
		...tables.map(sayTable),
		profile.exports === 'everything'
			? 'Each upload holds everything of its programs and its time: what is missing in it has gone.'
			: 'Each upload holds what is new or changed: what is missing in it stays as it was.',
		profile.known_until === 'last entry'
			? 'It is known up to the last day on which anything in it happened.'
			: 'It is known up to the day on which its file was written.'
	];
}

function sayTable(part: ProfileTable): string {
	const { table, from, merge, where, join, columns } = part;
	const lines = merge
		? `Lines of ${quoted(from)} that name the same ${table.replaceAll('_', ' ')} become one row of ${table}`
		: `Each line of ${quoted(from)} becomes a row of ${table}`;
	const only =
		where.length === 0 ? '' : `, where ${listed(where.map((condition) => sayCondition(condition)))}`;
	const beside = join.map(
		({ file, on }) =>
			`, beside it the line of ${quoted(file)} with the same ${listed(on.map(([left, right]) => (left === right ? quoted(left) : `${quoted(left)} as ${quoted(right)}`)))}`
	);
	const taken = Object.entries(columns).map(([column, each]) => `${column} is ${sayTaken(each)}`);
	return `${lines}${only}${beside.join('')}: ${taken.join('; ')}.`;
}

function sayCondition(condition: Condition): string {
	if ('filled' in condition)
		return `${quoted(condition.column)} ${condition.filled ? 'is filled' : 'is empty'}`;
	return `${quoted(condition.column)} is ${listed(condition.is.map(quoted), 'or')}`;
}

function sayTaken(taken: TakenFrom): string {
	if ('constant' in taken) return `always ${quoted(taken.constant)}`;
	if ('columns' in taken)
		return `${listed(taken.columns.map(quoted))}${taken.columns.length > 1 ? ' together' : ''}${taken.numbered ? ', numbered where several are alike' : ''}`;
	const codes = Object.keys(taken.codes ?? {}).length;
	return [
		quoted(taken.column),
		...(taken.file === undefined ? [] : [`of ${quoted(taken.file)}`]),
		...(taken.dates === undefined ? [] : [`with dates ${taken.dates}`]),
		...(codes === 0 ? [] : [`with ${counted(codes, 'word')} put into ours`])
	].join(' ');
}

function quoted(text: string): string {
	return `“${text}”`;
}

function counted(n: number, noun: string): string {
	return `${String(n)} ${noun}${n === 1 ? '' : 's'}`;
}

function listed(words: readonly string[], and = 'and'): string {
	return words.length < 2
		? (words[0] ?? '')
		: `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1) ?? ''}`;
}

function lower(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
