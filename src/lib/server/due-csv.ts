import { error, type RequestEvent } from '@sveltejs/kit';
import { csv } from '#lib/csv.ts';
import { sayDue } from '#lib/due-words.ts';
import { speak } from '#lib/speak.ts';
import { viewerOf } from './access.ts';
import { utcDay } from './clock.ts';
import { csvFile } from './download.ts';
import { readPage } from './page.ts';
import { exportList } from './worklist.ts';

const COLUMNS = [
	'kind',
	'what',
	'since_on',
	'due_on',
	'days_over_as_known',
	'days_over_today',
	'known_until',
	'put_off_until',
	'put_off_by',
	'put_off_because',
	'program',
	'program_type',
	'worker',
	'team',
	'source',
	'source_enrollment_id',
	'source_client_id',
	'source_household_id',
	'enrollment_id',
	'client_id',
	'household_id'
];

/** Everything in the list that an address asks for, as a file: what tells each in words, and the source system's own ids. */
export async function listFile({ url, locals }: RequestEvent): Promise<Response> {
	const viewer = viewerOf(locals);
	const { content, missing } = await readPage(url, viewer.asker, (store, view) =>
		exportList(store, viewer, view, url)
	);
	if (content === null) error(404, missing);
	const words = speak(locals.locale);
	const lines = content.map((row) => ({
		...row,
		snoozed: null, // told in columns of its own
		what: sayDue(words, row),
		days_over_as_known: row.over,
		days_over_today: row.over_today,
		known_until: row.observed_until,
		put_off_until: row.snoozed?.until ?? null,
		put_off_by: row.snoozed?.by ?? null,
		put_off_because: row.snoozed?.reason ?? null
	}));
	return csvFile(csv(lines, COLUMNS), `due ${utcDay()}.csv`);
}
