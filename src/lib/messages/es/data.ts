import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');
const batches = (value: number, number: string) =>
	`${number} ${cases(value, { one: 'lote', other: 'lotes' })}`;
const records = (value: number, number: string) =>
	`${number} ${cases(value, { one: 'registro', other: 'registros' })}`;
const lines = (value: number, number: string) =>
	`${number} ${cases(value, { one: 'línea', other: 'líneas' })}`;

/** What was imported, what is wrong in it, and how it is taken back. */
export default {
	title: 'Datos',
	headline: ({ date }) => `Todo se conoce hasta el ${date}`,
	headlineApart: ({ first, last }) =>
		`Se conoce hasta el ${first} o después; la fuente más nueva, hasta el ${last}`,
	summary: {
		records: ({ value, number }) =>
			cases(value, { one: '1 problema en los registros', other: `${number} problemas en los registros` }),
		lines: ({ value, number }) =>
			cases(value, {
				one: '1 problema en las líneas de las exportaciones más recientes',
				other: `${number} problemas en las líneas de las exportaciones más recientes`
			}),
		clean:
			'No se encontró ningún problema, ni en los registros ni en las líneas de las exportaciones más recientes.'
	},
	empty: {
		title: 'Todavía no se ha importado nada',
		why: 'Una exportación que se acepta aparece aquí como un lote, con sus líneas y sus problemas.'
	},
	trouble: 'Las cifras no se pueden leer',
	unverified: 'No se pudo saber si todos los lotes están íntegros',
	unreadable: 'Un lote no se puede leer',

	sources: {
		title: 'Qué tan recientes son',
		caption: 'Los sistemas de origen de los que provienen las cifras',
		source: 'Fuente',
		knownUntil: 'Se conoce hasta',
		age: ({ date, age }) => `${date}, ${age}`,
		exported: 'Última exportación',
		batches: 'Lotes que cuentan',
		none: 'No cuenta ningún lote: las cifras están vacías.'
	},

	templates: {
		title: 'Plantillas para llenar',
		what: 'Si no tiene una exportación de HMIS, llene estos archivos e importe la carpeta que los contiene, o un zip de ella. Se necesitan about.csv, client.csv, program.csv y enrollment.csv; cada uno de los demás trae más cifras. Cada archivo tiene como ejemplo una fila inventada: elimínela. Sin nombres, direcciones ni números de personas: las columnas que no están en la lista no se leen.',
		roster:
			'Los trabajadores, equipos, ausencias y asignaciones se pueden agregar a cualquier fuente: una carpeta con about.csv y solo estos archivos.',
		about: 'lo que es la carga, en una sola fila',
		file: ({ table, row }) => `${table}.csv: ${row}`,
		download: ({ table }) => `Descargar ${table}.csv`,
		caption: ({ table }) => `Las columnas de ${table}.csv`,
		column: 'Columna',
		meaning: 'Qué significa',
		values: 'Qué puede contener',
		needed: 'Necesaria',
		yes: 'sí',
		link: '¿No tiene esa exportación? Llene plantillas',
		types: {
			text: 'texto',
			label: 'palabras propias, hasta 100 letras',
			choice: 'una palabra de la lista',
			code: 'un código',
			id: 'un identificador; se convierte en un código inventado',
			integer: 'un número entero',
			decimal: 'un número',
			boolean: 'yes (sí) o no',
			date: 'una fecha como 2026-07-01',
			datetime: 'una fecha y hora como 2026-07-01 13:45:00',
			zip3: 'los tres primeros dígitos de un código ZIP',
			source: 'un sistema de origen'
		}
	},

	batches: {
		title: 'Importaciones',
		caption: 'Todas las exportaciones que se aceptaron, de la más reciente a la más antigua',
		batch: 'Lote',
		source: 'Fuente',
		format: 'Formato',
		covers: 'Abarca',
		knownUntil: 'Se conoce hasta',
		imported: 'Importado',
		accepted: 'Líneas aceptadas',
		rejected: 'Rechazadas',
		problems: 'Problemas',
		state: 'Estado',
		changed: 'Qué cambió',
		change: ({ added, changed, gone }) => `${added} nuevas, ${changed} cambiadas, ${gone} quitadas`,
		first: ({ added }) => `${added} nuevas, el primero`,
		see: 'Ver',
		seeOf: ({ id, text }) => `${text}: qué cambió con ${id}`
	},
	state: {
		counts: 'En las cifras',
		waiting: 'Todavía no en las cifras',
		undone: 'Retirado',
		damaged: 'Dañado, quedó fuera'
	},

	checks: {
		title: 'Problemas en los registros',
		caption: 'Lo que las verificaciones encontraron en los registros como están ahora, por verificación',
		check: 'Verificación',
		found: 'Registros',
		severity: 'Gravedad',
		remedy: 'Qué hacer',
		none: 'Las verificaciones no encontraron nada que corregir.',
		severities: {
			blocks: 'No debe contar',
			error: 'Afecta una cifra',
			warning: 'Conviene revisarlo'
		}
	},
	lines: {
		title: 'Problemas en las líneas de las exportaciones',
		caption:
			'Líneas y valores de la exportación más reciente de cada fuente que no se pudieron tomar como están',
		kind: 'Problema',
		effect: 'Qué se hizo',
		count: 'Cantidad',
		batch: 'Lote',
		none: 'Todas las líneas de las exportaciones más recientes se tomaron como están.',
		older: ({ value, number }) =>
			`Los lotes anteriores que todavía cuentan tienen ${number} más. ${cases(value, { one: 'Aparece', other: 'Aparecen' })} con cada lote.`,
		see: ({ kind, batch }) => `${kind}, en ${batch}`
	},
	kinds: {
		rejected: { title: 'Línea rechazada', effect: 'La línea no está en las cifras.' },
		'not a date': { title: 'No es una fecha', effect: 'El valor cuenta como vacío.' },
		'not a number': { title: 'No es un número', effect: 'El valor cuenta como vacío.' },
		'not a code': { title: 'No es un código', effect: 'El valor cuenta como vacío.' },
		'not a label': { title: 'No es una etiqueta', effect: 'El valor cuenta como vacío.' },
		'not a ZIP': { title: 'No es un código ZIP', effect: 'El valor cuenta como vacío.' },
		'not in the list': { title: 'No está en la lista', effect: 'El valor cuenta como vacío.' },
		'not yes or no': { title: 'No es sí ni no', effect: 'El valor cuenta como vacío.' },
		'not a source': { title: 'No es un sistema de origen que exista', effect: 'La línea se rechaza.' },
		'unknown client': {
			title: 'Un cliente que no está en ninguna exportación',
			effect: 'La pareja no une a nadie hasta que una exportación contenga a los dos.'
		},
		'ambiguous dates': {
			title: 'Fechas que se pueden leer de dos maneras',
			effect: 'La columna cuenta como vacía; ninguna cifra la necesita.'
		},
		'same id twice': {
			title: 'El mismo identificador dos veces',
			effect: 'Cuenta la fila que se actualizó por último.'
		},
		'columns ignored': { title: 'Columnas que no son parte del formato', effect: 'No se leyeron.' },
		'lines ignored': {
			title: 'Líneas de las que el mapeo no toma nada',
			effect: 'No cuentan en ninguna parte.'
		},
		'files ignored': { title: 'Archivos que no son parte del formato', effect: 'No se leyeron.' },
		'text decoded': {
			title: 'Texto que no es UTF-8',
			effect: 'Se decodificó; fíjese en las letras con acento.'
		}
	},

	bring: {
		title: 'Traer una exportación',
		look: 'Primero, mire: cada línea y cada problema, sin que se guarde nada.',
		lookCommand: 'npm run -s throughline -- import FILE.zip --dry-run',
		take: 'Después, tómela.',
		takeCommand: 'npm run -s throughline -- import FILE.zip',
		upload: 'Cargar una exportación',
		uploadWhat:
			'Suelte sus archivos, vea qué cambiaría y acéptela. Los nombres, teléfonos y datos semejantes se quitan antes de enviar nada.',
		where: 'O en la carpeta de Throughline, en la máquina en que funciona:'
	},

	batch: {
		title: ({ id }) => `Lote ${id}`,
		headline: ({ accepted, lines, source }) => `Se aceptaron ${accepted} de ${lines} líneas de ${source}`,
		all: ({ lines, source }) => `Se aceptaron las ${lines} líneas de ${source}`,
		back: 'Todos los datos',
		exported: 'Exportado',
		holds: 'Contiene',
		full: 'Todo lo de sus programas y su período',
		changes: 'Los cambios desde una exportación anterior',
		roster: 'Solo trabajadores, equipos y asignaciones',
		pairs: 'Parejas de registros que son una misma persona',
		upload: 'Se cargó como',
		state: 'Estado',
		purged: 'Eliminado para siempre',
		purgedRows: ({ value, number }) =>
			`${number} ${cases(value, { one: 'fila', other: 'filas' })} de clientes individuales`,
		stateOf: {
			waiting:
				'Las cifras publicadas todavía no lo contienen. Ejecute “throughline build” para ponerlas al día.',
			undone: 'Las cifras se hacen sin él. Para tomarlo de nuevo, importe otra vez la misma exportación.',
			damaged: 'Las cifras se hacen sin él.'
		}
	},
	files: {
		title: 'Archivos',
		caption: 'Los archivos de la exportación con sus líneas, sin el encabezado',
		made: 'Las filas que el mapeo hizo de ellos',
		table: 'Tabla',
		from: 'De',
		file: 'Archivo',
		lines: 'Líneas',
		accepted: 'Aceptadas',
		rejected: 'Rechazadas',
		count: ({ value, number }) => `${number} ${cases(value, { one: 'archivo', other: 'archivos' })}`,
		ignored: ({ value, number, names }) =>
			`No se ${cases(value, { one: `leyó ${number} archivo`, other: `leyeron ${number} archivos` })} (${names}): sus nombres no pertenecen a ninguna tabla.`
	},
	problems: {
		title: 'Problemas en sus líneas',
		none: 'Todas las líneas y valores de esta exportación se tomaron como están.',
		unreadable: 'La lista de problemas no se puede leer',
		byKind: 'Problemas por clase y archivo, cada uno con sus primeras líneas',
		examples: 'Primeras líneas',
		list: 'Todos los problemas en sus líneas',
		listed: ({ kind, file }) =>
			`${kind ?? 'Problemas de toda clase'}${file === null ? '' : ` en ${file}`}, por archivo y línea`,
		nothing: 'Ningún problema cumple estos filtros.',
		kind: 'Clase',
		file: 'Archivo',
		line: 'Línea',
		column: 'Columna',
		message: 'Qué está mal, y qué hacer',
		allKinds: 'Todas las clases',
		allFiles: 'Todos los archivos',
		show: 'Mostrar',
		clear: 'Mostrar todo',
		download: ({ value, number }) =>
			cases(value, { one: 'Descargarlo como CSV', other: `Descargar los ${number} como CSV` }),
		pages: 'Páginas de los problemas'
	},
	crosswalk: {
		title: 'Personas en varios sistemas de origen',
		link: 'Personas en varios sistemas de origen: la tabla de enlaces',
		headline: ({ value, number }) =>
			cases(value, {
				zero: 'No se sabe de nadie que esté en varios sistemas de origen',
				one: 'Se sabe de 1 persona que está en varios sistemas de origen',
				other: `Se sabe de ${number} personas que están en varios sistemas de origen`
			}),
		what: 'Dos sistemas de origen se mantienen separados, porque nadie puede saber por sus identificadores quién está en los dos: una persona así cuenta dos veces. Una tabla de enlaces dice qué registros son una misma persona, que entonces cuenta una vez. No cambia ningún registro.',
		caption: 'Las parejas que cuentan, por los dos sistemas que unen',
		sources: 'Sistemas de origen',
		both: ({ a, b }) => `${a} y ${b}`,
		pairs: 'Parejas',
		joined: 'Que unen dos registros',
		waiting: 'Una pareja no une a nadie mientras uno de sus clientes no esté en ninguna exportación.',
		uploads: 'Cargas',
		uploadsCaption: 'Todas las tablas de enlaces que se aceptaron, de la más reciente a la más antigua',
		sample:
			'Esta es la agencia de muestra, que tiene un solo sistema de origen: aquí no se puede cargar nada.',
		takeBack: 'Cada una se retira en su propia página; las cifras quedan entonces como eran sin ella.',
		upload: {
			title: 'Cargar una tabla de enlaces',
			what: 'Un archivo CSV con estas cuatro columnas, una línea por cada pareja:',
			sources: 'Un sistema de origen se nombra por su clave o por su nombre:',
			rules: [
				'Los identificadores se escriben como los escribe el sistema de origen, con los ceros iniciales. Se convierten de inmediato en seudónimos; los identificadores mismos van cifrados a la bóveda.',
				'El archivo contiene todas las parejas de sus dos sistemas: reemplaza al que se cargó antes para esos dos.',
				'A y B, y B y C: entonces A y C también son una misma persona.',
				'Dos clientes de un mismo sistema nunca se vuelven una persona: un archivo así se rechaza, con sus líneas.',
				'De quien queda unido, el sistema que va primero por su clave dice quién es; los demás dicen lo que ese no dice.'
			],
			file: 'El archivo',
			submit: 'Tomarla'
		},
		wrong: {
			none: 'No se eligió ningún archivo.',
			several:
				'Una tabla de enlaces es un solo archivo, y esto contiene varios. Cargue el que tiene las parejas.'
		}
	},
	rejects: {
		title: 'Líneas rechazadas',
		what: ({ value, number }) =>
			`${cases(value, { one: '1 línea quedó fuera, con su razón.', other: `${number} líneas quedaron fuera, cada una con su razón.` })} Las líneas mismas no se guardan, porque pueden contener nombres: búsquelas en el archivo por su número.`,
		download: ({ value, number }) =>
			`Descargar ${cases(value, { one: 'la línea rechazada', other: `las ${number} líneas rechazadas` })} como CSV: archivo, línea, columna, razón y corrección`,
		alone: 'Una vez corregidas, estas líneas se pueden cargar solas. Lo que se aceptó se conserva.',
		steps: [
			'Copie el encabezado y las líneas rechazadas de cada archivo en un archivo nuevo con el mismo nombre, en una carpeta nueva.',
			'Corrija allí las líneas.'
		],
		about:
			'Ponga al lado este about.csv. Dice que la carpeta contiene solo cambios, con la misma fecha que antes.',
		aboutDownload: 'Descargar about.csv',
		upload: 'Importe la carpeta, o un zip de ella.',
		mapping:
			'Una vez corregidas, estas líneas se pueden cargar solas, con el mismo encabezado y el mismo mapeo: este toma un archivo como cambios. Lo que se aceptó se conserva.',
		whole:
			'Una exportación de esta clase siempre viene completa, porque lo que omite cuenta como quitado: corrija los registros en el sistema de origen y exporte de nuevo. La próxima exportación toma estas líneas y reemplaza el resto fila por fila.'
	},
	compare: {
		title: 'Comparar dos importaciones',
		headline: ({ a, b }) => `${a} y ${b} comparados`,
		what: 'Elija dos importaciones para ver en qué difieren sus líneas, sus problemas y sus filas. Cada una se puede retirar desde aquí.',
		older: 'La anterior',
		newer: 'La posterior',
		option: ({ id, source, date }) => `${id}, ${source}, ${date}`,
		show: 'Comparar',
		few: 'Hay una sola importación: se necesitan dos para comparar.',
		facts: 'Líneas y problemas',
		factsCaption: ({ a, b }) => `Qué son ${a} y ${b}`,
		fact: 'Qué',
		problemsOf: ({ kind }) => `Problemas: ${kind}`,
		rows: 'Filas, por sus propios identificadores',
		others:
			'Las dos son de distintos sistemas de origen, o contienen cosas distintas: sus filas no tienen nada que ver entre sí.'
	},
	changes: {
		title: 'Qué cambió con él',
		headline: ({ id }) => `Qué cambió con el lote ${id}`,
		moved: ({ value, number, of, id }) =>
			cases(value, {
				zero: `Ninguna cifra difiere con el lote ${id}`,
				one: `1 de ${of} cifras difiere con el lote ${id}`,
				other: `${number} de ${of} cifras difieren con el lote ${id}`
			}),
		rows: 'Filas, frente a la exportación anterior',
		first:
			'Es la primera exportación de su fuente que cuenta: no hay ninguna anterior con la cual compararla.',
		caption: ({ before, date }) =>
			`Las filas de cada tabla por sus propios identificadores, frente a ${before} del ${date}`,
		table: 'Tabla',
		others: ({ value, number }) =>
			cases(value, { one: 'Otra tabla es igual', other: `Otras ${number} tablas son iguales` }) +
			' en ambos.',
		none: 'Todas las tablas son iguales en ambos.',
		added: 'Nuevas',
		changed: 'Cambiadas',
		same: 'Sin cambios',
		gone: 'Ya no están',
		missingBefore: 'la tabla es nueva',
		missingNow: 'la tabla no está en esta exportación',
		goneFull:
			'La exportación contiene todo lo de sus programas y su período: lo que ya no contiene de ellos sale de las cifras; lo que queda fuera de ellos permanece.',
		goneChanges: 'La exportación contiene solo cambios: lo que no está en ella permanece en las cifras.',
		versions: 'Los dos son de distintas versiones del formato: se comparan las columnas que tienen ambos.',
		unreadable: 'Las filas no se pueden comparar',
		figures: 'Las cifras, sin él y con él',
		muchCaption: 'Las cifras que se movieron tanto como para importar, cada una en los mismos días en ambos',
		much: ({ value, number }) =>
			cases(value, {
				zero: 'Ninguna de ellas se movió tanto como para importar.',
				one: '1 de ellas se movió tanto como para importar.',
				other: `${number} de ellas se movieron tanto como para importar.`
			}) + ' Cuánto es eso se fija en la configuración, en las diferencias que importan.',
		littleCaption: 'Las cifras que se movieron menos',
		figure: 'Cifra',
		period: 'Período',
		without: 'Sin él',
		with: 'Con él',
		unmoved: ({ value, number }) =>
			`${cases(value, { one: 'La única cifra es igual', other: `Las ${number} cifras son iguales` })} sin él y con él, en los días que ambos conocen.`,
		why: {
			'not kept':
				'Las cifras del otro caso no se guardan. Solo se guardan las inmediatamente anteriores a las actuales: justo después de tomar o retirar un lote, esta página muestra lo que se movió.',
			'other version':
				'Las cifras inmediatamente anteriores a las actuales las hizo otra versión de Throughline, o están dañadas. Podrían diferir solo por eso, así que no se comparan.',
			nobody: 'Sin él, o con él, no hay ningún caso: no hay nada que comparar.'
		}
	},

	quality: {
		title: 'Calidad de los datos',
		link: 'Calidad de los datos: problemas por programa, trabajador y verificación, y en el tiempo',
		problems: ({ problems, records: of }) =>
			`Las verificaciones encuentran ${cases(problems.value, { one: 'un problema', other: `${problems.number} problemas` })} en ${records(of.value, of.number)}.`,
		see: 'Verlos, con sus registros',
		what: 'Se cuentan los registros de los casos, cada uno por su propio día: inicios, salidas, contactos, servicios, documentos y demás. Los problemas de trabajadores, programas y asignaciones no tienen ese día.',
		all: 'Todos los problemas, sea cual sea su día',
		byCheck: 'Por verificación',
		byProgram: 'Por programa',
		byWorker: 'Por trabajador',
		checksCaption:
			'Lo que las verificaciones encontraron en estos registros; primero lo que afecta una cifra',
		count: 'Problemas',
		touches: 'Cifras que afecta',
		more: ({ some, others }) => `${some} y ${others} más`,
		records: 'Registros',
		withProblem: 'Con un problema',
		share: 'Proporción',
		none: 'Las verificaciones no encontraron nada en estos registros.',
		nobody: 'No hay registros.',
		rowsOf: ({ what }) => `Ver los problemas: ${what}`,
		back: 'Volver a la calidad de los datos',
		heading: ({ problems, period }) =>
			`${cases(problems.value, { one: 'Un problema', other: `${problems.number} problemas` })}, ${period}`,
		whatToDo: 'Por qué importa, qué hacer y dónde corregirlo',
		rowsCaption: 'Cada problema con su registro, primero los registros más recientes',
		day: 'Día',
		download: 'Descargarlos todos como CSV'
	},
	check: {
		headline: ({ value, number, title }) => `${title}: ${records(value, number)}`,
		nothing: 'La verificación no encuentra nada en los registros como están ahora.',
		caption: 'Los registros, por programa',
		program: 'Programa',
		enrollment: 'Inscripción',
		record: 'Registro',
		table: 'Tabla',
		source: 'Fuente',
		detail: 'Qué está mal',
		guidance: 'Por qué importa',
		remedy: 'Qué hacer',
		mend: 'Dónde corregirlo',
		mendIn: ({ format, where }) => `${format}: ${where}`,
		download: 'Descargar todos los registros como CSV',
		pages: 'Páginas de los registros'
	},

	undo: {
		button: 'Retirarlo …',
		buttonOf: ({ id }) => `Retirar ${id} …`,
		question: ({ id }) => `¿Retirar el lote ${id}?`,
		effect: ({ value, number, source }) =>
			`Sus ${lines(value, number)} de ${source} salen de las cifras, que quedan como eran sin él.`,
		effectNone: 'No está en las cifras, así que quedan como están. Se marca como retirado.',
		left: ({ value, number }) =>
			cases(value, {
				zero: 'No queda ningún otro lote: entonces no hay cifras.',
				other: `Las cifras se hacen entonces con ${batches(value, number)}.`
			}),
		known: ({ source, now, then }) => `${source} se conoce entonces hasta el ${then}, no hasta el ${now}.`,
		unknown: ({ source }) => `No queda nada de ${source}.`,
		kept: 'El lote se guarda, marcado como retirado. Para tenerlo de nuevo, importe otra vez la misma exportación: recibe entonces un número nuevo.',
		sample:
			'Esta es la agencia de muestra, que queda como está para todos los que la miran: aquí no se puede retirar nada.',
		meanwhile: 'No tarda más que generar las cifras. Hasta entonces las páginas muestran las actuales.',
		yes: 'Retirarlo',
		no: 'Conservarlo',
		already: 'Ya se había retirado'
	},

	work: {
		title: 'Trabajo en los datos',
		none: 'No hay nada en marcha',
		noneWhy:
			'Cuando se toma o se retira algo, esta página muestra cuánto ha avanzado y luego en qué terminó, hasta la próxima vez o hasta que se detenga el servidor.',
		running: {
			undo: ({ batch }) => `Se está retirando el lote ${batch}`,
			import: 'Se está tomando',
			build: 'Se están generando las cifras',
			stage: 'Se está recibiendo la carga',
			check: 'Se está verificando qué cambiaría',
			accept: 'Se está tomando',
			other: 'En marcha'
		},
		done: {
			undo: ({ batch }) => `Se retiró el lote ${batch}`,
			import: 'Se tomó',
			build: 'Las cifras se generaron de nuevo',
			stage: 'Se recibió la carga',
			check: 'Se verificó la carga',
			accept: 'Se tomó',
			other: 'Listo'
		},
		failed: {
			undo: ({ batch }) => `Falló el retiro del lote ${batch}`,
			import: 'No se tomó',
			build: 'Falló la generación de las cifras',
			stage: 'No se recibió la carga',
			check: 'La carga no se puede tomar como está',
			accept: 'No se tomó',
			other: 'El trabajo falló'
		},
		accepted: ({ accepted, lines, batch }) =>
			`Se aceptaron ${accepted} de ${lines} líneas como lote ${batch}.`,
		same: ({ batch }) => `Ya se había importado, como lote ${batch}: no hubo nada que tomar.`,
		problems: ({ value, number }) =>
			cases(value, {
				one: 'Se encontró un problema en ella.',
				other: `Se encontraron ${number} problemas en ella.`
			}),
		batch: 'El lote, con sus problemas',
		begins: 'Empezando',
		begun: ({ moment }) => `Empezó el ${moment}.`,
		leave:
			'Puede salir de esta página: el trabajo continúa, y las cifras siguen siendo las actuales hasta que termine.',
		ended: ({ moment }) => `Terminó el ${moment}.`,
		upToDate: ({ value, number, store }) =>
			cases(value, {
				zero: `Las cifras están al día: no queda ningún lote, así que están vacías (almacén ${store}).`,
				other: `Las cifras están al día. Se hacen con ${batches(value, number)} (almacén ${store}).`
			}),
		lost: 'El servidor no responde en este momento. Esta página sigue preguntando.',
		see: 'Qué cambió',
		all: 'Todos los datos',
		follow: 'Ver cuánto ha avanzado',
		cancel: 'Cancelar',
		goOn: 'Continuar',
		again: 'Cargar de nuevo'
	}
} satisfies Messages['data'];
