import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { sveltekitCookies } from 'better-auth/svelte-kit';
import { getRequestEvent } from '$app/server';
import { Fault, sayable } from '#pipelines/errors.ts';
import { LOOPBACK, readSettings, type Home, type Settings } from '#pipelines/home.ts';
import { clientSecret } from '#pipelines/secrets.ts';
import { inOneStep, openApp, type AppDb } from './app-db.ts';
import { record } from './audit.ts';
import { commonOptions } from './auth.ts';
import { mayEnter } from './entry.ts';
import { listeningOf } from './listening.ts';
import { log } from './log.ts';
import { findPerson, type Person } from './people.ts';
import { servedHome } from './reading.ts';

/** Where the provider sends people back to: what is registered there, after the address of this server. */
export const CALLBACK = '/sign-in/provider/callback';
const SECONDS_TO_ANSWER = 10;

type Oidc = NonNullable<Settings['oidc']>;
/** What a provider says of somebody: claims of OpenID Connect. */
type Claims = Record<string, unknown>;

/** The provider as the pages show it, or null where none is set. */
export function shownProvider(home: Home): Pick<Oidc, 'name' | 'only'> | null {
	const { oidc } = readSettings(home);
	return oidc ? { name: oidc.name, only: oidc.only } : null;
}

/**
 * Begins a sign-in: gives the address at the provider where the browser goes on, and sets the cookie that its
 * answer must fit to. Null where that does not work; the log says why.
 * @param to the page of this server that somebody is on the way to
 */
export async function leaveFor(event: RequestEvent, to: string): Promise<string | null> {
	try {
		const { auth, id } = await ready(event);
		const { url } = await auth.api.signInSocial({
			body: { provider: id, callbackURL: to, disableRedirect: true },
			headers: event.request.headers
		});
		if (url !== undefined) return url;
	} catch (error) {
		const why =
			error instanceof APIError
				? 'settings.json, oidc.discovery_url: it cannot be read'
				: (sayable(error) ?? 'it is not foreseen');
		log.warn({ why }, 'sign-in by the provider does not work');
	}
	return null;
}

/**
 * Ends a sign-in with what the provider answers: sets the cookie and gives where to go, or says that the person is
 * `refused`, or that the answer is not one that we asked for (`failed`: cancelled, too late, forged, used twice).
 */
export async function returnFrom(event: RequestEvent): Promise<{ to: string } | 'refused' | 'failed'> {
	let why = 'its answer is none';
	try {
		const { auth, id, origin } = await ready(event);
		const response = await auth.api.callbackOAuth({
			query: Object.fromEntries(event.url.searchParams),
			params: { id },
			headers: event.request.headers,
			asResponse: true
		});
		if (response.status === 403) return 'refused';
		const to = response.headers.get('location') ?? '';
		if (to.startsWith('/')) return { to }; // where it fails, it leads to a whole address
		const code = URL.parse(to, origin)?.searchParams.get('error') ?? '';
		if (/^[a-z_]{1,40}$/.test(code)) why = code; // anybody may send one
	} catch (error) {
		why = error instanceof Fault ? error.message : 'it cannot be asked who it is';
	}
	log.warn({ why }, 'a sign-in by the provider failed');
	return 'failed';
}

type Ready = { auth: ReturnType<typeof make>; id: string; origin: string };
const made = new WeakMap<AppDb, Ready & { settings: string }>();

/**
 * The provider's own better-auth, so that one that is down holds up nobody who signs in by password.
 * @throws Fault where it is not set up, or does not answer
 */
async function ready({ url }: RequestEvent): Promise<Ready> {
	const home = servedHome();
	const db = openApp(home);
	const { oidc, session_idle_minutes } = readSettings(home);
	if (!oidc) throw new Fault('settings.json has no oidc.');
	const secret = clientSecret(home);
	const origin = originOf(url);
	const settings = JSON.stringify([oidc, session_idle_minutes, secret, origin]);
	let known = made.get(db);
	if (known?.settings !== settings) {
		const id = idOf(oidc);
		known = { auth: make(home, db, oidc, { id, secret, origin }), id, origin, settings };
		made.set(db, known);
	}
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			reject(new Fault('settings.json, oidc.discovery_url: nobody answers there.'));
		}, SECONDS_TO_ANSWER * 1000);
	});
	await Promise.race([known.auth.$context, late]).finally(() => {
		clearTimeout(timer);
	});
	return known;
}

/** The address that people use, as the provider must know it. */
function originOf(url: URL): string {
	const { origin } = listeningOf(servedHome());
	if (origin !== null) return origin;
	if (LOOPBACK.includes(url.hostname)) return url.origin;
	throw new Fault(
		'settings.json has no origin. Set it to the address that people use, such as https://figures.example.'
	);
}

