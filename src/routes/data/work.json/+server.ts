import { json } from '@sveltejs/kit';
import { latestWork } from '#lib/server/work.ts';
import type { RequestHandler } from './$types';

/** How far the work is, for the page that shows it. */
export const GET: RequestHandler = () => json(latestWork());
