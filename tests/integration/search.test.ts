// Finding things by what they are called: what is not somebody's to see is as if it were not there.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import { ABILITIES, askerOf, type Reach, type Viewer } from '#lib/server/access.ts';
import { search } from '#lib/server/search.ts';
import { query, newHome, take } from '../home.ts';
import { TINY } from '../canonical.ts';

let home: Home;
beforeAll(async () => {
	home = newHome();
	process.env.THROUGHLINE_HOME = home.path;
	await take(home, TINY);
});

const viewer = (reach: Partial<Reach> & Pick<Reach, 'role'>): Viewer => ({
	id: 'somebody',
	name: 'Somebody',
	email: 'somebody@example.org',
	role: reach.role,
	abilities: ABILITIES[reach.role],
	asker: askerOf({ programs: [], teams: [], worker: null, ...reach }),
	funder: null
});
const found = search;
const titles = async (who: Viewer, text: string) => (await found(who, text)).hits.map(({ title }) => title);
const STEWARD = viewer({ role: 'data steward' });

describe('a search', () => {
	it('finds a metric by its title before one by its question, and a page', async () => {
		const hits = (await found(STEWARD, 'exits')).hits;
		expect(hits[0]).toMatchObject({ kind: 'metric', id: 'exits' });
		expect(hits.length).toBeGreaterThan(2);
		expect(await titles(STEWARD, 'methods')).toContain('Methods');
	});

	it('finds programs and workers of one’s own only', async () => {
		const [program, other] = (
			await query(
				home,
				'select distinct p.label, p.program_id::varchar as id from program p join enrollment using (program_id) order by 1'
			)
		).map(({ label, id }) => ({ label: String(label), id: String(id) }));
		if (!program || !other) throw new Error('The agency has two programs.');
		const manager = viewer({ role: 'program manager', programs: [program.id] });
		expect(await titles(manager, program.label)).toContain(program.label);
		expect(await titles(manager, other.label)).not.toContain(other.label);
		expect((await found(manager, other.label)).meant).not.toBe(other.label);
		expect(await titles(STEWARD, other.label)).toContain(other.label);
	});

	it('finds a case by its code, whole, for whom it is', async () => {
		const [stay] = await query(
			home,
			'select enrollment_id::varchar as id from enrollment order by started_on limit 1'
		);
		expect((await found(STEWARD, String(stay?.id))).stays.map(({ enrollment_id }) => enrollment_id)).toEqual([
			stay?.id
		]);
		const nobody = viewer({ role: 'worker' });
		expect((await found(nobody, String(stay?.id))).stays).toEqual([]);
	});

	it('says what may have been meant where nothing is called so, and nothing for nothing', async () => {
		expect((await found(STEWARD, 'Methodes')).meant).toBe('Methods');
		expect(await found(STEWARD, '  ')).toEqual({ hits: [], stays: [], meant: null });
		expect((await found(STEWARD, 'zzzzzzzz')).meant).toBeNull();
	});
});
