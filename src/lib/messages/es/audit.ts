import type { Said } from '#lib/audit-words.ts';
import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');
type Count = { value: number; number: string };

const counted = ({ value, number }: Count, one: string, other: string) =>
	`${number} ${cases(value, { one, other })}`;
const inBrackets = (count: Count | null, one: string, other: string) =>
	count === null ? '' : ` (${counted(count, one, other)})`;
const named = (what: string, other: string) => (what === '' ? other : what);

/** A work has two entries: it was asked for, and what it came to. `thing` is what was asked, as a noun. */
const work =
	(thing: (said: Said) => string, done: (said: Said) => string, asked = thing) =>
	(said: Said): string => {
		switch (said.step) {
			case 'done':
				return `${said.who} ${done(said)}.`;
			case 'refused':
				return `${said.who} pidió ${thing(said)}, y se rechazó${inBrackets(said.reasons, 'razón', 'razones')}.`;
			case 'failed':
				return `${said.who} pidió ${thing(said)}, y falló.`;
			default:
				return `${said.who} pidió ${asked(said)}.`;
		}
	};

const uploads = ({ uploads: count }: Said) =>
	count === null ? 'una exportación' : counted(count, 'carga', 'cargas');

/** What somebody was given of single clients. */
const rowsOf = ({ what, kind, rows }: Said) => {
	if (kind === 'case') return `el caso ${what}`.trim();
	if (what === '') return `clientes individuales${inBrackets(rows, 'fila', 'filas')}`;
	const before = kind === 'rows' ? 'filas de ' : kind === 'problems' ? 'registros con el problema ' : '';
	return `${before}${what}${inBrackets(rows, 'fila', 'filas')}`;
};

