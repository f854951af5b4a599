import { z } from 'zod';

const day = z.iso.date();

const figure = {
	value: z.number(),
	/** 95 % interval, null where there is none. */
	lower: z.number().nullable(),
	upper: z.number().nullable()
};

const sideSchema = z.object({
	/** The metric's headline, as `metric --json` gives it. */
	...figure,
	/** Rows, and distinct people among them. */
	n: z.int(),
	clients: z.int()
});

const explainedSchema = z.object({
	/** The share of the rows with a data problem that touches the figure. */
	problems: z.object({ group: z.number(), rest: z.number() }),
	/** How much of the difference remains where people of the same value of another dimension are compared; what takes away most first. */
	held: z.array(
		z.object({
			by: z.string(),
			difference: z.number(),
			/** The share of the group for whom there is somebody to compare with. */
			comparable: z.number(),
			/** The value of that dimension by which the group stands out most, and the share of rows that have it. */
			most: z.object({ value: z.string(), group: z.number(), rest: z.number() }).nullable()
		})
	)
});

const cellSchema = z.object({
	metric: z.string(),
	dimension: z.string(),
	value: z.string(),
	period: z.object({ from: day, to: day }),
	/** The people of the group, and all others of whom the dimension is known. */
	group: sideSchema,
	rest: sideSchema,
	/** The group's figure less the rest's. */
	difference: z.object(figure),
	/** Whether the group is worse off, in the metric's own direction. */
	worse: z.boolean(),
	/** Fewer than ten households on a side: never a gap, and tested by exact tests only. */
	few: z.boolean(),
	/** Rows of which the dimension is not known: they are on neither side. */
	untold: z.int(),
	test: z.enum(['Fisher', 'clustered t', 'Mann–Whitney', 'quasi-Poisson', 'z at the day', 'Welch t']),
	p: z.number(),
	/** By Benjamini and Hochberg over all cells of the scan. */
	q: z.number(),
	/** The group's share over the rest's with its interval, where each person has one row. */
	ratio: z.object({ value: z.number(), lower: z.number(), upper: z.number() }).nullable(),
	/** What could explain it: for a group that is worse off with q ≤ 0.05, else null. */
	explained: explainedSchema.nullable()
});

/** Every comparison that a scan made, and the metrics of which it made none. */
export const scanSchema = z.object({
	store: z.string(),
	observed_until: day.nullable(),
	cells: z.array(cellSchema),
	left: z.array(
		z.object({
			metric: z.string(),
			why: z.enum(['not collected', 'immature', 'nothing to compare']),
			reason: z.string().nullable()
		})
	)
});

export type GapSide = z.infer<typeof sideSchema>;
export type Explained = z.infer<typeof explainedSchema>;
export type Cell = z.infer<typeof cellSchema>;
export type Scan = z.infer<typeof scanSchema>;
