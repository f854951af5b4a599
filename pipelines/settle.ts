import { literal, name, type Database } from './duckdb.ts';
import { readModel } from './model/definition.ts';
import { didYouMean } from './near.ts';
import { DAY_UNITS, SETTING_FILES, type Standards } from './standards.ts';

/**
 * Writes what figures are held to: the tables `standard`, `target` and `setting_file` (whether a file is the
 * home's, and what tells it from another), and, settled for each program (and for enrollments of no known program),
 * `time_limit` (a limit in days of a unit for an event) and `value_standard` (what a figure of an event should
 * reach; of the event '' where it has none of its own). A funder's own line wins over the program type's, that
 * over the default, and then a named event over an empty one; of several funders' the hardest to keep.
 */
export async function writeStandards(db: Database, read: Standards): Promise<void> {
	await db.run('create table setting_file (file varchar, own boolean, part varchar)');
	await db.append(
		'setting_file',
		SETTING_FILES.map((file, at) => [file, read.own[file] ?? false, read.parts[at] ?? ''])
	);
	await db.run(
		'create table standard (line integer, metric varchar, event varchar, program_type varchar, funder varchar, threshold double, unit varchar, source varchar, holds varchar, leniency double)'
	);
	await db.append(
		'standard',
		read.standards.map((row) => [
			row.line,
			row.metric,
			row.event,
			row.program_type,
			row.funder,
			row.threshold,
			row.unit,
			row.source,
			row.holds,
			row.leniency
		])
	);
	await db.run(
		'create table target (line integer, metric varchar, program varchar, "grant" varchar, valid_from date, valid_to date, target double)'
	);
	await db.append(
		'target',
		read.targets.map((row) => [row.line, row.metric, row.program, row.grant, row.from, row.to, row.target])
	);
	await db.run(`create table settled_standard as
		with place as (
			select program_id, program_type, string_split(funders, '; ') as funders from program
			union all
			select null, null, null
		),
		asked as (${eventsSql(read)})
		select p.program_id, a.metric, a.event, s.holds, s.threshold, s.unit, s.source, s.line
		from asked a
		join standard s on s.metric = a.metric and s.event in ('', a.event)
			and (s.holds = 'figure' or a.event <> '' or a.metric not in (${allNamed(read)}))
		join place p on (s.program_type = '' or s.program_type = p.program_type) and (s.funder = '' or list_contains(p.funders, s.funder))
		qualify row_number() over (
			partition by p.program_id, a.metric, a.event, s.holds
			order by s.funder <> '' desc, s.program_type <> '' desc, s.event <> '' desc, s.leniency, s.line
		) = 1`);
	await db.run(
		"create view time_limit as select program_id, metric, event, threshold, unit, source, line from settled_standard where holds = 'time limit'"
	);
	await db.run(
		"create view value_standard as select program_id, metric, event, threshold, unit, source, line from settled_standard where holds = 'figure'"
	);
}

/** The metrics of which every row that a time limit holds is of an event that they name. */
function allNamed({ limits }: Standards): string {
	const ids = limits.filter(({ events }) => Array.isArray(events)).map(({ metric }) => literal(metric));
	return ids.length === 0 ? "''" : ids.join(', ');
}

/** The events of each metric: those that lines name, those that its time limits run from, and ''. */
function eventsSql({ limits }: Standards): string {
	const parts = [
		'select metric, event from standard',
		"select metric, '' from standard",
		...limits.flatMap(({ metric, events }) => {
			const id = literal(metric);
			if (Array.isArray(events)) return events.map((event) => `select ${id}, ${literal(event)}`);
			const column = columnSql(events);
			return column === null ? [] : [`select ${id}, ${column.column} from ${column.table}`];
		})
	];
	return `select distinct metric, event from (${parts.join(' union all ')}) all_events(metric, event) where event is not null`;
}

/** A `table.column` of the model, quoted, or null where there is none. */
function columnSql(text: string): { table: string; column: string } | null {
	const [table = '', column = ''] = text.split('.');
	const found = readModel().find((each) => each.id === table);
	return found && column in found.head.given ? { table: name(table), column: name(column) } : null;
}

/**
 * What only the data can tell of the home's lines, as sentences with line and mend, which are also written to
 * the table `setting_note` (file, line, note): names that no program has, events that no row has, and business
 * days of years without holidays. Call it once the metrics are computed.
 */
