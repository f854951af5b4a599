import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');

type Count = { value: number; number: string };

const households = ({ value, number }: Count) =>
	`${number} ${cases(value, { one: 'hogar', other: 'hogares' })}`;
const days = ({ value, number }: Count) => `${number} ${cases(value, { one: 'día', other: 'días' })}`;

/**
 * Where cases get stuck. A stage's own noun comes with its article, so that “entre … y …”, “tras …” and “desde … hasta …”
 * take it; its phrases say what a household has, such as “en espera de una vivienda”, and fit one as well as many.
 */
export default {
	nav: 'Recorrido',
	title: 'Dónde se estancan los casos',
	none: 'Ningún hogar inició en este período',
	households,
	days,

	waiting: ({ started, waiting, phrase, half }) =>
		`De ${households(started)} que ${cases(started.value, { one: 'inició', other: 'iniciaron' })}, ${waiting.number} ${cases(waiting.value, { one: 'está', other: 'están' })} ${phrase}${half === null ? '' : `, la mitad de ellos desde hace ${half} o más`}.`,
	nobodyWaits: ({ started }) =>
		`De ${households(started)} que ${cases(started.value, { one: 'inició', other: 'iniciaron' })}, ninguno espera su siguiente etapa.`,
	lost: ({ from, to, left, phrase }) =>
		`La mayor pérdida está entre ${from} y ${to}: ${left.number} ${phrase}, tras haber llegado hasta ${from}.`,
	nobodyLost: 'No se perdió a nadie en el camino.',
	slowest: ({ from, to, half }) =>
		half === null
			? `El paso más largo va desde ${from} hasta ${to}: hasta ahora ha seguido adelante menos de la mitad de quienes llegaron ahí.`
			: `El paso más largo va desde ${from} hasta ${to}: la mitad de quienes llegaron ahí siguió adelante en ${half}.`,
	kept: ({ placed, share, limits, day }) =>
		`De los ${placed.number} que tuvieron una vivienda, ${share} todavía la tenía ${day} después (${limits}).`,
	others: ({ others, phrase }) =>
		`Además, ${households(others)} que ${cases(others.value, { one: 'inició', other: 'iniciaron' })} antes o después de este período ${cases(others.value, { one: 'está', other: 'están' })} ${phrase}.`,
	period: ({ period }) =>
		`Los hogares que iniciaron en el período ${period}, cada uno seguido por su jefe de hogar hasta el último día que se conoce. Quien está en dos programas se sigue en ambos.`,
	immature:
		'Aún no se ha podido seguir a todos el tiempo suficiente; quien espera cuenta mientras se le pudo seguir.',
	leftOut: ({ source, reason }) => `No está en estas cifras: ${source}. ${reason}`,

	chart: {
		lost: ({ from, to }) => `La mayor pérdida está entre ${from} y ${to}`,
		nobody: 'No se pierde a nadie entre las etapas',
		caption:
			'Cada barra son todos los hogares que podían alcanzar la etapa: su programa la tiene y su fuente la recopila. Quien espera sigue inscrito; quien salió no está perdido para la ayuda de otros, pero salió antes de ella.',
		parts: { reached: 'la alcanzó', waiting: 'en espera', left: 'salió antes' },
		says: ({ reached, waiting, left, phrase }) =>
			[
				`${reached.number} ${phrase}`,
				waiting.value === 0 ? '' : `${waiting.number} en espera`,
				left.value === 0
					? ''
					: `${left.number} ${cases(left.value, { one: 'salió antes', other: 'salieron antes' })}`
			]
				.filter((part) => part !== '')
				.join(' · '),
		notCollected: 'no se recopila',
		columns: { stage: 'Etapa', could: 'Podían alcanzarla', note: 'Nota' }
	},

	stages: 'Etapa por etapa',
	stagesCaption: 'Los hogares en cada etapa, con el tiempo que tomó',
	columns: {
		stage: 'Etapa',
		could: 'Podían alcanzarla',
		reached: 'La alcanzaron',
		share: 'Proporción hasta un día',
		half: 'La mitad la alcanzó',
		step: 'Desde la etapa anterior',
		waiting: 'En espera',
		left: 'Salieron antes'
	},
	could: ({ could, missing }) =>
		missing.value === 0 ? could : `${could}; de ${missing.number} no se recopila`,
	shareBy: ({ share, limits, day }) => `${share}${limits === null ? '' : ` (${limits})`} hasta el día ${day}`,
	unknownBy: ({ day }) => `todavía no se ha seguido a nadie hasta el día ${day}`,
	halfBy: ({ half, days }) => (half === 0 ? 'el primer día' : `en ${days}`),
	fewerThanHalf: 'menos de la mitad hasta ahora',
	stepBy: ({ half, days, n, from }) => `${half === 0 ? 'el mismo día' : days} (${n} tras ${from})`,
	stepNot: ({ n, from }) => `menos de la mitad hasta ahora (${n} tras ${from})`,
	without: ({ without, from }) =>
		`${without.number} la ${cases(without.value, { one: 'alcanzó', other: 'alcanzaron' })} sin pasar antes por ${from}`,
	halfFor: ({ half }) => `la mitad desde hace ${half} o más`,
	othersToo: ({ others }) => `${others.number} más, con inicio fuera del período`,
	leftHere: ({ here, from }) => `${here.number} de ellos tras ${from}`,
	reason: ({ stage, reason }) => `${stage}: ${reason}`,

	destinations: 'Adónde fueron quienes salieron antes',
	destinationsCaption: 'Los hogares que salieron antes de cada etapa, por su destino de salida',
	noDestinations: 'Nadie salió antes de ninguna etapa.',
	all: 'Todos',
	to: {
		permanent: 'Una vivienda permanente',
		temporary: 'Un lugar temporal',
		institutional: 'Una institución',
		homeless: 'La calle o un refugio',
		other: 'Otro lugar',
		unknown: 'Se desconoce',
		excluded: 'Fallecieron, o fueron a un hospital o centro de cuidados',
		returned: 'De vuelta en nuestros programas'
	},

	by: ({ dimension }) => `Por ${dimension}`,
	groupsIntro:
		'Aquí no se juzga si los grupos difieren más allá del azar: cada uno aparece con su intervalo y con cuántos se basa.',
	ofWorkers:
		'Un hogar es del trabajador de quien era el caso el día en que inició; si no, de quien ingresó el registro. Los trabajadores están en orden alfabético: estas cifras no son una clasificación. El resultado de un caso depende también del mercado de vivienda y de otras agencias.',
	groupsCaption: ({ stage, dimension }) => `${stage}, por ${dimension}`,
	noGroups: 'No hay nada que desglosar.',
	seeRows: ({ what, stage }) => `${what}, ${stage}: ver los hogares`,

	needs: {
		title: 'Necesidades que no se pudieron atender',
		share: ({ service, n, room, limits, unfit }) =>
			`La necesidad queda más sin atender en ${service}: ${room} de ${n} remisiones terminaron porque no había cupo (${limits})${unfit.value === 0 ? '' : `, y ${unfit.number} porque la persona no cumplía los requisitos`}.`,
		both: 'También es el servicio con más remisiones así.',
		count: ({ service, unmet, n }) => `En número es ${service}, con ${unmet} de ${n}.`,
		met: 'Ninguna remisión terminó por falta de cupo, ni porque la persona no cumpliera los requisitos.',
		few: 'Se remitió a muy pocas personas a cada servicio como para nombrar uno.',
		period: ({ period }) =>
			`Remisiones hechas en el período ${period} y al menos 30 días antes del último día que se conoce. Las necesidades por las que nadie hizo una remisión no están en los datos.`,
		chart: ({ service }) => `Con más frecuencia sin cupo: ${service}`,
		chartMet: 'Ninguna remisión terminó por falta de cupo',
		chartCaption:
			'La proporción de remisiones que terminaron porque no había cupo, con su intervalo del 95 %. Donde los intervalos se superponen mucho, la diferencia puede ser azar.',
		all: ({ value }) => `Todas: ${value}`,
		caption: 'En qué terminaron las remisiones a cada servicio',
		columns: {
			service: 'Servicio',
			n: 'Remisiones',
			room: 'Sin cupo',
			eligible: 'No cumplía los requisitos',
			waiting: 'Aún en espera',
			connected: 'Conectada'
		},
		figure: ({ numerator, share, limits }) =>
			`${numerator} (${share}${limits === null ? '' : `, ${limits}`})`,
		rows: ({ service }) => `Ver las remisiones a ${service}`
	},

	how: 'Cómo se definen las etapas',
	howHere: 'En qué consiste alcanzar cada etapa, por tipo de programa, y qué columnas necesita.',

	rows: {
		title: ({ stage, who }) => `${stage}: ${who}`,
		heading: {
			could: ({ households, stage }) => `${households}: podían alcanzar la etapa “${stage}”`,
			reached: ({ households, phrase }) => `${households} ${phrase}`,
			waiting: ({ count, phrase }) => `${households(count)} ${phrase}`,
			left: ({ households, phrase }) => `${households} ${phrase}`
		},
		period: ({ period }) => `Con inicio en el período ${period}.`,
		outside: ({ period }) => `Con inicio antes o después del período ${period}.`,
		who: {
			could: 'todos los que podían alcanzarla',
			reached: 'la alcanzaron',
			waiting: 'en espera',
			'waiting-here': 'en espera, llegaron hasta la etapa anterior',
			others: 'en espera, con inicio fuera del período',
			left: 'salieron antes de ella',
			'left-here': 'salieron antes de ella, llegaron hasta la etapa anterior'
		},
		choose: 'Qué hogares',
		destination: ({ to }) => `Solo los que fueron aquí: ${to}.`,
		back: 'El recorrido de los casos',
		none: 'No hay hogares así.',
		download: 'Descargarlos todos como CSV',
		caption: 'Los hogares, primero los que llevan más días',
		columns: {
			enrollment_id: 'Inscripción',
			days: 'Días',
			started_on: 'Inicio',
			since_on: 'Se cuenta desde',
			reached_on: 'La alcanzó',
			left_on: 'Salió antes de ella',
			went_to: 'Adónde',
			program: 'Programa',
			worker: 'Trabajador',
			team: 'Equipo',
			client_id: 'Cliente'
		}
	},

	methods: {
		title: 'El recorrido de los casos',
		link: 'En qué consiste alcanzar cada etapa, desde la remisión hasta una vivienda que se conserva',
		intro:
			'Cada hogar que inicia en un programa se sigue, por su jefe de hogar, a través de las etapas de abajo. Cada vez que inicia es un caso propio.',
		how: [
			'De cada etapa, podían alcanzarla los hogares cuyo programa la tiene y cuya fuente la recopila. La alcanzaron, todavía la esperan o salieron antes: los tres juntos son siempre todos. Una etapa que una fuente no recopila nunca cuenta como no alcanzada.',
			'Quien todavía espera no está perdido. La proporción hasta un día se toma de la curva de Aalen y Johansen, en la que salir antes de la etapa es un final propio y quien espera cuenta mientras se le pudo seguir. A los miembros de un hogar se les sigue por su jefe de hogar; varios inicios de una misma persona no son independientes, y el intervalo lo toma en cuenta.',
			'Desde la etapa anterior se sigue solo a quienes la alcanzaron primero. Una etapa se puede omitir: quien tiene una vivienda sin plan de servicios se muestra así, y sigue en espera de un plan.',
			'Se pierden “entre” dos etapas quienes salieron y cuya última etapa fue la primera de las dos. Cada hogar está como máximo en uno de esos lugares.'
		],
		idea: 'La idea es la del recorrido del paciente en los servicios de salud (de la remisión al tratamiento) y la de los modelos de varios estados con finales que compiten (Putter, Fiocco y Geskus, Statistics in Medicine 2007).',
		programs: ({ programs }) => `En ${programs}`,
		everywhere: 'En todo tipo de programa',
		elsewhere: 'En todos los demás tipos de programa',
		counts: 'Qué cuenta',
		leavesOut: 'Qué no',
		needs: 'Necesita',
		collected: ({ names }) => `Se recopila en ${names}.`,
		collectedByNone: 'Ninguna fuente lo recopila.',
		metric: 'La medida que va al lado',
		days: ({ day }) => `La proporción se da hasta el día ${day} después del inicio.`,
		daysAfter: ({ day, noun }) => `La proporción se da hasta el día ${day} tras ${noun}.`,
		source: 'De dónde proviene',
		sql: 'La regla como SQL'
	}
} satisfies Messages['flow'];
