import type { Browser, Page } from 'playwright-core';
import { owner } from '../../../host/session.mts';
import { openStage, type Stage } from '../../n8n/support/stage.mts';
import { startChromium } from './chromium.mts';
import { Editor } from './editor.mts';

/** A running n8n, its sandbox, and its editor in a browser, signed in. */
export interface EditorStage extends Stage {
	page: Page;
	editor: Editor;
}

/** Opens n8n in a browser and signs in as its owner. */
export async function signIn(browser: Browser, url: string): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	page.setDefaultTimeout(60_000);
	// The first page that an n8n serves takes long on a busy machine.
	page.setDefaultNavigationTimeout(90_000);
	await page.goto(`${url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(/home|workflow/);
	return page;
}

/** Starts everything that somebody needs who works in the editor. */
export async function openEditor(): Promise<EditorStage> {
	const stage = await openStage({ withEditor: true });
	const browser = await startChromium().catch(async (error: unknown) => {
		await stage.close();
		throw error;
	});
	const close = async () => {
		await browser.close().finally(async () => await stage.close());
	};
	try {
		const page = await signIn(browser, stage.server.url);
		return { ...stage, page, editor: new Editor(page, stage.server.url), close };
	} catch (error) {
		await close();
		throw error;
	}
}
