import { plural } from '../plural.ts';
import type { Messages } from '../index.ts';

const cases = plural('es');
type Count = { value: number; number: string };

export default {
	nav: 'HUD',
	title: 'Tablas de HUD',
	lead: 'Las tablas que pide HUD, hechas con la exportación de HMIS. Cada celda se abre y muestra a las personas que contiene, y las tablas del proveedor de HMIS se pueden comparar con estas antes de enviar nada.',
	none: 'Aquí no hay ningún proyecto de HMIS',
	noneWhy:
		'Las tablas de HUD se hacen con exportaciones CSV de HMIS (FY2022 a FY2026). No se importó ninguna, o ninguno de sus proyectos está entre los programas que usted ve.',
	noneTry:
		'Para verlas sin una exportación propia, haga una de personas que no existen, e impórtela en un directorio propio:',
	reports: {
		apr: 'APR, el informe anual de los proyectos CoC',
		caper: 'CAPER, el informe de los proyectos ESG',
		spm: 'Medidas del sistema, de todos sus proyectos'
	} as Record<string, string>,
	short: { apr: 'APR', caper: 'CAPER', spm: 'Medidas del sistema' } as Record<string, string>,
	choose: {
		title: 'Elija informe, proyectos y período',
		again: 'Otro informe, otros proyectos u otro período',
		report: 'Informe',
		projects: 'Proyectos',
		hint: 'En varios proyectos cada persona se cuenta una vez. Las medidas del sistema son de todos, se elija lo que se elija aquí.',
		from: 'Primer día',
		to: 'Último día',
		submit: 'Hacer las tablas',
		making: 'Todas las tablas de una agencia grande tardan unos segundos.'
	},
	troubles: {
		report: 'No hay tal informe. Elija uno de los de abajo.',
		day: 'Un día no es una fecha. Escríbalo como 2025-10-01.',
		order: 'El período termina antes de empezar. Intercambie los dos días.',
		none: 'Elija un proyecto, o varios.',
		unknown: 'Un proyecto de esta dirección no está entre los que usted ve. Elija de nuevo.',
		system:
			'Las medidas del sistema son de todos los proyectos de un sistema, y de ninguna fuente se dice que los contenga todos. Si una los contiene, un administrador la nombra en el ajuste covers_system.',
		part: 'Las medidas del sistema son de todos sus proyectos, y usted solo ve algunos. Las puede hacer un administrador o un responsable de datos.'
	},
	served: ({ served, left, stayed }: { served: Count; left: string; stayed: string }) =>
		cases(served.value, {
			zero: 'En estos proyectos no se atendió a nadie en este período.',
			one: 'Se atendió a 1 persona.',
			other: `Se atendió a ${served.number} personas: ${left} salieron, ${stayed} siguieron.`
		}),
	of: ({ report, projects, period }: { report: string; projects: string; period: string }) =>
		[report, projects, period].filter((each) => each !== '').join(', '),
	known: ({ source, day }: { source: string; day: string }) =>
		`Los datos de ${source} se conocen hasta el ${day}. Lo que vino después no está en estas tablas.`,
	tables: {
		title: 'Las tablas',
		caption: 'Tablas por pregunta',
		question: 'Pregunta',
		name: 'Tabla',
		zip: 'Todas las tablas en CSV (zip)',
		xlsx: 'Todas las tablas en un libro (XLSX)'
	},
	question: ({ number, title }: { number: string; title: string }) => `${number}. ${title}`,
	opens: 'Cada número se abre y muestra a las personas que contiene.',
	departures: 'Donde la nuestra no es la de HUD',
	mend: 'Corríjalo en el sistema de origen',
	mendLead: 'Los mismos registros los encuentran estas comprobaciones, con lo que hay que hacer:',
	before: ({ number }: { number: string }) => `Anterior: ${number}`,
	after: ({ number }: { number: string }) => `Siguiente: ${number}`,
	back: 'Todas las tablas',
	people: {
		title: ({ people }: { people: Count }) =>
			cases(people.value, {
				zero: 'No hay nadie en esta celda.',
				one: 'Hay 1 persona en esta celda.',
				other: `Hay ${people.number} personas en esta celda.`
			}),
		cell: ({ question, title, row, column }: Record<'question' | 'title' | 'row' | 'column', string>) =>
			`${question}. ${title}: ${row}, ${column}`,
		rows: ({ n }: { n: string }) => `Están en ella con ${n} filas.`,
		caption: 'Personas de la celda, por fecha de inicio',
		stay: 'Caso',
		client: 'Cliente',
		program: 'Proyecto',
		age: 'Edad',
		household: 'Hogar',
		started: 'Inicio',
		left: 'Salida',
		value: 'Valor',
		because: 'Por qué en esta celda',
		none: 'No hay nadie en ella.',
		download: 'Descargar estas filas (CSV)',
		pages: 'Páginas de personas'
	},
	compare: {
		title: 'Comparar con las tablas oficiales',
		lead: 'Dé las tablas CSV de su proveedor de HMIS para los mismos proyectos y el mismo período (Q4a.csv, Q5a.csv …, o un zip con ellas). Cada celda que no es la nuestra se muestra con nuestras personas, para encontrar el registro que falla.',
		kept: 'De lo que da se guardan solo números de celdas de estas tablas y nombres de proyectos.',
		files: 'Tablas del proveedor (CSV o zip)',
		submit: 'Comparar',
		choose: 'Elija las tablas CSV del proveedor, o un zip con ellas.',
		noTable:
			'Ninguno de estos archivos es una tabla de este informe. Sus nombres deben ser los de las preguntas, como Q5a.csv.',
		twice: ({ question }: { question: string }) =>
			`Dos de estos archivos son de ${question}. Dé uno de cada tabla.`,
		refused: 'No se comparó nada',
		earlier: 'Comparado antes',
		by: ({ who, when }: { who: string; when: string }) => `${when}, por ${who}`
	},
	compared: {
		title: 'Comparación con las tablas oficiales',
		equal: ({ cells, tables }: { cells: Count; tables: string }) =>
			cases(cells.value, {
				one: `La única celda de ${tables} es igual.`,
				other: `Las ${cells.number} celdas de ${tables} son iguales.`
			}),
		differ: ({ differing, cells }: { differing: Count; cells: string }) =>
			cases(differing.value, {
				one: `1 celda de ${cells} difiere.`,
				other: `${differing.number} celdas de ${cells} difieren.`
			}),
		tables: ({ n }: { n: Count }) => `${n.number} ${cases(n.value, { one: 'tabla', other: 'tablas' })}`,
		nothing: 'No se pudo comparar ninguna celda: las tablas que llegaron tienen otras etiquetas.',
		lead: 'Abra nuestro número para ver a quién contamos; busque a quien falta o sobra. Corrija el registro en el sistema de origen, importe la próxima exportación, y esta página compara de nuevo.',
		differences: 'Lo que difiere',
		caption: 'Celdas que difieren',
		question: 'Tabla',
		row: 'Fila',
		column: 'Columna',
		ours: 'Nuestra',
		theirs: 'Suya',
		difference: 'Suya menos nuestra',
		noNumber: 'no es un número',
		nobody: 'nadie',
		all: 'Tabla por tabla',
		allCaption: 'Cuántas celdas de cada tabla son iguales',
		alike: 'Iguales',
		other: 'Distintas',
		notThere: 'Solo en la nuestra',
		strange: 'Solo en la suya',
		lines: ({ lines, n }: { lines: string; n: number }) =>
			`${cases(n, { one: 'línea', other: 'líneas' })} ${lines}`,
		columns: ({ columns, n }: { columns: string; n: number }) =>
			`${cases(n, { one: 'columna', other: 'columnas' })} ${columns}`,
		absent: ({ tables }: { tables: string }) => `No llegaron: ${tables}.`,
		kept: ({ who, when }: { who: string; when: string }) => `Dado por ${who} el ${when}.`
	}
} satisfies Messages['hud'];
