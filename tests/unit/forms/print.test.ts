import { describe, expect, test } from 'vitest';
import { settingsSchema } from '#pipelines/home.ts';
import { asPicture } from '#lib/charts/picture.ts';
import { trend } from '#lib/charts/trend.ts';
import type { Look } from '#lib/reports/form.ts';
import { form } from '#lib/reports/forms/print.ts';
import type { Part } from '#lib/reports/part.ts';
import { figureWords, scaleOf } from '#lib/server/words.ts';
import { speak } from '#lib/speak.ts';
import { readPdf } from '../../pdf.ts';
import { cell, figure, reportOf, table } from '../../report.ts';

const words = speak('en');
const PLAIN: Look = { logo: null, colour: null };
const print = async (parts: Part[], look: Look = PLAIN): Promise<Buffer> =>
	(await form.make(reportOf(), parts, { words, look })) as Buffer;

const heading = (level: 1 | 2 | 3, text: string): Part => ({ is: 'heading', level, text, id: text });

const chart = trend({
	points: [0.41, 0.6].map((value, at) => ({
		...{ value, lower: value - 0.1, upper: value + 0.1, n: 50, immature: false, reason: null },
		...{ label: `Quarter ${String(at)}`, short: `Q${String(at)}` }
	})),
	scale: scaleOf(figure()),
	standard: null,
	words: figureWords(words, figure(), 'Quarter')
})!;
const picture: Part = {
	is: 'picture',
	id: 'exits',
	alt: 'From 41 % to 60 %.',
	svg: asPicture(chart.wide),
	chart
};

const LOGO: Look['logo'] = {
	format: 'svg',
	bytes: Buffer.from(
		'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'
	)
};
const DOT = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);

describe('a report as a PDF', () => {
	test('is PDF/UA-1, tagged, with bookmarks of three levels and its pictures told', async () => {
		const parts: Part[] = [
			...[heading(1, 'Quarterly report'), heading(2, 'Better off'), heading(3, 'Exits')],
			picture,
			table('Exits by quarter', ['Quarter', '#Share'], [[cell('Q1'), cell('60 %', 0.6, 'share')]]),
			heading(2, 'Methods'),
			{ is: 'text', text: 'How it is made.', quiet: true },
			{ is: 'list', items: [{ strong: 'Why:', text: 'Fewer units.' }] },
			{ is: 'pairs', pairs: [['k', '11']] }
		];
		const pdf = await readPdf(await print(parts));
		expect(pdf).toMatchObject({ tagged: true, ua: true, language: 'en', title: 'Quarterly report' });
		expect(pdf.bookmarks).toEqual(['Quarterly report', 'Better off', 'Exits', 'Methods']);
		for (const role of ['H1', 'H2', 'H3', 'Figure', 'Table', 'TH', 'TD', 'L', 'P'])
			expect(pdf.roles).toContain(role);
		expect(pdf.pages[0]).toContain('Why: Fewer units.');
		expect(pdf.pages[0]).toContain('Figures of 5 July 2026, state a1b2c3d4.');
	});

	test('shows the texts of its pictures', async () => {
		const [page] = (await readPdf(await print([heading(1, 'Report'), picture]))).pages;
		for (const text of ['Q0', 'Q1', '75 %']) expect(page).toContain(text);
	});

	test('cannot be made of a picture that nothing is said of', async () => {
		await expect(print([{ ...picture, alt: '' }])).rejects.toThrow(/alt/);
	});

	test('shows a letter that no font has as one that is not known, and has none that no text has', async () => {
		const said: Part = { is: 'text', text: 'Casa 名 "\u0001\uD800"', quiet: false };
		const [page] = (await readPdf(await print([heading(1, 'Report'), said]))).pages;
		expect(page).toMatch(/Casa (名|\uFFFD) "\uFFFD"/);
	});

	test('repeats the header of a long table on each page', async () => {
		const rows = Array.from({ length: 120 }, (_, at) => [cell(`Row ${String(at)}`), cell('1', 1, 'count')]);
		const { pages } = await readPdf(
			await print([heading(1, 'Long'), table('All', ['Group', '#Number'], rows)])
		);
		expect(pages.length).toBeGreaterThan(1);
		for (const page of pages) expect(page).toContain('Group');
		for (let at = 0; at < 120; at++) expect(pages.join(' ')).toContain(`Row ${String(at)} `);
	});

	test('keeps a short table on one page', async () => {
		const filler: Part[] = Array.from({ length: 44 }, () => ({ is: 'text', text: 'A line.', quiet: false }));
		const rows = Array.from({ length: 10 }, (_, at) => [cell(`Row ${String(at)}`)]);
		const { pages } = await readPdf(
			await print([heading(1, 'Short'), ...filler, table('All', ['Group'], rows)])
		);
		expect(pages.map((page) => page.split('Row').length - 1)).toEqual([0, 10]);
	});

	test.each<[string, Look['logo']]>([
		['SVG', LOGO],
		['PNG', { format: 'png', bytes: DOT }]
	])('has the logo as %s, and the colour', async (_, logo) => {
		const parts = [heading(1, 'Report')];
		const [plain, own] = [await print(parts), await print(parts, { logo, colour: '#7a1f5c' })];
		expect((await readPdf(own)).ua).toBe(true);
		expect(own.equals(plain)).toBe(false);
	});

	test('is the same to the byte, whenever it is made', async () => {
		const parts = [heading(1, 'Report'), picture];
		const pdf = await print(parts);
		expect((await print(parts)).equals(pdf)).toBe(true);
		expect(pdf.toString('latin1')).toContain('/CreationDate (D:20260705000000Z)');
	});
});

describe('the colour of reports', () => {
	test.each(['#0f5c63', '#7A1F5C', '#000000', '#767676', null])(
		'%s can be read on white',
		(report_colour) => {
			expect(settingsSchema.safeParse({ report_colour }).success).toBe(true);
		}
	);

	test.each(['#777777', '#ffffff', 'red', '#fff', '#0f5c63; x'])('%s is refused', (report_colour) => {
		const { error } = settingsSchema.safeParse({ report_colour });
		expect(error!.issues[0]!.message).toMatch(/cannot be used: give a colour as #rrggbb/);
	});
});
