import { z } from 'zod';

/** One setting as a form shows it. `key` is its place in settings.json, with dots: `oidc.issuer`. */
export type Field = {
	key: string;
	kind: 'whole' | 'number' | 'text' | 'choice' | 'yes or no' | 'list' | 'pairs';
	/** Bounds of a number. */
	least: number | null;
	most: number | null;
	choices: string[];
	/** What it comes with, or null where it comes with nothing. */
	comesWith: string | null;
	/** Never sent to a page. */
	secret: boolean;
};

/** The settings of a schema: those that a form can show, and the keys of those that it cannot. */
export type Form = { fields: Field[]; elsewhere: string[] };

type Json = {
	type?: string | string[];
	properties?: Record<string, Json>;
	items?: Json;
	additionalProperties?: Json | boolean;
	enum?: unknown[];
	anyOf?: Json[];
	minimum?: number;
	maximum?: number;
	exclusiveMinimum?: number;
	default?: unknown;
};

/** What a zod schema of settings asks for, nested objects and optional keys among them. */
export function formOf(schema: z.ZodType): Form {
	const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
	const form: Form = { fields: [], elsewhere: [] };
	collect(json, [], json.default, form);
	return form;
}

function collect(json: Json, path: string[], comesWith: unknown, form: Form): void {
	const some = json.anyOf?.filter(({ type }) => type !== 'null');
	const [only] = some ?? [];
	if (only && some?.length === 1) {
		collect(only, path, comesWith, form);
		return;
	}
	if (json.type === 'object' && json.properties) {
		const inner = typeof comesWith === 'object' && comesWith !== null ? comesWith : {};
		for (const [key, each] of Object.entries(json.properties))
			collect(each, [...path, key], each.default ?? (inner as Record<string, unknown>)[key], form);
		return;
	}
	const key = path.join('.');
	const kind = kindOf(json);
	if (kind === null) {
		form.elsewhere.push(key);
		return;
	}
	form.fields.push({
		key,
		kind,
		least: json.minimum ?? json.exclusiveMinimum ?? null,
		most: json.maximum !== undefined && json.maximum < Number.MAX_SAFE_INTEGER ? json.maximum : null,
		choices: json.enum?.map(String) ?? [],
		comesWith: textOfValue(comesWith) || null,
		secret: /(secret|password)$/.test(key)
	});
}

function kindOf({ type, enum: choices, items, additionalProperties: each }: Json): Field['kind'] | null {
	if (choices?.every((each) => typeof each === 'string')) return 'choice';
	// What may be null is left empty.
	const types = [type ?? []].flat().filter((each) => each !== 'null');
	switch (types.length === 1 ? types[0] : undefined) {
		case 'integer':
			return 'whole';
		case 'number':
			return 'number';
		case 'string':
			return 'text';
		case 'boolean':
			return 'yes or no';
		case 'array':
			return items?.type === 'string' ? 'list' : null;
		case 'object':
			return typeof each === 'object' && /^(integer|number)$/.test(String(each.type)) ? 'pairs' : null;
		default:
			return null;
	}
}

/** A setting as a form writes it: '' where it is not set; a list, and numbers by name, with one in each line. */
export function textOfValue(value: unknown): string {
	if (value === true) return 'yes';
	if (value === false) return 'no';
	if (Array.isArray(value)) return value.map(String).join('\n');
	if (isTree(value))
		return Object.entries(value)
			.map(([name, number]) => `${name}: ${String(number)}`)
			.join('\n');
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What a form's text says of a setting; undefined where it is left empty. What does not fit is left as it is. */
export function valueOfText({ kind }: Field, text: string): unknown {
	if (text.trim() === '') return undefined;
	switch (kind) {
		case 'whole':
		case 'number':
			return Number.isFinite(Number(text)) ? Number(text) : text;
		case 'yes or no':
			return text === 'yes' ? true : text === 'no' ? false : text;
		case 'list':
			return linesOf(text);
		case 'pairs': {
			const pairs = linesOf(text).map((line) => /^(.+?)\s*[:=]\s*(-?[\d.]+)$/.exec(line));
			if (pairs.includes(null)) return text;
			return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', Number(pair?.[2])]));
		}
		case 'text':
		case 'choice':
			return text.trim();
	}
}

const linesOf = (text: string) =>
	text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '');

type Tree = { [key: string]: unknown };

/** What stands at a place of an object; undefined where nothing does. */
export function valueAt(tree: unknown, key: string): unknown {
	let at: unknown = tree;
	for (const part of key.split('.')) at = isTree(at) ? at[part] : undefined;
	return at;
}

/** A copy of an object with another value at a place; undefined takes it out, with objects that it leaves empty. */
export function withValue(tree: unknown, key: string, value: unknown): Tree {
	const [first = '', ...rest] = key.split('.');
	const copy = { ...(isTree(tree) ? tree : {}) };
	const inner = rest.length === 0 ? value : withValue(copy[first], rest.join('.'), value);
	if (inner === undefined || (rest.length > 0 && isTree(inner) && Object.keys(inner).length === 0))
		return Object.fromEntries(Object.entries(copy).filter(([each]) => each !== first));
	return { ...copy, [first]: inner };
}

function isTree(value: unknown): value is Tree {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
