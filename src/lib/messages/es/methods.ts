import type { Messages } from '../index.ts';
import { noun, singular } from './figures.ts';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The methods: what each figure is, how it is worked out, and where it differs from HUD's. */
export default {
	title: 'Métodos',
	lead: 'Qué es cada cifra, cómo se calcula y en qué difiere de la de HUD. Todo se lee de los archivos con los que se hacen las cifras.',
	all: 'Todos los métodos',
	pages: {
		statistics: {
			title: 'Cómo se calculan las cifras',
			for: 'Para evaluadores y auditores: cada fórmula con su fuente, qué significa un intervalo y por qué engañan los casos cerrados.'
		},
		hud: {
			title: 'En qué diferimos de HUD',
			for: 'Para quien compare con un APR o un CAPER: cada cifra junto a la de HUD, y en qué difieren.'
		},
		standards: {
			title: 'Con qué se comparan las cifras',
			for: 'Para gerentes de programa y financiadores: plazos, estándares y promesas, y de dónde provienen.'
		},
		data: {
			title: 'Qué pueden contener los archivos',
			for: 'Para encargados de datos: cada columna en palabras, donde no hay HMIS.'
		}
	},
	groups: {
		title: 'Todas las cifras',
		packs: 'Cifras que vienen con sus tablas',
		packsWhy:
			'No aparecen en las demás páginas hasta que una fuente tenga apelaciones, incidentes o encuestas. Sus archivos están de todos modos.'
	},
	broken: {
		title: 'Quedaron fuera',
		why: 'Estos archivos no se pueden usar como están. Las demás cifras se hacen de todos modos.'
	},

	metric: {
		title: ({ title }) => `Definición: ${title}`,
		see: 'Ver la cifra',
		whole: 'La definición completa, con sus columnas y su SQL',
		ours: 'Viene con Throughline.',
		own: 'Es propia de esta agencia, de metrics/ en su carpeta principal.',
		problem: 'Queda fuera de las cifras',
		mend: 'Corrija el archivo y ejecute después “throughline build”.',
		isWhat: 'Qué es',
		row: 'Qué es una fila',
		rowIs: ({ grain }) => `${capital(grain)}.`,
		begin: ({ text }) => capital(text),
		onePer: {
			client: 'De varias filas de una persona en un período, cuenta la del inicio más reciente.',
			'client and month':
				'De varias filas de una persona en un mes, cuenta una: un éxito antes que un fracaso, y luego el inicio más reciente.'
		},
		headline: 'La cifra principal',
		shareBy: ({ day, unit }) => `La proporción en ${day} ${noun(unit)}.`,
		alsoBy: ({ days, half, unit }) =>
			`También se indica: ${days === '' ? '' : `la proporción en ${days}`}${days !== '' && half ? ', y ' : ''}${half ? `el ${singular(unit)} en que la mitad lo alcanzó` : ''}.`,
		or: ({ last, before }) => (before === '' ? last : `${before} y ${last}`),
		like: 'Qué tiene HUD de semejante',
		differs: 'En qué difiere la de HUD',
		noHud: 'Nada que conozcamos.',
		beside: 'Qué debe ir al lado',
		formula: 'La fórmula',
		departures: 'Todas las diferencias con las reglas de HUD',

		needs: 'Qué necesita',
		needsCaption: 'Las columnas sin las cuales una fuente no tiene esta cifra',
		column: 'Columna',
		holds: 'Qué contiene',
		kindOf: ({ kind, row }) => `Filas de la clase “${kind}”: ${row}`,
		of: ({ row, meaning }) => `De ${row}: ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}`,
		from: 'En una exportación',
		fromOne: ({ format, columns }) => `${format}: ${columns}`,
		here: 'En sus fuentes',
		has: ({ source }) => `${source} la tiene`,
		lacks: ({ source }) => `${source} no la tiene`,
		noSources:
			'Todavía no se ha importado nada. Cuando se importe, esta página dirá cuál de sus fuentes tiene qué.',
		allHave: 'Todas las fuentes que se importaron lo tienen todo.',
		someLack: ({ sources }) => `No está todo en ${sources}.`,
		nothingNeeded: 'Toda fuente tiene lo que necesita.',

		sql: 'El SQL',
		sqlWhy:
			'Una cifra es una lista de filas. Esta es la regla completa que las hace; todo lo demás, como quién está en qué programa, es igual para todas las cifras.',
		sqlOf: ({ id }) => `Las filas de ${id}.sql`,
		rules: 'Reglas que comparte con otras',
		ruleOf: ({ id, rule }) => `${id}: ${rule}`
	},

	statistics: {
		title: 'Cómo se calculan las cifras',
		lead: 'Una cifra es una lista de filas, reunidas en un número con las fórmulas de su clase. Todas se comparan con los valores que da R, en pruebas que vienen con Throughline.',
		on: 'En esta página',
		kinds: 'Las clases de cifra',
		where: 'Los signos',
		valued: ({ value, text }) => `${value}, ${text}`,
		used: 'Se usa para',
		unused: 'Todavía no hay ninguna cifra de esta clase.',
		source: 'Fuente',
		why: 'Por qué',
		kind: {
			count: {
				title: 'Cuenta',
				legend: {},
				why: 'Una cuenta es lo que es: nada se sacó al azar, así que no hay intervalo. El intervalo de una proporción o de un promedio trata de lo que el azar le hace.',
				source: 'No se necesita ninguna.'
			},
			sum: {
				title: 'Total',
				legend: { Y: 'el total', y_r: 'el valor de la fila r' },
				why: 'Como una cuenta, un total es lo que es: nada se sacó al azar, así que no hay intervalo.',
				source: 'No se necesita ninguna.'
			},
			ratio: {
				title: 'Proporción',
				legend: {
					p: 'la proporción',
					s: 'las filas que son un éxito',
					n: 'todas las filas',
					s_c: 'las del hogar c que son un éxito',
					n_c: 'todas las del hogar c',
					k: 'cuántos hogares',
					d: 'cuánto más se parecen las filas de un hogar que las de desconocidos',
					n_e: 'la n efectiva: tantas filas independientes como dirían lo mismo',
					z: 'el número de errores estándar para el 95 %'
				},
				why: 'El intervalo de Wilson queda entre 0 y 100 % y es honesto con números pequeños, donde el habitual de más o menos no lo es. Donde todas las filas o ninguna son un éxito, las filas de un hogar cuentan como una.',
				source:
					'Wilson, 1927, “Probable inference, the law of succession, and statistical inference”. Varianza de una razón entre conglomerados: Cochran, 1977, “Sampling Techniques”. Efecto de diseño: Kish, 1965, “Survey Sampling”.'
			},
			duration: {
				title: 'Mediana de un tiempo',
				legend: {
					x_j: 'el j-ésimo de los n valores, desde el menor',
					q: '½ para la mediana m, y 0.9 para lo que no superan nueve de cada diez',
					r: 'el menor número para el que, de n lanzamientos de una moneda, r o menos son cara con una probabilidad de al menos 2.5 %'
				},
				why: 'Unos pocos tiempos muy largos elevan un promedio; la mitad y la mitad no se mueve. El intervalo no necesita ningún supuesto sobre la forma, solo el orden. Con menos de seis valores no hay ninguno.',
				source:
					'Cuantiles: Hyndman y Fan, 1996, “Sample quantiles in statistical packages”, tipo 7. Intervalo por estadísticos de orden: David y Nagaraja, 2003, “Order Statistics”.'
			},
			time_to_event: {
				title: 'Proporción hasta un día, y la curva completa',
				legend: {
					n_i: 'las filas aún en seguimiento el día i',
					d_i: 'las que lo alcanzan ese día',
					c_i: 'las que terminan ese día sin alcanzarlo',
					S: 'la proporción a la que todavía no le ha pasado nada',
					F: 'la proporción que lo alcanzó hasta el día t',
					σ: 'el error estándar de F, entre hogares',
					z: 'el número de errores estándar para el 95 %'
				},
				why: 'Quienes todavía esperan se cuentan mientras se les pudo seguir; quienes se fueron sin alcanzarlo ya no pueden alcanzarlo, y siguen en la cuenta. No se olvida a nadie, de modo que un programa no puede parecer rápido siendo lento.',
				source:
					'Aalen y Johansen, 1978, “An empirical transition matrix for non-homogeneous Markov chains based on censored observations”. Error estándar con el jackknife infinitesimal (Jaeckel, 1972), como en el paquete survival de R; intervalo en la escala log-log complementaria (Kalbfleisch y Prentice, 1980).'
			},
			rate: {
				title: 'Sucesos por cada 30 días',
				legend: {
					x_c: 'los sucesos del hogar c',
					t_c: 'sus días',
					e_c: 'los sucesos que tendría si todos fueran iguales',
					k: 'cuántos hogares',
					x: 'todos los sucesos',
					φ: 'cuánto más difieren los hogares que por azar',
					q: 'el cuantil de la t de Student para k − 1',
					z: 'el número de errores estándar para el 95 %'
				},
				why: 'Cada persona cuenta por sus días, así que una estancia larga pesa más que una corta. Algunas personas tienen contacto mucho más a menudo que otras: un intervalo que tomara todos los sucesos como iguales sería demasiado estrecho.',
				source:
					'Cuasi-Poisson: Wedderburn, 1974, “Quasi-likelihood functions, generalized linear models, and the Gauss–Newton method”. Un solo hogar, o ningún suceso: Garwood, 1936, “Fiducial limits for the Poisson distribution”.'
			},
			mean: {
				title: 'Promedio',
				legend: {
					y_c: 'la suma de los valores del trabajador u hogar c, cada uno por su peso donde lo tiene',
					n_c: 'sus filas, o la suma de sus pesos',
					n: 'todas las filas, o la suma de todos los pesos',
					k: 'cuántos trabajadores u hogares',
					σ: 'el error estándar del promedio',
					q: 'el cuantil de la t de Student para k − 1'
				},
				why: 'Muchos días de un trabajador son un trabajador: el intervalo es entre trabajadores, no entre días.',
				source:
					'Varianza de una razón entre conglomerados: Cochran, 1977, “Sampling Techniques”. Intervalo: Student, 1908, “The probable error of a mean”.'
			}
		},
		outcome: { event: 'con vivienda', competing: 'se fue sin vivienda', censored: 'aún en espera' }
	},

	ways: {
		title: 'Por qué engañan los casos cerrados',
		names: {
			everybody: 'Todos',
			'leavers set aside': 'Sin los que se fueron',
			'finished only': 'Solo los que tienen vivienda'
		},
		why: {
			everybody:
				'Quien todavía espera cuenta mientras se le pudo seguir; quien se fue sigue en la cuenta como sin vivienda. Es lo que muestran nuestras páginas.',
			'leavers set aside':
				'A quien se fue sin vivienda se le toma como si todavía esperara y aún pudiera tenerla como los demás. Dice lo que sería si nadie se fuera nunca, que no es lo que pasó (la curva de Kaplan y Meier).',
			'finished only':
				'Se descarta a quien todavía espera y a quien se fue. Cuanto más lento es un programa, más esperas suyas faltan, de modo que los lentos parecen tan rápidos como los demás.'
		},
		which: ({ households, period }) =>
			`La imagen muestra ${households} de esta agencia que empezaron ${period}, contados de tres maneras:`,
		whichMadeUp: ({ households }) =>
			`Esta instalación no tiene esperas que puedan mostrarlo, así que la imagen muestra una cohorte inventada de ${households}, contados de tres maneras:`,
		unit: 'households',
		period: ({ from, to }) => `del ${from} al ${to}`,
		upTo: ({ to }) => `hasta el ${to}`,
		ended: ({ event, competing, censored }) =>
			`${event} obtuvieron vivienda, ${competing} se fueron sin ella y ${censored} seguían en espera el último día que se conoce.`,
		says: ({ day, shares: [all, aside, only] }) =>
			`Hasta el día ${day}, ${all} de todos tenía vivienda. Sin los que se fueron se leería ${aside}; de los que tienen vivienda solamente, ${only}.`,
		found: ({ day, shares }) =>
			`Los mismos hogares, de tres maneras: ${shares.join(', ')} con vivienda hasta el día ${day}`,
		caption:
			'Cada manera con su intervalo del 95 % en el día de la cifra principal. Las esperas son de esta agencia.',
		captionMadeUp:
			'Cada manera con su intervalo del 95 % en el día de la cifra principal. Las esperas son inventadas.',
		tableCaption: 'Las mismas esperas, contadas de tres maneras',
		way: 'Manera de contar',
		counted: 'Cuenta',
		by: ({ day }) => `Hasta el día ${day}`,
		half: 'La mitad en',
		days: 'days',
		notReached: 'sin alcanzar',
		source:
			'Kaplan y Meier, 1958, “Nonparametric estimation from incomplete observations”. Por qué dice demasiado donde la gente se va: Gooley y otros, 1999, “Estimation of failure probabilities in the presence of competing risks”.'
	},

	interval: {
		title: 'Qué significa un intervalo',
		text: 'Si se hiciera de nuevo el mismo trabajo con otras personas, el azar por sí solo movería la cifra. En 95 de 100 repeticiones así, un intervalo hecho de este modo contiene la verdadera. Habla solo del azar: no de registros incorrectos o faltantes.'
	},
	small: {
		title: 'Por qué un número pequeño lo dice',
		text: 'La misma proporción se conoce mejor con más personas. Por eso una cifra de pocas personas tiene un intervalo amplio, y no se llama mejor ni peor donde el azar pudo haberla hecho.',
		caption: 'La misma proporción de filas inventadas, cada vez más filas',
		n: 'Filas',
		successes: 'Éxitos',
		share: 'Proporción',
		limits: 'Intervalo del 95 %'
	},
	effective: {
		title: 'Por qué las filas de un mismo hogar cuentan menos',
		text: 'Los miembros de un hogar se mudan juntos, y los meses de contacto de una persona se parecen entre sí. Diez filas así no dicen tanto como diez desconocidos. Cuánto se parecen se toma de los propios datos, y el intervalo se hace con tantas filas como serían independientes: la n efectiva.',
		caption: 'Las mismas filas inventadas, de desconocidos y de hogares a los que les va igual',
		households: 'Hogares',
		effective: 'n efectiva'
	},
	immature: {
		title: 'Qué significa “aún no se ha observado a todos el tiempo suficiente”',
		means:
			'A las más recientes de estas personas aún no se les pudo seguir todo el tiempo que pide la cifra, así que todavía puede cambiar. No se juzga.',
		text: 'Una proporción hasta el día 90 de personas que llegaron el mes pasado todavía no se conoce. Hasta que se haya podido seguir tanto tiempo a las más recientes de un período, su cifra se dibuja hueca, no se compara con un estándar, y el período predeterminado termina lo bastante antes.'
	},
	known: {
		title: 'Hasta qué día se conocen los datos',
		text: 'Cada fuente se conoce hasta el primero de estos dos días: el de su exportación y el del fin del período que abarca. Las esperas se siguen hasta ese día, y no se cuenta nada posterior. Nunca se consulta el reloj de la computadora, de modo que los mismos datos dan mañana las mismas cifras.'
	},
	statuses: {
		title: 'Qué dice una cifra cuando no la hay',
		word: 'Dice',
		means: 'Significa',
		caption: 'Cada estado de una cifra',
		of: {
			shown: 'Hay una cifra.',
			no_data: 'No hay filas en este período, o con este filtro. No es 0 %: de nadie no hay proporción.',
			not_reached:
				'Hasta ahora lo ha alcanzado menos de la mitad, así que no hay un día en que la mitad lo alcanzara.',
			suppressed:
				'Hay detrás tan pocas personas que podrían reconocerlas quienes no pueden ver a personas individuales.',
			not_collected:
				'Ninguna fuente tiene una columna que la cifra necesita. La página nombra la columna y lo que la traería.'
		}
	},
	verdicts: {
		title: 'Cómo se juzga una cifra',
		text: ({ standard }) =>
			`Una cifra se compara con su objetivo donde lo hay; si no, con su estándar, en el sentido que es mejor. Es mejor o peor solo donde todo su intervalo está de un lado. Ejemplos, todos inventados, frente a un estándar de ${standard}:`,
		caption: 'Ejemplos inventados de cada juicio',
		verdict: 'Juicio',
		of: {
			better: 'Todo su intervalo está del lado mejor del estándar.',
			worse: 'Todo su intervalo está del lado peor del estándar.',
			'within chance':
				'El intervalo contiene el estándar: el azar por sí solo pudo haber hecho la diferencia.',
			'too little data':
				'Ningún resultado de tan pocas filas podría haber dejado el estándar fuera de su intervalo.'
		}
	},

	hud: {
		title: 'En qué diferimos de HUD',
		lead: 'Las reglas de HUD sobre quién está activo, quién se mudó y qué salidas cuentan son también las nuestras, y nuestras pruebas las comparan con las tablas del propio HUD. Donde una cifra, una tabla o una regla no es la de HUD, esta página lo dice.',
		metrics: 'Cifras',
		caption: 'Cada cifra que HUD tiene semejante',
		ours: 'La nuestra',
		theirs: 'La de HUD',
		differs: 'En qué difieren',
		rules: 'Las tablas y reglas que hay detrás',
		ruleName: ({ name }) => capital(name),
		none: 'No hay ninguna diferencia anotada.',
		missing: 'Lo que no se cubre',
		missingOf: [
			'Las medidas de desempeño del sistema son de todo un sistema de atención a personas sin hogar. Se rechazan, salvo que una fuente lo cubra entero. Lo que es semejante, como los retornos, se dice solo de nuestros programas, y se llama así.',
			'Las tablas de HUD imprimen 0 para nada de nada. Aquí eso es “sin datos”: de nadie no hay proporción.',
			'Los informes propios de HUD (APR, CAPER) todavía no se hacen aquí. Estas cifras no los sustituyen.'
		]
	}
} satisfies Messages['methods'];