/** What binds a person to the provider: another one, or another client there, knows nobody yet. */
function idOf({ discovery_url, client_id }: Oidc): string {
	return `oidc-${createHash('sha256')
		.update(JSON.stringify([discovery_url, client_id]))
		.digest('hex')
		.slice(0, 16)}`;
}

function make(
	home: Home,
	db: AppDb,
	oidc: Oidc,
	{ id, secret, origin }: { id: string; secret: string; origin: string }
) {
	return betterAuth({
		...commonOptions(home, db),
		baseURL: origin,
		onAPIError: { errorURL: `${origin}/sign-in` },
		account: {
			// A start leaves nothing in the home: anybody may start.
			storeStateStrategy: 'cookie',
			updateAccountOnSignIn: false,
			// `recognise` has asked the provider whether the e-mail is verified.
			accountLinking: { enabled: true, requireLocalEmailVerified: false }
		},
		databaseHooks: {
			account: { create: { before: ({ accountId }) => Promise.resolve({ data: bare(accountId) }) } },
			session: {
				create: {
					after: ({ userId }) => {
						letIn(home, userId);
						return Promise.resolve();
					}
				}
			}
		},
		plugins: [
			genericOAuth({
				config: [
					{
						providerId: id,
						name: oidc.name,
						discoveryUrl: oidc.discovery_url,
						clientId: oidc.client_id,
						clientSecret: secret,
						redirectURI: `${origin}${CALLBACK}`,
						scopes: ['openid', 'email', 'profile'],
						responseMode: 'query',
						pkce: true,
						requireIdTokenVerification: true,
						disableSignUp: true,
						disableImplicitSignUp: true,
						mapProfileToUser: (claims) => {
							const { name, email } = recognise(home, id, claims);
							return { name, email, emailVerified: true };
						}
					}
				]
			}),
			sveltekitCookies(getRequestEvent)
		]
	});
}

/** Only who it is stays here: none of the tokens that speak for somebody at the provider. */
function bare(accountId: string) {
	return { accountId, accessToken: null, refreshToken: null, idToken: null, scope: null };
}

/**
 * Whom the claims are about: who came with the provider's subject before, whatever their e-mail is there now; else
 * who was invited by a verified e-mail and has not come as another subject. Everybody else is refused alike.
 */
function recognise(home: Home, id: string, claims: Claims): Person {
	const db = openApp(home);
	const bound = db
		.prepare('select userId as person from account where providerId = ? and accountId = ?')
		.get(id, String(claims.sub));
	// SQLite's lower() changes A to Z only: no other letter becomes one of them.
	const named =
		typeof claims.email === 'string'
			? db.prepare('select id as person from person where email = lower(?)').get(claims.email)
			: undefined;
	const found = bound ?? named;
	const person = found ? findPerson(home, String(found.person)) : null;
	let why: string | null = null;
	if (!bound && !isVerified(claims)) why = 'the provider has not verified the e-mail';
	else if (person === null) why = 'nobody was invited by the e-mail';
	else if (!mayEnter(home, person, 'provider')) why = 'the account is closed';
	else if (!bound && isBound(db, id, person)) why = 'the person came as somebody else of the provider before';
	if (person !== null && why === null) return person;
	log.warn({ why }, 'a sign-in by the provider was refused');
	if (person !== null)
		record(home, { id: null, name: 'not signed in' }, 'sign-in refused', person.id, {
			by: 'provider',
			why,
			address: getRequestEvent().getClientAddress()
		});
	throw new APIError('FORBIDDEN');
}

function isBound(db: AppDb, id: string, person: Person): boolean {
	const sql = 'select 1 from account where providerId = ? and userId = ?';
	return db.prepare(sql).get(id, person.id) !== undefined;
}

/** Microsoft's Entra ID has no `email_verified`; there `xms_edov` says that the e-mail's domain is the tenant's. */
function isVerified({ email, email_verified: verified, xms_edov: ofTenant }: Claims): boolean {
	if (typeof email !== 'string') return false;
	const said = verified ?? ofTenant;
	return said === true || said === 'true' || (verified === undefined && (said === 1 || said === '1'));
}

/** Who was invited is active from now on, and their link does not work any more. */
function letIn(home: Home, id: string): void {
	const db = openApp(home);
	inOneStep(db, () => {
		const { changes } = db
			.prepare("update person set state = 'active', updatedAt = ? where id = ? and state = 'invited'")
			.run(new Date().toISOString(), id);
		if (changes > 0) db.prepare('delete from link where person = ?').run(id);
		const { name } = findPerson(home, id);
		record(home, { id, name }, 'signed in', id, { by: 'provider' });
	});
}
