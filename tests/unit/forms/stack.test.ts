import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { makeStack, STACK_COLUMNS } from '#lib/reports/forms/stack.ts';
import { speak } from '#lib/speak.ts';
import { figure, hidden, reportOf, told } from '../../report.ts';

const words = speak('en');
const parse = (text: string) =>
	Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
const rowsOf = (...figures: ReturnType<typeof figure>[]) =>
	parse(makeStack(reportOf({ figures }), words)).data;

describe('a report as a table that can be stacked', () => {
	test('has a line for the quarter, what has passed of the year, and each quarter before', () => {
		expect(rowsOf(figure()).map(({ period, value, target }) => [period, value, target])).toEqual([
			['2026-04-01/2026-06-30', '0.6', '0.65'],
			['2026-01-01/2026-06-30', String(58 / 97), '0.6'],
			['2026-01-01/2026-03-31', '', '']
		]);
	});

	test('says each period once, in a first quarter too', () => {
		const first = figure({
			promised: { quarter: null, to_date: 0.5, year: null },
			to_date: told(),
			trend: [told()]
		});
		expect(rowsOf(first).map(({ period, target }) => [period, target])).toEqual([
			['2026-04-01/2026-06-30', '0.5']
		]);
	});

	test('leaves empty what is hidden, and says why', () => {
		const quarter = hidden({ n: 50 });
		const [row] = rowsOf(figure({ quarter }));
		expect(row).toMatchObject({ numerator: '', denominator: '50', value: '', lower: '', upper: '' });
		expect(row).toMatchObject({ status: 'suppressed', reason: 'hidden: too few people' });
		const [near] = rowsOf(figure({ quarter: { ...quarter, band: 'over' } }));
		expect(near).toMatchObject({ value: '', reason: 'hidden: over 90 %' });
		const [none] = rowsOf(
			figure({ quarter: told({ status: 'no_data', reason: 'There are no exits.', value: null, n: 0 }) })
		);
		expect(none).toMatchObject({ denominator: '0', status: 'no_data', reason: 'There are no exits.' });
	});

	test('says of a figure that is carried that it is as it was', () => {
		const [row] = rowsOf(figure({ quarter: told({ carried: true }) }));
		expect(row).toMatchObject({
			status: 'shown',
			reason: expect.stringMatching(/^As it was told/) as string
		});
	});

	test('has numbers whole, and negative numbers as numbers', () => {
		const [row] = rowsOf(
			figure({ quarter: told({ value: -1234.123456789012, lower: -1e-7, upper: 1e21, numerator: null }) })
		);
		expect(row).toMatchObject({ value: '-1234.123456789012', numerator: '' });
		expect([Number(row!.lower), Number(row!.upper)]).toEqual([-1e-7, 1e21]);
	});

	test('has no formula in it', () => {
		const report = reportOf();
		const text = makeStack({ ...report, grant: { ...report.grant, name: '=cmd|"/C calc"!A1' } }, words);
		expect(parse(text).data[0]?.grant).toBe('\'=cmd|"/C calc"!A1');
	});

	test('goes under that of another grant', () => {
		const report = reportOf();
		const other = { ...report, grant: { ...report.grant, name: 'County, "RRH"' } };
		const [one, two] = [makeStack(report, words), makeStack(other, speak('es'))];
		const header = `${STACK_COLUMNS.join(',')}\r\n`;
		expect([one.startsWith(header), two.startsWith(header)]).toEqual([true, true]);
		const { data, errors } = parse(one + two.slice(header.length));
		expect(errors).toEqual([]);
		expect(data.map(({ grant }) => grant)).toEqual([
			...Array<string>(3).fill('City ESG 2026'),
			...Array<string>(3).fill('County, "RRH"')
		]);
	});

	test('is the header alone where there is no figure', () => {
		expect(makeStack(reportOf({ figures: [] }), words)).toBe(`${STACK_COLUMNS.join(',')}\r\n`);
	});
});
