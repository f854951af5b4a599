import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');

/** How the columns of another system become ours. */
export default {
	title: 'Diga qué significan las columnas',
	headline: {
		complete: 'El mapeo está completo',
		open: ({ value, number }) =>
			cases(value, {
				one: 'Todavía falta 1 cosa en el mapeo',
				other: `Todavía faltan ${number} cosas en el mapeo`
			})
	},
	back: 'La carga',
	first:
		'Todo lo que sigue es una sugerencia, hecha a partir de los encabezados y de lo que contienen las columnas. Revíselo, cambie lo que esté mal y confirme al final que está bien.',
	saved: 'Guardado. Todavía no se usa: puede salir y retomarlo aquí.',
	missing: 'Lo que todavía falta',
	alone: 'No se sostiene por sí solo',
	aloneWhy:
		'Así solo puede agregarse a una fuente que ya exista. Para una fuente propia, agregue lo que falta:',
	addOne: ({ table }) => `Agregar ${table}`,
	kept: ({ title, version }) => `Esto pasa a ser la versión ${String(version)} del mapeo “${title}”`,
	keptWhy:
		'Ya hay guardado un mapeo con ese nombre, y reconoce las exportaciones por su versión más nueva. ¿Es otro sistema? Entonces dele otro nombre abajo.',
	said: 'Lo que hace, en frases',
	files: 'Los archivos',
	file: ({ name, what }) => `${name}: ${what}.`,
	unread: ({ value, number, headers }) =>
		cases(value, {
			one: `1 columna no se lee: ${headers}.`,
			other: `${number} columnas no se leen: ${headers}.`
		}),
	dropped: ({ value, number }) =>
		cases(value, {
			one: '1 columna que puede nombrar personas se quitó antes de guardar nada.',
			other: `${number} columnas que pueden nombrar personas se quitaron antes de guardar nada.`
		}),

	source: 'Cómo se llama el sistema de origen',
	sourceHint: 'Siempre igual, para cada una de sus exportaciones.',
	name: 'Cómo se llama este mapeo',
	nameHint: 'Para que pueda encontrarlo. La próxima exportación de esta forma se reconoce por sí sola.',
	exports: 'Qué contiene cada exportación',
	everything: 'todo lo de sus programas y su tiempo: lo que falta en ella ya no existe',
	changes: 'lo nuevo o cambiado: lo que falta en ella queda como estaba',
	until: 'Hasta qué día sabe una exportación',
	untils: {
		'last entry': 'el último día en que ocurrió algo en ella',
		'file date': 'el día en que se escribió su archivo'
	},

	table: ({ table, file }) => `${table}, de ${file}`,
	tables: {
		client: 'Personas',
		program: 'Programas',
		worker: 'Trabajadores',
		team_membership: 'Equipos de los trabajadores',
		absence: 'Ausencias de los trabajadores',
		assignment: 'Quién tiene un caso',
		enrollment: 'Estancias (casos)',
		contact: 'Contactos',
		service: 'Servicios',
		referral: 'Remisiones',
		household: 'Hogares'
	},
	needed: 'necesaria',
	nowhere: 'no está en estos archivos',
	same: 'lo mismo en cada línea …',
	several: 'varias columnas juntas …',
	constant: ({ column }) => `Qué es ${column} en cada línea`,
	severalOf: ({ column }) => `Columnas que juntas forman ${column}`,
	numbered: 'Varias líneas pueden tenerlo en común: numérelas',
	more: ({ value, number }) =>
		cases(value, {
			one: '1 columna más que podría tener',
			other: `${number} columnas más que podría tener`
		}),
	because: ({ reason }) => `Sugerido: ${reason}.`,
	dates: {
		settled: ({ order, reason }) => `Se lee con ${order}: ${reason}.`,
		ask: '¿Cómo están escritas sus fechas?',
		reading: ({ order, example, day }) => `${order}: ${example} es el ${day}`,
		orders: {
			'month first': 'el mes primero',
			'day first': 'el día primero',
			'year first': 'el año primero'
		},
		open: 'todavía no se ha dicho'
	},
	words: {
		all: ({ value, number }) =>
			cases(value, { one: '1 palabra, que se conoce', other: `${number} palabras, todas conocidas` }),
		open: ({ words, value, lines }) =>
			`${words} ${cases(value, { one: 'palabra', other: 'palabras' })} en ${lines} líneas sin decir todavía`,
		kept: ({ words, value, lines }) =>
			`${words} ${cases(value, { one: 'palabra', other: 'palabras' })} en ${lines} líneas, como están escritas: diga cuál de las nuestras es, donde alguna corresponda`,
		of: ({ theirs, value, number }) =>
			`${theirs} (${number} ${cases(value, { one: 'línea', other: 'líneas' })})`,
		unsaid: 'sin decir todavía: queda vacía y aparece en la lista',
		empty: 'nada: déjela vacía',
		asIs: 'como está'
	},
	rows: 'Líneas, condiciones y otros archivos',
	merge: 'Las líneas con el mismo identificador se vuelven una fila',
	only: 'Solo las líneas donde',
	how: { is: 'es uno de', filled: 'está lleno', empty: 'está vacío' },
	howOf: 'Cómo',
	isOf: 'Palabras, separadas por ;',
	anyLine: 'cualquier línea',
	beside: 'Junto a ella, la línea de',
	noFile: 'ningún otro archivo',
	left: 'Donde su columna',
	right: 'es la del otro',
	remove: ({ table }) => `Dejar fuera ${table}`,
	add: 'Otra tabla',
	addWhat: 'Qué más se debe leer',
	addFrom: 'De qué archivo',
	addButton: 'Agregarla',
	save: 'Guardar y seguir después',
	finish: 'Está bien así',
	restart: 'Empezar de nuevo con lo sugerido',
	notYet: 'Todavía no se puede usar',

	list: {
		title: 'Mapeos',
		link: 'Mapeos: cómo se leen las exportaciones de otros sistemas',
		headline: ({ value, number }) =>
			cases(value, {
				zero: 'Todavía no se guarda ningún mapeo',
				one: '1 mapeo dice cómo se leen las exportaciones de otro sistema',
				other: `${number} mapeos dicen cómo se leen las exportaciones de otros sistemas`
			}),
		what: 'Un mapeo dice cómo las columnas de otro sistema se vuelven las nuestras. Se crea cuando se mapea una carga, y reconoce por sí solo la siguiente exportación.',
		caption: 'Los mapeos que se guardan',
		mapping: 'Mapeo',
		source: 'Fuente',
		version: 'Versión',
		batches: 'Lotes hechos con él',
		broken: 'Un mapeo no se puede leer'
	},
	one: {
		version: ({ version }) => `Versión ${version}`,
		newest: ({ title, version }) => `${title}, versión ${version}`,
		what: 'Lo que hace',
		changed: ({ version }) => `En qué difiere de la versión ${version}`,
		nothing: 'Hacen lo mismo.',
		before: 'Antes',
		now: 'Ahora',
		versions: 'Las versiones y lo que se hizo con cada una',
		none: 'ninguno que cuente',
		download: 'Descargarlo como JSON',
		edit: 'Cambiarlo como JSON',
		editWhat:
			'Lo que guarde será la siguiente versión. Los lotes que se hicieron con las versiones anteriores quedan como están hasta que sus cargas se mapeen de nuevo.',
		json: 'El mapeo',
		file: 'o un archivo de él',
		save: 'Guardar como la siguiente versión',
		refused: 'No se guardó',
		savedNow: ({ version }) => `Guardado como versión ${version}`,
		again: 'Mapear de nuevo las cargas guardadas',
		againWhat: ({ value, number, version }) =>
			cases(value, {
				one: `Lo que se cargó para 1 lote se mapea de nuevo con la versión ${version}. El lote que resulta ocupa el lugar del anterior, y las cifras lo siguen. Al retirarlo vuelve el anterior.`,
				other: `Lo que se cargó para ${number} lotes se mapea de nuevo con la versión ${version}. Los lotes que resultan ocupan el lugar de los anteriores, y las cifras los siguen. Al retirarlos vuelven los anteriores.`
			}),
		againNone: 'Ningún lote que cuente se hizo con este mapeo y conserva su carga.',
		againAll: 'Si se rechaza uno, no se toma ninguno.',
		yes: 'Mapearlas de nuevo'
	}
} satisfies Messages['mapping'];
