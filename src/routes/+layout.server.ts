import { listSamplePeople } from '#lib/server/demonstration.ts';
import { readFrame } from '#lib/server/frame.ts';
import { fromStore } from '#lib/server/reading.ts';
import { isSamplePerson } from '#lib/server/sample.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { locale, viewer } }) => ({
	locale,
	viewer: viewer && { id: viewer.id, name: viewer.name, role: viewer.role, abilities: viewer.abilities },
	samples: viewer && isSamplePerson(viewer.id) ? await readSamples() : null,
	...(await readFrame(viewer))
});

async function readSamples() {
	const { content } = await fromStore(listSamplePeople);
	return content?.map(({ id, name, role }) => ({ id, name, role })) ?? null;
}
