// `throughline …`
import { keepCompiled } from '#pipelines/compile-cache.ts';

keepCompiled();
await import('./program.ts');
