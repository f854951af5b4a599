import { wordsOf } from '../sources/format.ts';

/**
 * The types of program that the model knows. The list lies with the format that is the model's own words;
 * every other format maps its codes onto it.
 */
export function programTypes(): string[] {
	return wordsOf('canonical-csv', 'program_type');
}
