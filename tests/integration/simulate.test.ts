// The truths of the sample agency are found where their persons look, and in agencies with nothing planted there is
// nothing to find (CASES 32). `node tests/simulate/run.ts 200` counts over as many as one likes.
import { beforeAll, describe, expect, it } from 'vitest';
import { isGap } from '../simulate/gaps.ts';
import { study, type Found } from '../simulate/studies.ts';
import { isClaim } from '../simulate/workers.ts';

describe('in the sample agency', () => {
	let found: Found;
	beforeAll(async () => {
		found = await study({ seed: 1, clients: 4000, planted: true }, ['truths', 'workers']);
		for (const { id, found: is, says, sure } of found.truths)
			console.log(`${id}: ${is ? 'found' : 'not found'}. ${says} [${sure}]`);
	});
	const saying = (id: string) => found.truths.find((each) => each.id === id);

	it.each([
		['waits-doubled', /^Worse /],
		['late-notes', /^Housing South: /],
		['language-waits-longer', /^People who speak Spanish: \d+ % of \d+ households had a home within 90 days/],
		['no-capacity', /^mental health care: \d+\.\d % of \d+ referrals unmet, the largest share/],
		['different-worker', /^D\. Dogwood: .*conversation/]
	])('%s is found', (id, sentence) => {
		expect(saying(id)).toMatchObject({ found: true });
		expect(saying(id)?.says).toMatch(sentence);
	});

	it('the workers who lie far off by chance alone are not worth a conversation for it', () => {
		expect(saying('only-chance')).toMatchObject({ found: true });
	});

	it('of no figure a worker is worth a conversation but for what was planted', () => {
		// Housing South's notes are late; its workers' are, then. One of them moved there from the other team.
		const planted = ['documents-on-time', 'record-entry-lag', 'supervision-held', 'appointments-kept'];
		expect(
			(found.workers?.workers ?? [])
				.filter((each) => isClaim(each) && !planted.includes(each.metric))
				.map(({ metric, worker }) => `${metric} ${worker}`)
		).toEqual([]);
	});
});

it.each([1, 2, 3, 4])(
	'in agency %i with nothing planted there is no gap, and nobody is worth a conversation',
	async (seed) => {
		const { gaps, workers } = await study({ seed, clients: 800, planted: false }, ['gaps', 'workers']);
		expect(gaps?.cells).toBeGreaterThan(800);
		expect(gaps?.groups.filter(isGap)).toEqual([]);
		expect(workers?.judged).toBeGreaterThan(100);
		expect(workers?.workers.filter(isClaim)).toEqual([]);
	}
);
