// Every page, form action and API that the router has, asked by every role and by nobody (CASES 20). Who may do
// what is written down here once more, by hand: a route that is not here fails the test.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, request, test, type APIRequestContext } from '@playwright/test';
import { readPresets } from '#pipelines/presets.ts';
import { listProjects } from '#pipelines/sources/hmis-csv/hud/projects.ts';
import { writeHud } from '#lib/hud.ts';
import { saveProfile } from '#pipelines/profiles.ts';
import { homeAt, ROOT, type Home } from '#pipelines/home.ts';
import { ROLES, type Role } from '#lib/roles.ts';
import { ABILITIES, askerOf, type Viewer } from '#lib/server/access.ts';
import { closeApp } from '#lib/server/app-db.ts';
import { COMMAND_LINE } from '#lib/server/audit.ts';
import { openGap } from '#lib/server/gap-notes.ts';
import { followLink, invite } from '#lib/server/links.ts';
import { readGrants } from '#lib/reports/grants.ts';
import { makeDraft } from '#lib/server/report-desk.ts';
import { approveDraft, findDraft, openDraft, sendDraft } from '#lib/server/report-drafts.ts';
import { makeReportLink } from '#lib/server/report-links.ts';
import { listReleases, releaseDraft } from '#lib/server/report-releases.ts';
import { readHud, readTables } from '#lib/server/hud.ts';
import { tableCsv } from '#lib/server/hud-files.ts';
import { keepOfficial } from '#lib/server/hud-official.ts';
import { openReview } from '#lib/server/reviews.ts';
import { openCurrent } from '#lib/server/store.ts';
import { CELL } from '../gap.ts';
import { readRouter, type Ask } from './router.ts';
import { start, stop, throughlineOf } from './serve.ts';

type Who = Role | 'nobody';
const EVERYBODY: readonly Who[] = [...ROLES, 'nobody'];
const SIGNED_IN: readonly Who[] = ROLES;
const STAFF: readonly Who[] = ROLES.filter((role) => role !== 'funder');
const STEWARDS: readonly Who[] = ['administrator', 'data steward'];
const ADMINISTRATORS: readonly Who[] = ['administrator'];
const REVIEWERS: readonly Who[] = ['administrator', 'supervisor', 'worker'];
const GRANTORS: readonly Who[] = ['administrator', 'program manager'];
const REPORTERS: readonly Who[] = ['administrator', 'program manager', 'funder'];
const SUBMITTERS: readonly Who[] = ['administrator', 'data steward', 'program manager'];
const LEADERS: readonly Who[] = ['administrator', 'program manager', 'supervisor'];

