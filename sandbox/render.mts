import { parentPort } from 'node:worker_threads';
import type { Clip, RenderOrder, RenderResult } from './clips.mts';
import type { ClipSpec } from './clip-spec.mts';
import { encodeSpritesheet, encodeThumbnail, encodeVideo } from './encode.mts';
import { createScene } from './scene.mts';

async function render(spec: ClipSpec): Promise<Clip> {
	const scene = await createScene(spec);
	return {
		video: await encodeVideo(scene, Number(spec.seconds)),
		thumbnail: await encodeThumbnail(scene),
		spritesheet: await encodeSpritesheet(scene),
	};
}

parentPort?.on('message', (spec: RenderOrder) => {
	render(spec).then(
		(clip) => parentPort?.postMessage({ clip } satisfies RenderResult),
		(error: Error) => parentPort?.postMessage({ error: error.message } satisfies RenderResult),
	);
});
