import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

// Kit 3 takes its options here and stops when it sees a svelte.config.js.
const kit = sveltekit({
	adapter: adapter({ precompress: false }),
	// What is not there must look the same at every address.
	paths: { relative: false },
	csp: {
		mode: 'hash',
		directives: {
			'default-src': ['self'],
			'style-src': ['self', 'unsafe-inline'],
			'img-src': ['self', 'data:'],
			'object-src': ['none'],
			'base-uri': ['none'],
			'form-action': ['self'],
			'frame-ancestors': ['none']
		}
	}
});

export default defineConfig({
	plugins: [kit],
	ssr: { external: ['@duckdb/node-api'] },
	test: {
		projects: [
			{ test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 10_000 } },
			{
				test: {
					name: 'integration',
					include: ['tests/integration/**/*.test.ts'],
					testTimeout: 300_000,
					hookTimeout: 300_000,
					maxWorkers: 2
				}
			}
		]
	}
});
