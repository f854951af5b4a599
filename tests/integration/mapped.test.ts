// A profile makes canonical tables of the files of any system: small cases, each a sentence.
import { describe, expect, it } from 'vitest';
import type { Row } from '#pipelines/duckdb.ts';
import { Refused } from '#pipelines/errors.ts';
import { lines, mapped, profileOf } from '../mapped.ts';

const column = (name: string) => ({ column: name });
const CASES = lines(
	'No,Person,Program,In,Out,Why,Worker',
	'1,C1,Rapid,2024-01-05,,moved,W1',
	'2,C2,Rapid,2024-02-05,2024-05-01,DIED,',
	'3,C1,Outreach,2024-03-05,, Moved  away ,W2'
);
const stay = {
	enrollment_id: column('No'),
	client_id: column('Person'),
	program_id: column('Program'),
	started_on: column('In')
};
const stays = (more: Parameters<typeof mapped>[1][number]['columns'] = {}, rest = {}) => [
	{ table: 'enrollment', from: 'cases', columns: { ...stay, ...more }, ...rest }
];
const reasons = (task: Promise<unknown>) =>
	task.then(
		() => ['It was accepted.'],
		(error: unknown) => {
			if (error instanceof Refused) return error.reasons;
			throw error;
		}
	);

describe('a column of ours', () => {
	it('is a column of theirs, and each row keeps its file and line', async () => {
		const { rows, problems } = await mapped({ cases: CASES }, stays());
		expect(rows.enrollment).toEqual([
			expect.objectContaining({
				file_name: 'cases.csv',
				line: 2,
				enrollment_id: '1',
				client_id: 'C1',
				program_id: 'Rapid',
				started_on: '2024-01-05'
			}),
			expect.objectContaining({ line: 3, enrollment_id: '2' }),
			expect.objectContaining({ line: 4, enrollment_id: '3' })
		]);
		expect(problems).toEqual([]);
	});

	it('is the same on every line', async () => {
		const { rows } = await mapped({ cases: CASES }, stays({ program_id: { constant: "Ben's place" } }));
		expect(rows.enrollment?.map(({ program_id }) => program_id)).toEqual(Array(3).fill("Ben's place"));
	});

	it('takes our words for theirs, whatever their case and blanks; what is not listed stays, and what is taken for nothing is empty', async () => {
		const codes = { 'Moved Away': 'other', died: '' };
		const { rows } = await mapped({ cases: CASES }, stays({ exit_reason: { column: 'Why', codes } }));
		expect(rows.enrollment?.map(({ exit_reason }) => exit_reason)).toEqual(['moved', null, 'other']);
	});

	it('is an id of several columns, which is nothing where all of them are empty', async () => {
		const { rows } = await mapped(
			{ cases: lines('Person,Program,In', 'C1,Rapid,2024-01-05', 'C1,,2024-01-05', ',,') + 'x,y,\r\n' },
			[
				{
					table: 'enrollment',
					from: 'cases',
					columns: {
						...stay,
						enrollment_id: { columns: ['Person', 'Program', 'In'] }
					}
				}
			]
		);
		expect(rows.enrollment?.map(({ enrollment_id }) => enrollment_id)).toEqual([
			'C1 | Rapid | 2024-01-05',
			'C1 |  | 2024-01-05',
			null,
			'x | y | '
		]);
	});

	it('is an id that is numbered where lines have it in common, by line', async () => {
		const { rows } = await mapped(
			{ calls: lines('Case,Day', '1,2024-01-05', '1,2024-01-06', '1,2024-01-05') },
			[
				{
					table: 'contact',
					from: 'calls',
					columns: {
						contact_id: { columns: ['Case', 'Day'], numbered: true },
						enrollment_id: column('Case'),
						occurred_on: column('Day')
					}
				}
			]
		);
		expect(rows.contact?.map(({ contact_id }) => contact_id)).toEqual([
			'1 | 2024-01-05',
			'1 | 2024-01-06',
			'1 | 2024-01-05 #2'
		]);
	});

	it('is read of another file by its key, of several lines the last', async () => {
		const exits = lines(
			'Case No,Left,To',
			'2,2024-04-01,street',
			'2,2024-05-01,rental',
			'9,2024-05-01,rental'
		);
		const { rows } = await mapped(
			{ cases: CASES, exits },
			stays(
				{
					exited_on: { column: 'left', file: 'exits' },
					exit_destination: { column: 'To', file: 'exits', codes: { Rental: 'rental, no subsidy' } }
				},
				{ join: [{ file: 'exits', on: [['No', 'Case No']] }] }
			)
		);
		expect(rows.enrollment?.map((row) => [row.enrollment_id, row.exited_on, row.exit_destination])).toEqual([
			['1', null, null],
			['2', '2024-05-01', 'rental, no subsidy'],
			['3', null, null]
		]);
	});

	it('is read of another file by two keys', async () => {
		const exits = lines('Person,Program,Left', 'C1,Outreach,2024-06-01');
		const { rows } = await mapped(
			{ cases: CASES, exits },
			stays(
				{ exited_on: { column: 'Left', file: 'exits' } },
				{
					join: [
						{
							file: 'exits',
							on: [
								['Person', 'Person'],
								['Program', 'Program']
							]
						}
					]
				}
			)
		);
		expect(rows.enrollment?.map(({ exited_on }) => exited_on)).toEqual([null, null, '2024-06-01']);
	});
});

