// Gaps that are followed, in app.sqlite: who sees them, who may write, what is written into the audit log.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Home } from '#pipelines/home.ts';
import type { Role } from '#lib/roles.ts';
import { ABILITIES, askerOf, type Viewer } from '#lib/server/access.ts';
import { openApp } from '#lib/server/app-db.ts';
import { verifyAudit } from '#lib/server/audit.ts';
import {
	assignable,
	assignGap,
	closeGap,
	findGap,
	listGaps,
	noteOnGap,
	notesOf,
	openGap,
	scopeOf
} from '#lib/server/gap-notes.ts';
import { addPerson, removePerson, setClosed, type Person } from '#lib/server/people.ts';
import { CELL } from '../gap.ts';
import { newHome } from '../home.ts';

let home: Home;
beforeEach(() => {
	home = newHome();
});

function somebody(
	role: Role,
	more: { programs?: 'all' | string[]; teams?: string[]; name?: string } = {}
): Person & Viewer {
	const reach = { role, programs: more.programs ?? [], teams: more.teams ?? [], worker: null };
	const name = more.name ?? `A ${role}`;
	const person = addPerson(home, { name, email: `${randomUUID()}@example.org`, ...reach }, 'active');
	return { ...person, abilities: ABILITIES[role], asker: askerOf(reach) };
}

const entries = () =>
	openApp(home)
		.prepare("select action, subject, detail from audit where action like '%gap%' order by seq")
		.all()
		.map(({ action, subject, detail }) => [action, subject, JSON.parse(String(detail)) as unknown]);

describe('a gap that is followed', () => {
	it('keeps what it was opened on, what was written about it and who sees to it, until it is closed for a reason', async () => {
		const manager = somebody('program manager', { programs: 'all', name: 'Mona' });
		const steward = somebody('data steward', { name: 'Dara' });
		const id = openGap(home, manager, CELL, [{ dimension: 'program', value: 'Harbor' }]);
		expect(noteOnGap(home, manager, id, '  Interpreters are missing.\nOn Mondays. ')).toBeNull();
		assignGap(home, manager, id, steward.id);
		const open = findGap(home, steward.asker, id);
		expect(open).toMatchObject({
			metric: 'days-to-move-in',
			where: [{ dimension: 'program', value: 'Harbor' }],
			programs: 'all',
			found: CELL,
			opened: { by: 'Mona' },
			assigned: { id: steward.id, name: 'Dara' },
			closed: null
		});
		expect(closeGap(home, manager, id, 'An interpreter comes now.')).toBeNull();
		expect(findGap(home, manager.asker, id).closed).toMatchObject({
			by: 'Mona',
			reason: 'An interpreter comes now.'
		});
		expect(notesOf(home, { id })).toMatchObject([
			{ by: 'Mona', text: 'Interpreters are missing.\nOn Mondays.' },
			{ by: 'Mona', text: null, assigned: 'Dara' }
		]);
		// Which gap, and by what: never the group, the notes or the reason.
		const detail = { gap: id, by: ['language'] };
		expect(entries()).toEqual([
			['opened a gap', 'days-to-move-in', detail],
			['wrote about a gap', 'days-to-move-in', detail],
			['gave a gap to somebody', 'days-to-move-in', { ...detail, person: steward.id }],
			['closed a gap', 'days-to-move-in', detail]
		]);
		expect(await verifyAudit(home)).toMatchObject({ problems: [] });
	});

	it('is opened once, and anew after it was closed', () => {
		const manager = somebody('program manager', { programs: 'all' });
		const id = openGap(home, manager, CELL, []);
		expect(openGap(home, manager, { ...CELL, q: 0.01 }, [])).toBe(id);
		expect(openGap(home, manager, CELL, [{ dimension: 'program', value: 'Harbor' }])).not.toBe(id);
		closeGap(home, manager, id, 'Done.');
		expect(openGap(home, manager, CELL, [])).not.toBe(id);
	});

	it('takes no empty text and none that is too long, and nothing once it is closed', () => {
		const manager = somebody('program manager', { programs: 'all' });
		const id = openGap(home, manager, CELL, []);
		expect(noteOnGap(home, manager, id, ' \n')).toBe('needed');
		expect(closeGap(home, manager, id, 'x'.repeat(2001))).toBe('long');
		expect(findGap(home, manager.asker, id).closed).toBeNull();
		closeGap(home, manager, id, 'Done.');
		expect(() => noteOnGap(home, manager, id, 'More')).toThrow('This gap is closed.');
		expect(() => assignGap(home, manager, id, null)).toThrow('This gap is closed.');
	});
});

