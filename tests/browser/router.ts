// Everything that the built server answers to, read from the router itself.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const built = join(import.meta.dirname, '..', '..', 'build', 'server', 'manifest.js');

type Node = { server?: { actions?: Record<string, unknown>; load?: unknown } };
type Route = {
	id: string;
	params: { name: string }[];
	page: { leaf: number } | null;
	endpoint: (() => Promise<Record<string, unknown>>) | null;
};
type Manifest = { routes: Route[]; nodes: (() => Promise<Node>)[] };

/** One thing that can be asked of a route. */
export type Ask = {
	route: string;
	/** How a person would call it. */
	name: string;
	method: string;
	/** What follows the route's path. */
	suffix: string;
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'fallback'];

/** Every page with its data, every form action and every method of every endpoint. */
export async function readRouter(): Promise<Ask[]> {
	const { manifest } = (await import(pathToFileURL(built).href)) as { manifest: Manifest };
	const asks: Ask[] = [];
	for (const { id: route, page, endpoint } of manifest.routes) {
		const add = (name: string, method: string, suffix = '') => asks.push({ route, name, method, suffix });
		if (page) {
			const node = await manifest.nodes[page.leaf]?.();
			add('page', 'GET');
			add('head', 'HEAD');
			add('data', 'GET', route === '/' ? '__data.json' : '/__data.json');
			for (const action of Object.keys(node?.server?.actions ?? {}))
				add(`action ${action}`, 'POST', action === 'default' ? '' : `?/${action}`);
			if (!node?.server?.actions) add('no action', 'POST');
		}
		for (const method of Object.keys((await endpoint?.()) ?? {}))
			if (METHODS.includes(method)) add('API', method === 'fallback' ? 'POST' : method);
	}
	return asks;
}
