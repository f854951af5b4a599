import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import Papa from 'papaparse';
import { z } from 'zod';
import { decodedChunks, detectEncoding } from '#pipelines/decode.ts';
import { Refused } from '#pipelines/errors.ts';
import type { Home } from '#pipelines/home.ts';
import { questionOf, readTheirs, type Theirs } from '#pipelines/sources/hmis-csv/hud/compare.ts';
import type { Table } from '#pipelines/sources/hmis-csv/hud/report.ts';
import type { HudView } from '#lib/hud.ts';
import { messages } from '#lib/messages/index.ts';
import { openApp } from './app-db.ts';
import { record, type Actor } from './audit.ts';
import { openTray, receiveFiles } from './inbox.ts';
import { language } from './language.ts';

/** What another system's tables say, and with which of ours they were compared. `at` is ISO in UTC. */
export type Official = { id: string; view: HudView; by: string; at: string; tables: Theirs[] };

/** HUD has 72 tables at the most; each is of a few thousand bytes. */
const LIMITS = { entries: 200, bytes: 20_000_000, ratio: 200 };

const textsSchema = z.array(z.string());
const theirsSchema = z.array(
	z.strictObject({
		question: z.string(),
		rows: textsSchema,
		columns: textsSchema,
		cells: z.array(z.array(z.string().nullable())),
		strange: z.strictObject({ lines: z.array(z.number()), columns: z.array(z.number()) })
	})
) satisfies z.ZodType<Theirs[]>;

/**
 * Reads the tables of another system, CSV files named as HUD's questions or a zip of them, and keeps of them what stands in cells of
 * ours.
 * @returns the id of what is kept
 * @throws Refused where there is no table among them, one is there twice, or a zip is damaged or too large
 */
export async function keepOfficial(
	home: Home,
	actor: Actor,
	view: HudView,
	ours: readonly Table[],
	files: readonly File[]
): Promise<string> {
	const tables = await readFiles(home, ours, files);
	if (tables.length === 0) throw new Refused(messages(language()).hud.compare.noTable);
	const id = randomUUID();
	const { report, projects, from, to } = view;
	openApp(home)
		.prepare(
			'insert into hud_official (id, report, projects, from_day, to_day, by, by_name, at, tables) values (?, ?, ?, ?, ?, ?, ?, ?, ?)'
		)
		.run(
			...[id, report, JSON.stringify(projects), from, to],
			...[actor.id, actor.name, new Date().toISOString(), JSON.stringify(tables)]
		);
	record(home, actor, 'compared', `hud-${report}`, { period: { from, to }, files: tables.length });
	return id;
}

async function readFiles(home: Home, ours: readonly Table[], files: readonly File[]): Promise<Theirs[]> {
	const tray = openTray(home);
	const w = messages(language()).hud.compare;
	try {
		const questions = ours.map(({ question }) => question);
		const found = new Map<string, Theirs>();
		for (const { name, path } of await receiveFiles(home, tray, files, LIMITS)) {
			const question = questionOf(name, questions);
			const table = ours.find((each) => each.question === question);
			if (!table) continue;
			if (found.has(table.question)) throw new Refused(w.twice({ question: table.question }));
			const bytes = Buffer.concat([...decodedChunks(path, detectEncoding(path, name), name)]);
			const lines = Papa.parse<string[]>(bytes.toString(), { skipEmptyLines: true }).data;
			found.set(table.question, readTheirs(table, lines));
		}
		return questions.flatMap((question) => found.get(question) ?? []);
	} finally {
		tray.dispose();
	}
}

/** What was compared with the tables of some projects and no others, the latest first. */
export function listOfficial(home: Home, view: HudView): Omit<Official, 'tables'>[] {
	return read(home, 'order by at desc, rowid desc').filter((each) => isOf(each.view, view));
}

/** What was compared, whole; null where there is none of that id. */
export function findOfficial(home: Home, id: string): Official | null {
	const [found] = read(home, 'where id = ?', id);
	if (!found) return null;
	const row = openApp(home).prepare('select tables from hud_official where id = ?').get(id);
	return { ...found, tables: theirsSchema.parse(JSON.parse(String(row?.tables))) };
}

function read(home: Home, which: string, ...values: string[]): Omit<Official, 'tables'>[] {
	if (!existsSync(home.app)) return [];
	return openApp(home)
		.prepare(`select id, report, projects, from_day, to_day, by_name, at from hud_official ${which}`)
		.all(...values)
		.map((row) => ({
			id: String(row.id),
			view: {
				report: String(row.report),
				projects: textsSchema.parse(JSON.parse(String(row.projects))),
				from: String(row.from_day),
				to: String(row.to_day)
			},
			by: String(row.by_name),
			at: String(row.at)
		}));
}

function isOf(a: HudView, b: HudView): boolean {
	const key = ({ report, projects, from, to }: HudView) =>
		JSON.stringify([report, projects.toSorted(), from, to]);
	return key(a) === key(b);
}
