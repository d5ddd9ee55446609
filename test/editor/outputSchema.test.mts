import { builtIn, videoWorkflow } from '../n8n/support/workflow.mts';
import { takePicture } from './support/pictures.mts';
import { openEditor, type EditorStage } from './support/stage.mts';

jest.setTimeout(400_000);

const NEXT = 'Edit Fields';

describe('the node after a Create that has not run yet', () => {
	let stage: EditorStage;
	beforeAll(async () => (stage = await openEditor()));
	afterAll(async () => await stage?.close());

	it('shows what will come, to build with', async () => {
		const { editor, page, session, credential } = stage;
		const next = [builtIn(NEXT, 'set', 3.4, {})];
		const workflow = videoWorkflow({ credential, items: [], next });
		await editor.open(await session.createWorkflow({ ...workflow, pinData: {} }));
		await editor.openNode(NEXT);
		const input = editor.part('ndv-input-panel');
		for (const field of ['status', 'file', 'framesPerSecond', 'cost', 'differences']) {
			await input.getByText(field, { exact: true }).first().scrollIntoViewIfNeeded();
		}
		await takePicture(page, 'output-schema');
	});
});
