// npm run setup [-- PART ...]: installs what all suites need, before they ask for it. The parts debian, n8n and peers make up the whole; n8n and
// peers can be installed side by side.
import {
	ensureChromium,
	ensureFfmpeg,
	ensureFirstStart,
	ensureInstalled,
	ensureOldest,
	ensurePeers,
	ensurePipelinePrograms,
	ensurePipelineServers,
	ensureQueueServices,
	ensureRegistry,
	ensureScanner,
} from './install.mjs';

const parts = {
	debian: [ensureChromium, ensureFfmpeg, ensureQueueServices, ensurePipelinePrograms],
	n8n: [ensureFirstStart, ensureOldest, ensureScanner],
	peers: [ensurePeers, ensurePipelineServers, ensureRegistry],
};

const known = Object.keys(parts);
const wanted = process.argv.slice(2);
const unknown = wanted.find((part) => !known.includes(part));
if (unknown !== undefined) {
	console.error(`There is no part "${unknown}". The parts are ${known.join(', ')}.`);
	process.exit(1);
}
ensureInstalled();
for (const part of wanted.length > 0 ? wanted : known) {
	for (const ensure of parts[part]) ensure();
}
