// What a reader of a report's files finds in them: every number, from the bytes of the JSON, the CSV and the workbook.
import Papa from 'papaparse';
import { END } from '#lib/metrics/disclose/policy.ts';
import type { DisclosedResult } from '#lib/metrics/disclose/told.ts';
import { form as json } from '#lib/reports/forms/json.ts';
import { form as stack } from '#lib/reports/forms/stack.ts';
import { form as workbook } from '#lib/reports/forms/workbook.ts';
import type { Form } from '#lib/reports/form.ts';
import { partsOf } from '#lib/reports/parts.ts';
import { reportSchema, type Report } from '#lib/reports/report.ts';
import { dimensionName, speak } from '#lib/speak.ts';
import { readSheets } from './sheets.ts';

/** The numbers of a figure as a form gives them: null where it hides them, absent where it has no place for them. */
export type Said = {
	n?: number | null;
	clients?: number | null;
	numerator?: number | null;
	value?: number | null;
};

/** A figure as a form has it; `before`: as the last release had it. */
export type Reading = {
	form: 'JSON' | 'CSV' | 'XLSX';
	metric: string;
	from: string;
	to: string;
	group: Record<string, string>;
	said: Said;
	carried: boolean;
	band: 'under' | 'over' | null;
	before: boolean;
};

/** What a form says of a group of which there is no row. */
export const NOBODY = { said: { n: 0 }, carried: false, band: null, before: false } as const;

const words = speak('en');
const { m, format } = words;

/** Everything that the forms of a report say in numbers. */
export async function readForms(report: Report): Promise<Reading[]> {
	const bytesOf = async ({ make }: Form) =>
		Buffer.from(await make(report, partsOf(words, report), { words, look: { logo: null, colour: null } }));
	return [
		...readJson(await bytesOf(json)),
		...readCsv(await bytesOf(stack)),
		...(await readXlsx(await bytesOf(workbook), report))
	];
}

function readJson(bytes: Buffer): Reading[] {
	const { figures, served, restated, quarter } = reportSchema.parse(JSON.parse(bytes.toString('utf8')));
	const read = (metric: string, result: DisclosedResult, before = false): Reading => ({
		...{ form: 'JSON', metric, ...result.period, group: result.group, before },
		said: {
			...{ n: result.n, clients: result.clients, value: result.value },
			...(result.numerator === null && result.status === 'shown' ? {} : { numerator: result.numerator })
		},
		...{ carried: result.carried, band: result.band }
	});
	return [
		...figures.flatMap(({ metric, quarter, to_date, trend }) =>
			[quarter, to_date, ...trend].map((result) => read(metric, result))
		),
		...served.flatMap(({ metric, rows }) =>
			rows.flatMap(({ group, ...results }) =>
				(
					[
						[results.quarter, quarter],
						[results.to_date, quarter.to_date]
					] as const
				).map(([result, { from, to }]): Reading =>
					result ? read(metric, result) : { ...NOBODY, form: 'JSON', metric, from, to, group }
				)
			)
		),
		...restated.changes.flatMap(({ metric, before, now }) => [read(metric, before, true), read(metric, now)])
	];
}

const numberOf = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text));

function readCsv(bytes: Buffer): Reading[] {
	const { data } = Papa.parse<Record<string, string>>(bytes.toString('utf8'), {
		...{ header: true, skipEmptyLines: true }
	});
	return data.map((row) => {
		const [from, to] = row.period!.split('/') as [string, string];
		const isShare = row.numerator !== '';
		return {
			...{ form: 'CSV', metric: row.metric!, from, to, group: {}, before: false },
			said: {
				...{ n: numberOf(row.denominator), value: numberOf(row.value) },
				...(isShare ? { numerator: numberOf(row.numerator) } : {})
			},
			carried: row.reason === m.forms.carried,
			band: null
		};
	});
}

/** A cell that is a number, as one; null of a text. */
const cellOf = (text: string | undefined) => (/^-?[\d.]+(e-?\d+)?$/i.test(text ?? '') ? Number(text) : null);

const bandOf = (cell: string | undefined): Reading['band'] => {
	if (cell === m.forms.band.under({ share: format.percent(END) })) return 'under';
	return cell === m.forms.band.over({ share: format.percent(1 - END) }) ? 'over' : null;
};

