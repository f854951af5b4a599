import type { Messages } from '../index.ts';
import { noun, singular } from './figures.ts';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Words in and around charts. */
export default {
	data: 'Los datos de esta imagen',
	keys: 'Las teclas de flecha leen los valores uno por uno.',
	all: ({ value }) => `Todos: ${value}`,
	standard: ({ value }) => `Estándar ${value}`,
	target: ({ value }) => `Objetivo ${value}`,
	median: ({ value }) => `Mediana ${value}`,
	shareBy: ({ share, day, unit }) => `${share} hasta el ${singular(unit)} ${day}`,
	day: ({ day, unit }) => `Hasta el ${singular(unit)} ${day}`,
	followed: ({ n }) => `${n} aún en seguimiento`,
	of: ({ name, text }) => `${name}: ${text}`,
	since: ({ unit }) => `al cabo de tantos ${noun(unit)}`,
	atRisk: ({ unit }) =>
		unit === 'days' ? 'Aún en seguimiento ese día' : `Aún en seguimiento en ese ${singular(unit)}`,
	notKnown: 'se desconoce',
	everybody: 'Todos',
	beyond: ({ value }) => `más de ${value}`,
	beyondShort: ({ value }) => `> ${value}`,
	ofAll: ({ share }) => `${share} de todos`,
	columns: {
		period: 'Período',
		value: 'Cifra',
		interval: 'Intervalo del 95 %',
		n: 'Se basa en',
		note: 'Nota',
		day: ({ unit }) => capital(singular(unit)),
		group: 'Grupo',
		share: 'Proporción',
		atRisk: 'Aún en seguimiento',
		range: 'Duración',
		rows: 'Cuántos',
		ofAll: 'Proporción de todos'
	}
} satisfies Messages['charts'];
