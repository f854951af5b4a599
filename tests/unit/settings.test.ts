import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { settingsSchema } from '#pipelines/home.ts';
import { locales, messages } from '#lib/messages/index.ts';
import { formOf, textOfValue, valueAt, valueOfText, withValue, type Field } from '#lib/settings.ts';

const schema = z.strictObject({
	month: z.int().min(1).max(12).default(1),
	free: z.number().min(0.5).default(2),
	address: z.string().optional(),
	mode: z.enum(['fast', 'slow']).default('slow'),
	strict: z.boolean().default(false),
	names: z.array(z.string()).optional(),
	sign: z
		.strictObject({ issuer: z.url(), client_secret: z.string(), deep: z.object({ n: z.int() }).optional() })
		.optional(),
	days: z.record(z.string(), z.int().min(0)).default({}),
	either: z.union([z.string(), z.number()]).optional(),
	maybe: z.int().nullable().default(null),
	proxy: z
		.string()
		.transform((text) => text)
		.nullable()
		.default(null),
	shaped: z.string().transform((text) => text.length)
});
const { fields, elsewhere } = formOf(schema);
const fieldOf = (key: string): Field => {
	const field = fields.find((each) => each.key === key);
	if (!field) throw new Error(key);
	return field;
};

describe('a form of settings', () => {
	test('has a field for each key that it can show, nested ones too, and names the others', () => {
		expect(fields.map(({ key, kind }) => `${key}: ${kind}`)).toEqual([
			'month: whole',
			'free: number',
			'address: text',
			'mode: choice',
			'strict: yes or no',
			'names: list',
			'sign.issuer: text',
			'sign.client_secret: text',
			'sign.deep.n: whole',
			'days: pairs',
			'maybe: whole',
			'proxy: text',
			'shaped: text'
		]);
		expect(elsewhere).toEqual(['either']);
		expect(fieldOf('month')).toMatchObject({ least: 1, most: 12, comesWith: '1', secret: false });
		expect(fieldOf('free')).toMatchObject({ least: 0.5, most: null });
		expect(fieldOf('mode')).toMatchObject({ choices: ['fast', 'slow'], comesWith: 'slow' });
		expect(fieldOf('strict').comesWith).toBe('no');
		expect(fieldOf('sign.client_secret').secret).toBe(true);
	});

	test.each([
		['month', '7', 7],
		['month', 'seven', 'seven'],
		['month', '', undefined],
		['free', '0.5', 0.5],
		['address', ' here ', 'here'],
		['strict', 'yes', true],
		['strict', 'no', false],
		['names', 'a\r\n\r\n b \n', ['a', 'b']],
		['days', 'hmis: 35\r\n\r\n clarity =7 ', { hmis: 35, clarity: 7 }],
		['days', 'hmis', 'hmis']
	])('reads %s given as %j', (key, text, value) => {
		expect(valueOfText(fieldOf(key), text)).toEqual(value);
		if (value !== undefined) expect(valueOfText(fieldOf(key), textOfValue(value))).toEqual(value);
	});

	test('sets a key within its object, and takes out an object that is left empty', () => {
		const one = withValue({ month: 3 }, 'sign.deep.n', 5);
		expect(one).toEqual({ month: 3, sign: { deep: { n: 5 } } });
		expect(valueAt(one, 'sign.deep.n')).toBe(5);
		expect(valueAt(one, 'month.n')).toBeUndefined();
		expect(withValue(one, 'sign.deep.n', undefined)).toEqual({ month: 3 });
		expect(withValue('nonsense', 'month', 1)).toEqual({ month: 1 });
	});
});

test.each(locales)('every setting has its words in %s', (locale) => {
	const { fields: words } = messages(locale).settings;
	const without = formOf(settingsSchema)
		.fields.map(({ key }) => key)
		.filter((key) => !words[key]);
	expect(without).toEqual([]);
});
