import { z } from 'zod';
import { disclosedResultSchema } from '#lib/metrics/disclose/told.ts';
import { policySchema } from '#lib/metrics/disclose/policy.ts';
import { periodSchema } from '#lib/metrics/result.ts';
import { PARTS } from './definition.ts';
import { locales } from '#lib/messages/index.ts';

const day = z.iso.date();
const text = z.string();

/** What was promised of a figure, in its unit; null where nothing was. */
const promiseSchema = z.object({
	quarter: z.number().nullable(),
	to_date: z.number().nullable(),
	year: z.number().nullable()
});

/** A figure of the grant's programs, with what is needed to say it and what it was held to. */
const reportFigureSchema = z.object({
	/** The metric's id, and a hash of its definition: rows, counts and texts. */
	metric: text,
	definition_version: text,
	title: text,
	question: text,
	/** What it counts; null where its file does not say. */
	counts: text.nullable(),
	leaves_out: text.nullable(),
	source: text,
	asks: z.enum(['how much', 'how well', 'better off']),
	kind: z.enum(['ratio', 'duration', 'time_to_event', 'rate', 'mean', 'sum', 'count']),
	unit: text,
	/** What a row is, in the plural. */
	rows: text,
	share_by: z.int().nullable(),
	better: z.enum(['higher', 'lower', 'neutral']),
	promised: promiseSchema,
	quarter: disclosedResultSchema,
	to_date: disclosedResultSchema,
	/** The grant's quarters up to this one, in order. */
	trend: z.array(disclosedResultSchema),
	/** How many of this quarter's rows have problems that touch it; null where it is not known, or they are too few to say. */
	problems: z.enum(['none', 'under 5 %', '5 to 20 %', 'over 20 %']).nullable(),
	/** Typed by the manager: why it is not as promised, and what is done about it. */
	variance: text.nullable(),
	action: text.nullable()
});

/** Who was served, by one breakdown: a row for each group. */
const servedSchema = z.object({
	metric: text,
	title: text,
	unit: text,
	/** Absent of a count. */
	kind: reportFigureSchema.shape.kind.optional(),
	/** The dimensions. */
	by: z.array(text),
	rows: z.array(
		z.object({
			group: z.record(text, text),
			quarter: disclosedResultSchema.nullable(),
			to_date: disclosedResultSchema.nullable()
		})
	)
});

/** A figure that was told before, and is another now. */
const restatementSchema = z.object({
	metric: text,
	title: text,
	group: z.record(text, text),
	period: periodSchema,
	before: disclosedResultSchema,
	now: disclosedResultSchema,
	/** Why, in words. */
	reasons: z.array(text)
});

/**
 * A report on a quarter of a grant, whole: everything that its forms show. It holds nothing that its audience may not see, and
 * a release freezes it.
 */
export const reportSchema = z.object({
	schema: z.literal(1),
	/** Which report it is: its id, a hash of its definition, and its title. */
	report: z.object({ id: text, version: text, title: text }),
	language: z.enum(locales),
	grant: z.object({
		name: text,
		funder: text,
		programs: z.array(text),
		...periodSchema.shape,
		breakdowns: z.array(z.array(text))
	}),
	policy: policySchema,
	quarter: z.object({ number: z.int(), ...periodSchema.shape, year: periodSchema, to_date: periodSchema }),
	/** The store that it was made from, and until when that is known. */
	store: text,
	observed_until: day,
	/** Typed by the manager, for the whole. */
	summary: text.nullable(),
	gaps: text.nullable(),
	figures: z.array(reportFigureSchema),
	served: z.array(servedSchema),
	/** Since when: the day of the last release on this grant; null where this is the first. */
	restated: z.object({ since: day.nullable(), changes: z.array(restatementSchema) }),
	/** The parts, in order, as the definition has them. */
	parts: z.array(z.enum(PARTS))
});

export type Report = z.infer<typeof reportSchema>;
export type ReportFigure = Report['figures'][number];
export type Served = Report['served'][number];
export type Restatement = Report['restated']['changes'][number];
