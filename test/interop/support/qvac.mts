import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../host/ports.mts';
import { renderClip } from './clip.mts';
import type { InferenceServer, Received } from './inference.mts';
import { jsonLines } from './jsonLines.mts';
import { startProgram } from './program.mts';

const home = path.join(process.cwd(), 'test/interop/qvac');
const cli = path.join(home, 'node_modules/@qvac/cli');

/** The one model that the server has. */
export const MODEL = 'wan2.1-t2v';

function version(): string {
	const { version: pinned } = JSON.parse(readFileSync(path.join(cli, 'package.json'), 'utf8')) as {
		version: string;
	};
	return pinned;
}

/**
 * Starts QVAC's OpenAI server on a free port. Its engine (`qvac/sdk`) hands back a clip half a second later, or as the prompt
 * says. The real engine makes AVI, which the server turns into mp4 with an `ffmpeg` on its path: here one that leaves all as it
 * is. With `avi`, these bytes are what the engine makes, and there is no ffmpeg.
 */
export async function startQvac(avi?: Buffer): Promise<InferenceServer> {
	const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-qvac-'));
	const clip = path.join(folder, 'clip');
	writeFileSync(clip, avi ?? (await renderClip()));
	const config = path.join(folder, 'config.json');
	const models = { [MODEL]: { src: './wan.gguf', type: 'sdcpp-video', preload: true } };
	writeFileSync(config, JSON.stringify({ serve: { models } }));
	if (avi === undefined) {
		writeFileSync(path.join(folder, 'ffmpeg'), '#!/bin/sh\nexec /bin/cat\n', { mode: 0o755 });
	}
	const received = path.join(folder, 'received.jsonl');
	const port = await freePort();
	const key = 'sk-qvac';
	const program = await startProgram({
		name: 'QVAC',
		command: process.execPath,
		args: [
			...[path.join(cli, 'dist/index.js'), 'serve', '--openai', '--no-default'],
			...['--config', config, '--port', `${port}`, '--api-key', key],
		],
		env: { PATH: folder, QVAC_CLIP: clip, QVAC_RECEIVED: received },
		ready: /QVAC API server listening/,
	});
	return {
		name: `QVAC ${version()}`,
		baseUrl: `http://127.0.0.1:${port}/v1`,
		key,
		credential: { server: 'qvac' },
		received: () =>
			jsonLines<Received['engine']>(received).map((engine) => ({ request: engine, engine })),
		stop: async () => {
			await program.stop();
			rmSync(folder, { recursive: true });
		},
	};
}
