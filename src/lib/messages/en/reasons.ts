/** Why a question has no figure, as the engine says it. Names of columns are the model's. */
export default {
	/** The columns that no source has, and what would bring them. */
	noSourceHas: ({ columns }: { columns: readonly string[] }) =>
		`No source has ${columns.join(' and ')}; a source with ${columns.length > 1 ? 'these columns' : 'this column'} would bring it.`,
	lacks: ({ columns }: { columns: readonly string[] }) => `It has no ${columns.join(' and no ')}.`,
	hidden: 'Hidden, so that nobody can be told from it.',
	nothing: 'Nothing was imported yet.',
	noEnrollments: 'There are no enrollments.',
	noneWith: ({ conditions }: { conditions: readonly { dimension: string; value: string }[] }) =>
		`No enrollment has ${conditions.map(({ dimension, value }) => `${dimension} "${value}"`).join(' and ')}.`,
	notYetKnown: ({ date }: { date: string }) => `The data is known up to ${date}.`,
	noTimeLimit: ({ metric }: { metric: string }) => `standards.csv has no time limit for ${metric}. Add one.`,
	noRows: ({ rows }: { rows: string }) => `There are no ${rows} in this period.`,
	noRowsToMeasure: ({ rows }: { rows: string }) => `There are no ${rows} to measure.`,
	notObserved: ({ day, unit }: { day: number; unit: string }) =>
		`Nobody has been observed for ${String(day)} ${unit} yet.`,
	noSuchStage:
		'None of these households could reach it: their programs have no such stage, or none came so far.'
};