/** Who may ask each route for anything at all. */
const EXPECTED: Record<string, readonly Who[]> = {
	'/': STAFF,
	'/first': SIGNED_IN,
	'/team': LEADERS,
	'/team/list.csv': LEADERS,
	'/team/[worker]': STAFF,
	'/team/[worker]/review': REVIEWERS,
	'/team/[worker]/review.pdf': REVIEWERS,
	'/team/[worker]/review/[review]': REVIEWERS,
	'/mine': ['worker'],
	'/mine/list.csv': ['worker'],
	'/account': SIGNED_IN,
	'/search': STAFF,
	'/cases': STAFF,
	'/cases/[enrollment]': STAFF,
	'/audit': ADMINISTRATORS,
	'/audit/log.csv': ADMINISTRATORS,
	'/data': STAFF,
	'/data/[batch]': STEWARDS,
	'/data/[batch]/changes': STEWARDS,
	'/data/[batch]/corrections.csv': STEWARDS,
	'/data/[batch]/problems.csv': STEWARDS,
	'/data/[batch]/undo': STEWARDS,
	'/data/assignments': STEWARDS,
	'/data/assignments/[source]/[enrollment]': STEWARDS,
	'/data/compare': STEWARDS,
	'/data/crosswalk': STEWARDS,
	'/data/inbox': STEWARDS,
	'/data/mappings': STEWARDS,
	'/data/mappings/[mapping]': STEWARDS,
	'/data/mappings/[mapping]/[version]': STEWARDS,
	'/data/problems/[check]': STAFF,
	'/data/problems/[check]/rows.csv': STAFF,
	'/data/quality': STAFF,
	'/data/quality/rows': STAFF,
	'/data/quality/rows.csv': STAFF,
	'/data/roster': STEWARDS,
	'/data/roster/[source]/[worker]': STEWARDS,
	'/data/roster/[source]/files/[name]': STEWARDS,
	'/data/templates': STEWARDS,
	'/data/upload': STEWARDS,
	'/data/upload/[upload]': STEWARDS,
	'/data/upload/[upload]/rejected.csv': STEWARDS,
	'/data/upload/[upload]/map': STEWARDS,
	'/data/work': STEWARDS,
	'/data/work.json': STEWARDS,
	'/api/uploads': [], // scripts with a key only
	'/api/uploads/[upload]': [],
	'/demonstration': [],
	'/people': ADMINISTRATORS,
	'/people/[person]': ADMINISTRATORS,
	'/people/invite': ADMINISTRATORS,
	'/grants': GRANTORS,
	'/grants/list.csv': GRANTORS,
	'/grants/[grant]': GRANTORS,
	'/hud': SUBMITTERS,
	'/hud/[number]': SUBMITTERS,
	'/hud/people': SUBMITTERS,
	'/hud/people.csv': SUBMITTERS,
	'/hud/tables.zip': SUBMITTERS,
	'/hud/tables.xlsx': SUBMITTERS,
	'/hud/compared/[compared]': SUBMITTERS,
	'/gaps': STAFF,
	'/trends': STAFF,
	'/gaps/[gap]': STAFF,
	'/flow': STAFF,
	'/flow/[stage]': STAFF,
	'/flow/[stage]/rows.csv': STAFF,
	'/health': EVERYBODY,
	'/language': EVERYBODY,
	'/links/[secret]': EVERYBODY,
	'/methods': STAFF,
	'/methods/flow': STAFF,
	'/methods/hud': STAFF,
	'/methods/metrics/[id]': STAFF,
	'/methods/standards': STAFF,
	'/methods/statistics': STAFF,
	'/metrics/[id]': STAFF,
	'/metrics/[id]/rows': STAFF,
	'/metrics/[id]/rows.csv': STAFF,
	'/missing': [],
	'/parts': STAFF,
	'/reports': REPORTERS,
	'/reports/[release]': REPORTERS,
	'/reports/[release]/[form]': REPORTERS,
	'/reports/drafts/[draft]': GRANTORS,
	'/given/[secret]': EVERYBODY, // who has the link is asked for its code
	'/given/[secret]/[form]': EVERYBODY,
	'/settings': STEWARDS,
	'/settings/[file]': STEWARDS,
	'/settings/[file]/download': STEWARDS,
	'/sign-in': EVERYBODY,
	'/sign-in/provider': SIGNED_IN, // no provider is set here: nobody is asked to sign in, as everywhere
	'/sign-in/provider/callback': SIGNED_IN,
	'/sign-out': SIGNED_IN
};

/** Who may open a route and yet not see the one that is asked for: a gap is about whole programs, not about a team's cases. */
const OUT_OF_REACH: Record<string, readonly Who[]> = { '/gaps/[gap]': ['supervisor', 'worker'] };

/** Of a role without figures, the first page leads to its own. */
const LED: Partial<Record<Who, string>> = { funder: '/reports' };

/** A grant for the program of whoever has only some. */
const GRANT = 'Rapid 26';

let url = '';
let child: ChildProcess;
let folder = '';
let asks: Ask[] = [];
const params: Record<string, string> = {
	secret: 'no-such-secret',
	upload: 'no-such-upload',
	stage: 'placed',
	number: 'Q5'
};
const contexts = new Map<Who, APIRequestContext>();

test.describe.configure({ mode: 'serial', timeout: 600_000 });