describe('a table', () => {
	it('has only lines that meet every condition, whatever the case of their words', async () => {
		const { rows } = await mapped(
			{ cases: CASES },
			stays(
				{},
				{
					where: [
						{ column: 'Program', is: ['RAPID', 'nights'] },
						{ column: 'Worker', filled: true }
					]
				}
			)
		);
		expect(rows.enrollment?.map(({ enrollment_id }) => enrollment_id)).toEqual(['1']);
		const empty = await mapped({ cases: CASES }, stays({}, { where: [{ column: 'Worker', filled: false }] }));
		expect(empty.rows.enrollment?.map(({ enrollment_id }) => enrollment_id)).toEqual(['2']);
	});

	it('says of a file how many lines go into no table, where each asks something of them', async () => {
		const [filled, other] = [true, false].map((filled) => [{ column: 'Worker', filled }]);
		const said = (problems: Row[]) => problems.map(({ kind, line, message }) => [kind, line, message]);
		const { problems } = await mapped({ cases: CASES }, stays({}, { where: filled }));
		expect(said(problems)).toEqual([
			[
				'lines ignored',
				3,
				'cases.csv: line 3 goes into no table: the mapping takes lines by "Worker". If they should count, change the mapping.'
			]
		]);
		const both = [...stays({}, { where: filled }), ...stays({}, { where: other })];
		expect(said((await mapped({ cases: CASES }, both)).problems)).toEqual([]);
	});

	it('has one row where several lines speak of one thing: of each column the last that says something', async () => {
		const { rows } = await mapped({ cases: lines('Person,Sex', 'C1,woman', 'C2,man', 'C1,', ',man') }, [
			{
				table: 'client',
				from: 'cases',
				merge: true,
				columns: { client_id: column('Person'), sex_or_gender: column('Sex') }
			}
		]);
		expect(rows.client?.map((row) => [row.line, row.client_id, row.sex_or_gender])).toEqual([
			[3, 'C2', 'man'],
			[4, 'C1', 'woman']
		]);
	});

	it('is fed by one file beside four others', async () => {
		const { rows, files } = await mapped({ cases: CASES + '4,5\r\n' }, [
			...stays(),
			{ table: 'client', from: 'cases', merge: true, columns: { client_id: column('Person') } },
			{
				table: 'program',
				from: 'cases',
				merge: true,
				columns: { program_id: column('Program'), name: column('Program') }
			},
			{
				table: 'worker',
				from: 'cases',
				merge: true,
				where: [{ column: 'Worker', filled: true }],
				columns: { worker_id: column('Worker') }
			},
			{
				table: 'assignment',
				from: 'cases',
				where: [{ column: 'Worker', filled: true }],
				columns: {
					enrollment_id: column('No'),
					worker_id: column('Worker'),
					valid_from: column('In')
				}
			}
		]);
		expect(Object.entries(rows).map(([table, all]) => [table, all.length])).toEqual([
			['enrollment', 3],
			['client', 2],
			['program', 2],
			['worker', 2],
			['assignment', 2]
		]);
		// The line that fits no header is counted once.
		expect(files).toEqual({
			enrollment: [4, 3],
			client: [2, 2],
			program: [2, 2],
			worker: [2, 2],
			assignment: [2, 2]
		});
	});

	it('is fed by two files, each with its own columns', async () => {
		const { rows } = await mapped(
			{ calls: lines('Case,Day', '1,2024-01-05'), visits: lines('Nr,On,How', '1,2024-01-06,home') },
			[
				{
					table: 'contact',
					from: 'calls',
					columns: {
						contact_id: { columns: ['Case', 'Day'] },
						enrollment_id: column('Case'),
						occurred_on: column('Day'),
						kind: { constant: 'phone call' }
					}
				},
				{
					table: 'contact',
					from: 'visits',
					columns: {
						contact_id: { columns: ['Nr', 'On'] },
						enrollment_id: column('Nr'),
						occurred_on: column('On')
					}
				}
			]
		);
		expect(rows.contact?.map((row) => [row.file_name, row.line, row.occurred_on, row.kind])).toEqual([
			['calls.csv', 2, '2024-01-05', 'phone call'],
			['visits.csv', 2, '2024-01-06', null]
		]);
	});
});

