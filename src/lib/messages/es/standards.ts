import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';
import terms from './terms.ts';

const cases = plural('es');

const begin = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What the figures are held to, and where that is set. */
export default {
	title: 'Estándares y objetivos',
	what: 'Un estándar es un plazo para cada registro, o lo que una cifra debería alcanzar. Un objetivo es una promesa a un financiador. Una cifra se juzga con el objetivo de su período donde lo hay, y si no, con su estándar.',
	wins: 'Primero vale el estándar propio de un financiador, luego el del tipo de programa, luego el de todos. Donde difieren dos financiadores de un programa, cuenta el que es más difícil de cumplir.',
	trouble: 'Las cifras no se pueden leer',
	broken: {
		title: 'Estos archivos no se pueden leer, así que no se puede importar ni generar nada',
		why: 'Las cifras siguen comparándose con lo que está abajo. Corrija estas líneas y ejecute después “throughline build”.'
	},
	changed: {
		title: 'Los archivos se cambiaron después de generar las cifras',
		why: 'Esta página muestra con qué se generaron las cifras. Ejecute “throughline build” para incorporar el cambio.'
	},
	notes: 'Algunas líneas no corresponden a nada en los datos',

	standards: {
		title: 'Estándares',
		caption: 'Los estándares vigentes',
		none: 'No hay estándares',
		noneWhy: 'Fíjelos en standards.csv de la carpeta principal y ejecute después “throughline build”.'
	},
	targets: {
		title: 'Objetivos',
		caption: 'Lo que se prometió',
		none: 'Todavía no se ha prometido nada',
		noneWhy:
			'Escriba las promesas en targets.csv de la carpeta principal y ejecute después “throughline build”.'
	},
	figure: 'Cifra',
	event: 'Registros',
	threshold: 'Estándar',
	whom: 'Para',
	source: 'De dónde proviene',
	target: 'Objetivo',
	program: 'Programa',
	grant: 'Subvención',
	period: 'Período',
	allEvents: 'todos',
	allPrograms: 'todos los programas',
	otherPrograms: 'todos los demás programas',
	noGrant: 'no se nombra ninguna',
	noPrograms: 'ninguno todavía',
	funder: ({ funder }) => `programas pagados por ${funder}`,
	funderAndType: ({ funder, type }) => `${type}, pagados por ${funder}`,
	count: ({ value, number }) => cases(value, { one: '1 programa', other: `${number} programas` }),

	days: {
		'calendar days': ({ number, value }) =>
			`${number} ${cases(value, { one: 'día calendario', other: 'días calendario' })}`,
		'business days': ({ number, value }) =>
			`${number} ${cases(value, { one: 'día hábil', other: 'días hábiles' })}`
	},
	within: ({ days }) => `en un plazo de ${days}`,
	sameDay: 'el mismo día',
	atLeast: ({ amount }) => `${amount} o más`,
	atMost: ({ amount }) => `${amount} o menos`,
	limits: 'Plazo',
	all: 'Todos los estándares y objetivos',
	limit: ({ whom, within, source }) =>
		`${whom === null ? begin(within) : `${begin(whom)}: ${within}`}. ${source}`,

	holidays: {
		title: 'Días hábiles',
		what: 'Los días hábiles son de lunes a viernes, salvo los feriados. Se cuentan desde el día siguiente al suceso.',
		none: 'No se han fijado feriados, así que todos los días de lunes a viernes son hábiles.',
		years: ({ first, last, value, number }) =>
			`${number} ${cases(value, { one: 'feriado', other: 'feriados' })}, ${first === last ? first : `${first} a ${last}`}`,
		caption: 'Días que no son hábiles',
		date: 'Fecha',
		name: 'Feriado',
		called: ({ name }) => {
			const [, own = name, day, weekday = ''] = /^(.*) \(observed; (\S+) is a (\w+)\)$/.exec(name) ?? [];
			const said = terms[own] ?? own;
			return day === undefined ? said : `${said} (observado; el ${day} es ${terms[weekday] ?? weekday})`;
		}
	},

	files: {
		title: 'Dónde se fijan',
		caption: 'Los archivos que los contienen',
		file: 'Archivo',
		holds: 'Qué contiene',
		whose: 'De quién es',
		own: 'el suyo propio, en la carpeta principal',
		ours: 'el nuestro; un archivo con este nombre en la carpeta principal prevalece sobre él',
		what: {
			'standards.csv': 'estándares por cifra, clase de registro, tipo de programa y financiador',
			'targets.csv': 'promesas por cifra, programa, subvención y período',
			'holidays.csv': 'días que no son hábiles'
		}
	}
} satisfies Messages['standards'];