test.beforeAll(async () => {
	test.setTimeout(300_000);
	folder = mkdtempSync(join(tmpdir(), 'throughline-matrix-'));
	const home = homeAt(join(folder, 'home'));
	const run = throughlineOf(home.path);
	const sample = join(ROOT, 'pipelines', 'sources', 'canonical-csv', 'sample', 'worked');
	run('import', sample);
	run('import', join(ROOT, 'pipelines', 'sources', 'hmis-csv', 'sample', 'fy2026'));
	const batches = JSON.parse(run('batches', '--json')) as { id: string; format: string }[];
	const other = batches.find(({ format }) => format === 'hmis-csv')?.id ?? '';
	run('undo', other);
	run('import', join(ROOT, 'pipelines', 'sources', 'hmis-csv', 'sample', 'fy2024'));
	const [preset] = readPresets();
	if (!preset) throw new Error('No preset ships.');
	const store = await openCurrent(home);
	const one = async (sql: string) => String(Object.values(await store.db.row(sql))[0]);
	// A case that is in everybody's reach.
	const shared = await store.db.row(
		`select a.enrollment_id::varchar as enrollment, e.program_id::varchar as program, a.worker_id::varchar as worker, tm.team
		from assignment a join enrollment e using (enrollment_id)
		join team_membership tm on tm.worker_id = a.worker_id and tm.valid_from <= a.valid_from and tm.valid_to is null
		order by 1 limit 1`
	);
	Object.assign(params, {
		id: 'exits-to-permanent-housing',
		batch: other,
		enrollment: String(shared.enrollment),
		source: await one('select source from source'),
		worker: String(shared.worker),
		name: 'roster.zip',
		grant: GRANT,
		file: 'standards.csv',
		form: 'report.json',
		mapping: saveProfile(home, preset).name,
		version: '1.json',
		check: await one('select check_id from problem where enrollment_id is not null limit 1')
	});
	const [project] = await listProjects(store.db);
	if (!project) throw new Error('There is no HMIS project.');
	const reach = {
		programs: [String(shared.program), project.program_id],
		teams: [String(shared.team)],
		worker: String(shared.worker),
		funder: 'County'
	};
	const label = await one(`select label from program where program_id = '${reach.programs[0] ?? ''}'`);
	store.db.close();
	writeFileSync(
		join(home.path, 'grants.csv'),
		`grant,funder,programs,from,to,year_starts,breakdowns,k,basis,due_days,responsible\n${GRANT},County,${label},2024-07-01,2025-06-30,7,,,,,\n`
	);
	const opener: Viewer = {
		id: 'matrix',
		name: 'Matrix',
		email: 'matrix@example.org',
		role: 'program manager',
		abilities: ABILITIES['program manager'],
		asker: askerOf({ role: 'program manager', ...reach }),
		funder: null
	};
	params.gap = openGap(home, opener, CELL, []);
	const leader: Viewer = {
		...opener,
		role: 'supervisor',
		abilities: ABILITIES.supervisor,
		asker: askerOf({ role: 'supervisor', ...reach })
	};
	const about = { worker: reach.worker, teams: reach.teams, period: {} };
	params.review = openReview(home, leader, about);
	await makeReports(home, opener);
	params.compared = await compare(home, opener, project.label);
	closeApp(home);
	({ url, child } = await start({ THROUGHLINE_HOME: home.path }, { people: false }));
	const origin = new URL(url).origin;
	for (const who of EVERYBODY) {
		const context = await request.newContext({
			baseURL: url,
			storageState: { cookies: [], origins: [] },
			extraHTTPHeaders: { origin, accept: 'text/html' }
		});
		contexts.set(who, context);
		if (who === 'nobody') continue;
		const email = `${who.replace(' ', '-')}@example.org`;
		const password = `four words of a ${who}`;
		const { secret } = invite(home, COMMAND_LINE, { name: who, email, role: who, ...reach });
		await followLink(home, secret, { password });
		const signedIn = await context.post('/sign-in', { form: { email, password }, maxRedirects: 0 });
		expect(signedIn.status(), who).toBe(303);
	}
	const another = { name: 'Another', email: 'another@example.org', role: 'worker' as const, ...reach };
	params.person = invite(home, COMMAND_LINE, another).person;
	asks = await readRouter();
});

test.afterAll(async () => {
	for (const context of contexts.values()) await context.dispose();
	await stop(child);
	rmSync(folder, { recursive: true, force: true });
});

/** A released report on the grant's first quarter, and a draft on its second. */
async function makeReports(home: Home, by: Viewer): Promise<void> {
	const of = { grant: GRANT, funder: 'County', report: 'quarterly', language: 'en' as const };
	const first = openDraft(home, by, { ...of, from: '2024-07-01', to: '2024-09-30' });
	const store = await openCurrent(home);
	const own = { draft: findDraft(home, first)!, grant: readGrants(home)[0]! };
	sendDraft(home, by, own.draft, await makeDraft(store, home, own));
	store.db.close();
	approveDraft(home, by, findDraft(home, first)!, findDraft(home, first)!.frozen!.hash);
	params.release = releaseDraft(home, by, findDraft(home, first)!);
	const [note] = listReleases(home);
	params.secret = (await makeReportLink(home, by, note!, 14)).secret;
	params.draft = openDraft(home, by, { ...of, from: '2024-10-01', to: '2024-12-31' });
}

/** One table of another system, compared with HUD's tables of a project. */
async function compare(home: Home, by: Viewer, project: string): Promise<string> {
	const view = { report: 'apr', projects: [project], from: '2022-10-01', to: '2023-09-30' };
	const asked = new URLSearchParams(writeHud(view));
	const store = await openCurrent(home);
	const question = await readHud(store, home, by.asker.scope, asked);
	const tables = await readTables(store, home, question.asked!, (name) => name === 'Q5a');
	store.db.close();
	return keepOfficial(home, by, view, tables, [new File([tableCsv(tables[0]!)], 'Q5a.csv')]);
}

