import { answer } from '#lib/server/answer.ts';
import { readMethod } from '#lib/server/methods.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => answer(() => readMethod(params.id));
