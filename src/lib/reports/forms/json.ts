import { Refused, wrongIn } from '#pipelines/errors.ts';
import type { Form } from '../form.ts';
import { reportSchema, type Report } from '../report.ts';

export const form: Form = {
	ending: 'json',
	type: 'application/json; charset=utf-8',
	make: (report) => reportBytes(report)
};

/**
 * A report as JSON (UTF-8), the keys of each thing in the order of their letters: the same report is always the same
 * bytes, which is what a release's checksum is of.
 */
export function reportBytes(report: Report): Buffer {
	return Buffer.from(`${JSON.stringify(ordered(report), null, '\t')}\n`);
}

function ordered(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(ordered);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, each]) => [key, ordered(each)]));
}

/**
 * A report from the bytes of its JSON.
 * @throws Refused where they are no report, with all that is wrong
 */
export function readReport(bytes: Uint8Array): Report {
	let json: unknown;
	try {
		json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (cause) {
		throw new Refused('The report is cut off or damaged: it is not JSON. Restore it from a backup.', {
			cause
		});
	}
	const parsed = reportSchema.safeParse(json);
	if (!parsed.success) throw new Refused(wrongIn('The report', parsed.error));
	return parsed.data;
}
