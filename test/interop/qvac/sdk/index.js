// Hands back a clip after a while, or fails when a prompt says so. Everything but videos is left out.
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const STEPS = 5;
let requests = 0;
const cancelled = new Set();

function secondsOf(prompt) {
	return Number(/takes (\d+) seconds/.exec(prompt)?.[1] ?? 0.5);
}

export function video({ init_image: image, ...params }) {
	const requestId = String(++requests);
	const line = JSON.stringify({ ...params, ...(image && { image: image.length }) });
	appendFileSync(process.env.QVAC_RECEIVED, `${line}\n`);
	let end;
	let fail;
	const outputs = new Promise((resolve, reject) => {
		end = resolve;
		fail = reject;
	});
	async function* progress() {
		for (let step = 0; step < STEPS && !cancelled.has(requestId); step++) {
			yield { step, totalSteps: STEPS, elapsedMs: 0 };
			await sleep((secondsOf(params.prompt) / STEPS) * 1000);
		}
		if (params.prompt.includes('fails')) fail(new Error('Out of memory'));
		else end([readFileSync(process.env.QVAC_CLIP)]);
	}
	return {
		requestId,
		progressStream: progress(),
		outputs,
		stats: Promise.resolve({ width: 832, height: 480 }),
	};
}

export async function cancel({ requestId }) {
	cancelled.add(requestId);
}

export async function loadModel() {
	return 'model';
}

export async function unloadModel() {}

export async function close() {}

function missing() {
	throw new Error('This engine makes only videos');
}

export {
	missing as completion,
	missing as diffusion,
	missing as embed,
	missing as getLoadedModelInfo,
	missing as ragCloseWorkspace,
	missing as ragDeleteWorkspace,
	missing as ragIngest,
	missing as ragListWorkspaces,
	missing as ragSearch,
	missing as textToSpeech,
	missing as transcribe,
	missing as translate,
};
