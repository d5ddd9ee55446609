import { apiOf } from '../../support/api.mts';
import { startSandbox } from '../../support/sandbox.mts';

let clip: Promise<Buffer> | undefined;

/** A real mp4 of 4 s, for peers that serve what they are given. */
export async function renderClip(): Promise<Buffer> {
	clip ??= render();
	return await clip;
}

async function render(): Promise<Buffer> {
	const sandbox = await startSandbox();
	try {
		const api = apiOf(sandbox);
		const answer = await api.call('GET', `/videos/${await api.createEnded()}/content`);
		return Buffer.from(await answer.arrayBuffer());
	} finally {
		await sandbox.stop();
	}
}
