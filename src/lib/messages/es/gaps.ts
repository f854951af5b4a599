import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';
import { noun } from './figures.ts';
import terms from './terms.ts';

const cases = plural('es');

const said = (value: string) => terms[value] ?? value;
const yesNo = (value: string, yes: string, no: string) =>
	value === 'yes' ? yes : value === 'no' ? no : null;

/** Who is left behind: groups of people against all others. */
export default {
	nav: 'Brechas',
	title: '¿Quién se queda atrás?',

	groups: {
		language: (value) => `Personas que hablan ${said(value).toLowerCase()}`,
		age_group: (value) =>
			value === 'under 18'
				? 'Personas menores de 18 años al inicio'
				: `Personas de ${said(value)} años al inicio`,
		sex_or_gender: (value) => `Personas registradas como ${said(value)}`,
		race_ethnicity: (value) => `Personas registradas como ${said(value)}`,
		veteran: (value) => yesNo(value, 'Veteranos', 'Personas que no son veteranas'),
		disabling_condition: (value) =>
			yesNo(value, 'Personas con una condición discapacitante', 'Personas sin una condición discapacitante'),
		household_type: (value) => `Personas en hogares de ${said(value)}`,
		prior_living_situation: (value) => `Personas cuya situación de vivienda anterior era “${said(value)}”`,
		chronically_homeless: (value) =>
			yesNo(
				value,
				'Personas sin hogar de forma crónica al inicio',
				'Personas que no estaban sin hogar de forma crónica al inicio'
			)
	},
	anyGroup: ({ dimension, value }) => `${said(value)} (${dimension})`,

	against: ({ group, finding, others }) => `${group}: ${finding}, frente a ${others} entre los demás.`,
	people: ({ value, number }) => cases(value, { one: 'Una persona', other: `${number} personas` }),
	sure: ({ q }) => `Más allá del azar: q ${q}.`,
	tiny: 'menor que 0.001',
	ifAlike: ({ more, rows, number }) =>
		`Si fuera como entre los demás, sería cierto de unas ${number} ${more ? 'más' : 'menos'} de estas filas (${noun(rows)}).`,
	thatIs: ({ amount, more }) => `Es decir, ${amount} ${more ? 'más' : 'menos'}.`,
	points: ({ value, number }) => cases(value, { one: 'un punto', other: `${number} puntos` }),

	remains: ({ size, left, by }) =>
		`De la diferencia de ${size}, quedan ${left} cuando se compara a personas iguales en: ${by}.`,
	gone: ({ size, by }) =>
		`De la diferencia de ${size}, no queda nada cuando se compara a personas iguales en: ${by}.`,
	most: ({ share, value, rest, rows }) =>
		`De las filas del grupo (${noun(rows)}), ${share} son de “${said(value)}”; de las de los demás, ${rest}.`,
	notBy: ({ left, size, by }) =>
		`Nada de lo que se examinó quita mucho de ella: de ${size} quedan al menos ${left}, sea lo que sea lo que se iguale (lo que más quita: ${by}).`,
	notAtAll: ({ looked }) => `Nada de lo que se examinó quita algo de ella: ${looked}.`,
	untellable:
		'No se puede saber qué podría explicarla: en ningún otro aspecto hay personas semejantes con quienes comparar.',
	problems: ({ group, rest, rows }) =>
		`${group} de las filas del grupo (${noun(rows)}) tienen un problema de datos; de las de los demás, ${rest}.`,

	found: ({ gaps, comparisons, number }) =>
		comparisons === 0
			? 'No había nada que comparar'
			: cases(gaps, {
					zero: `Ningún grupo se queda atrás, en ${number(comparisons)} comparaciones`,
					one: `Una brecha, en ${number(comparisons)} comparaciones`,
					other: `${number(gaps)} brechas, en ${number(comparisons)} comparaciones`
				}),
	brought: ({ value, number }) =>
		cases(value, {
			one: 'De una de estas brechas queda la mitad o menos cuando se compara a personas semejantes en otro aspecto; va al final.',
			other: `De ${number} de estas brechas queda la mitad o menos cuando se compara a personas semejantes en otro aspecto; van al final.`
		}),
	chance: ({ alone }) =>
		`Si cada comparación se hubiera juzgado por separado, solo el azar habría mostrado unas ${alone}. Se juzgan juntas, de modo que en promedio como máximo una de cada veinte brechas que se muestran es azar.`,
	standings: {
		behind: 'atrás',
		ahead: 'adelante',
		small: 'más allá del azar, demasiado pequeña para importar',
		few: 'muy pocas personas para juzgar',
		alike: 'no más que el azar'
	},
	left: {
		'not collected': ({ title, reason }) => `${title}: no se recopila. ${reason}`,
		immature: ({ title }) =>
			`${title}: no se compara, porque aún no se ha podido seguir a todos el tiempo suficiente.`,
		'nothing to compare': ({ title }) => `${title}: no hay dos grupos que comparar.`
	},

	lead: 'Cada grupo de personas se compara con todos los demás, en cada cifra de la que se puede decir en qué sentido es mejor.',
	behind: 'Atrás',
	noneBehind: 'Ningún grupo está atrás más allá del azar y lo bastante como para importar.',
	ahead: 'Por delante de los demás',
	aheadWhy: ({ value, number }) =>
		cases(value, { one: 'Un grupo está', other: `${number} grupos están` }) +
		' mejor que todos los demás. Vea qué se hace por ellos que no se hace por el resto.',
	inShort: ({ group, value, others }) => `${group}: ${value}, frente a ${others} entre los demás.`,
	picture: 'arriba el grupo, abajo todos los demás',
	untold: ({ rows, dimension, value }) =>
		`De ${rows} no se conoce este dato: ${dimension}; no ${cases(value, { one: 'está', other: 'están' })} en ningún lado.`,
	byDimension: ({ dimension }) => `La cifra por ${dimension}`,
	rows: 'Las filas del grupo',
	follow: 'Abrir esta brecha, para darle seguimiento',
	opened: 'Tiene seguimiento',

	followed: 'Brechas con seguimiento',
	noneFollowed: 'Ninguna tiene seguimiento.',
	followedBy: ({ assigned }) =>
		assigned === null ? 'Todavía no se ocupa nadie de ella.' : `Se ocupa de ella ${assigned}.`,
	since: ({ date, by }) => `Abierta el ${date} por ${by}.`,
	closedOn: ({ date, by }) => `Cerrada el ${date} por ${by}.`,

	looked: 'Lo que se examinó',
	lookedAt: ({ comparisons, metrics }) => `${comparisons} comparaciones, ${metrics} cifras`,
	lookedCaption: 'Cómo resultaron las comparaciones de cada cifra',
	columns: {
		metric: 'Cifra',
		comparisons: 'Comparaciones',
		behind: 'Atrás',
		ahead: 'Adelante',
		small: 'Demasiado pequeña para importar',
		few: 'Muy pocas personas',
		alike: 'No más que el azar'
	},
	how: 'Cómo se comparan los grupos',
	sizes: ({ share, other }) =>
		`Se muestran diferencias de al menos ${share} en proporciones, y de ${other} en otras cifras.`,

	one: {
		back: 'Todas las brechas',
		others: 'Todos los demás',
		bar: ({ who, when }) => `${who}, ${when}`,
		bars: { then: 'entonces', now: 'ahora' },
		pictureBoth: 'Cuando se abrió, y ahora',
		pictureThen: ({ date }) => `Cuando se abrió, el ${date}`,
		then: ({ size, period }) => `Se abrió con una diferencia de ${size} (${period}).`,
		now: ({ size, interval, period }) =>
			`Ahora es ${size}${interval === null ? '' : ` (${interval})`} (${period}).`,
		better: ({ size }) => `el grupo está mejor por ${size}`,
		standings: {
			behind: 'El grupo sigue atrás.',
			ahead: 'El grupo está ahora por delante de los demás.',
			small: 'Va más allá del azar, y es demasiado pequeña para importar.',
			few: 'Ahora hay muy pocas personas para juzgar.',
			alike: 'La diferencia no es ahora mayor de lo que podría dar el azar.'
		},
		notNewer: 'No se conoce ningún período posterior desde que se abrió.',
		gone: 'Ya no hay nada que comparar: la cifra o el grupo no está en los datos.',
		only: ({ filters }) => `Solo ${filters}.`,
		table: 'El grupo y todos los demás, entonces y ahora',
		columns: {
			when: 'Cuándo',
			group: 'El grupo',
			others: 'Todos los demás',
			difference: 'Diferencia',
			people: 'Personas'
		},
		rows: { then: 'Cuando se abrió', now: 'Ahora' },
		figure: ({ value, interval }) => (interval === null ? value : `${value} (${interval})`),
		explain: 'Qué podría explicarla',

		notes: 'Lo que se anotó',
		noNotes: 'Nada todavía.',
		wrote: ({ by, date }) => `${by}, ${date}`,
		gave: ({ to }) => (to === null ? 'Ya no se ocupa nadie de ella.' : `Se ocupa de ella ${to}.`),
		write: 'Anotar algo',
		note: 'Nota',
		person: 'Persona',
		writeHint: 'Lo que se averiguó o se hizo al respecto. Sin nombres de clientes.',
		save: 'Guardarla',
		who: 'Quién se ocupa de ella',
		nobody: 'nadie todavía',
		give: 'Guardar quién se ocupa de ella',
		close: 'Cerrarla',
		reason: 'Por qué se cierra',
		reasonHint: 'Por ejemplo: la diferencia desapareció; se explicó; aquí no se puede hacer nada más.',
		closeIt: 'Cerrar esta brecha',
		closed: 'Esta brecha está cerrada',
		saved: {
			note: 'Se anotó',
			assign: 'Se guardó quién se ocupa de ella',
			close: 'La brecha se cerró'
		},
		wrong: {
			needed: 'Escriba algo primero.',
			long: 'Escriba 2,000 caracteres o menos.'
		}
	},

	methods: {
		title: 'Brechas entre grupos',
		text: [
			'Cada grupo de personas (por idioma, edad, raza y demás) se compara con todos los demás de quienes se conoce lo mismo, nunca con un grupo que alguien haya escogido. Quien no se sabe en qué grupo está no figura en ningún lado, y la respuesta dice cuántos son. La cifra de un grupo es la que está en la página de la cifra, por esa dimensión; los demás son todas sus otras filas. Así, quien estuvo en dos grupos, como dos edades en dos inicios, cuenta en ambos. Una espera no se compara mientras no se pudo seguir a sus casos más recientes el tiempo suficiente.',
			'Una diferencia se muestra como brecha donde va más allá del azar, es al menos tan grande como la configuración dice que debe ser para importar, y se basa en al menos diez hogares en ambos lados. La frase empieza por los grupos que están peor; los que están mejor van aparte.'
		],
		tests: 'La prueba de cada clase de cifra',
		columns: { kind: 'Clase de cifra', test: 'Prueba', source: 'De' },
		kinds: [
			{
				kind: 'Proporción, cada hogar con una fila',
				test: 'La prueba exacta de Fisher; la razón de las proporciones tiene el intervalo de Katz.',
				source: 'Fisher 1935; Katz y otros 1978'
			},
			{
				kind: 'Proporción, hogares con varias filas',
				test: 'La t de Student de la diferencia, con la varianza entre hogares y los grados de libertad de Satterthwaite.',
				source: 'Cochran 1977, estimador de razón; Satterthwaite 1946'
			},
			{
				kind: 'Proporción hasta un día',
				test: 'La diferencia en el día de la cifra principal dividida por su error estándar, de las curvas de Aalen y Johansen.',
				source: 'Aalen y Johansen 1978'
			},
			{
				kind: 'Tiempo que ya terminó',
				test: 'La prueba de Mann y Whitney de las medianas de los hogares: exacta con menos de cincuenta en cada lado y sin empates; si no, con la distribución normal, con empates y corrección de continuidad.',
				source: 'Mann y Whitney 1947'
			},
			{
				kind: 'Tasa',
				test: 'La razón de las tasas con un modelo cuasi-Poisson de hogares que difieren.',
				source: 'McCullagh y Nelder 1989'
			},
			{
				kind: 'Promedio',
				test: 'La t de Welch entre hogares.',
				source: 'Welch 1947'
			}
		],
		cautious: 'Comparado con lo que hace el azar',
		cautiousText: [
			'Con cientos de comparaciones lo que cuenta son los extremos de una prueba, y allí t y z de unos pocos hogares dan demasiada seguridad: con 1 de 12 frente al 40 %, z dice uno en diez mil, donde la prueba exacta dice uno en cincuenta. Por eso las proporciones de varias filas y las proporciones hasta un día nunca dan más seguridad que la prueba de Fisher con tantas filas independientes como las que sabrían lo mismo; las proporciones de varias filas, las tasas y los promedios nunca dan más seguridad que repartir los hogares al azar entre los dos lados (Pitman 1937, con la media, la varianza y la asimetría exactas de lo que se puede repartir). Las pruebas que se apoyan en números grandes no se hacen con menos de diez hogares en un lado.',
			'Para ver que esto se cumple, los hogares de la agencia de muestra se repartieron al azar en grupos del 3, 10 y 40 %, dos mil veces para cada una de nueve cifras: una p de 0.01 o menos apareció como máximo en 2 de cada cien, una p de 0.001 o menos como máximo en 3 de cada mil. Sin ello, la tasa daba una p de 0.001 o menos 18 veces de cada mil.'
		],
		many: 'Muchas comparaciones',
		manyText:
			'Entre mil comparaciones en las que nada difiere, cincuenta tienen una p de 0.05 o menos. Por eso todas las de una revisión se juzgan juntas con la q de Benjamini y Hochberg, también las que no se muestran a nadie. De las diferencias con una q de 0.05 como máximo, se espera que como máximo una de cada veinte sea azar. Donde nada difiere, como máximo una de cada veinte revisiones muestra una brecha.',
		manyWhere: 'De m comparaciones, p(i) es la i-ésima p más pequeña.',
		explain: 'Qué podría explicar una brecha',
		explainText:
			'Para cada otra dimensión, y para programas y sedes, se compara a personas con el mismo valor, y sus diferencias se reúnen con los pesos de Mantel y Haenszel. Lo que queda es lo que esa dimensión no explica; se indica la que más quita. No es una prueba: lo que nadie anotó no explica nada aquí, y una diferencia que va con un programa puede ser obra del programa. El intervalo de una diferencia se hace con los intervalos de ambas cifras (Newcombe 1998; Zou y Donner 2008).',
		source:
			'Benjamini y Hochberg 1995; Mantel y Haenszel 1959; Greenland y Robins 1985; Wilson y Hilferty 1931. La p de Fisher, la q, la razón de las proporciones, la t, la razón de las tasas y la diferencia hasta un día se comparan con los valores que da R.'
	}
} satisfies Messages['gaps'];
