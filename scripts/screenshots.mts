// npm run screenshots: the README's pictures, taken in a real n8n in Debian's Chromium.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { readExample } from '../host/examples.mts';
import { createHost } from '../host/n8n.mts';
import { root } from '../host/paths.mts';
import { sandboxCredential } from '../host/sandbox-credential.mts';
import { owner } from '../host/session.mts';
import { startSandbox } from '../test/support/sandbox.mts';
import { runCommand, say } from './command.mts';

const folder = path.join(root, 'docs', 'images');
const chromiumPath = '/usr/bin/chromium';
const quiet = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

async function signIn(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.locator('input[type="email"], input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(/home|workflow/);
}

async function take(page: Page, name: string): Promise<void> {
	await page.waitForTimeout(700);
	await page.screenshot({ path: path.join(folder, `${name}.png`) });
	say(`  docs/images/${name}.png`);
}

async function openNode(page: Page): Promise<void> {
	await page.locator('.vue-flow__node').filter({ hasText: 'create: video' }).dblclick();
	await page.getByText('Prompt', { exact: true }).first().waitFor();
}

async function takeAll(page: Page, url: string, workflowId: string): Promise<void> {
	await signIn(page, url);
	await page.goto(`${url}/workflow/${workflowId}`);
	await page.locator('.vue-flow__node').first().waitFor();
	await openNode(page);
	await take(page, 'node');
	await page.keyboard.press('Escape');
	await page.locator('button:visible', { hasText: 'Execute workflow' }).last().click();
	await page.getByText('Workflow executed successfully').first().waitFor({ timeout: 60_000 });
	await page.waitForTimeout(4000);
	await take(page, 'run');
	await openNode(page);
	await take(page, 'output');
}

await runCommand(async (onEnd) => {
	if (!existsSync(chromiumPath)) {
		throw new Error(`Chromium is missing at ${chromiumPath}. On Debian: apt-get install chromium`);
	}
	await mkdir(folder, { recursive: true });
	say('Starting the sandbox, n8n and Chromium');
	const sandbox = await startSandbox({ renderSeconds: 3 });
	onEnd(async () => await sandbox.stop());
	const host = await createHost();
	onEnd(async () => await host.dispose());
	const server = await host.start();
	await server.session.signIn();
	const template = sandboxCredential(sandbox.baseUrl, sandbox.key);
	const credential = { ...template, id: await server.session.createCredential(template) };
	const example = await readExample('prompt-to-mp4.json');
	const text = JSON.stringify(example).replaceAll(template.id, credential.id);
	const workflowId = await server.session.createWorkflow(JSON.parse(text));
	const browser = await chromium.launch({ executablePath: chromiumPath, args: quiet });
	onEnd(async () => await browser.close());
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	try {
		await takeAll(page, server.url, workflowId);
	} catch (error) {
		await take(page, 'failed');
		throw error;
	}
});
