import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DATE_ORDERS } from './date-orders.ts';
import { messageOf, Refused } from './errors.ts';

const mappingSchema = z.strictObject({
	/** `File.Column` and the order of its dates that do not begin with the year. */
	dates: z.record(z.string(), z.enum(DATE_ORDERS)).default({})
});

/** What a person says about an export that it does not say of itself. */
export type Mapping = z.infer<typeof mappingSchema>;

export const NO_MAPPING: Mapping = { dates: {} };

/** Reads a mapping file. Throws `Refused` with every wrong key at once. */
export function readMapping(path: string): Mapping {
	let json: unknown;
	try {
		json = JSON.parse(readFileSync(path, 'utf8'));
	} catch (cause) {
		throw new Refused(`The mapping ${path} cannot be read: ${messageOf(cause)}.`, { cause });
	}
	const parsed = mappingSchema.safeParse(json);
	if (parsed.success) return parsed.data;
	throw new Refused(
		parsed.error.issues.map(
			(issue) => `The mapping ${path}, ${issue.path.join('.') || 'whole file'}: ${issue.message}.`
		)
	);
}
