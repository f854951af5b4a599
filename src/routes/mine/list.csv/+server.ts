import { listFile } from '#lib/server/due-csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => listFile(event);
