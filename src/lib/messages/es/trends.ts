import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';

const cases = plural('es');

/** Better, or noise: every figure over time, held to what chance alone does. */
export default {
	nav: 'Tendencias',
	title: '¿Es una mejora o es ruido?',
	found: ({ changed, looked }) =>
		looked.value === 0
			? 'Todavía no se puede juzgar ninguna cifra en el tiempo'
			: cases(changed.value, {
					zero: `Ruido: de ${looked.number} cifras, ninguna se movió más de lo que la mueve el azar`,
					one: `Una de ${looked.number} cifras se movió más de lo que suele moverla el azar`,
					other: `${changed.number} de ${looked.number} cifras se movieron más de lo que suele moverlas el azar`
				}),
	chance: ({ expected, isMore }) =>
		`Solo por azar se verían unos ${expected} cambios así entre tantas cifras${isMore ? ', de modo que es probable que la mayoría de estos sean reales' : '. Cualquiera de estos puede ser uno de ellos: fíjese en lo que dura y en aquello cuya razón usted conoce'}.`,
	period: 'Se observan los últimos 24 meses completos que se conocen.',
	how: 'Cómo se distingue un cambio del azar',
	changed: 'Lo que cambió',
	none: 'Nada cambió más allá del azar.',
	steady: 'Lo que no cambió más allá del azar',
	silent: 'Lo que no se puede juzgar, y por qué',
	caption: 'Las cifras en el tiempo, en el orden del resumen',
	columns: { metric: 'Cifra', finding: 'En el tiempo' },
	count: ({ value, number }) => `${number} ${cases(value, { one: 'cifra', other: 'cifras' })}`
} satisfies Messages['trends'];