/** The log of who did and saw what. */
export default {
	title: 'Registro de auditoría',
	headline: ({ value, number, since }) =>
		`${counted({ value, number }, 'entrada', 'entradas')} desde el ${since}`,
	none: 'Todavía no se ha anotado nada',
	whole: ({ value, number }) =>
		cases(value, {
			one: 'El registro está íntegro: su única entrada está como se escribió.',
			other: `El registro está íntegro: las ${number} entradas están como se escribieron, y no falta ninguna.`
		}),
	broken: 'El registro no está como se escribió',
	brokenWhy:
		'Averigüe quién tuvo acceso a la carpeta de Throughline, guarde una copia del registro tal como está y compare app.sqlite con el de una copia de seguridad.',
	unchecked: 'No se acaba de comprobar si el registro está íntegro.',
	check: ({ number }) => `Comprobar las ${number} entradas`,
	person: 'Quién',
	everybody: 'Todos',
	action: 'Qué',
	everything: 'Todo',
	from: 'Desde',
	to: 'Hasta',
	text: 'Acerca de',
	textHint: 'un nombre, una medida, un lote',
	show: 'Mostrar',
	clear: 'Mostrar todo',
	found: ({ value, number }) =>
		cases(value, {
			zero: 'Ninguna entrada cumple estos filtros',
			one: 'Una entrada los cumple',
			other: `${number} entradas los cumplen`
		}),
	caption: ({ zone }) => `Lo que se hizo, de lo más reciente a lo más antiguo, en la hora de ${zone}`,
	utc: 'UTC (no se ha fijado una zona horaria)',
	entry: 'Entrada',
	when: 'Cuándo',
	what: 'Qué se hizo',
	details: 'Detalles',
	open: 'No consta en qué terminó: sigue en curso, o se interrumpió.',
	pages: 'Páginas del registro',
	download: ({ value, number }) =>
		cases(value, { one: 'Descargarla como CSV', other: `Descargar las ${number} como CSV` }),
	downloadNote: 'La descarga también se anota.',
	unknownAction: ({ value }) => `No hay nada anotado como “${value}”.`,
	yes: 'sí',
	no: 'no',
	actors: {
		'command line': 'La línea de comandos',
		link: 'Quien tenía un enlace y su código',
		'inbox folder': 'La carpeta vigilada',
		'not signed in': 'Alguien sin sesión iniciada'
	},
	subjects: {
		cases: 'los casos que se encontraron',
		due: 'la lista de lo que vence',
		sheet: 'la hoja para una reunión individual',
		review: 'la evaluación de un trabajador',
		assignments: 'las asignaciones de casos',
		overview: 'el resumen',
		flow: 'el recorrido de los casos',
		'hud-apr': 'el APR de HUD',
		'hud-caper': 'el CAPER de HUD',
		'hud-spm': 'las medidas de desempeño del sistema de HUD',
		trends: 'lo que cambió en el tiempo',
		problems: 'los problemas en las exportaciones',
		'audit log': 'el registro de auditoría'
	},
	batch: ({ value, ids }) => `${cases(value, { one: 'el lote', other: 'los lotes' })} ${ids}`,
	titled: ({ title }) => `“${title}”`,
	labels: {
		exact: 'Hora exacta',
		day: 'Día',
		programs: 'Programas',
		funder: 'Financiador',
		grants: 'Subvenciones',
		step: 'Estado',
		asked: 'Se pidió en la entrada',
		uploads: 'Cargas',
		files: 'Archivos',
		changed: 'Líneas cambiadas',
		own: 'Propio',
		dry_run: 'Sin importar',
		clients: 'Clientes',
		batches: 'Lotes',
		refused: 'Cargas rechazadas',
		reasons: 'Razones',
		rows: 'Filas',
		stage: 'Etapa',
		households: 'Qué hogares',
		store: 'Almacén',
		made_from: 'Hecho de los lotes',
		what: 'Qué',
		of: 'De',
		page: 'Página',
		enrollments: 'Casos',
		found: 'Encontrados',
		gap: 'Brecha',
		review: 'Evaluación',
		hash: 'Huella de lo firmado',
		list: 'Lista',
		due: 'Clase de cosa',
		keys: 'Claves',
		key: 'Clave',
		until: 'Hasta',
		secrets: 'Con las claves',
		stores: 'Almacenes',
		bytes: 'Bytes',
		source: 'Fuente',
		form: 'Formulario',
		source_ids: 'Con los identificadores del sistema de origen',
		period: 'Período',
		where: 'Solo',
		by: 'Desglosado por',
		role: 'Función',
		state: 'Estado',
		from: 'Desde',
		to: 'Hasta',
		address: 'Dirección de red',
		action: 'Qué',
		person: 'Quién',
		text: 'Palabras buscadas'
	},
	actions: {
		'set up': {
			name: 'Configuró',
			did: ({ who }) => `${who} configuró Throughline y fue su primer administrador.`
		},
		'signed in': { name: 'Inició sesión', did: ({ who }) => `${who} inició sesión.` },
		'signed out': { name: 'Cerró sesión', did: ({ who }) => `${who} cerró sesión.` },
		'sign-in refused': {
			name: 'Inicio de sesión rechazado',
			did: ({ who, what }) => `${who} intentó iniciar sesión como ${named(what, 'alguien')} y se rechazó.`
		},
		invited: {
			name: 'Invitó',
			did: ({ who, what, role }) =>
				`${who} invitó a ${named(what, 'alguien')}${role === null ? '' : ` como ${role.to}`}.`
		},
		'made a password link': {
			name: 'Creó un enlace de contraseña',
			did: ({ who, what }) =>
				`${who} creó un enlace con el que ${named(what, 'alguien')} puede elegir una contraseña nueva.`
		},
		'set a password': {
			name: 'Eligió una contraseña',
			did: ({ who }) => `${who} eligió una contraseña.`
		},
		'changed a person': {
			name: 'Cambió a una persona',
			did: ({ who, what, role, state }) => {
				const person = named(what, 'alguien');
				if (role !== null && role.from !== null && role.from !== role.to)
					return `${who} cambió la función de ${person}: era ${role.from} y ahora es ${role.to}.`;
				if (role !== null) return `${who} cambió a ${person}: nombre, correo o lo que ve.`;
				return state === null
					? `${who} cambió a ${person}.`
					: `${who} volvió a abrir la cuenta de ${person}.`;
			}
		},
		'closed an account': {
			name: 'Cerró una cuenta',
			did: ({ who, what }) => `${who} cerró la cuenta de ${named(what, 'alguien')}.`
		},
		'saw rows': {
			name: 'Vio filas de clientes individuales',
			did: (said) => `${said.who} vio ${rowsOf(said)}.`
		},
		'saw figures by worker': {
			name: 'Vio cifras por trabajador',
			did: ({ who, what }) => `${who} vio cifras por trabajador${what === '' ? '' : `: ${what}`}.`
		},
		'looked for a case': {
			name: 'Buscó un caso',
			did: ({ who, found }) =>
				`${who} buscó un caso por el identificador del propio sistema de origen${found === null ? '' : found ? ' y lo encontró' : ' y no encontró ninguno'}.`
		},
		exported: {
			name: 'Exportó',
			did: (said) => `${said.who} exportó ${rowsOf(said)}.`
		},
		compared: {
			name: 'Comparó con otro sistema',
			did: ({ who }) => `${who} comparó las tablas de HUD con las de otro sistema.`
		},
		received: {
			name: 'Recibió una carga',
			did: work(
				() => 'que se recibiera una carga',
				() => 'trajo una carga, para examinarla'
			)
		},
		checked: {
			name: 'Verificó una carga',
			did: work(
				() => 'que se verificara una carga',
				() => 'hizo verificar una carga, sin tomarla'
			)
		},
		'mapped again': {
			name: 'Volvió a mapear cargas',
			did: work(
				() => 'que se volvieran a mapear cargas guardadas',
				() => 'hizo mapear de nuevo cargas guardadas'
			)
		},
		'dropped an upload': {
			name: 'Descartó una carga',
			did: ({ who, what }) => `${who} descartó la carga ${what}, que no se había aceptado.`
		},
		imported: {
			name: 'Importó',
			did: work(
				(said) => `la importación de ${uploads(said)}`,
				(said) => {
					if (said.dryRun) return `examinó ${uploads(said)} sin importar`;
					const refused = inBrackets(said.refused, 'otra carga se rechazó', 'otras cargas se rechazaron');
					return said.known
						? `pidió la importación de ${uploads(said)}, que ya se conocía como ${said.what}${refused}`
						: `importó ${named(said.what, uploads(said))}${refused}`;
				},
				(said) =>
					said.dryRun ? `examinar ${uploads(said)} sin importar` : `la importación de ${uploads(said)}`
			)
		},
		undid: {
			name: 'Retiró un lote',
			did: work(
				({ what }) => `que se retirara ${named(what, 'un lote')}`,
				({ what }) => `retiró ${named(what, 'un lote')}`
			)
		},
		purged: {
			name: 'Eliminó para siempre',
			did: work(
				({ what }) => `que se eliminara para siempre: ${named(what, 'las filas de un cliente')}`,
				({ what, rows }) =>
					`eliminó para siempre ${named(what, 'las filas de un cliente')}${what === '' ? inBrackets(rows, 'fila', 'filas') : ''}`
			)
		},
		built: {
			name: 'Generó las cifras',
			did: work(
				() => 'que se generaran de nuevo las cifras',
				() => 'hizo generar de nuevo las cifras'
			)
		},
		'made an upload key': {
			name: 'Creó una clave de carga',
			did: ({ who, what }) =>
				`${who} creó ${what === '' ? 'una clave de carga' : `la clave de carga “${what}”`}.`
		},
		'revoked an upload key': {
			name: 'Revocó una clave de carga',
			did: ({ who, what }) =>
				`${who} revocó ${what === '' ? 'una clave de carga' : `la clave de carga “${what}”`}.`
		},
		'changed a setting': {
			name: 'Cambió un ajuste',
			did: ({ who, what }) => `${who} cambió ${what === '' ? 'un ajuste' : `el ajuste ${what}`}.`
		},
		'changed standards or targets': {
			name: 'Cambió estándares u objetivos',
			did: ({ who, what }) => `${who} cambió ${named(what, 'estándares u objetivos')}.`
		},
		'added a grant': {
			name: 'Agregó una subvención',
			did: ({ who, what }) => `${who} agregó la subvención «${what}».`
		},
		'changed a grant': {
			name: 'Cambió una subvención',
			did: ({ who, what }) => `${who} cambió la subvención «${what}».`
		},
		'removed a grant': {
			name: 'Quitó una subvención',
			did: ({ who, what }) => `${who} quitó la subvención «${what}».`
		},
		'brought in grants': {
			name: 'Trajo subvenciones',
			did: ({ who }) => `${who} trajo un archivo de subvenciones.`
		},
		'changed a mapping': {
			name: 'Cambió un mapeo',
			did: ({ who, what }) => `${who} guardó una versión de ${named(what, 'un mapeo')}.`
		},
		'changed the roster': {
			name: 'Cambió la lista de personal',
			did: ({ who, what }) => `${who} cambió la lista de personal${what === '' ? '' : ` (${what})`}.`
		},
		'marked a step change': {
			name: 'Marcó un cambio de nivel',
			did: ({ who, what }) => `${who} marcó un cambio de nivel de ${named(what, 'una cifra')}.`
		},
		'took a step change back': {
			name: 'Retiró un cambio de nivel',
			did: ({ who, what }) => `${who} retiró un cambio de nivel de ${named(what, 'una cifra')}.`
		},
		'opened a gap': {
			name: 'Abrió una brecha',
			did: ({ who, what }) =>
				`${who} abrió una brecha de ${named(what, 'una cifra')}, para darle seguimiento.`
		},
		'wrote about a gap': {
			name: 'Escribió sobre una brecha',
			did: ({ who, what }) => `${who} anotó algo sobre una brecha de ${named(what, 'una cifra')}.`
		},
		'gave a gap to somebody': {
			name: 'Encargó una brecha a alguien',
			did: ({ who, what }) => `${who} indicó quién se ocupa de una brecha de ${named(what, 'una cifra')}.`
		},
		'closed a gap': {
			name: 'Cerró una brecha',
			did: ({ who, what }) => `${who} cerró una brecha de ${named(what, 'una cifra')}.`
		},
		'put off what is due': {
			name: 'Aplazó algo que vence',
			did: ({ who, what }) =>
				`${who} aplazó algo que vence en ${what === '' ? 'un caso' : `el caso ${what}`}.`
		},
		'took up again what was put off': {
			name: 'Retomó algo aplazado',
			did: ({ who, what }) =>
				`${who} retomó algo que estaba aplazado en ${what === '' ? 'un caso' : `el caso ${what}`}.`
		},
		'logged a supervision': {
			name: 'Anotó una supervisión',
			did: ({ who, what }) => `${who} anotó una reunión de supervisión de ${named(what, 'un trabajador')}.`
		},
		'corrected a supervision': {
			name: 'Corrigió una supervisión',
			did: ({ who, what }) =>
				`${who} corrigió lo anotado de una reunión de supervisión de ${named(what, 'un trabajador')}.`
		},
		'opened a review': {
			name: 'Abrió una evaluación',
			did: ({ who }) => `${who} abrió la evaluación de un trabajador.`
		},
		'wrote in a review': {
			name: 'Escribió en una evaluación',
			did: ({ who }) => `${who} escribió algo en la evaluación de un trabajador.`
		},
		'signed a review': {
			name: 'Firmó una evaluación',
			did: ({ who }) => `${who} firmó la evaluación de un trabajador.`
		},
		'closed a review': {
			name: 'Cerró una evaluación',
			did: ({ who }) => `${who} cerró la evaluación de un trabajador con la segunda firma.`
		},
		'opened a report': {
			name: 'Abrió un informe',
			did: ({ who, what }) => `${who} abrió el informe de un trimestre de ${named(what, 'una subvención')}.`
		},
		'wrote in a report': {
			name: 'Escribió en un informe',
			did: ({ who, what }) =>
				`${who} escribió en el informe de un trimestre de ${named(what, 'una subvención')}.`
		},
		'sent a report for review': {
			name: 'Envió un informe a revisión',
			did: ({ who, what }) =>
				`${who} envió a revisión el informe de un trimestre de ${named(what, 'una subvención')}.`
		},
		'took a report back': {
			name: 'Retiró un informe de la revisión',
			did: ({ who, what }) =>
				`${who} retiró de la revisión el informe de un trimestre de ${named(what, 'una subvención')}.`
		},
		'approved a report': {
			name: 'Aprobó un informe',
			did: ({ who, what }) => `${who} aprobó el informe de un trimestre de ${named(what, 'una subvención')}.`
		},
		'dropped a report': {
			name: 'Descartó un informe',
			did: ({ who, what }) =>
				`${who} descartó el informe de un trimestre de ${named(what, 'una subvención')}.`
		},
		'released a report': {
			name: 'Publicó un informe',
			did: ({ who, what }) =>
				`${who} publicó para su financiador el informe de un trimestre de ${named(what, 'una subvención')}.`
		},
		'read a released report': {
			name: 'Leyó un informe publicado',
			did: ({ who, what }) =>
				`${who} leyó un informe publicado de ${named(what, 'una subvención')}, o se llevó una copia.`
		},
		'made a link to a report': {
			name: 'Hizo un enlace a un informe',
			did: ({ who, what }) =>
				`${who} hizo un enlace con código a un informe publicado de ${named(what, 'una subvención')}.`
		},
		'ended a link to a report': {
			name: 'Terminó un enlace a un informe',
			did: ({ who, what }) =>
				`${who} terminó un enlace a un informe publicado de ${named(what, 'una subvención')}.`
		},
		'opened a report by a link': {
			name: 'Abrió un informe con un enlace',
			did: ({ who, what }) =>
				`${who} abrió un informe publicado de ${named(what, 'una subvención')} con un enlace y su código.`
		},
		'verified a release': {
			name: 'Verificó una publicación',
			did: ({ who, what }) =>
				`${who} hizo rehacer una publicación de ${named(what, 'una subvención')} a partir de sus lotes.`
		},
		'backed up': {
			name: 'Hizo una copia de seguridad',
			did: work(
				() => 'una copia de seguridad',
				({ what }) => `hizo ${what === '' ? 'una copia de seguridad' : `la copia de seguridad ${what}`}`
			)
		},
		restored: {
			name: 'Restauró',
			did: ({ who, what }) =>
				`${who} restauró ${what === '' ? 'una copia de seguridad' : `la copia de seguridad ${what}`}.`
		},
		'rotated keys': {
			name: 'Cambió las claves',
			did: work(
				() => 'claves nuevas',
				() => 'hizo reemplazar las claves por otras nuevas'
			)
		},
		pruned: {
			name: 'Quitó lo que nada necesita',
			did: work(
				() => 'que se quitara lo que nada necesita',
				() => 'hizo quitar lo que nada necesita'
			)
		}
	}
} satisfies Messages['audit'];
