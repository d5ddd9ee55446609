const { rm, readdir } = require('node:fs/promises');
const path = require('node:path');

/**
 * n8n's build copies every picture of the tree into `dist`, also those of docs, bench and tests.
 * Only what the package is made of stays.
 */
async function keepPackageOnly() {
	const kept = ['client', 'credentials', 'icons', 'nodes', 'protocol'];
	for (const entry of await readdir('dist')) {
		if (!kept.includes(entry)) await rm(path.join('dist', entry), { recursive: true });
	}
}

exports.default = keepPackageOnly;
