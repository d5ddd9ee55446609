import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../../../host/paths.mts';

const folder = path.join(root, 'editor-pictures');
const published = path.join(root, 'docs', 'images');

const publishes = Boolean(process.env.PUBLISH_PICTURES);

/** Puts a picture of the page into `editor-pictures/`, in light and in dark. @param part of the page; without it all of it */
export async function takePicture(page: Page, name: string, part?: Locator): Promise<void> {
	// Nobody looks at those of CI.
	if (process.env.CI && !publishes) return;
	for (const colorScheme of ['dark', 'light'] as const) {
		await page.emulateMedia({ colorScheme });
		await page.waitForTimeout(300);
		await (part ?? page).screenshot({ path: path.join(folder, colorScheme, `${name}.png`) });
	}
}

/** Takes a picture, and with `npm run screenshots` puts its light one into the documentation. @param name below `docs/images` */
export async function publishPicture(page: Page, name: string, part?: Locator): Promise<void> {
	await takePicture(page, name, part);
	if (!publishes) return;
	const target = path.join(published, `${name}.png`);
	await mkdir(path.dirname(target), { recursive: true });
	await copyFile(path.join(folder, 'light', `${name}.png`), target);
}
