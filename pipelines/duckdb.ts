import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { messageOf } from './errors.ts';
import { DuckDBInstance, DuckDBTypeId, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';

/** One row as plain JavaScript values: dates, ids and decimals as text, numbers as numbers. */
export type Row = Record<string, string | number | boolean | null>;

/** An open DuckDB with one connection, and `beside` it a few more. */
export type Database = {
	connection: DuckDBConnection;
	/** Runs one statement without reading a result. */
	run(sql: string, values?: Record<string, DuckDBValue>): Promise<void>;
	/** Runs one query and gives all rows. */
	rows(sql: string, values?: Record<string, DuckDBValue>): Promise<Row[]>;
	/** Runs one query and gives its first row; throws where there is none. */
	row(sql: string, values?: Record<string, DuckDBValue>): Promise<Row>;
	/** Runs one `create table … as` or `copy … to` and gives how many rows it wrote. */
	write(sql: string, values?: Record<string, DuckDBValue>): Promise<number>;
	/** Adds rows to a table in one go; values are cast to the table's columns. */
	append(table: string, rows: Row[string][][], schema?: string, catalog?: string): Promise<void>;
	/**
	 * Works on a connection of its own, so that several can work at once; more than there are processors wait for
	 * one. Its temporary tables are seen by nobody else.
	 */
	beside<Answer>(use: (db: Connected) => Promise<Answer>): Promise<Answer>;
	/** Closes it. What is being asked is broken off, with an error for who asked. */
	close(): void;
};

/** What can be asked over one connection. */
export type Connected = Pick<Database, 'run' | 'rows' | 'row'>;

/** Quotes an identifier that comes from our own catalogue or from a checked header. */
export function name(identifier: string): string {
	return `"${identifier.replaceAll('"', '""')}"`;
}

/** Quotes a text literal, for the places where DuckDB takes no parameter (a file's path, an option). */
export function literal(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

/** The memory that DuckDB may use: THROUGHLINE_MEMORY, where it is set. */
function memoryLimit(otherwise: string): string {
	return process.env.THROUGHLINE_MEMORY ?? otherwise;
}

/** A work shares the machine with the server, and puts onto the disk what does not fit. */
const MEMORY_OF_WORK = '512MB';
/** Pages have no disk to put anything on. */
const MEMORY_OF_PAGES = '1GB';

/**
 * Below so many bytes a DuckDB is small. It works with one thread: rows are shared out by the 122,880, so others
 * would only wait. Its blocks are small too: each table fills up its last ones.
 */
const SMALL = 16_000_000;

function threadsFor(bytes: number): Record<string, string> {
	return bytes < SMALL ? { threads: '1' } : {};
}

/** A work leaves one processor to who reads meanwhile; each thread also takes memory of its own. */
function threadsOfWork(bytes: number): string {
	return bytes < SMALL ? '1' : String(Math.max(1, availableParallelism() - 1));
}

/**
 * What is no longer used is given back to the system early: DuckDB would keep hundreds of megabytes for the next time,
 * above its limit.
 */
const GIVE_BACK = {
	allocator_background_threads: 'true',
	allocator_flush_threshold: '16MB',
	allocator_bulk_deallocation_flush_threshold: '64MB'
};

/**
 * Opens a DuckDB for the pipeline: in memory or as the one owner of a new file. What does not fit into memory
 * goes to `scratch`. Time zone is UTC, so that an agency's local times are kept as the source wrote them. A
 * file has no write-ahead log: it is whole after `checkpoint` and worth nothing before.
 * @param bytes about how much will be read
 */
export async function openDatabase(path: string, scratch: string, bytes = Infinity): Promise<Database> {
	const instance = await DuckDBInstance.create(':memory:', {
		memory_limit: memoryLimit(MEMORY_OF_WORK),
		temp_directory: scratch,
		threads: threadsOfWork(bytes),
		...GIVE_BACK
	});
	const connection = await instance.connect();
	if (path !== ':memory:') {
		await connection.run(
			`attach ${literal(path)} as draft (recovery_mode no_wal_writes${bytes < SMALL ? ', block_size 16384' : ''})`
		);
		await connection.run('use draft');
	}
	await connection.run("set global TimeZone = 'UTC'");
	await connection.run('set preserve_insertion_order = true');
	return wrap(instance, connection);
}

/**
 * Opens a finished store to read and locks it down: no file, no network, no extension can be reached through
 * its SQL, and no setting can be changed any more (STACK, "lock-down order").
 */
export async function openStoreFile(path: string): Promise<Database> {
	const instance = await DuckDBInstance.create(path, {
		access_mode: 'READ_ONLY',
		memory_limit: memoryLimit(MEMORY_OF_PAGES),
		...threadsFor(statSync(path, { throwIfNoEntry: false })?.size ?? 0)
	});
	const connection = await instance.connect();
	await connection.run("set global TimeZone = 'UTC'");
	await connection.run('set allowed_directories = []');
	await connection.run('set enable_external_access = false');
	await connection.run('set lock_configuration = true');
	return wrap(instance, connection);
}

const MOST_BESIDE = Math.min(4, availableParallelism());

function wrap(instance: DuckDBInstance, connection: DuckDBConnection): Database {
	const others: DuckDBConnection[] = [];
	const idle: DuckDBConnection[] = [];
	const waiting: ((connection: DuckDBConnection) => void)[] = [];
	const take = async (): Promise<DuckDBConnection> => {
		const free = idle.pop();
		if (free) return free;
		if (others.length + opening >= MOST_BESIDE) return new Promise((give) => waiting.push(give));
		opening++;
		try {
			const opened = await instance.connect();
			others.push(opened);
			return opened;
		} finally {
			opening--;
		}
	};
	let opening = 0;
	let asked = 0;
	let closing = false;
	const closeAll = () => {
		for (const each of [connection, ...others]) each.closeSync();
		instance.closeSync();
	};
	/** DuckDB waits for itself for ever where a connection is closed that is being asked. */
	const asking: Asking = async (ask) => {
		if (closing) throw new Error('This database is closed.');
		asked++;
		try {
			return await ask();
		} finally {
			asked--;
			if (closing && asked === 0) closeAll();
		}
	};
	const own = connected(connection, asking);
	return {
		connection,
		...own,
		write: async (sql, values) => Number((await own.row(sql, values)).Count),
		append: async (table, added, schema, catalog) => {
			if (added.length === 0) return;
			try {
				const appender = await connection.createAppender(table, schema, catalog);
				for (const cells of added) {
					for (const cell of cells)
						if (cell === null) appender.appendNull();
						else if (typeof cell === 'string') appender.appendVarchar(cell);
						else if (typeof cell === 'number') appender.appendDouble(cell);
						else appender.appendBoolean(cell);
					appender.endRow();
				}
				appender.closeSync();
			} catch (cause) {
				failed(`append to ${table}`, cause);
			}
		},
		beside: async (use) => {
			const own = await take();
			try {
				return await use(connected(own, asking));
			} finally {
				const next = waiting.shift();
				if (next) next(own);
				else idle.push(own);
			}
		},
		close: () => {
			closing = true;
			if (asked === 0) closeAll();
			else for (const each of [connection, ...others]) each.interrupt();
		}
	};
}

type Asking = <Answer>(ask: () => Promise<Answer>) => Promise<Answer>;

function connected(connection: DuckDBConnection, asking: Asking): Connected {
	const rows = async (sql: string, values?: Record<string, DuckDBValue>) => {
		const reader = await asking(() => connection.runAndReadAll(sql, values)).catch((cause: unknown) =>
			failed(sql, cause)
		);
		const names = reader.columnNames();
		const wide = reader.columnTypes().map((type) => WIDE.has(type.typeId));
		return reader.getRowsJson().map((cells) => {
			const row: Row = {};
			for (const [index, column] of names.entries())
				row[column] = plainValue(cells[index], wide[index] === true);
			return row;
		});
	};
	const row: Database['row'] = async (sql, values) => {
		const first = (await rows(sql, values))[0];
		if (!first) throw new Error(`No row from: ${sql.slice(0, 200)}`);
		return first;
	};
	return {
		rows,
		run: async (sql, values) => {
			await asking(() => connection.run(sql, values)).catch((cause: unknown) => failed(sql, cause));
		},
		row
	};
}

/**
 * Says which statement failed; its beginning holds no values, those are bound. DuckDB's words about a value
 * that does not fit quote it, and it may be anything: there the quotes are emptied and the cause, which
 * holds it too, is let go.
 */
function failed(sql: string, cause: unknown): never {
	const where = `(in: ${sql.replace(/\s+/g, ' ').slice(0, 160)})`;
	const words = messageOf(cause).split('\n')[0] ?? '';
	if (/^(Conversion|Invalid Input|Out of Range|Constraint) Error/i.test(words))
		throw new Error(`${words.replace(/'[^']*'|"[^"]*"/g, '(not shown)')} ${where}`);
	throw new Error(`${messageOf(cause)} ${where}`, { cause });
}

/** Types whose values the binding gives as text although they are numbers. */
const WIDE = new Set<DuckDBTypeId>([
	DuckDBTypeId.BIGINT,
	DuckDBTypeId.UBIGINT,
	DuckDBTypeId.HUGEINT,
	DuckDBTypeId.UHUGEINT,
	DuckDBTypeId.DECIMAL
]);

function plainValue(value: unknown, wide: boolean): Row[string] {
	if (value === null || value === undefined) return null;
	if (typeof value === 'string') return wide ? Number(value) : value;
	if (typeof value === 'number' || typeof value === 'boolean') return value;
	return JSON.stringify(value);
}