/** The path of a route, with something that there is for each of its parameters. */
function pathOf(route: string): string {
	return route.replace(/\[(\w+)\]/g, (_, name: string) => {
		const value = params[name];
		if (value === undefined)
			throw new Error(`The matrix has no value for [${name}] of ${route}: give it one.`);
		return encodeURIComponent(value);
	});
}

type Answer = { status: number; text: string };

/** What is answered, without what differs by chance. */
async function send(who: Who, method: string, path: string): Promise<Answer> {
	const context = contexts.get(who);
	if (!context) throw new Error(who);
	const answer = await context.fetch(path, {
		method,
		maxRedirects: 0,
		...(method === 'POST' ? { form: { x: 'y' } } : {})
	});
	const headers = Object.entries(answer.headers())
		.filter(([name]) => !['content-length', 'date', 'etag', 'set-cookie', 'x-request-id'].includes(name))
		.map(([name, value]) => `${name}: ${value}`);
	const text = `${headers.sort().join('\n')}\n\n${await answer.text()}`;
	return { status: answer.status(), text: plain(text) };
}

function plain(text: string): string {
	return text.replace(/nonce(="|-)[^"'\s]+/g, 'nonce').replace(/\?to=[^\s&"]*/g, '');
}

/** The first line in which one answer is not the other. */
function difference(got: string, none: string): string {
	const [lines, others] = [got.split('\n'), none.split('\n')];
	const at = lines.findIndex((line, index) => line !== others[index]);
	return `“${lines[at] ?? ''}” where “${others[at] ?? ''}” stands`;
}

test('every route has a rule, written down twice', () => {
	expect([...new Set(asks.map(({ route }) => route))].sort()).toEqual(Object.keys(EXPECTED).sort());
});

test('everybody gets what is theirs, and for the rest what is answered to a path that does not exist', async () => {
	const wrong: string[] = [];
	let allowed = 0;
	let denied = 0;
	for (const who of EVERYBODY) {
		/** What is answered to a path that does not exist, by method and address. */
		const known = new Map<string, Answer>();
		// A sign-out ends what the others are asked with: it comes last.
		const ordered = [...asks].sort(
			(a, b) => Number(a.route === '/sign-out') - Number(b.route === '/sign-out')
		);
		for (const { route, name, method, suffix } of ordered) {
			const path = route === '/' ? `/${suffix}` : `${pathOf(route)}${suffix}`;
			const nowhere = `/no/such/page${name === 'data' ? '/__data.json' : ''}`;
			const key = `${method} ${nowhere}`;
			const none = known.get(key) ?? (await send(who, method, nowhere));
			known.set(key, none);
			const got = await send(who, method, path);
			const isNone = got.status === none.status && got.text === none.text;
			if (OUT_OF_REACH[route]?.includes(who)) {
				denied++;
				const missing = await send(who, method, path.replace(params.gap ?? '', 'none'));
				// Of data the answer is 200, with the error in it.
				const status = name === 'data' ? 200 : 404;
				if (got.status !== status || missing.status !== status || got.text !== missing.text)
					wrong.push(`${who} sees ${name} ${path}: ${String(got.status)}`);
				continue;
			}
			const led = route === '/' && LED[who] !== undefined && got.text.includes(LED[who]);
			if (EXPECTED[route]?.includes(who) ?? false) {
				allowed++;
				// There is no upload to be had, and the answer to HEAD has no words to say which of both is not there.
				const mute = name === 'head' && path.includes(params.upload ?? '/');
				if ((isNone && !mute) || got.status >= 500 || got.status === 401 || got.status === 403)
					wrong.push(`${who} may ${name} ${path}, but got ${String(got.status)}`);
			} else {
				denied++;
				if (isNone || led) continue;
				// What stands on every page, such as how little room is left, may have changed between the two.
				const again = await send(who, method, nowhere);
				known.set(key, again);
				if (got.status !== again.status || got.text !== again.text)
					wrong.push(
						`${who} may not ${name} ${path}, but got ${String(got.status)}, not ${String(none.status)}: ${difference(got.text, none.text)}`
					);
			}
		}
	}
	expect(wrong).toEqual([]);
	console.log(
		`Matrix: ${String(asks.length)} asks of ${String(Object.keys(EXPECTED).length)} routes by ${String(EVERYBODY.length)}: ${String(allowed)} allowed, ${String(denied)} denied.`
	);
	expect(allowed + denied).toBe(asks.length * EVERYBODY.length);
});
