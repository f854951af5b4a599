import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readBatches, soundBatches, type Manifest } from './batch.ts';
import { intactStore, staleness, storeId } from './build.ts';
import { diskSpace, sizeInWords } from './disk.ts';
import { openStoreFile } from './duckdb.ts';
import { Fault, messageOf, Refused } from './errors.ts';
import { checkHomeVersion, readSettings, type Home } from './home.ts';
import { listKept } from './kept.ts';
import { readProfiles } from './profiles.ts';
import { isPurging } from './purge.ts';
import { currentStoreId, storeFile } from './publish.ts';
import { isRotating } from './rotate.ts';
import { clientSecret } from './secrets.ts';
import { readStandards } from './standards.ts';
import { openVault } from './vault.ts';
import { readSmallZips } from './zips.ts';

/** One thing that was looked at. `notice` is worth knowing and harms nothing. */
export type Finding = { level: 'ok' | 'notice' | 'problem'; about: string; message: string };

/**
 * Looks at everything that a home holds: batches by checksum, the store, the vault, secrets, settings, and
 * what a crash left. Changes nothing.
 */
export async function checkHome(home: Home): Promise<Finding[]> {
	const findings: Finding[] = [];
	const add = (level: Finding['level'], about: string, message: string) =>
		findings.push({ level, about, message });
	if (!existsSync(home.batches))
		return [
			{ level: 'problem', about: 'home', message: `${home.path} is not a home yet. Import an export first.` }
		];

	try {
		checkHomeVersion(home);
		const { free, low } = diskSpace(home);
		if (low)
			add(
				'notice',
				'disk',
				`Only ${sizeInWords(free)} are free on the disk of the home. Free some space, or run "throughline prune".`
			);
		else add('ok', 'disk', `${sizeInWords(free)} are free on the disk of the home.`);
	} catch (error) {
		for (const reason of reasonsOf(error)) add('problem', 'home', reason);
	}
	if (isRotating(home)) {
		add(
			'notice',
			'rotation',
			'A key rotation is going on or was cut off. The next work finishes it; "throughline build" does so now. The rest is checked after that.'
		);
		return findings;
	}

	let batches: Manifest[] = [];
	try {
		const sound = await soundBatches(home);
		batches = sound.batches;
		for (const problem of sound.problems) add('problem', 'batches', problem);
	} catch (error) {
		add('problem', 'secrets', messageOf(error));
	}
	const all = readBatches(home).batches;
	add(
		'ok',
		'batches',
		`${count(batches.length, 'live batch', 'live batches')} whole, ${String(all.filter((batch) => batch.state === 'undone').length)} undone.`
	);
	for (const batch of all)
		for (const file of batch.files)
			if (file.accepted + file.rejected !== file.lines)
				add(
					'problem',
					'batches',
					`Batch ${batch.id}: ${file.name} has ${String(file.lines)} lines, but ${String(file.accepted)} accepted and ${String(file.rejected)} rejected.`
				);

	try {
		readSettings(home);
		readStandards(home);
		readSmallZips(home);
		add('ok', 'settings', 'Settings, standards and targets can be read.');
	} catch (error) {
		for (const reason of reasonsOf(error)) add('problem', 'settings', reason);
	}
	try {
		if (readSettings(home).oidc) clientSecret(home);
	} catch (error) {
		if (error instanceof Fault) add('problem', 'secrets', error.message);
	}
	await checkStore(home, batches, add);
	checkVault(home, add);
	checkKept(home, add);
	if (process.platform !== 'win32')
		for (const file of readdirSync(home.secrets))
			if ((statSync(join(home.secrets, file)).mode & 0o077) !== 0)
				add('problem', 'secrets', `secrets/${file} may be read by other accounts. Set its mode to 600.`);
	if (isPurging(home))
		add(
			'notice',
			'purge',
			'A purge was cut off. The next import, build, undo or purge finishes it; "throughline build" does so now.'
		);
	const left = [home.path, home.uploads, home.batches, home.stores].flatMap((folder) =>
		readdirSync(folder).filter((file) => folder === home.uploads || file.startsWith('.draft-'))
	);
	if (left.length > 0)
		add(
			'notice',
			'leftovers',
			`${count(left.length, 'unfinished piece', 'unfinished pieces')} of work that was cut off or is going on. The next import, build, undo or purge removes them.`
		);
	return findings;
}

