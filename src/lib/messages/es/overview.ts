import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');

/** The first page: every figure, by the question that it answers. */
export default {
	title: 'Resumen',
	headline: ({ people, period }) => `${people} recibieron servicios, ${period}`,
	none: 'Todavía no hay cifras',
	jump: 'En esta página',
	asks: {
		'how much': '¿Cuánto hicimos?',
		'how well': '¿Qué tan bien lo hicimos?',
		'better off': '¿Alguien está mejor?'
	},
	groups: {
		outputs: 'Servicios prestados',
		'housing and access': 'Vivienda y acceso',
		engagement: 'Participación',
		documentation: 'Documentación',
		'plans, referrals and work': 'Planes, remisiones y trabajo',
		advocacy: 'Defensa de derechos',
		crisis: 'Crisis',
		'client voice': 'La voz de los clientes'
	},
	others: ({ group }) => `${group}: las demás cifras`,
	columns: {
		figure: 'Cifra',
		value: 'Valor',
		interval: 'Intervalo del 95 %',
		basis: 'Se basa en',
		standard: 'Estándar',
		note: 'Nota',
		trend: 'En el tiempo'
	},
	answers: {
		stuck: '¿Dónde se estancan los casos?',
		flow: 'El recorrido de los casos, etapa por etapa',
		behind: '¿Quién se queda atrás?',
		gaps: 'Todas las comparaciones de grupos',
		changes: '¿Es una mejora o es ruido?',
		trends: 'Todas las cifras en el tiempo',
		working:
			'Esto se está calculando por primera vez con estos datos. Cargue la página de nuevo en un momento, o abra la página que está detrás.',
		failed: 'Esto no se pudo calcular. La página que está detrás quizá diga por qué.'
	},
	standsOut: 'Lo que se destaca',
	nothingStandsOut: ({ value, number }) =>
		cases(value, {
			zero: 'No se puede juzgar ninguna cifra: ninguna que se conozca lo bastante tiene un estándar o un objetivo.',
			one: 'Una cifra se compara con un estándar o un objetivo. No se aparta de él más de lo que da el azar.',
			other: `${number} cifras se comparan con un estándar o un objetivo. Ninguna se aparta de él más de lo que da el azar.`
		}),
	moreStandOut: ({ value, number }) =>
		cases(value, {
			one: 'Una cifra más se aparta de su estándar más allá del azar; está señalada abajo.',
			other: `${number} cifras más se apartan de su estándar más allá del azar; están señaladas abajo.`
		}),
	otherPeriod: ({ period }) => `Para ${period}, lo más reciente que se pudo seguir el tiempo suficiente.`,
	trend: ({ title, parts }) => `${title} en el tiempo: ${parts}.`,
	notCollected: 'No se recopila',
	templates: 'Plantillas para llenar con lo que su exportación no trae',
	noSourceHas: ({ columns }) => `Ninguna fuente tiene ${columns}:`,
	broken: 'Quedó fuera',
	brokenOne: ({ id, problem }) => `La medida ${id} quedó fuera. ${problem}`,
	mendBroken:
		'Las medidas propias de una agencia están en la carpeta metrics de su carpeta principal. Corrija el archivo y vuelva a generar las cifras:',
	buildCommand: 'npm run -s throughline -- build'
} satisfies Messages['overview'];
