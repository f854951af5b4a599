import type { Settings } from '#pipelines/home.ts';

/** Addresses whose bodies go to the disk as they come, never into memory: they have a limit of their own. */
const STREAMED = ['/api/uploads', '/data/upload'];

type Limits = Pick<Settings, 'upload_limit_mb' | 'script_upload_limit_mb'>;

/** How long a body may be, in bytes, by the path that it is sent to, and the setting that says so. */
export function bodyLimit(settings: Limits, path: string): { bytes: number; setting: keyof Limits } {
	const setting = isStreamed(path) ? 'script_upload_limit_mb' : 'upload_limit_mb';
	return { bytes: settings[setting] * 1_000_000, setting };
}

/** Whether what is sent to a path goes to the disk as it comes. */
export function isStreamed(path: string): boolean {
	return STREAMED.includes(path);
}

/** How long any body may be, in bytes. */
export function mostOfBodies(settings: Limits): number {
	return Math.max(settings.upload_limit_mb, settings.script_upload_limit_mb) * 1_000_000;
}
