import { error } from '@sveltejs/kit';
import type { RouteId } from '$app/types';
import { NOTHING, OWNER, type Asker } from '#lib/metrics/scope.ts';
import type { Ability, Role } from '#lib/roles.ts';

/** Somebody who is signed in: who it is, what they may do, and which rows they may ask about. */
export type Viewer = {
	id: string;
	name: string;
	email: string;
	role: Role;
	abilities: readonly Ability[];
	asker: Asker;
	/** Of a funder's account: the funder, as the home's grants name it. */
	funder: string | null;
};

/** What each role may do. Which rows that is about is the person's own scope. */
export const ABILITIES: Record<Role, readonly Ability[]> = {
	administrator: [
		'figures',
		'cases',
		'team',
		'supervision',
		'reviews',
		'conclusions',
		'grants',
		'reports',
		'releases',
		'hud',
		'data',
		'roster',
		'settings',
		'people',
		'audit'
	],
	'data steward': ['figures', 'cases', 'hud', 'data', 'roster', 'settings'],
	'program manager': ['figures', 'cases', 'team', 'conclusions', 'grants', 'reports', 'releases', 'hud'],
	supervisor: ['figures', 'cases', 'team', 'supervision', 'reviews'],
	worker: ['figures', 'cases', 'own', 'reviews'],
	funder: ['reports']
};

/**
 * Who a route is for: whoever is there, whoever is there in the demonstration, whoever is signed in, who has an
 * ability, a script with an upload key, or nobody but the server itself.
 */
type Rule = 'anybody' | 'sample' | 'signed in' | 'key' | 'nobody' | Ability;

/** Every route of the router: one that is not here does not compile, and is answered as if it were not there. */
export const RULES: Record<RouteId, Rule> = {
	'/health': 'anybody',
	'/sign-in': 'anybody',
	'/sign-in/provider': 'anybody',
	'/sign-in/provider/callback': 'anybody',
	'/language': 'anybody',
	'/demonstration': 'sample',
	'/sign-out': 'signed in',
	'/links/[secret]': 'anybody',
	'/account': 'signed in',
	'/reports': 'reports',
	'/reports/[release]': 'reports',
	'/reports/[release]/[form]': 'reports',
	'/reports/drafts/[draft]': 'releases',
	'/given/[secret]': 'anybody',
	'/given/[secret]/[form]': 'anybody',
	'/grants': 'grants',
	'/grants/list.csv': 'grants',
	'/grants/[grant]': 'grants',
	'/hud': 'hud',
	'/hud/[number]': 'hud',
	'/hud/people': 'hud',
	'/hud/people.csv': 'hud',
	'/hud/tables.zip': 'hud',
	'/hud/tables.xlsx': 'hud',
	'/hud/compared/[compared]': 'hud',
	'/people': 'people',
	'/people/invite': 'people',
	'/people/[person]': 'people',
	'/missing': 'nobody',
	'/audit': 'audit',
	'/audit/log.csv': 'audit',
	'/': 'figures',
	'/first': 'signed in',
	'/team': 'team',
	'/team/list.csv': 'team',
	'/team/[worker]': 'cases',
	'/team/[worker]/review': 'reviews',
	'/team/[worker]/review.pdf': 'reviews',
	'/team/[worker]/review/[review]': 'reviews',
	'/mine': 'own',
	'/mine/list.csv': 'own',
	'/flow': 'figures',
	'/flow/[stage]': 'cases',
	'/flow/[stage]/rows.csv': 'cases',
	'/trends': 'figures',
	'/metrics/[id]': 'figures',
	'/metrics/[id]/rows': 'cases',
	'/metrics/[id]/rows.csv': 'cases',
	'/gaps': 'figures',
	'/gaps/[gap]': 'figures',
	'/search': 'figures',
	'/cases': 'cases',
	'/cases/[enrollment]': 'cases',
	'/methods': 'figures',
	'/methods/flow': 'figures',
	'/methods/hud': 'figures',
	'/methods/metrics/[id]': 'figures',
	'/methods/standards': 'figures',
	'/methods/statistics': 'figures',
	'/parts': 'figures',
	'/data': 'figures',
	'/data/problems/[check]': 'cases',
	'/data/problems/[check]/rows.csv': 'cases',
	'/data/inbox': 'data',
	'/data/quality': 'figures',
	'/data/quality/rows': 'cases',
	'/data/quality/rows.csv': 'cases',
	'/data/templates': 'data',
	'/data/upload': 'data',
	'/data/upload/[upload]': 'data',
	'/data/upload/[upload]/rejected.csv': 'data',
	'/data/work': 'data',
	'/data/work.json': 'data',
	'/data/upload/[upload]/map': 'data',
	'/data/mappings': 'data',
	'/data/mappings/[mapping]': 'data',
	'/data/mappings/[mapping]/[version]': 'data',
	'/data/[batch]': 'data',
	'/data/[batch]/changes': 'data',
	'/data/[batch]/corrections.csv': 'data',
	'/data/[batch]/problems.csv': 'data',
	'/data/[batch]/undo': 'data',
	'/data/compare': 'data',
	'/data/crosswalk': 'data',
	'/data/roster': 'roster',
	'/data/roster/[source]/[worker]': 'roster',
	'/data/roster/[source]/files/[name]': 'roster',
	'/data/assignments': 'roster',
	'/data/assignments/[source]/[enrollment]': 'roster',
	'/settings': 'settings',
	'/settings/[file]': 'settings',
	'/settings/[file]/download': 'settings',
	'/api/uploads': 'key',
	'/api/uploads/[upload]': 'key'
};

