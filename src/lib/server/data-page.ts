import { findCheck } from '#pipelines/checks/definition.ts';
import { Fault } from '#pipelines/errors.ts';
import { casesAmong } from '#lib/cases.ts';
import type { Asker, Scope } from '#lib/metrics/scope.ts';
import {
	countChecks,
	countLineProblems,
	listCheck,
	listMends,
	type CheckCount,
	type CheckRow,
	type Mend
} from '#lib/problems.ts';
import type { Ability } from '#lib/roles.ts';
import { utcDay } from './clock.ts';
import { listBatches, type BatchFacts, type Batches } from './batches.ts';
import { inCheckWords } from './check-words.ts';
import { refusedLately } from './hands-page.ts';
import { readLate, type LateSource } from './late.ts';
import { fromStore, servedHome } from './reading.ts';
import { readStore, type Store } from './store.ts';
import { withSourceIds, type Identified } from './vault.ts';

/** A source system as the figures know it. Days are ISO. */
export type SourceFacts = {
	source: string;
	name: string;
	knownUntil: string;
	/** Batches of it that count, and when the newest of them was exported. */
	batches: number;
	exportedAt: string | null;
};

/** Problems of a kind in the lines of a batch. */
export type LineProblems = { kind: string; count: number; batch: BatchFacts };

/** What the page of all data shows. */
export type DataPage = Batches & {
	/** Whether who asks looks after what is imported; to others batches and lines are not shown. */
	manages: boolean;
	sources: SourceFacts[];
	checks: CheckCount[];
	/** Of the newest batch of each source; `older` counts those of the others that count. */
	lines: LineProblems[];
	older: number;
	/** Sources that should have brought newer data by now. */
	late: LateSource[];
	/** How many exports that came in by themselves were refused in the last seven days. */
	refusedLately: number;
	/** Why the figures cannot be read, so that there is nothing of sources and problems; or null. */
	trouble: string | null;
};

/** What was imported, how fresh it is and what is wrong in it, as far as it is for who asks. */
export async function readDataPage({ scope }: Asker, abilities: readonly Ability[]): Promise<DataPage> {
	const manages = abilities.includes('data');
	const home = servedHome();
	const { content, trouble } = await fromStore(async (store) => ({
		store: store.id,
		known: await store.db.rows(
			'select source, source_name, observed_until::varchar as until from source order by source_name'
		),
		checks: inCheckWords(await countChecks(store, scope), ({ id }) => id),
		problems: manages ? await countLineProblems(store) : []
	}));
	const all = await listBatches(home, content?.store ?? null);
	const counting = all.batches.filter((batch) => batch.state === 'counts');
	const newest = (batches: BatchFacts[]) =>
		batches.reduce<BatchFacts | null>(
			(best, each) => (best && best.exported_at >= each.exported_at ? best : each),
			null
		);
	const lines: LineProblems[] = [];
	let older = 0;
	for (const { batch: id, kind, count } of content?.problems ?? []) {
		const batch = counting.find((each) => each.id === id);
		const kin = counting.filter((each) => each.source === batch?.source && each.roster === batch.roster);
		if (batch && newest(kin)?.id === id) lines.push({ kind, count, batch });
		else older += count;
	}
	const sources = (content?.known ?? []).map((row) => {
		const own = counting.filter((batch) => batch.source === row.source);
		const cases = own.filter((batch) => !batch.roster);
		return {
			source: String(row.source),
			name: String(row.source_name),
			knownUntil: String(row.until),
			batches: own.length,
			exportedAt: newest(cases.length > 0 ? cases : own)?.exported_at ?? null
		};
	});
	const shown = manages ? all : { batches: [], unreadable: [], unverified: null };
	return {
		...shown,
		manages,
		sources,
		checks: content?.checks ?? [],
		lines,
		older,
		late: readLate(home, utcDay()),
		refusedLately: manages ? refusedLately(home) : 0,
		trouble
	};
}

/**
 * What the page of a check shows; `count` is 0 where it found nothing. `cases` are the enrollments of the rows that
 * have a page of their own.
 */
export type CheckPage = CheckCount & { mends: Mend[]; rows: Identified<CheckRow>[]; cases: string[] };

/** One check with a page of its rows. Throws `Misused` where there is no such check. */
export async function readCheckPage(
	id: string,
	{ scope, audience }: Asker,
	part: { limit: number; offset: number }
): Promise<CheckPage> {
	return readStore(async (store) => {
		const [check] = inCheckWords([await countOf(store, id, scope)], () => id);
		if (!check) throw new Fault('A check has gone.');
		const found = check.count === 0 ? [] : await listCheck(store, id, scope, part);
		const rows = inCheckWords(found, () => id);
		const stays = rows.flatMap(({ enrollment_id }) => enrollment_id ?? []);
		return {
			...check,
			mends: await listMends(store, id),
			rows: withSourceIds(servedHome(), audience, rows),
			cases: await casesAmong(store, scope, stays)
		};
	});
}

/** All rows of one check. Throws `Misused` where there is no such check. */
export async function readCheckRows(id: string, { scope, audience }: Asker): Promise<Identified<CheckRow>[]> {
	return readStore(async (store) => {
		await countOf(store, id, scope);
		return withSourceIds(servedHome(), audience, await listCheck(store, id, scope));
	});
}

async function countOf(store: Store, id: string, scope: Scope): Promise<CheckCount> {
	const found = (await countChecks(store, scope)).find((check) => check.id === id);
	if (found) return found;
	const { title, severity, guidance, remedy } = findCheck(servedHome(), id).head;
	return { id, title, severity, guidance, remedy, count: 0 };
}
