import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { homeAt, prepareHome } from '#pipelines/home.ts';
import { readMetrics } from '#pipelines/metrics/definition.ts';
import { listMetrics } from '#lib/metrics/catalogue.ts';
import { measure } from '#lib/metrics/engine.ts';
import { openVault } from '#pipelines/vault.ts';
import { CASEWORK, FULL_SCOPE } from '#lib/metrics/scope.ts';
import { openCurrent } from '#lib/server/store.ts';
import {
	CORE,
	exportOf,
	header,
	newHome,
	query,
	rebuild,
	record,
	remove,
	run,
	take,
	tiny,
	value
} from '../home.ts';

const period = { from: '2024-01-01', to: '2024-12-31' };

/** The whole of one metric in 2024. */
async function whole(home: Home, metric: string, by: string[] = []) {
	const store = await openCurrent(homeAt(home.path));
	try {
		return await measure(store, {
			metric,
			scope: FULL_SCOPE,
			audience: CASEWORK,
			period,
			by,
			grain: null,
			where: []
		});
	} finally {
		store.db.close();
	}
}

describe('an enrollment in a program that the export does not hold', () => {
	it('is judged, counted with its contacts and reported, under a program of which nothing else is known', async () => {
		const home = newHome();
		await take(
			home,
			exportOf((tables) => {
				remove(tables, 'Project', (row) => row.ProjectName === 'Tiny Homes');
			})
		);
		const { results } = await whole(home, 'starts-recorded-on-time', ['program']);
		expect(results.find((result) => result.group.program === 'program not in the export')).toMatchObject({
			n: 2,
			numerator: 1
		});
		expect((await whole(home, 'record-entry-lag')).results[0]).toMatchObject({ n: 20, standard: 3 });
		expect(
			await query(home, "select count(*) as n from problem where check_id = 'enrollment-without-program'")
		).toEqual([{ n: 3 }]);
	});

	it('keeps its contacts, whatever the program was', async () => {
		const home = newHome();
		await take(
			home,
			exportOf((tables) => {
				remove(tables, 'Project', (row) => row.ProjectName === 'Tiny Outreach');
			})
		);
		expect((await whole(home, 'engagement-rate')).results[0]).toMatchObject({ n: 68, numerator: 3 });
	});
});

describe('a head of household who comes back under the same household id', () => {
	it('does not inherit the move-in of the stay before', async () => {
		const home = newHome();
		const back = exportOf((tables) => {
			const first = record(tables, 'Enrollment', 'E04');
			tables.Enrollment?.push({
				...first,
				EnrollmentID: 'E13',
				EntryDate: '2024-11-01',
				MoveInDate: '',
				DateCreated: '2024-11-01 09:00:00'
			});
		});
		await take(home, back);
		expect(await value(home, 'move-ins')).toBe(5);
		const open = await query(
			home,
			"select count(*) as n from enrollment where started_on = '2024-11-01' and moved_in_on is null"
		);
		expect(open).toEqual([{ n: 1 }]);
	});
});

describe('a birth year of two digits', () => {
	it('is never in the future', async () => {
		const home = newHome();
		await take(
			home,
			exportOf((tables) => {
				for (const row of tables.Client ?? [])
					row.DOB = row.DOB?.replace(/^\d\d(\d\d)-(\d\d)-(\d\d)$/, '$2/$3/$1') ?? '';
				record(tables, 'Client', '001').DOB = '05/22/45';
			})
		);
		expect(
			await query(
				home,
				'select max(birth_date) <= max(observed_until) as past, min(birth_date)::varchar as eldest from client'
			)
		).toEqual([{ past: true, eldest: '1945-05-22' }]);
	});
});

describe('a full refresh of which a line was rejected', () => {
	it('retires nothing of that file: the line may be the very row', async () => {
		const home = newHome();
		await take(
			home,
			exportOf(() => undefined)
		);
		await take(
			home,
			exportOf((tables) => {
				header(tables, { ExportDate: '2025-02-05 08:00:00' });
				record(tables, 'Enrollment', 'E06').EntryDate = '2024-02-31';
			})
		);
		expect(await value(home, 'people-served')).toBe(8);
	});
});

