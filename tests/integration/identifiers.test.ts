import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readBatches } from '#pipelines/batch.ts';
import { domainOf, isId } from '#pipelines/deidentify.ts';
import { literal, name, openDatabase } from '#pipelines/duckdb.ts';
import { prepareHome, type Home } from '#pipelines/home.ts';
import { importUpload } from '#pipelines/import.ts';
import { pseudonym, pseudonymKeys } from '#pipelines/secrets.ts';
import { columnsOfFile } from '#pipelines/sources/format.ts';
import { openVault } from '#pipelines/vault.ts';
import { exportOf, newHome, parquet, record, temporaryFolder, tiny, type Tables } from '../home.ts';
import { command } from '../command-here.ts';

vi.mock('#pipelines/run.ts', () => import('../work-here.ts'));

/** In every name, e-mail address, free text and file name; in every social security number; in every id. */
const NAME = 'Winterbourne';
const NUMBER = '987654321';
const ID = 'Q7KZX';
// Long enough never to come about by chance in a checksum, a pseudonym or compressed bytes.
const MARKERS = [
	NAME,
	NAME.toLowerCase(),
	NUMBER,
	'987-65-4321',
	'987.65.4321',
	'987/65/4321',
	'987-654-3210',
	ID
];
const SOURCE = 'tiny-tiny-county-sample';

/** The worked sample with a marker in every column that must not be stored, and a row in every table. */
function mark(tables: Tables): void {
	for (const [file, records] of Object.entries(tables)) {
		if (file === 'Export') continue;
		const columns = columnsOfFile('hmis-csv', file);
		if (records.length === 0)
			records.push(
				Object.fromEntries(columns.map(({ column, type, treatment }) => [column, fill(type, treatment)]))
			);
		for (const each of records)
			for (const { column, type, treatment } of columns) {
				if (column === 'ExportID' || column === 'DateDeleted' || !(column in each)) continue;
				if (type === 'id' && each[column]) each[column] = `${ID}-${each[column]}`;
				else if (column === 'SSN') each[column] = NUMBER;
				else if (treatment === 'drop' || treatment === 'given') each[column] = `${NAME} of ${column}`;
			}
	}
	for (const each of tables.Export ?? [])
		for (const { column, treatment } of columnsOfFile('hmis-csv', 'Export'))
			if (treatment === 'drop') each[column] = `${NAME} of ${column}`;
}

function fill(type: string, treatment: string): string {
	if (type === 'id') return { enrollment: 'E01', client: '001', program: 'P1' }[treatment] ?? '1';
	return { date: '2024-03-01', datetime: '2024-03-01 10:00:00', integer: '1', decimal: '1.5' }[type] ?? '';
}

const enrollment = (tables: Tables, id: string) => record(tables, 'Enrollment', `${ID}-${id}`);

/** Markers where the source system or its people put them by mistake. */
function misplace(tables: Tables): void {
	mark(tables);
	const person = record(tables, 'Client', `${ID}-001`);
	Object.assign(person, { Sex: `${NAME} Jane`, DateUpdated: `${NAME}`, MilitaryBranch: NUMBER });
	Object.assign(enrollment(tables, 'E02'), { EntryDate: `${NAME} Jane` });
	Object.assign(enrollment(tables, 'E03'), { EntryDate: '' });
	for (const [id, text] of Object.entries({
		E04: '987-65-4321',
		E05: NUMBER,
		E06: '987.65.4321',
		E07: '987/65/4321',
		E08: '9876543',
		E09: `2024-01-01 ${NAME}`,
		E10: `${ID}-E10`,
		E11: '987-654-3210'
	}))
		Object.assign(enrollment(tables, id), { MoveInDate: text });
	Object.assign(enrollment(tables, 'E11'), {
		EnrollmentCoC: NAME,
		VAMCStation: '987-65-4321',
		RelationshipToHoH: 'jane@winterbourne.example',
		LivingSituation: NUMBER
	});
	Object.assign(record(tables, 'IncomeBenefits', Object.values(tables.IncomeBenefits?.[0] ?? {})[0] ?? ''), {
		TotalMonthlyIncome: `${NUMBER}0`,
		EarnedAmount: NAME
	});
}

/** A marked export, with ragged lines, a column of another name and files that do not belong to it. */
function misplaced(): string {
	const folder = exportOf(misplace, { from: tiny(), files: 'all' });
	const edit = (file: string, change: (text: string) => string) => {
		const path = join(folder, file);
		writeFileSync(path, change(readFileSync(path, 'utf8')));
	};
	edit('Client.csv', (text) => `${text}${NAME},${NUMBER}\r\n"${ID}-99"x,"${NAME}"\r\n`);
	edit('Exit.csv', (text) => text.replace('EarlyExitReason', `Note on ${NAME}`));
	writeFileSync(join(folder, `${NAME} Jane.pdf`), NAME);
	writeFileSync(join(folder, `${NAME} Jane.csv`), NAME);
	return folder;
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((each) => join(folder, each))
		.filter((path) => statSync(path).isFile());
}

