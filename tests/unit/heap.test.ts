import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HEAP_OF_SERVER } from '#pipelines/heap.ts';
import { ROOT } from '#pipelines/home.ts';

it.each(['package.json', 'deploy/throughline.service', 'deploy/Containerfile'])(
	'%s begins the server with the memory that it may take',
	(file) => {
		const begins = readFileSync(join(ROOT, file), 'utf8')
			.split('\n')
			.find((line) => line.includes('src/start.ts'));
		for (const flag of HEAP_OF_SERVER) expect(begins).toContain(flag);
	}
);
