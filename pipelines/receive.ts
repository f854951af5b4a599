import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LIMITS, type Limits } from './archive.ts';
import { refuseTwins, copyIn, WORKBOOK, type Copy } from './copies.ts';
import { Refused } from './errors.ts';
import { checksum, digest } from './files.ts';
import type { Home } from './home.ts';
import type { Progress } from './progress.ts';
import { signatureOf } from './signature.ts';
import { unpackWorkbook } from './xlsx/unpack.ts';

export { LIMITS, type Limits };

/**
 * One received file: `name` as the source wrote it (without folders), `path` a private copy under a name of
 * ours. A sheet of a workbook is a CSV file `<workbook>.csv`, or `<workbook> - <sheet>.csv` where several have rows; its
 * lines are the sheet's rows.
 */
export type ReceivedFile = {
	name: string;
	path: string;
	bytes: number;
	sha256: string;
	/** When the file was last changed, by the workbook's, the zip's or the disk's word; ISO. */
	modified: string | null;
};

/**
 * What came in: the text files and sheets of a folder, a zip or a single file. `hash` is the same for the same
 * content.
 */
export type Upload = {
	folder: string;
	name: string;
	files: ReceivedFile[];
	ignored: string[];
	hash: string;
	dispose(): void;
};

/**
 * Copies an upload into a private folder of its own, unpacking a zip safely and workbooks into their sheets. No path of
 * a zip is ever used to write: each file gets a name of ours.
 * @throws Refused with every reason at once; the private folder is then gone
 */
export async function receive(
	home: Home,
	path: string,
	progress: Progress,
	limits: Limits = LIMITS
): Promise<Upload> {
	const folder = join(home.uploads, randomBytes(8).toString('hex'));
	mkdirSync(folder, { mode: 0o700 });
	const dispose = () => {
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		progress(`Receiving ${basename(path)}`);
		const { copies, ignored } = await copyIn(path, folder, limits);
		const { files, hidden } = await readable(copies, basename(path), folder, limits, progress);
		const hash = digest(
			files
				.map((file) => `${file.name.toLowerCase()}:${file.sha256}`)
				.sort()
				.join('\n')
		);
		return { folder, name: basename(path), files, ignored: [...ignored, ...hidden], hash, dispose };
	} catch (error) {
		dispose();
		throw error;
	}
}

/** The copies as files of text: workbooks become their sheets, what is neither is refused by name. */
async function readable(
	copies: Copy[],
	label: string,
	folder: string,
	limits: Limits,
	progress: Progress
): Promise<{ files: ReceivedFile[]; hidden: string[] }> {
	const reasons: string[] = [];
	const found: Copy[] = [];
	const hidden: string[] = [];
	let sheets = 0;
	const next = () => join(folder, `sheet-${String(sheets++)}`);
	for (const each of copies) {
		const signature = signatureOf(each.path);
		const what = unreadable(each.name, signature);
		if (what !== null) reasons.push(`${place(label, each)} ${what}`);
		else if (signature !== 'zip') found.push(each);
		else
			try {
				progress(`Unpacking ${each.name}`);
				const book = await unpackWorkbook(each.path, place(label, each), next, limits);
				const stem = each.name.replace(/\.[^.]+$/, '');
				for (const { sheet, path } of book.files)
					found.push({
						name: `${book.files.length === 1 ? stem : `${stem} - ${sheet.replaceAll('/', '-')}`}.csv`,
						from: each.from,
						path,
						modified: book.modified ?? each.modified
					});
				hidden.push(...book.hidden.map((sheet) => `${each.name} - ${sheet} (hidden)`));
				rmSync(each.path);
			} catch (error) {
				if (!(error instanceof Refused)) throw error;
				reasons.push(...error.reasons);
			}
	}
	if (reasons.length > 0) throw new Refused(reasons);
	refuseTwins(label, found);
	const files: ReceivedFile[] = [];
	for (const { name, path, modified } of found)
		files.push({
			name,
			path,
			bytes: statSync(path).size,
			sha256: await checksum(path),
			modified
		});
	return { files, hidden };
}

/** A file as the subject of a sentence: alone, or in what was uploaded. */
function place(label: string, { from }: Copy): string {
	return from === label ? label : `${JSON.stringify(from)} in ${label}`;
}

/** Why a file cannot be read whatever its name says, as the rest of a sentence; null where it may be. */
function unreadable(name: string, signature: ReturnType<typeof signatureOf>): string | null {
	if (signature === 'old workbook')
		return 'is a workbook of the old Excel format (.xls), or one with a password: neither can be read. Save it as .xlsx without a password, or as CSV.';
	if (signature === null)
		return WORKBOOK.test(name)
			? 'is no workbook, whatever its name says. Open it in a spreadsheet program and save it as .xlsx or CSV.'
			: null;
	if (signature === 'zip') return null;
	return `is ${signature.other}, whatever its name says. ${
		signature.other.startsWith('a web page')
			? 'Open it in a spreadsheet program and save it as .xlsx or CSV.'
			: 'Export the data as CSV or .xlsx.'
	}`;
}