const found = (text: string | Buffer) => MARKERS.filter((marker) => text.includes(marker));

/** Everything that Parquet files and stores hold, as text: their bytes are compressed. */
async function contents(path: string): Promise<string> {
	if (path.endsWith('.parquet')) return JSON.stringify(await parquet(`from read_parquet(${literal(path)})`));
	const db = await openDatabase(':memory:', temporaryFolder());
	try {
		await db.run(`attach ${literal(path)} as store (read_only)`);
		const tables = await db.rows(
			"select schema_name as s, table_name as t from duckdb_tables() where database_name = 'store'"
		);
		expect(tables.length).toBeGreaterThan(20);
		let text = JSON.stringify(await db.rows("select sql from duckdb_tables() where database_name = 'store'"));
		for (const { s, t } of tables)
			text += JSON.stringify(await db.rows(`from store.${name(String(s))}.${name(String(t))}`));
		return text;
	} finally {
		db.close();
	}
}

describe('a marked export, imported by the command line', () => {
	let home: Home;
	let said: string[];
	beforeAll(async () => {
		home = newHome();
		const path = misplaced();
		said = [];
		for (const args of [['import', path, '--json'], ['import', path], ['batches', '--json'], ['check']]) {
			const { code, stdout, stderr } = await command(home, ...args);
			expect({ args, code, stderr: code === 0 ? '' : stderr }).toEqual({ args, code: 0, stderr: '' });
			said.push(stdout, stderr);
		}
	});

	it('is accepted, with every misplaced value a problem of its line', async () => {
		const [batch] = readBatches(home).batches;
		expect(batch?.problem_kinds).toEqual({
			'columns ignored': 1,
			'files ignored': 1,
			'not a code': 2,
			'not a date': 10,
			'not a number': 6,
			rejected: 4
		});
		const path = join(home.batches, batch?.id ?? '', 'problems.parquet');
		const problems = await parquet(`from read_parquet(${literal(path)}) where line is not null`);
		for (const { file, line, message } of problems)
			expect(
				String(message).startsWith(`${String(file)}${line === 1 ? '' : ` line ${String(line)}`}: `)
			).toBe(true);
		const messages = problems.map((each) => each.message);
		expect(messages.join('\n')).not.toMatch(/9876/); // nor the phone's number without its area
		expect(messages).toContain(
			'Enrollment.csv line 5: MoveInDate holds a value, not shown here, that is not a date. Correct it in the source system and export again.'
		);
	});

	it('leaves no marker in any byte below the home', async () => {
		const files = filesBelow(home.path);
		let held = '';
		expect(files.length).toBeGreaterThan(28);
		for (const path of files) {
			expect({ path, found: found(path) }).toEqual({ path, found: [] });
			expect({ path, found: found(readFileSync(path)) }).toEqual({ path, found: [] });
			if (!/\.(parquet|duckdb)$/.test(path)) continue;
			const text = await contents(path);
			expect({ path, found: found(text) }).toEqual({ path, found: [] });
			held += text;
		}
		for (const kept of ['Tiny Rapid', 'XX-500', '2023-10-05'])
			expect(held.split(kept).length).toBeGreaterThan(2); // it was looked at
	});

	it('leaves none in what the commands say', () => {
		expect(said.join('')).toMatch(/MoveInDate/);
		expect(said.map(found).flat()).toEqual([]);
	});

	it('leaves the ids of clients, households, enrollments, workers and programs in the vault, and those of single records nowhere', () => {
		const vault = openVault(home);
		try {
			const ids = [...vault.pseudonyms()].map((each) => vault.find(each));
			for (const id of ['001', '010', 'H1', 'E01', 'U1', 'U2', 'P1', 'O1'])
				expect(ids).toContain(`${ID}-${id}`);
			expect(ids).not.toContain(`${ID}-X01`);
			expect(ids.every((id) => id?.startsWith(`${ID}-`))).toBe(true);
		} finally {
			vault.close();
		}
	});
});