describe('who sees a gap', () => {
	it('is who may see all that it is about: two managers, two answers', () => {
		const one = somebody('program manager', { programs: ['p1', 'p2'] });
		const id = openGap(home, one, CELL, []);
		const sees = (viewer: Viewer) => listGaps(home, viewer.asker).map((gap) => gap.id);
		expect(sees(one)).toEqual([id]);
		expect(sees(somebody('program manager', { programs: ['p2', 'p3', 'p1'] }))).toEqual([id]);
		expect(sees(somebody('program manager', { programs: 'all' }))).toEqual([id]);
		expect(sees(somebody('administrator'))).toEqual([id]);
		expect(sees(somebody('data steward'))).toEqual([id]);
		const other = somebody('program manager', { programs: ['p2'] });
		expect(sees(other)).toEqual([]);
		expect(sees(somebody('supervisor', { teams: ['North'] }))).toEqual([]);
		expect(sees(somebody('worker'))).toEqual([]);
		// What one may not see answers as what there is not, whatever is asked of it.
		for (const ask of [
			() => findGap(home, other.asker, id),
			() => noteOnGap(home, other, id, 'x'),
			() => {
				assignGap(home, other, id, null);
			},
			() => closeGap(home, other, id, 'x')
		])
			expect(ask).toThrow('There is no such gap.');
		expect(() => findGap(home, other.asker, randomUUID())).toThrow('There is no such gap.');
	});

	it('asks for the figures of its programs alone, however much who looks may see', () => {
		const one = somebody('program manager', { programs: ['p1'] });
		const gap = findGap(home, one.asker, openGap(home, one, CELL, []));
		expect(scopeOf(gap, somebody('administrator').asker).programs).toEqual(['p1']);
		expect(scopeOf(gap, one.asker).programs).toEqual(['p1']);
	});

	it('writes nothing unless they may: a steward reads', () => {
		const id = openGap(home, somebody('administrator'), CELL, []);
		const steward = somebody('data steward');
		expect(findGap(home, steward.asker, id).id).toBe(id);
		expect(() => openGap(home, steward, { ...CELL, value: 'Somali' }, [])).toThrow('There is no such gap.');
		expect(() => noteOnGap(home, steward, id, 'x')).toThrow('There is no such gap.');
		expect(() => closeGap(home, steward, id, 'x')).toThrow('There is no such gap.');
		expect(notesOf(home, { id })).toEqual([]);
	});

	it('can be asked to see to it, and nobody else', () => {
		const manager = somebody('program manager', { programs: ['p1'], name: 'Mona' });
		const other = somebody('program manager', { programs: ['p2'], name: 'Otto' });
		const left = somebody('data steward', { name: 'Lena' });
		const admin = somebody('administrator', { name: 'Ada' });
		somebody('supervisor', { teams: ['North'], name: 'Sam' });
		somebody('funder', { name: 'Fay' });
		setClosed(home, admin, left.id, true);
		const id = openGap(home, manager, CELL, []);
		const gap = findGap(home, manager.asker, id);
		expect(assignable(home, gap).map(({ name }) => name)).toEqual(['Ada', 'Mona']);
		expect(() => {
			assignGap(home, manager, id, other.id);
		}).toThrow('There is nobody like that who can see this gap.');
		assignGap(home, manager, id, admin.id);
		assignGap(home, manager, id, null);
		expect(notesOf(home, { id })).toMatchObject([{ assigned: 'Ada' }, { assigned: null }]);
	});

	it('loses who saw to it where they are removed, and nothing else', () => {
		const manager = somebody('program manager', { programs: 'all' });
		const steward = somebody('data steward', { name: 'Dara' });
		const id = openGap(home, manager, CELL, []);
		assignGap(home, manager, id, steward.id);
		removePerson(home, steward.id);
		expect(findGap(home, manager.asker, id).assigned).toBeNull();
		expect(notesOf(home, { id })).toMatchObject([{ assigned: 'Dara' }]);
	});
});
