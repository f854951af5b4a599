import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
// What a demo shows is made up, and read only by who makes pages.
const files = globSync('src/**/*.svelte', { cwd: root }).filter((file) => !file.includes('/demo/'));

/** Attributes that are read by people. */
const READ = new Set(['title', 'alt', 'placeholder', 'label', 'aria-label', 'aria-description', 'summary']);
const NOT_READ_ALOUD = new Set(['code', 'kbd']);

type Node = { type?: string; start?: number; [key: string]: unknown };

/** Every text of a component that a person reads: between tags, in attributes, in expressions, in its script. */
function bareTexts(source: string): string[] {
	const { fragment, instance, module } = parse(source, { modern: true });
	const found: string[] = [];
	walk([fragment, instance?.content, module?.content], []);
	return found;

	function walk(node: unknown, above: Node[]): void {
		if (Array.isArray(node)) {
			for (const each of node) walk(each, above);
			return;
		}
		if (typeof node !== 'object' || node === null) return;
		const here = node as Node;
		const text = bareText(here, above);
		if (text !== null) found.push(text);
		for (const [key, inner] of Object.entries(here))
			if (key !== 'metadata' && key !== 'loc') walk(inner, [...above, here]);
	}
}

function bareText(node: Node, above: Node[]): string | null {
	if (node.type === 'Text') {
		const { data } = node as unknown as AST.Text;
		const attribute = above.findLast((each) => each.type === 'Attribute') as AST.Attribute | undefined;
		const element = above.findLast((each) => each.type === 'RegularElement') as
			AST.RegularElement | undefined;
		if (attribute ? !READ.has(attribute.name) : NOT_READ_ALOUD.has(element?.name ?? '')) return null;
		return /\p{L}{2}/u.test(data) ? data.trim() : null;
	}
	if (node.type === 'Literal' && typeof node.value === 'string')
		return /^\p{Lu}\p{Ll}|\p{Ll} \p{Ll}/u.test(node.value) && !isCode(node.value, above) ? node.value : null;
	if (node.type === 'TemplateElement') {
		const { cooked } = node.value as { cooked: string };
		return /\p{L}{2,} \p{L}{2,}/u.test(cooked) ? cooked : null;
	}
	return null;
}

/** A value that the data has: what is compared, or the key of something. */
function isCode(_value: string, above: Node[]): boolean {
	const parent = above.findLast((each) => each.type !== undefined);
	return (
		parent?.type === 'BinaryExpression' ||
		parent?.type === 'MemberExpression' ||
		parent?.type === 'TSLiteralType'
	);
}

test.each(files)('%s has no sentence of its own', (file) => {
	expect(bareTexts(readFileSync(join(root, file), 'utf8'))).toEqual([]);
});

test('a sentence in the markup is found, wherever it stands', () => {
	expect(bareTexts('<p>Ten people</p>')).toEqual(['Ten people']);
	expect(bareTexts('<button aria-label="Close" class="main wide">×</button>')).toEqual(['Close']);
	expect(bareTexts("<p>{empty ? 'Nothing here' : name}</p>")).toEqual(['Nothing here']);
	expect(bareTexts('<p>{`${n} people were served`}</p>')).toEqual([' people were served']);
	expect(
		bareTexts("<p class={{ number }}>{m.served} <code>npm start</code> {a === 'Of course' ? 1 : 2}</p>")
	).toEqual([]);
});
