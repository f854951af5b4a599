/** A CSV text, whole or in pieces, as a file that is downloaded. `name` has its ending. */
export function csvFile(text: string | Uint8Array<ArrayBuffer> | ReadableStream, name: string): Response {
	return new Response(text, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`
		}
	});
}