/** The page that a role comes to after signing in. */
export function firstPage(role: Role): '/team' | '/mine' | '/reports' | '/' {
	switch (role) {
		case 'supervisor':
			return '/team';
		case 'worker':
			return '/mine';
		case 'funder':
			return '/reports';
		default:
			return '/';
	}
}

/** Whether a route is for scripts with an upload key. */
export function isForKeys(route: string | null): boolean {
	return (RULES as Record<string, Rule | undefined>)[route ?? ''] === 'key';
}

/** Whether a route is for somebody; `null` is nobody. Whether this is the demonstration is asked only where it matters. */
export function mayOpen(
	viewer: Pick<Viewer, 'abilities'> | null,
	route: string | null,
	isDemonstration: () => boolean,
	hasKey = false
): boolean {
	const rule = (RULES as Record<string, Rule | undefined>)[route ?? ''];
	if (rule === undefined) return false;
	if (rule === 'anybody') return true;
	if (rule === 'sample') return isDemonstration();
	if (rule === 'key') return hasKey;
	if (viewer === null || rule === 'nobody') return false;
	return rule === 'signed in' || viewer.abilities.includes(rule);
}

/** Whether somebody may do something; `null` is nobody. */
export function may(viewer: Pick<Viewer, 'abilities'> | null, ability: Ability): boolean {
	return viewer?.abilities.includes(ability) ?? false;
}

/** Who is signed in. A load that is reached without anybody answers as what does not exist. */
export function viewerOf({ viewer }: App.Locals): Viewer {
	return viewer ?? error(404, 'Not Found');
}

/**
 * What is known of a person that decides what they see. Programs and the worker are pseudonyms; the funder, of a
 * funder's account, is as the home's grants name it.
 */
export type Reach = {
	role: Role;
	programs: 'all' | readonly string[];
	teams: readonly string[];
	worker: string | null;
	funder: string | null;
};

/**
 * The rows that a person may ask about: of a program manager those of the chosen programs, of a supervisor those
 * of workers while they were in the chosen teams, of a worker their own, of a funder none.
 */
export function askerOf({ role, programs, teams, worker }: Omit<Reach, 'funder'>): Asker {
	switch (role) {
		case 'administrator':
		case 'data steward':
			return OWNER;
		case 'program manager':
			return { ...OWNER, scope: { ...OWNER.scope, programs } };
		case 'supervisor':
			return { ...OWNER, scope: { ...OWNER.scope, teams } };
		case 'worker':
			return { ...OWNER, scope: { ...OWNER.scope, workers: worker === null ? [] : [worker] } };
		case 'funder':
			return NOTHING;
	}
}
