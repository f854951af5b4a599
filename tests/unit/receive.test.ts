import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '#pipelines/errors.ts';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { LIMITS, receive, type Limits } from '#pipelines/receive.ts';
import { zip, type ZipEntry } from '../zip.ts';

let folder: string;
let home: Home;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'throughline-receive-'));
	home = prepareHome(join(folder, 'home'));
});
afterAll(() => {
	rmSync(folder, { recursive: true });
});
afterEach(() => {
	expect(readdirSync(home.uploads)).toEqual([]); // after each case, refused or not, nothing is left
});

const CLIENT: ZipEntry = { name: 'Client.csv', data: 'PersonalID\n1\n', deflate: true };

/** Writes a file to be received. */
function file(name: string, content: Buffer | string): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

/** What is received of a path, as names and texts. */
async function received(path: string, limits: Limits = LIMITS) {
	const upload = await receive(home, path, () => undefined, limits);
	try {
		return {
			files: Object.fromEntries(upload.files.map((each) => [each.name, readFileSync(each.path, 'utf8')])),
			ignored: upload.ignored,
			name: upload.name,
			hash: upload.hash,
			paths: upload.files.map((each) => each.path.slice(home.uploads.length))
		};
	} finally {
		upload.dispose();
	}
}

/** The reasons for which a path is refused. */
async function refusal(path: string, limits: Limits = LIMITS): Promise<string[]> {
	try {
		await received(path, limits);
	} catch (error) {
		if (error instanceof Refused) return error.reasons;
		throw error;
	}
	throw new Error('It was received.');
}

const zipRefusal = (entries: ZipEntry[], limits: Limits = LIMITS) =>
	refusal(file('export.zip', zip(entries)), limits);

describe('what is received', () => {
	it('is a zip’s text files under names of ours, with folders, other files and Apple’s shadows left aside', async () => {
		const { files, ignored, paths } = await received(
			file(
				'export.zip',
				zip([
					{ name: 'HMIS export/' },
					{ ...CLIENT, name: 'HMIS export/Client.csv' },
					{ name: 'HMIS export/readme.pdf', data: '%PDF' },
					{ name: '__MACOSX/HMIS export/._Client.csv', data: 'x' },
					{ name: 'HMIS export/EXIT.CSV', data: 'ExitID\n' }
				])
			)
		);
		expect(files).toEqual({ 'Client.csv': 'PersonalID\n1\n', 'EXIT.CSV': 'ExitID\n' });
		expect(ignored).toEqual(['HMIS export/readme.pdf', '__MACOSX/HMIS export/._Client.csv']);
		expect(paths).toEqual([
			expect.stringMatching(/^\/[0-9a-f]{16}\/received-0$/),
			expect.stringMatching(/^\/[0-9a-f]{16}\/received-1$/)
		]);
	});

	it('is the text files of a folder, of which links and folders are left aside', async () => {
		const path = join(folder, 'export');
		mkdirSync(join(path, 'old'), { recursive: true });
		writeFileSync(join(path, 'Client.csv'), 'PersonalID\n');
		symlinkSync('/etc/passwd', join(path, 'Exit.csv'));
		const { files, ignored } = await received(path);
		expect(files).toEqual({ 'Client.csv': 'PersonalID\n' });
		expect(ignored.sort()).toEqual(['Exit.csv', 'old']);
	});

	it('is known again by its content, whether as a zip, otherwise packed or as a folder', async () => {
		const path = join(folder, 'same');
		mkdirSync(path);
		writeFileSync(join(path, 'Client.csv'), 'PersonalID\n1\n');
		writeFileSync(join(path, 'exit.csv'), 'ExitID\n');
		const exit = { name: 'Exit.csv', data: 'ExitID\n' };
		const hashes = [
			await received(path),
			await received(file('one.zip', zip([CLIENT, exit]))),
			await received(file('two.zip', zip([exit, { ...CLIENT, name: 'x/Client.csv', deflate: false }])))
		].map((each) => each.hash);
		expect(new Set(hashes).size).toBe(1);
		const other = await received(file('three.zip', zip([{ ...CLIENT, data: 'PersonalID\n2\n' }, exit])));
		expect(other.hash).not.toBe(hashes[0]);
	});

	it('is told by content and not by name: a zip named .csv is unpacked', async () => {
		expect((await received(file('export.csv', zip([CLIENT])))).files).toEqual({
			'Client.csv': 'PersonalID\n1\n'
		});
	});
});

