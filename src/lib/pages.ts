import type { Messages } from '#lib/messages/index.ts';
import type { Ability } from './roles.ts';

/** The pages that one can go to from anywhere, in order: how each is called, and whose it is. */
export const PAGES = [
	{ path: '/team', title: ({ due }: Messages) => due.team.nav, ability: 'team' },
	{ path: '/mine', title: ({ due }: Messages) => due.mine.nav, ability: 'own' },
	{ path: '/', title: ({ frame }: Messages) => frame.overview, ability: 'figures' },
	{ path: '/flow', title: ({ flow }: Messages) => flow.nav, ability: 'figures' },
	{ path: '/gaps', title: ({ gaps }: Messages) => gaps.nav, ability: 'figures' },
	{ path: '/trends', title: ({ trends }: Messages) => trends.nav, ability: 'figures' },
	{ path: '/reports', title: ({ desk }: Messages) => desk.title, ability: 'reports' },
	{ path: '/hud', title: ({ hud }: Messages) => hud.nav, ability: 'hud' },
	{ path: '/cases', title: ({ cases }: Messages) => cases.nav, ability: 'cases' },
	{ path: '/grants', title: ({ grants }: Messages) => grants.title, ability: 'grants' },
	{ path: '/data', title: ({ frame }: Messages) => frame.data, ability: 'figures' },
	{ path: '/methods', title: ({ frame }: Messages) => frame.methods, ability: 'figures' },
	{ path: '/people', title: ({ people }: Messages) => people.list.title, ability: 'people' },
	{ path: '/settings', title: ({ settings }: Messages) => settings.title, ability: 'settings' },
	{ path: '/audit', title: ({ audit }: Messages) => audit.title, ability: 'audit' }
] as const satisfies { path: string; title: (m: Messages) => string; ability: Ability }[];

/** Those of somebody who may do some things. */
export function pagesOf(abilities: readonly Ability[]): (typeof PAGES)[number][] {
	return PAGES.filter(({ ability }) => abilities.includes(ability));
}
