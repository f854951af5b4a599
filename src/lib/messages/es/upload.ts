import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');
type Count = { value: number; number: string };
const rows = ({ value, number }: Count) => `${number} ${cases(value, { one: 'fila', other: 'filas' })}`;
const lines = ({ value, number }: Count) => `${number} ${cases(value, { one: 'línea', other: 'líneas' })}`;

/** How an export is brought in on a page: received, identified, checked, accepted. */
export default {
	title: 'Cargar una exportación',
	what: 'Una carga',
	noFile: 'No se envió ningún archivo. Elija los archivos de la exportación.',
	refused: 'No se tomó',
	intro:
		'Archivos CSV, TSV, de texto y de Excel, o un zip de ellos; juntos, los archivos de una sola exportación. Nada cuenta antes de que usted haya visto qué cambiaría y lo haya aceptado.',
	sample: {
		title: 'En la agencia de ejemplo puede ver cómo se examinan los archivos',
		what: 'Se queda como está: lo que envíe no se toma. Para sus propias exportaciones, inicie Throughline con una carpeta principal propia, como dice su README.'
	},
	drop: 'Suelte aquí los archivos, o elíjalos',
	files: 'Archivos de la exportación',
	most: ({ size }) => `Como máximo ${size} de una vez.`,
	plain:
		'Los nombres, teléfonos, direcciones y textos libres se quitan en este servidor, antes de guardar nada. Con JavaScript se quitan antes de enviar nada.',
	source: 'Nombre del sistema de origen',
	sourceHint: 'Solo si la exportación no lo dice. El mismo para cada exportación de ese sistema.',
	harmless: 'Columnas que parecen nombres y no nombran a ningún cliente',
	harmlessHint: 'Como el nombre de un trabajador o de un proveedor. Sus encabezados, separados por comas.',
	send: 'Enviar',
	sendClean: ({ value, number }) =>
		`Enviar sin ${cases(value, { one: 'esta columna', other: `estas ${number} columnas` })}`,

	looking: ({ name }) => `Examinando ${name}`,
	sofar: (count) => `${lines(count)} hasta ahora`,
	look: ({ lines: count, columns, delimiter, encoding }) =>
		`${lines(count)}, ${columns} columnas, separadas por ${delimiter}, ${encoding}`,
	delimiters: { ',': 'comas', '\t': 'tabuladores', ';': 'puntos y comas', '|': 'barras verticales' },
	encodings: {
		'utf-8': 'UTF-8',
		'utf-16le': 'UTF-16',
		'utf-16be': 'UTF-16',
		'windows-1252': 'Windows-1252'
	},
	whole: {
		packed:
			'Se envía como está. En el servidor, las columnas que nombran a una persona se quitan antes de guardar nada.',
		text: 'Este navegador no lo puede leer como texto. Se envía como está, y el servidor dice qué tiene de malo.',
		quotes:
			'Sus comillas no son las de un archivo CSV, así que aquí no se pueden distinguir sus columnas. Se envía como está; en el servidor, las columnas que nombran a una persona se quitan antes de guardar nada.',
		empty: 'Está vacío.'
	},
	headless:
		'Su primera línea parece datos, no un encabezado. Las columnas se distinguen por sus encabezados: expórtelo con encabezado.',
	found: ({ value, number, name }) =>
		cases(value, {
			zero: `Ninguna columna de ${name} nombra a una persona.`,
			one: `1 columna de ${name} nombra a una persona. Se quita aquí, antes de enviar nada.`,
			other: `${number} columnas de ${name} nombran a una persona. Se quitan aquí, antes de enviar nada.`
		}),
	foundCaption: ({ name }) => `Columnas de ${name} que parecen nombrar a una persona`,
	column: 'Columna',
	nameless: ({ place }) => `columna ${place}, cuyo encabezado no se muestra`,
	kind: 'Parece',
	by: 'Se sabe por',
	bys: { header: 'su encabezado', values: 'sus valores', mapping: 'un mapeo' },
	doWith: 'Qué se hace',
	keep: 'Conservarla: nombra al personal, o a nadie',
	keepOf: ({ column }) => `Conservar ${column}: nombra al personal, o a nadie`,
	stays: 'Se queda: con ella solo se hace un código inventado, una edad o una región.',
	kinds: {
		'social security number': 'números de Seguro Social',
		'e-mail address': 'correos electrónicos',
		'phone number': 'números de teléfono',
		'street address': 'direcciones',
		coordinates: 'coordenadas',
		'full ZIP': 'códigos ZIP',
		'personal number': 'números de personas',
		'person name': 'nombres',
		'free text': 'texto libre',
		'birth date': 'fechas de nacimiento'
	},
	preview: ({ name }) => `Las primeras líneas de ${name}`,
	previewCaption: 'Como se enviarían. Hasta ahora solo las ha visto este navegador.',
	gone: 'se quitó',
	remove: ({ name }) => `Dejar fuera ${name}`,
	cleaning: 'Quitando las columnas',
	sending: 'Enviando',
	sent: ({ done, all }) => `${done} de ${all}`,
	cancel: 'Cancelar',
	broken: 'La conexión se interrumpió. No se tomó nada: envíelo de nuevo.',
	changed: 'Un archivo cambió después de examinarlo. Elíjalo de nuevo.',
	tooLarge: ({ size }) =>
		`Esto es más de ${size}, que es lo máximo que se toma de una vez. Exporte un período más corto, o comprima los archivos en un zip.`,

	waiting: {
		title: 'Cargas en espera',
		caption: 'Cargas que todavía no se han aceptado, de la más reciente a la más antigua',
		none: 'No hay ninguna carga en espera.',
		upload: 'Carga',
		received: 'Recibida',
		lines: 'Líneas',
		next: 'Siguiente paso',
		damaged: ({ id }) =>
			`La carga ${id} ya no se puede leer. Restaure una copia de seguridad que la tenga, o descártela y traiga de nuevo su archivo.`,
		drop: 'Descartarla',
		steps: {
			map: 'Decir qué es',
			check: 'Verificarla',
			mend: 'Corregirla: se rechazó',
			accept: 'Aceptarla',
			same: 'Descartarla: ya se había importado'
		}
	},

	page: {
		back: 'Cargas',
		headline: {
			map: 'Recibida: diga ahora qué son sus columnas',
			check: 'Reconocida: verifique ahora qué cambiaría',
			mend: 'No se puede tomar como está',
			accept: 'Verificada: vea qué cambiaría y acéptela',
			same: 'Ya se había importado',
			accepted: 'Se aceptó'
		},
		steps: { received: 'Recibida', identified: 'Reconocida', checked: 'Verificada', accept: 'Aceptar' },
		stepOf: ({ step, name }) => `${step}. ${name}`,
		receivedAt: ({ moment }) => `Se recibió el ${moment}.`,
		filesCaption: 'Los archivos con sus líneas, y las columnas que se quitaron',
		file: 'Archivo',
		lines: 'Líneas',
		unfit: 'No corresponden',
		encoding: 'Escrito en',
		out: 'Se quitó',
		outOf: ({ column, header, kind }) =>
			header === '' ? `columna ${column} (${kind})` : `${header} (${kind})`,
		nothingOut: 'nada',
		unfitOf: ({ value, number, name }) =>
			cases(value, {
				one: `1 línea de ${name} no corresponde a su encabezado y queda fuera:`,
				other: `${number} líneas de ${name} no corresponden a su encabezado y quedan fuera:`
			}),
		line: ({ line, text }) => `Línea ${line}: ${text}`,
		moreLines: (count) => `y ${lines(count)} más`,
		ignored: ({ value, number }) =>
			cases(value, {
				one: 'No se leyó otro archivo.',
				other: `No se leyeron otros ${number} archivos.`
			}),
		format: ({ title }) => `Es una exportación de ${title}.`,
		mapped: ({ title, version }) => `Se lee con el mapeo “${title}”, versión ${version}.`,
		mappedNew: ({ title }) => `Se lee con el mapeo “${title}”, que se guarda cuando se acepte la carga.`,
		mappedNext: ({ title, version, newest }) =>
			`Se lee con el mapeo “${title}”. Se guarda uno con ese nombre en la versión ${newest}: este será su versión ${version} cuando se acepte la carga.`,
		preset: ({ title }) =>
			`Se lee con el mapeo “${title}”, que viene con Throughline y corresponde por sus encabezados. Dé a su sistema de origen un nombre propio.`,
		chooseNone: ({ name }) =>
			`El mapeo ${name} ya no corresponde a esta carga: se cambió o ya no se guarda. Elija otro, o diga qué son sus columnas.`,
		dates: 'Fechas que se pueden leer de dos maneras',
		datesHow: 'Cómo están escritas',
		datesHint:
			'Solo se pregunta por las columnas cuyas fechas no lo dicen por sí mismas; una verificación dice cuáles son. Una respuesta vale para todas.',
		datesOpen: 'no se dijo: donde las cifras necesitan una columna así, se rechaza',
		datesSave: 'Guardar cómo se leen las fechas',
		renamed:
			'Donde una columna tiene ahora otro nombre, dígalo: lo que diga será la siguiente versión de ese mapeo. Donde falta, exporte de nuevo con ella.',
		byItself: 'El mapeo corresponde por sus encabezados.',
		otherMapping: 'Cambiar el mapeo',
		several: 'Le corresponden por igual varios mapeos guardados. ¿Cuál es?',
		mapping: 'Mapeo',
		choose: 'Usar este mapeo',
		unknown:
			'No es de ningún formato conocido, y ningún mapeo guardado le corresponde. Diga una vez qué son sus columnas: la próxima exportación de ese sistema se reconoce por sí sola.',
		map: 'Decir qué son sus columnas',
		goOnMapping: 'Seguir con el mapeo',
		sourceNow: ({ source }) => `Su sistema de origen es “${source}”.`,
		sourceOther: 'Otro sistema de origen',
		sourceSave: 'Guardar el nombre',
		sourceHint: 'El mismo nombre para cada exportación de ese sistema. Vacío: como dice el mapeo.',
		notYet: 'Todavía no se sabe nada de ella.',
		checkWhat:
			'La verificación lee cada línea y hace una vez las cifras con ella, aparte. No se cambia nada.',
		check: 'Verificar',
		checkAgain: 'Verificar de nuevo',
		checkedAt: ({ moment }) => `Se verificó el ${moment}.`,
		stale:
			'Las cifras cambiaron después de esta verificación. Verifique de nuevo para ver qué cambiaría ahora.',
		refused: 'Se rechazaría',
		refusedNext:
			'La carga permanece aquí. Corríjala en el sistema de origen y cárguela de nuevo, o cambie lo que se dijo de ella.',
		same: ({ batch }) => `Ya se había importado, como lote ${batch}: no cambiaría nada.`,
		sum: ({ rows: count, tables, rejected }) =>
			`Se tomarían ${rows(count)} de ${tables.number} ${cases(tables.value, { one: 'tabla', other: 'tablas' })}.${rejected.value === 0 ? '' : ` Se ${cases(rejected.value, { one: 'rechazaría', other: 'rechazarían' })} ${lines(rejected)}.`}`,
		known: ({ date, from, to }) => `Abarca del ${from} al ${to}; su fuente se conocería hasta el ${date}.`,
		rowsTitle: 'Filas',
		first: 'Es la primera exportación de su fuente: todas las filas son nuevas.',
		rowsCaption: ({ before }) => `Las filas de cada tabla, frente al lote ${before}`,
		nothing: 'Todas las filas son iguales que antes.',
		problems: 'Problemas',
		problemsCaption: 'Problemas en sus líneas por clase, cada uno con sus primeras líneas',
		noProblems: 'Todas las líneas y valores se tomarían como están.',
		download: (count) =>
			`Descargar ${cases(count.value, { one: 'la línea rechazada', other: `las ${count.number} líneas rechazadas` })} como CSV: archivo, línea, razón y corrección`,
		figures: 'Cifras',
		firstFigures: 'Todavía no hay cifras con las cuales compararla.',
		notCompared:
			'Las cifras actuales no se pueden comparar: las hizo otra versión de Throughline, o están dañadas.',
		still: 'Ninguna cifra se movería más que un poco.',
		moved: ({ value, number, of }) =>
			cases(value, {
				one: `1 de ${of} cifras se movería más que un poco, en los días que ambas conocen.`,
				other: `${number} de ${of} cifras se moverían más que un poco, en los días que ambas conocen.`
			}),
		figuresCaption: 'Las cifras que se moverían',
		figure: 'Cifra',
		period: 'Período',
		now: 'Ahora',
		then: 'Con ella',
		accept: 'Aceptar',
		acceptWhat: 'Se vuelve un lote, y las cifras se hacen con él. Se puede retirar en cualquier momento.',
		acceptAfter: 'Una vez verificada se puede aceptar.',
		busy: 'Hay otra tarea en marcha. Espere a que termine.',
		drop: 'Descartar esta carga',
		dropWhat: 'Lo que se recibió se elimina. Nada cambia en las cifras.',
		accepted: ({ batch }) => `Se aceptó como lote ${batch}.`
	}
} satisfies Messages['upload'];
