// What is read of a report is the same in each of its forms.
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { readReport, reportBytes } from '#lib/reports/forms/json.ts';
import { form as print } from '#lib/reports/forms/print.ts';
import { makeStack } from '#lib/reports/forms/stack.ts';
import { fillTemplate, templateNames } from '#lib/reports/forms/template.ts';
import { makeWorkbook } from '#lib/reports/forms/workbook.ts';
import type { Cell, CellKind, Part } from '#lib/reports/part.ts';
import { partsOf } from '#lib/reports/parts.ts';
import type { Report } from '#lib/reports/report.ts';
import { speak } from '#lib/speak.ts';
import { readPdf } from '../../pdf.ts';
import { BEFORE, cell, figure, hidden, reportOf, table, told, TO_DATE, type Table } from '../../report.ts';
import { readSheets } from '../../sheets.ts';
import { workbook } from '../../workbook.ts';

/** A figure of each kind, shown, hidden, carried and without data; and who was served. */
const REPORT: Report = reportOf({
	figures: [
		figure(),
		figure({
			...{
				metric: 'days-to-move-in',
				title: 'Days to move-in',
				kind: 'duration',
				unit: 'days',
				rows: 'move-ins'
			},
			...{ asks: 'how well', variance: '=1+1 units were missing', action: 'Two landlords.' },
			quarter: told({ value: 31.5, lower: 20, upper: 1 / 3 + 44, numerator: null, carried: true }),
			to_date: told({ period: TO_DATE, status: 'not_reached', value: null, lower: null, upper: null })
		}),
		figure({
			...{ metric: 'people-served', title: 'People served', kind: 'count', unit: 'people', rows: 'people' },
			...{ asks: 'how much', promised: { quarter: 1200, to_date: 2400, year: 4800 } },
			quarter: told({ value: 1234, lower: null, upper: null, n: 1234, numerator: null }),
			to_date: hidden({ period: TO_DATE }),
			trend: [told({ period: BEFORE, value: 0, lower: null, upper: null, n: 0, numerator: null })]
		}),
		figure({
			...{ metric: 'assistance', title: 'Assistance paid', kind: 'sum', unit: 'dollars', rows: 'payments' },
			asks: 'how much',
			quarter: told({ value: -12.5, lower: null, upper: null, numerator: null }),
			to_date: told({ period: TO_DATE, value: 98_765.43, lower: null, upper: null, numerator: null })
		})
	],
	served: [
		{
			...{ metric: 'people-served', title: 'People served', unit: 'people', by: ['age_band'] },
			rows: [
				{ group: { age_band: '18 to 24' }, quarter: told({ value: 20, n: 20 }), to_date: hidden() },
				{ group: { age_band: 'not recorded' }, quarter: null, to_date: told({ value: 21, n: 21 }) }
			]
		},
		{
			...{ metric: 'exits-to-permanent-housing', title: 'Exits to permanent housing', unit: 'exits' },
			...{ kind: 'ratio', by: ['age_band'] },
			rows: [{ group: { age_band: '18 to 24' }, quarter: null, to_date: told({ carried: true }) }]
		}
	],
	parts: [
		'summary',
		'promises',
		'how much',
		'how well',
		'better off',
		'served',
		'gaps',
		'restated',
		'methods'
	]
});

const tablesOf = (parts: readonly Part[]): Table[] => parts.filter((part) => part.is === 'table');

/** A text without its blanks: lines are broken at others in a PDF. */
const packed = (text: string) => text.replace(/\s+/g, '');

/** What a spreadsheet shows of a cell when it is read: a number with fifteen digits, a text on one line. */
function read({ text, value, as }: Cell): string | number {
	if (value === null || as === 'text') return text.replace(/[\r\n]+/g, ' ').trim();
	return as === 'date'
		? new Date(value * 86_400_000).toISOString().slice(0, 10)
		: Number(value.toPrecision(15));
}

async function expectSheets(bytes: Buffer, tables: readonly Table[]): Promise<void> {
	const sheets = [...(await readSheets(bytes)).values()].slice(1, -1);
	expect(sheets).toHaveLength(tables.length);
	for (const [at, { columns, rows }] of tables.entries()) {
		const [header, ...body] = sheets[at]!;
		expect(header).toEqual(columns.map(({ title }) => title));
		for (const [line, cells] of rows.entries())
			for (const [column, each] of cells.entries()) {
				const found = body[line]?.[column] ?? '';
				const wanted = read(each);
				expect(typeof wanted === 'number' ? Number(found) : found).toBe(wanted);
			}
	}
}

async function expectPrinted(report: Report, parts: readonly Part[]): Promise<void> {
	const look = { logo: null, colour: null };
	const pdf = await readPdf((await print.make(report, parts, { words: speak('en'), look })) as Buffer);
	const text = packed(pdf.pages.join(''));
	for (const { columns, rows, caption } of tablesOf(parts))
		for (const said of [
			caption,
			...columns.map(({ title }) => title),
			...rows.flat().map((each) => each.text)
		])
			expect(text).toContain(packed(said));
}

