import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { Refused } from '#pipelines/errors.ts';
import { fillTemplate, templateNames } from '#lib/reports/forms/template.ts';
import { figure, hidden, reportOf, told } from '../../report.ts';
import { readSheets, unzip } from '../../sheets.ts';
import { workbook } from '../../workbook.ts';
import { zip } from '../../zip.ts';

const SHARE = 'exits_to_permanent_housing';

/** A template with names of cells; `sheets` are those of the workbook. */
async function template(
	names: Record<string, string>,
	sheets: WriteSheet[] = [{ name: 'Form', rows: [['Funder', null]] }]
): Promise<Buffer> {
	const namedRanges = Object.entries(names).map(([name, range]) => ({ name, range }));
	return Buffer.from(await writeXlsx({ sheets, namedRanges }));
}

async function refusal(given: Buffer): Promise<string[]> {
	const outcome = await fillTemplate(given, reportOf()).catch((error: unknown) => error);
	return outcome instanceof Refused ? outcome.reasons : [];
}

describe("a funder's own workbook", () => {
	test('is filled by the names of its cells', async () => {
		const { filled, used, unknown } = await fillTemplate(
			await template({
				'grant.funder': 'Form!$B$1',
				[`${SHARE}.quarter.value`]: 'Form!$B$7',
				[`${SHARE}.to_date.target`]: 'Form!$AB$7',
				'Quarter.Number': 'Form!$A$3'
			}),
			reportOf()
		);
		const [rows] = [...(await readSheets(filled)).values()];
		expect(rows![0]).toEqual(['Funder', 'City of Springfield']);
		expect(rows![2]).toEqual(['2']);
		expect(rows![6]![1]).toBe('0.6');
		expect(rows![6]![27]).toBe('0.6');
		expect(used).toHaveLength(4);
		expect(unknown).toEqual([]);
	});

	test('keeps its formats, formulas and other sheets, and works its formulas out anew', async () => {
		const given = await template({ [`${SHARE}.quarter.value`]: "'Our form'!$B$2" }, [
			{
				name: 'Our form',
				rows: [
					['Share', 'Value', 'Text'],
					['a', 99, 'b']
				],
				cells: new Map([
					['1,1', { value: 99, style: { numFmt: '0.00%', font: { bold: true } } }],
					['2,1', { formula: 'B2*2', formulaResult: 198, value: 198 }]
				]),
				conditionalRules: [
					{ type: 'cellIs', operator: 'lessThan', formula: '0.5', priority: 1, range: 'B2', style: {} }
				],
				merges: [{ startRow: 4, startCol: 0, endRow: 4, endCol: 2 }]
			},
			{ name: 'Notes', rows: [['As it was']] }
		]);
		const { filled } = await fillTemplate(given, reportOf());
		const [before, after] = [await unzip(given), await unzip(filled)];
		expect([...after.keys()]).toEqual([...before.keys()]);
		for (const [path, data] of before)
			if (!['xl/worksheets/sheet1.xml', 'xl/workbook.xml'].includes(path))
				expect(after.get(path)!.equals(data), path).toBe(true);
		const [old, filledXml] = [before, after].map((each) => String(each.get('xl/worksheets/sheet1.xml')));
		expect(filledXml).toBe(old!.replace('<v>99</v>', '<v>0.6</v>').replace('<v>198</v>', ''));
		expect(String(after.get('xl/workbook.xml'))).toMatch(/<calcPr fullCalcOnLoad="1"/);
	});

	test('gets why there is no figure where there is none, never 0', async () => {
		const report = reportOf({
			figures: [figure({ quarter: hidden(), promised: { quarter: null, to_date: null, year: null } })]
		});
		const given = await template({
			[`${SHARE}.quarter.value`]: 'Form!$A$1',
			[`${SHARE}.quarter.lower`]: 'Form!$A$2',
			[`${SHARE}.quarter.denominator`]: 'Form!$A$3',
			[`${SHARE}.year.target`]: 'Form!$A$4'
		});
		const { filled } = await fillTemplate(given, report);
		const why = 'hidden: too few people';
		expect((await readSheets(filled)).get('Form')).toEqual([[why], [why], [why], ['–']]);
	});

	test('gets dates as dates where its cell shows one, else as they are written', async () => {
		const dated = { value: 1, style: { numFmt: 'mm/dd/yyyy' } };
		const given = await template({ 'quarter.from': 'Form!$A$1', 'quarter.to': 'Form!$B$1' }, [
			{ name: 'Form', cells: new Map([['0,0', dated]]) }
		]);
		const { filled } = await fillTemplate(given, reportOf());
		expect((await readSheets(filled)).get('Form')).toEqual([['2026-04-01', '2026-06-30']]);
		expect(String((await unzip(filled)).get('xl/worksheets/sheet1.xml'))).toContain('<v>46113</v>');
		const old = workbook(
			[
				{
					name: 'Form',
					xml: '<worksheet><sheetData><row r="1"><c r="A1" s="1"/></row></sheetData></worksheet>'
				}
			],
			{
				formats: [14],
				is1904: true,
				parts: [workbookPart('<definedName name="quarter.from">Form!$A$1</definedName>', true)]
			}
		);
		const by1904 = await fillTemplate(old, reportOf());
		expect((await readSheets(by1904.filled)).get('Form')).toEqual([['2026-04-01']]);
	});

	test('gets texts as texts, whatever they begin with', async () => {
		const report = reportOf({ summary: '=HYPERLINK("http://x")\n<b>&_x0041_' });
		const { filled } = await fillTemplate(await template({ 'report.summary': 'Form!$B$1' }), report);
		const xml = String((await unzip(filled)).get('xl/worksheets/sheet1.xml'));
		expect(xml).not.toContain('<f');
		expect((await readSheets(filled)).get('Form')![0]![1]).toBe('=HYPERLINK("http://x") <b>&_x0041_');
	});

	test('is told of names that the report has not', async () => {
		const { used, unknown } = await fillTemplate(
			await template({ 'grant.name': 'Form!$A$1', 'grant.founder': 'Form!$B$1', Tax: 'Form!$C$1:$D$9' }),
			reportOf()
		);
		expect(used).toEqual(['grant.name']);
		expect(unknown).toEqual([
			{ name: 'grant.founder', near: 'grant.funder' },
			{ name: 'Tax', near: null }
		]);
	});

	test('can have merged cells, and rows and cells that are not there', async () => {
		const xml = (data: string) =>
			`<x:worksheet xmlns:x="urn:x"><x:cols><x:col min="3" max="4" style="1"/></x:cols>${data}<x:mergeCells><x:mergeCell ref="C2:D2"/></x:mergeCells></x:worksheet>`;
		const names = [
			'grant.name">Form!$C$2:$D$2',
			'grant.funder">Form!$A$5',
			'report.store">Form!$B$2',
			'quarter.number">Form!$C$9'
		];
		const parts = [workbookPart(names.map((each) => `<definedName name="${each}</definedName>`).join(''))];
		for (const data of [
			'<x:sheetData/>',
			'<x:sheetData></x:sheetData>',
			'<x:sheetData><x:row r="2"/><x:row r="7" s="3"><x:c r="A7"><x:v>7</x:v></x:c></x:row></x:sheetData>',
			'<x:sheetData><x:row><x:c/></x:row><x:row><x:c/><x:c s="1"/><x:c t="str"><x:v>old</x:v></x:c><x:c/></x:row></x:sheetData>'
		]) {
			const { filled } = await fillTemplate(
				workbook([{ name: 'Form', xml: xml(data) }], { formats: ['0'], parts }),
				reportOf()
			);
			const rows = (await readSheets(filled)).get('Form')!;
			expect([rows[1], rows[4], rows[8]], data).toEqual([
				['', 'a1b2c3d4e5f6', 'City ESG 2026'],
				['City of Springfield'],
				['', '', '2']
			]);
			expect(String((await unzip(filled)).get('xl/worksheets/sheet1.xml'))).toContain('<x:c r="C9" s="1">');
		}
	});

	test('is refused where a name is of no single cell, with every reason at once', async () => {
		const sheet: WriteSheet = {
			name: 'Form',
			cells: new Map([['0,2', { formula: 'A1+1', value: 1 }]])
		};
		const given = await template(
			{
				'grant.name': 'Form!$A$1:$B$2',
				'grant.funder': '#REF!',
				'report.title': 'Form!$C$1',
				'report.store': 'Form!$D$1',
				'report.gaps': 'Form!$D$1',
				'quarter.number': "'[1]Other'!$A$1"
			},
			[sheet]
		);
		const reasons = (await refusal(given)).join('\n');
		for (const said of [
			/grant\.name is the name of several cells/,
			/grant\.funder is the name of no cell/,
			/report\.title is the name of a cell with a formula/,
			/report\.gaps and report\.store are names of the same cell/,
			/quarter\.number is the name of no cell/
		])
			expect(reasons).toMatch(said);
		expect(await refusal(await template({}))).toEqual([expect.stringMatching(/has no named cell/)]);
	});
});