describe('what is refused before anything is looked at', () => {
	it('is a path that does not exist', async () => {
		const path = join(folder, 'nowhere.zip');
		expect(await refusal(path)).toEqual([`${path} does not exist. Check the path.`]);
	});

	it('is an empty file', async () => {
		expect(await refusal(file('Client.csv', ''))).toEqual(['Client.csv is empty. Export it again.']);
	});

	it('is a folder without a CSV file', async () => {
		mkdirSync(join(folder, 'bare'));
		expect(await refusal(join(folder, 'bare'))).toEqual([
			'The folder bare holds no CSV file and no .xlsx workbook. Name the folder, or the zip, that the export was written to.'
		]);
	});

	it('is a folder or a file that is larger than is taken', async () => {
		const path = join(folder, 'large');
		mkdirSync(path);
		for (const name of ['Client.csv', 'Exit.csv']) writeFileSync(join(path, name), 'x'.repeat(3000));
		expect(await refusal(path, { ...LIMITS, bytes: 5000 })).toEqual([
			'large holds 2 files of 6 KB together; at most 1000 files of 5 KB are taken. Export a shorter period.'
		]);
		expect(await refusal(join(path, 'Exit.csv'), { ...LIMITS, bytes: 2000 })).toHaveLength(1);
	});

	it('is a folder with two files that only letter case tells apart', async () => {
		const path = join(folder, 'twins');
		mkdirSync(path);
		for (const name of ['Client.csv', 'client.CSV']) writeFileSync(join(path, name), 'x');
		if (readdirSync(path).length === 1) return; // a disk that does not tell them apart
		expect((await refusal(path)).join()).toMatch(
			/^twins holds both (Client\.csv and client\.CSV|client\.CSV and Client\.csv)\. Keep the one/
		);
	});

	it('is a CSV file named .zip', async () => {
		expect(await refusal(file('export.zip', 'PersonalID\n1\n'))).toEqual([
			'export.zip is not a zip, whatever its name says. Export it again.'
		]);
	});

	it('is a device', async () => {
		expect(await refusal('/dev/null')).toEqual([
			'null is neither a file nor a folder. Name an export file, a zip or a folder of CSV files.'
		]);
	});
});

describe('a zip that explodes', () => {
	const zeros = { ...CLIENT, data: Buffer.alloc(2_000_000) };

	it('is refused by its ratio', async () => {
		expect(await zipRefusal([zeros])).toEqual([
			'export.zip would unpack from 3 KB to 2.0 MB, more than is taken from one zip. Upload the files unpacked, in a folder.'
		]);
	});

	it('is refused by its size', async () => {
		expect(await zipRefusal([CLIENT], { ...LIMITS, bytes: 5 })).toEqual([
			'export.zip would unpack from 1 KB to 1 KB, more than is taken from one zip. Upload the files unpacked, in a folder.'
		]);
	});

	it('is refused by what it would unpack to in files that nobody wants', async () => {
		expect(await zipRefusal([CLIENT, { ...zeros, name: 'readme.pdf' }])).toHaveLength(1);
	});

	it('is refused by its number of files', async () => {
		const entries = Array.from({ length: 4 }, (_, index) => ({ name: `${String(index)}.csv` }));
		expect(await zipRefusal(entries, { ...LIMITS, entries: 3 })).toEqual([
			'export.zip holds 4 files; at most 3 are taken. Pack only the export.'
		]);
	});

	it('is stopped where it lies about its size', async () => {
		expect(await zipRefusal([{ ...zeros, claims: 100 }])).toEqual([
			expect.stringMatching(
				/^export\.zip, "Client\.csv": it is cut off or damaged \(too many bytes .*\)\. Pack the export again and upload that\.$/
			)
		]);
	});
});

