import { itemsOf } from '../../host/execution.mts';
import { fileIn, sha256 } from './support/receiver.mts';
import { useUploads } from './support/uploads.mts';
import { builtIn, start, video, videoWorkflow } from './support/workflow.mts';

jest.setTimeout(400_000);

describe('a node that uploads the file', () => {
	const stage = useUploads();

	/** Runs the workflow with an HTTP Request node behind, and gives what the sandbox has served. */
	async function runWith(body: Record<string, unknown>) {
		const { session, credential, sandbox } = stage;
		const upload = builtIn('Upload', 'httpRequest', 4.2, {
			method: 'POST',
			url: stage.receiver.url,
			sendBody: true,
			...body,
		});
		const items = [{ prompt: 'A lighthouse in the fog' }];
		const execution = await session.runToEnd(
			videoWorkflow({ credential, items, next: [upload] }),
			start,
		);
		expect(execution).toMatchObject({ status: 'success', lastNodeExecuted: 'Upload' });
		const id = String(itemsOf(execution, video)[0].json.id);
		const content = await fetch(`${sandbox.baseUrl}/videos/${id}/content`, {
			headers: { authorization: `Bearer ${sandbox.key}` },
		});
		return { id, served: Buffer.from(await content.arrayBuffer()) };
	}

	it('sends it as the body, byte for byte, as video/mp4', async () => {
		const { served } = await runWith({ contentType: 'binaryData', inputDataFieldName: 'data' });
		const [upload, ...others] = stage.receiver.uploads;
		expect(others).toEqual([]);
		expect(upload.headers['content-type']).toBe('video/mp4');
		expect(upload.headers['content-length']).toBe(String(served.length));
		expect(sha256(upload.body)).toBe(sha256(served));
	});

	it('sends it as a form, with its name and type', async () => {
		const part = { parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' };
		const { id, served } = await runWith({
			contentType: 'multipart-form-data',
			bodyParameters: { parameters: [part] },
		});
		const file = await fileIn(stage.receiver.uploads[0], 'file');
		expect(file).toMatchObject({ name: `${id}.mp4`, type: 'video/mp4' });
		expect(sha256(Buffer.from(await file.arrayBuffer()))).toBe(sha256(served));
	});
});
