import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readBatches, type Manifest } from '#pipelines/batch.ts';
import { hashFolder } from '#pipelines/code.ts';
import { Refused } from '#pipelines/errors.ts';
import { checksum, digest, writeWhole } from '#pipelines/files.ts';
import { prepareHome, ROOT, type Home } from '#pipelines/home.ts';
import { takeLock } from '#pipelines/lock.ts';
import { ORGANIZATION } from '#pipelines/sample/programs.ts';
import { SAMPLE_FORMATS } from '#pipelines/sample/write.ts';
import { formatFolder, MODEL_CODES, sourceKey } from '#pipelines/sources/format.ts';
import { MADE_BY, readMade, type Made } from '#lib/server/sample.ts';

/** The sample agency, and the sample export that was shown before there was one. */
const SOURCES = [sourceKey(ORGANIZATION), 'sample1-harbor-county-sample'];
const PATIENCE = 600;
/** The sample agency's grants, and what it promised for them. */
const GRANTED = ['grants.csv', 'targets.csv'];

/**
 * Empties the sample's home and makes the sample anew where it is missing, or was made by another version of
 * the generator; `export/TRUTHS.md` of the home then says what is hidden in it. Call it with the home's
 * server lock.
 * @param write writes the sample into a folder that is not there yet
 * @returns what is to be imported
 * @throws Refused where the home holds other data, which is not touched
 */
export async function prepareSample(path: string, write: (folder: string) => void): Promise<string> {
	const home = prepareHome(path);
	const whole = join(home.path, 'export');
	const upload = join(whole, SAMPLE_FORMATS['canonical-csv']);
	const stamp = join(home.path, MADE_BY);
	const release = await takeLock(home, 'work', 'the sample agency is being made', PATIENCE, console.log);
	try {
		const generator = generatorHash();
		if (readMade(home.path)?.generator === generator && existsSync(upload)) return upload;
		refuseOtherData(home);
		const draft = join(home.path, 'export.draft');
		for (const old of [stamp, draft, whole, home.current, home.stores, home.batches, home.vault])
			rmSync(old, { recursive: true, force: true });
		prepareHome(home.path);
		write(draft);
		renameSync(draft, whole);
		for (const file of GRANTED) {
			const own = join(home.path, file);
			if (!existsSync(own)) copyFileSync(join(ROOT, 'pipelines', 'sample', file), own);
		}
		writeWhole(stamp, JSON.stringify(await noteMade(generator, upload)), home.path);
		return upload;
	} finally {
		release();
	}
}

/** What the generator has just written: by it, a batch can be told from any other. */
async function noteMade(generator: string, upload: string): Promise<Made> {
	const files: string[] = [];
	for (const file of readdirSync(upload)) files.push(await checksum(join(upload, file)));
	return { generator, files };
}

function refuseOtherData(home: Home): void {
	const own = new Set(readMade(home.path)?.files);
	// Before the generator noted its files, only the name of the source told them.
	const isOwn = ({ source, files }: Manifest) =>
		own.size === 0 ? SOURCES.includes(source) : files.every(({ sha256 }) => own.has(sha256));
	const other = readBatches(home).batches.find((batch) => batch.state === 'live' && !isOwn(batch));
	if (other)
		throw new Refused(
			`${home.path} is the sample's home, and ${other.id} in it is data of ${other.source_name}. Import that into a home of its own and undo it here: it would be lost.`
		);
}

/** A hash of all that the sample's bytes come from. */
function generatorHash(): string {
	return digest(
		[
			...hashFolder(join(ROOT, 'pipelines', 'sample')),
			...hashFolder(join(formatFolder('hmis-csv'), 'codes')),
			...hashFolder(MODEL_CODES),
			readFileSync(join(formatFolder('canonical-csv'), 'columns.csv'), 'utf8')
		].join('\n')
	);
}
