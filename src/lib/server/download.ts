/** A CSV text, whole or in pieces, as a file that is downloaded. `name` has its ending. */
export function csvFile(text: string | Uint8Array<ArrayBuffer> | ReadableStream, name: string): Response {
	return download(text, 'text/csv; charset=utf-8', name);
}

/** A PDF as a file that is downloaded. `name` has its ending, and no letter beyond ASCII. */
export function pdfFile(pdf: Buffer, name: string): Response {
	return download(new Uint8Array(pdf), 'application/pdf', name);
}

/** Something as a file that is downloaded. `name` has its ending, and no letter beyond ASCII. */
export function download(
	body: string | Uint8Array<ArrayBuffer> | ReadableStream,
	type: string,
	name: string
): Response {
	return new Response(body, {
		headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` }
	});
}
