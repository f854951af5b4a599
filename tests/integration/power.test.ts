// How often a worker who differs is found, from the file to the sentence: 30 % of whose exits are to a permanent home,
// among nineteen of 60 %, each with 60 exits a year. The seed is fixed. tests/unit/units-by-chance.test.ts draws more.
import { expect, it } from 'vitest';
import { randomOf } from '#pipelines/sample/random.ts';
import { OWNER } from '#lib/metrics/scope.ts';
import { compareUnits } from '#lib/metrics/units.ts';
import { openCurrent } from '#lib/server/store.ts';
import { upload } from '../canonical.ts';
import { newHome, take } from '../home.ts';

/** Each program is an agency of its own, with the same names of workers. */
const AGENCIES = 12;
const WORKERS = 20;
const HALVES = ['2023-01', '2023-07', '2024-01'];
const ROWS = 30;

function exportOf(): Record<string, string> {
	const random = randomOf('power of 30 against 60 per cent');
	const lines: Record<string, string[]> = {
		client: [],
		enrollment: [],
		assignment: [],
		program: [],
		worker: []
	};
	for (let at = 0; at < WORKERS; at++)
		lines.worker?.push(`W${String(at)},Worker ${String(at).padStart(2, '0')}`);
	let rows = 0;
	for (let agency = 0; agency < AGENCIES; agency++) {
		const program = `P${String(agency)}`;
		lines.program?.push(`${program},Agency ${String(agency)},emergency shelter,Test,Site`);
		for (let worker = 0; worker < WORKERS; worker++)
			for (const half of HALVES)
				for (let row = 0; row < ROWS; row++) {
					const id = String(++rows);
					const month = Number(half.slice(5)) + (row % 6);
					const day = `${half.slice(0, 5)}${String(month).padStart(2, '0')}-15`;
					const home = random.chance(worker === 0 ? 0.3 : 0.6);
					lines.client?.push(`C${id}`);
					lines.enrollment?.push(
						`E${id},C${id},H${id},yes,${program},2022-11-01,${day},${home ? '"rental, no subsidy"' : 'place not meant for habitation'}`
					);
					lines.assignment?.push(`E${id},W${String(worker)},yes,2022-11-01,`);
				}
	}
	const file = (head: string, list: string[] = []) => `${head}\n${list.join('\n')}\n`;
	return {
		about:
			'source_name,exported_at,period_from,period_to,kind\nPower,2024-07-02 08:00:00,2022-11-01,2024-06-30,full\n',
		client: file('client_id', lines.client),
		program: file('program_id,name,program_type,organization,site', lines.program),
		worker: file('worker_id,display_name', lines.worker),
		enrollment: file(
			'enrollment_id,client_id,household_id,is_head_of_household,program_id,started_on,exited_on,exit_destination',
			lines.enrollment
		),
		assignment: file('enrollment_id,worker_id,primary,valid_from,valid_to', lines.assignment)
	};
}

it('finds most such workers, and of the nineteen others next to nobody', async () => {
	const home = newHome();
	await take(home, upload(exportOf()));
	const store = await openCurrent(home);
	const counts = { outside: 0, again: 0, worth: 0, others: 0 };
	let tail = 0;
	for (let agency = 0; agency < AGENCIES; agency++) {
		const { units, pool } = await compareUnits(
			store,
			{
				...OWNER,
				metric: 'exits-to-permanent-housing',
				where: [{ dimension: 'program', value: `Agency ${String(agency)}` }]
			},
			'worker'
		);
		expect(units).toHaveLength(WORKERS);
		tail = pool?.far_tail ?? 0;
		for (const { unit, position, result, side } of units) {
			expect(result.n).toBe(2 * ROWS);
			const isWorth = position.says === 'worth a conversation';
			if (unit !== 'Worker 00') counts.others += Number(isWorth);
			else {
				counts.outside += Number(side === 'below');
				counts.again += Number(isWorth || (position.says === 'look again' && position.before === 'outside'));
				counts.worth += Number(isWorth);
			}
		}
	}
	store.db.close();
	console.log(
		`Of ${String(AGENCIES)} workers at 30 % among nineteen at 60 %, each of 60 rows: ${String(counts.outside)} outside the 99.8 % limits, ${String(counts.again)} now and six months before, ${String(counts.worth)} worth a conversation (chance may leave ${tail.toExponential(1)} on either side). Of ${String(AGENCIES * (WORKERS - 1))} others: ${String(counts.others)}.`
	);
	expect(counts.outside).toBeGreaterThanOrEqual(0.75 * AGENCIES);
	expect(counts.worth).toBeGreaterThanOrEqual(0.6 * AGENCIES);
	expect(counts.others).toBe(0);
});
