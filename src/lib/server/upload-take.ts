import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { resolve } from '$app/paths';
import { needRoom } from '#pipelines/disk.ts';
import { Refused } from '#pipelines/errors.ts';
import { readSettings } from '#pipelines/home.ts';
import { isHarmlessHeader, KINDS } from '#pipelines/identifiers.ts';
import { sourceKey } from '#pipelines/sources/format.ts';
import { messages } from '#lib/messages/index.ts';
import { viewerOf } from './access.ts';
import { bodyLimit } from './body-limit.ts';
import { TooLarge, writeForm, type Form } from './body.ts';
import { openTray, type Tray } from './inbox.ts';
import { servedHome } from './reading.ts';
import { startWork } from './work.ts';

/** Why files were not taken: every reason at once. */
export type NotTaken = { reasons: string[] };

/** What a script of the page says beside the files: columns that it took out, and when each file was written. */
const takenSchema = z.record(
	z.string(),
	z.array(z.object({ column: z.int().min(0), header: z.string().max(100), kind: z.enum(KINDS) })).max(2000)
);
const modifiedSchema = z.record(z.string(), z.number().min(0));

/** The name of an upload of several files. */
const SEVERAL = 'upload';

/** Takes the files of the upload page in, and begins to keep them; the work's page follows. */
export async function takeUpload({ request, url, locals }: RequestEvent): Promise<ActionFailure<NotTaken>> {
	const home = servedHome();
	const { upload: w, frame } = messages(locals.locale);
	const { bytes, setting } = bodyLimit(readSettings(home), url.pathname);
	const viewer = viewerOf(locals);
	const tray = openTray(home);
	let begun = false;
	try {
		needRoom(home.path, Number(request.headers.get('content-length') ?? 0), w.what);
		if (!/^multipart\/form-data/i.test(request.headers.get('content-type') ?? ''))
			throw new Refused(w.noFile);
		const form = await writeForm(request, tray.folder, SEVERAL, bytes);
		const taken = readJson(form, 'taken', takenSchema) ?? {};
		keepMoments(tray, form, readJson(form, 'modified', modifiedSchema) ?? {});
		const [source = ''] = textsOf(form, 'source');
		startWork(
			viewer,
			{
				kind: 'stage',
				path: join(tray.folder, form.name),
				options: {
					by: viewer.id,
					harmless: headersOf(textsOf(form, 'harmless')),
					taken: Object.fromEntries(
						Object.entries(taken).map(([file, columns]) => [file, columns.map(withoutValue)])
					),
					...(sourceKey(source) === '' ? {} : { source: source.trim().slice(0, 120) })
				}
			},
			tray.dispose
		);
		begun = true;
	} catch (error) {
		if (error instanceof TooLarge)
			return fail(413, { reasons: [frame.refusal.large({ megabytes: bytes / 1_000_000, setting })] });
		if (error instanceof Refused) return fail(400, { reasons: error.reasons });
		throw error;
	} finally {
		if (!begun) tray.dispose();
	}
	redirect(303, `${resolve('/data/work')}?go`);
}

function textsOf({ fields }: Form, name: string): string[] {
	return fields.filter((field) => field.name === name).map(({ value }) => value);
}

/** Headers as they were typed, separated by commas or lines. A header with a comma comes from a script, in quotes. */
function headersOf(texts: string[]): string[] {
	return texts.flatMap((text) =>
		(text.match(/"[^"]*"|[^,\n]+/g) ?? [])
			.map((each) => each.replace(/^"|"$/g, '').trim())
			.filter((each) => each !== '')
	);
}

/** @throws Refused where it is not what the page's script sends */
function readJson<Shape>(form: Form, name: string, schema: z.ZodType<Shape>): Shape | null {
	const [text] = textsOf(form, name);
	if (text === undefined || text === '') return null;
	try {
		return schema.parse(JSON.parse(text));
	} catch (cause) {
		throw new Refused(`The field "${name}" is not what the page sends. Load the page again.`, { cause });
	}
}

function withoutValue<Column extends { header: string }>(column: Column): Column {
	return isHarmlessHeader(column.header) ? column : { ...column, header: '' };
}

/** A file is as old as the person's own: how far an export knows may hang on it. Nothing is of the future. */
function keepMoments(tray: Tray, { name, files }: Form, modified: Record<string, number>): void {
	for (const file of files) {
		const written = modified[file];
		if (written === undefined) continue;
		const path = files.length === 1 ? join(tray.folder, name) : join(tray.folder, name, file);
		const seconds = Math.min(written, statSync(path).mtimeMs) / 1000;
		utimesSync(path, seconds, seconds);
	}
}
