import { answer } from '#lib/server/answer.ts';
import { servedHome } from '#lib/server/reading.ts';
import { settingBytes, settingFileOf } from '#lib/server/setting-files.ts';
import { csvFile } from '#lib/server/download.ts';
import type { RequestHandler } from './$types';

/** The file in force, as it lies there. */
export const GET: RequestHandler = async ({ params }) => {
	const file = await answer(() => settingFileOf(params.file));
	return csvFile(settingBytes(servedHome(), file), file);
};
