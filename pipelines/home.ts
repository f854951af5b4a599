import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { contrast } from './contrast.ts';
import { Refused, wrongIn } from './errors.ts';
import { writeOnce, writeWhole } from './files.ts';

/** The folder of the installed program; the server's bundle is told it, everything else finds it. */
export const ROOT = process.env.THROUGHLINE_ROOT ?? resolve(fileURLToPath(import.meta.url), '../..');

/** Where a home keeps what. */
export type Home = {
	path: string;
	batches: string;
	stores: string;
	/** A one-line file with the id of the store that is published. */
	current: string;
	vault: string;
	secrets: string;
	/** One private folder per upload, gone when the import ends. */
	uploads: string;
	/** What pages and scripts sent, until its import has read it, and the watched folder (`src/lib/server/watched.ts`). */
	inbox: string;
	/** Uploads without their direct identifiers, sealed (`kept.ts`). */
	kept: string;
	/** Mapping profiles, a folder each with a file per version. */
	mappings: string;
	metrics: string;
	checks: string;
	/** People, sign-ins and the audit log (SQLite). */
	app: string;
};

/**
 * The home named by THROUGHLINE_HOME, else `$XDG_DATA_HOME/throughline`, else `~/.local/share/throughline`.
 */
export function defaultHomePath(env: NodeJS.ProcessEnv = process.env): string {
	if (env.THROUGHLINE_HOME) return resolve(env.THROUGHLINE_HOME);
	return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'throughline');
}

/** Names the places of a home without touching the disk. */
export function homeAt(path: string): Home {
	const at = (name: string) => join(path, name);
	return {
		path,
		batches: at('batches'),
		stores: at('stores'),
		current: at('current'),
		vault: at('vault'),
		secrets: at('secrets'),
		uploads: at('uploads'),
		inbox: at('inbox'),
		kept: at('kept'),
		mappings: at('mappings'),
		metrics: at('metrics'),
		checks: at('checks'),
		app: at('app.sqlite')
	};
}

/** The form of a home that this program makes and knows. A home without `home.json` has the first one. */
export const HOME_VERSION = 1;

/** The version of this program, as in package.json. */
export function programVersion(): string {
	const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
	return version;
}

const homeNoteSchema = z.object({ home: z.int().min(1), made_by: z.string() });

/** @throws Refused where a later version of Throughline made the home, or `home.json` cannot be read */
export function checkHomeVersion(home: Home): void {
	const path = join(home.path, 'home.json');
	if (!existsSync(path)) return;
	let note: z.infer<typeof homeNoteSchema>;
	try {
		note = homeNoteSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
	} catch (cause) {
		throw new Refused(`${path} is damaged. Restore it from a backup.`, { cause });
	}
	if (note.home > HOME_VERSION)
		throw new Refused(
			`${home.path} is a home of Throughline ${note.made_by} in form ${String(note.home)}; this is Throughline ${programVersion()}, which knows forms up to ${String(HOME_VERSION)}. Install version ${note.made_by} or a later one.`
		);
}

/**
 * Makes the folders of a home where they are missing, readable by this account only.
 * @throws Refused as `checkHomeVersion` does
 */
export function prepareHome(path: string): Home {
	const home = homeAt(path);
	checkHomeVersion(home);
	const isNew = !existsSync(home.batches);
	for (const folder of [
		home.path,
		home.batches,
		home.stores,
		home.vault,
		home.secrets,
		home.uploads,
		home.inbox,
		home.kept,
		home.mappings,
		home.metrics,
		home.checks
	])
		mkdirSync(folder, { recursive: true, mode: 0o700 });
	for (const folder of [
		home.path,
		home.batches,
		home.vault,
		home.secrets,
		home.uploads,
		home.inbox,
		home.kept
	])
		chmodSync(folder, 0o700);
	if (isNew) {
		const note = { home: HOME_VERSION, made_by: programVersion() };
		writeOnce(join(home.path, 'home.json'), `${JSON.stringify(note)}\n`, home.path);
	}
	return home;
}

