// `throughline …`
import { keepCompiled } from '#pipelines/compile-cache.ts';

keepCompiled();
const { runCommand } = await import('./program.ts');
await runCommand(process.argv.slice(2));
