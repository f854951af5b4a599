import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../errors.ts';
import { readSqlFolder, type SqlFile } from '../frontmatter.ts';
import { ROOT } from '../home.ts';
import { programTypes } from '../model/program-types.ts';

/** What a way, and a stage, say of themselves in words: in English, and under `es` of the stage in Spanish. */
const wayTexts = {
	/** What it is to reach the stage, and what does not count, as sentences in plain words. */
	counts: z.string(),
	leaves_out: z.string().optional()
};
const texts = {
	title: z.string(),
	/** What marks it: "service plan", as in "between service plan and home"; in Spanish with its article. */
	noun: z.string(),
	/** After a number of households: "had a service plan", (are) "still waiting for a service plan", "left without one". */
	reached: z.string(),
	waiting: z.string().optional(),
	left: z.string().optional(),
	source: z.string()
};

const waySchema = z.strictObject({
	/** The types of program that have the stage in this way. Without them: all that no other way names. */
	programs: z.array(z.string()).min(1).optional(),
	/** `table.column`s of the model without which a source does not collect it. */
	needs: z.array(z.string().regex(/^[a-z_]+\.[a-z0-9_]+$/, { error: 'write table.column' })).min(1),
	...wayTexts,
	/** The metric that tells of the same step or of what comes of it. */
	metric: z.string()
});

const stageSchema = z
	.strictObject({
		...texts,
		/** The same in Spanish, its ways in their order. */
		es: z
			.strictObject({ ...texts, ways: z.array(z.strictObject(wayTexts)) })
			.partial()
			.optional(),
		/** Its place in the flow. */
		place: z.int().min(1),
		/** Only who reached that stage can reach this one, and its days run from it. Without it, they run from the start. */
		after: z.string().optional(),
		/** The day by which the share is told. Without it nobody waits for it: it is the start, or was before it. */
		share_by: z.int().min(1).optional(),
		ways: z.array(waySchema).min(1)
	})
	.refine(
		({ share_by, waiting, left }) =>
			[waiting, left].every((each) => (each === undefined) === (share_by === undefined)),
		{ error: 'share_by, waiting and left go together' }
	)
	.refine(({ ways, es }) => es?.ways === undefined || es.ways.length === ways.length, {
		path: ['es'],
		error: 'ways: name each of the ways, in their order'
	})
	.refine(({ ways }) => ways.filter(({ programs }) => programs === undefined).length <= 1, {
		path: ['ways'],
		error: 'only one way may be that of all other types of program'
	})
	.refine(
		({ ways }) => ways.every(({ programs = [] }) => programs.every((each) => programTypes().includes(each))),
		{
			path: ['ways'],
			error: 'programs: there is no such type of program'
		}
	);

/**
 * A stage of the flow of cases. Its SELECT gives `enrollment_id` and `reached_on`; that of one that comes `after`
 * another also `ended_on` and `ended_as`, when and how it became too late to reach it: of the others that is the exit
 * and its destination. `$share_by` in it is the front matter's, and `case_stage` holds the stages before.
 */
export type Stage = SqlFile<z.infer<typeof stageSchema>>;

/** One way of reaching a stage, with the types of program that have it. */
export type Way = z.infer<typeof waySchema>;

/** The stages, in their order. */
export function readStages(): Stage[] {
	const folder = 'pipelines/stages';
	const { files, broken } = readSqlFolder(join(ROOT, folder), stageSchema);
	const sorted = files.sort((a, b) => a.head.place - b.head.place);
	const astray = sorted.filter(
		({ head: { after, place } }, at) =>
			place === sorted[at - 1]?.head.place ||
			(after !== undefined && !sorted.slice(0, at).some(({ id }) => id === after))
	);
	const problems = [
		...broken.map(({ problem }) => problem),
		...astray.map(
			({ id }) => `${id}.sql: it has the place of another stage, or comes after none that is before it.`
		)
	];
	if (problems.length > 0) throw new Fault(problems.map((each) => `${folder}: ${each}`).join('\n'));
	return sorted;
}

/** The types of program that have a stage in a way, as a condition on `program_type`. */
export function programsOf({ head: { ways } }: Stage, { programs }: Way): { are: boolean; of: string[] } {
	if (programs !== undefined) return { are: true, of: programs };
	return { are: false, of: ways.flatMap((each) => each.programs ?? []) };
}
