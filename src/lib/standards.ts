import type { Row } from '#pipelines/duckdb.ts';
import type { Metric } from '#pipelines/metrics/definition.ts';
import type { Store } from '#lib/server/store.ts';
import { listMetrics } from './metrics/catalogue.ts';
import { remember } from './metrics/remember.ts';

/**
 * One line of standards.csv that is in force: what it holds, for whom it was written (empty: for all), and the
 * programs in which no nearer line wins over it; `everywhere` where those are all.
 */
export type StandardInForce = {
	line: number;
	holds: 'time limit' | 'figure';
	event: string;
	program_type: string;
	funder: string;
	threshold: number;
	unit: string;
	source: string;
	programs: string[];
	everywhere: boolean;
};

/** One line of targets.csv: a promise for one program or, where it is empty, for all. */
export type Promised = {
	line: number;
	program: string;
	grant: string;
	from: string;
	to: string;
	target: number;
};

/** What the figures of one metric are held to. */
export type Held = {
	metric: Pick<Metric, 'id' | 'title' | 'kind' | 'unit' | 'headline'>;
	standards: StandardInForce[];
	targets: Promised[];
};

/** All that the figures of a store are held to, and where it is from. */
export type HeldTo = {
	store: string;
	/** Whether each settings file is the home's own, or ours. */
	own: Record<string, boolean>;
	metrics: Held[];
	/** The days that are no business days, in their order. */
	holidays: { date: string; name: string; source: string }[];
	/** What only the data can tell of the home's lines, such as a funder that no program has. */
	notes: string[];
};

/** What the figures of a store are held to, by metric: those metrics alone that are held to something. */
export function listStandards(store: Store): Promise<HeldTo> {
	return remember(store, 'standards', async () => {
		const standards = await readStandards(store);
		const targets = await readTargets(store);
		const { metrics } = await listMetrics(store);
		const files = await store.db.rows('select file, own from setting_file');
		const holidays = await store.db.rows(
			'select day::varchar as day, name, source from holiday order by day'
		);
		const notes = await store.db.rows('select note from setting_note order by rowid');
		return {
			store: store.id,
			own: Object.fromEntries(files.map(({ file, own }) => [String(file), own === true])),
			metrics: metrics.flatMap(({ id, title, kind, unit, headline }) => {
				const held = {
					metric: { id, title, kind, unit, headline },
					standards: standards.get(id) ?? [],
					targets: targets.get(id) ?? []
				};
				return held.standards.length + held.targets.length > 0 ? [held] : [];
			}),
			holidays: holidays.map(({ day, name, source }) => ({
				date: String(day),
				name: String(name),
				source: String(source)
			})),
			notes: notes.map(({ note }) => String(note))
		};
	});
}

async function readStandards(store: Store): Promise<Map<string, StandardInForce[]>> {
	// A line of which another wins everywhere holds nothing; the enrollments of no known program are no program.
	const rows = await store.db.rows(
		`with won as (
			select s.line, s.metric, list(distinct p.label order by p.label) filter (p.label is not null) as programs,
				count(distinct p.program_id) = (select count(*) from program) as everywhere
			from settled_standard s left join program p using (program_id)
			group by s.line, s.metric
		)
		select s.*, w.programs::json::varchar as programs, w.everywhere
		from standard s join won w using (line, metric)
		order by s.metric, s.holds desc, s.event, s.funder, s.program_type, s.line`
	);
	return byMetric(rows, (row) => ({
		line: Number(row.line),
		holds: row.holds === 'time limit' ? 'time limit' : 'figure',
		event: String(row.event),
		program_type: String(row.program_type),
		funder: String(row.funder),
		threshold: Number(row.threshold),
		unit: String(row.unit),
		source: String(row.source),
		programs: row.programs === null ? [] : (JSON.parse(String(row.programs)) as string[]),
		everywhere: row.everywhere === true
	}));
}

async function readTargets(store: Store): Promise<Map<string, Promised[]>> {
	const rows = await store.db.rows(
		`select line, metric, program, "grant", valid_from::varchar as first_day, valid_to::varchar as last_day, target
		from target order by metric, program, "grant", valid_from, valid_to`
	);
	return byMetric(rows, (row) => ({
		line: Number(row.line),
		program: String(row.program),
		grant: String(row.grant),
		from: String(row.first_day),
		to: String(row.last_day),
		target: Number(row.target)
	}));
}

function byMetric<Line>(rows: readonly Row[], read: (row: Row) => Line): Map<string, Line[]> {
	const found = new Map<string, Line[]>();
	for (const row of rows)
		found.set(String(row.metric), [...(found.get(String(row.metric)) ?? []), read(row)]);
	return found;
}
