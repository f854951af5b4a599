// A canonical CSV upload of any size: a made-up agency whose contacts fill it.
import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomOf } from '#pipelines/sample/random.ts';

const STAYS = 20_000;
const WORKERS = 60;
const PROGRAMS = ['street outreach', 'emergency shelter', 'rapid re-housing', 'permanent supportive housing'];
const KINDS = ['outreach', 'visit', 'phone', 'office', 'service'];
const RESULTS = ['attended', 'attended', 'attended', 'missed', 'cancelled'];
const FIRST = Date.UTC(2023, 0, 1);
const LAST = Date.UTC(2025, 11, 31);
const DAY = 86_400_000;
/** So much is made before it is written. */
const CHUNK = 1_000_000;

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

/**
 * Writes the upload into a new folder: contacts of about so many bytes, and the clients, stays, workers and programs
 * that they belong to. The same size writes the same bytes. Gives the lines of contacts.
 */
export async function writeUpload(folder: string, bytes: number): Promise<number> {
	mkdirSync(folder, { recursive: true });
	const random = randomOf('a big upload');
	const write = (file: string, head: string, lines: Iterable<string>) => {
		writeFileSync(join(folder, `${file}.csv`), `${[head, ...lines].join('\r\n')}\r\n`);
	};
	const count = <Line>(n: number, line: (at: number) => Line) =>
		Array.from({ length: n }, (_, at) => line(at));
	write('about', 'source_name,exported_at,period_from,period_to,kind', [
		'Big agency,2026-01-02 06:00:00,2023-01-01,2025-12-31,full'
	]);
	write(
		'program',
		'program_id,name,program_type,organization,site',
		PROGRAMS.map((type, at) => `P${String(at)},Big ${type},${type},Big agency,Main Street`)
	);
	write(
		'worker',
		'worker_id,display_name',
		count(WORKERS, (at) => `W${String(at)},Worker ${String(at)}`)
	);
	write(
		'client',
		'client_id,language',
		count(STAYS, (at) => `C${String(at)},${random.chance(0.2) ? 'Spanish' : 'English'}`)
	);
	const starts = count(STAYS, () => FIRST + random.integer(0, 700) * DAY);
	write(
		'enrollment',
		'enrollment_id,client_id,household_id,is_head_of_household,program_id,started_on,exited_on,exit_destination',
		starts.map((start, at) => {
			const n = String(at);
			return `E${n},C${n},H${n},yes,P${String(at % PROGRAMS.length)},${day(start)},,`;
		})
	);
	const out = createWriteStream(join(folder, 'contact.csv'));
	let text =
		'contact_id,enrollment_id,worker_id,occurred_on,kind,scheduled,result,recorded_at,recorded_by\r\n';
	let written = 0;
	let lines = 0;
	const flush = async () => {
		written += text.length;
		if (!out.write(text)) await once(out, 'drain');
		text = '';
	};
	while (written + text.length < bytes) {
		const stay = random.integer(0, STAYS - 1);
		const at = (starts[stay] ?? FIRST) + random.integer(0, 390) * DAY;
		const on = day(Math.min(at, LAST));
		const worker = `W${String(random.integer(0, WORKERS - 1))}`;
		text += `K${String(++lines)},E${String(stay)},${worker},${on},${random.pick(KINDS)},yes,${random.pick(RESULTS)},${on} 16:00:00,${worker}\r\n`;
		if (text.length > CHUNK) await flush();
	}
	await flush();
	out.end();
	await once(out, 'finish');
	return lines;
}
