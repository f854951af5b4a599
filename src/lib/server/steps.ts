import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Misused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { isDate } from '#lib/metrics/periods.ts';
import type { Asker } from '#lib/metrics/scope.ts';
import { listPrograms, listValues } from '#lib/metrics/values.ts';
import { writeCondition, type Condition } from '#lib/view.ts';
import type { Viewer } from './access.ts';
import { inOneStep, openApp } from './app-db.ts';
import { record } from './audit.ts';
import { isWithin, keepPrograms, keyOfAbout, programsOf, type About, type Deed } from './conclusions.ts';
import { today } from './roster.ts';
import { refuseSample } from './sample.ts';
import type { Store } from './store.ts';

/** A step change of a metric: from a day on the figure is another for a known reason. */
export type StepChange = About & {
	id: string;
	/** The ISO day on which it came. */
	on: string;
	reason: string;
	marked: Deed;
	/** Null while it applies. */
	takenBack: Deed | null;
};

/** What is asked of a step change: `of` is the whole metric, or what the page's filters choose. */
export type GivenStep = { on: string; reason: string; of: string };

/** Why a field of the form will not do; `m.trend.form.wrong` has the sentences. */
export type WrongStep = {
	field: keyof GivenStep;
	why: 'needed' | 'day' | 'future' | 'long' | 'known' | 'nothing';
};

const LONGEST_REASON = 300;

/**
 * The step changes of a metric that are about all of what a view shows to who asks, in the order of their days, those that
 * were taken back among them. One that is about fewer programs than the view, or about a filter that the view has not, says
 * nothing of it and is not there; nor is one about what who asks may not see.
 */
export async function listSteps(
	home: Home,
	store: Store,
	metric: string,
	{ scope }: Pick<Asker, 'scope'>,
	where: readonly Condition[]
): Promise<StepChange[]> {
	const steps = readSteps(home, metric);
	if (steps.length === 0) return [];
	const view = await reachOf(store, scope, where);
	return steps.filter((step) => covers(step, view));
}

/** What a view shows: the programs, by pseudonym, and the values of each filter, none that may not be seen. */
type Shown = { programs: string[]; values: Map<string, string[]> };

async function reachOf(store: Store, scope: Asker['scope'], where: readonly Condition[]): Promise<Shown> {
	const values = new Map<string, string[]>();
	for (const { dimension, value } of where) {
		const own = values.get(dimension) ?? [];
		values.set(dimension, own);
		if (await isSeen(store, scope, { dimension, value })) own.push(value);
	}
	return { programs: await listPrograms(store, scope, values.get('program')), values };
}

/** Whether a filter is one of a value that may be seen. What is written down as an event has no list. */
async function isSeen(
	store: Store,
	scope: Asker['scope'],
	{ dimension, value }: Condition
): Promise<boolean> {
	if (dimension === 'event') return true;
	return (await listValues(store, dimension, scope)).some((each) => each.value === value);
}

/** Whether all that a view shows lies within what a step change is about. */
function covers({ programs, where }: StepChange, view: Shown): boolean {
	if (view.programs.length === 0) return false;
	if (programs !== 'all' && !view.programs.every((each) => programs.includes(each))) return false;
	return [...new Set(where.map(({ dimension }) => dimension))].every((dimension) => {
		const about = where.filter((each) => each.dimension === dimension).map(({ value }) => value);
		const shown = view.values.get(dimension) ?? [];
		return shown.length > 0 && shown.every((value) => about.includes(value));
	});
}

/**
 * Marks a step change on a metric, of as much as who marks it may see; gives what is wrong with it at which field, and marks nothing
 * then. Throws `Refused` in the sample's home.
 */
export async function markStep(
	home: Home,
	store: Store,
	viewer: Viewer,
	metric: string,
	where: readonly Condition[],
	given: GivenStep
): Promise<WrongStep[]> {
	refuseSample(home);
	const { scope } = viewer.asker;
	const filters = given.of === 'view' ? where : [];
	const view = await reachOf(store, scope, filters);
	const ofProgram = view.values.has('program');
	const step = {
		on: given.on,
		reason: given.reason.trim().replaceAll(/\s+/g, ' '),
		programs:
			scope.programs === 'all' && !ofProgram
				? ('all' as const)
				: ofProgram
					? view.programs
					: [...scope.programs],
		where: filters.filter(({ dimension }) => dimension !== 'program')
	};
	const wrong = checkStep(home, metric, step, view);
	if (wrong.length > 0) return wrong;
	const id = randomUUID();
	const db = openApp(home);
	inOneStep(db, () => {
		db.prepare(
			`insert into step_change (id, metric, day, reason, conditions, all_programs, marked_by, marked_by_name, marked_at)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?)`
		).run(
			id,
			metric,
			step.on,
			step.reason,
			JSON.stringify(step.where),
			step.programs === 'all' ? 1 : 0,
			viewer.id,
			viewer.name,
			new Date().toISOString()
		);
		keepPrograms(db, 'step_change_program', id, step.programs);
		record(home, viewer, 'marked a step change', metric, saidOf(step));
	});
	return [];
}

