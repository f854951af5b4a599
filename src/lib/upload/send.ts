import { deserialize } from '$app/forms';

/** What became of what was sent: where to go on, why it was refused, or that nothing came of it. */
export type Answer =
	| { kind: 'taken'; location: string }
	| { kind: 'refused'; reasons: string[] }
	| { kind: 'too large' | 'broken' | 'cancelled' };

/**
 * Sends a form to an action of a page, and tells how much of it has gone out.
 * @param signal aborts it; nothing of it is kept then
 */
export function send(
	address: string,
	form: FormData,
	tell: (sent: number, of: number) => void,
	signal: AbortSignal
): Promise<Answer> {
	return new Promise((answer) => {
		const request = new XMLHttpRequest();
		request.open('POST', address);
		request.setRequestHeader('accept', 'application/json');
		request.setRequestHeader('x-sveltekit-action', 'true');
		request.upload.addEventListener('progress', ({ loaded, total }) => {
			tell(loaded, total);
		});
		request.addEventListener('load', () => {
			answer(answerOf(request));
		});
		request.addEventListener('error', () => {
			answer({ kind: 'broken' });
		});
		request.addEventListener('abort', () => {
			answer({ kind: 'cancelled' });
		});
		signal.addEventListener('abort', () => {
			request.abort();
		});
		request.send(form);
	});
}

function answerOf({ status, responseText }: XMLHttpRequest): Answer {
	try {
		const result = deserialize<never, { reasons?: string[] }>(responseText);
		if (result.type === 'redirect') return { kind: 'taken', location: result.location };
		if (result.type === 'failure') return { kind: 'refused', reasons: result.data?.reasons ?? [] };
		if (result.type === 'error') return { kind: 'broken' };
	} catch {
		// no answer of the page's action
	}
	return { kind: status === 413 ? 'too large' : 'broken' };
}
