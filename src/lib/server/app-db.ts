import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '#pipelines/errors.ts';
import { prepareHome, ROOT, type Home } from '#pipelines/home.ts';
import { isPseudonym, key, pseudonymLinks, pseudonymNow } from '#pipelines/secrets.ts';

/** The home's people, sign-ins, links and audit log (`app.sqlite`, mode 600). */
export type AppDb = DatabaseSync;

const opened = new Map<string, { db: AppDb; keysFrom: number }>();

/**
 * The home's `app.sqlite`, opened once per process, made where it is missing and brought to this version's
 * tables. Several processes may have it open: a server, and a command that writes to the audit log.
 * @throws Fault where a later version of Throughline made it
 */
export function openApp(home: Home): AppDb {
	const known = opened.get(home.app);
	if (known?.db.isOpen && existsSync(home.app)) {
		if (known.keysFrom !== keysFrom(home)) renew(known.db, home);
		return known.db;
	}
	if (known?.db.isOpen) known.db.close(); // another home has come to lie at the same place
	prepareHome(home.path);
	key(home, 'audit'); // before the file: one without its key is a lost key
	const db = new DatabaseSync(home.app);
	db.exec('pragma busy_timeout = 10000; pragma foreign_keys = on; pragma secure_delete = on;');
	db.exec('pragma journal_mode = wal; pragma synchronous = full;');
	for (const file of [home.app, `${home.app}-wal`, `${home.app}-shm`])
		if (existsSync(file)) chmodSync(file, 0o600);
	migrate(db);
	renew(db, home);
	return db;
}

/** When the keys of the pseudonyms were last changed. */
function keysFrom(home: Home): number {
	return statSync(join(home.secrets, 'pseudonym.key'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The tables that hold programs by pseudonym, and the column of whose they are. */
const PROGRAMS_OF = [
	['person_program', 'person'],
	['step_change_program', 'step'],
	['gap_program', 'gap']
] as const;

/** Makes the pseudonyms of programs, workers, cases and meetings those of the home's keys, after a rotation of them. */
function renew(db: AppDb, home: Home): void {
	const from = keysFrom(home);
	opened.set(home.app, { db, keysFrom: from });
	if (from === 0) return; // nothing has a pseudonym yet, or the key is lost
	inOneStep(db, () => {
		const links = pseudonymLinks(home);
		const then = Number(db.prepare('select links from keyed').get()?.links ?? links);
		const now = (before: unknown) => pseudonymNow(home, String(before), then);
		if (then < links) {
			for (const { id, workerId } of db
				.prepare('select id, workerId from person where workerId is not null')
				.all())
				db.prepare('update person set workerId = ? where id = ?').run(now(workerId), id ?? null);
			for (const [table, owner] of PROGRAMS_OF)
				for (const { of, program } of db.prepare(`select ${owner} as of, program from ${table}`).all())
					db.prepare(`update ${table} set program = ? where ${owner} = ? and program = ?`).run(
						now(program),
						of ?? null,
						program ?? null
					);
		}
		if (then < links) {
			renewPutOffs(db, now);
			renewMeetings(db, now);
			renewReviews(db, now);
		}
		db.prepare('insert into keyed values (1, ?) on conflict (one) do update set links = excluded.links').run(
			links
		);
	});
}

/** A thing that was put off is of a case, and may be a record of it. */
function renewPutOffs(db: AppDb, now: (before: unknown) => string): void {
	for (const { id, enrollment, thing } of db.prepare('select id, enrollment, thing from put_off').all())
		db.prepare('update put_off set enrollment = ?, thing = ? where id = ?').run(
			now(enrollment),
			isPseudonym(String(thing)) ? now(thing) : String(thing),
			Number(id)
		);
}

/** A supervision is of a worker, and may be a meeting that the source had planned. */
function renewMeetings(db: AppDb, now: (before: unknown) => string): void {
	for (const { id, worker, meeting } of db.prepare('select id, worker, meeting from supervision').all())
		db.prepare('update supervision set worker = ?, meeting = ? where id = ?').run(
			now(worker),
			meeting === null ? null : now(meeting),
			String(id)
		);
}

/** A review is of a worker, and of cases. */
function renewReviews(db: AppDb, now: (before: unknown) => string): void {
	for (const { id, worker } of db.prepare('select id, worker from review').all())
		db.prepare('update review set worker = ? where id = ?').run(now(worker), String(id));
	for (const { review, place, enrollment } of db
		.prepare('select review, place, enrollment from review_case')
		.all())
		db.prepare('update review_case set enrollment = ? where review = ? and place = ?').run(
			now(enrollment),
			String(review),
			Number(place)
		);
}

/** Closes it, so that its file can be moved or removed. */
export function closeApp(home: Home): void {
	opened.get(home.app)?.db.close();
	opened.delete(home.app);
}

/**
 * Ends every sign-in, every link and every upload key of a home that was restored: what was ended since the backup was
 * made must not work again. The home's keys need not be there yet.
 */
export function forgetSignIns(home: Home): void {
	if (!existsSync(home.app)) return;
	closeApp(home);
	const db = new DatabaseSync(home.app);
	try {
		db.exec('pragma busy_timeout = 10000; pragma secure_delete = on;');
		db.exec('delete from session; delete from link;');
		if (db.prepare("select 1 from sqlite_master where name = 'upload_key'").get())
			db.prepare('update upload_key set revoked_at = ? where revoked_at is null').run(
				new Date().toISOString()
			);
	} finally {
		db.close();
	}
}

/** What is to be done once a step is kept, by its database and by what it is about. */
const awaiting = new WeakMap<AppDb, Map<string, () => void>>();

/** Does all of it or nothing. Within another one it is a part of that. */
export function inOneStep<Answer>(db: AppDb, work: () => Answer): Answer {
	if (db.isTransaction) return work();
	const kept = new Map<string, () => void>();
	let answer: Answer;
	db.exec('begin immediate');
	awaiting.set(db, kept);
	try {
		answer = work();
		db.exec('commit');
	} catch (error) {
		if (db.isTransaction) db.exec('rollback');
		throw error;
	} finally {
		awaiting.delete(db);
	}
	for (const then of kept.values()) then();
	return answer;
}

/**
 * Within `inOneStep`: does something after it, when what it changed is kept, and not at all where it failed. Of
 * what is about the same the last is done.
 */
export function onceKept(db: AppDb, about: string, then: () => void): void {
	awaiting.get(db)?.set(about, then);
}

const STEPS = join(ROOT, 'src', 'lib', 'server', 'app-schema');

/** Each file of `app-schema` is a step, done once and in order; how many are done is the file's user_version. */
function migrate(db: AppDb): void {
	const steps = readdirSync(STEPS).sort();
	const done = () => Number(db.prepare('pragma user_version').get()?.user_version);
	if (done() > steps.length)
		throw new Fault(
			`app.sqlite was made by a later version of Throughline. Install that version, or restore a backup made by this one.`
		);
	if (done() === steps.length) return;
	inOneStep(db, () => {
		for (const step of steps.slice(done())) db.exec(readFileSync(join(STEPS, step), 'utf8'));
		db.exec(`pragma user_version = ${String(steps.length)}`);
	});
}
