// Runs before anything else (see the scripts in package.json), in whatever Node there is. Plain old JavaScript.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const major = Number(process.versions.node.split('.')[0]);
const installed = existsSync(join(__dirname, '..', 'node_modules', 'commander'));

if (!installed || major < 24) {
	const why = installed
		? `Throughline needs Node 24 and found ${process.version}.`
		: 'The packages are missing.';
	console.error(
		`${why} Run \`npm ci\` (npm 10 or newer, without --omit=optional): it brings Node 24 with it.`
	);
	process.exit(1);
}
