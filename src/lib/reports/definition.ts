import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf, Misused, wrongIn } from '#pipelines/errors.ts';
import { digest } from '#pipelines/files.ts';
import { ROOT, type Home } from '#pipelines/home.ts';
import { didYouMean } from '#pipelines/near.ts';

/** The parts that a report can have, by what they answer. */
export const PARTS = [
	'summary',
	'promises',
	'how much',
	'how well',
	'better off',
	'served',
	'gaps',
	'restated',
	'methods'
] as const;

export type PartId = (typeof PARTS)[number];

const MOST_QUARTERS = 20;

/** What a report contains and in which order: `report.yaml` in a folder that is named as the report. */
const definitionSchema = z.strictObject({
	title: z.string().trim().min(1),
	/** Each at most once, in the order in which they are read. */
	parts: z
		.array(z.enum(PARTS, { error: `must be among ${PARTS.join(', ')}` }))
		.min(1)
		.refine((list) => new Set(list).size === list.length, { error: 'name each once' }),
	/** Metrics that are shown of every grant, beside those of which something was promised. */
	figures: z.array(z.string()).default([]),
	/** Metrics by which it tells who was served, for each breakdown of the grant. */
	served: z.array(z.string()).default([]),
	/** How many of the grant's last quarters a trend shows. */
	quarters: z.int().min(1).max(MOST_QUARTERS).default(8),
	/** The same in Spanish. */
	es: z
		.strictObject({ title: z.string().trim().min(1) })
		.partial()
		.optional()
});

/** A report: its id is the folder's name, its version a hash of what it is. */
export type ReportDefinition = z.infer<typeof definitionSchema> & { id: string; version: string };

/** Reports that can be made, and those whose file has a problem. */
export type Definitions = { reports: ReportDefinition[]; broken: { id: string; problem: string }[] };

const OURS = join(ROOT, 'src', 'lib', 'reports');

/** Our reports and those of the home's folder `reports`; a home's replaces ours of the same name. */
export function readDefinitions(home: Home | null): Definitions {
	const found = new Map<string, string>();
	for (const folder of [OURS, ...(home ? [join(home.path, 'reports')] : [])])
		for (const id of foldersOf(folder)) {
			const path = join(folder, id, 'report.yaml');
			if (existsSync(path)) found.set(id, path);
		}
	const reports: ReportDefinition[] = [];
	const broken: Definitions['broken'] = [];
	for (const [id, path] of [...found].sort(([a], [b]) => a.localeCompare(b))) {
		const read = readDefinition(id, path);
		if ('problem' in read) broken.push(read);
		else reports.push(read);
	}
	return { reports, broken };
}

function foldersOf(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
}

function readDefinition(id: string, path: string): ReportDefinition | { id: string; problem: string } {
	const text = readFileSync(path, 'utf8');
	const problem = (said: string) => ({ id, problem: `reports/${id}/report.yaml: ${said}` });
	let yaml: unknown;
	try {
		yaml = parse(text);
	} catch (error) {
		return problem(`it is not YAML: ${messageOf(error).split('\n')[0] ?? ''}. Correct that line.`);
	}
	const { success, data, error } = definitionSchema.safeParse(yaml);
	if (!success) return { id, problem: wrongIn(`reports/${id}/report.yaml`, error).join(' ') };
	return { ...data, id, version: digest(text).slice(0, 12) };
}

/**
 * The report with an id.
 * @throws Misused naming those there are, or saying what is wrong in its file
 */
export function findDefinition(home: Home | null, id: string): ReportDefinition {
	const { reports, broken } = readDefinitions(home);
	const found = reports.find((each) => each.id === id);
	if (found) return found;
	const wrong = broken.find((each) => each.id === id);
	if (wrong) throw new Misused(wrong.problem);
	const ids = reports.map((each) => each.id);
	throw new Misused(`There is no report "${id}".${didYouMean(id, ids)} There are: ${ids.join(', ')}.`);
}
