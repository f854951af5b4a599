/** The roles that a person of an agency can have; each has one. */
export const ROLES = [
	'administrator',
	'data steward',
	'program manager',
	'supervisor',
	'worker',
	'funder'
] as const;
export type Role = (typeof ROLES)[number];

/**
 * What roles are told apart by: `figures` and methods; `cases`, which are single clients; `data`, which is what
 * was imported; the `roster` with the assignments; `settings` with standards and targets; the `people` who sign in;
 * the `audit` log; the `grants` with what they promise; the `reports` that were released, and the `releases` that are made of them; HUD's tables of HMIS projects (`hud`); `team`, what is due in the work of others; `own`, what is due in
 * one's own; `supervision`, the log of the meetings with those whom one leads; `reviews` of a worker's work, by who leads
 * and by who is led; `conclusions` that a manager writes down about figures: step changes, and gaps
 * with what is done about them.
 */
export type Ability =
	| 'figures'
	| 'cases'
	| 'data'
	| 'roster'
	| 'settings'
	| 'people'
	| 'audit'
	| 'grants'
	| 'reports'
	| 'releases'
	| 'hud'
	| 'conclusions'
	| 'team'
	| 'own'
	| 'supervision'
	| 'reviews';
