import type { Messages } from '../index.ts';
import { plural } from '../plural.ts';
import terms from './terms.ts';

const cases = plural('es');

/** A unit's noun in Spanish, in the plural: personas, días. One that the glossary has not, as an agency's own, stays. */
export function noun(unit: string): string {
	return terms[unit] ?? unit;
}

/** One of a unit: día, persona, salida. What follows a preposition stays as it is: reunión de supervisión. */
export function singular(unit: string): string {
	const [, head = '', rest = ''] =
		/^(.*?)((?:^| )(?:de|del|con|sin|en|para|por|a|al|y|que) .*)?$/.exec(noun(unit)) ?? [];
	return head.split(' ').map(one).join(' ') + rest;
}

function one(word: string): string {
	if (/sis$/.test(word)) return word;
	if (/iones$/.test(word)) return word.replace(/iones$/, 'ión');
	return word.replace(/^meses$|[dlnr]es$/.test(word) ? /es$/ : /s$/, '');
}

const heldTo = { standard: 'El estándar es', target: 'El objetivo es' };

/** Figures, dates and periods in words. */
export default {
	none: 'sin cifra',
	percent: ({ number }) => `${number} %`,
	under: ({ number }) => `menos de ${number}`,
	over: ({ number }) => `más de ${number}`,
	quantity: ({ number, value, unit }) =>
		`${number} ${cases(value, { one: singular(unit), other: noun(unit) })}`,
	per30days: ({ quantity }) => `${quantity} por cada 30 días`,
	range: ({ from, to }) => `${from} a ${to}`,
	share: ({ part, whole }) => `${part} de ${whole}`,
	basis: ({ n }) => `n = ${n}`,
	answer: ({ figure, limits, rests }) =>
		`${figure}${limits === null ? '' : ` (${limits})`}${rests === null ? '' : `, ${rests}`}`,
	because: ({ status, reason }) => `${status}: ${reason}`,
	moment: ({ date, time }) => `${date}, ${time} UTC`,
	age: ({ days, number }) => cases(days, { zero: 'hoy', one: 'ayer', other: `hace ${number} días` }),

	status: {
		shown: 'se muestra',
		no_data: 'sin datos',
		not_reached: 'sin alcanzar: menos de la mitad hasta ahora',
		suppressed: 'oculto: muy pocas personas',
		not_collected: 'no se recopila'
	},
	verdict: {
		better: 'mejor, más allá del azar',
		worse: 'peor, más allá del azar',
		'within chance': 'dentro del azar',
		'too little data': 'muy pocos datos para juzgar'
	},
	comparison: {
		better: ({ standard, kind }) => `${heldTo[kind]} ${standard}; esto es mejor, más allá del azar.`,
		worse: ({ standard, kind }) => `${heldTo[kind]} ${standard}; esto es peor, más allá del azar.`,
		'within chance': ({ standard, kind }) =>
			`${heldTo[kind]} ${standard}; la diferencia no es mayor que la del azar.`,
		'too little data': ({ standard, kind }) => `${heldTo[kind]} ${standard}; hay muy pocos datos para juzgar.`
	},
	standard: ({ standard, kind }) => `${heldTo[kind]} ${standard}.`,
	beside: 'Léase junto con',
	sentence: ({ text }) => `${text}.`,
	leftOut: 'se dejó fuera, porque su archivo tiene un problema.',
	immature: 'aún no se ha observado a todos el tiempo suficiente',
	finding: ({ title, figure }) => `${title}: ${figure}.`
} satisfies Messages['figures'];
