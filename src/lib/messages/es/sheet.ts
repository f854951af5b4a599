import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');

/** La hoja para una reunión individual y el registro de supervisiones. */
export default {
	title: ({ worker }) => `Reunión individual con ${worker}`,
	own: 'Mi reunión individual',
	open: ({ worker }) => `La hoja para una reunión individual con ${worker}`,
	link: 'Hoja',
	column: 'Reunión',
	toOwn: 'La hoja para mi reunión individual, y lo que se acordó en la última',
	back: 'Lo que vence',
	backOwn: 'Mi trabajo',
	print: 'Se imprime en una página.',
	team: ({ team, fte, away }) =>
		`${team}${fte === null ? '' : `, ${fte} de jornada completa`}${away === null ? '' : `. Ausente: ${away}`}.`,

	households: {
		title: ({ value, number }) => `${number} ${cases(value, { one: 'hogar', other: 'hogares' })}`,
		caption: 'Los hogares en el último día que se conoce, por lo primero que hay que hacer',
		none: 'Ningún hogar es de este trabajador en el último día que se conoce.',
		columns: {
			case: 'Hogar',
			program: 'Programa',
			days: 'Inscrito',
			moved: 'Mudanza',
			contact: 'Último contacto',
			next: 'Lo primero que hacer',
			found: 'Por corregir en el registro'
		},
		days: ({ value, number, date }) =>
			`${number} ${cases(value, { one: 'día', other: 'días' })}, desde el ${date}`,
		notYet: 'todavía no',
		never: 'todavía ninguno',
		more: ({ number }) => `y ${number} más`,
		times: ({ title, number }) => `${title} (${number})`
	},
	others: {
		title: 'Vence en otros casos',
		lead: 'En casos que terminaron, o cuyo jefe de hogar es de otra persona.',
		caption: 'Cosas vencidas o que vencen en la semana en casos que no están arriba'
	},
	mends: {
		title: 'Dónde corregirlo',
		where: ({ where }) => `En ${where}.`
	},

	last: {
		title: 'Lo que se acordó la última vez',
		none: 'No queda abierto nada de lo que se acordó.',
		caption: 'Lo que se acordó y en qué quedó',
		columns: { what: 'Qué', who: 'Quién', until: 'Hasta', state: 'Estado' },
		on: ({ date }) => `acordado el ${date}`,
		states: { open: 'abierto', done: 'hecho', 'carried on': 'continúa', dropped: 'abandonado' },
		late: 'su día pasó'
	},
	blank: {
		title: 'Lo que se acuerda hoy',
		caption: 'Líneas para escribir',
		topics: 'De qué hablamos',
		next: 'Nos reunimos de nuevo el'
	},

	log: {
		title: 'Registro de supervisiones',
		who: 'Lo pueden leer el trabajador, quien lo dirige y los administradores. Nada de él se cambia nunca: lo que se corrige sigue a la vista.',
		none: 'Todavía no se anotó ninguna reunión.',
		held: ({ date }) => `Realizada el ${date}`,
		fellOut: ({ date }) => `No se realizó, planeada para el ${date}`,
		plannedFor: ({ date }) => `planeada para el ${date}`,
		unplanned: 'no planeada',
		next: ({ date }) => `La próxima: ${date}.`,
		by: ({ by, at }) => `Anotada por ${by}, ${at}.`,
		corrected: ({ by, at, reason }) => `Corregida por ${by}, ${at}: ${reason}`,
		before: 'Lo que estaba escrito antes',
		correct: 'Corregir',
		correctOf: ({ date }) => `Corregir lo escrito de la reunión del ${date}`,
		agreed: 'Acordado',
		unsent: 'La cifra «Supervisiones realizadas» todavía no la tiene.',
		send: 'Llevarla ahora a las cifras',
		kept: 'La reunión quedó anotada',
		keptCorrection: 'La corrección quedó anotada',
		keptMore: 'Las cifras la tienen en un momento; cuenta cuando su día planeado quedó 14 días atrás.',
		counts:
			'Una reunión planeada que se anota aquí cuenta en «Supervisiones realizadas», como una carga propia que se puede retirar. Una exportación completa posterior que tenga reuniones de supervisión tiene la última palabra.'
	},

	form: {
		title: 'Anotar la reunión',
		correct: ({ date }) => `Corregir la reunión del ${date}`,
		cancel: 'Dejarla como está',
		names:
			'Escriba identificadores de casos, nunca nombres de clientes: aquí nadie podría encontrarlos para borrarlos.',
		meeting: 'Qué reunión',
		meetingHint: 'Las que se planearon y de las que nadie dijo todavía si se realizaron.',
		other: 'Otra',
		plannedOn: 'La otra se planeó para el',
		plannedOnHint: 'Déjelo vacío si nadie la planeó; entonces la cifra no la cuenta.',
		heldOn: 'Realizada el',
		fellOut: 'No se realizó',
		topics: 'De qué hablamos',
		topicsOut: 'De una reunión que no se hizo: por qué.',
		nextOn: 'La próxima se planea para el',
		nextOnHint: 'Desde ese día la cifra pregunta si se realizó.',
		steps: 'En qué quedó lo que se acordó',
		step: ({ what }) => `${what}: en qué quedó`,
		stepUntil: ({ what }) => `${what}: continúa hasta`,
		stay: 'como estaba',
		agreed: 'Lo que se acuerda hoy',
		what: ({ number }) => `Qué, ${number}`,
		who: ({ number }) => `Quién, ${number}`,
		until: ({ number }) => `Hasta, ${number}`,
		reason: 'Por qué se corrige',
		submit: 'Anotarla',
		submitCorrection: 'Anotar la corrección',
		sample: 'Esta es la agencia de muestra: en ella no se anota ninguna reunión.',
		slips: {
			meeting: { unknown: 'Elija una de la lista.' },
			planned_on: {
				day: 'Dé un día, por ejemplo 2026-12-15.',
				future: 'Dé hoy o un día anterior.',
				listed: 'Una reunión de ese día está en la lista: elíjala allí.',
				needed: 'Diga para qué día se planeó.'
			},
			held_on: {
				needed: 'Dé el día, o diga que no se realizó.',
				day: 'Dé un día, por ejemplo 2026-12-15.',
				future: 'Dé hoy o un día anterior.',
				both: 'Dé el día o diga que no se realizó, no las dos cosas.'
			},
			next_on: { day: 'Dé un día, por ejemplo 2026-12-15.', past: 'Dé un día posterior a esta reunión.' },
			topics: {
				needed: 'Diga de qué se trató, en pocas palabras.',
				long: 'Dígalo en 4000 letras como máximo.'
			},
			reason: { needed: 'Diga por qué, en pocas palabras.', long: 'Dígalo en 500 letras como máximo.' },
			agreed: {
				what: 'Diga qué hay que hacer.',
				who: 'Diga quién.',
				day: 'Dé un día, por ejemplo 2026-12-15.',
				long: 'Dígalo en 300 letras como máximo.'
			},
			steps: { day: 'Dé un día, por ejemplo 2026-12-15.' }
		}
	}
} satisfies Messages['sheet'];
