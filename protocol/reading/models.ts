import { modelId } from './modelDescription';
import { listIn } from './page';

const VIDEO_WORDS =
	/video|sora|veo|wan|kling|hailuo|minimax|hunyuan|ltx|cogvideo|mochi|runway|gen-?[34]|seedance|pika|luma|ray-?\d|t2v|i2v|movie|vidu/i;

/** The ids in a model list, `{data: [{id}]}` or a bare array, those that look like video models first. */
export function readModels(answer: unknown): string[] {
	const ids = (listIn(answer) ?? []).map(modelId).filter((id) => id !== undefined);
	const unique = [...new Set(ids)].sort();
	return [
		...unique.filter((id) => VIDEO_WORDS.test(id)),
		...unique.filter((id) => !VIDEO_WORDS.test(id)),
	];
}
