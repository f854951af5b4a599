import type { Settings } from '#pipelines/home.ts';

/** Addresses whose bodies go to the disk as they come, never into memory: they have a limit of their own. */
const STREAMED = ['/api/uploads', '/data/upload'];

type Limits = Pick<Settings, 'upload_limit_mb' | 'script_upload_limit_mb'>;

/** What a body may take: bytes, and seconds until its last byte is there; `setting` says how many bytes. */
export type BodyLimit = { bytes: number; seconds: number; setting: keyof Limits };

/** What a body may take, by the path that it is sent to. */
export function bodyLimit(settings: Limits, path: string): BodyLimit {
	const setting = isStreamed(path) ? 'script_upload_limit_mb' : 'upload_limit_mb';
	return { bytes: settings[setting] * 1_000_000, seconds: isStreamed(path) ? 3600 : 300, setting };
}

/** Whether what is sent to a path goes to the disk as it comes. */
export function isStreamed(path: string): boolean {
	return STREAMED.includes(path);
}

/** How long any body may be, in bytes. */
export function mostOfBodies(settings: Limits): number {
	return Math.max(settings.upload_limit_mb, settings.script_upload_limit_mb) * 1_000_000;
}
