import { buffer } from 'node:stream/consumers';
import { writeXlsx } from 'hucre/xlsx';
import yazl from 'yazl';
import { escaped } from '#pipelines/xlsx/cells.ts';
import type { Table } from '#pipelines/sources/hmis-csv/hud/report.ts';
import { csv } from '#lib/csv.ts';

const FIRST_COLUMN = 48;
const OTHERS = 16;
const FONT = { name: 'Calibri', size: 11 };

/** A table as CSV, as HUD's systems write it: the labels of the rows first. */
export function tableCsv({ corner, columns, rows }: Table): string {
	return csv(
		rows.map(({ label, cells }) => ({
			[corner]: label,
			...Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null]))
		})),
		[corner, ...columns]
	);
}

/** Each table as a CSV file named as its question, in a zip. */
export async function tablesZip(tables: readonly Table[]): Promise<Uint8Array<ArrayBuffer>> {
	const zip = new yazl.ZipFile();
	for (const table of tables)
		zip.addBuffer(Buffer.from(tableCsv(table)), `${table.question}.csv`, { mode: 0o600 });
	zip.end();
	return new Uint8Array(await buffer(zip.outputStream));
}

/** Each table on a sheet named as its question, under its title; numbers are numbers. */
export async function tablesWorkbook(tables: readonly Table[]): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = await writeXlsx({
		sheets: tables.map(({ question, title, corner, columns, rows }) => ({
			name: question,
			rows: [
				[`${question}. ${title}`],
				[corner, ...columns].map(escaped),
				...rows.map(({ label, cells }) => [
					escaped(label),
					...cells.map((cell) => (typeof cell === 'string' ? escaped(cell) : cell))
				])
			],
			columns: [{ width: FIRST_COLUMN }, ...columns.map(() => ({ width: OTHERS }))],
			freezePane: { rows: 2, columns: 1 }
		})),
		defaultFont: FONT
	});
	return new Uint8Array(bytes);
}
