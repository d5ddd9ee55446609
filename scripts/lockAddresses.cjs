// Without an import, and no module, so that the tests can load it too: it runs before anything is installed.

/**
 * Gives each package of a lock file its address, in the form that most registries share.
 * @param lock what package-lock.json says
 * @param registry with a slash at the end
 */
function addAddresses(lock, registry) {
	for (const [place, entry] of Object.entries(lock.packages)) {
		const isPackage = place !== '' && entry.version && !entry.link && !entry.inBundle;
		if (!isPackage || entry.resolved) continue;
		const name = entry.name ?? place.split('node_modules/').at(-1);
		const file = `${name.split('/').at(-1)}-${entry.version}.tgz`;
		entry.resolved = `${registry}${name}/-/${file}`;
	}
	return lock;
}

module.exports = { addAddresses };
