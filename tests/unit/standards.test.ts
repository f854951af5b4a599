import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { homeAt, ROOT, type Home } from '#pipelines/home.ts';
import { programTypes } from '#pipelines/model/program-types.ts';
import { nearest } from '#pipelines/near.ts';
import { readStandards, type Standards } from '#pipelines/standards.ts';
import { reasons } from '../refused.ts';

let home: Home;
beforeEach(() => {
	home = homeAt(mkdtempSync(join(tmpdir(), 'throughline-standards-')));
});
afterEach(() => {
	rmSync(home.path, { recursive: true });
});

const STANDARDS = 'metric,event,program_type,funder,threshold,unit,source';
const TARGETS = 'metric,program,grant,from,to,target';

/** Reads what a home with this file is held to. */
function read(file: string, text: string | Buffer): Standards {
	writeFileSync(join(home.path, file), text);
	return readStandards(home);
}
const standards = (...lines: string[]) => read('standards.csv', [STANDARDS, ...lines, ''].join('\n'));
const targets = (...lines: string[]) => read('targets.csv', [TARGETS, ...lines, ''].join('\n'));

test('our own files are read without a complaint, and are not the home’s', () => {
	const { standards: ours, targets: promised, holidays, own } = readStandards(home);
	expect(ours.map(({ metric, threshold, unit }) => [metric, threshold, unit])).toContainEqual([
		'starts-recorded-on-time',
		3,
		'calendar days'
	]);
	expect(promised).toEqual([]);
	expect(holidays.days.length).toBe(130);
	expect(own).toEqual({ 'standards.csv': false, 'targets.csv': false, 'holidays.csv': false });
});

describe('a file of the home', () => {
	it('wins over ours, whole', () => {
		const { standards: own, own: files } = standards('exits-to-permanent-housing,,,,0.6,share,CoC plan');
		expect(own).toEqual([
			{
				line: 2,
				metric: 'exits-to-permanent-housing',
				event: '',
				program_type: '',
				funder: '',
				threshold: 0.6,
				unit: 'share',
				source: 'CoC plan',
				holds: 'figure',
				leniency: -0.6
			}
		]);
		expect(files['standards.csv']).toBe(true);
	});

	it.each([
		[
			'columns in another order and in capitals',
			'To,FROM,Target,metric,grant,program\n2026-12-31,2026-01-01,5,exits,G,P'
		],
		['a byte-order mark and CRLF', `\uFEFF${TARGETS}\r\nexits,P,G,2026-01-01,2026-12-31,5\r\n`],
		['quotes and spaces', `${TARGETS}\n"exits", P ,"G","2026-01-01",2026-12-31,"5"`],
		['empty lines', `${TARGETS}\n\nexits,P,G,2026-01-01,2026-12-31,5\n,,,,,\n\n`],
		[
			'semicolons',
			`${TARGETS};\nexits,P,G,2026-01-01,2026-12-31,5`.replaceAll(',', ';').replace('target;', 'target')
		],
		['UTF-16', Buffer.from(`\uFEFF${TARGETS}\nexits,P,G,2026-01-01,2026-12-31,5`, 'utf16le')]
	])('may have %s', (_, text) => {
		expect(read('targets.csv', text).targets).toMatchObject([
			{ metric: 'exits', program: 'P', grant: 'G', from: '2026-01-01', to: '2026-12-31', target: 5 }
		]);
	});

	it('keeps commas, quotes and line breaks that stand in quotes, and counts its lines', () => {
		const file = `${TARGETS}\nexits,"Rapid, ""new""\nwing",,2026-01-01,2026-12-31,5\nexitz,,,2026-01-01,2026-12-31,5`;
		expect(reasons(() => read('targets.csv', file))).toEqual([
			'targets.csv line 4, metric "exitz": there is no such metric. Did you mean "exits"? Correct its name, or remove the line.'
		]);
	});

	it.each([
		[
			'nothing',
			'',
			`targets.csv is empty: it has not even a header. Its first line is ${TARGETS}. Remove the file to keep to ours.`
		],
		[
			'an open quote',
			`${TARGETS}\n"exits,P`,
			'targets.csv line 2: a quote is opened and not closed before the end of the file. Mend that line or export the file again.'
		],
		[
			'a picture',
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2]),
			/^targets\.csv holds NUL bytes, so it is not a text file/
		],
		[
			'a cell too few',
			`${TARGETS}\nexits,P,G,2026-01-01,5`,
			'targets.csv line 2 has 5 fields, the header has 6. Look for a missing or extra comma or quote.'
		]
	])('with %s is refused', (_, text, reason) => {
		expect(reasons(() => read('targets.csv', text))).toEqual([
			typeof reason === 'string' ? reason : expect.stringMatching(reason)
		]);
	});

	it('with a missing, an unknown, a nameless and a double column is refused, each with its mend', () => {
		expect(reasons(() => read('targets.csv', 'metric,program,grand,from,to,to,,target\n'))).toEqual([
			`targets.csv line 1: there is no column grant. The columns are ${TARGETS}.`,
			'targets.csv line 1: "grand" is no column of this file. Did you mean "grant"? Correct its name, or remove it.',
			'targets.csv line 1: there are two columns to. Remove one, with its cells.',
			'targets.csv line 1: column 7 has no name. Name it, or remove it.'
		]);
	});

	it('with a header alone holds nothing', () => {
		expect(standards().standards).toEqual([]);
	});
});

