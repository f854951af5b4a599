import { resolve } from '$app/paths';
import { DEFAULT_VIEW, writeView } from './view.ts';

/** What a search can find beside metrics and pages: values of these dimensions, to which the overview can be narrowed. */
export const SOUGHT = ['program', 'team', 'worker', 'site', 'organization'] as const;

/** Something that is called like what was typed. */
export type Hit =
	| { kind: 'page'; path: string; title: string }
	| { kind: 'metric'; id: string; title: string; about: string }
	| { kind: 'value'; dimension: (typeof SOUGHT)[number]; title: string };

/** Where it is: of a program, team, worker or site the overview of its figures. */
export function addressOf(hit: Hit): string {
	switch (hit.kind) {
		case 'page':
			return resolve('/') + hit.path.slice(1);
		case 'metric':
			return resolve('/metrics/[id]', { id: hit.id });
		case 'value': {
			const where = [{ dimension: hit.dimension, value: hit.title }];
			return resolve('/') + writeView({ ...DEFAULT_VIEW, where });
		}
	}
}
