import type { Messages } from '../index.ts';

const LEFT = {
	seconds: { one: 'segundo', other: 'segundos' },
	minutes: { one: 'minuto', other: 'minutos' }
};

/** Words that belong to the parts of a page, wherever they stand. */
export default {
	period: {
		legend: 'Período',
		presets: {
			'last-12-months': 'Últimos 12 meses',
			'this-quarter': 'Este trimestre',
			'last-quarter': 'Trimestre anterior',
			'this-year': 'Este año fiscal',
			'last-year': 'Año fiscal anterior'
		},
		from: 'Desde',
		to: 'Hasta',
		apply: 'Aplicar',
		grain: 'En pasos de',
		grains: { whole: 'Período completo', month: 'Meses', quarter: 'Trimestres', year: 'Años' }
	},
	filters: {
		legend: 'Solo',
		none: 'Todos',
		inShort: ({ values }) => (values === '' ? 'todos' : `solo ${values}`),
		chip: ({ dimension, value }) => `${dimension}: ${value}`,
		remove: ({ dimension, value }) => `Quitar el filtro ${dimension}: ${value}`,
		choose: 'Agregar un filtro',
		placeholder: 'Elija …',
		add: 'Agregar',
		clear: 'Quitar todos'
	},
	controls: {
		label: 'Período y filtros',
		state: ({ period, filters }) => (period === null ? filters : `${period}, ${filters}`)
	},
	groupBy: { label: 'Desglosado por', show: 'Mostrar' },
	view: {
		date: ({ value }) => `“${value}” no es una fecha. Escríbala como 2026-07-01.`,
		order: ({ from, to }) =>
			`El período termina el ${to}, antes de empezar el ${from}. Intercambie las dos fechas o elija otra.`,
		grain: ({ value }) => `No hay pasos de “${value}”. Hay month, quarter y year.`,
		dimension: ({ value, known }) => `No se puede agrupar ni filtrar por “${value}”. Se puede por ${known}.`,
		condition: ({ value }) => `El filtro “${value}” no se entiende. Escríbalo como program:Harbor Rapid.`,
		heading: 'Se dejó fuera una parte de esta dirección',
		instead: 'Se muestra el resto.'
	},
	table: {
		sortBy: ({ column }) => `Ordenar por ${column}`,
		ascending: 'de menor a mayor',
		descending: 'de mayor a menor'
	},
	pager: {
		label: 'Páginas de esta lista',
		shown: ({ from, to, of }) => `${from} a ${to} de ${of}`,
		previous: 'Anterior',
		next: 'Siguiente',
		first: 'Primera',
		last: 'Última'
	},
	state: {
		better: 'Mejor, más allá del azar',
		worse: 'Peor, más allá del azar',
		'within chance': 'Dentro del azar',
		'too little data': 'Muy pocos datos para juzgar',
		immature: 'Aún no se ha observado a todos el tiempo suficiente',
		no_data: 'Sin datos',
		not_reached: 'Todavía sin alcanzar',
		suppressed: 'Oculto: muy pocas personas',
		not_collected: 'No se recopila'
	},
	figure: {
		interval: 'Intervalo del 95 %',
		basis: 'Se basa en',
		standard: 'Estándar',
		intervalIs: ({ interval }) => `El intervalo del 95 % va de ${interval}.`
	},
	progress: {
		step: ({ step, of, name }) => `Paso ${step} de ${of}: ${name}`,
		left: ({ value, unit }) =>
			`Faltan unos ${String(value)} ${value === 1 ? LEFT[unit].one : LEFT[unit].other}`
	},
	notice: { info: 'Nota', warning: 'Aviso', error: 'Problema', done: 'Listo' },
	dialog: { close: 'Cerrar', cancel: 'Cancelar' },
	term: { explain: ({ word }) => `Qué significa “${word}”` },
	demo: {
		title: 'Partes de una página',
		intro:
			'Cada parte de la que se componen las páginas, en cada estado. Lo que muestra aquí una parte es inventado.',
		theme: 'Colores',
		themes: { system: 'Los del sistema', light: 'Claros', dark: 'Oscuros' },
		group: 'Partes',
		charts: 'Gráficas'
	}
} satisfies Messages['parts'];
