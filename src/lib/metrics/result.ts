import { z } from 'zod';

const day = z.iso.date();
export const periodSchema = z.object({ from: day, to: day });

/** A figure of one period and group. */
export const resultSchema = z.object({
	period: periodSchema,
	/** Values of the dimensions asked for; empty for the whole. */
	group: z.record(z.string(), z.string()),
	/**
	 * `shown`; `no_data`: no rows; `not_reached`: fewer than half so far; `suppressed`: hidden from this
	 * audience; `not_collected`: no source in it has the column.
	 */
	status: z.enum(['shown', 'no_data', 'not_reached', 'suppressed', 'not_collected']),
	/** Why there is no value, in words; null where it is shown. */
	reason: z.string().nullable(),
	/**
	 * Ratio: a share of 0 to 1. Duration: the median in the metric's unit. Time to event: the share by the
	 * headline's day. Rate: per 30 days. Mean: in the metric's unit. Sum: the total of the rows' values in that
	 * unit. Count: rows.
	 */
	value: z.number().nullable(),
	/** 95 % interval, null where there is none. */
	lower: z.number().nullable(),
	upper: z.number().nullable(),
	/** Rows: as many as `rows` lists. */
	n: z.int(),
	/** Distinct people among them. */
	clients: z.int(),
	numerator: z.number().nullable(),
	/** The target where there is one, else the standard. */
	standard: z.number().nullable(),
	/** Where the standard comes from, in words. */
	standard_source: z.string().nullable(),
	verdict: z.enum(['better', 'worse', 'within chance', 'too little data']).nullable(),
	/** True where not everybody could be observed long enough yet. */
	immature: z.boolean(),
	/**
	 * Further figures by name: `effective_n`; of a duration `p90`, `within_standard`; of a time to event
	 * `share_by_N`, `half_by` (null where fewer than half so far), `waiting` and `left` (rows without the
	 * event by the day known, and those that ended otherwise); of a rate `events` and `exposure_days`. By its id,
	 * the value of each metric that this one must not stand without (its front matter's `beside`) for the same
	 * period and group, in that metric's unit; null where it has none.
	 */
	also: z.record(z.string(), z.number().nullable()),
	/**
	 * Where it was asked, and there are rows: how many of them have problems that touch the figure, and what it is without
	 * them; `value` is null where none is left, or none that says enough. Always there in `metric --json`.
	 */
	problems: z
		.object({
			rows: z.int(),
			without: z.object({
				n: z.int(),
				value: z.number().nullable(),
				lower: z.number().nullable(),
				upper: z.number().nullable()
			})
		})
		.optional()
});

/** What `metric --json` prints and the API answers. */
export const answerSchema = z.object({
	metric: z.string(),
	kind: z.enum(['ratio', 'duration', 'time_to_event', 'rate', 'mean', 'sum', 'count']),
	unit: z.string(),
	/** The day of a time to event's headline (the minute, where `unit` is minutes), else null. */
	share_by: z.int().nullable(),
	/** The store that it was computed from. */
	store: z.string(),
	observed_until: day.nullable(),
	grain: z.enum(['month', 'quarter', 'year']).nullable(),
	/** Sources that are not in the results, because they have not what the metric needs. */
	left_out: z.array(z.object({ source: z.string(), reason: z.string() })),
	results: z.array(resultSchema)
});

export type Result = z.infer<typeof resultSchema>;
export type MetricAnswer = z.infer<typeof answerSchema>;
export type Period = z.infer<typeof periodSchema>;
export type Grain = NonNullable<MetricAnswer['grain']>;
