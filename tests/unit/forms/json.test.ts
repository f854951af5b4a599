import { describe, expect, test } from 'vitest';
import { readReport, reportBytes } from '#lib/reports/forms/json.ts';
import { reportOf } from '../../report.ts';

describe('a report as JSON', () => {
	test('is read as it was written', () => {
		expect(readReport(reportBytes(reportOf()))).toEqual(reportOf());
	});

	test('is the same to the byte, in whatever order it was put together', () => {
		const report = reportOf();
		const turned = Object.fromEntries(Object.entries(report).reverse()) as typeof report;
		expect(reportBytes(turned).equals(reportBytes(report))).toBe(true);
		expect(reportBytes(readReport(reportBytes(report))).equals(reportBytes(report))).toBe(true);
	});

	test('is refused where it is cut off or no report', () => {
		const bytes = reportBytes(reportOf());
		expect(() => readReport(bytes.subarray(0, 100))).toThrow(/cut off or damaged/);
		expect(() => readReport(Buffer.from('{"schema":2}'))).toThrow(/The report, schema: .*\n.*report/);
	});
});