describe('what a file has besides', () => {
	it('is a line that does not fit: it is said once, at its line, without what it holds', async () => {
		const { problems, files } = await mapped({ cases: CASES + 'Jane Roe,5\r\n' }, stays());
		expect(problems).toEqual([expect.objectContaining({ file: 'cases.csv', line: 5, kind: 'rejected' })]);
		expect(JSON.stringify(problems, (_, each: unknown) => String(each))).not.toContain('Jane');
		expect(files.enrollment).toEqual([4, 3]);
	});

	it('is a column that the profile does not know: it is not read, and that is said without its name', async () => {
		const profile = profileOf({ cases: CASES }, stays());
		const { problems } = await mapped(
			{
				cases: lines('No,Person,Program,In,Out,Why,Worker,Jane Roe,Others', '1,C1,Rapid,2024-01-05,,,,yes,no')
			},
			[],
			profile
		);
		expect(problems.map(({ kind, message }) => [kind, message])).toEqual([
			[
				'columns ignored',
				'cases.csv: 2 columns were not there when the mapping was made, and were not read. If a figure needs it, change the mapping.'
			]
		]);
	});

	it('is nothing where headers differ in case, blanks and order only', async () => {
		const profile = profileOf({ cases: CASES }, stays());
		const { rows, problems } = await mapped(
			{ 'Cases of July': lines('PERSON, no ,Program,in,OUT,why,Worker', 'C1,1,Rapid,2024-01-05,,,') },
			[],
			profile
		);
		expect(rows.enrollment).toMatchObject([
			{ enrollment_id: '1', client_id: 'C1', file_name: 'Cases of July.csv' }
		]);
		expect(problems).toEqual([]);
	});
});

describe('a profile is refused', () => {
	it('with every reason: tables, columns and words that are not ours, and what a row cannot be without', async () => {
		expect(
			await reasons(
				mapped({ cases: CASES }, [
					{ table: 'visit', from: 'cases', columns: {} },
					{
						table: 'client',
						from: 'cases',
						columns: { shoe_size: column('No'), veteran: { column: 'Why', codes: { moved: 'perhaps' } } }
					}
				])
			)
		).toEqual([
			expect.stringMatching(/^The mapping sheet: There is no table "visit"\. There are: client, /),
			expect.stringMatching(/^The mapping sheet: The table client has no column "shoe_size"\./),
			expect.stringMatching(/^The mapping sheet: client\.veteran: "perhaps" is not one of its words: /),
			expect.stringMatching(/^The mapping sheet: Each row of client needs client_id \(/)
		]);
	});

	it('where a column was renamed: the header that is missed is named, with the nearest file', async () => {
		const profile = profileOf({ cases: CASES }, stays());
		expect(await reasons(mapped({ july: CASES.replace('Person', 'Participant') }, [], profile))).toEqual([
			'The mapping sheet (version 1) reads "Person" of its file "cases", and no file has it with the rest; july.csv is nearest. If a column was renamed, change the mapping.'
		]);
	});

	it('where two files fit alike', async () => {
		const profile = profileOf({ cases: CASES }, stays());
		expect(await reasons(mapped({ july: CASES, june: CASES }, [], profile))).toEqual([
			'The mapping sheet (version 1) has 1 file, and it cannot be told which of those uploaded is which. Upload one of each.'
		]);
	});
});
