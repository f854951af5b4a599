import type { Messages } from '../index.ts';

/** What figures are filtered and broken down by, each by its id. */
export default {
	program: 'programa',
	program_type: 'tipo de programa',
	organization: 'organización',
	site: 'sede',
	funders: 'financiadores',
	source: 'sistema de origen',
	worker: 'trabajador',
	team: 'equipo',
	household_type: 'tipo de hogar',
	age_group: 'edad al inicio',
	sex_or_gender: 'sexo o género',
	race_ethnicity: 'raza y etnicidad',
	veteran: 'veterano',
	disabling_condition: 'condición discapacitante',
	language: 'idioma',
	prior_living_situation: 'situación de vivienda anterior',
	chronically_homeless: 'sin hogar de forma crónica al inicio',
	event: 'clase de registro'
} satisfies Messages['dimensions'];
