import { modelId } from './modelDescription';
import { listIn } from './page';

const VIDEO_WORDS =
	/video|sora|veo|wan|kling|hailuo|minimax|hunyuan|ltx|cogvideo|mochi|runway|gen-?[34]|seedance|pika|luma|ray-?\d|t2v|i2v|movie|vidu/i;

/** The ids in a model list, `{data: [{id}]}` or a bare array: those that look like video models, and the others. */
export function readModels(answer: unknown): { video: string[]; other: string[] } {
	const ids = (listIn(answer) ?? []).map(modelId).filter((id) => id !== undefined);
	const unique = [...new Set(ids)].sort();
	return {
		video: unique.filter((id) => VIDEO_WORDS.test(id)),
		other: unique.filter((id) => !VIDEO_WORDS.test(id)),
	};
}
