import type { Connected } from '../../../duckdb.ts';
import { Misused, Refused } from '../../../errors.ts';
import { didYouMean } from '../../../near.ts';

/** A project that the reports can be made of. */
export type Project = { program_id: string; label: string };

/**
 * The projects of HMIS sources, by name.
 * @throws Refused where no HMIS export was imported
 */
export async function listProjects(db: Pick<Connected, 'rows'>): Promise<Project[]> {
	const rows = await db.rows(
		`select p.program_id::varchar as program_id, p.label from program p join source s using (source)
		where s.format = 'hmis-csv' order by p.label`
	);
	if (rows.length === 0)
		throw new Refused(
			'HUD’s tables are made of HMIS CSV exports, and there is none in this home. Import one: npm run -s throughline -- import PATH.'
		);
	return rows.map(({ program_id, label }) => ({ program_id: String(program_id), label: String(label) }));
}

/**
 * The projects that are named, each once. A text is a name or several with commas between; a name may have commas of
 * its own.
 * @throws Misused with every name that none has
 */
export function findProjects(projects: readonly Project[], texts: readonly string[]): Project[] {
	const known = new Map(projects.map((project) => [project.label, project]));
	const found = new Set<Project>();
	const wrong: string[] = [];
	for (const text of texts)
		for (const each of known.has(text) ? [text] : text.split(',').map((part) => part.trim())) {
			const project = known.get(each);
			if (project) found.add(project);
			else wrong.push(`There is no HMIS project "${each}".${didYouMean(each, known.keys())}`);
		}
	if (wrong.length > 0)
		throw new Misused(`${wrong.join('\n')}\nThe projects are: ${[...known.keys()].join(', ')}.`);
	return [...found];
}
