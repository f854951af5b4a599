import { Refused } from '#pipelines/errors.ts';
import { readStandards, settingParts } from '#pipelines/standards.ts';
import { listStandards, type HeldTo } from '#lib/standards.ts';
import { fromStore, servedHome } from './reading.ts';

/** What the page of standards and targets shows. */
export type StandardsPage = {
	/** What the figures were made with; null where they cannot be read, and `trouble` says why. */
	held: HeldTo | null;
	trouble: string | null;
	/** What is wrong in the files now; empty where nothing is. */
	broken: string[];
	/** Whether the files are no longer those that the figures were made with. */
	changed: boolean;
};

/** What the figures are held to, and whether its files are still the same and whole. */
export async function readStandardsPage(): Promise<StandardsPage> {
	const home = servedHome();
	const { content, trouble } = await fromStore(async (store) => ({
		held: await listStandards(store),
		parts: (await store.db.rows('select part from setting_file')).map(({ part }) => String(part))
	}));
	const now = settingParts(home);
	return {
		held: content?.held ?? null,
		trouble,
		broken: findBroken(),
		changed: content !== null && now.some((part) => !content.parts.includes(part))
	};

	function findBroken(): string[] {
		try {
			readStandards(home);
			return [];
		} catch (error) {
			if (error instanceof Refused) return error.reasons;
			throw error;
		}
	}
}
