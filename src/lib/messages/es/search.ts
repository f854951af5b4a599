import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const things = plural('es');

/** Finding a page, a metric, a program, a worker or a case by what it is called. */
export default {
	title: 'Buscar',
	label: 'Busque una medida, un programa, un equipo, una persona o el id de un caso',
	short: 'Buscar',
	keys: 'Ctrl K',
	submit: 'Buscar',
	lead: 'Por cualquier parte de un nombre, o por el id que el sistema de origen da a un caso. Encuentra lo que a usted le toca ver.',
	found: ({ value, number }) => `${number} ${things(value, { one: 'resultado', other: 'resultados' })}`,
	none: 'Nada de lo que usted puede ver se llama así',
	noneWhy:
		'Un id debe estar completo, con sus ceros. Un caso que se acaba de registrar se encuentra después de la próxima importación.',
	meant: '¿Quiso decir',
	caption: 'Lo que se encontró, primero lo que mejor coincide',
	what: 'Qué es',
	called: 'Nombre',
	kinds: { page: 'Página', metric: 'Medida', case: 'Caso' },
	stays: 'Casos con este id'
} satisfies Messages['search'];