describe('the forms of a report agree', () => {
	test.each(['en', 'es'] as const)('each cell of each table is in the workbook, in %s', async (locale) => {
		const parts = partsOf(speak(locale), REPORT);
		expect(tablesOf(parts).length).toBeGreaterThan(5);
		await expectSheets(await makeWorkbook(REPORT, parts, speak(locale)), tablesOf(parts));
	});

	test('a table of shares by groups says them as shares, which are carried, and nothing of nobody', () => {
		const { rows } = tablesOf(partsOf(speak('en'), REPORT)).find(
			({ id }) => id === 'exits-to-permanent-housing-age_band'
		)!;
		expect(rows.map((row) => row.map(({ text }) => text))).toEqual([
			[
				...['18 to 24', '–', '60 %'],
				'Year to date: as last released: what changed since would tell of few people'
			]
		]);
	});

	test('each cell of each table is in the PDF', async () => {
		await expectPrinted(REPORT, partsOf(speak('en'), REPORT));
	});

	test('the figures to be stacked are those of the JSON', () => {
		const { figures } = readReport(reportBytes(REPORT));
		const { data } = Papa.parse<Record<string, string>>(makeStack(REPORT, speak('en')), {
			...{ header: true, skipEmptyLines: true }
		});
		const numbers = (...all: (number | null)[]) => all.map((each) => (each === null ? '' : String(each)));
		const wanted = figures.flatMap(({ metric, quarter, to_date, trend }) =>
			[quarter, to_date, ...trend.filter(({ period }) => period.from !== quarter.period.from)].map((each) => [
				...[metric, `${each.period.from}/${each.period.to}`, each.status],
				...numbers(each.numerator, each.n, each.value, each.lower, each.upper)
			])
		);
		expect(
			data.map((row) => [
				...[row.metric, row.period, row.status],
				...[row.numerator, row.denominator, row.value, row.lower, row.upper]
			])
		).toEqual(wanted);
	});

	test('a template with every name has the same figures', async () => {
		const names = templateNames(REPORT);
		const defined = names.map(
			(name, at) => `<definedName name="${name}">Form!$B$${String(at + 1)}</definedName>`
		);
		const given = workbook([{ name: 'Form', rows: [] }], {
			parts: [
				{
					name: 'xl/workbook.xml',
					data: `<workbook xmlns:r="r"><sheets><sheet name="Form" sheetId="1" r:id="rId1"/></sheets><definedNames>${defined.join('')}</definedNames></workbook>`
				}
			]
		});
		const { filled, used } = await fillTemplate(given, REPORT);
		expect(used).toEqual(names);
		const rows = (await readSheets(filled)).get('Form')!;
		const valueOf = (name: string) => rows[names.indexOf(name)]?.[1];
		for (const { metric, quarter, to_date } of REPORT.figures)
			for (const [period, result] of Object.entries({ quarter, to_date })) {
				const found = valueOf(`${metric.replaceAll('-', '_')}.${period}.value`);
				if (result.value === null) expect(found).toMatch(/[a-z]/);
				else expect(Number(found)).toBe(Number(result.value.toPrecision(15)));
			}
		expect(valueOf('people_served.age_band.18_to_24.quarter.value')).toBe('20');
	});

	const number = fc
		.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 })
		.map((value) => (Math.abs(value) < 1e-5 ? 0 : value));
	const text = fc.oneof(
		fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
		fc.constantFrom(
			'=1+1',
			'-3',
			'+1',
			'@x',
			'\t=1',
			'José Ñandú',
			'<b>&amp;',
			'_x0041_',
			'#set text(red)',
			''
		)
	);
	const anyCell: fc.Arbitrary<Cell> = fc.oneof(
		text.map((said) => cell(said)),
		fc
			.tuple(number, fc.constantFrom<CellKind>('count', 'share', 'number', 'dollars'))
			.map(([value, as]) => cell(String(value), value, as)),
		fc.integer({ min: -20_000, max: 60_000 }).map((day) => cell(String(day), day, 'date')),
		fc.constantFrom<CellKind>('count', 'share', 'date').map((as) => cell('hidden', null, as))
	);
	const tables = fc.array(
		fc.tuple(text, fc.integer({ min: 1, max: 4 })).chain(([caption, width]) =>
			fc.array(fc.array(anyCell, { minLength: width, maxLength: width }), { maxLength: 6 }).map((rows) =>
				table(
					caption,
					Array.from({ length: width }, (_, at) => `${at % 2 === 1 ? '#' : ''}Column ${String(at)}`),
					rows
				)
			)
		),
		{ maxLength: 3 }
	);

	test('whatever the tables hold: in the workbook', async () => {
		await fc.assert(
			fc.asyncProperty(tables, async (given) => {
				await expectSheets(await makeWorkbook(reportOf(), given, speak('en')), given);
			}),
			{ numRuns: 60 }
		);
	});

	test('whatever the tables hold: in the PDF', async () => {
		await fc.assert(
			fc.asyncProperty(tables, async (given) => {
				await expectPrinted(reportOf(), [{ is: 'heading', level: 1, text: 'T', id: 't' }, ...given]);
			}),
			{ numRuns: 30 }
		);
	});
});
