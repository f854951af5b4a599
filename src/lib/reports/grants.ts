import { z } from 'zod';
import { Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { didYouMean } from '#pipelines/near.ts';
import { readDay, readLines, type Wrong } from '#pipelines/setting-lines.ts';
import { PEOPLE } from '../metrics/dimensions.ts';
import { policySchema, type Policy } from '../metrics/disclose/policy.ts';

/** The home's file of grants, and its columns. */
export const GRANTS = 'grants.csv';
export const GRANT_COLUMNS = [
	'grant',
	'funder',
	'programs',
	'from',
	'to',
	'year_starts',
	'breakdowns',
	'k',
	'basis',
	'due_days',
	'responsible'
] as const;

/** A grant as a line of the file has it. */
export type GrantCells = Record<(typeof GRANT_COLUMNS)[number], string>;

/** The dimensions by which an audience without clients may be told of people; never by worker or team. */
export const BREAKDOWNS: readonly string[] = [
	'program',
	'program_type',
	'site',
	...PEOPLE.map(({ id }) => id)
];

/** The most dimensions that a grant's figures are broken down by at once (METHODS §5). */
export const MOST_AT_ONCE = 3;

/** Where a grant does not say when its reports are due. */
export const DUE_DAYS = 30;

const day = z.iso.date();

/** What a funder gives, for which programs and time, and what it is told in return. */
export const grantSchema = z.object({
	name: z.string(),
	funder: z.string(),
	/** The programs by their names; at least one. */
	programs: z.array(z.string()).min(1),
	from: day,
	to: day,
	/** The month, 1 to 12, in which its year starts. */
	yearStarts: z.int().min(1).max(12),
	/** What its reports are broken down by: each a dimension, or several at once. */
	breakdowns: z.array(z.array(z.string())),
	policy: policySchema,
	/** How many days after a quarter its report is due, and who sees to it; null where nobody is named. */
	dueDays: z.int().min(1).max(366),
	responsible: z.string().nullable()
});

export type Grant = z.infer<typeof grantSchema>;

/**
 * The grants: the home's `grants.csv`, else ours, which has none.
 * @throws Refused with everything that is wrong in it at once
 */
export function readGrants(home: Home | null): Grant[] {
	const reasons: string[] = [];
	const lineOf = new Map<string, number>();
	const { lines } = readLines(home, GRANTS, GRANT_COLUMNS, reasons, (cells, wrong, line) => {
		const earlier = lineOf.get(cells.grant);
		if (earlier !== undefined)
			wrong.say('grant', cells.grant, `line ${String(earlier)} is of that grant. Remove one.`);
		lineOf.set(cells.grant, earlier ?? line);
		return readGrant(cells, wrong);
	});
	if (reasons.length > 0) throw new Refused(reasons);
	return lines.map(({ line: _, ...grant }) => grant);
}

/** A grant as a line of the file. */
export function cellsOf({ name, policy, ...grant }: Grant): GrantCells {
	return {
		grant: name,
		funder: grant.funder,
		programs: grant.programs.join('; '),
		from: grant.from,
		to: grant.to,
		year_starts: String(grant.yearStarts),
		breakdowns: grant.breakdowns.map((ids) => ids.join('+')).join('; '),
		k: policy.kind === 'suppress' ? String(policy.k) : '',
		basis: policy.kind === 'unsuppressed' ? policy.basis : '',
		due_days: String(grant.dueDays),
		responsible: grant.responsible ?? ''
	};
}

/** Who gives the home's grants, in alphabetical order; nobody where the file of them cannot be read. */
export function listFunders(home: Home): string[] {
	try {
		return [...new Set(readGrants(home).map(({ funder }) => funder))].sort((a, b) => a.localeCompare(b));
	} catch (error) {
		if (error instanceof Refused) return [];
		throw error;
	}
}

function readGrant(cells: GrantCells, wrong: Wrong): Grant | null {
	if (cells.grant === '') wrong.say('grant', '', 'name the grant, as the contract does.');
	if (cells.funder === '') wrong.say('funder', '', 'name who gives it.');
	const programs = listOf(cells.programs);
	if (programs.length === 0)
		wrong.say('programs', cells.programs, 'name the programs that it is for, with ; between them.');
	const [from, to] = [readDay('from', cells.from, wrong), readDay('to', cells.to, wrong)];
	if (from !== null && to !== null && to < from)
		wrong.say('to', cells.to, `it ends before it begins, on ${from}. Correct one of them.`);
	const yearStarts = Number(cells.year_starts);
	if (!/^\d{1,2}$/.test(cells.year_starts) || yearStarts < 1 || yearStarts > 12)
		wrong.say('year_starts', cells.year_starts, 'write the month in which its year starts, 1 to 12.');
	const breakdowns = listOf(cells.breakdowns).map((each) => each.split('+').map((id) => id.trim()));
	for (const ids of breakdowns) sayWrongBreakdown(ids, cells.breakdowns, wrong);
	const policy = readPolicy(cells, wrong);
	const dueDays = cells.due_days === '' ? DUE_DAYS : Number(cells.due_days);
	if (!/^\d{0,3}$/.test(cells.due_days) || dueDays < 1 || dueDays > 366)
		wrong.say('due_days', cells.due_days, 'write after how many days a report is due, 1 to 366.');
	if (from === null || to === null || policy === null) return null;
	return {
		name: cells.grant,
		funder: cells.funder,
		programs,
		from,
		to,
		yearStarts,
		breakdowns,
		policy,
		dueDays,
		responsible: cells.responsible === '' ? null : cells.responsible
	};
}

const listOf = (cell: string): string[] =>
	cell
		.split(';')
		.map((each) => each.trim())
		.filter((each) => each !== '');

function sayWrongBreakdown(ids: readonly string[], cell: string, wrong: Wrong): void {
	for (const id of ids)
		if (!BREAKDOWNS.includes(id))
			wrong.say(
				'breakdowns',
				cell,
				`reports to funders are not broken down by "${id}".${didYouMean(id, BREAKDOWNS)} There are ${BREAKDOWNS.join(', ')}.`
			);
	if (new Set(ids).size < ids.length)
		wrong.say('breakdowns', cell, 'a dimension stands twice in one. Remove one.');
	if (ids.length > MOST_AT_ONCE)
		wrong.say(
			'breakdowns',
			cell,
			`${ids.join('+')} are more than ${String(MOST_AT_ONCE)} at once. Split it.`
		);
}

/** Eleven where nothing is said; all that there is where there is a basis for it, and no k. */
function readPolicy({ k, basis }: Record<'k' | 'basis', string>, wrong: Wrong): Policy | null {
	if (k !== '' && basis !== '')
		return wrong.say(
			'basis',
			basis,
			`with a basis nothing is hidden, with k ${k} what is fewer. Leave one of them empty.`
		);
	const asked =
		basis === ''
			? { kind: 'suppress', ...(k === '' ? {} : { k: Number(k) }) }
			: { kind: 'unsuppressed', basis };
	const { success, data } = policySchema.safeParse(asked);
	return success
		? data
		: wrong.say('k', k, 'write the smallest number of clients that it may know, 3 to 100.');
}
