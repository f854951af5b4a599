import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

// Kit 3 takes its options here and stops when it sees a svelte.config.js.
const kit = sveltekit({
	adapter: adapter({ precompress: false }),
	// What is not there must look the same at every address.
	paths: { relative: false },
	// src/lib/server/guard.ts asks where a request comes from, of every content type. Kit, which does so of forms only and
	// before any hook, would refuse scripts that send files with a key.
	csrf: { trustedOrigins: ['*'] },
	csp: {
		mode: 'nonce',
		directives: {
			'default-src': ['none'],
			'script-src': ['self'],
			'style-src': ['self'],
			'style-src-elem': ['self'],
			// That of the element in which Kit tells screen readers which page has come, and no other.
			'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
			'img-src': ['self'],
			'font-src': ['self'],
			'connect-src': ['self'],
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
