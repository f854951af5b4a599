import { error } from '@sveltejs/kit';
import { answer } from '#lib/server/answer.ts';
import { readMappingPage } from '#lib/server/mappings.ts';
import { servedHome } from '#lib/server/reading.ts';
import type { RequestHandler } from './$types';

/** A version of a mapping, as it is kept. */
export const GET: RequestHandler = async ({ params }) => {
	const version = /^(\d{1,6})\.json$/.exec(params.version)?.[1];
	if (version === undefined) error(404, 'Not Found');
	const { text } = await answer(() => readMappingPage(servedHome(), params.mapping, Number(version)));
	return new Response(`${text}\n`, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="${params.mapping}-${version}.json"`
		}
	});
};