const reasonsOf = (error: unknown) => (error instanceof Refused ? error.reasons : [messageOf(error)]);

type Add = (level: Finding['level'], about: string, message: string) => void;

async function checkStore(home: Home, batches: Manifest[], add: Add): Promise<void> {
	const id = currentStoreId(home);
	if (id === null) {
		const build = readBatches(home).batches.length > 0 ? ' Run "throughline build".' : '';
		add('notice', 'store', `No store was published yet.${build}`);
		return;
	}
	const note = await intactStore(home, id);
	if (!note) {
		add(
			'problem',
			'store',
			`The store ${id} is ${existsSync(storeFile(home, id)) ? 'damaged' : 'missing'}. Run "throughline build": it is made again from the batches.`
		);
		return;
	}
	try {
		const db = await openStoreFile(storeFile(home, id));
		try {
			const own = await db.row('select id from store');
			if (own.id !== id)
				add(
					'problem',
					'store',
					`The store ${id} says that it is ${String(own.id)}. Run "throughline build".`
				);
			else add('ok', 'store', `The store ${id} is whole.`);
		} finally {
			db.close();
		}
	} catch (error) {
		add(
			'problem',
			'store',
			`The store ${id} cannot be opened: ${messageOf(error)}. Run "throughline build".`
		);
	}
	for (const each of note.notes) add('notice', 'store', each);
	const stale = staleness(home, note);
	if (stale !== null) add('notice', 'store', stale);
	else {
		try {
			if (storeId(home, batches) !== id)
				add(
					'notice',
					'store',
					'Settings, standards, metrics or the program changed since the store was built. Run "throughline build".'
				);
		} catch {
			// settings that cannot be read are reported as such
		}
	}
}

function checkVault(home: Home, add: Add): void {
	if (!existsSync(join(home.vault, 'vault.sqlite'))) return;
	try {
		const vault = openVault(home, { readOnly: true });
		try {
			let entries = 0;
			for (const each of vault.pseudonyms()) {
				if (entries < 1000) vault.find(each); // opening a sample proves the key
				entries++;
			}
			add('ok', 'vault', `${count(entries, 'source id', 'source ids')} in the vault.`);
		} finally {
			vault.close();
		}
	} catch (error) {
		add(
			'problem',
			'vault',
			`The vault cannot be opened: ${messageOf(error)}. Restore vault/ and secrets/ from one backup.`
		);
	}
}

function checkKept(home: Home, add: Add): void {
	try {
		const { kept, damaged } = listKept(home);
		for (const { problem } of damaged) add('problem', 'uploads', problem);
		const waiting = kept.filter(({ accepted }) => accepted.length === 0).length;
		if (kept.length > 0)
			add(
				'ok',
				'uploads',
				`${count(kept.length, 'upload is', 'uploads are')} kept, ${String(waiting)} of them not accepted yet.`
			);
		for (const { name, problem } of readProfiles(home).broken)
			add('problem', 'mappings', `The mapping ${name} cannot be used: ${problem}`);
		const there = new Set([...kept, ...damaged].map(({ id }) => id));
		for (const { id, kept: upload } of readBatches(home).batches)
			if (upload !== null && !there.has(upload))
				add(
					'notice',
					'uploads',
					`The upload behind batch ${id} is not kept any more: it cannot be mapped again.`
				);
	} catch (error) {
		add('problem', 'uploads', messageOf(error));
	}
}

function count(n: number, one: string, many: string): string {
	return `${String(n)} ${n === 1 ? one : many}`;
}
