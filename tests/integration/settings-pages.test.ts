import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Misused, Refused } from '#pipelines/errors.ts';
import { prepareHome, readSettings, ROOT, type Home } from '#pipelines/home.ts';
import { readStandards } from '#pipelines/standards.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import type { Viewer } from '#lib/server/access.ts';
import { openApp } from '#lib/server/app-db.ts';
import {
	removeSettingFile,
	saveSettingFile,
	settingFileOf,
	settingFiles,
	settingText
} from '#lib/server/setting-files.ts';
import { makeFigures, readSettingsPage, saveSettings } from '#lib/server/settings-page.ts';
import { newHome } from '../home.ts';

const STEWARD: Viewer = {
	id: 'p1',
	name: 'Steward',
	email: 'steward@example.org',
	role: 'data steward',
	abilities: ['settings'],
	asker: OWNER,
	funder: null
};

let home: Home;
beforeEach(() => {
	home = prepareHome(newHome().path);
	process.env.THROUGHLINE_HOME = home.path;
});
const settings = () => join(home.path, 'settings.json');
const save = (given: Record<string, string>) => saveSettings(home, STEWARD, (key) => given[key] ?? '');
const audit = () =>
	openApp(home)
		.prepare('select action, subject, detail from audit order by seq')
		.all()
		.map(({ action, subject, detail }) => [action, subject, detail]);

describe('settings.json', () => {
	it('is written whole, with what differs and nothing else, and says whether figures change', () => {
		expect(save({ fiscal_year_start: ' 7 ', session_hours: '' })).toEqual({
			wrong: [],
			changed: ['fiscal_year_start'],
			touchesFigures: true
		});
		expect(JSON.parse(readFileSync(settings(), 'utf8'))).toEqual({ fiscal_year_start: 7 });
		expect(save({ fiscal_year_start: '7', session_hours: '8' })).toMatchObject({
			changed: ['session_hours'],
			touchesFigures: false
		});
		expect(readSettings(home)).toMatchObject({ fiscal_year_start: 7, session_hours: 8 });
		expect(save({ fiscal_year_start: '7', session_hours: '8' }).changed).toEqual([]);
		expect(save({})).toMatchObject({ changed: ['fiscal_year_start', 'session_hours'], touchesFigures: true });
		expect(JSON.parse(readFileSync(settings(), 'utf8'))).toEqual({});
		expect(audit()).toEqual([
			['changed a setting', 'fiscal_year_start', '{}'],
			['changed a setting', 'session_hours', '{}'],
			['changed a setting', 'fiscal_year_start', '{}'],
			['changed a setting', 'session_hours', '{}']
		]);
	});

	it('is refused with every reason at once, and stays as it was', () => {
		save({ session_hours: '8' });
		const before = readFileSync(settings(), 'utf8');
		const { wrong } = save({
			fiscal_year_start: '13',
			session_idle_minutes: 'an hour',
			session_hours: '1.5'
		});
		expect(wrong.map(({ key }) => key)).toEqual([
			'fiscal_year_start',
			'session_idle_minutes',
			'session_hours'
		]);
		expect(readFileSync(settings(), 'utf8')).toBe(before);
	});

	it('that is broken is shown with its reasons, and can be written anew', async () => {
		writeFileSync(settings(), '{"session_hours": 0, "fiscal_year_start": 4, "nonsense": 1}');
		const page = await readSettingsPage(home);
		expect(page.values).toMatchObject({ session_hours: '0', fiscal_year_start: '4' });
		expect(page.wrong.map(({ key }) => key)).toEqual(['session_hours', '']);
		writeFileSync(settings(), '{"session_hours": ');
		expect((await readSettingsPage(home)).trouble).toMatch(/^settings\.json is not JSON/);
		expect(save({})).toMatchObject({ wrong: [], touchesFigures: true });
		expect(save({ session_hours: '9' })).toMatchObject({ wrong: [], touchesFigures: false });
		expect(readSettings(home).session_hours).toBe(9);
	});

	it('has nothing to be made anew before the first import', () => {
		expect(makeFigures(home, STEWARD)).toBe('nothing');
	});
});

