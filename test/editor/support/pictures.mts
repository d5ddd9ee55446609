import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../../host/paths.mts';

const folder = path.join(root, 'editor-pictures');
const published = path.join(root, 'docs', 'images');

/** Puts a picture of the page into `editor-pictures/`, in light and in dark. @param name such as `create-running` */
export async function takePicture(page: Page, name: string): Promise<void> {
	for (const colorScheme of ['dark', 'light'] as const) {
		await page.emulateMedia({ colorScheme });
		await page.waitForTimeout(300);
		await page.screenshot({ path: path.join(folder, colorScheme, `${name}.png`) });
	}
}

/** Takes a picture, and with `npm run screenshots` puts its light one into the documentation. @param name below `docs/images` */
export async function publishPicture(page: Page, name: string): Promise<void> {
	await takePicture(page, name);
	if (!process.env.PUBLISH_PICTURES) return;
	const target = path.join(published, `${name}.png`);
	await mkdir(path.dirname(target), { recursive: true });
	await copyFile(path.join(folder, 'light', `${name}.png`), target);
}