describe('enrollments of one person that begin on one day', () => {
	it('are ordered by the source’s own ids, also after an export of changes only', async () => {
		const home = newHome();
		const twice = exportOf((tables) => {
			const first = record(tables, 'Enrollment', 'E05'); // 004, head, Tiny Homes
			const second = record(tables, 'Enrollment', 'E04');
			second.EntryDate = first.EntryDate ?? '';
			second.MoveInDate = '';
			remove(tables, 'Exit', (row) => row.EnrollmentID === 'E04');
		});
		await take(home, twice);
		const before = await whole(home, 'people-served', ['program']);
		const latest =
			"select source_order from enrollment where started_on = '2024-09-01' order by source_order";
		expect(await query(home, latest)).toEqual([{ source_order: 0 }, { source_order: 1 }]);
		await take(
			home,
			exportOf((tables) => {
				header(tables, { ExportDirective: '1', ExportDate: '2025-02-05 08:00:00' });
				remove(tables, 'Enrollment', (row) => row.EnrollmentID !== 'E05');
				record(tables, 'Enrollment', 'E05').DateUpdated = '2025-02-01 08:00:00';
				remove(tables, 'Exit', () => true);
				remove(tables, 'Services', () => true);
				remove(tables, 'CurrentLivingSituation', () => true);
			})
		);
		expect((await whole(home, 'people-served', ['program'])).results).toEqual(before.results);
	});
});

describe('the elements that a record lacks', () => {
	/** The missing elements by enrollment, in the source's own ids. */
	async function missing(home: Home): Promise<Record<string, string>> {
		const rows = await query(
			home,
			"select enrollment_id, string_agg(element, ', ' order by element) as elements from missing_element() group by all"
		);
		const vault = openVault(home);
		const found = rows.map(
			(row) => [vault.find(String(row.enrollment_id)) ?? '', String(row.elements)] as const
		);
		vault.close();
		return Object.fromEntries(found.sort());
	}

	it('are those of the twelve enrollments: of adults and heads where they are asked, of leavers the destination', async () => {
		const home = newHome();
		await take(home, tiny());
		expect(await missing(home)).toEqual({
			// E01, E04, E06 and E10 have all; E02 and E09 are children, of whom no income is asked.
			E03: 'destination',
			E05: 'income at the start',
			E07: 'income at the start',
			E08: 'income at the start',
			E11: 'income at the start, race and ethnicity, sex or gender, veteran status',
			E12: 'income at the start'
		});
	});

	it('are not what the person answered, and not what the source has no column for', async () => {
		const home = newHome();
		await take(
			home,
			exportOf((tables) => {
				Object.assign(record(tables, 'Client', '004'), { VeteranStatus: '8', DOB: '' });
				Object.assign(record(tables, 'Client', '010'), { Sex: '9', RaceNone: '8' });
				record(tables, 'Client', '002').VeteranStatus = '99'; // a child
				record(tables, 'Enrollment', 'E02').LivingSituation = '99'; // a child
				record(tables, 'Enrollment', 'E06').LivingSituation = '99';
				record(tables, 'Enrollment', 'E03').RelationshipToHoH = '1'; // a second head of E01, E02, E03
				record(tables, 'Enrollment', 'E08').RelationshipToHoH = '3'; // no head of E08, E09
				record(tables, 'Exit', 'X04').DestinationSubsidyType = '';
			})
		);
		expect(await missing(home)).toEqual({
			E01: 'head of the household',
			E02: 'head of the household',
			E03: 'destination, head of the household',
			E04: 'birth date, destination',
			E05: 'birth date',
			E06: 'prior living situation',
			E08: 'head of the household',
			E09: 'head of the household',
			E11: 'veteran status'
		});
	});
});

describe('a source without CurrentLivingSituation.csv', () => {
	it('has no outreach contacts: the rate is not collected, and says what would bring it', async () => {
		const home = newHome();
		const folder = exportOf(() => undefined);
		rmSync(join(folder, 'CurrentLivingSituation.csv'));
		await take(home, folder);
		for (const by of [[], ['program']])
			expect((await whole(home, 'outreach-engagement-rate', by)).results).toMatchObject([
				{
					status: 'not_collected',
					value: null,
					reason: 'No source has contact.outreach; a source with this column would bring it.'
				}
			]);
	});

	it('is named beside the figures of another source that has it', async () => {
		const home = newHome();
		const folder = exportOf((tables) => {
			header(tables, { SourceID: 'OTHER', SourceName: 'without' });
		});
		rmSync(join(folder, 'CurrentLivingSituation.csv'));
		await take(home, [exportOf(() => undefined), folder]);
		const answer = await whole(home, 'outreach-engagement-rate');
		expect(answer.results[0]).toMatchObject({ n: 2, numerator: 1 });
		expect(answer.left_out).toEqual([{ source: 'other-without', reason: 'It has no contact.outreach.' }]);
	});
});

