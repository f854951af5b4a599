import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';
import { singular } from './figures.ts';

const cases = plural('es');

type Kind = 'worker' | 'team' | 'program' | 'site';
type Side = 'below' | 'above';
type Count = { value: number; number: string };

const OTHERS: Record<Kind, string> = {
	worker: 'trabajadores',
	team: 'equipos',
	program: 'programas',
	site: 'sedes'
};
const ONE: Record<Kind, string> = { worker: 'trabajador', team: 'equipo', program: 'programa', site: 'sede' };
const many = (kind: Kind, { value, number }: Count) =>
	`${number} ${cases(value, { one: ONE[kind], other: OTHERS[kind] })}`;
const by = (kind: Kind, masculine: string, feminine: string) => (kind === 'site' ? feminine : masculine);
const the = (kind: Kind) => `${by(kind, 'los', 'las')} ${OTHERS[kind]}`;
const sides: Record<Side, string> = { below: 'por debajo', above: 'por encima' };

/** What stands out is a conversation with a person, and of what is no person a word without one. */
const claim = (kind: Kind, { value }: Pick<Count, 'value'>) =>
	kind === 'worker'
		? cases(value, { one: 'merece una conversación', other: 'merecen una conversación' })
		: cases(value, { one: 'se destaca', other: 'se destacan' });

const LOOK = 'Vuelva a mirar en seis meses.';

