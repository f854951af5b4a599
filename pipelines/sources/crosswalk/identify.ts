import type { Candidate, Identified, SourceFormat } from '../format.ts';
import { examine, SUPERSEDES } from './examine.ts';

/** The format's id, and the key under which its uploads supersede each other. */
const CROSSWALK = 'crosswalk';

/** Pairs of ids that are one person in two source systems, recognised by the file's name. */
export const format: SourceFormat = {
	id: CROSSWALK,
	title: 'crosswalk',
	hint: 'A crosswalk is one file, crosswalk.csv, with the columns source_a, client_id_a, source_b and client_id_b.',
	guarded: true,
	required: ['crosswalk'],
	corrections: null,
	identify,
	upgrades: () => [],
	retire,
	observe: (schema) =>
		`create or replace table ${schema}.observed as select null::varchar as source where false`,
	examine
};

/** It is of the moment at which it comes in: a list of pairs says nothing of days. */
function identify({ names }: Candidate): Promise<Identified | null> {
	if (names.length !== 1 || names[0]?.toLowerCase() !== CROSSWALK) return Promise.resolve(null);
	const exported_at = new Date().toISOString().slice(0, 19).replace('T', ' ');
	const day = exported_at.slice(0, 10);
	return Promise.resolve({
		version: '1',
		source: CROSSWALK,
		source_name: 'Crosswalk',
		period: { from: day, to: day },
		exported_at,
		observed_until: day,
		full: true,
		roster: false,
		part: false
	});
}

/** Of two source systems the newest crosswalk that has a pair of them counts, and no older one. */
function retire(schema: string): string[] {
	return [
		`delete from ${schema}.crosswalk where rowid in (select r.rowid from ${schema}.crosswalk r
			join (select distinct source_a, source_b, exported_at, batch_seq from incoming.crosswalk) n
				on (n.exported_at, n.batch_seq) > (r.exported_at, r.batch_seq) and ${SUPERSEDES})`
	];
}
