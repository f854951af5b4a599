import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../errors.ts';
import { bareSql, readSqlFolder, type BrokenFile } from '../frontmatter.ts';
import { ROOT, type Home } from '../home.ts';

const KINDS = ['ratio', 'duration', 'time_to_event', 'rate', 'mean', 'sum', 'count'] as const;
/** What belongs together on pages, in their order. */
export const GROUPS = [
	'outputs',
	'housing and access',
	'engagement',
	'documentation',
	'plans, referrals and work',
	'advocacy',
	'crisis',
	'client voice'
] as const;
/** Groups that stay off the pages until a source has what they need (METHODS §3). */
export const PACKS: readonly (typeof GROUPS)[number][] = ['advocacy', 'crisis', 'client voice'];

/** Kinds by which workers, teams, programs and sites are compared: those of which it is known how far chance goes. */
export const COMPARED: readonly (typeof KINDS)[number][] = ['ratio', 'duration', 'time_to_event', 'rate'];

/** Kinds whose rows have a time in their column `days`, and what that time may be in. */
const TIMES: readonly string[] = ['duration', 'time_to_event'];
const UNITS_OF_TIME: readonly string[] = ['days', 'minutes'];

/** What cases can be told apart by, where units are compared (METHODS §4): coarse, and no doing of a unit's own. */
export const CASE_MIX = ['program_type', 'household_type', 'prior_living_situation', 'event'] as const;
const PROTECTED = [
	'race_ethnicity',
	'sex_or_gender',
	'age_group',
	'language',
	'veteran',
	'disabling_condition'
];
/** Rests on a protected trait: a disabling condition is part of its definition. */
const PROTECTED_BY_RULE = ['chronically_homeless'];

const stratum = z.enum(CASE_MIX, {
	error: ({ input }) =>
		[...PROTECTED, ...PROTECTED_BY_RULE].includes(String(input))
			? `${String(input)} is, or rests on, a protected trait. A difference by it is never adjusted away; leave it out`
			: `cases can be told apart by ${CASE_MIX.join(', ')}`
});

const shareBy = z.strictObject({ share_by: z.int().min(1) });

const PLACES = ['{value}', '{n}', '{numerator}', '{day}'];
const ASKS = {
	outputs: 'how much',
	'housing and access': 'better off',
	engagement: 'how well',
	documentation: 'how well',
	'plans, referrals and work': 'how well',
	advocacy: 'better off',
	crisis: 'how well',
	'client voice': 'better off'
} as const;

/** What a metric says of itself in words: in English, and under `es` in Spanish. */
const texts = {
	title: z.string().min(3),
	/** What a person would ask, with a question mark. */
	question: z.string().min(8).endsWith('?', { error: 'write it as a question' }),
	/**
	 * The answer as a sentence, with `{value}`, `{n}` (how many rows, with their noun), `{numerator}` and
	 * `{day}` (of `share_by`).
	 */
	finding: z
		.string()
		.refine((text) => (text.match(/\{\w*\}?/g) ?? []).every((each) => PLACES.includes(each)), {
			error: 'it may hold {value}, {n}, {numerator} and {day}, nothing else in braces'
		})
		.optional(),
	/** What a row is. */
	grain: z.string(),
	/** Who and what is counted, and what is left out, each as sentences in plain words. */
	counts: z.string().optional(),
	leaves_out: z.string().optional(),
	source: z.string(),
	/** What HUD defines like it, and how ours differs, as sentences in plain words. */
	hud: z.strictObject({ like: z.string(), differs: z.string() }).optional()
};

