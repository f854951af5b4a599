import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Misused, Refused } from '#pipelines/errors.ts';
import { writeWhole } from '#pipelines/files.ts';
import type { Home } from '#pipelines/home.ts';
import { nearest } from '#pipelines/near.ts';
import { readStandards, type Target } from '#pipelines/standards.ts';
import { csv, plainCsv } from '#lib/csv.ts';
import {
	cellsOf,
	GRANT_COLUMNS,
	GRANTS,
	readGrants,
	type Grant,
	type GrantCells
} from '#lib/reports/grants.ts';
import type { Viewer } from './access.ts';
import { record } from './audit.ts';
import { openTray } from './inbox.ts';
import { readChoices } from './reach.ts';
import { saveSettingFile } from './setting-files.ts';

/** The programs whose grants somebody looks after, by name: all, or some; and all that the data has. */
export type Own = { programs: 'all' | readonly string[]; known: readonly string[] };

/** The programs that grants can be for, to who asks. Where no store can be read, none is known. */
export async function ownPrograms(home: Home, { asker }: Pick<Viewer, 'asker'>): Promise<Own> {
	const { programs } = await readChoices(home);
	const known = programs.map(({ name }) => name);
	const { programs: reach } = asker.scope;
	if (reach === 'all') return { programs: 'all', known };
	const own = programs.filter(({ id }) => reach.includes(id)).map(({ name }) => name);
	return { programs: own, known: own };
}

/** Whether every program of a grant is one's own: of no other grant is anything told. */
const isOwn = ({ programs: own }: Own, { programs }: Pick<Grant, 'programs'>) =>
	own === 'all' || programs.every((program) => own.includes(program));

/**
 * The grants that somebody looks after.
 * @throws Refused where the file of them is wrong
 */
export function listGrants(home: Home, own: Own): Grant[] {
	return readGrants(home).filter((grant) => isOwn(own, grant));
}

/**
 * One of these grants.
 * @throws Misused where there is none of that name, or another's
 */
export function findGrant(home: Home, own: Own, name: string): Grant {
	const found = listGrants(home, own).find((grant) => grant.name === name);
	if (!found) throw new Misused('There is no such grant.');
	return found;
}

/** The programs of a grant that the data has not, each with the nearest that it has. */
export function unknownPrograms(
	{ programs }: Pick<Grant, 'programs'>,
	{ known }: Own
): { program: string; near: string | null }[] {
	if (known.length === 0) return [];
	return programs
		.filter((program) => !known.includes(program))
		.map((program) => ({ program, near: nearest(program, known) }));
}

/** What is wrong with what was given: said at its field, or of the whole. */
export type Beside<Column extends string> = { fields: Partial<Record<Column, string>>; whole: string[] };

/** A form was refused: each reason to be said beside its field. */
export class Unfit<Column extends string = string> extends Refused {
	beside: Beside<Column>;
	constructor(reasons: readonly string[], file: string, line: number, cells: Record<Column, string>) {
		super([...reasons]);
		this.beside = { fields: {}, whole: [] };
		for (const reason of reasons) {
			const column = (Object.keys(cells) as Column[]).find((each) =>
				reason.startsWith(placeOf(file, line, each, cells[each]))
			);
			if (column === undefined) this.beside.whole.push(reason);
			else
				this.beside.fields[column] ??= begin(reason.slice(placeOf(file, line, column, cells[column]).length));
		}
	}
}

const placeOf = (file: string, line: number, column: string, value: string) =>
	`${file} line ${String(line)}, ${column} "${value}": `;
const begin = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Adds a grant, or changes the one of a name (`before`); a new name goes into its promises too.
 * @throws Unfit with every reason at once
 * @throws Misused where there is no such grant
 */
export function saveGrant(
	home: Home,
	viewer: Viewer,
	own: Own,
	before: string | null,
	given: GrantCells
): { renamed: boolean } {
	const cells = Object.fromEntries(
		GRANT_COLUMNS.map((column) => [column, given[column].replaceAll(/\s+/g, ' ').trim()])
	) as GrantCells;
	const all = readGrants(home);
	if (before !== null) findGrant(home, own, before);
	const others = all.filter(({ name }) => name !== before);
	const line = others.length + 2;
	const place = `${GRANTS} line ${String(line)}`;
	try {
		// A line without anything is no line of the file.
		if (Object.values(cells).every((cell) => cell === ''))
			throw new Refused([`${place}, grant "": name the grant, as the contract does.`]);
		refuseOthers(own, draft(home, [...others.map(cellsOf), cells]).slice(-1), place);
	} catch (error) {
		if (error instanceof Refused) throw new Unfit(error.reasons, GRANTS, line, cells);
		throw error;
	}
	const at = all.findIndex(({ name }) => name === before);
	const lines = others.map(cellsOf);
	lines.splice(at === -1 ? lines.length : at, 0, cells);
	const renamed = before !== null && before !== cells.grant && promisesOf(home, before).length > 0;
	if (renamed)
		writePromises(home, viewer, (targets) =>
			targets.map((target) => (target.grant === before ? { ...target, grant: cells.grant } : target))
		);
	record(home, viewer, before === null ? 'added a grant' : 'changed a grant', cells.grant, {
		funder: cells.funder,
		programs: cells.programs
	});
	write(home, lines);
	return { renamed };
}

