import type { Database } from '../../duckdb.ts';
import { Refused } from '../../errors.ts';
import { fold } from '../../values.ts';
import { filesOf, sourceKey, type Candidate, type Identified, type SourceFormat } from '../format.ts';
import { CASES, observe, retire, ROSTER } from './retire.ts';

const ID = 'canonical-csv';

/** CSV files named and headed as our own tables (METHODS §1), recognised by their about.csv. */
export const format: SourceFormat = {
	id: ID,
	title: 'canonical CSV',
	hint: 'Canonical CSV is a zip or a folder with about.csv beside files named as our tables (client.csv, enrollment.csv …); there are templates of them.',
	guarded: true,
	corrections,
	required: ['about'],
	identify,
	upgrades: () => [],
	retire,
	observe,
	examine: null
};

async function identify({ names, records, db, source }: Candidate): Promise<Identified | null> {
	const has = (file: string) => names.some((name) => name.toLowerCase() === file);
	if (!has('about')) return null;
	const rows = records('about');
	const about = rows[0] ?? {};
	if (rows.length === 0 ? has('export') : !('exported_at' in about) && !('kind' in about)) return null;
	const reasons: string[] = [];
	if (rows.length !== 1)
		reasons.push(`about.csv has ${String(rows.length)} rows. It has one, which says what the upload is.`);

	const tables = filesOf(ID).filter((file) => file !== 'about' && has(file));
	const roster = tables.every((table) => ROSTER.includes(table));
	const missing = CASES.filter((each) => !has(each));
	const kind = fold(about.kind ?? '');
	if (tables.length === 0)
		reasons.push(
			`There is no table beside about.csv. The files are named as the tables: ${filesOf(ID).join(', ')}.`
		);
	else if (!roster && kind !== 'changes')
		for (const table of missing)
			reasons.push(
				`${table}.csv is missing. Only changes, or an upload of nothing but ${ROSTER.join(', ')}, go without ${CASES.join(', ')}.`
			);

	const name = source ?? about.source_name ?? '';
	if (sourceKey(name) === '')
		reasons.push(
			'about.csv, source_name is empty. Write there what the data is from, or name it: --source NAME, the same for every upload of it.'
		);
	if (kind !== 'full' && kind !== 'changes')
		reasons.push(
			'about.csv, kind: write full where the files hold everything of their programs and period, changes where they hold only rows that are new or changed.'
		);
	const exported = await moment(db, about, 'exported_at', reasons);
	// A roster is of the day on which it was written, unless it says more.
	const timeless = roster && !about.period_from && !about.period_to;
	const from = timeless ? exported : await moment(db, about, 'period_from', reasons);
	const to = timeless ? exported : await moment(db, about, 'period_to', reasons);
	if (from !== null && to !== null && from > to)
		reasons.push('about.csv: period_from lies after period_to. Correct one of them.');
	if (exported === null || from === null || to === null || reasons.length > 0) throw new Refused(reasons);
	const days = { exported: exported.slice(0, 10), from: from.slice(0, 10), to: to.slice(0, 10) };
	return {
		version: roster ? 'roster' : '1',
		source: sourceKey(name),
		source_name: name,
		period: { from: days.from, to: days.to },
		exported_at: exported,
		observed_until: days.exported < days.to ? days.exported : days.to,
		full: kind === 'full',
		roster,
		part: roster || missing.length > 0
	};
}

/** Of the same moment and period, so that they do not say that more is known than the upload that they correct. */
function corrections({ source, source_name, exported_at, period }: Identified): Record<string, string> {
	return {
		source_name: sourceKey(source_name) === source ? source_name : source,
		exported_at,
		period_from: period.from,
		period_to: period.to,
		kind: 'changes'
	};
}

/** A date of about.csv with its time, as yyyy-mm-dd hh:mm:ss; null where it has not exactly one reading. */
async function moment(
	db: Database,
	about: Record<string, string>,
	column: string,
	reasons: string[]
): Promise<string | null> {
	const row = await db.row(
		`select list(distinct strftime(reading, '%Y-%m-%d %H:%M:%S') order by 1)::json::varchar as readings
		from (select unnest([read_month_first($text), read_day_first($text), read_year_first($text)]) as reading) where reading is not null`,
		{ text: about[column] ?? '' }
	);
	const readings = row.readings === null ? [] : (JSON.parse(String(row.readings)) as string[]);
	const [first, ...others] = readings;
	if (first !== undefined && others.length === 0) return first;
	reasons.push(
		first === undefined
			? `about.csv, ${column} ${about[column] ? 'is not a date' : 'is empty'}. Write it as 2026-10-02.`
			: `about.csv, ${column} can be read in several ways: ${readings.map((each) => each.slice(0, 10)).join(' or ')}. Write it as 2026-10-02.`
	);
	return null;
}
