import { readSettings, type Home } from '#pipelines/home.ts';
import type { Role } from '#lib/roles.ts';
import type { PersonState } from './people.ts';

/** The ways in: e-mail and password, or the provider that `settings.json` names. */
export type Way = 'password' | 'provider';

/**
 * Whether a person may come in by a way. Who was invited comes in by the provider, or sets a password first. With
 * `oidc.only` passwords are for administrators, so that somebody comes in when the provider is down.
 */
export function mayEnter(home: Home, { state, role }: { state: PersonState; role: Role }, way: Way): boolean {
	if (state === 'closed') return false;
	if (way === 'provider') return true;
	return state === 'active' && (role === 'administrator' || !readSettings(home).oidc?.only);
}
