import { describe, expect, it } from 'vitest';
import { changed, set, accepted, refusal, stored, problemsOf, mappingFile } from '../uploads.ts';

describe('dates that can be read in two ways', () => {
	const two = () => changed((each) => set(each, 'Enrollment', 'E04', { EntryDate: '01/02/2024' }));

	it('refuse the import where figures need the column, with both readings and the way out', async () => {
		expect(await refusal(two())).toEqual([
			'Enrollment.csv, column EntryDate: 1 date can be read in two ways, as line 5: "01/02/2024" is 2024-01-02 or 2024-02-01. Figures need this column. Export it as yyyy-mm-dd, or say which it is: on the page of the upload, under “Dates that can be read in two ways”, or in a mapping file: {"dates": {"Enrollment.EntryDate": "month first"}} (or "day first", "year first"), given with --mapping.'
		]);
	});

	it('are taken as a mapping says', async () => {
		const mapping = mappingFile({ dates: { 'Enrollment.EntryDate': 'day first' } });
		const { home, result } = await accepted(two(), { mapping });
		expect(result.problems).toEqual([]);
		expect(await stored(home, 'select "EntryDate" from $Enrollment where line in (4, 5)')).toEqual([
			{ EntryDate: '2024-03-10' },
			{ EntryDate: '2024-02-01' }
		]);
	});

	it('leave a column empty that no figure needs, and one problem says so', async () => {
		const data = changed((each) => {
			for (const project of each.Project ?? []) project.OperatingStartDate = '03-04-2020';
		});
		const { home } = await accepted(data);
		expect((await problemsOf(home)).map((each) => each.message)).toEqual([
			'Project.csv, column OperatingStartDate: 4 dates can be read in two ways, as line 2: "03-04-2020" is 2020-03-04 or 2020-04-03. No figure needs this column, so it was left empty. Export it as yyyy-mm-dd, or say which it is, on the page of the upload or in a mapping file.'
		]);
		expect(await stored(home, 'select count("OperatingStartDate")::int as n from $Project')).toEqual([
			{ n: 0 }
		]);
	});

	it('are settled by one date that has one reading only, and by the day of the export', async () => {
		const data = changed((each) => {
			set(each, 'Enrollment', 'E04', { EntryDate: '01/02/2024', MoveInDate: '03/01/2025 14:30' });
			set(each, 'Enrollment', 'E06', { EntryDate: '15/02/2024' });
		});
		const { home, result } = await accepted(data); // exported on 2025-01-05: 3 January, not 1 March
		expect(result.problems).toEqual([]);
		expect(
			await stored(home, 'select "EntryDate", "MoveInDate" from $Enrollment where line in (5, 7)')
		).toEqual([
			{ EntryDate: '2024-02-01', MoveInDate: '2025-01-03' },
			{ EntryDate: '2024-02-15', MoveInDate: '2024-02-01' }
		]);
	});

	it('refuse the import where no one order reads them all', async () => {
		const data = changed((each) => {
			set(each, 'Enrollment', 'E04', { EntryDate: '01/13/2024' });
			set(each, 'Enrollment', 'E06', { EntryDate: '13/01/2024' });
		});
		expect(await refusal(data)).toEqual([
			expect.stringMatching(
				/^Enrollment\.csv, column EntryDate: dates are written in more than one order \(see lines 5 and 7\)\. Figures need this column\./
			)
		]);
	});

	it('never show a birth date', async () => {
		const reasons = await refusal(changed((each) => set(each, 'Client', '004', { DOB: '01/02/1970' })));
		expect(reasons).toHaveLength(1);
		expect(reasons[0]).toMatch(/^Client\.csv, column DOB: 1 date can be read in two ways\. Figures need/);
	});

	it('name a mapping that is wrong in every key', async () => {
		const mapping = mappingFile({ dates: { 'Enrollment.EntryDate': 'backwards' }, order: 1 });
		const reasons = await refusal(two(), { mapping });
		expect(reasons).toHaveLength(2);
		for (const reason of reasons) expect(reason.startsWith(`The mapping ${mapping}, `)).toBe(true);
	});

	it('refuse a mapping that names a column which is not there', async () => {
		const mapping = mappingFile({ dates: { 'Enrollment.EntryDay': 'day first' } });
		expect(await refusal(two(), { mapping })).toContain(
			'The mapping names "Enrollment.EntryDay", which is no column of dates in the HMIS CSV export. Write it as File.Column, such as Affiliation.DateCreated.'
		);
	});
});