/** Removes a grant with what it promised. Tells whether it had promised anything. */
export function removeGrant(home: Home, viewer: Viewer, own: Own, name: string): { promised: boolean } {
	findGrant(home, own, name);
	const promised = promisesOf(home, name).length > 0;
	if (promised) writePromises(home, viewer, (targets) => targets.filter(({ grant }) => grant !== name));
	record(home, viewer, 'removed a grant', name);
	write(
		home,
		readGrants(home)
			.filter((grant) => grant.name !== name)
			.map(cellsOf)
	);
	return { promised };
}

/**
 * Puts the grants of a file in the place of those that somebody looks after; those of others stay.
 * @throws Refused with what is wrong in every line at once; nothing is changed then
 */
export function saveGrants(home: Home, viewer: Viewer, own: Own, bytes: Uint8Array): void {
	const given = readDraft(home, (path) => {
		writeFileSync(path, bytes, { mode: 0o600 });
	});
	refuseOthers(own, given, GRANTS);
	// Whoever looks after all of them may replace a file that cannot be read.
	const others = own.programs === 'all' ? [] : readGrants(home).filter((grant) => !isOwn(own, grant));
	const lines = [...others, ...given].map(cellsOf);
	draft(home, lines);
	record(home, viewer, 'brought in grants', GRANTS, { grants: given.map(({ name }) => name) });
	write(home, lines);
}

/**
 * The grants that somebody looks after, as a file that can be uploaded again.
 * @throws Refused where the file of them is wrong
 */
export function grantsText(home: Home, own: Own): string {
	return csv(listGrants(home, own).map(cellsOf), GRANT_COLUMNS);
}

function refuseOthers(own: Own, grants: readonly Grant[], place: string): void {
	const reasons = grants
		.filter((grant) => !isOwn(own, grant))
		.map((grant) => `${place}, programs "${cellsOf(grant).programs}": choose only programs that are yours.`);
	if (reasons.length > 0) throw new Refused(reasons);
}

/** Reads lines as if they were the home's. */
function draft(home: Home, lines: readonly GrantCells[]): Grant[] {
	return readDraft(home, (path) => {
		writeFileSync(path, textOf(lines), { mode: 0o600 });
	});
}

function readDraft(home: Home, put: (path: string) => void): Grant[] {
	const tray = openTray(home);
	try {
		put(join(tray.folder, GRANTS));
		return readGrants({ ...home, path: tray.folder });
	} finally {
		tray.dispose();
	}
}

const textOf = (lines: readonly GrantCells[]) =>
	plainCsv([GRANT_COLUMNS, ...lines.map((cells) => GRANT_COLUMNS.map((column) => cells[column]))]);

function write(home: Home, lines: readonly GrantCells[]): void {
	writeWhole(join(home.path, GRANTS), textOf(lines), home.path);
}

const TARGETS = 'targets.csv';
const TARGET_COLUMNS = ['metric', 'program', 'grant', 'from', 'to', 'target'] as const;

/** A promise as a line of the file has it. */
export type PromiseCells = Record<(typeof TARGET_COLUMNS)[number], string>;

/**
 * What a grant promises, by line of the file.
 * @throws Refused where the file is wrong
 */
export function promisesOf(home: Home, grant: string): Target[] {
	return readStandards(home).targets.filter((target) => target.grant === grant);
}

/**
 * Adds a promise of a grant. The figures are then to be made anew.
 * @throws Unfit with every reason at once
 */
export function addPromise(home: Home, viewer: Viewer, given: PromiseCells): void {
	const cells = Object.fromEntries(
		TARGET_COLUMNS.map((column) => [column, given[column].replaceAll(/\s+/g, ' ').trim()])
	) as PromiseCells;
	const lines = readStandards(home).targets.map(promiseCells);
	try {
		savePromises(home, viewer, [...lines, cells]);
	} catch (error) {
		if (error instanceof Refused) throw new Unfit(error.reasons, TARGETS, lines.length + 2, cells);
		throw error;
	}
}

/** Takes a promise of a grant back, by what it is. The figures are then to be made anew. */
export function dropPromise(home: Home, viewer: Viewer, dropped: Omit<PromiseCells, 'target'>): void {
	const is = (target: Target) =>
		target.grant === dropped.grant &&
		target.metric === dropped.metric &&
		target.program === dropped.program &&
		target.from === dropped.from &&
		target.to === dropped.to;
	if (!readStandards(home).targets.some(is)) throw new Misused('There is no such promise.');
	writePromises(home, viewer, (targets) => targets.filter((target) => !is(target)));
}

function writePromises(home: Home, viewer: Viewer, change: (targets: Target[]) => Target[]): void {
	savePromises(home, viewer, change(readStandards(home).targets).map(promiseCells));
}

function savePromises(home: Home, viewer: Viewer, lines: readonly PromiseCells[]): void {
	const text = plainCsv([TARGET_COLUMNS, ...lines.map((cells) => TARGET_COLUMNS.map((each) => cells[each]))]);
	saveSettingFile(home, viewer, TARGETS, Buffer.from(text));
}

const promiseCells = ({ metric, program, grant, from, to, target }: Target): PromiseCells => ({
	metric,
	program,
	grant,
	from,
	to,
	target: String(target)
});