/** Removes what a work that was cut off left behind. Call it only under the home's lock. */
export function sweep(home: Home): void {
	for (const name of readdirSync(home.uploads))
		rmSync(join(home.uploads, name), { recursive: true, force: true });
	for (const folder of [home.path, home.batches, home.stores, home.kept].filter((each) => existsSync(each)))
		for (const name of readdirSync(folder))
			if (name.startsWith('.draft-')) rmSync(join(folder, name), { recursive: true, force: true });
}

/** The settings file that counts: the home's own, else ours in `data`; `own` tells which. */
export function settingFile(home: Home | null, file: string): { path: string; own: boolean } {
	const own = home ? join(home.path, file) : null;
	return own !== null && existsSync(own)
		? { path: own, own: true }
		: { path: join(ROOT, 'data', file), own: false };
}

/** The names by which this machine calls itself. */
export const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether an address may carry secrets: https, or plain http within this machine. */
function isPrivate(address: string): boolean {
	const url = URL.parse(address);
	if (url === null || url.username !== '' || url.password !== '') return false;
	if (url.protocol === 'https:') return true;
	return url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
}

/** Another system that signs people in (OpenID Connect); its client secret is in `secrets/oidc.secret`. */
const oidcSchema = z.strictObject({
	/** What people know it by; it stands on the sign-in page. */
	name: z.string().trim().min(1).max(60),
	discovery_url: z.string().refine(isPrivate, {
		error: 'it must be an address that begins with https://, or with http:// on this machine itself'
	}),
	client_id: z.string().trim().min(1),
	/** Passwords are then for administrators only. */
	only: z.boolean().default(false)
});

const PORTS = 'a whole number from 0 to 65535';

const wrong = (what: string) => ({
	error: ({ input }: { input: unknown }) => `${JSON.stringify(input)} cannot be used: give ${what}`
});

/** `https://figures.agency.example:8443` of an http or https address that names nothing more, else null. */
function originOf(text: string): string | null {
	const url = URL.parse(text);
	if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
		return null;
	return url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : null;
}

const listenSchema = z.strictObject({
	/** The address of this machine that the server listens on; 127.0.0.1 is reached from this machine only. */
	host: z
		.string()
		.regex(/^[\w.:-]+$/, wrong('an address or a name of this machine, such as 127.0.0.1'))
		.default('127.0.0.1'),
	/** 0 is any that is free. */
	port: z.int(wrong(PORTS)).min(0, wrong(PORTS)).max(65535, wrong(PORTS)).default(4173)
});

/** The address that people use, where it is another than the server's own: that of the proxy in front. */
const originSchema = z
	.string()
	.refine((text) => originOf(text) !== null, wrong('an address such as https://figures.agency.example'))
	.transform((text) => originOf(text) ?? text);

/** Where the server listens and what it is called: what `settings.json` and the environment may say of it. */
export const LISTENING = { listen: listenSchema, origin: originSchema };

/** How large a difference between groups must be to matter, however sure it is. */
const practicalSchema = z.strictObject({
	/** Of shares: 0.1 is ten points of a hundred. */
	share: z.number().min(0).max(1).default(0.1),
	/** Of all else, as a share of the others' figure: 0.25 is a quarter more or less; of times at least one day or minute. */
	other: z.number().min(0).default(0.25),
	/** Of single metrics by their id, each in its own unit: 0.05 is five points of a share, 2 are two days. */
	metrics: z.record(z.string(), z.number().min(0)).default({})
});

/** The folder that the server watches for exports, and how long what it took stays. */
const inboxSchema = z.strictObject({
	/** The folder that holds `drop`, `processed` and `failed`; null: `inbox` of the home. */
	folder: z
		.string()
		.trim()
		.refine(isAbsolute, wrong('a folder by its whole path, such as /srv/throughline-inbox'))
		.nullable()
		.default(null),
	/** Seconds for which nothing of an upload may have changed before it is taken. */
	settle_seconds: z.number().min(0.1).max(3600).default(30),
	/** Days after which an accepted file is deleted; 0: at once. */
	keep_days: z.int().min(0).max(365).default(0),
	/** Days after which a refused file is deleted; what was wrong with it stays. */
	keep_failed_days: z.int().min(1).max(365).default(30)
});