describe('a line of standards.csv', () => {
	it.each([
		['exits-to-permanent-housing,,,,80,share,a', 'threshold "80": a share is from 0 to 1, so 80 % is 0.8.'],
		['exits-to-permanent-housing,,,,-0.1,share,a', 'threshold "-0.1": a share is from 0 to 1.'],
		['exits-to-permanent-housing,,,,many,share,a', 'threshold "many": write a number, such as 3 or 0.8.'],
		['exits-to-permanent-housing,,,,0.5,share,', 'source "": say where the standard comes from.'],
		[
			'exits-to-permanent-housing,,rapid rehousing,,0.5,share,a',
			/program_type "rapid rehousing": there is no such type of program\. Did you mean "rapid re-housing"\? The types are emergency shelter, /
		],
		[
			'exits-to-permanent-housing,exit,,,0.5,share,a',
			'event "exit": the rows of exits-to-permanent-housing are of no event. Leave it empty.'
		],
		[
			'exits-to-permanent-housing,,,,3,calendar days,a',
			'unit "calendar days": exits-to-permanent-housing asks for no time limit, so this line would have no effect. Its unit is "share".'
		],
		[
			'starts-recorded-on-time,start,,,3,weeks,a',
			'unit "weeks": its unit is "calendar days" or "business days" or "share".'
		],
		[
			'starts-recorded-on-time,start,,,3,busines days,a',
			'unit "busines days": its unit is "calendar days" or "business days" or "share". Did you mean "business days"?'
		],
		[
			'starts-recorded-on-time,strat,,,3,calendar days,a',
			'event "strat": the time limits of starts-recorded-on-time run from start. Did you mean "start"? Correct it, or leave it empty.'
		],
		[
			'starts-recorded-on-time,start,,,2.5,calendar days,a',
			'threshold "2.5": a time limit is in whole days.'
		],
		['starts-recorded-on-time,start,,,-1,business days,a', 'threshold "-1": it cannot be less than 0.'],
		[
			'record-entry-lag,,,,3,business days,a',
			'unit "business days": record-entry-lag is told in calendar days, and so is its standard. Its unit is "calendar days".'
		],
		[
			'contact-frequency,,,,3,calendar days,a',
			/unit "calendar days": contact-frequency asks for no time limit, so this line would have no effect\. Its unit is "contacts"\./
		],
		[
			'exits,,,,3,share,a',
			'unit "share": exits is a count, which has no standard. Promise it in targets.csv, or remove the line.'
		],
		[',,,,0.3,share,a', 'metric "": name the metric; "throughline metrics" lists them.']
	])('%s is refused', (line, reason) => {
		const [only, ...others] = reasons(() => standards(line));
		expect(others).toEqual([]);
		if (typeof reason === 'string') expect(only).toBe(`standards.csv line 2, ${reason}`);
		else expect(only).toMatch(reason);
	});

	it.each([
		['starts-recorded-on-time,,,,2,business days,a', 'time limit'],
		['starts-recorded-on-time,,,,0.9,share,a', 'figure'],
		['documents-on-time,progress note,,,3,business days,a', 'time limit'],
		['record-entry-lag,contact,,,2.5,calendar days,a', 'figure'],
		['days-to-move-in,,rapid re-housing,,0.5,share,a', 'figure'],
		['contact-frequency,,,,4,contacts,a', 'figure'],
		['exits-to-permanent-housing,,,Our county,0,share,a', 'figure']
	])('%s holds the %s', (line, holds) => {
		expect(standards(line).standards).toMatchObject([{ line: 2, holds }]);
	});

	it('may not say another thing than an earlier one of the same', () => {
		expect(
			reasons(() =>
				standards(
					'starts-recorded-on-time,start,,,3,calendar days,a',
					'starts-recorded-on-time,start,street outreach,,1,calendar days,a',
					'starts-recorded-on-time,,,,0.9,share,a',
					'starts-recorded-on-time,start,,,3,business days,a',
					'starts-recorded-on-time,start,,,3,calendar days,said again'
				)
			)
		).toEqual([
			'standards.csv lines 2 and 5 say different things of the same, starts-recorded-on-time: 3 calendar days and 3 business days. Remove one.'
		]);
	});
});

