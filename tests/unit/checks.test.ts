// What the files of checks say of themselves; what they find is asked in tests/integration/checks.test.ts.
import { describe, expect, it } from 'vitest';
import { readChecks } from '#pipelines/checks/definition.ts';
import { placesOf, tellPlace } from '#pipelines/checks/places.ts';
import { readMetrics } from '#pipelines/metrics/definition.ts';

const { checks, broken } = readChecks(null);
const { metrics } = readMetrics(null);
const check = (id: string) => checks.find((each) => each.id === id)?.head ?? expect.fail(id);

describe('our checks', () => {
	it('are at least forty, none of them broken', () => {
		expect(broken).toEqual([]);
		expect(checks.length).toBeGreaterThanOrEqual(40);
	});

	it('all say why they matter, what they are about and where that is mended', () => {
		for (const { id, head } of checks) {
			expect(head.guidance, id).toMatch(/^[A-Z].{40,}\.$/);
			expect(head.touches, id).not.toEqual([]);
			expect(placesOf(head.mend ?? head.touches, 'canonical-csv'), id).not.toEqual([]);
		}
	});

	it('that are errors are about columns on which a figure rests', () => {
		const columns = new Set(metrics.flatMap(({ needs, reads }) => [...needs, ...reads]));
		for (const { id, head } of checks.filter(({ head: { severity } }) => severity === 'error'))
			expect(
				head.touches.filter((column) => columns.has(column)),
				id
			).not.toEqual([]);
	});

	it('name the field and the data element of HMIS, and the table and column of the templates', () => {
		const places = (id: string, format: string) =>
			placesOf(check(id).mend ?? check(id).touches, format).map(tellPlace);
		expect(places('destination-unknown', 'hmis-csv')).toEqual(['Exit.csv, Destination (3.12 Destination)']);
		expect(places('destination-unknown', 'canonical-csv')).toEqual(['enrollment.csv, exit_destination']);
		expect(places('move-in-outside-stay', 'hmis-csv')).toEqual([
			'Enrollment.csv, MoveInDate (3.20 Housing Move-In Date)',
			'Enrollment.csv, EntryDate (3.10 Project Start Date)',
			'Exit.csv, ExitDate (3.11 Project Exit Date)'
		]);
		expect(places('goal-before-set', 'hmis-csv')).toEqual([]);
	});
});
