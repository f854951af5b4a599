import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');

/** Finding a case by the source system's own id, and the page of one. */
export default {
	nav: 'Casos',
	ids: 'Cada identificador es el del propio sistema de origen: con él se encuentra allí el registro. Las letras que lo acompañan son un código inventado que lo representa en las cifras, siempre el mismo para el mismo; un archivo lo trae completo.',

	find: {
		title: 'Buscar un caso',
		lead: 'Por el identificador que el sistema de origen da a una inscripción, un cliente o un hogar.',
		label: 'Identificador',
		hint: 'Completo y exactamente como lo escribe el sistema de origen, con sus ceros. Aquí nunca hay nombres.',
		submit: 'Buscar',
		none: 'Ninguno de sus casos tiene este identificador',
		noneWhy:
			'Revise si tiene un error. Un caso que se acaba de registrar se encuentra después de la próxima importación. Usted ve los casos que le corresponde ver.',
		again: 'Buscar otro caso',
		trouble: 'Los casos no se pueden leer',
		found: ({ value, number }) =>
			`${cases(value, { one: 'Se encontró', other: 'Se encontraron' })} ${number} ${cases(value, { one: 'estancia', other: 'estancias' })}`,
		caption: 'Las estancias encontradas, de la más reciente a la más antigua'
	},

	title: ({ program }) => `Una estancia en ${program}`,
	headline: {
		open: ({ program, start, days }) => `En ${program} desde el ${start}, ${days} hasta ahora`,
		ended: ({ program, start, end, days }) => `En ${program} del ${start} al ${end}, ${days}`
	},
	known: ({ source, date }) => `${source}, conocido hasta el ${date}.`,
	columns: {
		enrollment: 'Inscripción',
		client: 'Cliente',
		household: 'Hogar',
		program: 'Programa',
		program_type: 'Tipo de programa',
		worker: 'Trabajador',
		team: 'Equipo',
		age_group: 'Edad al inicio',
		household_type: 'Tipo de hogar',
		head: 'Jefe de hogar',
		prior_living_situation: 'Vivía antes en',
		referred_on: 'Remisión',
		started_on: 'Inicio',
		moved_in_on: 'Mudanza a la vivienda',
		exited_on: 'Salida',
		exit_destination: 'Destino de salida',
		days: 'Días',
		last_contact_on: 'Último contacto',
		problems: 'Problemas'
	},
	still: 'sigue allí',
	yesNo: { yes: 'sí', no: 'no' },
	others: 'Todas las estancias de este cliente',
	lastDay: 'El trabajador y el equipo son los del último día que se conoce.',

	problems: {
		title: 'Problemas en el registro',
		none: 'Las verificaciones no encuentran nada incorrecto en él.',
		caption: 'Lo que las verificaciones encontraron en este caso',
		check: 'Verificación',
		detail: 'Qué está mal',
		remedy: 'Qué hacer'
	},
	work: {
		title: 'Quién lo tuvo',
		none: 'No consta que lo tenga nadie de los suyos.',
		caption: 'Trabajadores con este caso',
		primary: 'A cargo',
		from: 'Desde',
		to: 'Hasta'
	},
	records: {
		latest: ({ shown, n }) => `Los ${shown} más recientes de ${n}.`,
		none: 'No hay nada registrado.',
		of: {
			contact: 'Contactos',
			document: 'Documentos',
			plan: 'Planes de servicios',
			goal: 'Metas',
			referral: 'Remisiones',
			service: 'Servicios y pagos'
		},
		columns: {
			occurred_on: 'Día',
			kind: 'Clase',
			result: 'Resultado',
			worker: 'Trabajador',
			due_on: 'Vence',
			service_on: 'Por el servicio del',
			complete: 'Completo',
			audit_passed: 'Pasó la auditoría',
			created_on: 'Hecho',
			review_due_on: 'Revisión prevista',
			reviewed_on: 'Revisado',
			set_on: 'Fijada',
			domain: 'Ámbito',
			target_on: 'Prevista para',
			closed_on: 'Cerrada',
			status: 'Estado',
			made_on: 'Hecha',
			service_type: 'Servicio',
			provider: 'Proveedor',
			result_on: 'Resultado del',
			provided_on: 'Día',
			amount: 'Monto'
		}
	}
} satisfies Messages['cases'];