/** The least contrast of a text with what it stands on (WCAG 2.2, 1.4.3). */
const READABLE = 4.5;

export const settingsSchema = z.strictObject({
	listen: listenSchema.default({ host: '127.0.0.1', port: 4173 }),
	origin: originSchema.nullable().default(null),
	/** The largest upload and form, in MB of 1,000,000 bytes. */
	upload_limit_mb: z.int().min(1).max(4000).default(10),
	/** The largest upload of a script, in MB of 1,000,000 bytes: it goes to the disk as it comes. */
	script_upload_limit_mb: z.int().min(1).max(20_000).default(2000),
	inbox: inboxSchema.default(inboxSchema.parse({})),
	/** Days after which the newest data of a source, by its key, is too old; 0: never. */
	expected_days: z.record(z.string(), z.int().min(0).max(3660)).default({}),
	/** The HMIS sources, by their keys, that hold every project of their homelessness system: only of these there are system measures. */
	covers_system: z.array(z.string()).default([]),
	/** First month of the fiscal year, 1 to 12; quarters and years of `--grain` begin with it. */
	fiscal_year_start: z.int().min(1).max(12).default(1),
	/** Days without contact after which a household is on the list of what is due. */
	contact_days: z.int().min(1).max(365).default(30),
	/** The agency's time zone by its IANA name, such as America/New_York; moments are shown in it. */
	time_zone: z
		.string()
		.refine(isTimeZone, 'this is no time zone; write one such as America/New_York')
		.default('UTC'),
	/** Minutes without a request after which a person must sign in again, and hours after which in any case. */
	session_idle_minutes: z.int().min(5).max(1440).default(60),
	session_hours: z.int().min(1).max(720).default(12),
	/** How many stores are kept, the published one among them: those before it can be gone back to at once. */
	keep_stores: z.int().min(1).max(50).default(2),
	/** How many people have to approve a report before it is released to its funder. */
	report_approvals: z.int().min(1).max(2).default(1),
	/** Gigabytes of free disk below which there is a warning. */
	disk_warning_gb: z.number().min(0).default(2),
	/** The colour of headings in reports that are given out, as #rrggbb. */
	report_colour: z
		.string()
		.refine(
			(text) => /^#[0-9a-f]{6}$/i.test(text) && contrast(text, '#ffffff') >= READABLE,
			wrong('a colour as #rrggbb that is dark enough to be read on white (4.5 to 1), such as #0f5c63')
		)
		.nullable()
		.default(null),
	practical_sizes: practicalSchema.default({ share: 0.1, other: 0.25, metrics: {} }),
	oidc: oidcSchema.optional()
});

function isTimeZone(name: string): boolean {
	try {
		return Intl.DateTimeFormat('en', { timeZone: name }) !== null;
	} catch {
		return false;
	}
}

/** What an agency can set in `settings.json`; each key has a default. */
export type Settings = z.infer<typeof settingsSchema>;

/** The settings that figures depend on: where one of them changes, the store is another. */
export function settingsOfFigures({ fiscal_year_start, contact_days }: Settings): Partial<Settings> {
	return { fiscal_year_start, contact_days };
}

/** What `settings.json` says, `{}` where there is none. Throws `Refused` where it is not JSON. */
export function rawSettings(home: Home): unknown {
	const path = join(home.path, SETTINGS);
	if (!existsSync(path)) return {};
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch (cause) {
		throw new Refused(`settings.json is not JSON: ${String(cause)}. Correct it or remove it.`, { cause });
	}
}

const SETTINGS = 'settings.json';

/** Writes `settings.json` in one step. The keys must have been found right by `settingsSchema`. */
export function writeSettings(home: Home, settings: z.input<typeof settingsSchema>): void {
	writeWhole(join(home.path, SETTINGS), `${JSON.stringify(settings, null, '\t')}\n`, home.path);
}

/** Reads the home's `settings.json`. Throws `Refused` with every wrong key at once. */
export function readSettings(home: Home): Settings {
	const json = rawSettings(home);
	const parsed = settingsSchema.safeParse(json);
	if (parsed.success) return parsed.data;
	throw new Refused(wrongIn(SETTINGS, parsed.error));
}
