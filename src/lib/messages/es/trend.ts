import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');

type Grain = 'month' | 'quarter' | 'year';
type Count = { value: number; number: string };

const GRAINS = {
	month: { one: 'mes', other: 'meses' },
	quarter: { one: 'trimestre', other: 'trimestres' },
	year: { one: 'año', other: 'años' }
} as const;
const one = (grain: Grain) => GRAINS[grain].one;
const units = (grain: Grain, { value, number }: Count) => `${number} ${cases(value, GRAINS[grain])}`;
const hows = { better: 'Mejor', worse: 'Peor', up: 'Más alta', down: 'Más baja' };

/** Whether a figure changed over time, or only as chance changes it. */
export default {
	since: ({ how, from, to, length, grain, side, level }) =>
		`${hows[how]} ${to === null ? `desde ${from}` : `de ${from} a ${to}, y no después`}: ${units(grain, length)} ${cases(length.value, { one: 'seguido', other: 'seguidos' })} por ${side === 'up' ? 'encima' : 'debajo'} del nivel de ${level}.`,
	alone: ({ how, when, value }) => `${hows[how]} en ${when} de lo que explica el azar: ${value}.`,
	steady: ({ grain }) => `Ningún ${one(grain)} difiere de los demás más allá del azar.`,
	same: ({ grain }) => `Todos los ${GRAINS[grain].other} tienen la misma cifra.`,
	tooFew: ({ points, fewest, grain }) =>
		points.value === 0
			? `Todavía no se puede juzgar ningún ${one(grain)}: se necesitan ${fewest} que se conozcan completos.`
			: `Muy pocos para distinguir un cambio del azar: ${units(grain, points)} que se ${cases(points.value, { one: 'conoce completo', other: 'conocen completos' })}, y se necesitan ${fewest}.`,
	tooFewSince: ({ points, fewest, grain, date }) =>
		`Desde el cambio de nivel del ${date} hay ${units(grain, points)} que se ${cases(points.value, { one: 'puede', other: 'pueden' })} juzgar; se necesitan ${fewest} para distinguir un cambio del azar.`,
	carriesOver: ({ grain }) =>
		`Un ${one(grain)} cuenta sobre todo a las personas del ${one(grain)} anterior. El azar no actúa de nuevo en cada uno, así que no se trazan límites ni se afirma ningún cambio.`,
	medians:
		'Son medianas, que van por días completos y no como las movería el azar por sí solo, así que no se trazan límites ni se afirma ningún cambio.',
	tooRare: ({ grain, fewest }) =>
		`Muy pocos para distinguir un cambio del azar: un ${one(grain)} debería tener en promedio al menos ${fewest} de lo que se cuenta.`,
	weak: 'Las señales de la imagen son de las más débiles: por sí solas no prueban ningún cambio.',
	sinceStep: ({ date, grain, points }) =>
		`Se trata de los ${units(grain, points)} desde el cambio de nivel del ${date}.`,
	chance: ({ charts, points }) =>
		`El azar por sí solo dice lo mismo en aproximadamente una de ${charts} gráficas de ${points} puntos.`,

	marks: ({ kind, side }) => {
		switch (kind) {
			case 'outside':
				return side === 'up' ? 'por encima de los límites' : 'por debajo de los límites';
			case 'run of change':
				return side === 'up' ? 'siete o más en aumento' : 'siete o más en descenso';
			case 'two of three':
				return side === 'up'
					? 'dos de tres cerca del límite superior'
					: 'dos de tres cerca del límite inferior';
			default:
				return side === 'up' ? 'siete o más por encima del nivel' : 'siete o más por debajo del nivel';
		}
	},
	kinds: {
		outside: 'fuera de los límites',
		'run of change': 'siete o más en aumento o en descenso',
		'two of three': 'dos de tres cerca de un límite',
		'one side': 'siete o más a un lado del nivel'
	},
	signs: ({ signs }) => `${signs.map(({ sign, name }) => `${sign}\u00a0${name}`).join('; ')}.`,
	limits: ({ limits }) => `por azar ${limits}`,
	columns: { level: 'Nivel', limits: 'Límites del azar', mark: 'Señal' },
	caption: {
		limits: ({ grain }) =>
			`La línea es el nivel; la banda es hasta dónde mueve el azar por sí solo un ${one(grain)} cualquiera.`,
		hollow: ({ grain }) =>
			`Hueco: un ${one(grain)} que no ha terminado, o que es demasiado reciente: aún no se pudo seguir a sus personas el tiempo suficiente, o lo que se sabe de ellas todavía cambia. No se juzga.`,
		step: 'Una línea de puntos es un cambio de nivel: el nivel y los límites empiezan de nuevo.'
	},

	steps: {
		title: 'Cambios de nivel',
		about:
			'A partir de un cambio de nivel la cifra es otra por una razón conocida, como una regla nueva o un programa nuevo. El antes y el después se juzgan por separado.',
		none: 'No hay ninguno marcado.',
		marked: ({ who, date }) => `Marcado por ${who} el ${date}.`,
		takenBack: ({ who, date }) => `Retirado por ${who} el ${date}.`,
		gone: 'Retirado',
		takeBack: 'Retirar',
		takeBackOf: ({ date }) => `Retirar el cambio de nivel del ${date}`
	},
	form: {
		open: 'Marcar un cambio de nivel',
		on: 'Día en que llegó',
		reason: 'Razón',
		reasonHint: 'La leen todos los que ven esta cifra. Sin nombres de clientes.',
		of: 'Se trata de',
		whole: 'toda la cifra, hasta donde usted la ve',
		view: ({ filters }) => `solo lo que eligen los filtros: ${filters}`,
		submit: 'Marcarlo',
		refused: 'No se marcó nada',
		sample: 'Esta es la agencia de muestra: en ella no se cambia nada.',
		wrong: {
			needed: 'Esto es necesario.',
			day: 'Esto no es un día. Escríbalo como 2026-07-01.',
			future: 'Este día todavía no ha llegado.',
			long: 'Use como máximo 300 caracteres.',
			known: 'Ya hay marcado un cambio de nivel en este día.',
			nothing: 'No hay nada de ella que usted pueda ver. Quite un filtro.'
		}
	},

	list: {
		title: '¿Es una mejora o es ruido?',
		none: ({ looked }) =>
			cases(looked.value, {
				zero: 'Ninguna cifra tiene puntos suficientes para distinguir un cambio del azar.',
				one: 'La única cifra que tiene puntos suficientes no se mueve más de lo que la mueve el azar.',
				other: `Ninguna de las ${looked.number} cifras que tienen puntos suficientes se mueve más de lo que la mueve el azar.`
			}),
		found: ({ changed, looked }) =>
			`${changed.number} de ${looked.number} cifras ${cases(changed.value, { one: 'se mueve más de lo que la movería', other: 'se mueven más de lo que las movería' })} el azar por sí solo.`,
		expected: ({ expected }) =>
			`Solo por azar, unas ${expected} de tantas se verían así, aunque nada hubiera cambiado.`
	},

	methods: {
		title: '¿Es una mejora o es ruido?',
		text: [
			'Una cifra nunca queda igual de un mes a otro. Su imagen en el tiempo tiene el nivel de todos sus meses y límites: hasta dónde mueve el azar por sí solo un mes cualquiera. Las proporciones tienen límites más amplios en un mes con pocas personas (la p′ de Laney); todas las demás cifras toman sus límites de cuánto difieren los meses vecinos (XmR).',
			'Una señal dice que el azar por sí solo rara vez hace esto. De la primera y la última clase, una frase dice que algo cambió; las otras dos se muestran y nada más. Un cambio de nivel, que un gerente marca con una fecha y una razón, hace empezar de nuevo el nivel y los límites, y ninguna señal lo cruza.',
			'De una proporción en un mes en que se esperan menos de cinco éxitos o menos de cinco fracasos, los límites son los de la binomial exacta donde son más amplios, y el mes pesa menos en una serie de siete si el azar lo pone casi siempre de ese lado. Así, un programa de pocas personas no se señala más a menudo de lo que dice la tabla.',
			'Con menos de doce meses que se conozcan completos no se juzga. Un mes sin cifra es ninguno, no cero. Los meses de los que algo todavía cambia, como las metas que se logran tarde, se muestran huecos. No se dice nada del azar donde un mes cuenta sobre todo lo que había el mes anterior, como quién está inscrito; de medianas, que van por días completos; y de cuentas y tasas de menos de diez al mes. Las cuentas de personas, que llegan como hogares, se señalan un poco más a menudo de lo que dice la tabla.'
		],
		caption:
			'Con qué frecuencia el azar por sí solo da una señal, en imágenes en las que no hay nada que encontrar',
		chart: { xmr: 'Otras cifras', 'p-prime': 'Proporciones' },
		row: ({ chart, points }) => `${chart}, ${points} puntos`,
		columns: { chart: 'Imagen de', any: 'cualquier señal', claimed: 'una frase que afirma un cambio' },
		oneOf: ({ charts }) => `1 de cada ${charts}`,
		formula: {
			xmr: 'Otras cifras, m de ellas: la media ± 2.66 veces la diferencia media entre vecinas. Las diferencias de 3.267 veces su media o más se dejan fuera una vez.',
			'p-prime':
				'Proporciones: la proporción de todas las filas, p̄, más o menos tres errores estándar de n filas, por la σ de z: cuánto más difieren las proporciones de un mes a otro que filas sacadas al azar. De una proporción hasta un día, n es la n efectiva.'
		},
		made: 'Simulado: 20,000 imágenes por cada fila. Las cifras se sacan de una distribución normal; las proporciones, de 20 a 100 filas de las que cada una es un éxito con una probabilidad del 60 %.',
		source: 'Wheeler, 2000, “Understanding Variation”; Laney, 2002, “Improved control charts for attributes”.'
	}
} satisfies Messages['trend'];
