import type { MetricDefinition } from './metrics/catalogue.ts';
import type { Period, Result } from './metrics/result.ts';
import type { Trend } from './metrics/trend.ts';
import type { ComparedUnit, NotCompared } from './metrics/units.ts';
import type { Stay } from './cases.ts';

/** The two who review: whoever leads, and the worker. */
export const SIDES = ['supervisor', 'worker'] as const;
export type Side = (typeof SIDES)[number];

/** What became of a goal. */
export const SETTLED = ['reached', 'dropped'] as const;
export type Settled = (typeof SETTLED)[number];

/** The metric by which the households of a review are told, and the one of its documents. */
export const HOUSEHOLDS = 'households-served';
export const DOCUMENTS = 'documents-on-time';

/** By what the mix of a caseload is told: what its households are, and no trait that is protected. */
export const MIX = ['program', 'program_type', 'household_type', 'prior_living_situation'] as const;

/** As much of a metric's definition as a review says; `version` is a hash of all of it, with its rows' SQL. */
export type ReviewMetric = Pick<
	MetricDefinition,
	'id' | 'title' | 'kind' | 'unit' | 'rows' | 'headline' | 'case_mix' | 'control'
> & { es: { title?: string | undefined } | null; version: string };

/** Why nothing is said of where a figure stands: as of a comparison, or few others, whose results would be told. */
export type Silent = NotCompared | 'few others';

/** A figure of the worker, as the comparison of workers has it. */
export type ReviewFigure = {
	metric: ReviewMetric;
	period: Period;
	/** The window six months before. */
	earlier: Period;
	result: Result;
	/** The worker's whole team, where it stands out among teams on the side on which the worker lies: what it has and all teams. */
	team: { unit: ComparedUnit; all: number } | null;
} & (
	| { silent: Silent; unit: null; pool: null }
	| { silent: null; unit: ComparedUnit; pool: { value: number; units: number; adjusted: boolean } }
);

/** A figure that changed over time, with what a sentence about it needs. */
export type ReviewTrend = { metric: ReviewMetric; trend: Trend };

/** Of which worker, window and data a review is, and how many households. */
export type ReviewAbout = {
	store: string;
	observed_until: string | null;
	worker: string;
	team: string | null;
	/** The window of its households; a figure of its own window has that beside it. */
	period: Period;
	households: Result;
	/** Of the households that are listed, how many. */
	of: Record<'listed' | 'open' | 'started' | 'moved_in' | 'exited', number>;
};

/** Everything that a review says of the worker's work, in numbers and without a single case. */
export type Reviewed = ReviewAbout & {
	caseload: { metric: ReviewMetric; result: Result; now: Result | null } | null;
	mix: { dimension: string; results: Result[] }[];
	figures: ReviewFigure[];
	documents: { metric: ReviewMetric; results: Result[] } | null;
};

/** Figures over time: how many could be judged, how many would seem to have changed by chance, and which did. */
export type ReviewTrends = { looked: number; expected: number; changed: ReviewTrend[] };

/** A household of a review, as it was on its last day known. */
export type ReviewCase = Pick<
	Stay,
	| 'enrollment_id'
	| 'source'
	| 'program'
	| 'started_on'
	| 'moved_in_on'
	| 'exited_on'
	| 'exit_destination'
	| 'last_contact_on'
	| 'days'
>;

/** Who did something, by the name of then; `at` is ISO in UTC. */
export type Deed = { by: string; at: string };

/** Something that was agreed. `since` is when the review in which it was agreed was opened; `own` whether it is this one. */
export type Goal = Deed & {
	id: number;
	text: string;
	by_day: string | null;
	own: boolean;
	since: string;
	settled: (Deed & { as: Settled }) | null;
};

/** What one of the two wrote. */
export type Note = Deed & { side: Side; text: string };

/** Who signed. */
export type Signature = Deed & { side: Side };

/** All that both sign: the figures, what was agreed, and what was written. */
export type ReviewContent = { reviewed: Reviewed; trends: ReviewTrends; goals: Goal[]; notes: Note[] };

/** A review. `held`: somebody signed it, and what was shown then is kept. */
export type Review = {
	id: string;
	worker: string;
	teams: 'all' | string[];
	period: Partial<Period>;
	opened: Deed;
	held: boolean;
	closed: string | null;
	signatures: Signature[];
};
