import { readFrame } from '#lib/server/frame.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => ({
	locale: locals.locale,
	viewer: locals.viewer && {
		name: locals.viewer.name,
		role: locals.viewer.role,
		abilities: locals.viewer.abilities
	},
	...(await readFrame(locals.viewer?.asker ?? null))
});
