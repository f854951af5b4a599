import { plural } from '../plural.ts';
import type { Messages } from '../index.ts';

const cases = plural('es');

export default {
	title: ({ report, grant }) => `${report}: ${grant}`,
	of: ({ quarter, period, funder }) => `Trimestre ${quarter}, ${period}. Para ${funder}.`,
	about: ({ programs, observed, store }) =>
		`Programas: ${programs}. Los datos se conocen hasta el ${observed}; estas cifras son del estado ${store}.`,
	answer: {
		none: 'No se prometió nada para este trimestre ni para el año.',
		toDate: ({ kept, judged }) =>
			`En lo que va del año se ${cases(kept, { one: 'cumple', other: 'cumplen' })} ${String(kept)} de ${String(judged)} ${cases(judged, { one: 'promesa que se puede juzgar', other: 'promesas que se pueden juzgar' })}.`,
		quarter: ({ kept, judged }) =>
			`Este trimestre se ${cases(kept, { one: 'cumple', other: 'cumplen' })} ${String(kept)} de ${String(judged)}.`,
		behind: ({ figures }) => `Por debajo: ${figures}.`,
		unjudged: ({ n }) =>
			`${String(n)} más no se ${cases(n, { one: 'puede', other: 'pueden' })} juzgar: lo cumplido está oculto, o todavía no se conoce bastante.`,
		trust: 'Hasta dónde fiarse de las cifras',
		known: ({ date }) => `Se cuentan de los expedientes, que se conocen hasta el ${date}.`,
		sound: ({ n }) =>
			cases(n, {
				one: 'Los problemas de los expedientes tocan menos del 5 % de las filas de la única cifra de la que se puede decir.',
				other: `Los problemas de los expedientes tocan menos del 5 % de las filas de cada una de las ${String(n)} cifras de las que se puede decir.`
			}),
		doubted: ({ figures }) =>
			`Lea estas con cuidado, porque los problemas de los expedientes tocan el 5 % de sus filas o más: ${figures}.`,
		hidden: ({ n, all }) =>
			`${n} de ${all} números están ocultos, para que no se pueda reconocer el caso de nadie.`,
		allTold: 'Ningún número está oculto.',
		carried: ({ n }) =>
			cases(n, {
				one: '1 queda como se informó por última vez: lo que cambió daría a conocer a pocas personas.',
				other: `${String(n)} quedan como se informaron por última vez: lo que cambió daría a conocer a pocas personas.`
			}),
		changes: 'Qué cambió desde el último informe',
		such: ({ figure, period, before, now }) => `${figure}, ${period}: era ${before} y ahora es ${now}.`
	},
	parts: {
		summary: 'En breve',
		promises: 'Prometido y cumplido',
		'how much': 'Cuánto se hizo',
		'how well': 'Qué tan bien se hizo',
		'better off': 'Si alguien está mejor',
		served: 'A quiénes se atendió',
		gaps: 'Brechas en las que se trabaja',
		restated: 'Qué se corrigió',
		methods: 'Cómo se hacen las cifras'
	},
	columns: {
		figure: 'Cifra',
		period: 'Período',
		quarter: 'Este trimestre',
		toDate: 'Año hasta la fecha',
		year: 'Promesa para el año',
		promised: 'Prometido',
		share: 'De la promesa del año',
		state: 'Estado',
		value: 'Valor',
		interval: 'Intervalo del 95 %',
		rows: 'Contados',
		before: 'Era',
		now: 'Es',
		why: 'Por qué'
	},
	dictionary: {
		figure: 'El nombre de la cifra.',
		period: 'Los días de los que es.',
		quarter: 'La cifra del trimestre del que trata el informe.',
		toDate: 'La cifra desde el comienzo del año de la subvención hasta el fin del trimestre.',
		year: 'Lo que se prometió para todo el año.',
		promisedQuarter: 'Lo que se prometió para el trimestre.',
		promisedToDate: 'Lo que se prometió para el año hasta la fecha.',
		promised: 'Lo que se prometió para este período.',
		share: 'La cifra del año hasta la fecha como parte de la promesa para el año.',
		state: 'Si se cumple la promesa, teniendo en cuenta lo que explica el azar.',
		value: 'La cifra.',
		interval: 'Dónde estaría la cifra por azar en 95 de 100 períodos así.',
		rows: 'En qué se apoya la cifra: la parte y el total de una proporción; si no, cuántos se contaron.',
		group: 'El grupo de personas.',
		before: 'La cifra como se publicó por última vez.',
		now: 'La cifra ahora.',
		why: 'Qué cambió desde entonces.'
	},
	state: {
		kept: 'cumplida',
		missed: 'no cumplida',
		chance: 'por debajo, pero dentro del azar',
		little: 'muy pocos datos para juzgar',
		waiting: 'no todos observados el tiempo necesario todavía',
		hidden: 'oculta',
		unknown: 'sin cifra'
	},
	hidden: 'oculto',
	carried: 'como se publicó por última vez: lo que cambió desde entonces daría a conocer a pocas personas',
	none: '–',
	noRows: '0',
	byDay: ({ figure, day }) => `${figure}: proporción al día ${day}`,
	trend: ({ figure, first, last }) => `${figure}: ${first}; ${last}`,
	valueOf: ({ value, period }) => `${value} en ${period}`,
	table: ({ figure }) => `${figure} por trimestre, y en el año hasta la fecha`,
	promisesTable: 'Cada promesa, y lo que se cumplió',
	servedTable: ({ figure, by }) => `${figure} por ${by}`,
	restatedTable: 'Cifras que son otras que en la última publicación',
	variance: 'Por qué difiere:',
	action: 'Qué se hace:',
	quality: {
		title: 'Datos:',
		none: 'ninguna fila de este trimestre tiene un problema que la toque.',
		'under 5 %': 'menos del 5 % de las filas de este trimestre tiene un problema que la toca.',
		'5 to 20 %':
			'entre el 5 y el 20 % de las filas de este trimestre tiene un problema que la toca. Léala con cuidado.',
		'over 20 %':
			'más del 20 % de las filas de este trimestre tiene un problema que la toca. Puede estar muy lejos.'
	},
	counts: 'Cuenta:',
	leavesOut: 'Deja fuera:',
	source: 'Fuente:',
	version: 'Definición:',
	noFigures: 'Los programas de la subvención no recogen ninguna de estas cifras.',
	noServed: 'La subvención no pide ningún desglose.',
	noGaps: 'No se escribió nada de brechas.',
	firstRelease: 'Este es el primer informe que se publicó de esta subvención.',
	nothingRestated: ({ since }) => `Ninguna cifra publicada el ${since} ha cambiado.`,
	restated: ({ n, since }) =>
		`${String(n)} ${cases(n, { one: 'cifra ha cambiado', other: 'cifras han cambiado' })} desde la publicación del ${since}.`,
	policy: ({ k }) =>
		`No se dice nada de menos de ${k} personas. Se ocultan más cifras donde de ellas se podrían deducir; las dos se ven igual.`,
	unsuppressed: ({ basis }) => `No se oculta nada, con este fundamento: ${basis}`,
	glossary: [
		[
			'Intervalo del 95 %',
			'El azar solo mueve una cifra. En 95 de 100 períodos así estaría entre estas dos.'
		],
		[
			'Por debajo, pero dentro del azar',
			'Menos de lo prometido, por no más de lo que explica el azar; no se sabe que no se cumpla.'
		],
		[
			'No todos observados el tiempo necesario todavía',
			'Cuando terminaron los datos, a algunas de las personas contadas no se las había seguido tanto como pide la cifra.'
		],
		['Año hasta la fecha', 'Desde el primer día del año de la subvención hasta el último del trimestre.']
	],
	glossaryTitle: 'Palabras',
	definitions: 'Definiciones',
	control: 'Qué se oculta',
	made: ({ store }) => `Hecho del estado ${store} de los datos.`,
	definitionChanged: 'La definición de la cifra cambió.',
	reasons: {
		came: ({ source, date }) => `Llegaron datos de ${source} el ${date}.`,
		gone: ({ source, date }) => `Se retiraron datos de ${source} que habían llegado el ${date}.`,
		settings: 'Cambiaron los ajustes, los estándares o las metas.',
		code: 'Se actualizó Throughline.',
		nothing: 'Nada que se sepa.'
	}
} satisfies Messages['reports'];
