import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { readChecks } from '#pipelines/checks/definition.ts';
import { ROOT } from '#pipelines/home.ts';
import { readMetrics, readUnlisted } from '#pipelines/metrics/definition.ts';
import { readModel, readRules } from '#pipelines/model/definition.ts';
import { describeTemplates } from '#pipelines/sources/canonical-csv/templates.ts';
import { readStages } from '#pipelines/stages/definition.ts';
import { messages } from '#lib/messages/index.ts';
import { sayDetail } from '#lib/server/check-words.ts';
import { inLanguage } from '#lib/server/language.ts';
import { speak } from '#lib/speak.ts';

const { m, format } = speak('es');

/** The paths of texts that one has and the other has not. */
function missing(own: object, said: object | undefined, ids: readonly string[]): string[] {
	const [ours, theirs] = [own, said ?? {}] as Record<string, unknown>[];
	return ids.filter((id) => {
		const text = ours?.[id];
		if (text === undefined || text === '' || (Array.isArray(text) && text.length === 0)) return false;
		const other = theirs?.[id];
		return Array.isArray(text) && Array.isArray(other) ? text.length !== other.length : !other;
	});
}

const places = (text: string | undefined) => (text?.match(/\{\w+\}/g) ?? []).sort();

describe('what comes with Throughline says in Spanish all that it says in English', () => {
	const metrics = [...readMetrics(null).metrics, ...readUnlisted()];
	test.each(metrics)('the metric $id', (metric) => {
		const ids = ['title', 'question', 'finding', 'grain', 'counts', 'leaves_out', 'source', 'hud'];
		expect(missing(metric, metric.es, ids)).toEqual([]);
		expect(places(metric.es?.finding)).toEqual(places(metric.finding));
	});

	test.each(readChecks(null).checks)('the check $id, with the sentences that it makes', ({ head, sql }) => {
		expect(missing(head, head.es, ['title', 'guidance', 'remedy'])).toEqual([]);
		for (const [own, said] of Object.entries(head.es?.details ?? {})) {
			expect(places(said)).toEqual(places(own));
			// The words of a sentence are those of the SELECT, so that a sentence that was changed is not missed.
			for (const word of own.replaceAll(/\{\d\}/g, ' ').match(/[A-Za-z]{3,}/g) ?? [])
				expect(sql).toContain(word);
		}
		expect(Object.keys(head.es?.details ?? {})).not.toEqual([]);
	});

	test('stages, tables, rules and the columns of templates', () => {
		for (const { head } of readStages())
			expect(
				missing(head, head.es, ['title', 'noun', 'reached', 'waiting', 'left', 'source', 'ways'])
			).toEqual([]);
		for (const { id, head } of readModel())
			expect(missing(head, head.es, ['row', 'departures']), id).toEqual([]);
		for (const { id, head } of readRules())
			expect(missing(head, head.es, ['rule', 'departures']), id).toEqual([]);
		for (const { table, columns } of describeTemplates())
			for (const column of columns) expect(column.es, `${table}.${column.name}`).not.toBe('');
	});

	test('every word of our lists, every unit and kind of row', () => {
		const same = ['hospital', 'no', 'plan'];
		const lists = globSync('pipelines/{model,sources/canonical-csv}/codes/*.csv', { cwd: ROOT });
		const words = lists.flatMap((file) => {
			const { data } = Papa.parse<{ value: string }>(readFileSync(join(ROOT, file), 'utf8'), {
				header: true
			});
			return data.flatMap(({ value }) => value || []);
		});
		const units = metrics.flatMap(({ unit, rows }) => [unit, rows]).filter((unit) => unit !== 'share');
		const unknown = [...new Set([...words, ...units])].filter(
			(word) => !(word in m.terms) && !same.includes(word)
		);
		expect(unknown).toEqual([]);
	});
});

/** Stands for whatever a sentence is given, and notes what it takes: a number, a text, a list or several of these. */
function anything(value: number, take: (name: string) => void = () => undefined): unknown {
	return new Proxy(() => undefined, {
		get: (_, name) => {
			if (name === Symbol.toPrimitive) return (hint: string) => (hint === 'string' ? String(value) : value);
			if (name === Symbol.iterator) return () => [1, 2, 3].map(() => anything(value)).values();
			if (name === 'length') return value;
			if (typeof name === 'string') take(name);
			return anything(value);
		},
		apply: () => anything(value),
		ownKeys: () => ['prototype'],
		getOwnPropertyDescriptor: () => ({
			value: undefined,
			writable: false,
			configurable: false,
			enumerable: false
		})
	});
}

/** What a sentence takes of what it is given, none, one or many of it. */
function takenBy(sentence: (given: unknown) => unknown): string[] {
	const taken = new Set<string>();
	for (const value of [0, 1, 2]) {
		try {
			sentence(anything(value, (name) => taken.add(name)));
		} catch {
			// It takes something of a kind that is not made here; what it took until then counts.
		}
	}
	return [...taken].sort();
}

test('a sentence takes in Spanish what it takes in English', () => {
	const differ: string[] = [];
	compare(messages('en'), m, '');
	expect(differ).toEqual([]);

	function compare(one: unknown, other: unknown, path: string): void {
		if (typeof one === 'function') {
			const [own, said] = [one, other].map((each) => takenBy(each as (given: unknown) => unknown));
			const lost = own?.filter((name) => !said?.includes(name)) ?? [];
			if (lost.length > 0) differ.push(`${path}: ${lost.join(', ')}`);
			return;
		}
		if (typeof one === 'string') expect(other, path).toBeTypeOf('string');
		if (typeof one !== 'object' || one === null || path === '.terms') return;
		for (const [name, inner] of Object.entries(one))
			compare(inner, (other as Record<string, unknown>)[name], `${path}.${name}`);
	}
});

test('numbers, dates and amounts are written as in Spanish', () => {
	expect(format.number(1234.5, 1)).toBe('1,234.5');
	expect(format.date('2026-07-01')).toBe('1 de julio de 2026');
	expect(format.amount(1240, { kind: 'sum', unit: 'dollars' })).toBe('$1,240');
	expect(format.list(['Norte', 'Sur'])).toBe('Norte y Sur');
	expect([1, 2].map((n) => format.quantity(n, 'annual assessments'))).toEqual([
		'1 evaluación anual',
		'2 evaluaciones anuales'
	]);
	expect(format.quantity(1, 'supervision meetings')).toBe('1 reunión de supervisión');
	expect(format.quantity(1, 'widgets')).toBe('1 widget');
});

test('a sentence of a check is said with what stands in it, and one that is not known as it is', () => {
	const details = { 'The {1} due on {2} is late.': 'Con vencimiento el {2} ({1}): atrasado.' };
	inLanguage('es', () => {
		expect(sayDetail('The service plan due on 2026-01-02 is late.', details)).toBe(
			'Con vencimiento el 2026-01-02 (plan de servicios): atrasado.'
		);
		expect(sayDetail('Something else (an own check).', details)).toBe('Something else (an own check).');
	});
});
