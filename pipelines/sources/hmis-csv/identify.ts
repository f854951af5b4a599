import type { Database } from '../../duckdb.ts';
import { Refused } from '../../errors.ts';
import { sourceKey, type Candidate, type Identified, type SourceFormat } from '../format.ts';
import { observe, retire } from './retire.ts';
import { upgrades } from './upgrade.ts';

const VERSIONS = ['2022', '2024', '2026'];

/** The HMIS CSV export (HUD, FY2022, FY2024 and FY2026), recognised by its Export.csv. */
export const format: SourceFormat = {
	id: 'hmis-csv',
	title: 'HMIS CSV export',
	hint: 'An HMIS export is a zip or a folder with Export.csv and 20 or so files beside it.',
	guarded: false,
	corrections: null,
	required: ['Export', 'Client', 'Enrollment', 'Exit', 'Project'],
	identify,
	upgrades,
	retire,
	observe,
	examine: null
};

async function identify({ names, records, db, source }: Candidate): Promise<Identified | null> {
	if (!names.some((name) => name.toLowerCase() === 'export')) return null;
	const rows = records('Export');
	const first = rows[0];
	if (!first || !('csvversion' in first) || !('exportid' in first)) return null;
	const reasons: string[] = [];
	const all = (column: string) => [...new Set(rows.map((row) => row[column] ?? ''))];

	const versions = all('csvversion').map(
		(text) => VERSIONS.find((version) => text.includes(version)) ?? `?${text}`
	);
	const version = versions[0] ?? '';
	if (versions.some((each) => each !== version || each.startsWith('?')))
		reasons.push(
			`Export.csv, CSVVersion: ${JSON.stringify(all('csvversion').join(', '))} is not one of FY2022, FY2024 and FY2026. Export again in one of these versions.`
		);
	const directives = all('exportdirective');
	if (directives.length !== 1 || !['1', '2'].includes(directives[0] ?? ''))
		reasons.push(
			`Export.csv, ExportDirective: ${JSON.stringify(directives.join(', '))} is neither 1 (delta) nor 2 (full refresh). Export again with one of them.`
		);

	const systems = [
		...new Set(
			rows.map((row) => [row.sourceid ?? '', row.sourcename ?? ''].filter((part) => part !== '').join(' '))
		)
	];
	if (source === null && systems.length > 1)
		reasons.push(
			`Export.csv names ${String(systems.length)} source systems merged into one export. Name the system that merged them: --source NAME, the same for every export of it.`
		);
	const sourceName = source ?? systems[0] ?? '';
	if (sourceKey(sourceName) === '')
		reasons.push(
			'Export.csv has no SourceID or SourceName. Name the source system: --source NAME, the same for every export of it.'
		);

	const dates = await Promise.all(rows.map((row) => exportDates(db, row)));
	for (const row of dates)
		if (row.from === null || row.to === null || row.exported === null || row.from > row.to)
			reasons.push(
				'Export.csv: ExportDate, ExportStartDate and ExportEndDate must be dates, the start not after the end. Export again.'
			);
	if (reasons.length > 0) throw new Refused([...new Set(reasons)]);

	const from = dates.map((row) => row.from ?? '').sort()[0] ?? '';
	const to = dates.map((row) => row.to ?? '').sort()[0] ?? ''; // of merged systems the one known least far
	const exported = dates.map((row) => row.exported ?? '').sort()[0] ?? '';
	return {
		version: `FY${version}`,
		source: sourceKey(sourceName),
		source_name: sourceName,
		period: { from, to },
		exported_at: exported,
		observed_until: exported.slice(0, 10) < to ? exported.slice(0, 10) : to,
		full: directives[0] === '2',
		roster: false,
		part: false
	};
}

/**
 * Export.csv's dates: the period's own dates decide the order of ExportDate, else month first (HMIS.md,
 * "Reading it").
 */
async function exportDates(
	db: Database,
	row: Record<string, string>
): Promise<{ from: string | null; to: string | null; exported: string | null }> {
	const read = await db.row(
		`with period as (select read_month_first($from)::date as first_day, read_month_first($to)::date as last_day),
		reading as (select * from (values (1, read_iso($exported)), (2, read_month_first($exported)), (3, read_day_first($exported)), (4, read_year_first($exported))) t(preference, moment) where moment is not null)
		select first_day::varchar as first_day, last_day::varchar as last_day,
			(select strftime(moment, '%Y-%m-%d %H:%M:%S') from reading order by moment::date < first_day, preference limit 1) as exported from period`,
		{ from: row.exportstartdate ?? '', to: row.exportenddate ?? '', exported: row.exportdate ?? '' }
	);
	return {
		from: read.first_day as string | null,
		to: read.last_day as string | null,
		exported: read.exported as string | null
	};
}
