import type { Archive, Package } from '../archive.ts';
import { readXml } from './xml.ts';

/** What a part does that is more than to hold cells, by the end of its relation's type (ECMA-376 part 1, annex; MS-OFFMACRO2). */
const DOES: Record<string, string> = {
	...Object.fromEntries(
		['vbaProject', 'xlMacrosheet', 'xlIntlMacrosheet', 'dialogsheet', 'wordVbaData', 'ui/extensibility'].map(
			(type) => [type, 'macros']
		)
	),
	externalLinkPath: 'links to other files',
	externalLink: 'links to other files',
	attachedTemplate: 'links to other files',
	connections: 'connections to other data',
	queryTable: 'connections to other data',
	oleObject: 'other documents in it',
	package: 'other documents in it',
	control: 'controls',
	activeXControlBinary: 'controls',
	webextension: 'programs of the web',
	webextensiontaskpanes: 'programs of the web',
	'digital-signature/origin': 'a signature, which would be broken'
};

/** Functions that fetch from elsewhere or call a program. */
const CALLS = /\b(WEBSERVICE|RTD|IMAGE|CALL|REGISTER(?:\.ID)?)\s*\(/i;

/**
 * What a workbook has that one to be filled in and passed on may not have: macros, links to other files, connections,
 * documents within, controls. Links that a person clicks are let be.
 * @returns the names of such things, none where it is harmless
 * @throws Error where a part is damaged
 */
export async function harmIn({ entries }: Archive, parts: Package): Promise<string[]> {
	const found = new Set<string>();
	for (const { fileName } of entries) {
		if (/vbaproject[^/]*\.bin$/i.test(fileName)) found.add('macros');
		if (!/\.rels$/i.test(fileName)) continue;
		await readXml(await parts.read(fileName), {
			open(name, { Type = '', TargetMode }) {
				if (name !== 'Relationship') return;
				const does = Object.entries(DOES).find(([type]) => Type.endsWith(`/${type}`))?.[1];
				if (does !== undefined) found.add(does);
				else if (TargetMode === 'External' && !Type.endsWith('/hyperlink')) found.add('links to other files');
			}
		});
	}
	await readXml(await parts.read('[Content_Types].xml'), {
		open(_, { ContentType = '' }) {
			if (/macro|vba/i.test(ContentType)) found.add('macros');
		}
	});
	return [...found];
}

/** Whether a formula fetches from elsewhere or calls a program. */
export function callsOut(formula: string): boolean {
	return CALLS.test(formula);
}
