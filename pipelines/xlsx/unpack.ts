import { statSync } from 'node:fs';
import { explodes, openArchive, packageOf, type Limits } from '../archive.ts';
import { sizeInWords } from '../disk.ts';
import { Refused, systemCode } from '../errors.ts';
import { writeSheets, type SheetFile } from './sheets.ts';
import { readWorkbook, TooMuch } from './workbook.ts';

const CSV = 'Save its sheets as CSV and upload those.';

/**
 * Writes the sheets of a workbook (.xlsx, .xlsm) as CSV files, as `writeSheets` has it.
 * @param next a path for the next file
 * @returns its files, the names of sheets that were not read since they are hidden, and when it was last saved
 * @throws Refused where it cannot be read or has no row
 */
export async function unpackWorkbook(
	path: string,
	label: string,
	next: () => string,
	limits: Limits
): Promise<{ files: SheetFile[]; hidden: string[]; modified: string | null }> {
	const archive = await openArchive(path, label, limits);
	try {
		const packed = statSync(path).size;
		const unpacked = archive.entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
		if (archive.entries.some((entry) => (entry.generalPurposeBitFlag & 1) !== 0))
			throw new Refused(`${label} has a password. Save it without one, as .xlsx or CSV.`);
		const most = Math.min(limits.bytes, Math.max(1_000_000, packed * limits.ratio));
		if (explodes(packed, unpacked, limits))
			throw new Refused(
				`${label} would unpack from ${sizeInWords(packed)} to ${sizeInWords(unpacked)}, more than is taken from one workbook. ${CSV}`
			);
		const parts = packageOf(archive);
		const book = await readWorkbook(parts);
		if (book === null)
			throw new Refused(
				`${label} is no Excel workbook of the kind .xlsx, whatever its name says. Open it in a spreadsheet program and save it as .xlsx or CSV.`
			);
		const files = await writeSheets(parts, book, next, most);
		if (files.length === 0)
			throw new Refused(
				`${label} has no sheet with rows in it that is not hidden. Look whether it is the right file.`
			);
		const hidden = book.sheets.filter((sheet) => sheet.hidden).map(({ name }) => name);
		return { files, hidden, modified: book.modified };
	} catch (cause) {
		if (cause instanceof Refused || systemCode(cause) === 'ENOSPC') throw cause;
		if (cause instanceof TooMuch)
			throw new Refused(`${label} is too large a workbook: ${cause.message}. ${CSV}`, { cause });
		// Without the parser's words: they may repeat what stands in a cell.
		throw new Refused(
			`${label} is cut off or damaged: a sheet of it cannot be read to its end. Open it in a spreadsheet program, save it again and upload that.`
		);
	} finally {
		archive.zip.close();
	}
}
