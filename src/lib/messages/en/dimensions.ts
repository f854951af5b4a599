/** What figures are filtered and broken down by, each by its id. */
export default {
	program: 'program',
	program_type: 'type of program',
	organization: 'organization',
	site: 'site',
	funders: 'funders',
	source: 'source system',
	worker: 'worker',
	team: 'team',
	household_type: 'type of household',
	age_group: 'age at the start',
	sex_or_gender: 'sex or gender',
	race_ethnicity: 'race and ethnicity',
	veteran: 'veteran',
	disabling_condition: 'disabling condition',
	language: 'language',
	prior_living_situation: 'living situation before',
	chronically_homeless: 'chronically homeless at the start',
	event: 'kind of record'
};
