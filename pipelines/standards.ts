import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from './duckdb.ts';
import { Refused } from './errors.ts';
import { ROOT, type Home } from './home.ts';
import { readMetrics } from './metrics/definition.ts';
import { splitFields } from './records.ts';

const day = z.iso.date({ error: 'must be a date such as 2026-07-01' });
const number = z
	.string()
	.regex(/^-?\d+(\.\d+)?$/, { error: 'must be a number' })
	.transform(Number);

const standardSchema = z.object({
	metric: z.string().min(1, { error: 'must name a metric' }),
	/** What the time limit runs from; empty where the threshold is for the figure itself. */
	event: z.string(),
	program_type: z.string(),
	funder: z.string(),
	threshold: number,
	unit: z.enum(['calendar days', 'share'], { error: 'must be "calendar days" or "share"' }),
	source: z.string().min(1, { error: 'must say where the standard comes from' })
});

const targetSchema = z
	.object({
		metric: z.string().min(1, { error: 'must name a metric' }),
		program: z.string(),
		grant: z.string(),
		from: day,
		to: day,
		target: number
	})
	.refine((row) => row.from <= row.to, { error: 'from lies after to', path: ['from'] });

/** Thresholds by metric, event, program type and funder. */
export type Standard = z.infer<typeof standardSchema>;
/** Promises by program, grant and period. */
export type Target = z.infer<typeof targetSchema>;

/**
 * Reads standards and targets: the home's files where there are any, else ours. Throws `Refused` with every
 * wrong line at once.
 */
export function readStandards(home: Home | null): { standards: Standard[]; targets: Target[] } {
	const reasons: string[] = [];
	const standards = readCsv('standards.csv', home, standardSchema, reasons);
	const targets = readCsv('targets.csv', home, targetSchema, reasons);
	const { metrics, broken } = readMetrics(home);
	const kinds = new Map(metrics.map((metric) => [metric.id, metric.kind]));
	const known = (metric: string) => kinds.has(metric) || broken.some((each) => each.id === metric);
	for (const [file, rows] of [
		['standards.csv', standards],
		['targets.csv', targets]
	] as const)
		for (const { metric } of rows)
			if (!known(metric))
				reasons.push(`${file}: there is no metric "${metric}". Correct its name, or remove the line.`);
	for (const { metric, event, unit, threshold } of standards) {
		if (event !== '' && unit === 'share')
			reasons.push(`standards.csv, ${metric}: a time limit for "${event}" is in calendar days, not a share.`);
		if (unit === 'share' && (threshold < 0 || threshold > 1))
			reasons.push(
				`standards.csv, ${metric}: a share is from 0 to 1, so 80 % is 0.8, not ${String(threshold)}.`
			);
	}
	for (const { metric, target } of targets)
		if (kinds.get(metric) === 'ratio' && (target < 0 || target > 1))
			reasons.push(`targets.csv, ${metric}: a share is from 0 to 1, so 80 % is 0.8, not ${String(target)}.`);
	if (reasons.length > 0) throw new Refused(reasons);
	return { standards, targets };
}

/** The file that counts: the home's, else ours. */
export function configFile(home: Home | null, file: string): string {
	const own = home ? join(home.path, file) : null;
	return own !== null && existsSync(own) ? own : join(ROOT, 'data', file);
}

function readCsv<Row>(file: string, home: Home | null, schema: z.ZodType<Row>, reasons: string[]): Row[] {
	const path = configFile(home, file);
	const lines = readFileSync(path, 'utf8')
		.replace(/^\uFEFF/, '')
		.split(/\r?\n/);
	const header = splitFields(lines[0] ?? '', ',').map((column) => column.trim());
	const rows: Row[] = [];
	for (const [index, line] of lines.entries()) {
		if (index === 0 || line.trim() === '') continue;
		const cells = splitFields(line, ',');
		if (cells.length !== header.length) {
			reasons.push(
				`${path} line ${String(index + 1)}: it has ${String(cells.length)} fields, the header has ${String(header.length)}.`
			);
			continue;
		}
		const parsed = schema.safeParse(
			Object.fromEntries(header.map((column, at) => [column, (cells[at] ?? '').trim()]))
		);
		if (parsed.success) rows.push(parsed.data);
		else
			reasons.push(
				...parsed.error.issues.map(
					(issue) => `${path} line ${String(index + 1)}, ${issue.path.join('.')}: ${issue.message}.`
				)
			);
	}
	return rows;
}

/**
 * Writes the tables `standard` and `target`, and, settled for each program (and for enrollments of no known
 * program), `time_limit` (a limit in days for an event) and `value_standard` (what a figure should reach):
 * a funder's own standard wins over the program type's, that over the default.
 */
export async function writeStandards(db: Database, standards: Standard[], targets: Target[]): Promise<void> {
	await db.run(
		'create table standard (metric varchar, event varchar, program_type varchar, funder varchar, threshold double, unit varchar, source varchar)'
	);
	await db.run(
		'create table target (metric varchar, program varchar, "grant" varchar, valid_from date, valid_to date, target double)'
	);
	for (const row of standards)
		await db.run(
			'insert into standard values ($metric, $event, $program_type, $funder, $threshold, $unit, $source)',
			row
		);
	for (const row of targets)
		await db.run(
			'insert into target values ($metric, $program, $grant, $from::date, $to::date, $target)',
			row
		);
	await db.run(`create table settled_standard as
		with program_or_none as (
			select program_id, program_type, funders from program
			union all
			select null, null, null
		)
		select p.program_id, s.metric, s.event, s.threshold, s.unit, s.source
		from program_or_none p
		join standard s on (s.program_type = '' or s.program_type = p.program_type) and (s.funder = '' or list_contains(string_split(p.funders, '; '), s.funder))
		qualify row_number() over (partition by p.program_id, s.metric, s.event = '' order by s.funder <> '' desc, s.program_type <> '' desc, s.threshold) = 1`);
	await db.run(
		"create view time_limit as select program_id, metric, threshold, source from settled_standard where event <> ''"
	);
	await db.run(
		"create view value_standard as select program_id, metric, threshold, unit, source from settled_standard where event = ''"
	);
}
