import type { BatchProblem } from '#pipelines/problems.ts';
import { csvFile } from './download.ts';
import { csv } from '#lib/csv.ts';

const COLUMNS = ['file', 'line', 'column', 'kind', 'reason', 'mend'];

/** Problems of lines as a file to download: place, reason and mend, never a line's values. */
export function problemsCsv(rows: readonly BatchProblem[], name: string): Response {
	const text = csv(
		rows.map(({ column_name: column, ...row }) => ({ ...row, column })),
		COLUMNS
	);
	return csvFile(text, `${name}.csv`);
}
