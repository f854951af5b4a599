import { KEY_DAYS } from '#lib/upload-key.ts';
import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');

/** Exports that come in without anybody at a page. */
export default {
	title: 'Exportaciones que llegan por sí solas',
	headline: ({ value, number }) =>
		cases(value, {
			zero: 'Todavía no ha llegado por sí sola ninguna exportación',
			one: 'La última exportación que llegó por sí sola',
			other: `Las últimas ${number} exportaciones que llegaron por sí solas`
		}),
	link: 'Exportaciones que llegan por sí solas: la carpeta vigilada, y claves para scripts',
	refusedLately: ({ value, number }) =>
		cases(value, {
			one: 'En los últimos 7 días se rechazó una exportación que llegó por sí sola',
			other: `En los últimos 7 días se rechazaron ${number} exportaciones que llegaron por sí solas`
		}),
	why: 'Ver por qué',
	what: 'Cada una se importa como cualquier otra, una tras otra, en cuanto no hay otra tarea en marcha. Lo que ya se conoce no cambia nada.',
	sample: 'Esta es la agencia de muestra: aquí nada llega por sí solo.',
	trouble: 'La carpeta vigilada no funciona',
	waitsFor: 'Espera a que esto se corrija, y entonces se toma sin enviarla de nuevo.',

	list: {
		caption: 'Lo que llegó por sí solo, de lo más reciente a lo más antiguo',
		name: 'Archivo',
		by: 'Llegó por',
		folder: 'la carpeta vigilada',
		key: ({ name }) => `la clave “${name}”`,
		received: 'Recibida',
		state: 'Qué fue de ella',
		reasons: ({ value, number }) => cases(value, { one: '1 razón', other: `${number} razones` }),
		took: ({ accepted, lines, batch }) => `${accepted} de ${lines} líneas, como lote ${batch}`,
		known: ({ batch }) => `Ya se conocía, como lote ${batch}`
	},
	states: {
		waiting: 'En espera',
		running: 'Se está tomando',
		accepted: 'Aceptada',
		same: 'Nada nuevo',
		refused: 'Rechazada',
		failed: 'Falló'
	},

	folder: {
		title: 'La carpeta vigilada',
		what: ({ place, value, number }) =>
			`Una exportación que se pone en ${place} en el servidor se toma cuando nada de ella ha cambiado durante ${number} ${cases(value, { one: 'segundo', other: 'segundos' })}: un zip, un archivo, o una carpeta de archivos como una sola carga.`,
		home: 'la carpeta inbox/drop de la carpeta principal',
		kept: ({ value, number }) =>
			cases(value, {
				zero: 'Lo aceptado se elimina de inmediato; queda una nota en “processed”, al lado.',
				one: 'Lo aceptado permanece un día en “processed”, al lado; queda una nota.',
				other: `Lo aceptado permanece ${number} días en “processed”, al lado; queda una nota.`
			}),
		failed: ({ value, number }) =>
			`Lo rechazado se mueve a “failed”, al lado, con un texto que dice por qué, y se elimina después de ${cases(value, { one: 'un día', other: `${number} días` })}. Contiene datos de personas, sin cifrar: corríjalo, póngalo de nuevo en la carpeta y elimine lo que ya no necesite.`,
		settings: 'Cambiar la carpeta y los tiempos'
	},

	keys: {
		title: 'Claves para scripts',
		what: 'Con una clave, un script puede enviar exportaciones y preguntar qué fue de ellas, y nada más.',
		none: 'Todavía no hay ninguna clave.',
		caption: 'Claves que se crearon, de la más reciente a la más antigua',
		name: 'Clave',
		source: 'Puede enviar',
		anySource: 'cualquier fuente',
		made: 'Creada',
		madeBy: ({ moment, by }) => `${moment} (${by})`,
		used: 'Último uso',
		never: 'nunca',
		state: 'Estado',
		until: ({ moment }) => `funciona hasta el ${moment}`,
		expired: ({ moment }) => `venció el ${moment}`,
		revoked: ({ moment }) => `revocada el ${moment}`,
		revoke: 'Revocar',
		revokeOne: ({ name }) => `Revocar la clave “${name}”`,
		revokedNow: 'La clave se revocó',
		revokedWhy: 'Ya no funciona. Lo que se envió con ella y seguía en espera no se toma.',
		make: 'Crear una clave',
		nameLabel: 'Nombre',
		nameHint: 'Qué la usa, como “exportación nocturna de Clarity”.',
		sourceLabel: 'Fuente',
		sourceHint: 'La única fuente que puede enviar.',
		days: 'Días hasta que vence',
		daysHint: `De ${String(KEY_DAYS.least)} a ${String(KEY_DAYS.most)}.`,
		submit: 'Crear la clave',
		madeNow: ({ name }) => `Se creó la clave “${name}”`,
		once: 'Se muestra solo esta vez: se guarda únicamente una marca de ella, por la que se la reconoce. Póngala donde solo el script pueda leerla.',
		label: 'Clave',
		use: 'Un script envía un archivo, y después pregunta qué fue de él:',
		commands: ({ address }) =>
			`curl -H "Authorization: Bearer $KEY" --data-binary @export.zip "${address}?name=export.zip"\ncurl -H "Authorization: Bearer $KEY" ${address}/ID`
	},

	upload: {
		what: 'la carga',
		waiting: ({ most }) =>
			`Hay ${most} cargas de esta clave en espera, tantas como puede haber. Envíe esta de nuevo cuando una de ellas haya terminado.`
	},

	late: ({ source, known, due }) =>
		`${source} se conoce hasta el ${known}; se esperan datos más nuevos desde el ${due}`,
	lateSet: ({ value, number }) =>
		`Sus datos no deberían tener más de ${cases(value, { one: 'un día', other: `${number} días` })}.`,
	lateUsual: ({ value, number }) =>
		`Antes de que llegaran sus exportaciones anteriores, los datos más nuevos solían tener ${cases(value, { one: 'un día', other: `${number} días` })}.`,
	lateDo:
		'Importe su exportación más reciente, o cambie lo que se espera: “expected_days” en la configuración; 0 significa nada.'
} satisfies Messages['hands'];
