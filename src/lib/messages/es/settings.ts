import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');

/** What an agency can set, and the files of standards, targets and holidays. */
export default {
	title: 'Configuración',
	what: 'Se guarda en settings.json de la carpeta principal. Un campo vacío tiene el valor que está debajo de él.',
	sample:
		'Esta es la agencia de muestra: su configuración se puede ver, no cambiar. Para empezar con sus propios datos, importe una exportación e inicie Throughline de nuevo.',
	broken: 'settings.json no se puede leer, así que no se puede importar ni generar nada',
	brokenWhy: 'Al guardar el formulario se escribe de nuevo.',
	invalid: 'settings.json tiene errores, así que no se puede importar ni generar nada',
	elsewhere: ({ value, number }) =>
		cases(value, { one: 'Un ajuste está', other: `${number} ajustes están` }) + ' solo en settings.json',
	fields: {
		fiscal_year_start: {
			label: 'Primer mes del año fiscal',
			why: 'De 1, enero, a 12, diciembre. Los trimestres y años de las cifras empiezan con él.'
		},
		contact_days: {
			label: 'Días sin contacto',
			why: 'De 1 a 365. Un hogar con el que nadie tuvo contacto en ese tiempo está en la lista de lo que vence. El 24 CFR 576.401(e) pide una reunión al mes en el realojamiento rápido y la prevención.'
		},
		time_zone: {
			label: 'Zona horaria',
			why: 'Su nombre en la lista de zonas horarias del mundo, como America/New_York. Los momentos se muestran en ella.'
		},
		'listen.host': {
			label: 'Dirección de esta máquina',
			why: 'A 127.0.0.1 se llega solo desde esta máquina. Cuenta cuando Throughline se inicia de nuevo.'
		},
		'listen.port': {
			label: 'Puerto',
			why: '0 es cualquiera que esté libre. Cuenta cuando Throughline se inicia de nuevo.'
		},
		origin: {
			label: 'Dirección que usan las personas',
			why: 'La del proxy que está delante, como https://figures.agency.example. Cuenta cuando Throughline se inicia de nuevo.'
		},
		upload_limit_mb: {
			label: 'Formulario más grande, en megabytes',
			why: 'Lo que envían otras páginas no puede ser mayor. Cuenta cuando Throughline se inicia de nuevo.'
		},
		script_upload_limit_mb: {
			label: 'Exportación más grande, en megabytes',
			why: 'De lo que se envía en la página de cargas, o desde un script con una clave de carga. Cuenta cuando Throughline se inicia de nuevo.'
		},
		'inbox.folder': {
			label: 'Carpeta',
			why: 'Por su ruta completa, como /srv/throughline-inbox. Las exportaciones se ponen en “drop” dentro de ella; al lado se crean “processed” y “failed”. Vacío: la carpeta inbox de la carpeta principal.'
		},
		'inbox.settle_seconds': {
			label: 'Segundos hasta que se toma',
			why: 'Una exportación se toma cuando nada de ella ha cambiado durante ese tiempo.'
		},
		'inbox.keep_days': {
			label: 'Días que se guarda lo aceptado',
			why: '0: se elimina de inmediato, porque contiene datos de personas. En todo caso queda una nota.'
		},
		'inbox.keep_failed_days': {
			label: 'Días que se guarda lo rechazado',
			why: 'Después se elimina el archivo; queda el texto que dice por qué.'
		},
		expected_days: {
			label: 'Se esperan datos más nuevos después de, en días',
			why: 'A quien abre la primera página se le avisa cuando los datos más nuevos de una fuente son más antiguos. Una fuente en cada línea, por su clave, como “hmis: 35”; 0 es nunca. Una fuente que no está aquí tiene el ritmo de sus exportaciones pasadas.'
		},
		covers_system: {
			label: 'Fuentes que abarcan todo su sistema',
			why: 'Las medidas de desempeño del sistema de HUD son de todos los proyectos de un sistema para personas sin hogar. Una fuente de HMIS en cada línea, por su clave, que los contiene todos; sin ninguna no hay tales medidas.'
		},
		session_idle_minutes: {
			label: 'Minutos de inactividad hasta cerrar la sesión',
			why: 'Después de ese tiempo sin abrir una página, hay que iniciar sesión de nuevo.'
		},
		session_hours: {
			label: 'Horas hasta cerrar la sesión en todo caso',
			why: 'Después de ese tiempo hay que iniciar sesión de nuevo, por mucho que se use.'
		},
		keep_stores: {
			label: 'Almacenes que se guardan',
			why: 'Cuántos juegos de cifras se guardan, contando el actual. Se puede volver de inmediato a uno anterior.'
		},
		report_approvals: {
			label: 'Aprobaciones de un informe',
			why: 'Cuántas personas tienen que aprobar un informe antes de que se publique para su financiador, 1 o 2.'
		},
		disk_warning_gb: {
			label: 'Gigabytes de disco libre con los que se avisa',
			why: 'Con menos espacio libre que este hay un aviso.'
		},
		report_colour: {
			label: 'Color de los informes',
			why: 'De los títulos en los informes que se entregan, como #rrggbb, por ejemplo #0f5c63; debe ser lo bastante oscuro para leerse sobre blanco. El logotipo es logo.svg o logo.png de la carpeta principal.'
		},
		'practical_sizes.share': {
			label: 'De proporciones, desde',
			why: 'Se muestra una brecha entre grupos de personas donde sus proporciones difieren al menos en esto: 0.1 son diez puntos de cien.'
		},
		'practical_sizes.other': {
			label: 'De tiempos, tasas y promedios, desde',
			why: 'Como proporción de la cifra de los demás: 0.25 es una cuarta parte más o menos. De tiempos, al menos un día o un minuto.'
		},
		'practical_sizes.metrics': {
			label: 'De cifras particulares, desde',
			why: 'Una cifra en cada línea, por su identificador y en su propia unidad, como “days-to-move-in: 14”; cinco puntos de una proporción son 0.05.'
		},
		'oidc.name': {
			label: 'Nombre del otro sistema',
			why: 'Por él lo conocen las personas; está en la página de inicio de sesión.'
		},
		'oidc.discovery_url': {
			label: 'Su dirección',
			why: 'La de su configuración de OpenID Connect; empieza con https://.'
		},
		'oidc.client_id': {
			label: 'Identificador de cliente (client id)',
			why: 'Con el que ese sistema conoce a este. El secreto de cliente está en secrets/oidc.secret.'
		},
		'oidc.only': { label: 'Solo con él', why: 'Entonces las contraseñas son solo para administradores.' }
	},
	groups: {
		listen: 'Dónde escucha el servidor',
		inbox: 'La carpeta vigilada',
		practical_sizes: 'Qué tan grande debe ser una diferencia entre grupos para que importe',
		oidc: 'Inicio de sesión con otro sistema (OpenID Connect)'
	},
	comesWith: ({ value }) => `Si está vacío: ${value}.`,
	touchesFigures: 'Un cambio genera de nuevo las cifras.',
	secret: 'No se muestra. Déjelo vacío para conservarlo.',
	yes: 'sí',
	no: 'no',
	unset: 'como viene',
	perLine: 'Uno en cada línea.',
	save: 'Guardar la configuración',
	saved: 'La configuración se guardó',
	savedWhy: 'Cuenta desde ahora, donde no se indica otra cosa debajo.',
	same: 'No se cambió nada: la configuración era la misma',
	nothing: ({ value, number }) =>
		cases(value, {
			one: 'No se guardó nada: hay una cosa que corregir',
			other: `No se guardó nada: hay ${number} cosas que corregir`
		}),
	wrong: {
		whole: ({ least, most }) => written('número entero', least, most),
		number: ({ least, most }) => written('número', least, most),
		needed: 'Esto es necesario junto con lo demás de su grupo. Llénelo, o vacíe todo el grupo.',
		pairs: 'Escriba un nombre, dos puntos y un número en cada línea, como “hmis: 35”.',
		choice: ({ choices }) => `Elija uno de ${choices}.`,
		other: ({ message }) => `No es válido: ${message}.`
	},

	waiting: 'Las cifras todavía no se han generado con los archivos como están ahora',
	waitingWhy: 'Mientras se generan no puede estar en marcha ninguna otra tarea.',
	build: 'Generar las cifras ahora',

	files: {
		title: 'Estándares, objetivos y días feriados',
		what: 'Las cifras se juzgan por estos archivos. Un archivo en la carpeta principal reemplaza al que viene con Throughline.',
		caption: 'Los archivos con los que se comparan las cifras',
		file: 'Archivo',
		holds: 'Qué contiene',
		whose: 'Cuál está vigente',
		own: 'el suyo propio',
		ours: 'el que viene con Throughline',
		change: ({ file }) => `Ver ${file} o cambiarlo`,
		standards: 'Lo que resulta de ellos'
	},
	file: {
		own: 'Está vigente su propio archivo.',
		ours: 'Está vigente el archivo que viene con Throughline.',
		broken: 'El archivo vigente tiene errores, así que no se puede importar ni generar nada',
		back: 'Toda la configuración',
		download: 'Descargarlo',
		edit: 'Editarlo',
		text: 'Su texto',
		textHint: 'Separado por comas; la primera línea nombra las columnas.',
		save: 'Guardar',
		upload: 'Cargar otro',
		choose: 'Archivo CSV',
		submit: 'Cargar',
		backToOurs: 'Volver al que viene con Throughline',
		oursWhy: 'El suyo se quita. Descárguelo antes si quizá lo quiera de nuevo.',
		oursSubmit: 'Quitar el suyo',
		none: 'Archivo CSV: elija uno.',
		large: 'Archivo CSV: es mayor de 2 MB. Deje fuera lo que no se necesita.',
		refused: ({ value, number }) =>
			cases(value, {
				one: 'El archivo se rechazó: hay una cosa que corregir',
				other: `El archivo se rechazó: hay ${number} cosas que corregir`
			}),
		kept: 'Se conserva el vigente.',
		saved: 'El archivo se guardó',
		savedNoData: 'Todavía no se ha importado nada, así que no hay cifras que generar de nuevo.',
		later:
			'Se guardó. Hay otra tarea en marcha, así que las cifras todavía no se han generado con él: genérelas en la página de configuración.'
	},
	change: 'Cambiarlos'
} satisfies Messages['settings'];

function written(kind: string, least: string | null, most: string | null): string {
	if (least !== null && most !== null) return `Escriba un ${kind} de ${least} a ${most}.`;
	if (least !== null) return `Escriba un ${kind} de ${least} o más.`;
	if (most !== null) return `Escriba un ${kind} de ${most} o menos.`;
	return `Escriba un ${kind}.`;
}
