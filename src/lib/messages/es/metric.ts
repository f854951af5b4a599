import type { Messages } from '../index.ts';
import { singular } from './figures.ts';
import terms from './terms.ts';

/** Where a standard is from: what a file says, or the promise that the engine names. */
function from(source: string): string {
	const target = /^target(?: of (.+?))?(?: for (.+))?$/.exec(source);
	if (!target) return terms[source] ?? source;
	const [, grant, program] = target;
	return `objetivo${grant ? ` de ${grant}` : ''}${program ? ` para ${program}` : ''}`;
}

/** The page of one metric, and the case list behind it. */
export default {
	all: 'Todas las cifras',
	seeRows: ({ rows }) => `Ver lo que hay detrás: ${rows}`,
	forPeriod: ({ period }) => `${period}.`,
	clientUnit: 'people',
	rowsOf: ({ group }) => `Ver las filas de ${group}`,
	clients: ({ rows, people }) => `Se basa en ${rows} de ${people}.`,
	rests: ({ rows }) => `Se basa en ${rows}.`,
	interval: {
		before: 'El',
		term: 'intervalo del 95 %',
		after: ({ interval }) => `va de ${interval}: el azar por sí solo podría mover la cifra hasta ahí.`
	},
	waiting: ({ waiting, left }) =>
		`El último día que se conoce, ${waiting} seguían en espera y ${left} se habían ido sin alcanzarlo.`,
	halfBy: ({ days }) => `La mitad lo alcanzó en ${days}.`,
	halfNotReached: 'Hasta ahora lo ha alcanzado menos de la mitad.',
	ninth: ({ days }) => `Nueve de cada diez tardaron ${days} o menos.`,
	immature: 'Aún no se ha podido seguir a todos el tiempo suficiente, así que no se juzga.',
	problems: {
		link: ({ some, rows }) => `${some} de ${rows}`,
		touch: ({ without }) =>
			`tienen problemas que afectan esta cifra; sin ellos ${without === null ? 'hay muy poco para saber' : `es ${without}`}.`,
		none: 'Las verificaciones no encuentran en estas filas nada que afecte esta cifra.'
	},
	short: ({ name, date }) =>
		`Los datos de ${name} se conocen hasta el ${date}; lo posterior no está en estas cifras.`,
	leftOut: ({ source, reason }) => `No está en estas cifras: ${source}. ${reason}`,

	overTime: 'En el tiempo',
	curve: 'Cuánto tarda',
	histogram: 'Cómo se reparte',
	breakdown: ({ dimension }) => `Por ${dimension}`,
	noGroups: 'No hay nada que desglosar.',

	found: {
		curve: ({ share, day, median, unit }) =>
			median === null
				? `${share} hasta el ${singular(unit)} ${day}; no se ha alcanzado la mitad`
				: `${share} hasta el ${singular(unit)} ${day}; la mitad hasta el ${singular(unit)} ${median}`,
		bars: ({ low, lowest, high, highest }) => `De ${lowest} (${low}) a ${highest} (${high})`,
		many: ({ groups, all }) => `${groups}, en conjunto ${all}`,
		one: ({ group, value }) => `${group}: ${value}`,
		histogram: ({ median, p90 }) => `La mitad tardó ${median} o menos; nueve de cada diez, ${p90} o menos`
	},
	caption: {
		trend:
			'Cada cifra con su intervalo del 95 %. Hueca donde no se pudo seguir a todos el tiempo suficiente.',
		trendCount: 'Cuántos en cada parte del período. Una parte que no ha terminado está hueca.',
		trendSum: 'Cuánto en cada parte del período. Una parte que no ha terminado está hueca.',
		curve: ({ unit }) =>
			`La proporción que ya lo alcanzó en cada ${singular(unit)}, con su intervalo del 95 %. Quien se fue sin alcanzarlo sigue en la cuenta; quien aún espera cuenta mientras se le pudo seguir.`,
		bars: 'Cada grupo con su intervalo del 95 %. Donde los intervalos se superponen mucho, la diferencia puede ser azar.',
		barsCount: 'Cuántos en cada grupo.',
		barsSum: 'Cuánto en cada grupo.',
		histogram: 'Cuántos tardaron cuánto.'
	},

	value: 'Cifra',
	limits: 'Intervalo del 95 %',
	basis: 'Se basa en',
	people: 'Personas',
	note: 'Nota',
	overlap: ({ added, whole }) =>
		`Quien está en dos grupos cuenta en cada uno: sumados son ${added}, y ${whole} en total.`,
	groupsCaption: ({ title, dimension }) => `${title} por ${dimension}`,

	ofWorkers:
		'Una fila es del trabajador que ella nombra; si no, de aquel de quien era el caso ese día; si no, de quien ingresó el registro. Los trabajadores están en orden alfabético: estas cifras no son una clasificación.',
	workers: ({ n }) => `${n} trabajadores`,

	about: 'Qué es esta cifra',
	counts: 'Qué cuenta',
	leavesOut: 'Qué deja fuera',
	how: 'Cómo se calcula',
	kinds: {
		ratio:
			'La proporción de filas que son un éxito. El intervalo (Wilson, 95 %) toma en cuenta a los miembros de un mismo hogar y las varias filas de un mismo cliente, que no son independientes.',
		duration:
			'La mediana: la mitad tardó esto o menos. El intervalo proviene de los valores ordenados (95 %).',
		time_to_event:
			'La proporción que lo alcanzó hasta un día o un minuto, según la curva de Aalen y Johansen: quien se fue de otro modo sigue en la cuenta como si no lo hubiera alcanzado; quien aún espera cuenta mientras se le pudo seguir. Así no se olvida a nadie que espera.',
		rate: 'Sucesos por cada 30 días que alguien estuvo inscrito. El intervalo (95 %) toma en cuenta que los clientes difieren.',
		mean: 'El promedio de todas las filas, con un intervalo del 95 % que toma en cuenta las varias filas de un mismo trabajador o cliente. Donde las filas tienen un peso, cada una cuenta según él. Las filas de programas son todas las que hay, y no tienen intervalo.',
		sum: 'Se suman los valores de las filas. Un total no tiene intervalo.',
		count: 'Se cuentan las filas. Una cuenta no tiene intervalo.'
	},
	control: 'De quién depende',
	controls: {
		worker: 'Sobre todo del trabajador.',
		shared:
			'Compartido con otros, como el mercado de vivienda y otras agencias. Dice poco de un trabajador por sí solo.',
		agency: 'De la agencia.'
	},
	better: 'En qué sentido es mejor',
	betters: {
		higher: 'Más alta.',
		lower: 'Más baja.',
		neutral: 'En ninguno: dice cuánto, no qué tan bien.'
	},
	source: 'De dónde proviene la definición',
	standard: 'Con qué se compara',
	standardFrom: ({ standard, source }) => `${standard}: ${from(source)}`,
	noStandard: 'No se ha fijado ningún estándar ni objetivo.',
	needs: 'Columnas que necesita',

	rows: {
		title: ({ title }) => `Filas detrás de: ${title}`,
		heading: ({ rows, period }) => `${rows}, ${period}`,
		caption: ({ title }) => `Una fila por cada unidad de la cifra “${title}”`,
		back: 'Volver a la cifra',
		download: 'Descargar todas las filas como CSV',
		touched: ({ rows, period }) => `${rows} con problemas que afectan la cifra, ${period}`,
		all: 'Mostrar todas las filas',
		none: 'No hay filas. Elija otro período, o quite un filtro.',
		success: { yes: 'sí', no: 'no' },
		outcomes: { event: 'ocurrió', competing: 'se fue sin alcanzarlo', censored: 'sigue en espera' },
		columns: {
			enrollment_id: 'Inscripción',
			client_id: 'Cliente',
			cohort_date: 'Fecha',
			success: 'Éxito',
			days: 'Días',
			minutes: 'Minutos',
			outcome: 'Cómo terminó',
			events: 'Sucesos',
			exposure_days: 'Días de inscripción',
			value: 'Valor',
			weight: 'Peso',
			event: 'Clase de registro',
			program: 'Programa',
			worker: 'Trabajador',
			team: 'Equipo',
			started_on: 'Inicio',
			exited_on: 'Salida',
			problems: 'Problemas que afectan la cifra'
		}
	}
} satisfies Messages['metric'];
