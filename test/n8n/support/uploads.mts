import { startReceiver, type Receiver } from './receiver.mts';
import { openStage, type Stage } from './stage.mts';

/** A whole n8n with the node and its sandbox, and the service that its workflows upload to. */
export interface UploadStage extends Stage {
	receiver: Receiver;
}

/** Starts them before a file's tests, empties sandbox and receiver before each, and ends them. */
export function useUploads(): UploadStage {
	const stage = {} as UploadStage;
	beforeAll(async () => {
		stage.receiver = await startReceiver();
		Object.assign(stage, await openStage());
	});
	afterAll(async () => {
		await stage.close?.();
		await stage.receiver?.close();
	});
	beforeEach(async () => {
		await stage.sandbox.reset();
		stage.receiver.uploads.length = 0;
	});
	return stage;
}