describe('a zip that climbs out', () => {
	it.each([
		'../Client.csv',
		'a/../../Client.csv',
		'/etc/Client.csv',
		'C:/Client.csv',
		'..\\Client.csv',
		'C:\\Client.csv'
	])('is refused: %s', async (name) => {
		const [reason, ...others] = await zipRefusal([CLIENT, { ...CLIENT, name }]);
		expect(others).toEqual([]);
		expect(reason).toMatch(
			/^export\.zip holds a file whose name leads out of its folder or has a backslash \(.*Client\.csv\)\. Nothing of it was unpacked\. Pack the export again/
		);
	});

	it('is refused where it holds a link', async () => {
		expect(await zipRefusal([{ name: 'Client.csv', data: '/etc/passwd', mode: 0o120777 }])).toEqual([
			'export.zip, "Client.csv": it is a link, not a file. Pack the export again and upload that.'
		]);
	});
});

describe('a zip that cannot be trusted', () => {
	it('is refused where an archive lies within, with every reason at once', async () => {
		expect(
			await zipRefusal([
				CLIENT,
				{ name: 'older.zip', data: zip([CLIENT]) },
				{ name: 'older.tar.gz', data: 'x' },
				{ name: 'Exit.csv', data: 'x', flags: 1, deflate: true }
			])
		).toEqual([
			'export.zip, "older.zip": it is an archive within the archive. Pack the export again and upload that.',
			'export.zip, "older.tar.gz": it is an archive within the archive. Pack the export again and upload that.',
			'export.zip, "Exit.csv": it is encrypted, and there is no place to ask for its password. Pack the export again and upload that.'
		]);
	});

	it('is refused where it is packed in an unknown way', async () => {
		expect(await zipRefusal([{ ...CLIENT, method: 12 }])).toEqual([
			'export.zip, "Client.csv": it is packed in a way that is not supported. Pack the export again and upload that.'
		]);
	});

	it('is refused where a checksum is wrong', async () => {
		expect(await zipRefusal([CLIENT, { name: 'Exit.csv', data: 'ExitID\n', crc: 1 }])).toEqual([
			'export.zip, "Exit.csv": its checksum is wrong, so it is damaged. Pack the export again and upload that.'
		]);
	});

	it('is refused where two folders hold a file of the same name, and both are named', async () => {
		expect(
			await zipRefusal([
				{ ...CLIENT, name: 'a/Client.csv' },
				{ ...CLIENT, name: 'b/client.csv' }
			])
		).toEqual([
			'export.zip holds both a/Client.csv and b/client.csv. Keep the one that belongs to this export.'
		]);
	});

	it('is refused where it holds no CSV file', async () => {
		for (const entries of [[], [{ name: 'readme.pdf', data: 'x' }]])
			expect(await zipRefusal(entries)).toEqual([
				'export.zip holds no CSV file and no .xlsx workbook. Upload the zip that the source system wrote.'
			]);
	});

	it('is refused wherever it is cut off', async () => {
		const whole = zip([CLIENT, { name: 'Exit.csv', data: 'ExitID\n1\n2\n', deflate: true }]);
		for (let length = 1; length < whole.length; length++) {
			const [reason, ...others] = await refusal(file('export.zip', whole.subarray(0, length)));
			expect(others).toEqual([]);
			expect(reason).toMatch(
				length < 4
					? /^export\.zip is not a zip, whatever its name says\. Export it again\.$/
					: /^export\.zip is cut off or damaged.* Pack the export again and upload that\.$/
			);
		}
	});

	it('is refused or read as it is, and never a fault, where any one byte is wrong', async () => {
		const whole = zip([CLIENT]);
		for (let at = 4; at < whole.length; at++) {
			const damaged = Buffer.from(whole);
			damaged[at] = (damaged[at] ?? 0) ^ 0xff;
			const path = file('export.zip', damaged);
			const texts = await received(path).then(
				({ files }) => Object.values(files),
				(error: unknown) => {
					expect(error).toBeInstanceOf(Refused);
					return [];
				}
			);
			for (const text of texts) expect(text).toBe('PersonalID\n1\n');
		}
	});
});
