import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Misused } from '#pipelines/errors.ts';
import { printProgress } from '#pipelines/progress.ts';
import { DEFAULT_CLIENTS, DEFAULT_SEED } from '#pipelines/sample/sample.ts';
import { SAMPLE_FORMATS, writeSample, type SampleFormat } from '#pipelines/sample/write.ts';
import { write } from './print.ts';

const FORMATS = Object.keys(SAMPLE_FORMATS) as SampleFormat[];

type Options = {
	clients: number;
	seed: number;
	plain?: boolean;
	out: string;
	format?: SampleFormat;
	json?: boolean;
	csv?: boolean;
};

/** Makes a command the one that writes the sample agency: parse, call, print. */
export function registerSample(command: Command): void {
	command
		.description('write a made-up agency to try things on, with what is hidden in it in TRUTHS.md')
		.requiredOption('--out <folder>', 'a new or empty folder')
		.option('--clients <n>', 'about how many people', wholeNumber('--clients'), DEFAULT_CLIENTS)
		.option('--format <id>', `only one format: ${FORMATS.join(' or ')} (otherwise both)`, knownFormat)
		.option('--seed <n>', 'another number makes another agency', wholeNumber('--seed'), DEFAULT_SEED)
		.option('--plain', 'with nothing planted: only programs differ, all else by chance')
		.action(async ({ clients, seed, plain, out, format, json, csv }: Options) => {
			const folder = resolve(out);
			const formats = format === undefined ? FORMATS : [format];
			const progress = printProgress(process.stderr);
			const { people, files } = await writeSample(
				folder,
				{ clients, seed, formats, planted: plain !== true },
				progress
			);
			progress('');
			write(json ? 'json' : csv ? 'csv' : 'table', files, { folder, seed, clients: people, files }, '');
			if (!json && !csv)
				process.stdout.write(
					`${String(people)} people who do not exist, from seed ${String(seed)}. ${plain ? 'Nothing is hidden in them' : 'What is hidden in them'}: ${join(folder, 'TRUTHS.md')}.\n`
				);
		});
}

function wholeNumber(option: string): (text: string) => number {
	return (text) => {
		if (/^-?\d{1,9}$/.test(text)) return Number(text);
		throw new Misused(`${option} ${text}: give a whole number.`);
	};
}

function knownFormat(text: string): SampleFormat {
	const found = FORMATS.find((format) => format === text);
	if (found) return found;
	throw new Misused(`--format ${text}: the sample is written as ${FORMATS.join(' or ')}.`);
}