const metricSchema = z
	.strictObject({
		...texts,
		/** The same in Spanish. What is not there is said in its own words. */
		es: z.strictObject(texts).partial().optional(),
		kind: z.enum(KINDS, { error: `must be one of ${KINDS.join(', ')}` }),
		/**
		 * What the figure is in: people, days, contacts … `dollars` are written as money, a mean in `share` as a percentage. In
		 * minutes, the column `days` and `share_by` are too.
		 */
		unit: z.string(),
		/** What a row is, in the plural: exits, households … Without it, the unit. */
		rows: z.string().optional(),
		/** What belongs together on pages. */
		group: z.enum(GROUPS),
		/** Which of the three questions of a funder it answers. Without it, by its group. */
		asks: z.enum(['how much', 'how well', 'better off']).optional(),
		/** Order within its group; those without one come after, by id. */
		place: z.int().default(100),
		/** Which direction of the headline is better; of a time to event, the share by which day it is. */
		headline: z.strictObject({
			better: z.enum(['higher', 'lower', 'neutral']),
			share_by: z.int().min(1).optional()
		}),
		/** Further figures of a time to event: the share by other days, and the day by which half had it. */
		also: z.array(z.union([shareBy, z.literal('half_by')])).default([]),
		/** `table.column`s, or `table.kind`s, of the model without which a source has no such figure. */
		needs: z.array(z.string().regex(/^[a-z_]+\.[a-z0-9_]+$/, { error: 'write table.column' })),
		/**
		 * Likewise, what it rests on where a source has it, and can do without: problems in it touch the figure, too
		 * (`src/lib/metrics/touched.ts`).
		 */
		reads: z.array(z.string().regex(/^[a-z_]+\.[a-z0-9_]+$/, { error: 'write table.column' })).default([]),
		/**
		 * What its time limits run from, as standards.csv names it: `[start]`, or the column of the model that
		 * holds the names, such as `document.kind`. For a metric whose SQL joins `time_limit`.
		 */
		time_limits: z
			.union([z.array(z.string().min(1)).min(1), z.string().regex(/^[a-z_]+\.[a-z0-9_]+$/)], {
				error: 'write the events, such as [start], or the column that holds them, such as document.kind'
			})
			.optional(),
		/** Whose doing it is: shown wherever the figure stands beside a worker. */
		control: z.enum(['worker', 'shared', 'agency']),
		/** Metrics without which this one misleads: their figures always stand beside it. */
		beside: z.array(z.string()).default([]),
		/**
		 * What the cases of a worker, team, program or site may differ by through no doing of its own: units are
		 * compared after what their mix of cases leads one to expect. Two at most, or strata are too small to tell.
		 */
		case_mix: z
			.array(stratum)
			.max(2, { error: 'name two at most: finer strata hold too few rows' })
			.refine((list) => new Set(list).size === list.length, { error: 'name each once' })
			.default([]),
		/**
		 * Keeps one row among the rows chosen: `client`, that of the latest start (HMIS.md, "One row per
		 * person"); `client and month`, a success before a failure, then the latest start.
		 */
		one_row_per: z.enum(['client', 'client and month']).optional(),
		/**
		 * True where most of what one month counts was counted in the month before as well, such as who is enrolled. Its months are not
		 * independent, so that nothing is said of what chance does to them.
		 */
		carries_over: z.boolean().optional(),
		/** Whether everybody who counts in a part of a period counts in the whole, and nobody else: what disclosure control knows of `$from` and `$to`. */
		accrues: z.boolean().optional(),
		/**
		 * Days in which what a row says still changes, such as a goal that is achieved after its day: a month that ended later is
		 * shown in a trend, and not judged.
		 */
		settles_after: z.int().min(1).optional()
	})
	.refine((metric) => metric.one_row_per !== 'client and month' || metric.kind === 'ratio', {
		path: ['one_row_per'],
		error: '"client and month" keeps a success before a failure, so it is for a ratio only'
	})
	.refine((metric) => (metric.kind === 'time_to_event') === (metric.headline.share_by !== undefined), {
		path: ['headline'],
		error: 'a time to event, and nothing else, has share_by: the day by which the share is told'
	})
	.refine(({ kind, case_mix }) => case_mix.length === 0 || COMPARED.includes(kind), {
		path: ['case_mix'],
		error: `units are compared by a ${COMPARED.join(', ')} only; remove it`
	})
	.refine(({ kind, unit }) => !TIMES.includes(kind) || UNITS_OF_TIME.includes(unit), {
		path: ['unit'],
		error: `a duration or a time to event is in ${UNITS_OF_TIME.join(' or ')}`
	})
	.refine(({ kind, rows }) => !TIMES.includes(kind) || rows !== undefined, {
		path: ['rows'],
		error: 'a duration or a time to event says what a row is, such as rows: enrollments'
	})
	.refine((metric) => metric.kind === 'time_to_event' || metric.also.length === 0, {
		path: ['also'],
		error: 'only a time to event has further figures'
	})
	.transform((metric) => ({
		...metric,
		rows: metric.rows ?? metric.unit,
		asks: metric.asks ?? ASKS[metric.group]
	}));

/**
 * A metric: its front matter, its id (the file's name), its SELECT and whether it needs the period
 * (`$from`, `$to`).
 */
export type Metric = z.infer<typeof metricSchema> & { id: string; sql: string; needs_period: boolean };

/** Whose a metric's rows are: enrollments', or workers' or programs' alone. */
export type Owner = 'enrollment' | 'worker' | 'program';

/** A metric that fits the tables of a store. */
export type BoundMetric = Metric & { of: Owner };

/**
 * Reads our metrics and those of the home; a home's file replaces ours of the same name. Broken ones are
 * named, the others stay.
 */
export function readMetrics(home: Home | null): { metrics: Metric[]; broken: BrokenFile[] } {
	const ours = readSqlFolder(join(ROOT, 'pipelines', 'metrics'), metricSchema);
	const theirs = home ? readSqlFolder(home.metrics, metricSchema) : { files: [], broken: [] };
	const byId = new Map(ours.files.map((file) => [file.id, file]));
	for (const file of theirs.files) byId.set(file.id, file);
	for (const file of theirs.broken) byId.delete(file.id); // an override that is broken must not fall back unseen
	const broken = [...ours.broken, ...theirs.broken];
	const known = new Set([...byId.keys(), ...broken.map(({ id }) => id)]);
	const metrics: Metric[] = [];
	for (const { head, id, path, sql } of byId.values()) {
		const unknown = head.beside.filter((each) => each === id || !known.has(each));
		if (unknown.length > 0)
			broken.push({
				id,
				path,
				problem: `${id}.sql: beside: there is no other metric ${unknown.join(', ')}. Correct the name, or remove it.`
			});
		else metrics.push({ ...head, id, sql, needs_period: /\$(from|to)\b/.test(bareSql(sql)) });
	}
	return { metrics, broken };
}

/**
 * Our metrics that are no figures of their own: a page asks for them by their id, no list has them. Their rows are worked out when
 * asked.
 * @throws Fault where a file of ours is broken
 */
export function readUnlisted(): Metric[] {
	const { files, broken } = readSqlFolder(join(ROOT, 'pipelines', 'metrics', 'unlisted'), metricSchema);
	if (broken[0]) throw new Fault(broken.map(({ problem }) => `metrics/unlisted: ${problem}`).join('\n'));
	return files.map(({ head, id, sql }) => ({ ...head, id, sql, needs_period: false }));
}
