/** Told of each step of a long work: what is being done and, where it can be known, how much of it. */
export type Progress = (step: string, done?: number, total?: number) => void;

/**
 * Prints progress to a stream (standard error): on a terminal one line that is rewritten, elsewhere one
 * line when the first word of the step changes. Returns the reporter; call it with an empty step to end the
 * line.
 */
export function printProgress(stream: NodeJS.WriteStream): Progress {
	let last = '';
	let width = 0;
	return (step, done, total) => {
		const share = done !== undefined && total ? ` ${String(Math.floor((100 * done) / total))} %` : '';
		if (stream.isTTY) {
			const line = step === '' ? '' : `${step}${share}`;
			stream.write(`\r${line.padEnd(width)}${step === '' ? '\r' : ''}`);
			width = line.length;
		} else if (step !== '' && step.split(' ')[0] !== last.split(' ')[0]) stream.write(`${step}\n`);
		last = step;
	};
}