describe('a refusal', () => {
	const refused = async (
		change: (text: string) => string,
		files: Record<string, (text: string) => string>
	) => {
		const folder = exportOf(misplace, { from: tiny(), files: 'all' });
		for (const [file, edit] of Object.entries({ 'Enrollment.csv': change, ...files })) {
			const path = join(folder, file);
			writeFileSync(path, edit(readFileSync(path, 'utf8')));
		}
		const home = newHome();
		const { code, stdout, stderr } = await command(home, 'import', folder);
		expect({ code, found: found(stdout + stderr) }).toEqual({ code: 1, found: [] });
		for (const path of filesBelow(home.path))
			expect({ path, found: found(readFileSync(path)) }).toEqual({ path, found: [] });
		return stderr;
	};

	it('repeats no marker where files cannot be read as lines', async () => {
		const said = await refused((text) => `${text}"${NAME}`, {
			'Client.csv': (text) => text.slice(text.indexOf('\n') + 1), // no header: the first person is taken for it
			'User.csv': (text) => `${NAME},${NAME},${text}`
		});
		expect(said).toMatch(/Client\.csv has a column twice/);
		expect(said).toMatch(/User\.csv has a column twice: columns 1 and 2 have/);
		expect(said).toMatch(/Enrollment\.csv line 14: a quote is opened/);
	});

	it('repeats none where dates cannot be settled', async () => {
		const said = await refused(
			(text) => text.replace('2024-05-01', '01/02/2024').replace('9876543', `01/02/2024 ${NAME}`),
			{ 'Exit.csv': (text) => text.replace('2024-06-30', '02/13/2024').replace('2024-06-30', '13/02/2024') }
		);
		expect(said).toMatch(/column EntryDate: 1 date can be read in two ways, as line 5: "01\/02\/2024"/);
		expect(said).toMatch(/column ExitDate: dates are written in more than one order \(see lines 2 and 3\)/);
	});
});

describe('pseudonyms', () => {
	const silent = () => undefined;
	const files = ['Export', 'Client', 'Enrollment', 'Exit', 'Project'];
	const odd = ["O'Brien-1", 'ä€😀', '1E5', '000123', '123', 'x'.repeat(300), 'a b', '$1', '\\'];
	let home: Home;
	const idsOf: Record<string, Set<string>> = {};
	beforeAll(async () => {
		home = prepareHome(newHome().path);
		const path = exportOf(
			(tables) => {
				for (const [index, id] of odd.entries()) {
					record(tables, 'Client', `00${String(index + 1)}`).PersonalID = id;
					for (const file of ['Enrollment', 'Exit'])
						for (const each of tables[file] ?? [])
							if (each.PersonalID === `00${String(index + 1)}`) each.PersonalID = id;
				}
				for (const each of tables.Enrollment ?? []) each.HouseholdID = each.PersonalID ?? ''; // the same ids, of another kind
				for (const file of files)
					for (const column of columnsOfFile('hmis-csv', file).filter(isId))
						for (const each of tables[file] ?? [])
							if (each[column.column])
								(idsOf[`${file}.${column.column}`] ??= new Set()).add(each[column.column] ?? '');
			},
			{ from: tiny(), files }
		);
		await importUpload(home, path, {}, silent);
		await importUpload(home, path, { source: 'Other County' }, silent);
	});

	const stored = async (batch: number, file: string, column: string) => {
		const id = readBatches(home).batches[batch]?.id ?? '';
		const rows = await parquet(
			`select distinct ${name(column)}::varchar as id from read_parquet(${literal(join(home.batches, id, `${file}.parquet`))}) where id is not null`
		);
		return rows.map((row) => String(row.id)).sort();
	};

	it('are those of secrets.ts in every column of ids, though SQL makes them', async () => {
		const keys = pseudonymKeys(home);
		expect(Object.keys(idsOf)).toHaveLength(14);
		for (const file of files)
			for (const column of columnsOfFile('hmis-csv', file).filter(isId)) {
				const place = `${file}.${column.column}`;
				const expected = [...(idsOf[place] ?? [])].map((id) => pseudonym(keys, SOURCE, domainOf(column), id));
				if (expected.length > 0)
					expect({ place, ids: await stored(0, file, column.column) }).toEqual({
						place,
						ids: expected.sort()
					});
			}
	});

	it('differ between two kinds of thing and between two source systems', async () => {
		const clients = await stored(0, 'Enrollment', 'PersonalID');
		const households = await stored(0, 'Enrollment', 'HouseholdID');
		const others = await stored(1, 'Enrollment', 'PersonalID');
		expect([clients.length, households.length, others.length]).toEqual([10, 10, 10]);
		expect(new Set([...clients, ...households, ...others]).size).toBe(30);
	});

	it('differ between two homes', () => {
		const other = prepareHome(newHome().path);
		const id = odd[0] ?? '';
		expect(pseudonym(pseudonymKeys(home), SOURCE, 'client', id)).not.toBe(
			pseudonym(pseudonymKeys(other), SOURCE, 'client', id)
		);
	});
});
