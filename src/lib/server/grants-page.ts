import { Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import type { Period } from '#lib/metrics/result.ts';
import { BREAKDOWNS, cellsOf, listFunders, type Grant, type GrantCells } from '#lib/reports/grants.ts';
import { quartersOf, type Quarter } from '#lib/reports/quarters.ts';
import type { Held, Promised } from '#lib/standards.ts';
import type { Viewer } from './access.ts';
import { textOf, textsOf } from './form.ts';
import {
	findGrant,
	listGrants,
	ownPrograms,
	promisesOf,
	unknownPrograms,
	type PromiseCells
} from './grants.ts';
import { fromStore } from './reading.ts';
import { isMadeWithFiles } from './setting-files.ts';

/** What a form of a grant can be filled with. */
export type GrantChoices = { programs: readonly string[]; funders: string[]; breakdowns: readonly string[] };

/** What is wrong with the programs of a grant: those that the data has not. */
type Unknown = { program: string; near: string | null };

/** A grant as the list shows it. */
export type ListedGrant = Pick<Grant, 'name' | 'funder' | 'programs' | 'from' | 'to'> & {
	/** How much it promises, and how many quarters it has. */
	promises: number;
	quarters: number;
	unknown: Unknown[];
};

export type GrantsPage = {
	grants: ListedGrant[];
	/** What is wrong in the files of grants and targets; then there is no grant to be seen. */
	reasons: string[];
	choices: GrantChoices;
};

/** The grants that somebody looks after. */
export async function readGrantsPage(home: Home, viewer: Viewer): Promise<GrantsPage> {
	const own = await ownPrograms(home, viewer);
	const choices = { programs: own.known, funders: listFunders(home), breakdowns: BREAKDOWNS };
	try {
		const grants = listGrants(home, own).map(({ name, funder, programs, from, to, ...grant }) => ({
			...{ name, funder, programs, from, to },
			promises: promisesOf(home, name).length,
			quarters: quartersOf({ from, to, yearStarts: grant.yearStarts }).length,
			unknown: unknownPrograms({ programs }, own)
		}));
		return { grants, reasons: [], choices };
	} catch (error) {
		if (error instanceof Refused) return { grants: [], reasons: error.reasons, choices };
		throw error;
	}
}

/** A promise of a grant, with what of its metric it is told by. */
export type GrantPromise = Promised & { metric: Held['metric'] };

/** What a promise can be for: a metric, and the periods that reports on the grant speak of. */
export type PromiseChoices = {
	metrics: { id: string; title: string }[];
	periods: { kind: 'whole' | 'year' | 'quarter' | 'to date'; number: number; period: Period }[];
};

export type GrantPage = {
	grant: Grant;
	given: GrantFields;
	quarters: Quarter[];
	promises: GrantPromise[];
	unknown: Unknown[];
	choices: GrantChoices & PromiseChoices;
	/** Why the figures, of which something can be promised, cannot be read. */
	trouble: string | null;
	/** Whether the figures are not yet those that the promises give now. */
	waiting: boolean;
};

/**
 * One grant with what it promises.
 * @throws Misused where there is none of that name, or another's
 * @throws Refused where the file of them is wrong
 */
export async function readGrantPage(home: Home, viewer: Viewer, name: string): Promise<GrantPage> {
	const own = await ownPrograms(home, viewer);
	const grant = findGrant(home, own, name);
	const { content, trouble } = await fromStore(async (store) => ({
		metrics: (await listMetrics(store)).metrics,
		same: await isMadeWithFiles(home, store)
	}));
	const metrics = content?.metrics ?? [];
	const quarters = quartersOf(grant);
	const promises = promisesOf(home, name).flatMap(({ metric: id, ...promise }) => {
		const metric = metrics.find((each) => each.id === id);
		return metric ? [{ ...promise, metric }] : [];
	});
	return {
		grant,
		given: fieldsOf(cellsOf(grant)),
		quarters,
		promises,
		unknown: unknownPrograms(grant, own),
		choices: {
			programs: own.known,
			funders: listFunders(home),
			breakdowns: BREAKDOWNS,
			metrics: metrics.map(({ id, title }) => ({ id, title })),
			periods: periodsOf(grant, quarters)
		},
		trouble,
		waiting: content?.same === false
	};
}

/** The years, quarters and years to date of a grant, and the whole of it; none twice. */
function periodsOf({ from, to }: Grant, quarters: readonly Quarter[]): PromiseChoices['periods'] {
	const all = [
		{ kind: 'whole' as const, number: 0, period: { from, to } },
		...quarters.flatMap(({ number, year, toDate, ...quarter }) => [
			{ kind: 'year' as const, number, period: year },
			{ kind: 'quarter' as const, number, period: { from: quarter.from, to: quarter.to } },
			{ kind: 'to date' as const, number, period: toDate }
		])
	];
	const first = new Map(all.map((each) => [periodKey(each.period), each] as const).reverse());
	return all.filter((each) => first.get(periodKey(each.period)) === each);
}

const periodKey = ({ from, to }: Period) => `${from}/${to}`;

/** What a form of a grant holds: breakdowns by one dimension are ticked, those by several written. */
export type GrantFields = Omit<GrantCells, 'programs' | 'breakdowns'> & {
	programs: string[];
	breakdowns: string[];
	crossed: string;
};

/** What a form asks of a grant. */
export function readFields(form: FormData): GrantFields {
	return {
		grant: textOf(form, 'grant'),
		funder: textOf(form, 'funder'),
		programs: textsOf(form, 'programs'),
		from: textOf(form, 'from'),
		to: textOf(form, 'to'),
		year_starts: textOf(form, 'year_starts'),
		breakdowns: textsOf(form, 'breakdowns'),
		crossed: textOf(form, 'crossed'),
		k: textOf(form, 'k'),
		basis: textOf(form, 'basis'),
		due_days: textOf(form, 'due_days'),
		responsible: textOf(form, 'responsible')
	};
}

/** The same as a line of the file. */
export function toCells({ programs, breakdowns, crossed, ...fields }: GrantFields): GrantCells {
	const several = crossed.split(/[;\n]/).map((each) => each.trim());
	return {
		...fields,
		programs: programs.join('; '),
		breakdowns: [...breakdowns, ...several.filter((each) => each !== '')].join('; ')
	};
}

function fieldsOf({ programs, breakdowns, ...cells }: GrantCells): GrantFields {
	const listed = (text: string) => text.split('; ').filter((each) => each !== '');
	return {
		...cells,
		programs: listed(programs),
		breakdowns: listed(breakdowns).filter((each) => !each.includes('+')),
		crossed: listed(breakdowns)
			.filter((each) => each.includes('+'))
			.join('\n')
	};
}

/** What a form promises for a grant: a period that was chosen, else the days that were written. */
export function readPromise(form: FormData, grant: string): PromiseCells & { period: string } {
	const period = textOf(form, 'period');
	const [from = '', to = ''] = period === '' ? [textOf(form, 'from'), textOf(form, 'to')] : period.split('/');
	const [metric, program, target] = ['metric', 'program', 'target'].map((name) => textOf(form, name));
	return { metric: metric ?? '', program: program ?? '', grant, from, to, target: target ?? '', period };
}
