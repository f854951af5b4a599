// Each preset that ships: its sample is recognised and becomes the rows and figures that were worked out by hand.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProfile } from '#pipelines/profile-check.ts';
import { readPresets } from '#pipelines/presets.ts';
import { whatIsMissing } from '#pipelines/profile-words.ts';
import { readProfiles } from '#pipelines/profiles.ts';
import { splitFields } from '#pipelines/records.ts';
import { readSynonyms } from '#pipelines/sources/canonical-csv/synonyms.ts';
import { columnsOf } from '#pipelines/sources/format.ts';
import { suggestProfile } from '#pipelines/suggest.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { measure } from '#lib/metrics/engine.ts';
import { openCurrent } from '#lib/server/store.ts';
import type { Home } from '#pipelines/home.ts';
import type { Profile } from '#pipelines/profile.ts';
import { newHome, query, ROOT, run, take } from '../home.ts';

const FOLDER = join(ROOT, 'pipelines', 'presets');
const presets = readPresets();
const columns = columnsOf('canonical-csv');

type Expected = {
	observed_until: string;
	/** Kinds of what is said of its lines. */
	problems: string[];
	accepted: Record<string, number>;
	rows: Record<string, unknown[][]>;
	metrics: Record<string, 'not_collected' | { n: number; numerator?: number; value?: number }>;
};

/** What a sample is worked out to: lists of rows in this order. */
const ROWS: Record<string, string> = {
	stays: `select started_on::varchar, p.name, birth_date::varchar as born, is_head_of_household,
		case when p.program_type = 'rapid re-housing' then moved_in_on end::varchar as moved,
		exited_on::varchar as exited, exit_destination, exit_reason, completed_program
		from enrollment join program p using (program_id) join client using (client_id) order by started_on, birth_date nulls last`,
	people: `select birth_date::varchar, sex_or_gender, race_ethnicity, veteran, disabling_condition, language, zip3
		from client order by birth_date nulls last`,
	assignments: 'select valid_from::varchar, valid_to::varchar from assignment order by 1, 2 nulls first',
	services: `select provided_on::varchar, p.name, s.kind from service s join enrollment using (enrollment_id)
		join program p using (program_id) order by 1, 2`,
	contacts: `select occurred_on::varchar, p.name, c.kind, scheduled, result from contact c join enrollment using (enrollment_id)
		join program p using (program_id) order by 1, 2, 5`
};

it('a preset is called as its folder, has a README, and lacks nothing', () => {
	const folders = readdirSync(FOLDER).filter((name) => !name.includes('.'));
	expect(presets.map(({ name }) => name)).toEqual(folders.sort());
	for (const preset of presets) {
		expect(readFileSync(join(FOLDER, preset.name, 'README.md'), 'utf8')).toMatch(/^# /);
		expect(checkProfile(preset)).toEqual([]);
		expect(whatIsMissing(preset, columns)).toEqual([]);
	}
});

describe.each(presets.map((preset) => [preset.name, preset] as const))('%s', (name, preset) => {
	const home = newHome();
	const sample = join(FOLDER, name, 'sample');
	const expected = JSON.parse(readFileSync(join(FOLDER, name, 'expected.json'), 'utf8')) as Expected;

	it('takes its sample, which it knows by its headers', async () => {
		const taken = await take(home, sample);
		expect(taken).toMatchObject({
			outcome: 'accepted',
			mapping: { name, version: 1 },
			observed_until: expected.observed_until
		});
		expect(taken.problems.map(({ kind }) => kind)).toEqual(expected.problems);
		expect(Object.fromEntries(taken.files.map(({ file, accepted }) => [file, accepted]))).toEqual(
			expected.accepted
		);
		expect(taken.files.map(({ rejected }) => rejected)).toEqual(taken.files.map(() => 0));
		expect(readProfiles(home).profiles).toEqual([preset]);
	});

	it('makes the rows that were worked out by hand', async () => {
		for (const [list, rows] of Object.entries(expected.rows)) {
			const found = await query(home, ROWS[list] ?? '');
			expect(
				found.map((row) => Object.values(row)),
				list
			).toEqual(rows);
		}
	});

	it('gives the figures that were worked out by hand', async () => {
		for (const [metric, figure] of Object.entries(expected.metrics))
			expect(await figureOf(home, metric), metric).toMatchObject(
				figure === 'not_collected' ? { status: 'not_collected' } : figure
			);
	});
});

it('a preset is a mapping file too, or named as it is called, and says what a file of something else lacks', async () => {
	const mapping = join(FOLDER, 'row-per-case', 'profile.json');
	const home = newHome();
	const checked = await take(home, join(FOLDER, 'row-per-case', 'sample'), { mapping, dryRun: true });
	expect(checked).toMatchObject({ outcome: 'checked', mapping: { name: 'row-per-case', version: 1 } });
	const other = await run(home, {
		kind: 'import',
		paths: [join(FOLDER, 'row-per-event', 'sample')],
		options: { mapping: 'row-per-case', dryRun: true }
	});
	expect(other.refused[0]?.reasons.join(' ')).toContain('"Household ID"');
});

it('the two shapes are suggested from their headers as the presets have them', () => {
	for (const preset of presets.filter(({ name }) => name.startsWith('row-per-'))) {
		const folder = join(FOLDER, preset.name, 'sample');
		const files = readdirSync(folder).map((name) => {
			const [headers = [], ...samples] = readFileSync(join(folder, name), 'utf8')
				.trim()
				.split('\n')
				.map((line) => splitFields(line, ','));
			return { name, headers, samples };
		});
		const { profile } = suggestProfile({ files, columns, synonyms: readSynonyms(), latest: '2026-07-01' });
		expect(taken(profile)).toEqual(taken(preset));
	}
});

function taken({ tables }: Profile): string[] {
	return tables
		.flatMap(({ table, merge, columns: each }) =>
			Object.entries(each).map(
				([column, from]) =>
					`${table}.${column} ${String(merge)} ${'column' in from ? from.column : JSON.stringify(from)}`
			)
		)
		.sort();
}

async function figureOf(home: Home, metric: string): Promise<object | undefined> {
	const store = await openCurrent(home);
	try {
		const { results } = await measure(store, {
			metric,
			scope: FULL_SCOPE,
			audience: CASEWORK,
			period: { from: '2026-01-01', to: '2026-06-30' },
			by: [],
			grain: null,
			where: []
		});
		return results[0];
	} finally {
		store.db.close();
	}
}
