import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');
type Count = { value: number; number: string };

const things = ({ value, number }: Count) => `${number} ${cases(value, { one: 'cosa', other: 'cosas' })}`;
const households = ({ value, number }: Count) =>
	`${number} ${cases(value, { one: 'hogar', other: 'hogares' })}`;
const days = ({ value, number }: Count) => `${number} ${cases(value, { one: 'día', other: 'días' })}`;

/** What is due, for who leads a team and for who does it. */
export default {
	headline: ({ over, households: of, week }) => {
		const falls = cases(week.value, { one: 'vence', other: 'vencen' });
		if (over.value > 0)
			return `${things(over)} ${cases(over.value, { one: 'está vencida', other: 'están vencidas' })} en ${households(of)}, y ${week.number} más ${falls} en la semana siguiente`;
		return `No hay nada vencido; ${things(week)} ${falls} en la semana siguiente`;
	},
	team: {
		nav: 'Lo que vence',
		title: 'Lo que vence'
	},
	mine: {
		nav: 'Mi trabajo',
		title: 'Lo que tengo que hacer',
		unlinked: 'Su cuenta no está unida a ningún trabajador de los datos',
		unlinkedMend:
			'Pida a quien cuida las cuentas que elija qué trabajador es usted. Hasta entonces no hay nada que mostrar aquí.',
		of: ({ worker }) => `El trabajo de ${worker}`,
		next: 'Lo primero que hacer',
		shared: 'no depende solo de usted',
		cases: 'Mis casos',
		casesCaption: 'Los hogares que son suyos en el último día que se conoce, del más reciente al más antiguo',
		noCases: 'Ningún hogar es suyo en el último día que se conoce.',
		deadlines: 'Mis plazos',
		figures: 'Mis cifras',
		figuresLead:
			'Como las ve quien le supervisa: las mismas cifras, con los mismos límites, y calladas en los mismos lugares. Son de los últimos doce meses, y en ninguna parte se ordena con ellas a los trabajadores.',
		figuresCaption: 'Mis cifras de los últimos doce meses',
		noFigures: 'No hay ninguna cifra suya en los últimos doce meses.',
		working: 'Sus cifras se están calculando …',
		failed: 'Sus cifras no se pudieron calcular ahora. Vuelva a cargar la página en un momento.',
		columns: {
			figure: 'Cifra',
			mine: 'La mía',
			people: 'Personas',
			peers: 'Mitad central de los demás',
			position: 'Lo que se puede decir de ella'
		},
		looked: 'Quién las miró',
		lookedLead:
			'Páginas sobre usted a solas que otros abrieron en los últimos 90 días. Las listas de todo un equipo o de la agencia no se cuentan aquí una por una.',
		nobodyLooked: 'Nadie abrió una página sobre usted a solas.',
		lookedCaption: 'Quién miró una página sobre mí, de lo más reciente a lo más antiguo',
		lookedColumns: { at: 'Cuándo', who: 'Quién', what: 'Qué' }
	},
	known: ({ date, age }) =>
		`Como estaba el ${date}, el último día que se conoce (${age}). Lo que se hizo después no está incluido.`,
	whose: 'Cada caso está con quien lo tiene ahora; donde nadie está asignado, con quien hizo el registro.',

	lists: {
		label: 'Mostrar',
		now: 'Vencido o que vence en la semana',
		over: 'Vencido',
		week: 'Vence en la semana siguiente',
		since: 'Venció desde entonces',
		'put-off': 'Aplazado'
	},
	counted: ({ name, number }) => `${name} (${number})`,
	since: ({ date, today }) =>
		`El último día de estas cosas está entre el ${date} y una semana después de hoy, ${today}. Los datos terminan antes: puede que algunas ya estén hechas.`,
	kinds: { label: 'Clase', all: 'Todas las clases' },
	list: 'Lo que hay que hacer',
	caption: 'Lo que vence, por su último día',
	none: {
		now: 'No hay nada vencido, ni nada que venza en la semana siguiente.',
		over: 'No hay nada vencido.',
		week: 'Nada vence en la semana siguiente.',
		since: 'Nada venció desde entonces.',
		'put-off': 'No hay nada aplazado.'
	},
	noneWith: 'Con otros filtros puede haber más.',
	columns: {
		choose: 'Elegir',
		what: 'Qué',
		case: 'Caso',
		program: 'Programa',
		worker: 'Trabajador',
		due: 'Último día',
		over: 'Según los datos',
		today: 'Hoy'
	},
	says: {
		documents: ({ what }) => what ?? 'documento',
		'plan-reviews': () => 'revisión del plan',
		'annual-assessments': () => 'evaluación anual',
		contacts: ({ what, isOver }) =>
			!isOver ? 'próximo contacto' : what === 'never' ? 'todavía sin contacto' : 'sin contacto',
		waits: ({ waits }) => waits ?? 'una espera larga'
	},
	sinceDay: {
		documents: ({ date }) => `del ${date}`,
		'plan-reviews': ({ date }) => `del plan del ${date}`,
		'annual-assessments': ({ date }) => `por el aniversario del ${date}`,
		contacts: ({ date }) => `el último, el ${date}`
	},
	sinceStart: ({ date }) => `con inscripción desde el ${date}`,
	sinceThen: ({ date }) => `desde el ${date}`,
	over: ({ value, number }) => {
		if (value === 0) return 'ese día';
		return value > 0 ? `hace ${days({ value, number })}` : `en ${days({ value: -value, number })}`;
	},
	exited: ({ date }) => `salió el ${date}`,
	putOffUntil: ({ until, by, reason }) => `Aplazado hasta el ${until} por ${by}: ${reason}`,
	download: 'Descargar la lista como CSV',

	putOff: {
		title: 'Aplazar lo elegido',
		lead: 'Lo que nadie puede hacer ahora, o se resuelve de otra manera. Queda fuera de la lista hasta ese día, y se sigue contando como aplazado, con el motivo y su nombre.',
		until: 'Hasta',
		untilHint: 'Desde ese día vuelve a la lista. Un año como máximo.',
		reason: 'Por qué',
		reasonHint: 'En pocas palabras, sin el nombre de ningún cliente.',
		submit: 'Aplazar',
		wake: 'Retomar lo elegido',
		wakeLead: 'Vuelve a la lista de inmediato.',
		choose: ({ what }) => `Elegir: ${what}`,
		sample: 'Esta es la agencia de muestra: en ella no se aplaza nada.',
		done: (count) =>
			`${things(count)} ${cases(count.value, { one: 'quedó aplazada', other: 'quedaron aplazadas' })}`,
		woken: (count) =>
			`${things(count)} ${cases(count.value, { one: 'vuelve a estar', other: 'vuelven a estar' })} en la lista`,
		slips: {
			things: { none: 'Elija al menos una cosa de la lista de arriba.' },
			until: {
				needed: 'Indique un día, como 2026-12-15.',
				past: 'Indique un día posterior a hoy.',
				far: 'Indique un día dentro de un año.'
			},
			reason: { needed: 'Diga por qué, en pocas palabras.', long: 'Dígalo en 500 letras como máximo.' }
		}
	},

	workers: {
		title: 'Quién necesita ayuda',
		lead: 'Por nombre. Que algo esté vencido puede no ser culpa de nadie: empiece por los casos.',
		caption: 'Los casos de cada trabajador, y lo que vence en ellos',
		none: 'No hay trabajadores que mostrar.',
		columns: {
			worker: 'Trabajador',
			team: 'Equipo',
			households: 'Hogares',
			caseload: 'Casos por puesto de tiempo completo',
			away: 'Ausencia',
			over: 'Vencido',
			longest: 'Vencido desde hace más',
			week: 'Vence en la semana',
			putOff: 'Aplazado'
		},
		away: ({ from, to }) => (to === null ? `desde el ${from}, sin final conocido` : `del ${from} al ${to}`),
		fte: ({ fte }) => `${fte} del tiempo completo`,
		caseload:
			'Los casos son las personas inscritas que están a su cargo, por puesto de tiempo completo en el último día que se conoce: quien trabaja medio tiempo con 12 tiene 24. No se cuenta a quien está ausente y no tiene ninguno.',
		noCaseload: ({ reason }) => `No hay cargas de casos: ${reason}`,
		only: ({ worker }) => `Lo que vence en los casos de ${worker}`
	},

	changes: {
		title: 'Lo que cambió en la última semana que se conoce',
		period: ({ period }) => `Período: ${period}.`,
		sentence: ({ started, moved, exited, over }) =>
			`${households(started)} ${cases(started.value, { one: 'inició', other: 'iniciaron' })}, ${moved.number} se ${cases(moved.value, { one: 'mudó', other: 'mudaron' })} a una vivienda, ${exited.number} ${cases(exited.value, { one: 'salió', other: 'salieron' })}, y ${things(over)} ${cases(over.value, { one: 'venció', other: 'vencieron' })}.`,
		caption: 'Hogares que iniciaron, se mudaron o salieron, del más reciente al más antiguo',
		columns: { what: 'Qué', day: 'Día' },
		started: 'Inició',
		moved_in: 'Se mudó a la vivienda',
		exited: 'Salió',
		exitedTo: ({ to }) => `Salió: ${to}`
	},

	how: {
		title: 'Cómo se cuenta',
		counts: 'Incluido',
		leavesOut: 'No incluido',
		do: 'Qué hacer',
		metric: 'La cifra correspondiente',
		whole: ({ columns }) =>
			`No se recopila: ningún sistema de origen tiene ${columns}. Esta lista no dice nada de ello.`,
		sources: ({ sources }) => `No lo recopila ${sources}: la lista no dice aquí nada de sus casos.`
	}
} satisfies Messages['due'];
