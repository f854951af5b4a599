import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');
type Count = { value: number; number: string };

const counted = ({ value, number }: Count, one: string, other: string) =>
	`${number} ${cases(value, { one, other })}`;
const households = (count: Count) => counted(count, 'hogar', 'hogares');
const whose = { supervisor: 'quien supervisa', worker: 'el trabajador' };

/** The review of one worker's work. */
export default {
	title: 'Evaluación',
	mine: 'Mis evaluaciones',
	toReview: 'La evaluación semestral',
	pdf: 'En PDF, de dos páginas',
	toSheet: 'La hoja para la reunión individual',
	of: ({ worker, period }) => `El trabajo de ${worker}, ${period}`,
	about:
		'Una evaluación empieza por los casos, dice de cada cifra cuán segura es y hasta dónde está en manos del trabajador, y guarda lo que ambos acuerdan. No ordena a los trabajadores.',
	headline: ({ judged, prompts, strengths, again, team }) => {
		const parts = [
			...(prompts.value > 0
				? [`${prompts.number} ${cases(prompts.value, { one: 'merece', other: 'merecen' })} una conversación`]
				: []),
			...(strengths.value > 0
				? [
						`${strengths.number} ${cases(strengths.value, { one: 'es un punto fuerte', other: 'son puntos fuertes' })}`
					]
				: []),
			...(again.value > 0 ? [`${again.number} hay que volver a mirar`] : [])
		];
		const [first, ...rest] = parts;
		const of = cases(judged.value, {
			one: 'De la única cifra que se puede juzgar',
			other: `De ${judged.number} cifras que se pueden juzgar`
		});
		if (judged.value === 0) return 'Hay muy pocos datos para juzgar alguna cifra';
		const teams = team.value === 0 ? '' : `; en ${team.number} se aparta todo el equipo`;
		if (first === undefined)
			return `${of}, ninguna merece una conversación sobre este trabajador${team.value === 0 ? ': lo que las distingue es azar, o lo que difieren los trabajadores' : teams}`;
		const all = rest.length === 0 ? first : `${[first, ...rest.slice(0, -1)].join(', ')} y ${rest.at(-1)!}`;
		return `${of}, ${all}${teams}`;
	},
	notOpen: 'No hay ninguna evaluación abierta',
	notOpenOwn:
		'La abre quien le supervisa; entonces usted ve la misma página, responde por escrito y ambos la firman.',
	preview:
		'No hay ninguna evaluación abierta. Esto es lo que diría una ahora. Una vez abierta, el trabajador ve la misma página y puede responder.',
	open: 'Abrir una evaluación',
	openLead: 'Sin días, trata de los últimos doce meses conocidos.',
	from: 'Desde',
	to: 'Hasta',
	opened: ({ by, date }) => `Abierta por ${by} el ${date}.`,
	closed: ({ date }) =>
		`Cerrada el ${date}. Se conserva como se firmó; lo importado desde entonces no está en ella. Los enlaces llevan a los datos de hoy.`,
	held: 'Se conserva como se firmó primero. Lo que se escriba ahora quita la firma, y las cifras vuelven a ser las de hoy.',
	damaged:
		'Lo que se conserva de esta evaluación no es lo que se firmó. Restaure app.sqlite de una copia de seguridad.',
	made: ({ store, date }) => `Conocido hasta el ${date}. Datos ${store}.`,
	sample: 'Esta es la agencia de muestra: en ella no se escribe nada.',
	saved: 'Quedó escrito.',
	changed:
		'Las cifras, las metas o las respuestas cambiaron desde que se cargó esta página. Léala de nuevo y firme después.',

	cases: {
		title: 'Los casos',
		sentence: ({ listed, open, started, moved, exited }) =>
			`${households(listed)} en el período: ${counted(open, 'sigue inscrito', 'siguen inscritos')} al final, ${counted(started, 'empezó', 'empezaron')} en él, ${counted(moved, 'se mudó', 'se mudaron')} a una vivienda, ${counted(exited, 'salió', 'salieron')}.`,
		none: 'No hubo ningún hogar en el período.',
		gone: ({ gone }) =>
			`${households(gone)} ya no ${cases(gone.value, { one: 'aparece', other: 'aparecen' })}: los datos del cliente se borraron para siempre.`,
		caption: 'Hogares del período, los más recientes primero',
		openCaption: 'Hogares inscritos al final del período',
		columns: {
			case: 'Caso',
			program: 'Programa',
			started: 'Inicio',
			moved: 'Mudanza',
			exited: 'Salida',
			to: 'Destino',
			contact: 'Último contacto'
		},
		all: ({ all }) => `Los ${all} hogares`,
		figure: 'Cómo se cuentan los hogares'
	},
	caseload: {
		title: 'La carga de casos y su composición',
		sentence: ({ average, now }) =>
			`En un día promedio ${average} por jornada completa${now === null ? '' : `; en el último día conocido ${now}`}.`,
		none: 'No hay carga de casos de este trabajador en el período.',
		part: ({ value, n, share }) => `${value} ${n} (${share})`
	},
	prompts: 'Merecen una conversación',
	strengths: 'Puntos fuertes',
	again: 'Para volver a mirar',
	ofTeam: 'De todo el equipo',
	ofTeamLead:
		'Aquí todo el equipo está donde está el trabajador, más lejos de lo que da el azar. Hay que hablarlo con el equipo antes que con uno de ellos.',
	team: ({ team, value, all, inTime }) =>
		`${team} en conjunto tiene ${value}${inTime ? ' a tiempo' : ''}; todos los equipos juntos, ${all}.`,
	noPrompts: 'Ninguna cifra merece una conversación.',
	noStrengths:
		'Ninguna cifra destaca como punto fuerte más allá del azar. Es lo que se espera de la mayoría: el buen trabajo suele quedar dentro de él.',
	little: ({ figures }) => `Muy pocos datos para juzgar: ${figures}.`,
	not: 'no se compara',
	fewOthers:
		'No se dice dónde queda: detrás de aquello con lo que se compararía hay menos de cinco otros, y sus resultados son suyos.',
	is: ({ figure, rests }) => (rests === '' ? figure : `${figure}, ${rests}`),
	rows: 'Los casos detrás',
	rowsOf: ({ title }) => `Los casos detrás: «${title}»`,
	control: {
		worker: 'en manos del trabajador',
		shared: 'no solo en manos del trabajador',
		agency: 'obra de la agencia'
	},
	figures: {
		title: 'Todas las cifras',
		lead: 'En el orden del catálogo. Ajustado es lo que tendría el trabajador con los casos de todos. La mitad central de los otros se dice a partir de cinco otros.',
		caption: 'Cada cifra que se puede juzgar, y dónde queda',
		none: 'No hay ninguna cifra que se pueda juzgar.',
		columns: {
			figure: 'Cifra',
			value: 'Tal como es',
			adjusted: 'Ajustado',
			peers: 'Mitad central de los otros',
			all: 'Todos juntos',
			position: 'Qué se puede decir'
		},
		own: ({ period }) => `de ${period}`,
		share: 'se compara la proporción a tiempo'
	},
	documents: {
		title: 'Documentos a tiempo, por clase',
		caption: 'Documentos que estaban completos cuando vencían',
		columns: { kind: 'Clase', value: 'A tiempo', interval: 'Intervalo del 95 %', rests: 'De' },
		lead: 'No corren los días en que el trabajador estuvo ausente.'
	},
	trends: {
		title: 'A lo largo del tiempo',
		working: 'Se está calculando lo que cambió en los últimos dos años …',
		none: ({ looked }) =>
			looked.value === 0
				? 'Ninguna cifra tiene meses suficientes para distinguir un cambio del azar.'
				: `De ${counted(looked, 'cifra', 'cifras')} con meses suficientes, ninguna se mueve más de lo que la mueve el azar.`,
		some: ({ changed, looked, expected }) =>
			`De ${counted(looked, 'cifra', 'cifras')} con meses suficientes, ${changed.number} ${cases(changed.value, { one: 'se mueve', other: 'se mueven' })} más de lo que las movería solo el azar. Solo por azar parecerían hacerlo unas ${expected} de tantas.`
	},
	working: 'Se están calculando las cifras …',
	failed: 'Las cifras no se pudieron calcular ahora. Cargue la página de nuevo en un momento.',

	goals: {
		title: 'Metas',
		none: 'Todavía no se ha acordado nada.',
		agreed: ({ by, date }) => `acordada con ${by} el ${date}`,
		carried: ({ date }) => `viene de la evaluación del ${date}`,
		until: ({ date }) => `hasta el ${date}`,
		state: { open: 'sigue', reached: 'lograda', dropped: 'abandonada' },
		settle: ({ text }) => `Qué fue de «${text}»`,
		set: 'Anotarlo',
		add: 'Acordar una meta',
		text: 'Meta',
		hint: 'Qué será distinto, de modo que ambos puedan notarlo. Sin el nombre de ningún cliente.',
		by: 'Hasta (puede quedar vacío)',
		save: 'Anotar la meta'
	},
	notes: {
		title: 'Lo que dicen ambos',
		none: 'Nadie ha escrito nada todavía.',
		by: ({ by, side, date }) => `${by} (${whose[side]}), ${date}`,
		write: { supervisor: 'Escribir algo', worker: 'Su respuesta' },
		hint: 'Queda aquí para ambos y no se puede cambiar después. Sin el nombre de ningún cliente.',
		save: 'Anotarlo'
	},
	sign: {
		title: 'Firmas',
		lead: 'Firmar dice que esto se leyó y se habló, no que se esté de acuerdo con todo. Cuando ambos han firmado, la evaluación queda cerrada y se conserva como está.',
		none: ({ side }) => `Todavía sin firma de ${whose[side]}.`,
		done: ({ by, side, date }) => `Firmada por ${by} (${whose[side]}) el ${date}.`,
		sign: 'Firmar esta evaluación'
	},
	past: {
		title: 'Evaluaciones cerradas',
		none: 'Todavía no hay ninguna.',
		item: ({ date }) => `Evaluación del ${date}`
	},
	wrong: {
		needed: 'Escriba algo.',
		long: 'Es demasiado largo: 500 letras para una meta, 4,000 para una respuesta.',
		day: 'Dé días como 2026-12-15, el primero antes del último.'
	}
} satisfies Messages['review'];
