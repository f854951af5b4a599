import { LISTENING, LOOPBACK, readSettings, type Home } from '#pipelines/home.ts';
import { Refused } from '#pipelines/errors.ts';

/** Where the server listens, and the address that people use where it is another. */
export type Listening = { host: string; port: number; origin: string | null };

/**
 * Where the server of a home listens: what `settings.json` says, and before that HOST, PORT and ORIGIN.
 * @throws Refused with everything that is wrong
 */
export function listeningOf(home: Home, env: NodeJS.ProcessEnv = process.env): Listening {
	const { listen, origin } = readSettings(home);
	const port = env.PORT ? Number(/^\d+$/.test(env.PORT) ? env.PORT : NaN) : listen.port;
	const asked = {
		HOST: LISTENING.listen.shape.host.safeParse(env.HOST || listen.host),
		PORT: LISTENING.listen.shape.port.safeParse(Number.isNaN(port) ? env.PORT : port),
		ORIGIN: LISTENING.origin.nullable().safeParse(env.ORIGIN || origin)
	};
	const wrong = Object.entries(asked).flatMap(([name, { error }]) =>
		(error?.issues ?? []).map(({ message }) => `${name}: ${message}.`)
	);
	if (wrong.length > 0) throw new Refused(wrong);
	return { host: asked.HOST.data!, port: asked.PORT.data!, origin: asked.ORIGIN.data! };
}

/** The names that the server answers to: this machine's own, the one it listens on, and the one that people use. */
export function servedHosts({ host, origin }: Listening): Set<string> {
	const own = URL.parse(`http://${host.includes(':') ? `[${host}]` : host}`)?.hostname;
	const used = origin === null ? undefined : new URL(origin).hostname;
	return new Set([...LOOPBACK, own, used].filter((name) => name !== undefined));
}

/** Whether people reach the server by https, so that cookies and pages are for https only. */
export function isSecure({ origin }: Listening): boolean {
	return origin?.startsWith('https:') ?? false;
}

/** The name of a cookie: under https one that a browser takes from this very server by https only. */
export function cookieName(name: string, secure: boolean): string {
	return secure ? `__Host-${name}` : name;
}

/** A sentence where what people send could be read on its way, else null. */
export function warningOf(listening: Listening): string | null {
	if (isSecure(listening) || isLoopback(listening.host)) return null;
	return `Others can reach this server at ${listening.host} without https: passwords and figures can be read on their way. Put a proxy with https in front, have it reach 127.0.0.1, and set "origin" in settings.json (or ORIGIN) to the address that people use, which begins with https.`;
}

/** `http` or `https` of a request: that of the address that people use where it asks for it, else http. */
export function protocolOf(host: string | undefined, { origin }: Listening): string {
	if (origin === null) return 'http';
	const used = new URL(origin);
	const asked = URL.parse(`${used.protocol}//${host ?? ''}`);
	return asked?.host === used.host ? used.protocol.slice(0, -1) : 'http';
}

/** Whether an address is reached from this machine only. */
export function isLoopback(address: string): boolean {
	return /^(127\.\d+\.\d+\.\d+|::ffff:127\.\d+\.\d+\.\d+|::1|localhost)$/i.test(address);
}
