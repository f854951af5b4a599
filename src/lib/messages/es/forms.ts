import type { Messages } from '../index.ts';

export default {
	band: {
		under: ({ share }) => `oculto: menos de ${share}`,
		over: ({ share }) => `oculto: más de ${share}`
	},
	carried: 'Como se informó antes: lo que cambió desde entonces daría a conocer a pocas personas.',
	immature: 'Todavía no se observó a todas el tiempo suficiente.',

	foot: ({ title, store, date }) => `${title}. Cifras del ${date}, estado ${store}.`,

	workbook: {
		first: 'Informe',
		dictionary: 'Diccionario de datos',
		grant: 'Subvención',
		funder: 'Financiador',
		programs: 'Programas',
		quarter: 'Trimestre',
		observed: 'Datos conocidos hasta',
		store: 'Hecho con el almacén',
		summary: 'Resumen',
		inert: 'Una cifra oculta o desconocida es un texto que dice por qué. No es 0.',
		sheet: 'Hoja',
		holds: 'Qué contiene',
		rows: 'Filas',
		what: 'Cada columna de cada hoja y cada medida',
		column: 'Columna',
		about: 'Qué contiene',
		type: 'Tipo',
		types: {
			text: 'texto',
			count: 'número entero',
			share: 'proporción, de 0 a 1, mostrada en porcentaje',
			number: 'número',
			dollars: 'dólares estadounidenses',
			date: 'fecha'
		},
		metric: 'Medida',
		title: 'Título',
		question: 'Pregunta',
		counts: 'Qué cuenta',
		leaves: 'Qué se deja fuera',
		unit: 'Unidad',
		version: 'Versión de su definición',
		source: 'Fuente'
	},

	template: {
		unknown: ({ name, near }) =>
			`«${name}» no es un nombre de este informe; su celda quedó como estaba.${near === null ? '' : ` ¿Quiso decir «${near}»?`}`
	}
} satisfies Messages['forms'];
