import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Starts Debian's Chromium without a window, and without calls to its makers. */
export async function startChromium(): Promise<Browser> {
	if (!existsSync(executablePath)) {
		throw new Error(
			`Chromium is missing at ${executablePath}. On Debian: apt-get install chromium`,
		);
	}
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