function checkStep(
	home: Home,
	metric: string,
	step: Pick<StepChange, 'on' | 'reason' | 'programs' | 'where'>,
	view: Shown
): WrongStep[] {
	const { on, reason, programs, where } = step;
	const wrong: WrongStep[] = [];
	if (on === '') wrong.push({ field: 'on', why: 'needed' });
	else if (!isDate(on)) wrong.push({ field: 'on', why: 'day' });
	else if (on > today(home)) wrong.push({ field: 'on', why: 'future' });
	else if (readSteps(home, metric).some((other) => other.takenBack === null && isSame(other, step)))
		wrong.push({ field: 'on', why: 'known' });
	if (reason === '') wrong.push({ field: 'reason', why: 'needed' });
	else if (reason.length > LONGEST_REASON) wrong.push({ field: 'reason', why: 'long' });
	const isNothing = view.programs.length === 0 || [...view.values.values()].some((own) => own.length === 0);
	if (
		isNothing ||
		programs.length === 0 ||
		!where.every((each) => view.values.get(each.dimension)?.includes(each.value))
	)
		wrong.push({ field: 'of', why: 'nothing' });
	return wrong;
}

function isSame(
	a: Pick<StepChange, 'on' | 'programs' | 'where'>,
	b: Pick<StepChange, 'on' | 'programs' | 'where'>
): boolean {
	return a.on === b.on && keyOfAbout(a) === keyOfAbout(b);
}

/** Whether somebody may take a step change back: it is about nothing beyond their own programs. */
export function isOwn(step: Pick<StepChange, 'programs'>, { scope }: Pick<Asker, 'scope'>): boolean {
	return isWithin(step, scope);
}

/**
 * Takes a step change of a metric back; it is kept as history. Throws `Misused` where there is none that who asks sees in the
 * view and may take back, `Refused` in the sample's home.
 */
export async function takeStepBack(
	home: Home,
	store: Store,
	viewer: Viewer,
	metric: string,
	where: readonly Condition[],
	id: string
): Promise<void> {
	refuseSample(home);
	const step = (await listSteps(home, store, metric, viewer.asker, where)).find((each) => each.id === id);
	if (!step || !isOwn(step, viewer.asker)) throw new Misused('There is no such step change.');
	if (step.takenBack !== null) return;
	const db = openApp(home);
	inOneStep(db, () => {
		db.prepare(
			'update step_change set taken_back_by = ?, taken_back_by_name = ?, taken_back_at = ? where id = ? and taken_back_at is null'
		).run(viewer.id, viewer.name, new Date().toISOString(), id);
		record(home, viewer, 'took a step change back', metric, saidOf(step));
	});
}

/** A step change as the audit log has it: not the reason, which may be any text. */
function saidOf({
	on,
	programs,
	where
}: Pick<StepChange, 'on' | 'programs' | 'where'>): Record<string, unknown> {
	return { day: on, programs, ...(where.length > 0 ? { where: where.map(writeCondition) } : {}) };
}

function readSteps(home: Home, metric: string): StepChange[] {
	if (!existsSync(home.app)) return [];
	const db = openApp(home);
	return db
		.prepare('select * from step_change where metric = ? order by day, marked_at, id')
		.all(metric)
		.map((row) => ({
			id: String(row.id),
			on: String(row.day),
			reason: String(row.reason),
			programs: programsOf(db, 'step_change_program', row),
			where: JSON.parse(String(row.conditions)) as Condition[],
			marked: { by: String(row.marked_by_name), at: String(row.marked_at) },
			takenBack:
				row.taken_back_at === null
					? null
					: { by: String(row.taken_back_by_name), at: String(row.taken_back_at) }
		}));
}
