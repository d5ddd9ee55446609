import type { Page } from 'playwright-core';

/** How long n8n and npm may take. */
const INSTALLED_MS = 60_000;

/** Installs a package on the page *Settings → Community nodes*. */
export async function installOnPage(page: Page, url: string, name: string): Promise<void> {
	await page.goto(`${url}/settings/community-nodes`);
	await page.getByRole('button', { name: 'Install a community node' }).click();
	await page.getByPlaceholder('e.g. n8n-nodes-chatwork').fill(name);
	await page.getByText('I understand the risks').click();
	await page.getByTestId('install-community-package-button').click();
	const card = page.getByTestId('community-package-card').filter({ hasText: name });
	await card.waitFor({ timeout: INSTALLED_MS });
}
