// `node tests/simulate/run.ts 200`: makes so many sample agencies in which nothing was planted (seeds 1, 2, …) and
// counts what is found in them all the same. `--planted` with the truths, `--clients N`, `--first SEED`, `--only
// trends`, `--keep FILE` (what was found, one agency a line).
import { fork } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Agency } from './agency.ts';
import { report } from './report.ts';
import { study, STUDIES, type Found, type StudyName } from './studies.ts';

type Asked = { agency: Agency; names: StudyName[] };

if (process.send) {
	process.on('message', ({ agency, names }: Asked) => {
		void study(agency, names).then(
			(found) => process.send?.(found),
			(error: unknown) => {
				console.error(agency, error);
				process.exit(1);
			}
		);
	});
} else {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			clients: { type: 'string', default: '800' },
			first: { type: 'string', default: '1' },
			planted: { type: 'boolean', default: false },
			only: { type: 'string', multiple: true },
			keep: { type: 'string' }
		}
	});
	const count = Number(positionals[0] ?? 200);
	const isAsked = (name: StudyName) => values.only?.includes(name) ?? (name === 'truths') === values.planted;
	// Charts take as long as all else, and each agency has dozens: those of every fourth are enough.
	const namesOf = (seed: number) =>
		STUDIES.filter((name) => isAsked(name) && (name !== 'trends' || values.only || seed % 4 === 1));
	const seeds = Array.from({ length: count }, (_, at) => Number(values.first) + at);
	const found: Found[] = [];
	const began = Date.now();
	await Promise.all(
		Array.from(
			{ length: Math.min(availableParallelism(), count) },
			() =>
				new Promise<void>((resolve, reject) => {
					const child = fork(import.meta.filename);
					const next = () => {
						const seed = seeds.shift();
						if (seed === undefined) {
							child.disconnect();
							resolve();
						} else
							child.send({
								agency: { seed, clients: Number(values.clients), planted: values.planted },
								names: namesOf(seed)
							} satisfies Asked);
					};
					child.on('message', (each: Found) => {
						found.push(each);
						if (values.keep) appendFileSync(values.keep, `${JSON.stringify(each)}\n`);
						process.stderr.write(`\r${String(found.length)} of ${String(count)} agencies `);
						next();
					});
					child.on('exit', (code) => {
						if (code !== 0) reject(new Error(`A simulation ended with ${String(code)}.`));
					});
					next();
				})
		)
	);
	process.stderr.write('\n');
	found.sort((one, other) => one.agency.seed - other.agency.seed);
	console.log(report(found, (Date.now() - began) / 1000));
}
