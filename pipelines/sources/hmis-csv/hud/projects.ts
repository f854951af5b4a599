import type { Connected } from '../../../duckdb.ts';
import { Misused, Refused } from '../../../errors.ts';
import { didYouMean } from '../../../near.ts';

/** A project that the reports can be made of. */
export type Project = { program_id: string; label: string; source: string };

/** The projects of HMIS sources, by name. */
export async function listProjects(db: Pick<Connected, 'rows'>): Promise<Project[]> {
	const rows = await db.rows(
		`select p.program_id::varchar as program_id, p.label, p.source from program p join source s using (source)
		where s.format = 'hmis-csv' order by p.label`
	);
	return rows.map(({ program_id, label, source }) => ({
		program_id: String(program_id),
		label: String(label),
		source: String(source)
	}));
}

/**
 * The projects that are named, each once. A text is a name or several with commas between; a name may have commas of
 * its own.
 * @throws Refused where no HMIS export was imported, Misused with every name that none has
 */
export function findProjects(projects: readonly Project[], texts: readonly string[]): Project[] {
	refuseNone(projects);
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

/** The projects of the sources that cover their system, as the setting `covers_system` has them; none where none does. */
export function coveredProjects(projects: readonly Project[], covering: readonly string[]): Project[] {
	return projects.filter(({ source }) => covering.includes(source));
}

/**
 * All projects of the sources that cover their system, as the setting `covers_system` has them.
 * @throws Refused where none does, or no HMIS export was imported
 */
export function systemProjects(projects: readonly Project[], covering: readonly string[]): Project[] {
	refuseNone(projects);
	const found = coveredProjects(projects, covering);
	if (found.length > 0) return found;
	const keys = [...new Set(projects.map(({ source }) => source))];
	throw new Refused(
		`System performance measures are of every project of a homelessness system, and no source here is said to hold all of one. If one does, name it in settings.json: {"covers_system": ["${keys.join('", "')}"]}.`
	);
}

function refuseNone(projects: readonly Project[]): void {
	if (projects.length === 0)
		throw new Refused(
			'HUD’s tables are made of HMIS CSV exports, and there is none in this home. Import one: npm run -s throughline -- import PATH.'
		);
}
