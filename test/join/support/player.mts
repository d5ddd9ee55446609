import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { startChromium } from '../../editor/support/chromium.mts';

/** What Chromium says of a file that it plays to the end. */
export interface Played {
	/** @unit seconds */
	duration: number;
	/** Where it was when it ended. @unit seconds */
	endedAt: number;
	error: string | null;
	decodedSoundBytes: number;
}

export interface Player {
	/** Plays a file as fast as the browser can. */
	play(file: string): Promise<Played>;
	/** The color of the left third of the picture at these times, in order: the one that is wanted, or the last one that was seen. */
	colorsAt(file: string, moments: readonly Moment[]): Promise<number[][]>;
}

// On so many animation frames the picture that is wanted is looked for.
const LOOKS = 300;

/** What must be seen. */
export interface Moment {
	/** @unit seconds */
	at: number;
	/** Red, green and blue, 0 to 255. */
	rgb: readonly number[];
}

/** Serves files with ranges, without which Chromium does not seek. */
async function serve() {
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		if (pathname === '/') {
			response.setHeader('content-type', 'text/html').end('<title>player</title>');
			return;
		}
		const file = decodeURIComponent(pathname.slice(1));
		const size = statSync(file, { throwIfNoEntry: false })?.size;
		if (size === undefined) {
			response.writeHead(404).end();
			return;
		}
		const [, from, to] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
		const start = Number(from ?? 0);
		const end = to ? Number(to) : size - 1;
		response.writeHead(from === undefined ? 200 : 206, {
			'content-type': 'video/mp4',
			'accept-ranges': 'bytes',
			'content-length': end - start + 1,
			...(from === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
		});
		// Chromium often closes a connection before it has read all.
		createReadStream(file, { start, end })
			.on('error', () => response.destroy())
			.pipe(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function playIn(page: Page, address: string): Promise<Played> {
	return await page.evaluate(async (source) => {
		const video = document.createElement('video');
		document.body.replaceChildren(video);
		const ended = new Promise((resolve) => {
			video.onended = resolve;
			video.onerror = resolve;
		});
		video.src = source;
		// Of what is muted, Chromium does not decode the sound.
		video.volume = 0.01;
		video.playbackRate = 8;
		await video.play().catch(() => {});
		await ended;
		return {
			duration: video.duration,
			endedAt: video.currentTime,
			error: video.error && video.error.message,
			decodedSoundBytes: (video as unknown as { webkitAudioDecodedByteCount: number })
				.webkitAudioDecodedByteCount,
		};
	}, address);
}

async function colorsIn(page: Page, address: string, moments: readonly Moment[]) {
	return await page.evaluate(
		async ([source, moments, looks]) => {
			const video = document.createElement('video');
			document.body.replaceChildren(video);
			video.src = source;
			const once = (name: string) =>
				new Promise<void>((resolve, reject) => {
					video.addEventListener(name, () => resolve(), { once: true });
					video.onerror = () => reject(new Error(video.error?.message));
				});
			await once('loadeddata');
			const canvas = document.createElement('canvas');
			[canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
			const context = canvas.getContext('2d', { willReadFrequently: true })!;
			const colors: number[][] = [];
			for (const { at: moment, rgb } of moments) {
				let color: number[] = [];
				const seeked = once('seeked');
				video.currentTime = moment;
				await seeked;
				// At `seeked` the frame before may still be the one on the screen.
				for (let look = 0; look < looks; look += 1) {
					context.drawImage(video, 0, 0);
					color = [...context.getImageData(canvas.width / 8, canvas.height / 2, 1, 1).data];
					if (rgb.every((level, channel) => Math.abs(level - color[channel]) < 30)) break;
					await new Promise((resolve) => requestAnimationFrame(resolve));
				}
				colors.push(color.slice(0, 3));
			}
			return colors;
		},
		[address, [...moments], LOOKS] as const,
	);
}

/** A page of Chromium that plays files, for a file's tests. */
export function usePlayer(): Player {
	let browser: Browser | undefined;
	let site: Awaited<ReturnType<typeof serve>> | undefined;
	let page: Page;
	beforeAll(async () => {
		browser = await startChromium();
		site = await serve();
		page = await browser.newPage();
		await page.goto(site.origin);
	});
	afterAll(async () => {
		await browser?.close();
		if (site === undefined) return;
		const { server } = site;
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	const addressOf = (file: string) => `${site?.origin}/${encodeURIComponent(file)}`;
	return {
		play: async (file) => await playIn(page, addressOf(file)),
		colorsAt: async (file, moments) => await colorsIn(page, addressOf(file), moments),
	};
}
