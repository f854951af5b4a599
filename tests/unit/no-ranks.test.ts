// Workers are never ranked: no sentence does it, no answer has a name for it, and the tests that look at lists of
// workers can tell an order by result from one by name.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT } from '#pipelines/home.ts';
import {
	findListing,
	findListings,
	findRanking,
	findRankingNames,
	misorder,
	tellsNothing
} from '../listings.ts';

function filesUnder(folder: string, ending: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith(ending))
		.map((file) => join(folder, file));
}

/** The text of every string and template in a module; where a template has a gap, an ellipsis. */
function sentencesOf(file: string): string[] {
	const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node)) found.push(node.text);
		else if (ts.isTemplateExpression(node))
			found.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'));
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** Every name of a property and every word of an enumeration in a schema. */
function namesIn(schema: unknown): string[] {
	if (typeof schema !== 'object' || schema === null) return [];
	const { properties, enum: words, const: word } = schema as Record<string, unknown>;
	return [
		...Object.keys(properties ?? {}),
		...(Array.isArray(words) ? words.map(String) : []),
		...(typeof word === 'string' ? [word] : []),
		...Object.values(schema).flatMap(namesIn)
	];
}

const WORKERS = ['A. Alder', 'B. Birch', 'C. Cedar', 'D. Dogwood', 'E. Elm'];
const SHARES = ['61 %', '82 %', '74 %', '60 %', '79 %'];
const byName = WORKERS.map((name, at) => [name, SHARES[at] ?? '', `${String(40 + at)} appointments`]);
const byResult = byName.toSorted((one, other) => parseFloat(other[1] ?? '') - parseFloat(one[1] ?? ''));

describe('a list of workers', () => {
	const read = (rows: string[][]) => findListing('here', rows, WORKERS);

	it('by name is right, and one by result is found out', () => {
		const right = read(byName);
		expect(right?.names).toEqual(WORKERS);
		expect(right?.columns[0]).toEqual([61, 82, 74, 60, 79]);
		expect(right && misorder(right)).toBeNull();
		const wrong = read(byResult);
		expect(wrong && misorder(wrong)).toBe('here: C. Cedar stands after E. Elm');
	});

	it('is found out in an answer, too, also where the worker is a group', () => {
		const answer = (rows: string[][]) => ({
			results: rows.map(([worker, share]) => ({ group: { worker }, value: parseFloat(share ?? '') / 100 }))
		});
		const of = (rows: string[][]) => findListings('metric', answer(rows), WORKERS).map(misorder);
		expect(of(byName)).toEqual([null]);
		expect(of(byResult)).toEqual(['metric.results: C. Cedar stands after E. Elm']);
	});

	it('that would be the same by result tells nothing', () => {
		const listing = (column: number[]) => ({ where: '', names: WORKERS, columns: [column] });
		expect(tellsNothing(listing([1, 3, 2, 5, 4]))).toBe(false);
		expect(tellsNothing(listing([1, 2, 2, 5, 6]))).toBe(true);
		expect(tellsNothing(listing([9, 7, 4, 4, 3]))).toBe(true);
		expect(tellsNothing(listing([1, 1, 1, 1, 1])), 'all the same is no order').toBe(false);
	});

	it('is not what a list of cases is, where workers come again', () => {
		const cases = ['B. Birch', 'A. Alder', 'B. Birch', 'E. Elm', 'C. Cedar'].map((name) => ['E0001', name]);
		expect(read(cases)).toBeNull();
		expect(read(byResult.slice(0, 3))).toBeNull();
	});
});

describe('a sentence that ranks', () => {
	it.each([
		'The best worker of the month.',
		'D. Dogwood is ranked 3 of 22.',
		'She is in the 10th percentile.',
		'Workers with the lowest share stand first.',
		'A league table of teams.'
	])('is found: %s', (sentence) => {
		expect(findRanking(`It is so. ${sentence} Look closer.`)).toEqual([sentence]);
	});

	it.each([
		'Workers stand in alphabetical order: these figures are no ranking.',
		'From Ropewalk Shelter (41 %) to Orchard Family Support (74 %).',
		'The top of the page.',
		'The worker has 41 open cases.',
		'Nine of ten took 60 days or less.'
	])('is not this: %s', (sentence) => {
		expect(findRanking(sentence)).toEqual([]);
	});
});

it('no sentence on any page ranks workers', () => {
	const files = [...filesUnder('src/lib/messages', '.ts'), ...filesUnder('src', 'commands.ts')];
	const sentences = files.flatMap((file) => sentencesOf(file).map((text) => ({ file, text })));
	expect(sentences.length).toBeGreaterThan(1000);
	expect(sentences.flatMap(({ file, text }) => findRanking(text).map((each) => `${file}: ${each}`))).toEqual(
		[]
	);
});

it('no answer has a place, a rank or a single score of anybody', async () => {
	expect(findRankingNames(['overall_rank', 'percentileOf', 'score', 'value', 'stands', 'scope'])).toEqual([
		'overall_rank',
		'percentileOf',
		'score'
	]);
	const names = new Set<string>();
	let schemas = 0;
	for (const file of filesUnder('src/lib/metrics', '.ts')) {
		const module = (await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, unknown>;
		for (const exported of Object.values(module)) {
			if (!(exported instanceof z.ZodType)) continue;
			schemas++;
			for (const name of namesIn(z.toJSONSchema(exported, { unrepresentable: 'any' }))) names.add(name);
		}
	}
	expect(schemas).toBeGreaterThan(0);
	expect([...names]).toContain('numerator');
	expect(findRankingNames([...names])).toEqual([]);
});
