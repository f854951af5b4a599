// What a workbook holds, read as an upload is.
import { openArchive, packageOf, readEntry, type Limits } from '#pipelines/archive.ts';
import { readRows } from '#pipelines/xlsx/rows.ts';
import { readWorkbook } from '#pipelines/xlsx/workbook.ts';

const LIMITS: Limits = { entries: 1000, bytes: 100_000_000, ratio: 1000 };

/** The sheets of a workbook by name, each as its rows of texts; a cell without a value is ''. */
export async function readSheets(bytes: Buffer): Promise<Map<string, string[][]>> {
	const archive = await openArchive(bytes, 'the workbook', LIMITS);
	const parts = packageOf(archive);
	const book = (await readWorkbook(parts))!;
	const sheets = new Map<string, string[][]>();
	for (const { name, part } of book.sheets) {
		const rows: string[][] = [];
		await readRows(await parts.read(part), book, ({ row, cells }) => {
			const texts = [...cells].reduce<string[]>((line, [column, text]) => {
				line[column] = text;
				return line;
			}, []);
			rows[row - 1] = Array.from(texts, (text: string | undefined) => text ?? '');
		});
		sheets.set(
			name,
			Array.from(rows, (row: string[] | undefined) => row ?? [])
		);
	}
	return sheets;
}

/** The files of a zip as they are, by path. */
export async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
	const archive = await openArchive(bytes, 'the zip', LIMITS);
	const files = new Map<string, Buffer>();
	for (const entry of archive.entries) {
		const chunks: Buffer[] = [];
		for await (const chunk of await readEntry(archive, entry)) chunks.push(chunk);
		files.set(entry.fileName, Buffer.concat(chunks));
	}
	return files;
}
