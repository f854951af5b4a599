// A provider of sign-ins, as an agency has one: OpenID Connect, with pages where one says who one is and agrees.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const CLIENT = { id: 'throughline', secret: 'a secret of the tests' };

/** What the provider knows of somebody; any of it may be missing. */
export type Known = { email?: string; email_verified?: boolean; name?: string; xms_edov?: boolean };

export type RunningProvider = {
	discovery: string;
	/** Who has an account there, by their subject; may be changed at any time. */
	accounts: Map<string, Known>;
	/** Says where it sends people back to; until then nobody can sign in. */
	register(callback: string): void;
	stop(): void;
};

/** Starts one on this machine, by a name that is another site than that of the tests' server. */
export async function startProvider(): Promise<RunningProvider> {
	let listener: RequestListener = (_, response) => response.writeHead(503).end();
	const server = createServer((request, response) => {
		listener(request, response);
	}).listen(0, '127.0.0.1');
	await new Promise((done) => server.once('listening', done));
	const issuer = `http://localhost:${String((server.address() as AddressInfo).port)}`;
	const accounts = new Map<string, Known>();
	return {
		discovery: `${issuer}/.well-known/openid-configuration`,
		accounts,
		register: (callback) => {
			const provider = new Provider(issuer, {
				clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callback] }],
				clientDefaults: { token_endpoint_auth_method: 'client_secret_post' },
				claims: { openid: ['sub'], email: ['email', 'email_verified', 'xms_edov'], profile: ['name'] },
				// As Entra ID, Google and Keycloak do: who it is stands in the signed token.
				conformIdTokenClaims: false,
				pkce: { required: () => true },
				cookies: { keys: ['a key of the tests'] },
				findAccount: (_: unknown, sub: string) => ({
					accountId: sub,
					claims: () => ({ sub, ...accounts.get(sub) })
				})
			});
			listener = provider.callback();
		},
		stop: () => {
			server.close();
			server.closeAllConnections();
		}
	};
}
