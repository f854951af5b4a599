import { describe, expect, test, vi } from 'vitest';
import { makeWorkbook } from '#lib/reports/forms/workbook.ts';
import { speak } from '#lib/speak.ts';
import { cell, days, reportOf, table } from '../../report.ts';
import { readSheets, unzip } from '../../sheets.ts';

const words = speak('en');
const make = (...parts: ReturnType<typeof table>[]) => makeWorkbook(reportOf(), parts, words);
const xml = async (bytes: Buffer) =>
	[...(await unzip(bytes))].filter(([path]) => path.includes('worksheets/')).map(([, data]) => String(data));

describe('a report as a workbook', () => {
	test('says first what it is and what its sheets are', async () => {
		const sheets = await readSheets(
			await make(table('Promised and delivered', ['Figure'], [[cell('Exits')], [cell('Stays')]]))
		);
		expect([...sheets.keys()]).toEqual(['Report', 'Promised and delivered', 'Data dictionary']);
		const first = sheets.get('Report')!;
		expect(first[0]).toEqual(['Quarterly report']);
		expect(first).toContainEqual(['Quarter', '1 April 2026 to 30 June 2026']);
		expect(first).toContainEqual(['Summary', 'Three in five exits led to a home.']);
		expect(first).toContainEqual(['Promised and delivered', 'Promised and delivered', '2']);
	});

	test('has numbers as numbers, dates as dates, and why there is none as text', async () => {
		const bytes = await make(
			table(
				'Kinds',
				['Text', '#Share', '#Dollars', '#Count', '#Number', 'Day'],
				[
					[
						cell('a'),
						cell('60 %', 0.6, 'share'),
						cell('−$12.50', -12.5, 'dollars'),
						cell('1,234', 1234, 'count'),
						cell('2.5', 2.5, 'number'),
						cell('30 June 2026', days('2026-06-30'), 'date')
					],
					[cell('0'), cell('hidden: too few people', null, 'share'), cell('', null, 'dollars')]
				]
			)
		);
		const rows = (await readSheets(bytes)).get('Kinds')!;
		expect(rows[1]).toEqual(['a', '0.6', '-12.5', '1234', '2.5', '2026-06-30']);
		expect(rows[2]).toEqual(['0', 'hidden: too few people']);
		const styles = String((await unzip(bytes)).get('xl/styles.xml'));
		for (const format of ['0.0 %', '&quot;$&quot;#,##0.00', '#,##0', '#,##0.00', 'yyyy-mm-dd'])
			expect(styles).toContain(`formatCode="${format}"`);
	});

	test('freezes the header of each table', async () => {
		const [, sheet] = await xml(await make(table('One', ['A'], [[cell('x')]])));
		expect(sheet).toMatch(/<pane ySplit="1"[^>]*state="frozen"/);
	});

	test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x")', '_x003D_1'])(
		'%j is a text, whatever it begins with',
		async (text) => {
			const bytes = await make(table('Texts', ['A', '#B'], [[cell(text), cell('-3', -3, 'count')]]));
			const rows = (await readSheets(bytes)).get('Texts')!;
			expect(rows[1]).toEqual([text.trim(), '-3']);
			for (const sheet of await xml(bytes)) expect(sheet).not.toContain('<f');
		}
	);

	test('names its sheets as a sheet may be called, each differently', async () => {
		const captions = [
			'Served: by age [all]',
			'served by age all',
			'Report',
			"'",
			'x'.repeat(40),
			'x'.repeat(40)
		];
		const named = await readSheets(await make(...captions.map((each) => table(each, ['A'], []))));
		const names = [...named.keys()];
		expect(names.slice(1, 5)).toEqual(['Served by age all', 'served by age all 2', 'Report 2', '4']);
		expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(8);
		for (const name of names) {
			expect(name.length).toBeLessThanOrEqual(31);
			expect(name).not.toMatch(/[\\/?*[\]:]|^'|'$/);
		}
	});

	test('says in a data dictionary what each column and each metric is', async () => {
		const sheets = await readSheets(
			await make(table('Exits', ['Program', '#Share'], [[cell('Housing North'), cell('60 %', 0.6, 'share')]]))
		);
		const rows = sheets.get('Data dictionary')!;
		expect(rows).toContainEqual(['Exits', 'Program', 'What Program is.', 'text']);
		expect(rows).toContainEqual(['Exits', 'Share', 'What Share is.', 'share, 0 to 1, shown in percent']);
		expect(rows.at(-1)).toEqual([
			'exits-to-permanent-housing',
			'Exits to permanent housing',
			'How many left for a home of their own?',
			'Every exit.',
			'Deaths.',
			'exits',
			'0123456789ab',
			'our own'
		]);
	});

	test('is the same to the byte, whenever it is made', async () => {
		const one = await make(table('One', ['A'], [[cell('x')]]));
		vi.useFakeTimers({ now: new Date('2027-05-06'), toFake: ['Date'] });
		try {
			expect((await make(table('One', ['A'], [[cell('x')]]))).equals(one)).toBe(true);
		} finally {
			vi.useRealTimers();
		}
	});

	test('speaks Spanish', async () => {
		const bytes = await makeWorkbook(reportOf(), [], speak('es'));
		expect([...(await readSheets(bytes)).keys()]).toEqual(['Informe', 'Diccionario de datos']);
	});
});
