import { readSettings, type Home } from '#pipelines/home.ts';
import { REPORTS } from '#pipelines/sources/hmis-csv/hud/definition.ts';
import { coveredProjects, listProjects, type Project } from '#pipelines/sources/hmis-csv/hud/projects.ts';
import {
	makeTables,
	openCell,
	type Asked,
	type Member,
	type Table
} from '#pipelines/sources/hmis-csv/hud/report.ts';
import type { HudCell, HudTrouble, HudView } from '#lib/hud.ts';
import { addDays, isDate } from '#lib/metrics/periods.ts';
import type { Period } from '#lib/metrics/result.ts';
import { remember } from '#lib/metrics/remember.ts';
import type { Scope } from '#lib/metrics/scope.ts';
import { lastObserved } from '#lib/metrics/sources.ts';
import type { Store } from './store.ts';
import { fromVault } from './vault.ts';

/** What somebody can ask of HUD's tables, and what they ask, as far as the address says it. */
export type HudQuestion = {
	/** The projects that are theirs, by name. */
	projects: string[];
	/** What the controls are set to. */
	view: HudView;
	/** What is asked; null where the address does not say enough, or what is wrong. */
	asked: Asked | null;
	troubles: HudTrouble[];
};

/** HUD's fiscal year begins on October 1. */
const YEAR_BEGINS = '-10-01';

/**
 * Reads what an address asks of HUD's tables, of the projects in a scope only: those of others are answered as if they were
 * not there. Without a period it is the last federal fiscal year that is known whole.
 */
export async function readHud(
	store: Store,
	home: Home,
	scope: Scope,
	parameters: URLSearchParams
): Promise<HudQuestion> {
	const all = await listProjects(store.db);
	const own = all.filter((project) => isWithin(project, scope));
	const { observedUntil } = await lastObserved(store, scope, []);
	const given = (name: string) => parameters.getAll(name).filter((text) => text !== '');
	const usual = fiscalYearBefore(observedUntil);
	const [report, from = usual.from, to = usual.to] = [given('report')[0], given('from')[0], given('to')[0]];
	const known = REPORTS.find((each) => each === report);
	const view = { report: known ?? 'apr', projects: [...new Set(given('project'))], from, to };
	const question = { projects: own.map(({ label }) => label), view, asked: null, troubles: [] };
	if (report === undefined) return question;
	const areDays = isDate(from) && isDate(to);
	const { programs, trouble } = choose(home, view, own, all);
	const troubles = [
		known === undefined && ('report' as const),
		!areDays && ('day' as const),
		areDays && to < from && ('order' as const),
		trouble
	].filter((each): each is HudTrouble => typeof each === 'string');
	if (troubles.length > 0 || known === undefined) return { ...question, troubles };
	return { ...question, asked: { report: known, programs, from, to } };
}

/** Whole projects are asked of: who sees single workers, teams or cases only has none. */
function isWithin({ program_id }: Project, { programs, teams, workers, cases }: Scope): boolean {
	const whole = [teams, workers, cases].every((part) => part === 'all');
	return whole && (programs === 'all' || programs.includes(program_id));
}

/** The programs that a view is of, or why it is of none. */
function choose(
	home: Home,
	{ report, projects }: HudView,
	own: readonly Project[],
	all: readonly Project[]
): { programs: string[]; trouble: HudTrouble | null } {
	const none = (trouble: HudTrouble) => ({ programs: [], trouble });
	const ids = (found: readonly Project[]) => found.map(({ program_id }) => program_id);
	if (report === 'spm') {
		const system = coveredProjects(all, readSettings(home).covers_system);
		if (system.length === 0) return none('system');
		if (!system.every((project) => own.includes(project))) return none('part');
		return { programs: ids(system), trouble: null };
	}
	if (projects.length === 0) return none('none');
	const found = own.filter(({ label }) => projects.includes(label));
	if (!projects.every((name) => own.some(({ label }) => label === name))) return none('unknown');
	return { programs: ids(found), trouble: null };
}

/** The last whole federal fiscal year before the end of a day; of today's calendar nothing is asked. */
function fiscalYearBefore(day: string | null): Period {
	if (day === null) return { from: '', to: '' };
	const begins = (year: number) => `${String(year)}${YEAR_BEGINS}`;
	const year = Number(day.slice(0, 4));
	const next = addDays(day, 1) >= begins(year) ? year : year - 1;
	return { from: begins(next - 1), to: addDays(begins(next), -1) };
}

/** The tables that are asked for, all of them or the questions that are wanted. */
export function readTables(
	store: Store,
	home: Home,
	asked: Asked,
	isWanted?: (question: string) => boolean
): Promise<Table[]> {
	const make = () =>
		fromVault(home, (vault) =>
			store.db.beside((db) => makeTables(db, asked, (...id) => vault.find(...id), isWanted))
		);
	return isWanted ? make() : remember(store, `hud ${JSON.stringify(asked)}`, make);
}

/** The people of a cell; null where the report has no such cell. */
export function readMembers(store: Store, asked: Asked, cell: HudCell): Promise<Member[] | null> {
	return store.db.beside((db) => openCell(db, asked, cell));
}
