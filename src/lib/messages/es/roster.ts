import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');
type Count = { value: number; number: string };
const workers = ({ value, number }: Count) =>
	`${number} ${cases(value, { one: 'trabajador', other: 'trabajadores' })}`;

/** The roster of a source, and who has which case. */
export default {
	title: 'Lista de personal',
	onData: 'Los trabajadores y quién tiene qué caso',
	link: 'Lista de personal: trabajadores, equipos y ausencias',
	headline: ({ source, ...count }) => `${workers(count)} en la lista de personal de ${source}`,
	none: ({ source }) => `Todavía no hay lista de personal de ${source}`,
	noneWhy:
		'Las cifras por trabajador se guían por quién escribió los registros, bajo un código. Con una lista de personal, los trabajadores tienen nombre, función y equipo.',
	noSource: 'Todavía no hay de qué hacer una lista de personal',
	noSourceWhy:
		'Una lista de personal pertenece a un sistema de origen. Importe primero una exportación de él.',
	sources: 'Sistema de origen',
	trouble: 'La lista de personal no se puede leer',
	sample:
		'Esta es la agencia de muestra: su lista de personal se puede ver y descargar, no cambiar. Para empezar con sus propios datos, importe una exportación e inicie Throughline de nuevo.',
	columns: {
		worker: 'Trabajador',
		code: 'Código',
		role: 'Función',
		fte: 'Jornada',
		team: 'Equipo',
		active: 'En servicio',
		away: 'Ausente',
		supervisor: 'Supervisor',
		from: 'Primer día',
		to: 'Último día',
		change: 'Cambio'
	},
	caption: ({ source }) => `Los trabajadores de ${source}, como están ahora`,
	since: ({ from }) => `desde el ${from}`,
	until: ({ to }) => `hasta el ${to}`,
	span: ({ from, to }) => `del ${from} al ${to}`,
	away: {
		now: 'ausente',
		nowUntil: ({ to }) => `ausente hasta el ${to}`,
		from: ({ from }) => `desde el ${from}`
	},
	noCode: 'no está en la bóveda',
	others: {
		title: 'Fuera de la lista de personal',
		what: (count) =>
			`${cases(count.value, { one: 'A 1 trabajador se le conoce', other: `A ${count.number} trabajadores se les conoce` })} solo por registros o equipos. Hasta que estén en la lista de personal se muestran bajo un código.`,
		caption: 'Trabajadores que están en los registros y no en la lista de personal',
		add: 'Poner en la lista'
	},
	add: 'Agregar un trabajador',
	adding: ({ source }) => `Un trabajador nuevo de ${source}`,
	assignments: 'Quién tiene qué caso',

	download: {
		title: 'Descargarla',
		what: 'Como está ahora, con los códigos del sistema de origen. Se puede cambiar y cargar de nuevo.',
		all: 'Trabajadores, equipos y ausencias (zip)',
		files: {
			worker: 'Trabajadores (worker.csv)',
			team_membership: 'Equipos (team_membership.csv)',
			absence: 'Ausencias (absence.csv)',
			assignment: 'Asignaciones (assignment.csv)'
		}
	},
	upload: {
		title: 'Cargar archivos',
		what: 'Uno o varios de worker.csv, team_membership.csv, absence.csv, assignment.csv y supervision.csv, o un zip de ellos.',
		templates: 'Qué son las columnas',
		files: 'Archivos',
		kind: 'Qué contienen',
		full: 'todo como está ahora: de los equipos, ausencias y asignaciones, lo que falta en su archivo se quita',
		changes: 'solo filas nuevas o cambiadas',
		worker:
			'Una carga nunca quita a un trabajador: indique en su lugar un último día. Si entre los archivos hay un about.csv, este dice qué contienen y de qué día son.',
		submit: 'Cargar'
	},
	uploadWrong: {
		none: () => 'Archivos: elija al menos uno.',
		name: ({ name }) =>
			`${name} no es ninguno de los archivos de una lista de personal. Póngale el nombre worker.csv, team_membership.csv, absence.csv, assignment.csv o supervision.csv.`,
		twice: ({ name }) => `${name} está dos veces. Deje fuera uno.`
	},

	worker: {
		line: 'En la lista de personal',
		what: 'Un cambio cuenta en todas las cifras, también del pasado.',
		code: 'Código en el sistema de origen',
		codeHint: 'Exactamente como lo tienen los registros. No se puede cambiar después.',
		name: 'Nombre',
		nameHint: 'Como se muestra. Puede ser un código.',
		role: 'Función',
		fte: 'Equivalente a jornada completa',
		fteHint: '1 para jornada completa, 0.5 para media. Vacío cuenta como jornada completa donde importa.',
		from: 'Primer día de trabajo',
		to: 'Último día de trabajo',
		toHint: 'Vacío mientras siga empleado.',
		save: 'Guardar',
		add: 'Agregar',
		back: 'Toda la lista de personal',
		teams: 'Equipos',
		teamsCaption: ({ worker }) => `Los equipos de ${worker}, del más reciente al más antiguo`,
		noTeams: 'Todavía en ningún equipo.',
		join: 'Poner en un equipo',
		team: 'Equipo',
		teamHint: 'Exactamente como lo tienen los demás del equipo.',
		joinFrom: 'Desde',
		supervisor: 'Supervisor',
		noSupervisor: 'ninguno',
		alone: 'El único equipo desde ese día: los demás terminan el día anterior',
		joinSubmit: 'Poner en el equipo',
		leave: 'Último día',
		leaveOf: ({ team }) => `Último día en ${team}`,
		leaveSubmit: 'Terminar',
		absences: 'Ausencias',
		absencesCaption: ({ worker }) =>
			`Cuándo estuvo o estará ausente ${worker}, de lo más reciente a lo más antiguo`,
		noAbsences: 'Ninguna.',
		olderAbsences: ({ value, number }) =>
			cases(value, {
				one: 'Una que terminó hace más de un año',
				other: `${number} que terminaron hace más de un año`
			}),
		awayTitle: 'Agregar una ausencia',
		awayFrom: 'Primer día de ausencia',
		awayTo: 'Último día de ausencia',
		awayToHint: 'Vacío mientras dure. Para cambiar el final de una, indique de nuevo su primer día.',
		awaySubmit: 'Agregar la ausencia',
		remove: 'Quitar',
		removeOf: ({ from }) => `Quitar la ausencia desde el ${from}`
	},

	batch: 'Se toma como un lote propio, que se puede retirar en la página de todos los datos.',
	nothing: ({ value, number }) =>
		cases(value, {
			one: 'No se cambió nada: hay una cosa que corregir',
			other: `No se cambió nada: hay ${number} cosas que corregir`
		}),
	refused: 'No se cambió nada',
	wrong: {
		needed: 'Esto es necesario.',
		code: 'Un código tiene como máximo 100 letras y ningún salto de línea. Cópielo del sistema de origen.',
		taken: 'Ya hay un trabajador con este código. Ábralo y cámbielo.',
		label:
			'Use como máximo 100 letras, y nada que parezca un correo electrónico, un teléfono o un número de una persona.',
		day: 'Escriba un día del calendario, como 2026-07-01.',
		fte: 'Escriba un número mayor que 0 con dos decimales como máximo, como 1 o 0.5.',
		order: 'Es anterior al primer día. Corrija uno de los dos.',
		unknown: 'Ya no está. Cargue la página de nuevo.',
		self: 'Nadie es su propio supervisor. Elija a otra persona.',
		inTeam: 'El trabajador ya está entonces en este equipo. Termínelo primero, o hágalo el único equipo.',
		overlap: 'El trabajador ya está ausente entonces. Quite primero esa ausencia, o elija otros días.',
		noCode:
			'La bóveda no tiene el identificador propio del sistema de origen de lo que esto necesita. Restaure la bóveda de una copia de seguridad, o cargue un archivo.',
		outside: 'Queda fuera de la estancia. Elija un día entre su inicio y su salida.',
		has: 'Ese trabajador ya tiene el caso entonces.'
	},

	cases: {
		title: 'Asignaciones',
		link: 'Asignaciones: quién tiene qué caso',
		headline: ({ value, number, source }) =>
			`${number} ${cases(value, { one: 'asignación', other: 'asignaciones' })} de casos de ${source}`,
		none: ({ source }) => `Todavía no se ha asignado a nadie ningún caso de ${source}`,
		noneWhy:
			'Hasta entonces un caso cuenta para quien escribió sus registros. Busque un caso y entréguelo a un trabajador, o cargue assignment.csv.',
		noneOf: 'Este trabajador no tiene ninguna asignación',
		find: 'Buscar un caso',
		id: 'Identificador de la estancia en el sistema de origen',
		idHint: 'El identificador de la inscripción.',
		submit: 'Buscar',
		notFound:
			'Las cifras no conocen ninguna estancia con este identificador en esta fuente. Revise el identificador, o si se importó su exportación.',
		of: 'Trabajador',
		all: 'todos los trabajadores',
		filter: 'Mostrar',
		caption: ({ source }) => `Asignaciones de ${source}, de la más reciente a la más antigua`,
		case: 'Caso',
		sourceId: 'Identificador en el sistema de origen',
		pages: 'Páginas de las asignaciones',
		held: ({ id }) => `Caso ${id}`,
		stay: ({ program, from }) => `${program}, desde el ${from}.`,
		past: ({ program, from, to }) => `${program}, del ${from} al ${to}.`,
		has: 'Quién lo tiene y lo tuvo',
		hasCaption: ({ id }) => `Quién tiene y tuvo el caso ${id}, de lo más reciente a lo más antiguo`,
		nobody: 'Nunca se asignó. Cuenta para quien escribió sus registros.',
		share: 'Parte',
		primary: 'su caso',
		second: 'segundo trabajador',
		hand: 'Entregarlo a otro trabajador',
		change: 'Quién lo tiene, y entregarlo a otro',
		to: 'A',
		choose: 'elija',
		from: 'Desde',
		handHint:
			'Quien lo tiene entonces lo conserva hasta el día anterior; lo anotado para días posteriores se quita.',
		handSubmit: 'Entregarlo',
		back: 'Todas las asignaciones',
		notListed: ({ worker }) => `${worker} (no está en la lista de personal)`
	}
} satisfies Messages['roster'];
