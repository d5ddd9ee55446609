// npm run setup [-- debian]: installs what all suites need, before they ask for it; with "debian", Debian's packages alone.
import {
	ensureChromium,
	ensureFfmpeg,
	ensureHost,
	ensureInstalled,
	ensureOldest,
	ensurePeers,
	ensurePipelinePrograms,
	ensurePipelineServers,
	ensureQueueServices,
	ensureRegistry,
	ensureScanner,
} from './install.mjs';

ensureInstalled();
ensureChromium();
ensureFfmpeg();
ensureQueueServices();
ensurePipelinePrograms();
if (process.argv[2] !== 'debian') {
	ensureScanner();
	ensureHost();
	ensurePeers();
	ensureOldest();
	ensurePipelineServers();
	ensureRegistry();
}
