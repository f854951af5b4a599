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
	/**
	 * What people are, so that groups of them are compared with all others: `client` is the same in all of a client's
	 * rows, `enrollment` may differ between them.
	 */
	people?: 'client' | 'enrollment';
};

/** What stands where a record says nothing. */
export const NOT_RECORDED = 'not recorded';

/** Values that say nothing of who somebody is: nobody knows, said, or wrote it down. */
export const UNTOLD: readonly string[] = [
	NOT_RECORDED,
	'not collected',
	'not known',
	'unknown',
	'does not know',
	'declined'
];

const orElse = (expression: string, word: string) => `coalesce(${expression}, '${word}')`;
const ofRecord = (id: string, expression: string, people?: Dimension['people']): Dimension => ({
	id,
	sql: orElse(expression, NOT_RECORDED),
	...(people === undefined ? {} : { people })
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
	ofRecord('household_type', 'e.household_type', 'enrollment'),
	ofRecord(
		'age_group',
		`case when e.age_at_start < 18 then 'under 18' when e.age_at_start < 25 then '18 to 24' when e.age_at_start < 35 then '25 to 34'
			when e.age_at_start < 45 then '35 to 44' when e.age_at_start < 55 then '45 to 54' when e.age_at_start < 65 then '55 to 64'
			when e.age_at_start >= 65 then '65 and over' end`,
		'enrollment'
	),
	ofRecord('sex_or_gender', 'c.sex_or_gender', 'client'),
	ofRecord('race_ethnicity', 'c.race_ethnicity', 'client'),
	ofRecord('veteran', 'c.veteran', 'client'),
	ofRecord('disabling_condition', 'c.disabling_condition', 'client'),
	ofRecord('language', 'c.language', 'client'),
	ofRecord('prior_living_situation', 'e.prior_living_situation', 'enrollment'),
	ofRecord('chronically_homeless', 'e.chronically_homeless', 'enrollment'),
	{ ...ofRecord('event', 'm.event'), ofRow: true }
];

/** The dimensions that say what people are. */
export const PEOPLE = DIMENSIONS.filter(({ people }) => people !== undefined);

/** The dimension with an id. Throws `Misused` naming those there are. */
export function dimension(id: string): Dimension {
	const found = DIMENSIONS.find((each) => each.id === id);
	if (found) return found;
	throw new Misused(
		`There is no dimension "${id}". There are: ${DIMENSIONS.map((each) => each.id).join(', ')}.`
	);
}
