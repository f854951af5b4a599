import { Misused } from '#pipelines/errors.ts';

/**
 * Something that figures can be grouped and filtered by. `sql` is never null, so that every row has a
 * place.
 */
export type Dimension = {
	id: string;
	sql: string;
	/** True for what the row itself is of: it never decides which of a person's rows is kept. */
	ofRow?: boolean;
};

const orElse = (expression: string, word: string) => `coalesce(${expression}, '${word}')`;
const ofRecord = (id: string, expression: string): Dimension => ({
	id,
	sql: orElse(expression, 'not recorded')
});

/**
 * Over a metric's rows `m`, joined to enrollment `e`, program `p`, client `c`, worker `w`, team `t` and
 * source `s`.
 */
export const DIMENSIONS: readonly Dimension[] = [
	ofRecord('program', 'p.label'),
	ofRecord('program_type', 'p.program_type'),
	ofRecord('organization', 'p.organization'),
	ofRecord('site', 'p.site'),
	ofRecord('funders', 'p.funders'),
	ofRecord('source', 's.source_name'),
	{ id: 'worker', sql: orElse('w.label', 'none') },
	{ id: 'team', sql: orElse('t.team', 'none') },
	ofRecord('household_type', 'e.household_type'),
	ofRecord(
		'age_group',
		`case when e.age_at_start < 18 then 'under 18' when e.age_at_start < 25 then '18 to 24' when e.age_at_start < 35 then '25 to 34'
			when e.age_at_start < 45 then '35 to 44' when e.age_at_start < 55 then '45 to 54' when e.age_at_start < 65 then '55 to 64'
			when e.age_at_start >= 65 then '65 and over' end`
	),
	ofRecord('sex_or_gender', 'c.sex_or_gender'),
	ofRecord('race_ethnicity', 'c.race_ethnicity'),
	ofRecord('veteran', 'c.veteran'),
	ofRecord('disabling_condition', 'c.disabling_condition'),
	ofRecord('language', 'c.language'),
	ofRecord('prior_living_situation', 'e.prior_living_situation'),
	ofRecord('chronically_homeless', 'e.chronically_homeless'),
	{ ...ofRecord('event', 'm.event'), ofRow: true }
];

/** The dimension with an id. Throws `Misused` naming those there are. */
export function dimension(id: string): Dimension {
	const found = DIMENSIONS.find((each) => each.id === id);
	if (found) return found;
	throw new Misused(
		`There is no dimension "${id}". There are: ${DIMENSIONS.map((each) => each.id).join(', ')}.`
	);
}