describe('a line of targets.csv', () => {
	it.each([
		[
			'exits,,,2026-02-30,2026-12-31,5',
			'from "2026-02-30": write a day of the calendar, such as 2026-07-01.'
		],
		['exits,,,2026-01-01,12/31/2026,5', 'to "12/31/2026": write a day of the calendar, such as 2026-07-01.'],
		[
			'exits,,,2026-12-31,2026-01-01,5',
			'from "2026-12-31": it lies after to, 2026-01-01. Exchange them, or correct one.'
		],
		['exits,,,2026-01-01,2026-12-31,', 'target "": write a number, such as 3 or 0.8.'],
		['exits,,,2026-01-01,2026-12-31,-5', 'target "-5": it cannot be less than 0.'],
		[
			'exits-to-permanent-housing,,,2026-01-01,2026-12-31,65',
			'target "65": a share is from 0 to 1, so 65 % is 0.65.'
		],
		[
			'days-to-move-in,,,2026-01-01,2026-12-31,1.5',
			'target "1.5": a share is from 0 to 1, so 1.5 % is 0.015.'
		]
	])('%s is refused', (line, reason) => {
		expect(reasons(() => targets(line))).toEqual([`targets.csv line 2, ${reason}`]);
	});

	it('may not promise the same metric, program and grant twice for one day', () => {
		const share = 'exits-to-permanent-housing,P,G';
		expect(
			reasons(() =>
				targets(
					`${share},2026-01-01,2026-06-30,0.5`,
					`${share},2026-06-30,2026-12-31,0.6`,
					'exits-to-permanent-housing,P,H,2026-01-01,2026-12-31,0.6',
					'exits-to-permanent-housing,Q,G,2026-01-01,2026-12-31,0.6'
				)
			)
		).toEqual([
			'targets.csv lines 2 and 3 promise exits-to-permanent-housing twice for the same days, 2026-01-01 to 2026-06-30 and 2026-06-30 to 2026-12-31. Remove one, or change its days.'
		]);
	});

	it('may promise a total for a year and for its quarters, as each is for its own period', () => {
		expect(
			targets('exits,,,2026-01-01,2026-12-31,100', 'exits,,,2026-01-01,2026-03-31,20').targets
		).toHaveLength(2);
		const paid = (to: string) => `assistance-paid,,,2026-01-01,${to},5000`;
		expect(targets(paid('2026-12-31'), paid('2026-03-31')).targets).toHaveLength(2);
		expect(
			reasons(() => targets('exits,,,2026-01-01,2026-12-31,100', 'exits,,,2026-01-01,2026-12-31,90'))
		).toHaveLength(1);
	});
});

test('all files are looked at at once, and every reason is said', () => {
	writeFileSync(join(home.path, 'standards.csv'), `${STANDARDS}\nexitz,,,,80,share,\n`);
	writeFileSync(join(home.path, 'targets.csv'), 'metric\n');
	expect(
		reasons(() => read('holidays.csv', 'date,name,source\n2026-7-4,,us\n2026-01-01,A,\n2026-01-01,B,\n'))
	).toEqual([
		'standards.csv line 2, metric "exitz": there is no such metric. Did you mean "exits"? Correct its name, or remove the line.',
		'standards.csv line 2, source "": say where the standard comes from.',
		'standards.csv line 2, threshold "80": a share is from 0 to 1, so 80 % is 0.8.',
		...['program', 'grant', 'from', 'to', 'target'].map(
			(column) => `targets.csv line 1: there is no column ${column}. The columns are ${TARGETS}.`
		),
		'holidays.csv line 2, date "2026-7-4": write a day of the calendar, such as 2026-07-01.',
		'holidays.csv line 2, name "": name the holiday.',
		'holidays.csv line 4, date "2026-01-01": line 3 has that day. Remove one.'
	]);
});

test('the word that was meant is the nearest, if any is near', () => {
	expect(nearest('Stret Outreach', programTypes())).toBe('street outreach');
	expect(nearest('x', ['exits'])).toBeNull();
	expect(nearest('hospice', programTypes())).toBeNull();
});

test('every type of program that HMIS has is one of the model’s', () => {
	const list = readFileSync(join(ROOT, 'pipelines/sources/hmis-csv/codes/project_type.csv'), 'utf8');
	const types = list
		.trim()
		.split('\n')
		.slice(1)
		.map((line) => line.split(',')[1]);
	expect(types.filter((type) => !programTypes().includes(type ?? ''))).toEqual([]);
});
