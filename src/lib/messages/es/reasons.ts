import type { Messages } from '../index.ts';
import { noun } from './figures.ts';
import dimensions from './dimensions.ts';
import terms from './terms.ts';

const named = (dimension: string) => (dimensions as Record<string, string>)[dimension] ?? dimension;

/** Why a question has no figure, as the engine says it. */
export default {
	noSourceHas: ({ columns }) =>
		`Ninguna fuente tiene ${columns.join(' ni ')}; la daría una fuente con ${columns.length > 1 ? 'estas columnas' : 'esta columna'}.`,
	lacks: ({ columns }) => `No tiene ${columns.join(' ni ')}.`,
	hidden: 'Oculto, para que no se reconozca a nadie.',
	nothing: 'Todavía no se ha importado nada.',
	noEnrollments: 'No hay inscripciones.',
	noneWith: ({ conditions }) =>
		`Ninguna inscripción tiene ${conditions.map(({ dimension, value }) => `${named(dimension)} “${terms[value] ?? value}”`).join(' y ')}.`,
	notYetKnown: ({ date }) => `Los datos se conocen hasta el ${date}.`,
	noTimeLimit: ({ metric }) => `standards.csv no tiene un plazo para ${metric}. Agregue uno.`,
	noRows: ({ rows }) => `No hay ${noun(rows)} en este período.`,
	noRowsToMeasure: ({ rows }) => `No hay ${noun(rows)} que medir.`,
	notObserved: ({ day, unit }) => `Todavía no se ha observado a nadie durante ${String(day)} ${noun(unit)}.`,
	noSuchStage:
		'Ninguno de estos hogares podía alcanzarla: sus programas no tienen esa etapa, o ninguno ha llegado hasta ahora.'
} satisfies Messages['reasons'];