/** A workbook's own part with names, for a template that is written by hand. */
function workbookPart(names: string, is1904 = false) {
	return {
		name: 'xl/workbook.xml',
		data: `<workbook xmlns:r="urn:r"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets><sheet name="Form" sheetId="1" r:id="rId1"/></sheets><definedNames>${names}</definedNames></workbook>`
	};
}

describe('a hostile template is refused', () => {
	const NAMED = workbookPart('<definedName name="grant.name">Form!$A$1</definedName>');
	const relation = (type: string, more = '') => ({
		name: 'xl/worksheets/_rels/sheet1.xml.rels',
		data: `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://x"${more}/></Relationships>`
	});
	const made = (...parts: Parameters<typeof zip>[0]) =>
		workbook([{ name: 'Form', rows: [['a']] }], { parts: [NAMED, ...parts] });

	test.each([
		['macros', made(relation('vbaProject')), /has macros/],
		['macros without a relation', made({ name: 'xl/vbaProject.bin', data: 'x' }), /has macros/],
		[
			'a macro workbook',
			made({
				name: '[Content_Types].xml',
				data: '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
			}),
			/has macros/
		],
		['links to other files', made(relation('externalLink')), /has links to other files/],
		[
			'pictures from elsewhere',
			made(relation('image', ' TargetMode="External"')),
			/has links to other files/
		],
		['connections', made(relation('connections')), /has connections/],
		['documents in it', made(relation('oleObject')), /has other documents/],
		[
			'entities',
			workbook([{ name: 'Form', xml: '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>' }], {
				parts: [NAMED]
			}),
			/cut off or damaged/
		],
		[
			'a bomb',
			made({ name: 'xl/media/a.bin', data: Buffer.alloc(2_000_000), deflate: true }),
			/unpack to more/
		],
		[
			'a lie about its size',
			made({ name: 'xl/theme.xml', data: Buffer.alloc(1000), deflate: true, claims: 10 }),
			/damaged/
		],
		['a password', made({ name: 'a', data: 'x', flags: 1 }), /has a password/],
		[
			'a file twice',
			made({ name: 'xl/A.xml', data: 'x' }, { name: 'xl/a.xml', data: 'y' }),
			/two files of one name/
		],
		['a path that leads out', made({ name: '../a', data: 'x' }), /leads out of its folder/],
		['no workbook', zip([{ name: '[Content_Types].xml', data: '<Types/>' }]), /no Excel workbook/],
		['no zip', Buffer.from('hello'), /cut off or damaged/]
	])('%s', async (_, given, said) => {
		expect((await refusal(given)).join('\n')).toMatch(said);
	});

	test('formulas that fetch from elsewhere', async () => {
		const cells = new Map([['0,1', { formula: '_xlfn.WEBSERVICE("http://x/"&A1)', value: '' }]]);
		const given = await template({ 'grant.name': 'Form!$A$1' }, [{ name: 'Form', cells }]);
		expect(await refusal(given)).toEqual([expect.stringMatching(/fetches from elsewhere/)]);
	});

	test('but links that a person clicks are let be', async () => {
		expect(await refusal(made(relation('hyperlink', ' TargetMode="External"')))).toEqual([]);
	});
});

describe('the names that there are', () => {
	test('can each be the name of a cell in Excel, and of one thing', () => {
		const report = reportOf({
			figures: [figure(), figure({ metric: '90-days' })],
			served: [
				{
					metric: 'people-served',
					title: 'People served',
					unit: 'people',
					by: ['age_band', 'gender'],
					rows: [
						{
							group: { age_band: '18 to 24', gender: 'Woman (Girl)' },
							quarter: told({ value: 20 }),
							to_date: null
						},
						{ group: { age_band: '18 to 24', gender: 'not recorded' }, quarter: hidden(), to_date: hidden() }
					]
				}
			]
		});
		const names = templateNames(report);
		expect(names).toContain('people_served.age_band.18_to_24.gender.woman_girl.quarter.value');
		expect(names).toContain('_90_days.to_date.lower');
		for (const name of names) expect(name).toMatch(/^[\p{L}_][\p{L}\p{N}._]{0,254}$/u);
		const twins = reportOf({ figures: [figure({ metric: 'a-b' }), figure({ metric: 'a_b' })] });
		expect(templateNames(twins).filter((name) => name.startsWith('a'))).toEqual([]);
	});
});