describe('a file of standards, targets or holidays', () => {
	const own = (file: string) => settingFiles(home).find((each) => each.file === file)?.own;
	const put = (file: 'standards.csv' | 'targets.csv' | 'holidays.csv', text: string | Buffer) => {
		saveSettingFile(home, STEWARD, file, Buffer.from(text));
	};
	const reasonsOf = (make: () => void): string[] => {
		try {
			make();
			return [];
		} catch (error) {
			if (error instanceof Refused) return error.reasons;
			throw error;
		}
	};
	const HEAD = 'metric,program,grant,from,to,target\n';

	it('stands in place of ours, whatever its encoding, until ours is wanted back', () => {
		const ours = readFileSync(join(ROOT, 'data', 'targets.csv'), 'utf8');
		expect(own('targets.csv')).toBe(false);
		expect(settingText(home, 'targets.csv')).toBe(ours);
		const text = `${HEAD}exits-to-permanent-housing,Zoë,,2026-01-01,2026-12-31,0.8\n`;
		put('targets.csv', Buffer.from(`\ufeff${text}`, 'utf16le'));
		expect(own('targets.csv')).toBe(true);
		expect(readFileSync(join(home.path, 'targets.csv'), 'utf8')).toBe(text);
		expect(readStandards(home).targets).toMatchObject([{ program: 'Zoë', target: 0.8 }]);
		removeSettingFile(home, STEWARD, 'targets.csv');
		removeSettingFile(home, STEWARD, 'targets.csv');
		expect(own('targets.csv')).toBe(false);
		expect(settingText(home, 'targets.csv')).toBe(ours);
		expect(audit()).toEqual([
			['changed standards or targets', 'targets.csv', '{"own":true}'],
			['changed standards or targets', 'targets.csv', '{"own":false}']
		]);
	});

	it('is refused with the reason of every line at once, and the one in force stays', () => {
		const good = `${HEAD}people-served,,,2026-01-01,2026-12-31,100\n`;
		put('targets.csv', good);
		const bad = `${HEAD}people-swerved,,,2026-01-01,2026-12-31,100\npeople-served,,,2026-12-31,2026-01-01,many\n`;
		const reasons = reasonsOf(() => {
			put('targets.csv', bad);
		});
		expect(reasons.map((reason) => reason.split(',')[0])).toEqual([
			'targets.csv line 2',
			'targets.csv line 3',
			'targets.csv line 3'
		]);
		expect(readFileSync(join(home.path, 'targets.csv'), 'utf8')).toBe(good);
		for (const each of ['', 'a\0b', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0])])
			expect(
				reasonsOf(() => {
					put('targets.csv', each);
				})
			).not.toEqual([]);
		expect(readFileSync(join(home.path, 'targets.csv'), 'utf8')).toBe(good);
		expect(audit()).toHaveLength(1);
		expect(readdirSync(home.inbox)).toEqual([]);
	});

	it('can be mended while another is broken, which says so', () => {
		writeFileSync(join(home.path, 'holidays.csv'), 'date,name\n');
		put('targets.csv', HEAD);
		expect(settingFiles(home)).toEqual([
			{ file: 'standards.csv', own: false, reasons: [] },
			{ file: 'targets.csv', own: true, reasons: [] },
			{ file: 'holidays.csv', own: true, reasons: [expect.stringMatching(/no column source/)] }
		]);
		put('holidays.csv', 'date,name,source\n2026-12-24,Eve,our own\n');
		expect(settingFiles(home).flatMap(({ reasons }) => reasons)).toEqual([]);
	});

	it('is one of three', () => {
		expect(() => settingFileOf('settings.json')).toThrow(Misused);
		expect(() => settingFileOf('../app.sqlite')).toThrow(Misused);
		expect(existsSync(join(home.path, 'standards.csv'))).toBe(false);
	});
});
