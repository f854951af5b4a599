import { plural } from '../plural.ts';
import type { Messages } from '../index.ts';

const cases = plural('es');

export default {
	title: 'Informes',
	lead: 'El borrador se hace en cuanto se conocen todos los días de un trimestre, con las cifras de las otras páginas; lo que su financiador no puede saber se oculta antes de que nadie escriba una palabra. «Corregir» hace otra publicación de un trimestre, después de corregirse sus datos.',
	noGrants: 'Todavía no hay subvenciones, así que no se debe ningún informe.',
	noGrantsDo: 'Añada una subvención, con lo que promete, en la página de subvenciones.',
	grants: 'Subvenciones',
	owed: {
		none: 'Ahora no se debe ningún informe.',
		late: ({ n, what, date }) =>
			cases(n, {
				one: `El informe sobre ${what} vencía el ${date}.`,
				other: `${String(n)} informes están atrasados. El primero, sobre ${what}, vencía el ${date}.`
			}),
		soon: ({ n, what, date }) =>
			cases(n, {
				one: `El informe sobre ${what} vence el ${date}.`,
				other: `${String(n)} informes vencen pronto. El primero, sobre ${what}, vence el ${date}.`
			}),
		next: ({ what, date }) => `El próximo informe, sobre ${what}, vence el ${date}.`,
		standing: ({ standing }) => `Su estado: ${standing}.`,
		open: 'Abrir el borrador',
		all: 'Todos los informes'
	},
	late: ({ date }) => `${date}, atrasado`,
	list: {
		caption: 'Informes por subvención y trimestre',
		grant: 'Subvención',
		quarter: 'Trimestre',
		due: 'Vence',
		responsible: 'Responsable',
		standing: 'Estado',
		do: 'Siguiente'
	},
	quarter: ({ number, span }) => `T${number}, ${span}`,
	standing: {
		'not whole': 'datos aún incompletos',
		ready: 'se puede hacer',
		drafted: 'hay un borrador listo',
		draft: 'en redacción',
		review: 'en revisión',
		released: 'publicado'
	},
	version: ({ version, date }) => `publicación ${version} del ${date}`,
	make: 'Hacer el informe',
	restate: 'Corregir',
	open: 'Abrir',
	read: 'Leer',
	which: 'Informe',
	of: ({ quarter, grant }) => `${grant}, ${quarter}`,
	broken: 'No se puede leer un informe de esta instalación',
	draft: {
		title: ({ grant, quarter }) => `Borrador: ${grant}, ${quarter}`,
		back: 'Todos los informes',
		written:
			'Abajo está lo que verá el financiador. Escriba lo que las cifras no pueden decir y envíelo a revisión.',
		opened: ({ who, when }) => `Abierto por ${who} el ${when}.`,
		review: ({ who, when }) => `En revisión desde el ${when}, enviado por ${who}. Ya no cambia nada en él.`,
		making: 'El informe se está haciendo. Tarda unos segundos.',
		failed: 'No se pudo hacer el informe',
		hidden: {
			title: 'Qué se oculta y por qué',
			none: 'En este informe no se oculta nada.',
			lead: ({ n, all }) =>
				`${n} de ${all} cifras se ocultan al financiador. Solo usted ve por qué: para el financiador todas se ven igual.`,
			caption: 'Cifras ocultas',
			figure: 'Cifra',
			group: 'Grupo',
			period: 'Período',
			why: 'Por qué',
			notAccruing: ({ metrics }: { metrics: string }) =>
				`${metrics}: el archivo dice “accrues: true”, pero quien cuenta en una parte de un período no siempre cuenta en el período entero. Lo oculto no se basó en ello. Quite la línea.`,
			whys: {
				few: 'Habla de muy pocas personas.',
				end: 'Diría casi lo mismo de cada persona del grupo.',
				one: 'Es casi toda de un solo cliente.',
				correction: 'Lo que cambió desde que se dijo por última vez daría a conocer a pocas personas.',
				others: 'De ella se podría deducir otra cifra oculta.',
				before:
					'Junto con lo que ya se dijo, de ella se podrían deducir cifras ocultas, por pocas otras que se dijeran.'
			},
			all: 'todas las personas'
		},
		/** Gaps that are followed, as they are offered to who writes a report. */
		gaps: {
			title: 'Brechas que usted sigue',
			lead: 'Lo que se puede decir de ellas sin hablar de pocas personas. Póngalo en el texto y cámbielo como quiera.',
			take: 'Poner en el texto',
			one: ({ group, figure, since }) =>
				`${group}: les va peor en «${figure}». Lo seguimos desde el ${since}.`,
			done: ({ note }) => `Qué se hace: ${note}`
		},
		texts: {
			title: 'Lo que usted dice',
			lead: 'Sin nombres, y nada que hable de un solo cliente: el financiador lo lee tal cual.',
			summary: 'En breve',
			summaryHint: 'Dos o tres frases al comienzo del informe.',
			gaps: 'Brechas en las que se trabaja',
			gapsHint: 'A qué grupos les va peor y qué se hace al respecto.',
			variance: 'Por qué no es como se prometió',
			action: 'Qué se hace al respecto',
			delivered: {
				quarter: ({ value, promised }) => `Este trimestre ${value}; se prometió ${promised}.`,
				to_date: ({ value, promised }) => `En lo que va del año ${value}; se prometió ${promised}.`
			},
			kept: 'Se cumple cada promesa que se puede juzgar; no hay nada que explicar.',
			save: 'Guardar',
			saved: 'Guardado.',
			language: 'Idioma del informe',
			wrong: {
				long: 'Tiene más de 4.000 caracteres. Acórtelo.',
				personal:
					'Contiene lo que parece una dirección de correo, un teléfono u otro número de una persona. Quítelo.',
				review: 'El informe está en revisión. Primero retírelo.'
			}
		},
		send: 'Enviar a revisión',
		sendLead: 'Desde entonces no cambia nada en él, hasta que se publique o se retire.',
		take: 'Retirar',
		dropWhy: 'Un borrador que no hace falta se puede descartar. No se vuelve a hacer solo.',
		drop: 'Descartar el borrador',
		sure: 'Con todo lo que se escribió en él',
		approve: 'Aprobar',
		approved: ({ who, when }) => `Aprobado por ${who} el ${when}.`,
		needs: ({ n, needed }) =>
			`Tiene ${String(n)} de ${String(needed)} ${cases(needed, { one: 'aprobación que necesita', other: 'aprobaciones que necesita' })}.`,
		release: 'Publicar para el financiador',
		releaseLead: ({ funder }) =>
			`${funder} puede leerlo desde entonces. Queda como es para siempre; lo que cambie después es otra publicación.`,
		refused: 'No se hizo'
	},
	release: {
		title: ({ grant, quarter }) => `${grant}, ${quarter}`,
		released: ({ version, who, when }) => `Publicación ${version}, entregada por ${who} el ${when}.`,
		superseded: 'Una publicación posterior ocupa el lugar de esta.',
		toLatest: 'A la última publicación',
		others: 'Publicaciones de este trimestre',
		forms: 'Lléveselo',
		toForms: 'Lléveselo: PDF, libro, tabla',
		formNames: {
			pdf: 'PDF, para leer e imprimir',
			xlsx: 'Libro (XLSX), con diccionario de datos',
			csv: 'Tabla (CSV), para poner debajo de las de otras subvenciones',
			json: 'JSON, para un programa'
		},
		chart: 'Imagen (SVG)',
		template: {
			title: 'Rellenar su propio formulario',
			lead: 'Un libro (XLSX) suyo, cuyas celdas tienen nombres como people_served.quarter.value, se rellena y se devuelve. No se guarda.',
			file: 'Libro',
			fill: 'Rellenar',
			names: 'Los nombres que hay'
		},
		checksum: ({ hash }) => `Suma de control (SHA-256) de su JSON: ${hash}`,
		links: {
			title: 'Para un financiador sin cuenta',
			lead: 'Un enlace que funciona hasta un día, con un código. Envíe los dos por vías distintas.',
			make: 'Hacer un enlace',
			days: 'Días que funciona',
			made: 'El enlace y su código se muestran una vez',
			link: 'Enlace',
			code: 'Código',
			until: ({ date, who }) => `Funciona hasta el ${date}, hecho por ${who}.`,
			end: 'Terminarlo',
			none: 'Ahora no funciona ningún enlace.'
		}
	},
	funder: {
		none: 'Todavía no se ha publicado ningún informe para usted.',
		will: 'Aquí encontrará los informes trimestrales de sus subvenciones, una vez que la agencia los haya publicado: lo que se prometió, lo que se cumplió y qué tan segura es cada cifra. Nunca contienen el caso individual de nadie.',
		until:
			'Hasta entonces no tiene nada que hacer aquí. Quien le invitó puede decirle cuándo llega el primer informe.',
		whole: ({ grant, quarter }) => `El informe entero sobre ${grant}, ${quarter}`,
		caption: 'Informes publicados para usted',
		nobody: 'Esta cuenta no es todavía de ningún financiador. Pida a la agencia que diga de cuál.'
	},
	given: {
		title: 'Un informe para usted',
		lead: 'Escriba el código que se le envió aparte de este enlace.',
		code: 'Código',
		open: 'Abrir el informe',
		wrong: 'Ese no es el código de este enlace. Después de diez equivocados el enlace termina.',
		until: ({ date }) => `Este enlace funciona hasta el ${date}.`
	},
	verify: {
		same: 'Se hizo de nuevo a partir de sus lotes, y es igual hasta el último byte.',
		changed:
			'Lo que se guarda no es aquello de lo que es su suma de control: se cambió después de publicarse.',
		gone: ({ batches }) =>
			`No se puede hacer de nuevo: se purgaron ${batches}, enteros o de clientes. Su suma de control es correcta.`,
		version: ({ needs, code, here }) =>
			`Su suma de control es correcta. Para hacerlo de nuevo hace falta Throughline ${needs} (código ${code}); este es ${here}, con otro código.`,
		differs: ({ parts }) => `Hecho de nuevo, difiere en: ${parts}.`
	}
} satisfies Messages['desk'];