export async function noteStandards(db: Database, read: Standards): Promise<string[]> {
	await db.run('create table setting_note (file varchar, line integer, note varchar)');
	const notes: string[] = [];
	const add = async (file: string, line: number | null, note: string) => {
		notes.push(note);
		await db.run('insert into setting_note values ($file, $line, $note)', { file, line, note });
	};
	const texts = async (sql: string) => (await db.rows(sql)).map((row) => String(Object.values(row)[0]));
	const programs = await texts('select label from program order by label');
	if (programs.length === 0) return notes;
	const funders = await texts(
		"select distinct unnest(string_split(funders, '; ')) as f from program order by f"
	);
	const unknown = (what: string, value: string, known: readonly string[]) =>
		value === '' || known.includes(value) ? null : `no ${what} "${value}".${didYouMean(value, known)}`;

	const unlimited = read.limits.filter(
		({ metric, events }) => Array.isArray(events) && !read.standards.some((each) => each.metric === metric)
	);
	if (read.own['standards.csv'] && unlimited.length > 0)
		await add(
			'standards.csv',
			null,
			`standards.csv stands in place of ours and has no time limit for ${unlimited.map(({ metric }) => metric).join(' and ')}, so there is no such figure. Copy the lines from data/standards.csv, or write your own.`
		);
	for (const { line, metric, event, funder, holds } of read.own['standards.csv'] ? read.standards : []) {
		const place = `standards.csv line ${String(line)}`;
		const noFunder = unknown('program has the funder', funder, funders);
		if (noFunder !== null)
			await add('standards.csv', line, `${place}: ${noFunder} Until one has it, the line holds nobody.`);
		const events = event === '' ? null : await knownEvents(db, read, metric, holds);
		const noEvent = events && unknown(`row of ${metric} is of the event`, event, events);
		if (noEvent)
			await add('standards.csv', line, `${place}: ${noEvent} Until one is, the line holds nothing.`);
	}
	for (const { line, program, grant } of read.own['targets.csv'] ? read.targets : []) {
		const place = `targets.csv line ${String(line)}`;
		const noProgram = unknown('source has the program', program, programs);
		if (noProgram !== null)
			await add('targets.csv', line, `${place}: ${noProgram} Until one has it, the promise holds nobody.`);
		// An agency names its grants as it likes: only what looks like a slip in a funder's name is told.
		const slip = funders.includes(grant) ? '' : didYouMean(grant, funders);
		if (slip !== '')
			await add(
				'targets.csv',
				line,
				`${place}: no program has the funder "${grant}".${slip} The promise counts all the same, under that name.`
			);
	}
	const years = await uncoveredYears(db, read);
	if (years.length > 0)
		await add(
			'holidays.csv',
			null,
			`holidays.csv has no holidays of ${spans(years)}: there every Monday to Friday counts as a business day. Add them.`
		);
	return notes;
}

/** The events that rows of a metric are of, or null where the data cannot tell. */
async function knownEvents(
	db: Database,
	{ limits }: Standards,
	metric: string,
	holds: string
): Promise<string[] | null> {
	const limit = limits.find((each) => each.metric === metric)?.events;
	const column = typeof limit === 'string' ? columnSql(limit) : null;
	const from =
		holds === 'time limit'
			? column && `select distinct ${column.column} as event from ${column.table}`
			: `select distinct event from metric.${name(metric)}`;
	if (from === null) return null;
	const [stored] = await db.rows(
		"select 1 from information_schema.tables where table_schema = 'metric' and table_name = $metric",
		{ metric }
	);
	if (holds === 'figure' && !stored) return null;
	const rows = await db.rows(`select event from (${from}) where event is not null order by event`);
	return rows.map((row) => String(row.event));
}

/** Years of the data, in programs with a limit in business days, of which holidays.csv has none. */
async function uncoveredYears(db: Database, { holidays }: Standards): Promise<number[]> {
	const { first, last } = await db.row(
		`select min(year(e.started_on)) as first, max(year(e.observed_until)) as last from enrollment e
		where exists (select 1 from time_limit l where l.unit = $unit and l.program_id is not distinct from e.program_id)`,
		{ unit: DAY_UNITS[1] ?? '' }
	);
	if (first === null || last === null) return [];
	const covered = new Set(holidays.days.map(({ day }) => Number(day.slice(0, 4))));
	const years = Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => Number(first) + at);
	return years.filter((year) => !covered.has(year));
}

/** Years in words: "2012, 2015 to 2018". */
function spans(years: readonly number[]): string {
	const starts = years.filter((year) => !years.includes(year - 1));
	const ends = years.filter((year) => !years.includes(year + 1));
	return starts
		.map((start, at) => (start === ends[at] ? String(start) : `${String(start)} to ${String(ends[at])}`))
		.join(', ');
}
