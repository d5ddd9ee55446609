import { outputSchema } from '../engine/support/outputSchema.mts';
import { openStage, type Stage } from './support/stage.mts';

jest.setTimeout(400_000);

// The editor's own requests (n8n 2.41, editor-ui, schemaPreview): node type, version in three parts, resource, operation.
describe("what n8n's editor shows of an output before the first run", () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage({ withEditor: true })));
	afterAll(async () => await stage?.close());

	const PACKAGE = 'n8n-nodes-video-generation';
	const ask = async (place: string) =>
		await fetch(`${stage.server.url}/schemas/${PACKAGE}.${place}.json`);

	it.each([
		'video/create',
		'video/retrieve',
		'video/list',
		'video/download',
		'video/delete',
		'video/remix',
		'video/edit',
		'video/extend',
		'video/waitForCompletion',
		'video/suspendUntilCompleted',
		'character/create',
		'character/retrieve',
	])('is the schema of %s', async (operation) => {
		const answer = await ask(`videoGeneration/1.0.0/${operation}`);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toContain('application/json');
		const schema: unknown = await answer.json();
		expect(schema).toEqual(outputSchema(`VideoGeneration/__schema__/v1.0.0/${operation}`));
		expect(schema).toMatchObject({ type: 'object', properties: { id: { type: 'string' } } });
	});

	it('is the schema of video/join, which is about files', async () => {
		const answer = await ask('videoGeneration/1.0.0/video/join');
		const schema: unknown = await answer.json();
		expect(schema).toEqual(outputSchema('VideoGeneration/__schema__/v1.0.0/video/join'));
		expect(schema).toMatchObject({ properties: { clips: { type: 'array' } } });
	});

	// The editor asks for none; n8n's AI builder reads these.
	it.each(['VideoGenerationTrigger', 'VideoGenerationWebhookTrigger'])(
		'is the schema of the %s',
		async (name) => {
			const answer = await ask(`${name[0].toLowerCase()}${name.slice(1)}/1.0.0`);
			expect(answer.status).toBe(200);
			expect(await answer.json()).toEqual(outputSchema(`${name}/__schema__/v1.0.0`));
		},
	);

	it('is nothing where there is no such operation', async () => {
		expect((await ask('videoGeneration/1.0.0/video/dance')).status).toBe(404);
	});
});