describe('standards', () => {
	it('without a time limit leave no rows to judge, with the reason, and no 0 %', async () => {
		const home = prepareHome(newHome().path);
		writeFileSync(
			join(home.path, 'standards.csv'),
			'metric,event,program_type,funder,threshold,unit,source\n'
		);
		await take(
			home,
			exportOf(() => undefined)
		);
		expect((await whole(home, 'starts-recorded-on-time')).results[0]).toMatchObject({
			status: 'no_data',
			value: null,
			reason: 'standards.csv has no time limit for starts-recorded-on-time. Add one.'
		});
	});
});

describe('an agency’s own metric', () => {
	let scene: Home;
	beforeAll(async () => {
		scene = newHome();
		await take(
			scene,
			exportOf(() => undefined)
		);
	});
	const metric = (kind: string, select: string) => `/* ---
title: A trial
question: Does it work?
kind: ${kind.split(' ')[0] ?? ''}
unit: ${kind.split(' in ')[1] ?? 'exits'}
rows: exits
group: outputs
headline: {better: neutral}
grain: exit
needs: [enrollment.exited_on]
control: shared
source: a test
--- */
${select}`;

	it.each([
		[
			'fails on the data',
			'ratio',
			'select enrollment_id, started_on as cohort_date, exit_destination::int > 1 as success from enrollment',
			/^own\.sql: it fails on the data: Conversion Error/
		],
		[
			'fails on the data of a period',
			'ratio',
			'select enrollment_id, $to as cohort_date, exit_destination::int > 1 as success from enrollment',
			/^own\.sql: it fails on the data: Conversion Error/
		],
		[
			'is a time in hours',
			'duration in hours',
			'select enrollment_id, exited_on as cohort_date, 24 * (exited_on - started_on) as days from enrollment where exited_on is not null',
			/^own\.sql: front matter, unit: a duration or a time to event is in days or minutes\.$/
		],
		[
			'has rows without a value',
			'duration in days',
			'select enrollment_id, started_on as cohort_date, exited_on - started_on as days from enrollment',
			/^own\.sql: [0-9]+ of its rows have no days\. Leave such rows out/
		],
		[
			'has rows without a day',
			'count',
			'select enrollment_id, exited_on as cohort_date from enrollment',
			/^own\.sql: [0-9]+ of its rows have no cohort_date\./
		]
	])(
		'that %s is left out with that sentence, and the others are there',
		async (_, kind, select, sentence) => {
			const home = newHome({ from: scene });
			writeFileSync(join(home.metrics, 'own.sql'), metric(kind, select));
			const { built } = await rebuild(home);
			expect(built?.notes).toEqual([expect.stringMatching(sentence)]);
			const store = await openCurrent(homeAt(home.path));
			const { metrics, broken } = await listMetrics(store);
			store.db.close();
			expect(broken.map((each) => each.id)).toEqual(['own']);
			expect(metrics.length).toBe(readMetrics(null).metrics.length);
		}
	);
});

describe('a purge of a client whose rows name no enrollment', () => {
	it('is finished', async () => {
		const home = newHome();
		await take(
			home,
			exportOf(
				(tables) => {
					tables.AssessmentResults = [
						{
							AssessmentResultID: 'R1',
							AssessmentID: 'A1',
							EnrollmentID: '',
							PersonalID: '004',
							AssessmentResultType: '',
							AssessmentResult: '',
							DateCreated: '2024-02-02 10:00:00',
							DateUpdated: '2024-02-02 10:00:00',
							UserID: 'U1',
							DateDeleted: '',
							ExportID: '1'
						}
					];
				},
				{ files: [...CORE, 'AssessmentResults'] }
			)
		);
		const outcome = await run(home, { kind: 'purge', batches: [], client: '004', source: null });
		expect(outcome.purgedRows).toBeGreaterThan(2);
		expect((await rebuild(home)).built?.notes).toEqual([]);
	});
});
