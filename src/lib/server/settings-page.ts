import type { z } from 'zod';
import { readBatches } from '#pipelines/batch.ts';
import { Refused } from '#pipelines/errors.ts';
import {
	rawSettings,
	readSettings,
	settingsOfFigures,
	settingsSchema,
	writeSettings,
	type Home
} from '#pipelines/home.ts';
import { formOf, textOfValue, valueAt, valueOfText, withValue, type Form } from '#lib/settings.ts';
import { fiscalYearStart } from '#lib/metrics/question.ts';
import type { Viewer } from './access.ts';
import { record } from './audit.ts';
import { fromStore } from './reading.ts';
import { isMadeWithFiles, settingFiles, type SettingState } from './setting-files.ts';
import { startWork } from './work.ts';

/** What the page of settings shows. */
export type SettingsPage = {
	form: Form;
	/** What each field says now, by key; no secret. */
	values: Record<string, string>;
	/** Which of them figures depend on. */
	ofFigures: string[];
	/** Why settings.json cannot be read at all, or what is wrong in it. */
	trouble: string | null;
	wrong: SettingWrong[];
	files: SettingState[];
	/** Whether the figures are not those that the settings and files give now. */
	waiting: boolean;
};

/** What is wrong with a setting; `key` is '' where it is of the whole. `message` is zod's. */
export type SettingWrong = { key: string; message: string };

/** The settings and files as they are. */
export async function readSettingsPage(home: Home): Promise<SettingsPage> {
	const form = formOf(settingsSchema);
	const { raw, trouble } = readRaw(home);
	const parsed = settingsSchema.safeParse(raw);
	return {
		form,
		values: Object.fromEntries(
			form.fields.filter(({ secret }) => !secret).map(({ key }) => [key, textOfValue(valueAt(raw, key))])
		),
		ofFigures: Object.keys(settingsOfFigures(settingsSchema.parse({}))),
		trouble,
		wrong: trouble !== null || parsed.success ? [] : wrongOf(parsed.error),
		files: settingFiles(home),
		waiting: await isWaiting(home)
	};
}

function readRaw(home: Home): { raw: unknown; trouble: string | null } {
	try {
		return { raw: rawSettings(home), trouble: null };
	} catch (error) {
		if (error instanceof Refused) return { raw: {}, trouble: error.message };
		throw error;
	}
}

function wrongOf(error: z.ZodError): SettingWrong[] {
	return error.issues.map(({ path, message }) => ({ key: path.join('.'), message }));
}

async function isWaiting(home: Home): Promise<boolean> {
	const { content } = await fromStore(async (store) => ({
		same: await isMadeWithFiles(home, store),
		month: await fiscalYearStart(store)
	}));
	if (content === null) return false;
	try {
		const { fiscal_year_start } = readSettings(home);
		return content.month !== fiscal_year_start || !content.same;
	} catch (error) {
		if (error instanceof Refused) return false; // first the settings have to be right
		throw error;
	}
}

/**
 * Writes the settings that a form gave, whole; what it did not show stays as it was. Gives every reason why not
 * at once, and then nothing was changed.
 */
export function saveSettings(
	home: Home,
	viewer: Viewer,
	textOf: (key: string) => string
): { wrong: SettingWrong[]; changed: string[]; touchesFigures: boolean } {
	const { raw, trouble } = readRaw(home);
	let next: unknown = raw;
	const changed: string[] = [];
	for (const field of formOf(settingsSchema).fields) {
		const text = textOf(field.key);
		if (field.secret && text === '') continue;
		const value = valueOfText(field, text);
		if (JSON.stringify(value) === JSON.stringify(valueAt(raw, field.key))) continue;
		changed.push(field.key);
		next = withValue(next, field.key, value);
	}
	const parsed = settingsSchema.safeParse(next);
	if (!parsed.success) return { wrong: wrongOf(parsed.error), changed: [], touchesFigures: false };
	const before = trouble === null ? settingsSchema.safeParse(raw) : null;
	const of = (settings: typeof parsed.data) => JSON.stringify(settingsOfFigures(settings));
	const touchesFigures = !before?.success || of(before.data) !== of(parsed.data);
	if (changed.length > 0 || trouble !== null) {
		for (const key of changed.length > 0 ? changed : ['']) record(home, viewer, 'changed a setting', key);
		writeSettings(home, next as z.input<typeof settingsSchema>);
	}
	return { wrong: [], changed, touchesFigures };
}

/**
 * Begins to make the figures anew: `begun`, `later` where another work is running, `nothing` where nothing was
 * imported.
 */
export function makeFigures(home: Home, viewer: Viewer): 'begun' | 'later' | 'nothing' {
	const { batches, damaged } = readBatches(home);
	if (batches.length + damaged.length === 0) return 'nothing';
	try {
		startWork(viewer, { kind: 'build' });
	} catch (error) {
		if (error instanceof Refused) return 'later';
		throw error;
	}
	return 'begun';
}
