import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');

/** Grants: who gives what for which programs, what was promised for it, and what the funder may be told. */
export default {
	title: 'Subvenciones',
	headline: ({ value, number, funders }) =>
		cases(value, { one: `Una subvención, de ${funders}`, other: `${number} subvenciones, de ${funders}` }),
	none: 'Todavía no hay subvenciones',
	noneWhy:
		'Agregue una abajo, o suba un archivo de ellas. Los informes a los financiadores se hacen a partir de las subvenciones.',
	what: 'Una subvención dice qué programas paga un financiador y cuándo, qué se prometió por ella, y qué pueden decir sus informes.',
	sample:
		'Esta es la agencia de muestra: sus subvenciones se pueden mirar, no cambiar. Para empezar con sus propios datos, importe una exportación y vuelva a iniciar Throughline.',
	broken: 'El archivo de subvenciones o el de metas está mal, así que no se puede mostrar ninguna subvención',
	brokenWhy:
		'Suba un archivo de subvenciones que esté bien, o corríjalo en la carpeta principal de Throughline.',
	caption: 'Las subvenciones que usted atiende',
	name: 'Subvención',
	funder: 'Financiador',
	programs: 'Programas',
	time: 'Tiempo',
	promised: 'Prometido',
	promises: ({ value, number }) =>
		cases(value, { zero: 'nada todavía', one: 'una promesa', other: `${number} promesas` }),
	unknown: ({ grant, program, near }) =>
		`${grant}: ningún programa en los datos se llama «${program}».${near === null ? '' : ` ¿Quiso decir «${near}»?`}`,
	unknownWhy: 'Nada de él cuenta para la subvención hasta que su nombre sea el de los datos.',
	download: 'Descargarlas como CSV',

	add: 'Agregar una subvención',
	addSubmit: 'Agregar la subvención',
	change: 'Cambiar la subvención',
	save: 'Guardar la subvención',
	added: 'Se agregó la subvención',
	saved: 'Se guardó la subvención',
	nothing: 'No se guardó nada: vea lo que está señalado abajo',
	form: {
		name: 'Nombre',
		nameHint: 'Como está en el contrato. Así la nombran sus promesas.',
		funder: 'Financiador',
		funderHint: 'Quién la da. Las personas de ese financiador ven los informes que se publican sobre ella.',
		programs: 'Programas para los que es',
		noPrograms: 'Todavía no se conoce ningún programa: vienen con una exportación.',
		notThere: 'no está en los datos',
		from: 'Primer día',
		to: 'Último día',
		starts: 'Su año empieza en',
		startsHint: 'Los trimestres se cuentan desde este mes.',
		breakdowns: 'Por qué se desglosan sus informes',
		crossed: 'Por varios a la vez',
		crossedHint: ({ ids }) =>
			`Uno en cada línea, con + entre ellos, tres como máximo, como program+household_type. Hay ${ids}.`,
		k: 'Menor número de clientes que puede conocer',
		kHint:
			'De 3 a 100; si está vacío, 11. Lo que es menos se oculta, con todo aquello de lo que se podría deducir.',
		basis: 'Fundamento para no ocultar nada',
		basisHint: 'Solo si el contrato o una ley pide todas las cifras: nómbrelo, y deje vacío el número.',
		dueDays: 'Días después de un trimestre hasta que vence su informe',
		dueDaysHint: '30 donde no se escribe nada.',
		responsible: 'Quién se encarga de sus informes',
		responsibleHint: 'Un nombre o una oficina, como aquí los llaman todos.'
	},

	back: 'Todas las subvenciones',
	about: 'Qué es',
	yearStarts: 'Su año empieza en',
	breakdowns: 'Desglosada por',
	noBreakdowns: 'nada',
	policy: 'Qué se oculta',
	suppress: ({ k }) => `Todo número de menos de ${k} clientes`,
	unsuppressed: ({ basis }) => `Nada, con este fundamento: ${basis}`,
	reports: 'Sus informes',
	reportsDue: ({ value, number, who }) =>
		`Vencen ${cases(value, { one: 'un día', other: `${number} días` })} después de cada trimestre${who === null ? '' : `; se encarga ${who}`}.`,
	toReports: 'Lo que vence',
	quarters: {
		title: 'Sus trimestres',
		caption: 'Los trimestres de los que se informa',
		quarter: 'Trimestre',
		number: ({ number }) => `Trimestre ${number}`,
		time: 'Tiempo',
		year: 'Del año',
		toDate: 'Del año hasta la fecha'
	},
	promise: {
		title: 'Lo que se prometió',
		caption: 'Lo que se prometió por esta subvención',
		none: 'Todavía no se prometió nada',
		noneWhy: 'Agregue abajo lo que dice el contrato, por cada año y, si lo dice, por cada trimestre.',
		totals:
			'Lo que se cuenta se promete solo para su propio período: el año, el trimestre y el año hasta la fecha tienen cada uno su línea. Una proporción o un promedio vale para todo período dentro de sus días.',
		trouble: 'Las cifras no se pueden leer, así que ahora no se puede prometer nada',
		figure: 'Cifra',
		program: 'Programa',
		allPrograms: 'todos los de la subvención',
		period: 'Período',
		periodHint: 'O elija otros días, y escríbalos abajo.',
		choose: 'Elija …',
		others: 'Otros días',
		target: 'Meta',
		targetHint: 'Una proporción de 0 a 1, como 0.65; si no, un número en la unidad de la cifra.',
		kinds: {
			whole: 'Toda la subvención',
			year: 'Año',
			quarter: ({ number }) => `Trimestre ${number}`,
			toDate: ({ number }) => `Hasta el final del trimestre ${number}`
		},
		chosen: ({ kind, span }) => `${kind}: ${span}`,
		add: 'Agregar una promesa',
		submit: 'Agregar la promesa',
		take: 'Quitar',
		takeWhich: ({ figure, span }) => `la promesa de ${figure}, ${span}`
	},
	made: {
		begun: 'Lo que se prometió está guardado. Las cifras se están haciendo de nuevo.',
		later:
			'Lo que se prometió está guardado. Hay otro trabajo en curso: cuando termine, vuelva a abrir esta página y haga hacer de nuevo las cifras.',
		nothing:
			'Lo que se prometió está guardado. Todavía no se importó nada, así que no hay cifras que hacer de nuevo.'
	},
	remove: {
		title: 'Quitar la subvención',
		why: 'Sus promesas se quitan con ella. Lo que se publicó se queda.',
		sure: 'Sí, quitarla con sus promesas',
		confirm: 'Diga junto al botón que la subvención se ha de quitar.',
		submit: 'Quitar la subvención',
		done: 'Se quitó la subvención'
	},
	upload: {
		title: 'Subir un archivo de subvenciones',
		why: 'Toma el lugar de las subvenciones de la lista de arriba; las promesas quedan como están. Su primera línea es:',
		choose: 'Archivo CSV',
		submit: 'Subir',
		done: 'Se guardaron las subvenciones',
		none: 'Archivo CSV: elija uno.',
		large: 'Archivo CSV: ocupa más de 2 MB. Quite lo que no haga falta.'
	},
	refused: ({ value, number }) =>
		cases(value, {
			one: 'No se guardó nada: hay una cosa que corregir',
			other: `No se guardó nada: hay ${number} cosas que corregir`
		})
} satisfies Messages['grants'];