/** Workers, teams, programs and sites compared with each other. */
export default {
	title: 'Comparación',
	by: ({ kind }) => `Comparación de ${OTHERS[kind]}`,
	choose: 'Comparar',
	kinds: OTHERS,

	found: {
		none: ({ kind, units }) => `${many(kind, units)}: lo que los distingue está dentro de lo que da el azar`,
		same: ({ kind, units }) => `${many(kind, units)}: no difieren más allá del azar`,
		differ: ({ kind, units }) =>
			`${many(kind, units)}: difieren más de lo que da el azar, pero ${by(kind, 'ninguno', 'ninguna')} se destaca de cuánto difieren`,
		little: ({ kind, units }) =>
			`${many(kind, units)}: muy pocos datos para juzgar ${cases(units.value, { one: by(kind, 'lo', 'la'), other: `a ${by(kind, 'ninguno', 'ninguna')}` })}`,
		again: ({ kind, units, again }) =>
			`${many(kind, units)}: hay que volver a mirar ${again.number}; ${by(kind, 'ninguno', 'ninguna')} ${claim(kind, { value: 1 })}`,
		some: ({ kind, units, some }) => `De ${many(kind, units)}, ${some.number} ${claim(kind, some)}`,
		named: ({ name, value, all, side }) =>
			`${name} se destaca: ${value}, ${sides[side]} de ${all} en conjunto`
	},

	short: {
		'too little data': 'muy pocos datos',
		'within chance': 'dentro del azar',
		'within differences': ({ kind, side }) => `${sides[side]}, como difieren aquí ${the(kind)}`,
		pulled: ({ kind, side }) => `${sides[side]}, por ${by(kind, 'otro', 'otra')} ${ONE[kind]}`,
		'look again': ({ side }) => `fuera, ${sides[side]}: volver a mirar`,
		'worth a conversation': ({ kind, side, good }) =>
			`${kind === 'worker' ? 'merece una conversación' : 'se destaca'}: ${sides[side]}${good === true ? ', una fortaleza' : ''}`
	},

	says: {
		'few clients': ({ fewest }) => `Muy pocos datos para juzgar: menos de ${fewest} personas.`,
		'no result could':
			'Muy pocos datos para juzgar: ningún resultado de tan pocas filas podría quedar fuera de lo que da el azar.',
		alone: ({ kind }) =>
			`Muy pocos datos para juzgar: casi ${by(kind, 'ningún otro', 'ninguna otra')} ${ONE[kind]} tiene casos así, de modo que no hay con qué comparar.`,
		'within chance': 'Dentro de lo que da el azar.',
		'within differences': ({ kind, side }) =>
			`Más ${sides[side]} de lo que da el azar por sí solo, pero aquí ${the(kind)} difieren así. ${
				kind === 'worker'
					? 'Busque lo que varios tienen en común, como su equipo, antes de preguntar a nadie.'
					: `Busque lo que ${by(kind, 'varios', 'varias')} tienen en común.`
			}`,
		pulled: ({ kind, side }) =>
			`Fuera, ${sides[side]}, solo porque ${by(kind, 'otro', 'otra')} ${ONE[kind]} queda muy lejos del otro lado. Sin ${by(kind, 'él', 'ella')} está dentro de lo que da el azar.`,
		'look again': {
			within: ({ side }) => `Fuera de lo que da el azar, ${sides[side]}, por primera vez. ${LOOK}`,
			'not known': ({ side }) =>
				`Fuera de lo que da el azar, ${sides[side]}. Seis meses antes había muy pocos datos para decirlo. ${LOOK}`,
			outside: ({ kind, side }) =>
				`Fuera de lo que da el azar, ${sides[side]}, ahora y seis meses antes. Donde se miran ${by(kind, 'tantos', 'tantas')} ${OTHERS[kind]} y cifras, el azar deja así de lejos a ${by(kind, 'alguno', 'alguna')} de vez en cuando. ${LOOK}`
		},
		'worth a conversation': ({ kind, side, good }) =>
			`${kind === 'worker' ? 'Merece una conversación' : 'Se destaca'}: más ${sides[side]} de lo que da el azar, ahora y seis meses antes. ${
				good === true
					? 'Es una fortaleza: pregunte qué pueden aprender los demás.'
					: kind === 'worker'
						? 'Empiece por los casos.'
						: 'Empiece por las filas.'
			}`
	},

	part: 'en parte: tiene filas que usted no puede ver, o que quedaron fuera',

	pool: ({ kind, units, value }) =>
		`En comparación con el conjunto de la agencia (${many(kind, units)}): ${value}.`,
	within: ({ kind, units, value }) =>
		`En comparación con ${by(kind, 'los', 'las')} ${many(kind, units)} que usted ve, en conjunto ${value}: detrás del resto hay menos de cinco más, y sus resultados son suyos.`,
	window: ({ now, before }) => `La ventana es ${now}; la de seis meses antes, ${before}.`,
	as: {
		duration: ({ standards }) => `Se compara la proporción dentro del tiempo que puede tomar (${standards}).`,
		time_to_event: ({ day, unit }) =>
			`Se compara la proporción hasta el ${singular(unit)} ${day}, entre quienes se observaron todo ese tiempo.`
	},
	standards: 'cada fila según su estándar u objetivo',
	mix: {
		title: 'Qué toma en cuenta una comparación',
		of: ({ dimensions }) =>
			`Ajustado por ${dimensions}: lo que tendría cada uno con los casos de todos. Al lado está la cifra tal como es.`,
		none: 'Sin ajuste por la mezcla de casos.',
		plain: ({ dimensions }) =>
			`Donde se comparan trabajadores, equipos, programas o sedes, se ajusta por ${dimensions}.`
	},
	allowing: ({ kind }) =>
		`Aquí ${the(kind)} difieren más de lo que da el azar, y los límites lo toman en cuenta.`,
	strict: ({ kind, fewest }) => `Con menos de ${fewest} ${OTHERS[kind]}, los límites son solo los del azar.`,
	order: 'Están en orden alfabético: no es una clasificación.',
	how: 'Cómo se comparan',
	lead: 'Empiece por los casos: cada nombre lleva a sus filas.',

	not: {
		total: 'Los totales no se comparan: dicen cuánto hubo, no qué tan bien resultó.',
		mean: 'Los promedios no se comparan. Hasta dónde los mueve el azar depende de cómo se reparten sus valores, y los límites hechos con los valores mismos serían más amplios justo alrededor del que difiere.',
		'no standard':
			'No se compara: ningún estándar ni objetivo dice cuánto puede tardar. Fije uno en los estándares, y se compara la proporción dentro de él.',
		'not collected': 'No se compara: ninguna fuente tiene lo que necesita.',
		immature:
			'No se compara: a los más recientes de este período no se les observó todo el tiempo que pide la cifra.',
		'no rows': 'No hay nada que comparar en este período.',
		'one alone': ({ kind }) => `Hay ${by(kind, 'un solo', 'una sola')} ${ONE[kind]}: no hay con qué comparar.`
	},

	chart: {
		caption:
			'Cada punto es uno de ellos, según en cuánto se basa su cifra. Entre las líneas interiores el azar deja 95 de 100; entre las exteriores, 998 de 1,000.',
		x: 'se basa en tantas filas independientes',
		xRate: 'se basa en tantos tramos independientes de 30 días',
		all: ({ value }) => `Todos: ${value}`,
		limits95: '95 %',
		limits998: '99.8 %',
		limits: ({ limits }) => `límites del 99.8 % ${limits}`,
		columns: { n: 'n efectiva', limits: 'Límites del 99.8 %', position: 'Posición' }
	},
	columns: {
		value: 'Cifra',
		compared: 'Se compara',
		adjusted: 'Ajustada',
		peers: 'La mitad central de sus pares',
		shrunk: 'Lo más probable como propio',
		limits: 'Límites del 99.8 %',
		position: 'Qué se puede decir',
		people: 'Personas'
	},
	methods: {
		title: '¿Difiere un trabajador o un equipo?',
		text: [
			'Cada uno se compara con el conjunto de la agencia. Hasta dónde mueve el azar por sí solo una cifra depende de en cuánto se basa: los límites del 95 % y del 99.8 % son exactos, de la distribución binomial para las proporciones y de la de Poisson para las tasas, con la n efectiva, cuyo efecto de diseño nunca se toma menor que el de todos juntos. Una duración se compara por la proporción dentro de su estándar u objetivo; una proporción hasta un día, entre quienes se observaron todo ese tiempo. Los totales y los promedios no se comparan.',
			'Los trabajadores y los programas siempre difieren algo, por razones que ninguna cifra muestra. A partir de once, los límites lo toman en cuenta: con la varianza que explica su distancia cuadrática media φ, recortada al 10 y al 90 %. Nunca son más estrechos que los del azar por sí solo. Con menos, el que se destaca se ocultaría a sí mismo; allí, a uno no se le carga lo de los demás: de quien está fuera solo porque otro queda muy lejos del otro lado se dice así.',
			'Los casos también difieren. Una cifra dice lo que no depende de quien se compara, como el tipo de sus programas; su valor se ajusta por ello con estandarización indirecta, y así se juzga: lo que las tasas de todos en cada estrato hacen esperar de sus casos. Los estratos de menos de 30 filas se juntan. Donde cuatro quintas partes de lo esperado se basan en sus propias filas, no hay con quién comparar. Los rasgos protegidos, como raza, idioma o edad, nunca se ajustan.',
			'Lo que de un valor es propio se acerca al centro de todos tanto como pueda ser azar, y se dice solo donde al menos el 70 % no es azar. Entre qué valores está la mitad central de los pares se dice a partir de cinco pares.'
		],
		says: 'Qué se puede decir',
		rules: [
			'Menos de diez personas, o tan pocas filas que ningún resultado podría quedar fuera: muy pocos datos para juzgar.',
			'Dentro de los límites del 99.8 %: dentro de lo que da el azar, o de cuánto difieren de todos modos.',
			'Fuera, por primera vez: volver a mirar en seis meses.',
			'Fuera ahora y, del mismo lado, en la ventana que terminó seis meses antes, y ahora tan lejos que se destaca entre todos los que se miran y todas las cifras: merece una conversación, también por una fortaleza. La misma regla vale para equipos, programas y sedes, de los que se dice que se destacan.'
		],
		chance: ({ workers, figures, claimed, twice }) =>
			`Simulado para una agencia de ${workers} trabajadores de los que ninguno difiere, y ${figures} cifras: en ${claimed} de esas agencias alguien merece una conversación. Sin la última condición serían ${twice}.`,
		power: ({ rows, share, others, now, both, claimed }) =>
			`Un trabajador con ${share} entre otros con ${others}, cada uno con ${rows} filas en una ventana, está fuera en ${now} de las ventanas, en las dos en ${both}, y merece una conversación en ${claimed}.`,
		formula: {
			distance:
				'La distancia a la proporción p de todos, en errores estándar, en una escala en que el azar es igual en todas partes:',
			differ: 'Cuánto difieren m de ellos más allá del azar:',
			limits: 'Los límites que lo toman en cuenta (99.8 %):',
			adjusted: 'El valor con los casos de todos, con los éxitos s y las tasas de todos en cada estrato h:',
			own: 'Cuánto de un valor no es azar, con la varianza τ² entre ellos según DerSimonian y Laird:'
		},
		source:
			'Spiegelhalter, 2005, “Funnel plots for comparing institutional performance”, y “Handling over-dispersion of performance indicators”; DerSimonian y Laird, 1986, “Meta-analysis in clinical trials”. Estandarización indirecta: Breslow y Day, 1987, “Statistical Methods in Cancer Research”, volumen II.'
	},
	caption: ({ title, kind }) => `${title}: ${OTHERS[kind]} en comparación`
} satisfies Messages['units'];
