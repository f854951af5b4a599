import { listStandards, type HeldTo } from '#lib/standards.ts';
import { fromStore, servedHome } from './reading.ts';
import { isMadeWithFiles, reasonsOf } from './setting-files.ts';

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
		same: await isMadeWithFiles(home, store)
	}));
	return {
		held: content?.held ?? null,
		trouble,
		broken: reasonsOf(home),
		changed: content?.same === false
	};
}