async function readXlsx(bytes: Buffer, { quarter, grant }: Report): Promise<Reading[]> {
	const sheets = await readSheets(bytes);
	const [w, c] = [m.forms.workbook, m.reports.columns];
	/** The rows of a sheet that stand under one that begins with a title. */
	const below = (sheet: string, title: string) => {
		const rows = sheets.get(sheet)!;
		return rows.slice(rows.findIndex(([cell]) => cell === title) + 1);
	};
	const metrics = new Map(below(w.dictionary, w.metric).map(([id, title]) => [title!, id!]));
	const dimensions = new Map(grant.breakdowns.flat().map((id) => [dimensionName(m, id), id]));
	const periods = new Map(spansOf(grant.from.slice(0, 4)).map((period) => [format.span(period), period]));
	const tables = below(w.first, w.sheet).flatMap(([name = '', caption = '']) => {
		const [header, ...rows] = sheets.get(name) ?? [];
		if (header === undefined) return [];
		const cells = rows.map((row) => (title: string) => row[header.indexOf(title)]);
		const groups = header.filter((title) => dimensions.has(title));
		return [{ caption, header, cells, groups }];
	});
	const found: Reading[] = [];
	const shares = new Set<string>();
	const read = (
		metric: string,
		{ from, to }: Days,
		cell: string | undefined,
		more: Partial<Pick<Reading, 'group' | 'said' | 'carried' | 'before'>> = {}
	) => {
		const value = cellOf(cell);
		found.push({
			...{ form: 'XLSX', metric, from, to, group: {}, carried: false, before: false, band: bandOf(cell) },
			said: shares.has(metric) ? { value } : { n: value, value },
			...more
		});
	};
	for (const { caption, header, cells } of tables) {
		const metric = [...metrics].find(([title]) => caption === m.reports.table({ figure: title }))?.[1];
		if (metric === undefined) continue;
		const isShare = header.includes(c.rows);
		if (isShare) shares.add(metric);
		for (const of of cells) {
			const period = of(c.period) === c.toDate ? quarter.to_date : periods.get(of(c.period)!)!;
			const counted = (of(c.rows) ?? '').replaceAll(',', '');
			const [, numerator, n] = /^(\d+) of (\d+)$/.exec(counted) ?? [];
			const value = cellOf(of(c.value));
			const said = { value, n: numberOf(n) ?? cellOf(counted), numerator: numberOf(numerator) };
			read(metric, period, of(c.value), {
				carried: of(c.state) === m.reports.carried,
				...(isShare ? { said } : {})
			});
		}
	}
	for (const { caption, cells, groups } of tables) {
		const of = (title: string) => caption.startsWith(m.reports.servedTable({ figure: title, by: '' }));
		const metric = [...metrics].find(([title]) => groups.length > 0 && of(title))?.[1];
		for (const cell of cells)
			if (metric !== undefined) {
				const group = Object.fromEntries(groups.map((title) => [dimensions.get(title)!, cell(title)!]));
				read(metric, quarter, cell(c.quarter), { group });
				read(metric, quarter.to_date, cell(c.toDate), { group });
			} else if (caption === m.reports.restatedTable) {
				const [title = '', ...parts] = cell(c.figure)!.split(', ');
				const pairs = parts.map((part) => part.split(': ') as [string, string]);
				const group = Object.fromEntries(pairs.map(([name, value]) => [dimensions.get(name)!, value]));
				const period = periods.get(cell(c.period)!)!;
				read(metrics.get(title)!, period, cell(c.before), { group, before: true });
				read(metrics.get(title)!, period, cell(c.now), { group });
			}
	}
	return found;
}

type Days = { from: string; to: string };

/** All spans of whole quarters in a year. */
function spansOf(year: string): Days[] {
	const starts = ['01-01', '04-01', '07-01', '10-01'];
	const ends = ['03-31', '06-30', '09-30', '12-31'];
	return starts.flatMap((from, at) =>
		ends.slice(at).map((to) => ({ from: `${year}-${from}`, to: `${year}-${to}` }))
	);
}
